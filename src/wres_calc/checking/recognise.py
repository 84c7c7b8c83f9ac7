"""What the accepted texts mean for counting: in post or not, taking part or not, staff category, pay band.

What is not recognised counts by the documented rule and is reported, with how often: an unheard-of status or
assignment category counts as one that takes part, a grade that fits no band counts as `other` (contract, section 3).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from wres_calc.checking import case_types
from wres_calc.checking.cells import Judged, looked_up
from wres_calc.checking.in_force import in_force
from wres_calc.checking.issue import Issue
from wres_calc.checking.snapshots import of_snapshot
from wres_calc.facts import pay, staff, stages
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.tables import kind

_GRADE = "The grade fits no pay band; counted as other."
_TWO_BANDS = "Code and words, or two parts, of the grade name different pay bands; counted as other."
_MEDICAL_GRADE = "Neither job role nor grade is in the list of medical grades; counted as other medical."
_BANDS = pl.Enum(PayBand)
_STAFF_CATEGORIES = pl.Enum(StaffCategory)
_ETHNIC_CATEGORIES = pl.Enum(list(ETHNICITY.categories))


_FLAGS = {
    "assignment_status": ("in_post", staff.parse_assignment_status),
    "assignment_category": ("takes_part", staff.parse_assignment_category),
}


def recognise(raw: RawTable, judged: Judged, snapshot: dt.date) -> tuple[pl.DataFrame, list[Issue]]:
    """The frame with the columns that counting needs, and what was not recognised.

    Dated rows of the workforce are `in_force` on the day of the `snapshot` or not; stages say what a recruitment row
    does not, and whether a case is `formal`, its type whether it is `of_case_type`. `ethnic_category` is the one-letter
    category, null where the cell was blank in a table that looks elsewhere then (events), else `Z`. `in_post`,
    `takes_part` (Boolean), `staff_category` and `pay_band` are added where the table has what they are read from;
    `several` marks the workforce rows whose person may have another one: all that have, and in theory a few more, for
    it is told from hashes, which at England's size is quicker.
    """
    frame = judged.frame
    texts = judged.distinct
    frame = frame.with_columns(*_expressions(raw.name, judged, texts), *_told(raw.name, frame, snapshot))
    if raw.case_types and "case_type" in frame.columns:
        frame = frame.with_columns(case_types.takes_part(raw.case_types).alias("of_case_type"))
    issues = _unheard_of(raw, frame, texts)
    if "grade" in texts:
        banded = frame.with_columns(_pay_band(frame.columns, texts))
        issues += _unrecognised(raw, banded)
        frame = banded.with_columns(pl.col("pay_band").fill_null(_fallback(frame.columns)))
    return frame, issues


def _expressions(table: str, judged: Judged, texts: Mapping[str, Collection[str]]) -> Iterator[pl.Expr]:
    """The columns that follow from one column each."""
    columns = judged.frame.columns
    if table == "workforce" and "employee_number" in columns:
        yield pl.col("employee_number").hash().is_duplicated().alias("several")
    if "ethnic_category" in columns:
        yield _ethnic_category(table, judged.sent)
    for column, (flag, parse) in _FLAGS.items():
        if column in texts:
            yield _looked_up(column, texts, parse, pl.Boolean).fill_null(True).alias(flag)
    if "staff_group" in texts:
        yield _staff_category(judged.sent, texts)


def _told(table: str, frame: pl.DataFrame, snapshot: dt.date) -> Iterator[pl.Expr]:
    """Columns that follow from dates and stages."""
    own = of_snapshot(frame, snapshot)
    dated = in_force(frame.columns, snapshot)
    if own is not None:
        yield own.alias("of_snapshot")
        dated = own if dated is None else own & dated
    if dated is not None:
        yield dated.alias("in_force")
    if kind(table) == "training" and (completed := _completed(frame)) is not None:
        yield completed.alias("completed")
    if "stage" not in frame.columns:
        return
    if kind(table) == "disciplinary":
        formal = _by_stage(stages.DISCIPLINARY_STAGES, stages.DISCIPLINARY_STAGES.values())
        yield (formal & pl.col("formal").fill_null(True) if "formal" in frame.columns else formal).alias(
            "formal"
        )
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


def _looked_up(
    column: str, texts: Mapping[str, Collection[str]], parse: Callable[[str], Any], dtype: Any
) -> pl.Expr:
    """Each distinct text through `parse` once; null where it answers `None`."""
    return looked_up(column, {text: parse(text) for text in texts[column]}, dtype)


def _ethnic_category(table: str, texts: pl.DataFrame) -> pl.Expr:
    """Refused texts are unknown (they count only once the issue is accepted); blanks are null for events."""
    read = pl.col("ethnic_category")
    unknown = pl.lit(ETHNICITY.unknown)
    if kind(table) in ("disciplinary", "training"):
        sent = pl.lit(texts.get_column("ethnic_category").is_not_null())
        read = pl.when(read.is_null() & sent).then(unknown).otherwise(read)
    else:
        read = read.fill_null(unknown)
    return read.cast(_ETHNIC_CATEGORIES).alias("ethnic_category")


def _staff_category(sent_texts: pl.DataFrame, texts: Mapping[str, Collection[str]]) -> pl.Expr:
    """A staff group that was refused counts as clinical once the issue is accepted, as every other group does.

    A blank one, which only a vacancy may have, is in no category.
    """
    category = _looked_up("staff_group", texts, staff.STAFF_GROUPS.__getitem__, _STAFF_CATEGORIES)
    sent = pl.lit(sent_texts.get_column("staff_group").is_not_null())
    other = pl.lit(StaffCategory.CLINICAL_NON_MEDICAL.value, dtype=_STAFF_CATEGORIES)
    return pl.when(category.is_null() & sent).then(other).otherwise(category).alias("staff_category")


def _is_medical(columns: Collection[str]) -> pl.Expr:
    if "staff_category" not in columns:
        return pl.lit(False)
    return (pl.col("staff_category") == StaffCategory.MEDICAL_AND_DENTAL.value).fill_null(False)


def _pay_band(columns: Collection[str], texts: Mapping[str, Collection[str]]) -> pl.Expr:
    """The band from the grade; for medical staff the subgroup from the job role first, then the grade; else null."""
    medical = _looked_up("grade", texts, pay.parse_medical_grade, _BANDS)
    if "job_role" in columns:
        medical = pl.coalesce(_looked_up("job_role", texts, pay.parse_medical_grade, _BANDS), medical)
    afc = _looked_up("grade", texts, _band, _BANDS)
    return pl.when(_is_medical(columns)).then(medical).otherwise(afc).alias("pay_band")


def _band(grade: str) -> PayBand | None:
    """The band a grade fits; a grade known to fit none (a personal salary) is reported like the unknown ones."""
    band = pay.parse_grade(grade)
    return None if band is PayBand.OTHER else band


def _fallback(columns: Collection[str]) -> pl.Expr:
    """The band of somebody whose grade is not recognised."""
    other_medical, other = (
        pl.lit(band.value, dtype=_BANDS) for band in (PayBand.OTHER_MEDICAL, PayBand.OTHER)
    )
    return pl.when(_is_medical(columns)).then(other_medical).otherwise(other)


def _unheard_of(raw: RawTable, frame: pl.DataFrame, texts: Mapping[str, Collection[str]]) -> list[Issue]:
    """Statuses and assignment categories that are not in the list."""
    issues = []
    for column, (_, parse) in _FLAGS.items():
        unheard = [text for text in texts.get(column, ()) if parse(text) is None]
        if unheard:
            message = "This is not in the list; it counts as one that takes part."
            code = f"unknown-{column.replace('_', '-')}"
            issues += _by_text(raw, frame.filter(pl.col(column).is_in(unheard)), column, code, message)
    return issues


def _unrecognised(raw: RawTable, banded: pl.DataFrame) -> list[Issue]:
    """Grades of counted rows that fit no band, most frequent first."""
    rows = banded.filter(
        pl.col("pay_band").is_null(), *(flag for flag in ("in_post", "takes_part") if flag in banded.columns)
    )
    if not rows.height:
        return []
    medical = _is_medical(banded.columns)
    grades = rows.get_column("grade")
    two = grades.is_in([*filter(pay.contradicts_itself, grades.drop_nulls().unique())]).fill_null(False)
    role = "job_role" if "job_role" in banded.columns else "grade"
    return [
        *_by_text(raw, rows.filter(~medical & ~two), "grade", "grade-not-recognised", _GRADE),
        *_by_text(raw, rows.filter(~medical & two), "grade", "grade-not-recognised", _TWO_BANDS),
        *_by_text(raw, rows.filter(medical), role, "medical-grade-not-recognised", _MEDICAL_GRADE),
    ]


def _by_text(raw: RawTable, rows: pl.DataFrame, column: str, code: str, message: str) -> list[Issue]:
    """One issue for each distinct text, most frequent first."""
    groups = rows.group_by(column, maintain_order=True).agg(ROW)
    groups = groups.sort(pl.col(ROW).list.len(), descending=True, maintain_order=True)
    return [
        Issue(
            code,
            message,
            table=raw.name,
            file=raw.file,
            sheet=raw.sheet,
            column=raw.headings.get(column, column),
            rows=tuple(where),
            value="(blank)" if text is None else text,
            shown=True,
        )
        for text, where in groups.select(column, ROW).iter_rows()
    ]
