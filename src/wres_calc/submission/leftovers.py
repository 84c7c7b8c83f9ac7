"""Rows that are no records: titles above the headings, totals and notes below the data."""

import re
from collections.abc import Collection, Mapping, Sequence

import polars as pl

from wres_calc.submission.columns import required
from wres_calc.submission.model import ROW, FileFault
from wres_calc.submission.source import TableSource

_MOST = 50
"""How many rows from the end are looked at."""

_WORDS = re.compile(
    r"(grand|sub|overall)?[- ]?total|count\b|sum\b|notes?\b|sources?\b|report|run (on|by|date)|printed|exported"
    r"|produced|generated|extracted|page \d|end of|filters?\b|data (as )?at|\*|©|applied filters",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(grand|sub|overall)?[- ]?totals?\W*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,% ]+")


def is_leftover(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row in which something required is missing are a total or a note.

    They begin with a word for that and go on in numbers. Any other text may be a record that was cut short.
    """
    if not texts:
        return True
    first, *others = texts
    return _WORDS.match(first) is not None and all(_NUMBER.fullmatch(text) for text in others)


def split_tail(
    source: TableSource, frame: pl.DataFrame, positions: Mapping[str, int]
) -> tuple[pl.DataFrame, tuple[FileFault, ...]]:
    """The frame without totals and notes below the data, and what was left out.

    A row is one only where a column that must be filled is blank in it or the first says "Total", and none but its
    like follow.
    """
    needed = {str(positions[column]) for column in required(source.name) if column in positions}
    last = frame.tail(_MOST)
    dropped: list[int] = []
    for row in reversed(last.rows(named=True)):
        texts = [str(text) for name, text in row.items() if name != ROW and text is not None]
        complete = all(row[name] is not None for name in needed)
        if not is_leftover(texts) or (complete and not _TOTAL.fullmatch(texts[0])):
            break
        dropped.append(row[ROW])
    if not dropped or len(dropped) == frame.height:
        return frame, ()
    return frame.head(frame.height - len(dropped)), (below(source, dropped),)


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
