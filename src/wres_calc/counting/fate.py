"""The fate of every row: where it counted, or which rule dropped it (contract, section 3).

Each function answers the frame with a column `fate`. A row has the first fate of the list that applies to it.
"""

import datetime as dt
from enum import StrEnum

import polars as pl

from wres_calc.counting.model import Step

FATE = "fate"
PERSON = "person"


class Fate(StrEnum):
    """What became of a row, in the order in which the rules apply.

    Those after `COUNTED` are of rows that no rule of their own drops: the trace alone gives them.
    """

    EXCLUDED = "excluded"
    OTHER_SNAPSHOT = "other_snapshot"
    NOT_IN_FORCE = "not_in_force"
    NOT_IN_POST = "not_in_post"
    CATEGORY_TAKES_NO_PART = "category_takes_no_part"
    FURTHER_ASSIGNMENT = "further_assignment"
    NOT_SHORTLISTED = "not_shortlisted"
    OFFER_DECLINED = "offer_declined"
    NOT_COMPLETED = "not_completed"
    DATE_OUTSIDE_YEAR = "date_outside_year"
    MANDATORY = "mandatory"
    OTHER_CASE_TYPE = "other_case_type"
    NOT_FORMAL = "not_formal"
    PERSON_TAKES_NO_PART = "person_takes_no_part"
    SAME_PERSON_AGAIN = "same_person_again"
    COUNTED = "counted"
    COUNTED_IN_BAND_ONLY = "counted_in_band_only"
    NO_ANSWER_USED = "no_answer_used"
    ROWS_ARE_USED = "rows_are_used"
    BANDS_ARE_USED = "bands_are_used"
    PREVIOUS_YEAR_MISSING = "previous_year_missing"
    MANDATORY_NOT_TOLD = "mandatory_not_told"
    NOT_USED = "not_used"
    TABLE_HAS_ERRORS = "table_has_errors"


DESCRIPTIONS = {
    Fate.EXCLUDED: "rows left out on purpose",
    Fate.OTHER_SNAPSHOT: "rows of other snapshots in the file",
    Fate.NOT_IN_FORCE: "rows not in force on the snapshot date",
    Fate.NOT_IN_POST: "assignments of people not in post",
    Fate.CATEGORY_TAKES_NO_PART: "rows of bank, honorary, non-executive and agency staff",
    Fate.FURTHER_ASSIGNMENT: "further assignments of the same person",
    Fate.NOT_SHORTLISTED: "applications that were not shortlisted",
    Fate.OFFER_DECLINED: "applicants who declined the offer",
    Fate.NOT_COMPLETED: "training that was not completed",
    Fate.DATE_OUTSIDE_YEAR: "dates outside the year",
    Fate.MANDATORY: "mandatory training",
    Fate.OTHER_CASE_TYPE: "cases of other types",
    Fate.NOT_FORMAL: "cases that are not formal",
    Fate.PERSON_TAKES_NO_PART: "people who are bank staff or the like only",
    Fate.SAME_PERSON_AGAIN: "further rows of the same person",
}
FATES = pl.Enum(Fate)


def _first(*rules: tuple[pl.Expr, Fate]) -> pl.Expr:
    """The first fate whose rule holds; null where none does."""
    chain: pl.Expr = pl.lit(None, dtype=FATES)
    for rule, fate in reversed(rules):
        chain = pl.when(rule).then(pl.lit(fate, dtype=FATES)).otherwise(chain)
    return chain.alias(FATE)


def _if_sent(frame: pl.DataFrame, column: str, rule: pl.Expr) -> pl.Expr:
    """The rule where its column was sent, else never. A null is no."""
    return rule.fill_null(False) if column in frame.columns else pl.lit(False)


def workforce(frame: pl.DataFrame) -> pl.DataFrame:
    """Assignments: one counted row per person, a primary one before others, then the larger fte, then the earlier."""
    frame = frame.with_columns(
        _first(
            (_if_sent(frame, "of_snapshot", ~pl.col("of_snapshot")), Fate.OTHER_SNAPSHOT),
            (_if_sent(frame, "in_force", ~pl.col("in_force")), Fate.NOT_IN_FORCE),
            (_if_sent(frame, "in_post", ~pl.col("in_post")), Fate.NOT_IN_POST),
            (_if_sent(frame, "takes_part", ~pl.col("takes_part")), Fate.CATEGORY_TAKES_NO_PART),
        )
    )
    order = {"primary_assignment": True, "fte": True, "row": False}
    keys = [key for key in order if key in frame.columns]
    several = frame.select("employee_number", "several", FATE, *keys)
    several = several.filter(pl.col("several") & pl.col(FATE).is_null())
    if several.height:
        if "primary_assignment" in keys:  # blank is not primary
            several = several.with_columns(pl.col("primary_assignment").fill_null(False))
        several = several.sort(keys, descending=[order[key] for key in keys], nulls_last=True)
        further = several.filter(~pl.col("employee_number").is_first_distinct()).get_column("row")
        dropped = pl.col("row").is_in(further.implode())
        frame = frame.with_columns(
            pl.when(dropped).then(pl.lit(Fate.FURTHER_ASSIGNMENT, dtype=FATES)).otherwise(FATE).alias(FATE)
        )
    return frame.with_columns(pl.col(FATE).fill_null(Fate.COUNTED))


def recruitment(frame: pl.DataFrame) -> pl.DataFrame:
    """Applications: those not shortlisted, and those who declined the offer, take no part."""
    fate = _first(
        (_if_sent(frame, "shortlisted", ~pl.col("shortlisted")), Fate.NOT_SHORTLISTED),
        (_if_sent(frame, "offer_declined", pl.col("offer_declined")), Fate.OFFER_DECLINED),
    )
    return frame.with_columns(fate.fill_null(Fate.COUNTED))


def events(
    frame: pl.DataFrame, date: str, period: tuple[dt.date, dt.date], workforce_rows: pl.DataFrame | None
) -> pl.DataFrame:
    """Cases or attendances: one counted row per person, the first that takes part; `person` says who it is.

    A person all of whose workforce rows take no part takes none here. A row without a date is of the year.
    """
    outside = (pl.col(date) < period[0]) | (pl.col(date) > period[1])
    fate = _first(
        (_if_sent(frame, "completed", ~pl.col("completed")), Fate.NOT_COMPLETED),
        (_if_sent(frame, date, outside), Fate.DATE_OUTSIDE_YEAR),
        (_if_sent(frame, "mandatory", pl.col("mandatory")), Fate.MANDATORY),
        (_if_sent(frame, "of_case_type", ~pl.col("of_case_type")), Fate.OTHER_CASE_TYPE),
        (_if_sent(frame, "formal", ~pl.col("formal")), Fate.NOT_FORMAL),
        (_if_sent(frame, "takes_part", ~pl.col("takes_part")), Fate.CATEGORY_TAKES_NO_PART),
        (_takes_no_part(frame, workforce_rows), Fate.PERSON_TAKES_NO_PART),
    )
    frame = frame.with_columns(_person(frame), fate)
    first = pl.col(PERSON).is_first_distinct().over(pl.col(FATE).is_null())
    again = pl.col(FATE).is_null() & ~first
    return frame.with_columns(
        pl.when(again)
        .then(pl.lit(Fate.SAME_PERSON_AGAIN, dtype=FATES))
        .otherwise(pl.col(FATE).fill_null(Fate.COUNTED))
        .alias(FATE)
    )


def _person(frame: pl.DataFrame) -> pl.Expr:
    """Who the row is about: the employee number, or the case where that is all there is."""
    names = [name for name in ("employee_number", "case_id") if name in frame.columns]
    return pl.coalesce(pl.concat_str(pl.lit(f"{name}:"), name) for name in names).alias(PERSON)


def _takes_no_part(frame: pl.DataFrame, workforce_rows: pl.DataFrame | None) -> pl.Expr:
    """Whether every workforce row of the person is in a category that takes no part."""
    if workforce_rows is None or "takes_part" not in workforce_rows.columns:
        return pl.lit(False)
    if "employee_number" not in frame.columns:
        return pl.lit(False)
    staff, part = workforce_rows.get_column("employee_number"), workforce_rows.get_column("takes_part")
    # Each step leaves far fewer numbers for the next one to look up.
    sent = frame.get_column("employee_number")
    asked = sent.filter(sent.is_in(staff.filter(~part).implode()))
    takes_part = staff.filter(part & staff.is_in(asked.implode()))
    none = set(asked) - set(takes_part)
    return pl.col("employee_number").is_in(list(none)).fill_null(False) if none else pl.lit(False)


def steps(frame: pl.DataFrame) -> tuple[Step, ...]:
    """How many rows each rule dropped, in the order of the rules, from all rows to the counted ones."""
    by_fate = dict(frame.get_column(FATE).value_counts().iter_rows())
    left, result = frame.height, [Step("rows", 0, frame.height)]
    for fate in Fate:
        if fate is not Fate.COUNTED and (dropped := by_fate.get(fate.value, 0)):
            left -= dropped
            result.append(Step(fate.value, dropped, left))
    return tuple(result)


def counted(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that count."""
    return frame.filter(pl.col(FATE) == Fate.COUNTED)
