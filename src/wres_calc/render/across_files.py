"""The files over several reports: the roll-ups, and the years of one organisation."""

from collections.abc import Collection
from pathlib import Path

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.render.files import slug, stem_of, write_files
from wres_calc.render.formats import FORMATS
from wres_calc.report.goals import Goals
from wres_calc.report.reconciliation import Reconciliation


def write_rollup(rollup: Rollup, out_dir: Path, stem: str = "rollup") -> list[Path]:
    """Write `rollup.json`, `rollup.csv` and `rollup.xlsx`, or under another `stem`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.render import csv_across, json_text
    from wres_calc.render.excel import rollup_workbook

    files = {
        f"{stem}.json": json_text.text(rollup).encode("utf-8"),
        f"{stem}.csv": csv_across.encoded_rollup(rollup),
        f"{stem}.xlsx": rollup_workbook(rollup),
    }
    return write_files(files, out_dir)


def write_goals(goals: Goals, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write `out_dir/<standard>_<CODE>_<YEAR>_goals.<extension>` in each of `formats`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    stem = f"{goals.standard.code}_{slug(goals.organisation.code)}_{goals.reporting_year}_goals"
    files = {
        f"{stem}.{kind.extension}": kind.goals(goals)
        for name, kind in FORMATS.items()
        if name in formats and kind.across
    }
    return write_files(files, out_dir)


def write_reconciliation(found: Reconciliation, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write `out_dir/<standard>_<CODE>_<YEAR>_reconciliation.xlsx`, or `.json`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.render import json_text
    from wres_calc.render.excel import reconciliation_workbook

    stem = f"{found.standard.code}_{slug(found.organisation.code)}_{found.reporting_year}_reconciliation"
    made = {"excel": ("xlsx", reconciliation_workbook), "json": ("json", json_text.encoded)}
    files = {
        f"{stem}.{extension}": write(found) for name, (extension, write) in made.items() if name in formats
    }
    return write_files(files, out_dir)


def write_comparison(comparison: Comparison, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write `out_dir/<STANDARD>_<CODE>_<FIRST>-<LAST>.<extension>` in each of `formats`; return the paths.

    The name of a public one ends in `_published`. Raises `UnwritableOutput` as for reports.
    """
    years = "-".join(map(str, comparison.years))
    stem = stem_of(comparison.standard.code, comparison.organisation.code, years, public=comparison.public)
    files = {
        f"{stem}.{kind.extension}": kind.years(comparison)
        for name, kind in FORMATS.items()
        if name in formats and kind.across
    }
    return write_files(files, out_dir)
