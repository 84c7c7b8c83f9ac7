"""The files of a comparison."""

from collections.abc import Collection
from pathlib import Path

from wres_calc.across.years import Comparison
from wres_calc.render.files import slug, write_files
from wres_calc.render.formats import FORMATS


def write_comparison(comparison: Comparison, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write `out_dir/wres_<CODE>_<FIRST>-<LAST>.<extension>` in each of `formats`; return the paths.

    The name of a public one ends in `_published`. Raises `UnwritableOutput` as for reports.
    """
    first, last = comparison.years
    published = "_published" if comparison.public else ""
    stem = f"wres_{slug(comparison.organisation.code)}_{first}-{last}{published}"
    files = {
        f"{stem}.{kind.extension}": kind.years(comparison)
        for name, kind in FORMATS.items()
        if name in formats
    }
    return write_files(files, out_dir)
