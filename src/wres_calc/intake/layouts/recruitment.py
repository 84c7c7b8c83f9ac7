"""The summary of a recruitment system: a row for each ethnic origin, with how many were shortlisted and appointed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.ethnicity import parse_ethnic_heading
from wres_calc.facts.normalise import plain
from wres_calc.intake import texts
from wres_calc.intake.model import ROW, FileFault, RawTable

_TOTAL = re.compile(r"\b(sub|grand)?\s?totals?\b|\ball\b|\boverall\b")
_PEOPLE = re.compile(r"\b(applicants|candidates|people|staff|ethnic|groups|origins|categories)\b")


_POPULATIONS = ("shortlisted", "appointed")
_COUNTS = {ROW: pl.UInt32, "population": pl.String, "group": pl.String, "people": pl.String}
_HEADING_OF = ETHNICITY.grouping("ethnic_heading").of


class _Line(NamedTuple):
    """One ethnic origin as sent, its category (`None` for a blank one, and for one in no list), and its cells."""

    row: int
    origin: str
    category: str | None
    sent: Mapping[str, str | None]

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many people by population; -1 where the cell holds no number."""
        found = (texts.whole_number(text or "") for text in self.sent.values())
        return tuple(-1 if number is None else number for number in found)

    @property
    def people(self) -> Mapping[str, int]:
        """How many; 0 where the cell holds no number, which is an error."""
        return {name: max(number, 0) for name, number in zip(self.sent, self.numbers, strict=True)}

    def unread(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong with a cell as such: a code, a message and the column."""
        if not self.origin:
            yield "blank-cell", "an ethnic origin is blank: is this a row of totals?", "ethnic_category"
        for (column, text), number in zip(self.sent.items(), self.numbers, strict=True):
            if text is None:
                yield "blank-cell", "a number is missing: is this a row of totals?", column
            elif number < 0:
                yield "wrong-number", "the cell is no number of people.", column


def from_summary(table: RawTable) -> RawTable:
    """A recruitment summary in the form of the table `counts`; a table of applications as it is.

    It is a summary where `shortlisted` and `appointed` hold numbers of people, one of them above 1: in a table of
    applications they hold yes or no.
    """
    if not {"ethnic_category", *_POPULATIONS} <= set(table.frame.columns) or not _holds_numbers(table):
        return table
    return as_counts(table)


def _holds_numbers(table: RawTable) -> bool:
    cells = [text for name in _POPULATIONS for text in table.frame.get_column(name).unique() if text]
    numbers = [number for text in cells if (number := texts.whole_number(text)) is not None]
    return len(numbers) * 2 > len(cells) and max(numbers) > 1


def as_counts(table: RawTable, rows: Mapping[str, int] | None = None) -> RawTable:
    """A table with a row for each ethnic origin and numbers, `shortlisted` and `appointed`, in the form of `counts`.

    `rows` are those of the two populations, where each has its own instead.
    """
    rows = rows or {}
    sent = list(_lines(table))
    parts = set(_subtotals(sent))
    read = [line for place, line in enumerate(sent) if place not in parts]
    numbers = [
        # An origin that is in no list is an error; where that is accepted it is unknown.
        (rows.get(name, line.row), name, ETHNICITY.main.of[line.category or ETHNICITY.unknown], str(people))
        for line in read
        for name, people in line.people.items()
    ]
    frame = pl.DataFrame(numbers, _COUNTS, orient="row").sort(ROW, maintain_order=True)
    shortlisted, appointed = (sum(line.people[name] for line in read) for name in _POPULATIONS)
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
        remarks=(*table.remarks, remark, *_faults(table, read, rows), *_wrong_totals(table, read)),
    )


def _lines(table: RawTable) -> Iterator[_Line]:
    mapped = {text.casefold(): to for text, to in table.values.get("ethnic_category", {}).items()}
    for row, origin, *cells in table.frame.select(ROW, "ethnic_category", *_POPULATIONS).iter_rows():
        category = None if origin is None else ETHNICITY.parse(mapped.get(origin.casefold(), origin))
        yield _Line(row, origin or "", category, dict(zip(_POPULATIONS, cells, strict=True)))


def _faults(table: RawTable, read: Sequence[_Line], rows: Mapping[str, int]) -> Iterator[FileFault]:
    """Origins that are in no list, totals of another sum, more appointed than shortlisted: a row counts for many."""
    seen: dict[str, int] = {}
    for line in read:
        for code, message, column in list(line.unread()) or _wrong(line, seen):
            # In a cross-tab an origin is the heading of its cells.
            row, heading = rows.get(column, line.row), line.origin or None if rows else table.headings[column]
            yield FileFault(code, f"Row {row}: {message}", table.name, table.file, table.sheet, row, heading)


def _wrong(line: _Line, seen: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the line as a whole, beside those that were `seen`: a code, a message and the column."""
    if line.category is None and _is_total(line.origin):
        # As an origin that is in no list it could be accepted, and its people would count twice.
        message = "a total that is not the sum of the ethnic origins."
        yield "counts-do-not-add-up", message, "ethnic_category"
        return
    if line.category is None:
        message = "this is no ethnic category of the ESR and NHS list."
        yield "unknown-ethnic-category", message, "ethnic_category"
        return
    before = seen.get(line.origin.casefold())
    if before is not None:
        message = f"the same ethnic origin stands in row {before} already; put the two together."
        yield "repeated-figure", message, "ethnic_category"
    seen[line.origin.casefold()] = line.row
    if line.people["appointed"] > line.people["shortlisted"]:
        yield "counts-do-not-add-up", "more people appointed than shortlisted.", "ethnic_category"


def _wrong_totals(table: RawTable, read: Sequence[_Line]) -> Iterator[FileFault]:
    """A fault for each total below the origins that is not their sum: one may be missing, or there twice."""
    if table.totals is None or not set(_POPULATIONS) <= set(table.totals.columns):
        return
    for number, *sent in table.totals.select(ROW, *_POPULATIONS).iter_rows():
        for name, text in zip(_POPULATIONS, sent, strict=True):
            summed = sum(line.people[name] for line in read if not _is_total(line.origin))
            if text is not None and texts.whole_number(text) != summed:
                message = (
                    f"{table.file}: row {number}: the total is not the sum of the ethnic origins, {summed:,}."
                )
                code, heading = "counts-do-not-add-up", table.headings.get(name)
                yield FileFault(code, message, table.name, table.file, table.sheet, number, heading)


def _is_total(origin: str) -> bool:
    """Whether an origin is by its name a total of others: it is called one, or is all people."""
    return "total" in plain(origin) or _is_of_all(origin)


def _subtotals(lines: Sequence[_Line]) -> Iterator[int]:
    """The places of lines that are a total of others: they are named so, and are the sum of those they name.

    A name with another sum is no total that could be left out without loss. Origins that are in no list are in the
    total of all, where it is their sum.
    """
    origins = [line for line in lines if line.category is not None]
    others = [line for line in lines if line.category is None]
    with_unlisted = [*origins, *(line for line in others if _names_nothing(line.origin, origins))]
    # Each name is looked at once: what is no summary may have as many rows as there are applications.
    sums = {
        name: {_sum(each) for of in (origins, with_unlisted) for each in _named(name, of)}
        for name in {line.origin for line in others}
    }
    for place, line in enumerate(lines):
        if line.category is None and line.numbers in sums[line.origin]:
            yield place


def _names_nothing(origin: str, origins: Sequence[_Line]) -> bool:
    return not _is_total(origin) and not any(_named(origin, origins))


def _is_of_all(origin: str) -> bool:
    words = plain(origin)
    return _TOTAL.search(words) is not None and not _PEOPLE.sub(" ", _TOTAL.sub(" ", words)).strip()


def _named(origin: str, origins: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines of each group or heading that a total may name; all of them where it is a total and names none."""
    if _is_of_all(origin):
        yield list(origins)
        return
    name = " ".join(_TOTAL.sub(" ", plain(origin)).split())
    for group in filter(None, (ETHNICITY.parse_group(origin), ETHNICITY.parse_group(name))):
        yield [line for line in origins if line.category and ETHNICITY.main.of[line.category] == group]
    if heading := parse_ethnic_heading(name):
        yield [line for line in origins if line.category and _HEADING_OF[line.category] == heading]


def _sum(lines: Sequence[_Line]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(line.numbers for line in lines), strict=True)))
