"""Everything the indicators of a year need, counted once."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting import fate, from_counts, from_rows
from wres_calc.counting.model import Counted, Counts, Published, Step
from wres_calc.counting.values import Reason
from wres_calc.intake.shapes.training import tells_mandatory
from wres_calc.intake.tables import previous
from wres_calc.standards.model import Indicator, RelativeLikelihoodIndicator

DATES = {"disciplinary": "entered_on", "training": "completed_on"}
"""The column that says when an event was."""


def survey_populations(number: int) -> tuple[str, str]:
    """Names of the two populations of a survey indicator: who said so, and its base."""
    return f"survey_{number}_yes", f"survey_{number}_answered"


class _Counting:
    """One submission being counted: what was found, and what is missing and why."""

    def __init__(self, submission: ValidatedSubmission, further: Collection[str]) -> None:
        self.submission = submission
        self.further = further
        self.populations: dict[str, Counted] = {}
        self.missing: dict[str, Reason] = {}
        self.published: dict[tuple[int, str], Published] = {}
        counts = submission.tables.get("counts")
        self.sent = {} if counts is None else from_counts.populations(counts)
        workforce = submission.tables.get("workforce")
        self.fated = None if workforce is None else fate.workforce(workforce.frame)

    def table(self, name: str) -> ValidatedTable | None:
        return self.submission.tables.get(name)

    def absent(self, table: str, stand_in: str = "counts") -> Reason:
        """Why a population cannot be had when neither its table nor its stand-in gives it."""
        refused = self.submission.refused
        return Reason.TABLE_HAS_ERRORS if {table, stand_in} & refused else Reason.TABLE_MISSING

    def put(self, name: str, counted: Counted | None, reason: Reason) -> None:
        if counted is None:
            self.missing[name] = reason
        else:
            self.populations[name] = counted

    def stand_in(self, name: str, table: str) -> Counted | None:
        """The population from the counts table, where its row-level table did not come at all."""
        return None if table in self.submission.refused else self.sent.get(name)

    def workforce(self) -> None:
        counted = self.stand_in("workforce", "workforce")
        if self.fated is not None:
            counted = from_rows.workforce(self.fated)
        self.put("workforce", counted, self.absent("workforce"))

    def recruitment(self) -> None:
        table = self.table("recruitment")
        rows: dict[str, Counted] = {}
        if table is not None:
            summed = table.raw.form == "counts"
            rows = from_counts.populations(table) if summed else from_rows.recruitment(table, self.further)
        for name in ("shortlisted", "appointed"):
            counted = rows.get(name) or self.stand_in(name, "recruitment")
            self.put(name, counted, self.absent("recruitment"))

    def events(self, name: str, two_years: bool) -> None:
        table, reason = self.table(name), self.absent(name)
        period, before = (self.submission.definitions.flow_period(back) for back in (0, 1))
        own = self.table(previous(name)) if two_years else None
        if name == "training" and table is not None and not tells_mandatory(table.raw):
            self.put(name, None, Reason.MANDATORY_NOT_TOLD)
            return
        if two_years and previous(name) in self.submission.refused:
            self.put(name, None, Reason.TABLE_HAS_ERRORS)
            return
        if table is not None and two_years and own is None:
            counted = from_rows.two_year_mean(table, DATES[name], (period, before), self.fated)
            self.put(name, counted, Reason.PREVIOUS_YEAR_MISSING)
            return
        counted = self.stand_in(name, name) if table is None else self.of_year(name, table, period)
        if two_years and counted is not None:
            reason = Reason.PREVIOUS_YEAR_MISSING
            counts = self.stand_in(previous(name), name)
            earlier = counts if own is None else self.of_year(name, own, before)
            counted = None if earlier is None else from_counts.two_year_mean(counted, earlier)
        self.put(name, counted, reason)

    def of_year(self, name: str, table: ValidatedTable, period: tuple[dt.date, dt.date]) -> Counted:
        """The people of an event in one year."""
        return from_rows.events(table, DATES[name], period, self.fated)

    def board(self) -> None:
        table = self.table("board")
        counted = self.stand_in("board", "board") if table is None else from_rows.board(table)
        self.put("board", counted, self.absent("board"))

    def survey(self, indicator: Indicator) -> None:
        if indicator.kind != "percentage":
            return
        names = survey_populations(indicator.number)
        table, summary = self.table("staff_survey"), self.table("survey_summary")
        if table is not None:
            counted = from_rows.survey(table, indicator)
            for i, name in enumerate(names):
                self.put(name, None if counted is None else counted[i], Reason.COLUMN_MISSING)
        elif summary is not None and "staff_survey" not in self.submission.refused:
            figures = {k: v for k, v in from_counts.published(summary).items() if k[0] == indicator.number}
            self.published |= figures
            if not figures:
                self.missing |= dict.fromkeys(names, Reason.TABLE_MISSING)
        else:
            self.missing |= dict.fromkeys(names, self.absent("staff_survey", "survey_summary"))


def count(submission: ValidatedSubmission, further: Collection[str] = ()) -> Counts:
    """Count every population that the year's definitions name.

    `further` are columns of recruitment by which shortlisted and appointed are counted as well.
    """
    counting = _Counting(submission, further)
    counting.workforce()
    counting.recruitment()
    counting.board()
    for indicator in submission.definitions.indicators:
        counting.survey(indicator)
        if isinstance(indicator, RelativeLikelihoodIndicator) and indicator.events in DATES:
            counting.events(indicator.events, indicator.period == "two_year_average")
    populations = {name: _with_left_out(each, submission) for name, each in counting.populations.items()}
    return Counts(submission.definitions, populations, counting.missing, counting.published)


def _with_left_out(counted: Counted, submission: ValidatedSubmission) -> Counted:
    """The population with the rows left out on purpose as the first of its steps; the board has no others."""
    table = submission.tables.get(counted.table)
    if table is None or table.raw.left_out is None or not (counted.steps or counted.table == "board"):
        return counted
    steps = counted.steps or (Step("rows", 0, table.raw.frame.height),)
    left_out, sent = table.raw.left_out.height, steps[0].left
    first = (Step("rows", 0, sent + left_out), Step(fate.Fate.EXCLUDED.value, left_out, sent))
    return replace(counted, steps=(*first, *steps[1:]))
