"""Divides the people of a table by further columns: those of `dimensions.BREAKDOWNS`, and those a submission names."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.table import issue_in
from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting.dimensions import BREAKDOWNS, Breakdown, Part, own_breakdown, with_whole
from wres_calc.counting.fate import Fate
from wres_calc.counting.membership import FATE, Membership

_NUMBER = "employee_number"


class Columns:
    """The breakdowns of one table, each column once, and the parts that the values of a row are in."""

    def __init__(self, breakdowns: Iterable[Breakdown]) -> None:
        found: dict[str, Breakdown] = {}
        for each in breakdowns:
            there = found.get(each.column, each)
            only = each.only + there.only if each.only and there.only else ()
            found[each.column] = each._replace(only=only)
        self._by = tuple(found.values())
        self.names = tuple(found)

    def parts(self, *values: Any) -> Iterator[Part]:
        """Yield the parts of a row with these values; an "of which" band counts in its whole too."""
        for each, value in zip(self._by, values, strict=True):
            text = each.blank if value is None else _text(value)
            for own in () if text is None else with_whole(text) if each.key == "pay_band" else (text,):
                if own in each.only or not each.only:
                    yield ((each.key, own),)

    def every(self, member: Membership) -> Iterator[Part]:
        """Yield the parts that occur among the rows that count, in order."""
        counted = member.frame.filter(pl.col(FATE) == Fate.COUNTED)
        for each in self._by:
            alone = Columns([each])
            for value in counted.get_column(each.column).unique().sort(nulls_last=True):
                yield from alone.parts(value)


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def with_workforce_columns(
    member: Membership, workforce: Membership, breakdowns: Sequence[Breakdown]
) -> Membership:
    """Return the rows of events with these columns of the workforce, found by employee number.

    Of somebody who counts in the workforce it is the value of the counted row, blank or not, so that the events are of
    the people of their base. Of others it is what the row of the event says, else the first workforce row that says it.
    """
    columns = [each.column for each in breakdowns]
    frame = member.frame
    if _NUMBER in frame.columns:
        asked = pl.col(_NUMBER).is_in(frame.get_column(_NUMBER).unique().implode())
        counts = pl.col(FATE) == Fate.COUNTED
        theirs = (
            workforce.frame.filter(asked)
            .group_by(_NUMBER)
            .agg(
                counts.any().alias("counts"),
                *(pl.col(name).filter(counts).first().alias(f"counted {name}") for name in columns),
                *(pl.col(name).drop_nulls().first().alias(f"first {name}") for name in columns),
            )
        )
        frame = frame.join(theirs, on=_NUMBER, how="left", maintain_order="left")
    else:
        nothing = [
            pl.lit(None, dtype=pl.String).alias(f"{which} {name}") for name in columns for which in _OF
        ]
        frame = frame.with_columns(pl.lit(False).alias("counts"), *nothing)
    found = [
        pl.when(pl.col("counts"))
        .then(f"counted {name}")
        .otherwise(pl.coalesce(*([name] if name in frame.columns else []), f"first {name}"))
        .alias(name)
        for name in columns
    ]
    return replace(member, frame=frame.with_columns(found))


_OF = ("counted", "first")


_MOST_VALUES = 100
"""A column of more different texts is not one to divide by: it may hold names."""


def find_breakdowns(
    submission: ValidatedSubmission, own: Mapping[str, Sequence[str]], by: Collection[str]
) -> tuple[dict[str, list[Breakdown]], list[Issue]]:
    """Return the breakdowns of each table that were asked for and can be had, and what there is to say of others.

    `own` are those that the submission names, with their headings.
    """
    asked = {name: found for name, found in BREAKDOWNS.items() if name in by}
    asked |= {
        name: (own_breakdown(name, " or ".join(headings)),) for name, headings in own.items() if name in by
    }
    every = [each for found in asked.values() for each in found]
    issues = list(_already_counted(submission, every))
    tables = {
        name: table
        for name, table in submission.tables.items()
        if table.raw.form not in ("counts", "survey_summary")
    }
    found: dict[str, list[Breakdown]] = {name: [] for name in tables}
    for option, breakdowns in asked.items():
        missing: dict[str, str] = {}
        for each in breakdowns:
            for name, table in ((name, table) for name, table in tables.items() if name in each.tables):
                why = _why_not(each, table)
                if why is None:
                    found[name].append(each)
                elif name in _NEEDED:
                    missing[name] = why
        there = any(each in of_table for each in breakdowns for of_table in found.values())
        said = option.replace("-", " ").replace("_", " ")
        issues += _said(said, missing, tables, everywhere_missing=not there)
    return found, issues


def _why_not(asked: Breakdown, table: ValidatedTable) -> str | None:
    """Why the rows of a table cannot be divided; `None` where they can."""
    if asked.column not in table.frame.columns:
        return f"a column {asked.sent_as}"
    cells = table.frame.get_column(asked.column)
    if asked.is_own and cells.n_unique() > _MOST_VALUES:
        return f"a column of no more than {_MOST_VALUES} different texts"
    if asked.only and not any(list(Columns([asked]).parts(value)) for value in cells.unique()):
        return f"a row of {' or '.join(asked.only).replace('_', ' ')}"
    return None


def _already_counted(submission: ValidatedSubmission, asked: Collection[Breakdown]) -> Iterator[Issue]:
    """That recruitment came counted, and cannot be divided."""
    table = submission.tables.get("recruitment") or submission.tables.get("counts")
    if (
        table is not None
        and table.raw.form == "counts"
        and any("recruitment" in each.tables for each in asked)
    ):
        divided = [
            str(each.number)
            for each in submission.definitions.indicators
            if each.kind == "relative_likelihood" and each.further_breakdowns
        ]
        message = (
            f"The breakdowns of indicator {', '.join(divided)} need a row an application; "
            "counts do not go into that detail."
        )
        yield Issue("breakdown-not-possible", message, table=table.raw.name)


def _said(
    name: str, missing: Mapping[str, str], tables: Mapping[str, ValidatedTable], *, everywhere_missing: bool
) -> Iterator[Issue]:
    """What each table needs for a breakdown; a warning where no table has it."""
    for table, what in missing.items():
        if everywhere_missing:
            message = f"The breakdown by {name} needs {what}."
            yield issue_in(tables[table].raw, "breakdown-not-possible", message)
        else:
            message = f"The breakdown by {name} leaves this table out: it needs {what}."
            yield issue_in(tables[table].raw, "breakdown-not-everywhere", message)


_NEEDED = ("workforce", "recruitment", "staff_survey")
"""The tables that have to say it themselves; events have it from the workforce."""
