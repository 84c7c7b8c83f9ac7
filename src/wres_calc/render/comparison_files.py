"""The files of a comparison."""

from collections.abc import Collection
from pathlib import Path

from wres_calc.across.years import Comparison
from wres_calc.render import csv_trend, json_text
from wres_calc.render.files import slug, write_files


def write_comparison(comparison: Comparison, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write `out_dir/wres_<CODE>_<FIRST>-<LAST>.<extension>` in each of `formats`; return the paths.

    The name of a public one ends in `_published`. Raises `UnwritableOutput` as for reports.
    """
    first, last = comparison.years
    published = "_published" if comparison.public else ""
    stem = f"wres_{slug(comparison.organisation.code)}_{first}-{last}{published}"
    files: dict[str, bytes] = {}
    if "excel" in formats:
        from wres_calc.render.excel.trend import comparison_workbook

        files[f"{stem}.xlsx"] = comparison_workbook(comparison)
    if "json" in formats:
        files[f"{stem}.json"] = json_text.text(comparison).encode("utf-8")
    if "csv" in formats:
        files[f"{stem}.csv"] = csv_trend.encoded(comparison)
    if "html" in formats:
        from wres_calc.render.html import encoded_comparison

        files[f"{stem}.html"] = encoded_comparison(comparison)
    return write_files(files, out_dir)
