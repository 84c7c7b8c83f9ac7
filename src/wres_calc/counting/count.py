"""Everything the indicators of a year need, counted once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from wres_calc.checking.dates import EVENT_DATES, years_back
from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting import from_counts
from wres_calc.counting.breakdowns import Columns, with_workforce_columns
from wres_calc.counting.dimensions import (
    BOARD_PARTS,
    WHOLE,
    Breakdown,
    Part,
    board_part,
    every_workforce_part,
    has_clusters,
    is_own,
    survey_populations,
    with_score,
    workforce_parts,
)
from wres_calc.counting.fate import Fate
from wres_calc.counting.membership import YEARS_BACK, Membership, Memberships
from wres_calc.counting.model import Counted, Counts, Published, Reason, Step, Tally
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.intake.layouts.training import states_mandatory
from wres_calc.intake.tables import previous
from wres_calc.standards.model import Indicator, MeanIndicator, RelativeLikelihoodIndicator, SurveyIndicator

_People = dict[Part, dict[str, int]]
"""How many of each category are in each part."""


def count(submission: ValidatedSubmission, further: Mapping[str, Sequence[Breakdown]] = {}) -> Counts:
    """Count every population that the year's definitions name; people of a table by its `further` breakdowns too."""
    counting = _Counting(submission, further)
    counting.workforce()
    counting.recruitment()
    counting.board()
    for indicator in submission.definitions.indicators:
        counting.survey(indicator)
        if isinstance(indicator, RelativeLikelihoodIndicator) and indicator.events in EVENT_DATES:
            counting.events(indicator.events)
    populations = {name: _with_left_out(each, submission) for name, each in counting.populations.items()}
    return Counts(submission.definitions, populations, counting.missing, counting.published)


class _Counting:
    """One submission being counted: what was found, and what is missing and why."""

    def __init__(self, submission: ValidatedSubmission, further: Mapping[str, Sequence[Breakdown]]) -> None:
        self.submission = submission
        self.further = further
        self.members = Memberships(submission)
        self.main = CHARACTERISTICS[submission.definitions.characteristic].main
        self.populations: dict[str, Counted] = {}
        self.missing: dict[str, Reason] = {}
        self.published: dict[tuple[IndicatorNumber, str], Published] = {}
        self.asked: Mapping[str, _People] | None = None
        counts = submission.tables.get("counts")
        self.sent = (
            {}
            if counts is None
            else from_counts.populations(counts, self.main, clustered=has_clusters(submission.definitions))
        )

    def put(self, name: str, counted: Counted | None, reason: Reason) -> None:
        if counted is None:
            self.missing[name] = reason
        else:
            self.populations[name] = counted

    def absent(self, table: str, stand_in: str = "counts") -> Reason:
        """Why a population cannot be had when neither its table nor its stand-in gives it."""
        refused = self.submission.refused
        return Reason.TABLE_HAS_ERRORS if {table, stand_in} & refused else Reason.TABLE_MISSING

    def stand_in(self, name: str, table: str) -> Counted | None:
        """The population from the counts table, where its row-level table did not come at all."""
        return None if table in self.submission.refused else self.sent.get(name)

    def counted(self, people: _People, table: str, steps: tuple[Step, ...] = ()) -> Counted:
        tallies = {part: Tally.of_categories(categories, self.main) for part, categories in people.items()}
        return Counted(tallies, table, steps)

    def workforce(self) -> None:
        counted = self.stand_in("workforce", "workforce")
        if member := self.members.of("workforce"):
            clustered, further = (
                has_clusters(self.submission.definitions),
                Columns(self.further.get("workforce", ())),
            )

            def parts(category: str, band: str, *values: Any) -> Iterable[Part]:
                return *workforce_parts(category, band, clustered=clustered), *further.parts(*values)

            every = [*every_workforce_part(clustered=clustered), *further.every(member)]
            by = ("staff_category", "pay_band", *further.names)
            people = _people(member, by, parts, every)["workforce"]
            counted = self.counted(people, "workforce", member.steps())
        self.put("workforce", counted, self.absent("workforce"))

    def recruitment(self) -> None:
        table, member = self.submission.tables.get("recruitment"), self.members.of("recruitment")
        found: dict[str, Counted] = {}
        if table is not None and member is None:
            found = from_counts.populations(table, self.main)
        elif member is not None:
            people = _divided(member, self.further.get("recruitment", ()))
            # The appointed are a part of the shortlisted, whose steps these are.
            steps = {"shortlisted": member.steps(), "appointed": ()}
            found = {name: self.counted(people[name], "recruitment", steps[name]) for name in people}
        for name in ("shortlisted", "appointed"):
            counted = found.get(name) or self.stand_in(name, "recruitment")
            self.put(name, counted, self.absent("recruitment"))

    def board(self) -> None:
        counted = self.stand_in("board", "board")
        if member := self.members.of("board"):
            people = _people(member)
            parts = {board_part(part): people[f"board_{part}"][WHOLE] for part in BOARD_PARTS}
            whole = people["board"][WHOLE]
            counted = self.counted({WHOLE: whole, board_part("total"): whole, **parts}, "board")
        self.put("board", counted, self.absent("board"))

    def survey(self, indicator: Indicator) -> None:
        if not isinstance(indicator, SurveyIndicator):
            return
        names = survey_populations(indicator.number)[isinstance(indicator, MeanIndicator) :]
        summary = self.submission.tables.get("survey_summary")
        if member := self.members.of("staff_survey"):
            people = self.respondents(member)
            if isinstance(indicator, MeanIndicator) and member.table.has(*indicator.questions):
                people = _scored(member, indicator, self.further.get("staff_survey", ()))
            for name in names:
                found = self.counted(people[name], "staff_survey") if name in people else None
                self.put(name, found, Reason.COLUMN_MISSING)
        elif summary is not None and "staff_survey" not in self.submission.refused:
            figures = {
                (number, group): figure
                for (number, group), figure in from_counts.published(summary).items()
                if number == indicator.number and group in self.main.groups
            }
            self.published |= figures
            if not figures:
                self.missing |= dict.fromkeys(names, Reason.TABLE_MISSING)
        else:
            self.missing |= dict.fromkeys(names, self.absent("staff_survey", "survey_summary"))

    def events(self, name: str) -> None:
        back = years_back(self.submission.definitions, name)
        table, own, counted = self.submission.tables.get(name), previous(name), None
        reason = self.absent(name)
        if table is not None and name == "training" and not states_mandatory(table.raw):
            reason = Reason.MANDATORY_NOT_TOLD
        elif back and own in self.submission.refused:
            reason = Reason.TABLE_HAS_ERRORS
        else:
            counted = self.of_year(name, name, 0)
            if back and counted is not None:
                reason = Reason.PREVIOUS_YEAR_MISSING
                earlier = self.of_year(own, name, back)
                counted = None if earlier is None else counted.mean_with(earlier)
        self.put(name, counted, reason)

    def of_year(self, table: str, name: str, back: int) -> Counted | None:
        """The people of an event in one year: from a table of that year, or one of both years, or from the counts."""
        member = self.members.of(table)
        if member is None and back and (both := self.members.of(name)) is not None:
            member = both if _is_of_both_years(both, self.submission.definitions.flow_period(back)) else None
        elif member is None:
            return self.stand_in(table, name)
        if member is None:
            return None
        staff = self.members.of("workforce")
        of_staff = self.further.get("workforce", ()) if staff else ()
        if staff and of_staff:
            member = with_workforce_columns(member, staff, of_staff)
        columns = Columns(of_staff)
        base = self.populations["workforce"].tallies if of_staff else ()
        people: _People = {part: {} for part in (WHOLE, *filter(is_own, base))}
        for _, years, *values, category, number in member.groups(YEARS_BACK, *columns.names):
            for part in (WHOLE, *columns.parts(*values)) if years == back else ():
                categories = people.setdefault(part, {})
                categories[category] = categories.get(category, 0) + number
        return self.counted(people, member.table.raw.name, member.steps(back))

    def respondents(self, member: Membership) -> Mapping[str, _People]:
        """The populations of the survey, counted once for all indicators."""
        if self.asked is None:
            self.asked = _divided(member, self.further.get("staff_survey", ()))
        return self.asked


def _people(
    member: Membership,
    by: Collection[str | pl.Expr] = (),
    parts: Callable[..., Iterable[Part]] = lambda: (WHOLE,),
    every: Iterable[Part] = (WHOLE,),
) -> dict[str, _People]:
    """How many of each category are in each part of each population; `parts` are those of the values of `by`."""
    places = list(every)
    found: dict[str, _People] = {name: {part: {} for part in places} for name in member.populations}
    for *values, category, number in member.groups(*by):
        inside, own = values[: len(found)], values[len(found) :]
        where = list(parts(*own))
        for people in (people for people, is_in in zip(found.values(), inside, strict=True) if is_in):
            for part in where:
                categories = people.setdefault(part, {})
                categories[category] = categories.get(category, 0) + number
    return found


def _divided(member: Membership, breakdowns: Iterable[Breakdown]) -> dict[str, _People]:
    """How many of each category are in the whole of each population, and in the parts by further columns."""
    columns = Columns(breakdowns)
    every = (WHOLE, *columns.every(member))
    return _people(member, columns.names, lambda *values: (WHOLE, *columns.parts(*values)), every)


def _scored(
    member: Membership, indicator: MeanIndicator, breakdowns: Iterable[Breakdown]
) -> dict[str, _People]:
    """The same of who answered every question of a mean, and of each part by the sum of what their answers score."""
    columns = Columns(breakdowns)
    answers = [pl.col(question).cast(pl.String).cast(pl.Float64) for question in indicator.questions]

    def parts(score: float | None, *values: Any) -> Iterable[Part]:
        for part in (WHOLE, *columns.parts(*values)):
            yield from (part, with_score(part, str(score)))

    every = (WHOLE, *columns.every(member))
    return _people(member, [pl.sum_horizontal(answers).alias("score"), *columns.names], parts, every)


def _is_of_both_years(member: Membership, before: tuple[Any, Any]) -> bool:
    """Whether every row of a table of events has a date, and one at least is of the year before."""
    date = EVENT_DATES[member.table.raw.form]
    if not member.table.has(date) or member.frame.get_column(date).null_count():
        return False
    return bool(member.frame.get_column(date).is_between(*before).any())


def _with_left_out(counted: Counted, submission: ValidatedSubmission) -> Counted:
    """The population with the rows left out on purpose as the first of its steps; the board has no others."""
    if counted.earlier is not None:
        counted = replace(counted, earlier=_with_left_out(counted.earlier, submission))
    table: ValidatedTable | None = submission.tables.get(counted.table)
    if table is None or table.raw.left_out is None or not (counted.steps or counted.table == "board"):
        return counted
    steps = counted.steps or (Step("rows", 0, table.raw.frame.height),)
    left_out, sent = table.raw.left_out.height, steps[0].left
    first = (Step("rows", 0, sent + left_out), Step(Fate.EXCLUDED.value, left_out, sent))
    return replace(counted, steps=(*first, *steps[1:]))
