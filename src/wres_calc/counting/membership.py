"""Who counts: for every row of a table the rule that dropped it, or what it counts as and in which populations.

The trace is this frame, and the counts are its `group_by`: nothing else says who counts (contract, section 3).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import polars as pl

from wres_calc.checking.dates import EVENT_DATES, is_used, years
from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting.dimensions import BOARD_PARTS, survey_populations
from wres_calc.counting.fate import Fate
from wres_calc.counting.model import Step
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake.model import ROW
from wres_calc.intake.tables import kind
from wres_calc.standards.model import MeanIndicator, PercentageIndicator, SurveyIndicator

FATE, PERSON, FOUND_IN, YEARS_BACK = "fate", "person", "found_in", "years_back"
FATES = pl.Enum(Fate)
_NUMBER = "employee_number"
_MANY = 100_000  # rows; of so many the other engine holds less in memory, and takes its time to begin
_WORKFORCE = (
    (Fate.OTHER_SNAPSHOT, ~pl.col("of_snapshot")),
    (Fate.NOT_IN_FORCE, ~pl.col("in_force")),
    (Fate.NOT_IN_POST, ~pl.col("in_post")),
    (Fate.CATEGORY_TAKES_NO_PART, ~pl.col("takes_part")),
)
_RECRUITMENT = (
    (Fate.NOT_SHORTLISTED, ~pl.col("shortlisted")),
    (Fate.OFFER_DECLINED, pl.col("offer_declined")),
)
_EVENTS = (
    (Fate.MANDATORY, pl.col("mandatory")),
    (Fate.OTHER_CASE_TYPE, ~pl.col("of_case_type")),
    (Fate.NOT_FORMAL, ~pl.col("formal")),
    (Fate.CATEGORY_TAKES_NO_PART, ~pl.col("takes_part")),
)
_Rule = tuple[Fate, pl.Expr]
_EVERYBODY = pl.lit(True)


class FoundIn(StrEnum):
    """Where the category that somebody counts as was found."""

    THIS_ROW = "this row"
    OTHER_ROW = "another row of the person"
    COUNTED_WORKFORCE_ROW = "counted workforce row"
    FIRST_WORKFORCE_ROW = "first workforce row that states one"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Membership:
    """The rows of a table, each with its `fate`, and who of those that count is in which of the `populations`.

    `frame` has the columns as validated, but that `category`, the column of the standard's characteristic, holds what a
    counted row counts as; `found_in` says where that was found, null where it was not looked for elsewhere. Rows of
    events have `person` and `years_back`, 0 for an event of the reporting year's twelve months.
    """

    table: ValidatedTable
    frame: pl.DataFrame
    category: str
    populations: Mapping[str, pl.Expr]

    def groups(self, *by: str | pl.Expr) -> Iterator[tuple[Any, ...]]:
        """Count the rows that count: one Boolean a population, the columns `by`, the category, and how many."""
        inside = [rule.alias(f"in {name}") for name, rule in self.populations.items()]
        rows = self.frame.lazy().filter(pl.col(FATE) == Fate.COUNTED).select(*inside, *by, self.category)
        counts, few = rows.group_by(pl.all()).len(), self.frame.height < _MANY
        yield from (counts.collect(engine="in-memory") if few else counts.collect()).iter_rows()

    def steps(self, back: int = 0) -> tuple[Step, ...]:
        """Say how many rows each rule dropped, in their order, from all rows to those counted in one year."""
        fates = self.frame.get_column(FATE)
        if YEARS_BACK in self.frame.columns:
            earlier = (pl.col(YEARS_BACK) > back) & (pl.col(FATE) != Fate.NOT_COMPLETED)
            chosen = pl.when(earlier).then(_is(Fate.DATE_OUTSIDE_YEAR)).otherwise(FATE)
            fates = self.frame.select(chosen).to_series()
        by_fate = dict(fates.value_counts().iter_rows())
        left, found = len(fates), [Step("rows", 0, len(fates))]
        for fate in Fate:
            if fate is not Fate.COUNTED and (dropped := by_fate.get(fate.value, 0)):
                left -= dropped
                found.append(Step(fate.value, dropped, left))
        return tuple(found)


class Memberships:
    """The membership of each table of one submission, worked out when it is first asked for."""

    def __init__(self, submission: ValidatedSubmission) -> None:
        self.submission = submission
        self.sent = frozenset(submission.tables) | submission.refused
        characteristic = CHARACTERISTICS[submission.definitions.characteristic]
        self.category, self.unknown = characteristic.column, characteristic.unknown
        self.categories = pl.Enum(list(characteristic.categories))
        self._found: dict[str, Membership] = {}  # a cache of a method would keep this, and all tables, alive

    def of(self, name: str) -> Membership | None:
        """Return the membership of a table, if it says who counts."""
        table = self.submission.tables.get(name)
        if table is None or table.raw.form in ("counts", "survey_summary"):
            return None
        if not table.has(self.category) and kind(table.raw.form) not in EVENT_DATES:
            return None  # it does not say the standard's characteristic
        if name not in self._found:
            frame, populations = self._members(table)
            self._found[name] = Membership(table, frame, self.category, populations)
        return self._found[name]

    def _members(self, table: ValidatedTable) -> tuple[pl.DataFrame, Mapping[str, pl.Expr]]:
        match table.raw.form:
            case "workforce":
                return self._completed_workforce(), {"workforce": _EVERYBODY}
            case "recruitment":
                fate = _first(table.frame, _RECRUITMENT).fill_null(Fate.COUNTED)
                populations = {"shortlisted": _EVERYBODY, "appointed": pl.col("appointed")}
                return table.frame.with_columns(fate), populations
            case "board":
                parts = {f"board_{part}": pl.col(at) == said for part, (at, said) in BOARD_PARTS.items()}
                return table.frame.with_columns(_is(Fate.COUNTED).alias(FATE)), {"board": _EVERYBODY, **parts}
            case "staff_survey":
                populations = self._survey(table)
                rules = [(Fate.COUNTED, pl.any_horizontal(populations.values()))] if populations else []
                fate = _first(table.frame, rules).fill_null(Fate.NO_ANSWER_USED)
                return table.frame.with_columns(fate), populations
            case _:
                return self._events(table), {kind(table.raw.name): _EVERYBODY}

    def _survey(self, table: ValidatedTable) -> dict[str, pl.Expr]:
        """Respondents in the base of each indicator, and among those who gave one of its answers."""
        populations: dict[str, pl.Expr] = {}
        asked = [each for each in self.submission.definitions.indicators if isinstance(each, SurveyIndicator)]
        for indicator in (each for each in asked if table.has(*each.questions)):
            answers = pl.col(list(indicator.questions))
            yes, base = survey_populations(indicator.number)
            if isinstance(indicator, MeanIndicator):
                populations[base] = pl.all_horizontal(answers.is_not_null())
            elif isinstance(indicator, PercentageIndicator):
                said = pl.any_horizontal(answers.is_in(list(indicator.answers)).fill_null(False))
                answered = pl.any_horizontal(answers.is_not_null() & ~answers.is_in(list(indicator.left_out)))
                populations |= {base: answered, yes: said & answered}
        return populations

    @cached_property
    def _workforce(self) -> pl.DataFrame | None:
        """Assignments: one counted row a person, a primary one before others, then the larger fte, then the earlier."""
        table = self.submission.tables.get("workforce")
        if table is None:
            return None
        frame = table.frame.with_columns(_first(table.frame, _WORKFORCE))
        order = {"primary_assignment": True, "fte": True, ROW: False}
        keys = [key for key in order if key in frame.columns]
        several = frame.select(_NUMBER, "several", FATE, *keys)
        several = several.filter(pl.col("several") & pl.col(FATE).is_null())
        if several.height:
            if "primary_assignment" in keys:  # blank is not primary
                several = several.with_columns(pl.col("primary_assignment").fill_null(False))
            several = several.sort(keys, descending=[order[key] for key in keys], nulls_last=True)
            further = several.filter(~pl.col(_NUMBER).is_first_distinct()).get_column(ROW)
            dropped = pl.when(pl.col(ROW).is_in(further.implode())).then(_is(Fate.FURTHER_ASSIGNMENT))
            frame = frame.with_columns(dropped.otherwise(FATE).alias(FATE))
        return frame.with_columns(pl.col(FATE).fill_null(Fate.COUNTED))

    def _completed_workforce(self) -> pl.DataFrame:
        """A counted row that states no category has that of the first other row of the person that does."""
        frame = self._workforce
        assert frame is not None
        needed = (pl.col(FATE) == Fate.COUNTED) & ~self._stated & pl.col("several")
        texts = self.submission.tables["workforce"].raw.frame.get_column(self.category)
        said = pl.lit(texts.is_not_null())
        return self._completed(frame, needed, said, [(frame, (_NUMBER,), {FoundIn.OTHER_ROW: self._stated})])

    @property
    def _stated(self) -> pl.Expr:
        return (pl.col(self.category) != self.unknown).fill_null(False)

    def _events(self, table: ValidatedTable) -> pl.DataFrame:
        """Cases or attendances: one counted row a person and year, the first that takes part.

        A person all of whose workforce rows take no part takes none here. A row without a date is of the year.
        """
        definitions, name = self.submission.definitions, table.raw.name
        backs = years(definitions, name, self.sent) if is_used(name, definitions) else range(0)
        frame = table.frame.with_columns(_person(table.frame))
        if not backs:
            return frame.with_columns(_is(Fate.NOT_USED).alias(FATE))
        date = pl.col(EVENT_DATES[kind(table.raw.name)])
        periods = [definitions.flow_period(back) for back in backs]
        rules = (
            (Fate.NOT_COMPLETED, ~pl.col("completed")),
            (Fate.DATE_OUTSIDE_YEAR, (date < periods[-1][0]) | (date > periods[0][1])),
            *_EVENTS,
            (Fate.PERSON_TAKES_NO_PART, self._takes_no_part(frame)),
        )
        year = pl.lit(backs[0])
        if len(backs) > 1 and set(date.meta.root_names()) <= set(frame.columns):
            year = pl.when(date < periods[0][0]).then(backs[1]).otherwise(backs[0])
        frame = frame.with_columns(_first(frame, rules), year.alias(YEARS_BACK))
        again = ~pl.col(PERSON).is_first_distinct().over(pl.col(FATE).is_null(), YEARS_BACK)
        rest = pl.when(again).then(_is(Fate.SAME_PERSON_AGAIN)).otherwise(_is(Fate.COUNTED))
        frame = frame.with_columns(pl.coalesce(FATE, rest).alias(FATE))
        return self._with_categories(frame)

    def _with_categories(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The category of a counted row: its own, else another row's of the person, else that of the workforce.

        There the counted row comes before the others. A row that says "not stated" is looked up like a blank one.
        """
        if self.category not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=self.categories).alias(self.category))
        needed = (pl.col(FATE) == Fate.COUNTED) & ~self._stated
        takes_part = pl.col(FATE).is_in([Fate.COUNTED, Fate.SAME_PERSON_AGAIN])
        said = pl.col(self.category).is_not_null()
        own = {FoundIn.OTHER_ROW: takes_part & self._stated, _SAID: takes_part & said}
        sources: list[_Source] = []
        if frame.select((pl.col(FATE) == Fate.SAME_PERSON_AGAIN).any()).item():
            sources.append((frame, (PERSON, YEARS_BACK), own))
        staff = self._workforce
        if staff is not None and self.category in staff.columns and _NUMBER in frame.columns:
            counted = (pl.col(FATE) == Fate.COUNTED) & self._stated
            of_staff = {FoundIn.COUNTED_WORKFORCE_ROW: counted, FoundIn.FIRST_WORKFORCE_ROW: self._stated}
            sources.append((staff, (_NUMBER,), of_staff))
        return self._completed(frame, needed, said, sources)

    def _takes_no_part(self, frame: pl.DataFrame) -> pl.Expr:
        """Whether every workforce row of the person is in a category that takes no part."""
        staff = self.submission.tables.get("workforce")
        if staff is None or not staff.has("takes_part") or _NUMBER not in frame.columns:
            return pl.lit(False)
        numbers, part = staff.frame.get_column(_NUMBER), staff.frame.get_column("takes_part")
        # Each step leaves far fewer numbers for the next one to look up.
        sent = frame.get_column(_NUMBER)
        asked = sent.filter(sent.is_in(numbers.filter(~part).implode()))
        takes_part = numbers.filter(part & numbers.is_in(asked.implode()))
        return pl.col(_NUMBER).is_in(list(set(asked) - set(takes_part)))

    def _completed(
        self, frame: pl.DataFrame, needed: pl.Expr, said: pl.Expr, sources: Sequence["_Source"]
    ) -> pl.DataFrame:
        """The frame with the category of each `needed` row from the first of the sources that has one, else unknown.

        Unknown is from the row itself where that has `said` so.
        """
        keys = [key for key in (ROW, _NUMBER, PERSON, YEARS_BACK) if key in frame.columns]
        asked = frame.select(*keys, needed.alias("needed"), said.alias("said")).filter("needed")
        if not asked.height:
            return frame
        found, places = asked, list[str]()
        for rows, by, rules in sources:
            first = [pl.col(self.category).filter(rule).first().alias(place) for place, rule in rules.items()]
            of_these = pl.col(by[0]).is_in(asked.get_column(by[0]).implode())
            theirs = rows.select(*by, self.category, FATE).filter(of_these)
            found = found.join(theirs.group_by(by).agg(first), on=by, how="left")
            places += [place for place in rules if place != _SAID]
        where = [pl.when(pl.col(place).is_not_null()).then(pl.lit(str(place))) for place in places]
        where.append(pl.when("said").then(pl.lit(FoundIn.THIS_ROW.value)))
        if any(_SAID in rules for _, _, rules in sources):
            where.append(pl.when(pl.col(_SAID).is_not_null()).then(pl.lit(FoundIn.OTHER_ROW.value)))
        unknown = pl.lit(self.unknown, dtype=self.categories)
        answers = found.select(
            ROW,
            pl.coalesce(*places, unknown).alias("found"),
            pl.coalesce(*where, pl.lit(FoundIn.NOWHERE.value)).alias(FOUND_IN),
        )
        whole = frame.select(ROW, self.category).join(answers, on=ROW, how="left", maintain_order="left")
        completed = pl.coalesce("found", self.category).alias(self.category)
        return frame.with_columns(*whole.select(completed, FOUND_IN))


_SAID = "another row says"
_Source = tuple[pl.DataFrame, tuple[str, ...], Mapping[Any, pl.Expr]]
"""Rows that may state a category, by what they are known to be the person's, and which of them do, best first."""


def _is(fate: Fate) -> pl.Expr:
    return pl.lit(fate, dtype=FATES)


def _first(frame: pl.DataFrame, rules: Iterable[_Rule]) -> pl.Expr:
    """The first fate whose rule holds; null where none does. A rule on a column that was not sent never holds."""
    chain: pl.Expr = pl.lit(None, dtype=FATES)
    for fate, rule in reversed(tuple(rules)):
        if set(rule.meta.root_names()) <= set(frame.columns):
            chain = pl.when(rule).then(_is(fate)).otherwise(chain)
    return chain.alias(FATE)


def _person(frame: pl.DataFrame) -> pl.Expr:
    """Who a row is about: the employee number, or the case where that is all there is."""
    names = [name for name in (_NUMBER, "case_id") if name in frame.columns]
    # One letter tells them apart: with the whole name most texts would be too long to be kept in the column itself.
    return pl.coalesce(pl.concat_str(pl.lit(name[0]), name) for name in names).alias(PERSON)
