"""Finds the row of the headings, and which heading is which column: by name, by alias, or as chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from wres_calc.errors import HeadingNotFound
from wres_calc.facts.table import rows
from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.model import breakdown_column
from wres_calc.intake.names import did_you_mean, simplified
from wres_calc.intake.tables import TABLES, like
from wres_calc.intake.unused_columns import case_type_heading, may_say_which_rows_count

Row = Sequence[str | None]
"""The cells of one row, stripped; a blank one is `None`."""


def cell_at(row: Row, i: int) -> str | None:
    """Return a cell of a row; `None` where the row ends before it."""
    return row[i] if i < len(row) else None


@dataclass(frozen=True)
class Placement:
    """Which cell of a row is which canonical column.

    `positions` counts cells from 0, `headings` are as sent, `ignored` those of no column that is used,
    `watched` the positions of those among them that may say which rows count.
    """

    positions: Mapping[str, int]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    watched: Mapping[str, int] = field(default_factory=dict)

    def columns(self, first: int = 1) -> Mapping[str, int]:
        """Return the columns as a spreadsheet counts them (A is 1); `first` is the one in which the cells begin."""
        return {column: position + first for column, position in self.positions.items()}


@cache
def canonical(table: str) -> tuple[str, ...]:
    """Return the columns of `table` in the order of its model."""
    return tuple(TABLES[table].model_fields)


@cache
def required(table: str) -> tuple[str, ...]:
    """Return the columns without which `table` cannot be recognised: those that must be there, else any."""
    model = TABLES[table]
    must = tuple(name for name, field in model.model_fields.items() if field.is_required())
    return must or model.one_of or canonical(table)


@cache
def known_headings(table: str) -> Mapping[str, Mapping[str, int]]:
    """Return for each simplified heading the columns it may stand for, each with a rank.

    0 is the canonical name, 1 an alias, 2 a heading that is taken only where the column has no other,
    3 one that is taken last.
    """
    columns = canonical(table)
    known: dict[str, dict[str, int]] = {}
    for row in rows("headings"):
        if row["table"] in ("*", like(table)) and row["column"] in columns:
            rank = {"": 1, "yes": 2, "last": 3}[row["only_without_another"]]
            known.setdefault(simplified(row["heading"]), {})[row["column"]] = rank
    for column in columns:
        known[simplified(column)] = {column: 0}
    return known


def recognised(source: TableSource, row: Row) -> set[str]:
    """Return the canonical columns for which `row` holds a heading, by name, alias or choice."""
    return set(_recognised(source.name, tuple(row), tuple(source.settings.columns.items())))


@lru_cache(1_000)
def _recognised(table: str, row: Row, chosen: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Cached: a row is looked at for several reasons, and that of headings in many submissions of a batch."""
    known = known_headings(table)
    sent = {simplified(cell) for cell in row if cell}
    found = {column for heading in sent for column in known.get(heading, ())}
    return frozenset(found | {column for column, heading in chosen if simplified(heading) in sent})


def place_columns(source: TableSource, row: Row, top: Sequence[Row]) -> Placement:
    """Find the columns in the heading row; `top` are the first rows of the file, to say where else it may stand.

    Raises `Refused` where the headings are not there, stand twice or could mean the same column, and
    `ConfigurationError` where `columns` of `submission.toml` names a heading that is not there.
    """
    found = recognised(source, row)
    fuller = max((len(recognised(source, other)) for other in top), default=0) > len(found)
    if fuller or (len(found) < 2 and not found.intersection(required(source.name))):
        raise _not_found(source, top, row)
    positions = _chosen(source, row)
    positions.update(_matched(source, row, positions))
    if source.settings.case_types and "case_type" not in positions:
        positions.update(_case_type(row, set(positions.values())))
    positions.update(_breakdowns(source, row))
    used = set(positions.values())
    order = (*canonical(source.name), *map(breakdown_column, source.breakdowns))
    return Placement(
        {column: positions[column] for column in order if column in positions},
        {column: row[i] or "" for column, i in positions.items()},
        tuple(cell for i, cell in enumerate(row) if cell and i not in used),
        dict(_watched(source, row, top, used)),
    )


def _breakdowns(source: TableSource, row: Row) -> Iterator[tuple[str, int]]:
    """Yield the columns that the submission wants to divide by; a heading that stands twice is none."""
    for name, headings in source.breakdowns.items():
        found = [found[0] for heading in headings if len(found := positions_of(row, heading)) == 1]
        if found:
            yield breakdown_column(name), found[0]


def _watched(
    source: TableSource, row: Row, top: Sequence[Row], used: Collection[int]
) -> Iterator[tuple[str, int]]:
    below = top[source.header_row :]
    for i, heading in enumerate(row):
        if heading and i not in used:
            cells = [cell for other in below if (cell := cell_at(other, i))]
            if may_say_which_rows_count(like(source.name), heading, cells):
                yield heading, i


def _chosen(source: TableSource, row: Row) -> dict[str, int]:
    """Return the columns whose headings `submission.toml` names."""
    positions: dict[str, int] = {}
    problems: list[str] = []
    for column, heading in source.settings.columns.items():
        found = positions_of(row, heading)
        if len(found) > 1:
            raise _repeated(source, heading, found)
        if not found:
            near = did_you_mean(heading, [cell for cell in row if cell])
            problems.append(
                f'{source.place}: row {source.header_row} has no heading "{heading}", '
                f"which submission.toml names for {column} of the table {source.name}{near}"
            )
        elif twice := [other for other, i in positions.items() if i == found[0]]:
            message = f'submission.toml takes the heading "{heading}" for {" and for ".join(sorted([column, *twice]))}.'
            raise source.refusal("heading-mapped-twice", message, row=source.header_row, column=row[found[0]])
        else:
            positions[column] = found[0]
    if problems:
        raise HeadingNotFound("\n".join(problems), "Correct `columns` in submission.toml.")
    return positions


def positions_of(row: Row, heading: str) -> list[int]:
    """Return where a heading stands in a row: exactly so, else but for case, spaces and punctuation."""
    exact = [i for i, cell in enumerate(row) if cell == heading.strip()]
    return exact or [i for i, cell in enumerate(row) if cell and simplified(cell) == simplified(heading)]


def candidates(table: str, row: Row, chosen: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the cells of `row` that name each column best, if it is not `chosen`: its own name before an alias."""
    known = known_headings(table)
    taken = set(chosen.values())
    by_rank: dict[str, dict[int, list[int]]] = {}
    for i, cell in enumerate(row):
        for column, rank in known.get(simplified(cell or ""), {}).items():
            if column not in chosen and i not in taken:
                by_rank.setdefault(column, {}).setdefault(rank, []).append(i)
    return {column: ranks[min(ranks)] for column, ranks in by_rank.items()}


def _matched(source: TableSource, row: Row, chosen: Mapping[str, int]) -> dict[str, int]:
    """Return the columns that are known by their headings."""
    best = candidates(source.name, row, chosen)
    if faults := [_unclear(source, column, row, found) for column, found in best.items() if len(found) > 1]:
        raise Refused(dict.fromkeys(fault for refused in faults for fault in refused.faults))
    return {column: found[0] for column, found in best.items()}


def _unclear(source: TableSource, column: str, row: Row, found: Sequence[int]) -> Refused:
    """Refuse several headings that could each be the column."""
    headings = [row[i] or "" for i in found]
    if len({simplified(heading) for heading in headings}) == 1:
        return _repeated(source, headings[0], found)
    named = ", ".join(f'"{heading}"' for heading in headings)
    message = (
        f"the headings {named} could each be {column}. "
        f'Say which under [tables.{source.name}] in submission.toml: columns.{column} = "{headings[0]}".'
    )
    return source.refusal("heading-ambiguous", message, row=source.header_row, column=headings[0])


def _repeated(source: TableSource, heading: str, found: Sequence[int]) -> Refused:
    numbers = ", ".join(str(i + 1) for i in found)
    message = (
        f'the heading "{heading}" stands {len(found)} times in row {source.header_row} (columns {numbers}).'
    )
    return source.refusal("heading-repeated", message, row=source.header_row, column=heading)


def _case_type(row: Row, taken: Collection[int]) -> dict[str, int]:
    """Return the first heading of a case's type in the order of their list; such words say something else elsewhere."""
    found = case_type_heading(cell for i, cell in enumerate(row) if cell and i not in taken)
    return {"case_type": next(i for i in positions_of(row, found) if i not in taken)} if found else {}


def _not_found(source: TableSource, top: Sequence[Row], row: Row) -> Refused:
    wanted = ", ".join(required(source.name))
    found = "is blank or beyond the end" if not any(row) else "does not hold the headings expected there"
    known, elsewhere = best_row(source, top)
    hint = (
        f"They seem to be in row {elsewhere.number}: "
        f"write header_row = {elsewhere.number} under [tables.{source.name}] in submission.toml."
        if known
        else f"No row of the first {len(top)} holds them."
    )
    message = f"row {source.header_row} {found} ({wanted}). {hint}"
    return source.refusal("headings-not-found", message, row=source.header_row)


@dataclass(frozen=True)
class Headings:
    """The headings of a table: the row they stand in as a spreadsheet shows it, and their texts.

    Headings in two rows (`parts`) stand in the lower one, which the data follow.
    """

    number: int
    row: Row
    parts: tuple[Row, ...] = ()


def find_headings(source: TableSource, top: Sequence[Row]) -> Headings:
    """Return the headings among `top`, the first rows of a sheet or file.

    A row that `submission.toml` names is taken as it is. Otherwise the row in which most columns of the table are
    recognised, the upper one of several; two rows together where neither has so many alone. Without any, or where what
    stands above is too full to be titles, it is row 1.
    """
    if source.settings.header_row is not None:
        number = source.settings.header_row
        return Headings(number, top[number - 1] if number <= len(top) else ())
    best, headings = best_row(source, top)
    if best < sum(map(bool, headings.row)):
        together, both = _best(source, _pairs(source, top))
        best, headings = (together, both) if together > best else (best, headings)
    above = (row for row in top[: headings.number - 1] if row not in headings.parts)
    if best and all(_is_title(row, headings.row) for row in above):
        return headings
    return Headings(1, top[0] if top else ())


def best_row(source: TableSource, top: Sequence[Row]) -> tuple[int, Headings]:
    """Return how many columns the best single row names, and that row; one that must be there is among them."""
    return _best(source, (Headings(number, row) for number, row in enumerate(top, 1)))


def _best(source: TableSource, found: Iterable[Headings]) -> tuple[int, Headings]:
    """Return the headings with most columns, the upper ones of several, and how many; one that must be there too."""
    must = set(required(source.name))
    best = (0, Headings(1, ()))
    for headings in found:
        known = recognised(source, headings.row)
        if len(known) > best[0] and known & must:
            best = len(known), headings
    return best


def _is_title(row: Row, headings: Row) -> bool:
    """Whether a row above the headings holds titles or filters: far fewer cells than the headings."""
    return sum(map(bool, row)) < max(2, sum(map(bool, headings)) / 2)


def _pairs(source: TableSource, top: Sequence[Row]) -> Iterator[Headings]:
    """Yield each two rows that follow each other, as one: "Ethnicity" over "Code" and "Label"."""
    for number, (upper, lower) in enumerate(pairwise(top), 2):
        if any(upper) and any(lower):
            yield Headings(number, _together(source, upper, lower), (upper, lower))


def _together(source: TableSource, upper: Row, lower: Row) -> Row:
    """Two rows of headings as one; a heading above blank cells is that of a merged cell, and goes on to the right.

    How far it goes is not known: a lower heading that is known by itself, and not together with it, stands alone.
    """
    texts: list[str | None] = []
    above = None
    for own, below in zip_longest(upper, lower):
        above = own or (above if below else None)
        both = " ".join(text for text in (above, below) if text) or None
        alone = below and recognised(source, [below]) and not recognised(source, [both])
        texts.append(below if alone else both)
    return texts
