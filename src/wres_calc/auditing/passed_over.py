"""Files that lie beside publications and are none themselves: why the auditor does not read them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

READABLE = (".json", ".csv")
_SAME_FIGURES = "holds the same figures as the JSON that --to json writes beside it, which is what is read"
_ROLL_UPS = "holds the same figures as rollup.json, which is what is read"
_BY_NAME = {
    "run.json": "says how a batch went: no figures of an organisation",
    "issues.json": "lists what is wrong with submissions: no figures of an organisation",
    "rollup.csv": _ROLL_UPS,
    "rollup.xlsx": _ROLL_UPS,
}
_BY_ENDING = {
    ".xlsx": _SAME_FIGURES,
    ".html": _SAME_FIGURES,
}
_COMPARISON = "compares years: each of them is audited from its own report"


def by_name(path: Path) -> str | None:
    """Why a file in a folder is not read, as far as its name tells; `None` for one that is."""
    if path.suffix.lower() in READABLE:
        return _BY_NAME.get(path.name)
    return _BY_NAME.get(path.name) or _BY_ENDING.get(path.suffix.lower(), "is neither JSON nor CSV")


def document(content: object) -> str | None:
    """Why a JSON file of this program is no publication of one year; `None` for all others."""
    ours = isinstance(content, Mapping) and {"tool", "trend"} <= content.keys()
    return _COMPARISON if ours and "indicators" not in content else None  # type: ignore[operator]


def table(columns: Iterable[str]) -> str | None:
    """The same of the columns of a CSV."""
    there = set(columns)
    if {"from_year", "to_year", "change"} <= there:
        return _COMPARISON
    if {"row", "counted", "fate", "why"} <= there:
        return "tells of single people, row by row: never to be published"
    return None
