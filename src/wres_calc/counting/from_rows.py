"""Populations counted from row-level tables."""

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from wres_calc.checking.validate import ValidatedTable
from wres_calc.counting import categories, fate
from wres_calc.counting.grouping import Tally, mean
from wres_calc.counting.model import WHOLE, Counted, Part
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import BANDS, OF_WHICH, SENIOR_BANDS, PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.standards.model import PercentageIndicator

SENIOR: Part = (("pay_band", "senior_bands"),)
"""Bands 8a to 9 and VSM together: the part the 2015 standard looks at."""

BOARD_PARTS: Mapping[str, pl.Expr] = {
    "total": pl.lit(True),
    "voting": pl.col("voting"),
    "non_voting": ~pl.col("voting"),
    "executive": pl.col("executive"),
    "non_executive": ~pl.col("executive"),
}
"""Who of the board is in each of its parts."""


def workforce_parts(staff_category: str, pay_band: str) -> list[Part]:
    """The parts of the workforce that somebody in a band counts in; an "of which" band counts in its whole too."""
    category = (("staff_category", staff_category),)
    parts: list[Part] = [WHOLE, category, (*category, ("pay_band", pay_band))]
    if whole := OF_WHICH.get(PayBand(pay_band)):
        parts.append((*category, ("pay_band", whole.value)))
    if staff_category != StaffCategory.MEDICAL_AND_DENTAL and pay_band in SENIOR_BANDS:
        parts.append(SENIOR)
    return parts


def empty_workforce() -> dict[Part, dict[str, int]]:
    """Every part of the workforce, with nobody in it."""
    parts: dict[Part, dict[str, int]] = {WHOLE: {}, SENIOR: {}}
    for category, bands in BANDS.items():
        parts[(("staff_category", category.value),)] = {}
        for band in bands:
            parts[(("staff_category", category.value), ("pay_band", band.value))] = {}
    return parts


def workforce(fated: pl.DataFrame, table: str = "workforce") -> Counted:
    """The workforce headcount by staff category and pay band."""
    by = ["staff_category", "pay_band", "ethnic_category"]
    people = fate.counted(categories.of_workforce(fated).select(*by, fate.FATE))
    parts = empty_workforce()
    for staff_category, pay_band, category, count in people.group_by(by).len().iter_rows():
        for part in workforce_parts(staff_category, pay_band):
            parts[part][category] = parts[part].get(category, 0) + count
    return Counted(_tallies(parts), table, fate.steps(fated))


def _tallies(parts: Mapping[Part, Mapping[str, int]]) -> dict[Part, Tally]:
    return {part: Tally.of_categories(by_category, ETHNICITY.main) for part, by_category in parts.items()}


def _by_category(people: pl.DataFrame) -> dict[str, int]:
    return _numbers(people.get_column("ethnic_category"))


def _numbers(categories: pl.Series) -> dict[str, int]:
    """How often each ethnic category occurs."""
    return dict(categories.value_counts().iter_rows())


def recruitment(table: ValidatedTable, further: Iterable[str]) -> dict[str, Counted]:
    """`shortlisted` and `appointed`, as a whole and by each of the `further` columns that the table has.

    The steps are those of `shortlisted`, of whom the appointed are a part.
    """
    fated = fate.recruitment(table.frame)
    shortlisted = fate.counted(fated)
    result = {}
    for population, people in (("shortlisted", shortlisted), ("appointed", shortlisted.filter("appointed"))):
        parts: dict[Part, dict[str, int]] = {WHOLE: _by_category(people)}
        for column in further:
            if table.has(column):
                parts |= _by_column(shortlisted, people, column)
        steps = fate.steps(fated) if population == "shortlisted" else ()
        result[population] = Counted(_tallies(parts), "recruitment", steps)
    return result


def _by_column(everybody: pl.DataFrame, people: pl.DataFrame, column: str) -> dict[Part, dict[str, int]]:
    """People by the values of a column that occur among everybody; blank ones are in no part."""
    values = everybody.get_column(column).unique().drop_nulls().sort()
    parts: dict[Part, dict[str, int]] = {((column, _text(value)),): {} for value in values}
    for value, category, count in people.group_by(column, "ethnic_category").len().iter_rows():
        for name in () if value is None else _named(_text(value)):
            part = parts.setdefault(((column, name),), {})
            part[category] = part.get(category, 0) + count
    return parts


def _named(value: str) -> tuple[str, ...]:
    """The value, and for an "of which" band the whole it is a part of."""
    whole = OF_WHICH.get(PayBand(value)) if value in OF_WHICH else None
    return (value,) if whole is None else (value, whole.value)


def _text(value: str | bool) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def events(
    table: ValidatedTable, date: str, period: tuple[dt.date, dt.date], fated_workforce: pl.DataFrame | None
) -> Counted:
    """Distinct people of an event in a period, each with the ethnic category of contract section 3."""
    fated = fate.events(table.frame, date, period, fated_workforce)
    people = categories.of_events(fated, fated_workforce)
    return Counted(_tallies({WHOLE: _by_category(people)}), table.raw.name, fate.steps(fated))


def two_year_mean(
    table: ValidatedTable,
    date: str,
    periods: tuple[tuple[dt.date, dt.date], tuple[dt.date, dt.date]],
    fated_workforce: pl.DataFrame | None,
) -> Counted | None:
    """The mean of the people of two years; `None` where a row has no date or none falls in the earlier year."""
    if not table.has(date) or table.frame.get_column(date).null_count():
        return None
    this, previous = (events(table, date, period, fated_workforce) for period in periods)
    if not table.frame.filter(pl.col(date).is_between(*periods[1])).height:
        return None
    tally = mean((this.tallies[WHOLE], previous.tallies[WHOLE]))
    return Counted({WHOLE: tally}, table.raw.name, this.steps)


def board(table: ValidatedTable) -> Counted:
    """The board as a whole, and its voting, non-voting, executive and non-executive members."""
    categories = table.frame.get_column("ethnic_category")
    who = table.frame.select(rule.alias(name) for name, rule in BOARD_PARTS.items())
    parts: dict[Part, dict[str, int]] = {
        (("board", marks.name),): _numbers(categories.filter(marks)) for marks in who
    }
    return Counted(_tallies({WHOLE: parts[(("board", "total"),)], **parts}), "board")


def survey_rules(table: ValidatedTable, indicator: PercentageIndicator) -> tuple[pl.Expr, pl.Expr] | None:
    """Who said one of the indicator's answers, and who is in its base; `None` without a question's column."""
    if not table.has(*indicator.questions):
        return None
    passed_over = [] if indicator.dont_know_in_base else ["dont_know"]
    answers = pl.col(list(indicator.questions))
    said = pl.any_horizontal(answers.is_in(list(indicator.answers)).fill_null(False))
    answered = pl.any_horizontal(answers.is_not_null() & ~answers.is_in(passed_over))
    return said & answered, answered


def survey(table: ValidatedTable, indicator: PercentageIndicator) -> tuple[Counted, Counted] | None:
    """Respondents who said one of the indicator's answers, and its base; `None` without a question's column."""
    rules = survey_rules(table, indicator)
    if rules is None:
        return None
    categories = table.frame.get_column("ethnic_category")
    who = table.frame.select(said=rules[0], answered=rules[1])
    said, answered = (
        Counted(
            {WHOLE: Tally.of_categories(_numbers(categories.filter(marks)), ETHNICITY.main)}, "staff_survey"
        )
        for marks in who
    )
    return said, answered
