"""Days: which way round dates are written, which are of the year, and which rows are of the snapshot."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.table import CheckedTable
from wres_calc.intake import days
from wres_calc.intake.days import Month, month
from wres_calc.intake.tables import day_columns, is_previous, kind, previous
from wres_calc.standards.model import Standard

FEWEST_DATES = 5
"""From so many different dates on it is unlikely that all of them can be read month first by chance."""

OPEN_BEFORE = dt.date(1901, 1, 1)
"""An end before this day is an open one: systems write 1900 where a date must stand."""

EVENT_DATES = {"disciplinary": "entered_on", "capability": "entered_on", "training": "completed_on"}
"""By table of events, the column that says when one was."""

_LATE = 3
"""So many months after the snapshot a file may still be of it: the month in which it was exported."""


def years_back(definitions: Standard, population: str) -> int:
    """How many years before the reporting year's the events of a population are needed for."""
    return max(
        (
            1
            for indicator in definitions.indicators
            if indicator.kind == "relative_likelihood"
            and indicator.events == population
            and indicator.period == "two_year_average"
        ),
        default=0,
    )


def is_used(table: str, definitions: Standard) -> bool:
    """Whether a year uses a table at all: that of the year before only where something is a mean of two."""
    if is_previous(table):
        return years_back(definitions, kind(table)) > 0
    return table not in EVENT_DATES or any(
        indicator.kind == "relative_likelihood" and indicator.events == table
        for indicator in definitions.indicators
    )


def years(definitions: Standard, table: str, sent: Collection[str]) -> range:
    """Of which years a table of events holds the events, counted back from the reporting year's; `sent` are all tables.

    A table holds those of the year before too where they are needed, and do not stand in a table of their own.
    """
    back = years_back(definitions, kind(table))
    if is_previous(table):
        return range(1, back + 1)
    return range(1 if previous(table) in sent else back + 1)


def check(table: CheckedTable, definitions: Standard, sent: Collection[str]) -> list[Issue]:
    """What is wrong with the dates of a table, whose cells were judged already; `sent` are all tables."""
    columns = [column for column in day_columns(table.raw.name) if table.has(column)]
    issues = [issue for column in columns for issue in _as_numbers(table, column)]
    periods = [definitions.flow_period(year) for year in reversed(years(definitions, table.raw.name, sent))]
    starts, last = [first for first, _ in periods], periods[-1][1]
    if table.raw.name == "workforce":
        return issues + _unclear(table, columns, lambda day: day <= last)
    issues += _unclear(table, columns, lambda day: bisect_right(starts, day) if day <= last else -1)
    column = EVENT_DATES.get(kind(table.raw.name))
    if column is None or any(issue.code == "dates-ambiguous" for issue in issues):
        return issues
    if column not in columns:
        undated = [table.issue("date-needed", "Without dates the two years cannot be separated.")]
        return undated if len(periods) > 1 else []
    issues += _outside(table, column, starts[0], last)
    if len(periods) > 1:
        message = "The row has no date, so it is not known which of the two years it belongs to."
        issues += table.where(pl.col(column).is_null(), "date-needed", message, column)
    elif column == "entered_on" and table.raw.frame.get_column(column).null_count() < table.raw.frame.height:
        takes_part = [pl.col(name) for name in ("formal", "of_case_type") if table.has(name)]
        message = "The case has no date where others have one; it counts as one of the year."
        without = pl.all_horizontal(table.sent_blank(column), *takes_part)
        issues += table.where(without, "case-undated", message, column)
    return issues


def _outside(table: CheckedTable, column: str, first: dt.date, last: dt.date) -> list[Issue]:
    outside = (pl.col(column) < first) | (pl.col(column) > last)
    message = f"The date is not between {first:%d/%m/%Y} and {last:%d/%m/%Y}; the row takes no part."
    issues = table.where(outside, "date-outside-year", message, column)
    dated = table.frame.get_column(column).drop_nulls()
    if issues and issues[0].count * 2 > len(dated):
        ends = sorted({date.year + (date.month >= 4) for date in dated.unique()})
        span = str(ends[0]) if len(ends) == 1 else f"{ends[0]} to {ends[-1]}"
        message = f"Most of the dates fall in other years: the dates are of the years to 31 March {span}."
        issues.append(table.issue("extract-of-another-year", message, column))
    return issues


def _as_numbers(table: CheckedTable, column: str) -> Iterator[Issue]:
    """Days that came as the numbers by which spreadsheets count them: said, for nothing else shows it."""
    sent = table.raw.frame.get_column(column)
    found = [text for text in sent.unique() if text and days.is_serial(text)]
    if found:
        count = sent.is_in(found).sum()
        message = f"{count:,} dates are numbers of days as spreadsheets count them (45,382 is 31 March 2024)."
        yield table.issue("dates-as-numbers", message, column)


def _unclear(table: CheckedTable, columns: list[str], kind: Callable[[dt.date], object]) -> list[Issue]:
    """Find the columns in which every date can be read day first and month first, and it matters which.

    Dates are day first by contract: of so few dates that chance alone may do it, that is only noted. `kind` is what
    matters of a day. One date that can be read one way only settles it for all columns of the table.
    """
    both = {column: _both_ways(table, column) for column in columns}
    if any(None in readings for found in both.values() for readings in found):
        return []
    issues = []
    for column, found in both.items():
        whole = len(found) == table.raw.frame.get_column(column).drop_nulls().n_unique()
        differ = sum(kind(first) != kind(second) for first, second in found if first and second)
        if whole and differ:
            dates = len({first for first, _ in found})
            code = "dates-ambiguous" if dates >= FEWEST_DATES else "dates-read-day-first"
            message = (
                f"Each of the {dates:,} different dates can be read day first and month first, and for {differ:,} "
                f"it matters which. Say it under [tables.{table.raw.name}] in submission.toml: "
                'dates = "day_first" or "month_first".'
            )
            issues.append(table.issue(code, message, column))
    return issues


def _both_ways(table: CheckedTable, column: str) -> list[tuple[dt.date | None, dt.date | None]]:
    """Each different date in numbers, read day first and month first."""
    sent = table.raw.frame.get_column(column).drop_nulls().unique()
    return [(days.date(text), days.date_month_first(text)) for text in sent if days.is_day_and_month(text)]


def in_force(columns: Collection[str], day: dt.date) -> pl.Expr | None:
    """Whether a row of the workforce is in force on a day; `None` where the table is not dated.

    A blank date, and an end in 1900, is open. Where rows do not say when they end, one ends when the next one of the
    same assignment begins; without assignment numbers, when the person's next primary, or other, assignment does.
    """
    end = pl.col("effective_to")
    not_ended = ((end >= day) | (end < OPEN_BEFORE)).fill_null(True)
    if "effective_from" not in columns:
        return not_ended if "effective_to" in columns else None
    begun = (pl.col("effective_from") <= day).fill_null(True)
    if "effective_to" in columns:
        return begun & not_ended
    same = next((name for name in ("assignment_number", "primary_assignment") if name in columns), None)
    if same is None:
        return begun
    since = pl.when(begun).then("effective_from")
    latest = since.max().over("employee_number", same)
    return begun & (since == latest).fill_null(True)


@dataclass(frozen=True)
class _Snapshots:
    """The texts of the rows that count, `None` where all do; and what is said of the column."""

    texts: Collection[str] | None = None
    code: str = ""
    message: str = ""


def of_snapshot(frame: pl.DataFrame, day: dt.date) -> pl.Expr | None:
    """Whether a row is of the snapshot on `day`; `None` where every row counts."""
    kept = _snapshots(frame, day).texts
    return None if kept is None else pl.col("snapshot").is_in(list(kept))


def check_snapshots(table: CheckedTable, day: dt.date) -> list[Issue]:
    """An error where several snapshots are in the file and it cannot be told which one counts."""
    found = _snapshots(table.frame, day)
    return [table.issue(found.code, found.message, "snapshot")] if found.code else []


def _snapshots(frame: pl.DataFrame, day: dt.date) -> _Snapshots:
    """Tell the snapshot from the distinct texts of the column: the day itself, else the month of it."""
    if "snapshot" not in frame.columns:
        return _Snapshots()
    column = frame.get_column("snapshot")
    texts = column.unique().drop_nulls().sort()
    if len(texts) < 2 and not (len(texts) and column.null_count()):
        return _one_snapshot(next(map(month, texts), None), day)
    if column.null_count() or any(month(text) is None for text in texts):
        return _unclear_snapshot("some of its cells name no month of a year", day)
    read = {text: month(text) for text in texts}
    known = {found for found in read.values() if found is not None}
    if len(known) == 1:
        return _one_snapshot(known.pop(), day)
    of_month = {found for found in known if (found.year, found.month) == (day.year, day.month)}
    if not of_month:
        return _unclear_snapshot(f"none of them is {day:%B %Y}", day)
    exact = {found for found in of_month if found.day == day} or of_month
    if len(exact) > 1:
        return _unclear_snapshot(f"{len(exact)} of them are of {day:%B %Y}", day)
    return _Snapshots([text for text, found in read.items() if found in exact])


def _unclear_snapshot(why: str, day: dt.date) -> _Snapshots:
    message = f"The rows are of several snapshots, and {why}: it is not clear which rows are those of {day:%d/%m/%Y}."
    return _Snapshots(code="snapshot-unclear", message=message)


def _one_snapshot(found: Month | None, day: dt.date) -> _Snapshots:
    """Say that all rows are of another month; they count. An export may be some months late."""
    if found is None:
        return _Snapshots()
    months = (found.year - day.year) * 12 + found.month - day.month
    if 0 <= months <= _LATE:
        return _Snapshots()
    message = f"Every row is of {dt.date(found.year, found.month, 1):%B %Y}, the snapshot is of {day:%B %Y}."
    return _Snapshots(code="snapshot-of-another-month", message=message)
