"""Dates of a table as a whole: which way round they are written, and whether they are of the year."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.intake import days
from wres_calc.intake.tables import day_columns, is_previous, kind, previous
from wres_calc.standards.model import Standard

FEWEST_DATES = 5
"""From so many different dates on it is unlikely that all of them can be read month first by chance."""

_OF_EVENTS = {"disciplinary": "entered_on", "training": "completed_on"}


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
    return not is_previous(table) or years_back(definitions, kind(table)) > 0


def years(definitions: Standard, table: str, sent: Collection[str]) -> range:
    """Of which years a table of events holds the events, counted back from the reporting year's; `sent` are all tables.

    A table holds those of the year before too where they are needed, and do not stand in a table of their own.
    """
    back = years_back(definitions, kind(table))
    if is_previous(table):
        return range(1, back + 1)
    return range(1 if previous(table) in sent else back + 1)


def check(look: Look, definitions: Standard, sent: Collection[str]) -> list[Issue]:
    """What is wrong with the dates of a table, whose cells were judged already; `sent` are all tables."""
    columns = [column for column in day_columns(look.raw.name) if look.has(column)]
    issues = [issue for column in columns for issue in _numbers(look, column)]
    periods = [definitions.flow_period(year) for year in reversed(years(definitions, look.raw.name, sent))]
    starts, last = [first for first, _ in periods], periods[-1][1]
    if look.raw.name == "workforce":
        return issues + _unclear(look, columns, lambda day: day <= last)
    issues += _unclear(look, columns, lambda day: bisect_right(starts, day) if day <= last else -1)
    column = _OF_EVENTS.get(kind(look.raw.name))
    if column is None or any(issue.code == "dates-ambiguous" for issue in issues):
        return issues
    if column not in columns:
        undated = [look.issue("date-needed", "Without dates the two years cannot be told apart.")]
        return undated if len(periods) > 1 else []
    return (
        issues + _outside(look, column, starts[0], last) + (_blank(look, column) if len(periods) > 1 else [])
    )


def _outside(look: Look, column: str, first: dt.date, last: dt.date) -> list[Issue]:
    outside = (pl.col(column) < first) | (pl.col(column) > last)
    message = f"The date is not between {first:%d/%m/%Y} and {last:%d/%m/%Y}; the row takes no part."
    issues = look.where(outside, "date-outside-year", message, column)
    dated = look.frame.get_column(column).drop_nulls()
    if issues and issues[0].count * 2 > len(dated):
        years = sorted({date.year + (date.month >= 4) for date in dated.unique()})
        message = (
            f"Most of the dates fall in other years: the dates are of the years to 31 March {_span(years)}."
        )
        issues.append(look.issue("extract-of-another-year", message, column=column))
    return issues


def _blank(look: Look, column: str) -> list[Issue]:
    message = "The row has no date, so it cannot be told which of the two years it belongs to."
    return look.where(pl.col(column).is_null(), "date-needed", message, column)


def _numbers(look: Look, column: str) -> Iterator[Issue]:
    """Days that came as the numbers by which spreadsheets count them: said, for nothing else shows it."""
    sent = look.raw.frame.get_column(column)
    found = [text for text in sent.unique() if text and days.is_serial(text)]
    if found:
        count = sent.is_in(found).sum()
        message = f"{count:,} dates are numbers of days as spreadsheets count them (45,382 is 31 March 2024)."
        yield look.issue("dates-as-numbers", message, column=column)


def _unclear(look: Look, columns: list[str], kind: Callable[[dt.date], object]) -> list[Issue]:
    """Find the columns in which every date can be read day first and month first, and it matters which.

    Dates are day first by contract: of so few dates that chance alone may do it, that is only noted. `kind` is what
    matters of a day. One date that can be read one way only settles it for all columns of the table.
    """
    both = {column: _both_ways(look, column) for column in columns}
    if any(None in readings for found in both.values() for readings in found):
        return []
    issues = []
    for column, found in both.items():
        whole = len(found) == look.raw.frame.get_column(column).drop_nulls().n_unique()
        differ = sum(kind(first) != kind(second) for first, second in found if first and second)
        if whole and differ:
            dates = len({first for first, _ in found})
            code = "dates-ambiguous" if dates >= FEWEST_DATES else "dates-read-day-first"
            message = (
                f"Each of the {dates:,} different dates can be read day first and month first, and for {differ:,} "
                f"it matters which. Say it under [tables.{look.raw.name}] in submission.toml: "
                'dates = "day_first" or "month_first".'
            )
            issues.append(look.issue(code, message, column=column))
    return issues


def _both_ways(look: Look, column: str) -> list[tuple[dt.date | None, dt.date | None]]:
    """Each different date in numbers, read day first and month first."""
    sent = look.raw.frame.get_column(column).drop_nulls().unique()
    return [(days.date(text), days.date_month_first(text)) for text in sent if days.is_day_and_month(text)]


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
