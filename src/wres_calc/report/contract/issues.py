"""What is wrong with a submission, as the report says it."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field

from wres_calc.checking.issue import Severity
from wres_calc.report.contract.part import Part


class IssueItem(Part):
    """One thing wrong, at one place.

    `row` is the row as a spreadsheet shows it, `column` the heading as sent. `value` is the cell's text, only where
    values were asked for. `count` is how many rows the item stands for, `None` where the public must not know: those of
    a fault in very many rows have one item together, at the first of them; `further_rows` are the others.
    `reason` is why the issue was accepted, or the row left out, on purpose.
    """

    code: str
    severity: Severity
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    message: str
    advice: str
    count: int | None = 1
    value: str | None = None
    reason: str | None = None
    further_rows: Sequence[int] = Field(default=(), exclude=True)


class FaultyValue(NamedTuple):
    """One offending value of a coded column: how often it occurs, its first rows, and what may have been meant."""

    value: str
    times: int
    rows: tuple[int, ...] = ()
    hint: str = ""


class IssueGroup(Part):
    """The same thing wrong in the same column: what the terminal and the workbook show of many items.

    `rows` are the first few rows, `values` the distinct offending values of a coded column, most frequent first
    (empty for identifiers and free text: they are nobody's business on a screen). `reason` is why the issue was
    accepted, where it was.
    """

    code: str
    severity: Severity
    title: str
    advice: str
    message: str
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    column: str | None = None
    count: int
    rows: tuple[int, ...] = ()
    values: tuple[FaultyValue, ...] = ()
    reason: str | None = None


class Issues(Part):
    """All that is wrong with the submission: numbers by severity, and every item.

    A public report does not say how many there were (`None`), since that may be a small number of people: it has the
    accepted ones alone, without where they stand.
    """

    error: int | None = 0
    warning: int | None = 0
    note: int | None = 0
    items: tuple[IssueItem, ...] = ()
    groups: tuple[IssueGroup, ...] = Field(default=(), exclude=True)
