"""The catalogue: every issue there is, with its severity, title and what to do about it.

Every output reads it. `accepted_as` is the rule by which the rows are counted once the issue is accepted in
`submission.toml`; an error without one cannot be accepted. `unreadable` marks the faults by which a file could not
be read as a table at all; `whole` those that are about a table as a whole and not about single rows of it.
`characteristic` says of which one alone an issue is; `{characteristic}` in a sentence stands for the standard's.
`caution` is what stands beside the figures made from the table, unless the issue was accepted.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from wres_calc.facts.characteristics import CHARACTERISTICS

_PLACE = "{characteristic}"


@dataclass(frozen=True)
class Entry:
    """One kind of issue."""

    code: str
    severity: Literal["error", "warning", "note"]
    title: str
    advice: str
    accepted_as: str = ""
    unreadable: bool = False
    whole: bool = False
    characteristic: str = ""
    caution: str = ""

    def is_of(self, characteristic: str) -> bool:
        """Whether a standard about this characteristic can have it."""
        return self.characteristic in ("", characteristic)

    def of(self, characteristic: str = "") -> tuple[str, str]:
        """Return title and advice as they are about a characteristic, without one about any."""
        name = characteristic or " or ".join(CHARACTERISTICS)
        return self.title.replace(_PLACE, name), self.advice.replace(_PLACE, name)

    @property
    def about_rows(self) -> bool:
        """Whether its rows can be left out: it names some, of a table that was read."""
        return not self.whole and not self.unreadable

    @property
    def can_be_accepted(self) -> bool:
        """Whether it may be accepted on purpose: an error only where a rule says how to count its rows."""
        return self.severity != "error" or bool(self.accepted_as)

    @property
    def way_out(self) -> str:
        """What is left where the data cannot be mended in time and no rule says how to count the rows."""
        if self.can_be_accepted or not self.about_rows:
            return ""
        return f'Or leave the rows out on purpose: [[exclude]] with issue = "{self.code}" in submission.toml.'


def _load() -> Mapping[str, Entry]:
    text = resources.files("wres_calc.checking").joinpath("catalogue.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), restval="")
    flags = ("unreadable", "whole")
    return {row["code"]: Entry(**{**row, **{name: row[name] == "yes" for name in flags}}) for row in rows}  # type: ignore[arg-type]


CATALOGUE: Mapping[str, Entry] = _load()
