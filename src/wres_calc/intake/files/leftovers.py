"""Rows that are no records: titles above the headings, the headings again, totals and notes below the data."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from wres_calc.intake.columns import Placement, required
from wres_calc.intake.files.frames import canonical_frame, texts_of
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import ROW, FileFault

_MOST = 50
"""How many rows from the end are looked at."""

_WORDS = re.compile(
    r"(grand|sub|overall)?[- ]?total|count\b|sum\b|notes?\b|sources?\b|report|run (on|by|date)|printed|exported"
    r"|produced|generated|extracted|page \d|end of|filters?\b|data (as )?at|\*|©|applied filters"
    r"|query |completion time|elapsed|eof\b|sql>|spool |disconnected from|pl/sql procedure|(commit|rollback) complete"
    r"|[-=]{2}|(row|record)s?( ?counts?)?:",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(grand|sub|overall)?[- ]?totals?\W*", re.IGNORECASE)
_ROWS_COUNTED = re.compile(
    r"\W*(\d[\d,]*|no) (rows?|records?)\b[a-z ]*\W*|total (rows|records):? ?\d[\d,]*", re.IGNORECASE
)
"""What a database prints below its rows: "(1,234 rows affected)", also where the comma has parted it into cells."""
_NUMBER = re.compile(r"[\d.,% ]+")
_PRINTED = re.compile(
    r"page \d+( of \d+)?|sql>.*|end of (report|file|data)\W*|disconnected from .*|pl/sql procedure .*"
    r"|(commit|rollback) complete\W*|[-=]{2,}.*",
    re.IGNORECASE,
)
"""What no record holds in its first cell, however few columns there are."""


def is_leftover(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row in which something required is missing are a total or a note.

    They begin with a word for that and go on in numbers. Any other text may be a record that was cut short.
    """
    if not texts:
        return True
    first, *others = texts
    if _ROWS_COUNTED.fullmatch(",".join(texts)):
        return True
    return _WORDS.match(first) is not None and all(_NUMBER.fullmatch(text) for text in others)


class Records(NamedTuple):
    """The rows of a table that are records, its rows of totals (columns by their names), and what is said of others."""

    frame: pl.DataFrame
    totals: pl.DataFrame
    remarks: tuple[FileFault, ...]


def records(source: TableSource, frame: pl.DataFrame, placement: Placement) -> Records:
    """The rows that are records: without the headings again, as on each page of a report, and what stands below."""
    repeated = _headings_again(frame, placement)
    said = []
    if repeated:
        frame = frame.filter(~pl.col(ROW).is_in(repeated))
        message = f"the headings are repeated within the data; {_rows(repeated)}."
        said.append(source.fault("headings-again-left-out", message, row=repeated[0]))
    rows = _tail(source, frame, placement)
    if not rows or len(rows) == frame.height:
        return Records(frame, frame.clear(), tuple(said))
    kept, last = frame.head(frame.height - len(rows)), frame.tail(len(rows))
    totals = last.filter([_is_total(row) for row in last.rows(named=True)])
    return Records(
        kept,
        canonical_frame(totals, placement.positions),
        (*said, below(source, last.get_column(ROW).to_list())),
    )


def _headings_again(frame: pl.DataFrame, placement: Placement) -> list[int]:
    """The rows in which every used column holds its heading, in whatever case.

    One column, best one kept as codes, tells whether the others need a look.
    """
    again = {str(i): placement.headings[column] for column, i in placement.positions.items()}
    for name, heading in sorted(again.items(), key=lambda each: frame[each[0]].dtype != pl.Categorical):
        texts = texts_of(frame.get_column(name))
        alike = texts.filter(texts.str.len_chars() == len(heading)).unique()
        same = alike.filter(alike.str.to_lowercase() == heading.lower())
        if same.is_empty():
            return []
        frame = frame.filter(pl.col(name).is_in(same.implode()))
    return frame.get_column(ROW).to_list() if again else []


def _tail(source: TableSource, frame: pl.DataFrame, placement: Placement) -> list[int]:
    """The rows of totals and notes below the data.

    A row is one only where a column that must be filled is blank in it, or it says "Total" or how many rows there are,
    and none but its like follow.
    """
    positions = placement.positions
    must = set(required(source.name))
    # A blank ethnic category is one that is not known: where others must be filled, they tell a record.
    needed = {str(positions[column]) for column in must - {"ethnic_category"} or must if column in positions}
    last = frame.tail(_MOST)
    dropped: list[int] = []
    for row in reversed(last.rows(named=True)):
        texts = _texts(row)
        complete = all(row[name] is not None for name in needed)
        if not is_leftover(texts) or (complete and not _is_certain(texts)):
            break
        dropped.append(row[ROW])
    return dropped


def _is_certain(texts: Sequence[str]) -> bool:
    printed = _PRINTED.fullmatch(texts[0]) and len(texts) == 1
    return bool(_TOTAL.fullmatch(texts[0]) or printed or _ROWS_COUNTED.fullmatch(",".join(texts)))


def _texts(row: Mapping[str, object]) -> list[str]:
    return [str(text) for name, text in row.items() if name != ROW and text is not None]


def _is_total(row: Mapping[str, object]) -> bool:
    """Whether a row below the data is the total of all that is above, not of a part."""
    return bool(
        re.fullmatch(r"((grand|overall)[- ]?)?totals?\W*", next(iter(_texts(row)), ""), re.IGNORECASE)
    )


def below(source: TableSource, rows: Collection[int]) -> FileFault:
    """What is said of rows below the data that were left out."""
    first = min(rows)
    return source.fault("rows-below-left-out", f"below the data {_rows(rows)}: totals or notes.", row=first)


def above(source: TableSource) -> tuple[FileFault, ...]:
    """What is said of the rows above headings that were found there; nothing where they were to be expected."""
    if source.header_row == 1:
        return ()
    rows = range(1, source.header_row)
    message = f"the headings were found in row {source.header_row}; above them {_rows(rows)}."
    return (source.fault("rows-above-left-out", message, row=1),)


def _rows(rows: Collection[int]) -> str:
    named = ", ".join(str(row) for row in sorted(rows)[:10]) + (", ..." if len(rows) > 10 else "")
    return f"row {named} is left out" if len(rows) == 1 else f"rows {named} are left out"
