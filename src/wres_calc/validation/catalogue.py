"""The catalogue: every issue there is, with its severity, title and what to do about it.

Every output reads it. `accepted_as` is the rule by which the rows are counted once the issue is accepted in
`submission.toml`; an error without one cannot be accepted. `unreadable` marks the faults by which a file could not
be read as a table at all.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal


@dataclass(frozen=True)
class Entry:
    """One kind of issue."""

    code: str
    severity: Literal["error", "warning", "note"]
    title: str
    advice: str
    accepted_as: str = ""
    unreadable: bool = False


def _load() -> Mapping[str, Entry]:
    text = resources.files("wres_calc.validation").joinpath("catalogue.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: Entry(**{**row, "unreadable": row["unreadable"] == "yes"}) for row in rows}  # type: ignore[arg-type]


CATALOGUE: Mapping[str, Entry] = _load()
