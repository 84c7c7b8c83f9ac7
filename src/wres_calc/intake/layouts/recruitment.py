"""Reads summaries of recruitment: how many of each ethnic origin were appointed, a row or a column each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.ethnicity import parse_ethnic_heading
from wres_calc.facts.normalise import plain
from wres_calc.intake import texts
from wres_calc.intake.columns import Row, cell_at, known_headings
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.layouts.layout import Block
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.names import simplified
from wres_calc.standards.model import Standard

_TOTAL = re.compile(r"\b(sub|grand)?\s?totals?\b|\ball\b|\boverall\b")
_PEOPLE = re.compile(r"\b(applicants|candidates|people|staff|ethnic|groups|origins|categories)\b")
_POPULATIONS = ("shortlisted", "appointed")
_COUNTS = {ROW: pl.UInt32, "population": pl.String, "group": pl.String, "people": pl.String}
_HEADING_OF = ETHNICITY.grouping("ethnic_heading").of


class _Line(NamedTuple):
    """One ethnic origin as sent, its category (`None` for a blank one, and for one in no list), and its cells.

    `numbers` are how many people by population; -1 where the cell does not hold a number.
    """

    row: int
    origin: str
    category: str | None
    sent: Mapping[str, str | None]
    numbers: Mapping[str, int]

    @property
    def group(self) -> str:
        """The group: an origin that is in no list is an error, and where that is accepted unknown."""
        return ETHNICITY.main.of[self.category or ETHNICITY.unknown]

    def people(self, population: str) -> int:
        """Return how many; 0 where the cell does not hold a number, which is an error."""
        return max(self.numbers[population], 0)

    def unread(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with a cell as such: a code, a message and the column."""
        if not self.origin:
            yield "blank-cell", "an ethnic origin is blank: is this a row of totals?", "ethnic_category"
        for column, text in self.sent.items():
            if text is None:
                yield "blank-cell", "a number is missing: is this a row of totals?", column
            elif self.numbers[column] < 0:
                yield "wrong-number", "the cell is not a number of people.", column


def from_summary(table: RawTable) -> RawTable:
    """Return a recruitment summary in the form of the table `counts`; a table of applications as it is.

    It is a summary where `shortlisted` and `appointed` hold numbers of people, one of them above 1: in a table of
    applications they hold yes or no.
    """
    if not {"ethnic_category", *_POPULATIONS} <= set(table.frame.columns) or not _holds_numbers(table):
        return table
    return as_counts(table)


def _holds_numbers(table: RawTable) -> bool:
    cells = [text for name in _POPULATIONS for text in table.texts(name)]
    numbers = [number for text in cells if (number := texts.whole_number(text)) is not None]
    return len(numbers) * 2 > len(cells) and max(numbers) > 1


def as_counts(table: RawTable, rows: Mapping[str, int] | None = None) -> RawTable:
    """Return a table of ethnic origins and numbers, `shortlisted` and `appointed`, in the form of `counts`.

    `rows` are those of the two populations, where each has its own instead of one for each origin.
    """
    rows = rows or {}
    sent = list(_lines(table))
    subtotals = set(_subtotals(sent))
    read = [line for place, line in enumerate(sent) if place not in subtotals]
    numbers = [
        (rows.get(name, line.row), name, line.group, str(line.people(name)))
        for line in read
        for name in _POPULATIONS
    ]
    frame = pl.DataFrame(numbers, _COUNTS, orient="row").sort(ROW, maintain_order=True)
    shortlisted, appointed = (sum(line.people(name) for line in read) for name in _POPULATIONS)
    message = (
        f"read as a recruitment summary of {len(read)} ethnic origins: {shortlisted:,} people shortlisted, "
        f"{appointed:,} appointed."
    )
    if subtotals:
        message += f" {len(subtotals)} totals among them, recognised by their names and sums, are left out."
    remarks = (
        table.fault("table-reshaped", message),
        *_faults(table, read, rows),
        *_wrong_totals(table, read),
    )
    headings = {**table.headings, **{name: name for name in frame.columns if name != ROW}}
    return table.with_remarks(
        *remarks, read_as="counts", frame=frame, headings=headings, values={}, repaired={}, ignored=()
    )


def _lines(table: RawTable) -> Iterator[_Line]:
    mapped = {text.casefold(): to for text, to in table.values.get("ethnic_category", {}).items()}
    for row, origin, *cells in table.frame.select(ROW, "ethnic_category", *_POPULATIONS).iter_rows():
        category = None if origin is None else ETHNICITY.parse(mapped.get(origin.casefold(), origin))
        read = [texts.whole_number(text or "") for text in cells]
        numbers = dict(zip(_POPULATIONS, (-1 if number is None else number for number in read), strict=True))
        yield _Line(row, origin or "", category, dict(zip(_POPULATIONS, cells, strict=True)), numbers)


def _faults(table: RawTable, read: Sequence[_Line], rows: Mapping[str, int]) -> Iterator[FileFault]:
    """Yield origins in no list, totals of another sum, more appointed than shortlisted: a row counts for many."""
    first_rows: dict[str, int] = {}
    for line in read:
        for code, message, column in list(line.unread()) or _wrong(line, first_rows):
            row = rows.get(column, line.row)
            fault = table.fault(code, f"row {row}: {message}", column=column, row=row)
            # In a cross-tab an origin is the heading of its cells.
            yield replace(fault, column=line.origin or None) if rows else fault


def _wrong(line: _Line, first_rows: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield a code, a message and the column for what is wrong with a line, also beside those before it."""
    if line.category is None and _is_total(line.origin):
        # As an origin that is in no list it could be accepted, and its people would count twice.
        message = "a total that is not the sum of the ethnic origins."
        yield "counts-do-not-add-up", message, "ethnic_category"
        return
    if line.category is None:
        message = "this is not an ethnic category of the ESR and NHS list."
        yield "unknown-ethnic-category", message, "ethnic_category"
        return
    if before := first_rows.get(line.origin.casefold()):
        message = f"the same ethnic origin is in row {before} already; put the two together."
        yield "repeated-figure", message, "ethnic_category"
    first_rows[line.origin.casefold()] = line.row
    if line.people("appointed") > line.people("shortlisted"):
        yield "counts-do-not-add-up", "more people appointed than shortlisted.", "ethnic_category"


def _wrong_totals(table: RawTable, read: Sequence[_Line]) -> Iterator[FileFault]:
    """Yield each total outside the origins that is not their sum: an origin may be missing, or there twice."""
    if table.totals is None or not set(_POPULATIONS) <= set(table.totals.columns):
        return
    sums = {
        name: sum(line.people(name) for line in read if not _is_total(line.origin)) for name in _POPULATIONS
    }
    for number, *sent in table.totals.select(ROW, *_POPULATIONS).iter_rows():
        for (name, summed), text in zip(sums.items(), sent, strict=True):
            if text is not None and texts.whole_number(text) != summed:
                message = f"row {number}: the total is not the sum of the ethnic origins, {summed:,}."
                yield table.fault("counts-do-not-add-up", message, column=name, row=number)


def _is_total(origin: str) -> bool:
    """Whether an origin is by its name a total of others: it is called one, or is all people."""
    return "total" in plain(origin) or _is_of_all(origin)


def _subtotals(lines: Sequence[_Line]) -> Iterator[int]:
    """Yield the places of lines that are a total of others: they are named so, and are the sum of those they name.

    A name with another sum is not a total that could be left out without loss. Origins that are in no list are in the
    total of all, where it is their sum.
    """
    origins = [line for line in lines if line.category is not None]
    others = [line for line in lines if line.category is None]
    with_unlisted = [*origins, *(line for line in others if _names_nothing(line.origin, origins))]
    # Each name is looked at once: what is not a summary may have as many rows as there are applications.
    sums = {
        name: {_sum(each) for of in (origins, with_unlisted) for each in _named(name, of)}
        for name in {line.origin for line in others}
    }
    for place, line in enumerate(lines):
        if line.category is None and tuple(line.numbers.values()) in sums[line.origin]:
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
        yield [line for line in origins if line.category and line.group == group]
    if heading := parse_ethnic_heading(name):
        yield [line for line in origins if line.category and _HEADING_OF[line.category] == heading]


def _sum(lines: Sequence[_Line]) -> tuple[int, ...]:
    return tuple(sum(line.numbers[name] for line in lines) for name in _POPULATIONS)


_FEWEST_ORIGINS = 3
_TOTALS = ("total", "grandtotal", "all", "overall")


def has_ethnic_origins(block: Block) -> bool:
    """Whether most headings are ethnic origins. Letters alone could be the headings of anything."""
    known = [block.headings[i] or "" for i in block.at]
    if len(known) < _FEWEST_ORIGINS or len(known) * 2 <= sum(map(bool, block.headings)):
        return False
    return sum(len(text) > 1 for text in known) >= _FEWEST_ORIGINS or has_all_stages(block)


def has_all_stages(block: Block) -> bool:
    """Whether a cross-tab says how many were shortlisted and how many appointed."""
    return {stage for stage, _, _ in _stage_rows(block)} == set(_POPULATIONS)


def _stage_rows(block: Block) -> Iterator[tuple[str, int, Row]]:
    """Yield each row that begins with the name of a stage: the stage, the row's number and its cells."""
    known = known_headings("recruitment")
    for number, row in block.below():
        label = simplified(next(filter(None, row), ""))
        yield from ((stage, number, row) for stage in _POPULATIONS if stage in known.get(label, ()))


def read_cross_tab(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read a recruitment cross-tab, the stages as rows and the ethnic origins as columns, in the form of `counts`.

    Raises:
        Refused: it does not say how many were shortlisted and appointed, or says it twice.
    """
    block = blocks[0]
    lines: dict[str, tuple[int, Row]] = {}
    for stage, number, row in _stage_rows(block):
        if stage in lines:
            message = f"a cross-tab with two rows of {stage}, {lines[stage][0]} and {number}."
            raise block.source.refusal("heading-repeated", message, row=number)
        lines[stage] = number, row
    if missing := [stage for stage in _POPULATIONS if stage not in lines]:
        message = f"a cross-tab of ethnic origins without a row of {' and of '.join(missing)}."
        raise block.source.refusal("column-missing", message)
    label = next(i for i, cell in enumerate(next(iter(lines.values()))[1]) if cell)
    beside = [i for i, cell in enumerate(block.headings) if cell and i > label]
    totals = [i for i in beside if simplified(block.headings[i] or "") in _TOTALS]
    origins = [
        (block.number, block.headings[i], *(cell_at(row, i) for _, row in lines.values()))
        for i in beside
        if i not in totals
    ]
    table = block.table(
        ("ethnic_category", *lines),
        origins,
        f"read as a cross-tab, with the ethnic origins in row {block.number}.",
        block.number,
        header_row=block.number,
        values=source.settings.values,
        totals=pl.DataFrame(
            [{ROW: number, stage: cell_at(row, i)} for stage, (number, row) in lines.items() for i in totals],
            schema={ROW: pl.UInt32, **dict.fromkeys(_POPULATIONS, pl.String)},
        ),
    )
    return as_counts(table, {stage: number for stage, (number, _) in lines.items()})
