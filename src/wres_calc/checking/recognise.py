"""What the accepted texts mean for counting: in post or not, taking part or not, staff category, pay band.

What is not recognised counts by the documented rule and is reported, with how often: an unheard-of status or
assignment category counts as one that takes part, a grade that fits no band counts as `other` (contract, section 3).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from wres_calc.checking.cells import Judged, issues_by_text, looked_up
from wres_calc.checking.dates import in_force, of_snapshot
from wres_calc.checking.issue import Issue
from wres_calc.facts import pay, staff, stages
from wres_calc.facts.characteristics import CHARACTERISTICS, Characteristic
from wres_calc.facts.pay import PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.tables import like

_GRADE = "The grade fits no pay band; counted as other."
_TWO_BANDS = "Code and words, or two parts, of the grade name different pay bands; counted as other."
_MEDICAL_GRADE = "Neither job role nor grade is in the list of medical grades; counted as other medical."
_BANDS = pl.Enum(PayBand)
_STAFF_CATEGORIES = pl.Enum(StaffCategory)
_FLAGS = {
    "assignment_status": ("in_post", staff.parse_assignment_status),
    "assignment_category": ("takes_part", staff.parse_assignment_category),
}


def recognise(raw: RawTable, judged: Judged, snapshot: dt.date) -> tuple[pl.DataFrame, list[Issue]]:
    """The frame with the columns that counting needs, and what was not recognised.

    Dated rows of the workforce are `in_force` on the day of the `snapshot` or not; stages say what a recruitment row
    does not, and whether a case is `formal`, its type whether it is `of_case_type`. `ethnic_category` is the one-letter
    category, null where the cell was blank in a table that looks elsewhere then (events), else `Z`. `in_post`,
    `takes_part` (Boolean), `staff_category` and `pay_band` are added where the table has what they are read from, and
    the bands that job role and grade name by themselves (`role_band`, `grade_band`); `several` marks the workforce rows
    whose person may have another one: all that have, and in theory a few more, for it is told from hashes, which at
    England's size is quicker.
    """
    frame = judged.frame.with_columns(
        *_from_one_column(raw, judged), *_from_dates_and_stages(raw.name, judged.frame, snapshot)
    )
    issues = [*_unheard_of(raw, judged)]
    if "grade" not in judged.distinct:
        return frame, issues
    frame = frame.with_columns(_pay_band(frame.columns, judged.distinct))
    if frame.get_column("pay_band").null_count():
        issues += _unrecognised(raw, frame)
        frame = frame.with_columns(pl.col("pay_band").fill_null(_fallback(frame.columns)))
    return frame, issues


def _from_one_column(raw: RawTable, judged: Judged) -> Iterator[pl.Expr]:
    """The columns that follow from one column each."""
    columns, texts = judged.frame.columns, judged.distinct
    if raw.name == "workforce" and "employee_number" in columns:
        yield pl.col("employee_number").hash().is_duplicated().alias("several")
    for characteristic in CHARACTERISTICS.values():
        if characteristic.column in columns:
            yield _category(raw.name, characteristic, judged.sent)
    for column, (flag, parse) in _FLAGS.items():
        if column in texts:
            yield _parsed(column, texts, parse, pl.Boolean).fill_null(True).alias(flag)
    if "staff_group" in texts:
        yield _staff_category(raw.name, judged.sent, texts).alias("staff_category")
    if "job_role" in texts:
        yield _parsed("job_role", texts, pay.parse_medical_grade, _BANDS).alias("role_band")
    if "grade" in texts:
        yield _parsed("grade", texts, _band, _BANDS).alias("grade_band")
    if raw.case_types and "case_type" in columns:
        sent = pl.col("case_type").fill_null("").str.replace_all(r"\s", "").str.to_lowercase()
        yield sent.is_in([*map(plain_case_type, raw.case_types)]).alias("of_case_type")


def plain_case_type(text: str) -> str:
    """A type of case without regard to case and space; a blank one is the blank type."""
    return "".join(text.split()).lower()


def _from_dates_and_stages(table: str, frame: pl.DataFrame, snapshot: dt.date) -> Iterator[pl.Expr]:
    own = of_snapshot(frame, snapshot)
    dated = in_force(frame.columns, snapshot)
    if own is not None:
        yield own.alias("of_snapshot")
        dated = own if dated is None else own & dated
    if dated is not None:
        yield dated.alias("in_force")
    if like(table) == "training" and (completed := _completed(frame)) is not None:
        yield completed.alias("completed")
    if "stage" not in frame.columns:
        return
    if like(table) == "disciplinary":
        formal = _by_stage(stages.DISCIPLINARY_STAGES, stages.DISCIPLINARY_STAGES.values())
        said = pl.col("formal").fill_null(True) if "formal" in frame.columns else pl.lit(True)
        yield (formal & said).alias("formal")
    for i, name in enumerate(stages.RecruitmentStage._fields if table == "recruitment" else ()):
        if name not in frame.columns:
            values = [stage[i] for stage in stages.RECRUITMENT_STAGES.values()]
            yield _by_stage(stages.RECRUITMENT_STAGES, values).alias(name)


def _completed(frame: pl.DataFrame) -> pl.Expr | None:
    """Whether an attendance was completed: where there are dates, one with a date, whatever its stage allows."""
    dates = "completed_on" in frame.columns and frame.get_column("completed_on").count() > 0
    dated = pl.col("completed_on").is_not_null() if dates else None
    if "stage" not in frame.columns:
        return dated
    stage = _by_stage(stages.TRAINING_STAGES, stages.TRAINING_STAGES.values())
    return stage.fill_null(False) if dated is None else stage.fill_null(True) & dated


def _by_stage(names: Iterable[str], values: Iterable[bool]) -> pl.Expr:
    return pl.col("stage").replace_strict(list(names), list(values), default=None, return_dtype=pl.Boolean)


def _parsed(
    column: str, texts: Mapping[str, Iterable[str]], parse: Callable[[str], Any], dtype: Any
) -> pl.Expr:
    """Each distinct text through `parse` once; null where it answers `None`."""
    said = ((text, parse(text)) for text in texts[column])
    return looked_up(column, {text: value for text, value in said if value is not None}, dtype)


def _category(table: str, characteristic: Characteristic, sent_texts: pl.DataFrame) -> pl.Expr:
    """Refused texts are unknown (they count only once the issue is accepted); blanks are null for events."""
    column = characteristic.column
    read = pl.col(column)
    unknown = pl.lit(characteristic.unknown, dtype=pl.Enum(list(characteristic.categories)))
    if like(table) in ("disciplinary", "training"):
        sent = pl.lit(sent_texts.get_column(column).is_not_null())
        read = pl.when(read.is_null() & sent).then(unknown).otherwise(read)
    else:
        read = read.fill_null(unknown)
    return read.alias(column)


def _staff_category(table: str, sent_texts: pl.DataFrame, texts: Mapping[str, Iterable[str]]) -> pl.Expr:
    """A staff group that was refused counts as clinical once the issue is accepted, as every other group does.

    A blank one, which only a vacancy may have, is in no category; nor is one of a survey that is unheard of.
    """
    if table == "staff_survey":
        return _parsed("staff_group", texts, staff.parse_survey_staff_group, _STAFF_CATEGORIES)
    category = _parsed("staff_group", texts, staff.STAFF_GROUPS.__getitem__, _STAFF_CATEGORIES)
    sent = pl.lit(sent_texts.get_column("staff_group").is_not_null())
    other = pl.lit(StaffCategory.CLINICAL_NON_MEDICAL.value, dtype=_STAFF_CATEGORIES)
    return pl.when(category.is_null() & sent).then(other).otherwise(category)


def _is_medical(columns: Collection[str]) -> pl.Expr:
    if "staff_category" not in columns:
        return pl.lit(False)
    return (pl.col("staff_category") == StaffCategory.MEDICAL_AND_DENTAL.value).fill_null(False)


def _pay_band(columns: Collection[str], texts: Mapping[str, Iterable[str]]) -> pl.Expr:
    """The band from the grade; for medical staff the subgroup from the job role first, then the grade; else null."""
    medical = _parsed("grade", texts, pay.parse_medical_grade, _BANDS)
    if "role_band" in columns:
        medical = pl.coalesce("role_band", medical)
    return pl.when(_is_medical(columns)).then(medical).otherwise("grade_band").alias("pay_band")


def _band(grade: str) -> PayBand | None:
    """The band a grade fits; a grade known to fit none (a personal salary) is reported like the unknown ones."""
    band = pay.parse_grade(grade)
    return None if band is PayBand.OTHER else band


def _fallback(columns: Collection[str]) -> pl.Expr:
    """The band of somebody whose grade is not recognised."""
    bands = (pl.lit(band.value, dtype=_BANDS) for band in (PayBand.OTHER_MEDICAL, PayBand.OTHER))
    other_medical, other = bands
    return pl.when(_is_medical(columns)).then(other_medical).otherwise(other)


def _unheard_of(raw: RawTable, judged: Judged) -> Iterator[Issue]:
    """Statuses and assignment categories that are not in the list."""
    message = "This is not in the list; it counts as one that takes part."
    for column, (_, parse) in _FLAGS.items():
        if unheard := [text for text in judged.distinct.get(column, ()) if parse(text) is None]:
            rows = judged.frame.filter(pl.col(column).is_in(unheard))
            yield from issues_by_text(raw, rows, column, f"unknown-{column.replace('_', '-')}", message)


def _unrecognised(raw: RawTable, banded: pl.DataFrame) -> list[Issue]:
    """Grades of counted rows that fit no band."""
    flags = [flag for flag in ("in_post", "takes_part") if flag in banded.columns]
    names = (ROW, "grade", "job_role", "staff_category")
    rows = banded.filter(pl.col("pay_band").is_null(), *flags).select(
        each for each in names if each in banded.columns
    )
    if not rows.height:
        return []
    medical = _is_medical(banded.columns)
    grades = rows.get_column("grade")
    two = grades.is_in([*filter(pay.contradicts_itself, grades.drop_nulls().unique())]).fill_null(False)
    issues: list[Issue] = []
    for which, column, code, message in (
        (~medical & ~two, "grade", "grade-not-recognised", _GRADE),
        (~medical & two, "grade", "grade-not-recognised", _TWO_BANDS),
        (
            medical,
            "job_role" if "job_role" in banded.columns else "grade",
            "medical-grade-not-recognised",
            _MEDICAL_GRADE,
        ),
    ):
        issues += issues_by_text(raw, rows.filter(which), column, code, message)
    return issues
