"""The files over several reports: the roll-ups, and the years of one organisation."""

from collections.abc import Collection
from pathlib import Path

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.render.files import slug, write_files
from wres_calc.render.formats import FORMATS


def write_rollup(rollup: Rollup, out_dir: Path) -> list[Path]:
    """Write `rollup.json`, `rollup.csv` and `rollup.xlsx`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.render import csv_across, json_text
    from wres_calc.render.excel import rollup_workbook

    files = {
        "rollup.json": json_text.text(rollup).encode("utf-8"),
        "rollup.csv": csv_across.encoded_rollup(rollup),
        "rollup.xlsx": rollup_workbook(rollup),
    }
    return write_files(files, out_dir)


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
