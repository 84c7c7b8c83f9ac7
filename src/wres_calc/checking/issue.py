"""What is wrong with a submission: one value per fault, or per many rows with the same fault."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf

from wres_calc.checking.catalogue import CATALOGUE, Entry


class Severity(StrEnum):
    """How bad an issue is. An error stops the indicators that need its table; an accepted issue becomes a note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Issue:
    """One fault in one column, at one row or at several.

    `rows` are rows as a spreadsheet shows them, in order (empty: the fault is not at a row). `column` is the heading as
    sent. `characteristic` is that of the standard, where the catalogue's sentences name it. `value` is the text of the
    cells where they hold the same; `shown` says that it is a coded value which may be
    shown on a screen. `accepted` is the reason it was accepted for, `None` where it was not. `caution` is what stands
    beside the figures that it may change: of indicators made from all of the populations in `concerns`, else from the
    table. `cell` is the one count that it is about, where it is about one: population, part and group;
    or the survey, its indicator and the group.
    """

    code: str
    message: str
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    column: str | None = None
    rows: Sequence[int] = field(default=(), hash=False)
    value: str | None = None
    shown: bool = False
    accepted: str | None = None
    caution: str = ""
    concerns: tuple[str, ...] = ()
    characteristic: str = ""
    cell: tuple[str, tuple[tuple[str, str], ...], str] | None = None

    def at(self, row: int, column: str) -> "Issue":
        """Return the issue at a cell."""
        return replace(self, rows=(row,), column=column)

    @property
    def entry(self) -> Entry:
        """What the catalogue says of this issue."""
        return CATALOGUE[self.code]

    @property
    def title(self) -> str:
        """What is wrong, in a few words."""
        return self.entry.of(self.characteristic)[0]

    @property
    def severity(self) -> Severity:
        """The catalogue's severity; a note where the issue was accepted."""
        return Severity.NOTE if self.accepted is not None else Severity(self.entry.severity)

    @property
    def advice(self) -> str:
        """What to do about it; of rows without which the table would count, how to leave them out."""
        advice = self.entry.of(self.characteristic)[1]
        return " ".join(part for part in (advice, self.entry.way_out if self.rows else "") if part)

    @property
    def count(self) -> int:
        """How many rows have the fault; 1 for a fault that is not at a row."""
        return max(1, len(self.rows))


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Issues as every output lists them: errors first, then by table, column, row and code."""
    severities = list(Severity)

    def key(issue: Issue) -> tuple[object, ...]:
        first_row = issue.rows[0] if issue.rows else inf
        place = (issue.table or "", issue.code, issue.column or "", first_row, issue.value or "")
        return (severities.index(issue.severity), *place)

    return tuple(sorted(issues, key=key))
