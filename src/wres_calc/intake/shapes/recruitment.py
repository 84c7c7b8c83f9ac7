"""The summary of a recruitment system: a row for each ethnic origin, with how many were shortlisted and appointed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake import texts
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.shapes.subtotals import Line, is_total, subtotals

_POPULATIONS = ("shortlisted", "appointed")
_COUNTS = {ROW: pl.UInt32, "population": pl.String, "group": pl.String, "people": pl.String}


def from_summary(table: RawTable) -> RawTable:
    """A recruitment summary in the form of the table `counts`; a table of applications as it is.

    It is a summary where `shortlisted` and `appointed` hold numbers of people, one of them above 1: in a table of
    applications they hold yes or no.
    """
    if not {"ethnic_category", *_POPULATIONS} <= set(table.frame.columns) or not _holds_numbers(table):
        return table
    return as_counts(table)


def as_counts(table: RawTable, rows: Mapping[str, int] | None = None) -> RawTable:
    """A table with a row for each ethnic origin and numbers, `shortlisted` and `appointed`, in the form of `counts`.

    `rows` are those of the two populations, where each has its own instead.
    """
    sent = [_Row(*row) for row in table.frame.select(ROW, "ethnic_category", *_POPULATIONS).iter_rows()]
    mapped = {text.casefold(): to for text, to in table.values.get("ethnic_category", {}).items()}
    parts = set(subtotals([row.line(mapped) for row in sent]))
    read = [row for place, row in enumerate(sent) if place not in parts]
    faults = [*_faults(table, read, mapped, rows or {}), *_wrong_totals(table, read)]
    numbers = [
        ((rows or {}).get(name, row.number), name, row.group(mapped), str(row.people(name)))
        for name in _POPULATIONS
        for row in read
    ]
    frame = pl.DataFrame(numbers, _COUNTS, orient="row").sort(ROW, maintain_order=True)
    shortlisted, appointed = (sum(row.people(name) for row in read) for name in _POPULATIONS)
    message = (
        f"{table.file}: read as a recruitment summary of {len(read)} ethnic origins: "
        f"{shortlisted:,} people shortlisted, {appointed:,} appointed."
    )
    if parts:
        message += f" {len(parts)} totals among them, told by their names and sums, are left out."
    remark = FileFault("table-reshaped", message, table.name, table.file, table.sheet)
    return replace(
        table,
        read_as="counts",
        frame=frame,
        headings={**table.headings, **{name: name for name in frame.columns if name != ROW}},
        values={},
        repaired={},
        ignored=(),
        remarks=(*table.remarks, remark, *faults),
    )


class _Row:
    """One ethnic origin and its numbers, as sent."""

    def __init__(
        self, number: int, origin: str | None, shortlisted: str | None, appointed: str | None
    ) -> None:
        self.number, self.origin = number, origin
        self.shortlisted, self.appointed = shortlisted, appointed

    def line(self, mapped: dict[str, str]) -> Line:
        """The row as it may be a total of others, or one of those."""
        numbers = (texts.whole_number(text or "") for text in (self.shortlisted, self.appointed))
        return Line(self.origin or "", self.category(mapped), tuple(-1 if n is None else n for n in numbers))

    def category(self, mapped: dict[str, str]) -> str | None:
        """The one-letter category; `None` for a blank origin, and for one that is in no list."""
        if self.origin is None:
            return None
        return ETHNICITY.parse(mapped.get(self.origin.casefold(), self.origin))

    def group(self, mapped: dict[str, str]) -> str:
        """The ethnic group; an origin that is in no list is an error, and where that is accepted it is unknown."""
        return ETHNICITY.main.of[self.category(mapped) or ETHNICITY.unknown]

    def unread(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong with a cell as such: a code, a message and the column."""
        if self.origin is None:
            yield "blank-cell", "an ethnic origin is blank: is this a row of totals?", "ethnic_category"
        for column, text in zip(_POPULATIONS, (self.shortlisted, self.appointed), strict=True):
            if text is None:
                yield "blank-cell", "a number is missing: is this a row of totals?", column
            elif not _is_number(text):
                yield "wrong-number", "the cell is no number of people.", column

    def people(self, population: str) -> int:
        """How many; 0 where the cell holds no number, which is an error."""
        text = self.shortlisted if population == "shortlisted" else self.appointed
        return max(texts.whole_number(text or "") or 0, 0)


def _holds_numbers(table: RawTable) -> bool:
    cells = [text for name in _POPULATIONS for text in table.frame.get_column(name).unique() if text]
    numbers = [number for text in cells if (number := texts.whole_number(text)) is not None]
    return len(numbers) * 2 > len(cells) and max(numbers) > 1


def _is_number(text: str | None) -> bool:
    number = texts.whole_number(text or "")
    return number is not None and number >= 0


def _wrong_totals(table: RawTable, read: list[_Row]) -> Iterator[FileFault]:
    """A fault for each total below the origins that is not their sum: one may be missing, or there twice."""
    if table.totals is None or not set(_POPULATIONS) <= set(table.totals.columns):
        return
    origins = [row for row in read if not is_total(row.origin or "")]
    sums = [
        sum(texts.whole_number(text or "0") or 0 for text in column)
        for column in ([row.shortlisted for row in origins], [row.appointed for row in origins])
    ]
    for number, *sent in table.totals.select(ROW, *_POPULATIONS).iter_rows():
        for population, text, summed in zip(_POPULATIONS, sent, sums, strict=True):
            if text is not None and texts.whole_number(text) != summed:
                said = f"row {number}: the total is not the sum of the ethnic origins, {summed:,}."
                heading, message = table.headings.get(population), f"{table.file}: {said}"
                code = "counts-do-not-add-up"
                yield FileFault(code, message, table.name, table.file, table.sheet, number, heading)


def _faults(
    table: RawTable, read: list[_Row], mapped: dict[str, str], rows: Mapping[str, int]
) -> Iterator[FileFault]:
    """Origins that are in no list, totals of another sum, more appointed than shortlisted: a row counts for many."""

    def fault(code: str, message: str, row: _Row, column: str = "ethnic_category") -> FileFault:
        # In a cross-tab an origin is the heading of its cells.
        number, heading = rows.get(column, row.number), row.origin if rows else table.headings[column]
        return FileFault(
            code, f"Row {number}: {message}", table.name, table.file, table.sheet, number, heading
        )

    seen: dict[str, int] = {}
    for row in read:
        category = row.category(mapped)
        if unread := list(row.unread()):
            yield from (fault(code, message, row, column) for code, message, column in unread)
            continue
        if category is None and is_total(row.origin or ""):
            # As an origin that is in no list it could be accepted, and its people would count twice.
            yield fault("counts-do-not-add-up", "a total that is not the sum of the ethnic origins.", row)
            continue
        if category is None:
            yield fault("unknown-ethnic-category", "this is no ethnic category of the ESR and NHS list.", row)
            continue
        text = (row.origin or "").casefold()
        if text in seen:
            again = f"the same ethnic origin stands in row {seen[text]} already; put the two together."
            yield fault("repeated-figure", again, row)
        seen[text] = row.number
        if (texts.whole_number(row.appointed or "0") or 0) > (
            texts.whole_number(row.shortlisted or "0") or 0
        ):
            yield fault("counts-do-not-add-up", "more people appointed than shortlisted.", row)
