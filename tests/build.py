"""Submissions to test with: settings, and tables as text."""

from collections.abc import Mapping
from pathlib import Path

from wres_calc.standards.load import years

GROUPS = ("white", "bme", "unknown")
LAST = years()[-1]
"""The latest reporting year shipped: what holds from some year on holds up to it."""


def submission(
    folder: Path,
    tables: Mapping[str, str] | None = None,
    *,
    year: int = 2025,
    code: str = "RX1",
    settings: str = "",
    **organisation: str,
) -> Path:
    """Write a submission into a folder: each table as CSV text, `settings` as further lines of submission.toml.

    `organisation` is what else the settings say of the organisation: its region, its type.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["[submission]", f"reporting_year = {year}", "[organisation]", f'code = "{code}"']
    lines += [f'{key} = "{value}"' for key, value in organisation.items()]
    (folder / "submission.toml").write_text("\n".join([*lines, settings]), encoding="utf-8")
    for name, text in (tables or {}).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def counts(**populations: tuple[int, ...]) -> str:
    """A table of counts: of each population White, BME and, where it is given, unknown."""
    lines = [
        f"{name},{group},{people}"
        for name, numbers in populations.items()
        for group, people in zip(GROUPS, numbers, strict=False)
    ]
    return "\n".join(["population,group,people", *lines]) + "\n"


def survey_summary(*rows: tuple[int, str, float, int | str]) -> str:
    """Percentages of the survey as published: indicator, group, percentage, respondents (or nothing)."""
    lines = [",".join(map(str, row)) for row in rows]
    return "\n".join(["indicator,group,percentage,respondents", *lines]) + "\n"
