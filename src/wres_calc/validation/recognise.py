"""What the accepted texts mean for counting: in post or not, taking part or not, staff category, pay band.

What is not recognised counts by the documented rule and is reported, with how often: an unheard-of status or
assignment category counts as one that takes part, a grade that fits no band counts as `other` (contract, section 3).
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from wres_calc.reference import ethnicity, pay, staff
from wres_calc.reference.pay import PayBand
from wres_calc.reference.staff import StaffCategory
from wres_calc.submission.model import ROW, RawTable
from wres_calc.validation.issue import Issue

_BANDS = pl.Enum(PayBand)
_STAFF_CATEGORIES = pl.Enum(StaffCategory)
_ETHNIC_CATEGORIES = pl.Enum(list(ethnicity.CATEGORIES))


def recognise(raw: RawTable, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """The frame with the columns that counting needs, and what was not recognised.

    `ethnic_category` is the one-letter category, null where the cell was blank in a table that looks elsewhere then
    (events), else `Z`. `in_post`, `takes_part` (Boolean), `staff_category` and `pay_band` are added where the table
    has what they are read from.
    """
    issues: list[Issue] = []
    if raw.name == "workforce" and "employee_number" in frame.columns:
        frame = frame.with_columns(pl.col("employee_number").is_duplicated().alias("several"))
    if "ethnic_category" in frame.columns:
        frame = frame.with_columns(_ethnic_category(raw, frame))
    if "assignment_status" in frame.columns:
        frame, found = _flag(raw, frame, "assignment_status", "in_post", staff.parse_assignment_status)
        issues += found
    if "assignment_category" in frame.columns:
        frame, found = _flag(raw, frame, "assignment_category", "takes_part", staff.parse_assignment_category)
        issues += found
    if "staff_group" in frame.columns:
        frame = frame.with_columns(_staff_category(frame))
    if "grade" in frame.columns:
        frame, found = _pay_band(raw, frame)
        issues += found
    return frame, issues


def looked_up(column: pl.Series, parse: Callable[[str], Any], dtype: Any) -> pl.Series:
    """Each distinct text through `parse` once; null where it answers `None`."""
    known = {text: parse(text) for text in column.unique() if text is not None}
    return column.replace_strict(list(known), list(known.values()), default=None, return_dtype=dtype)


def _ethnic_category(raw: RawTable, frame: pl.DataFrame) -> pl.Series:
    """Refused texts are unknown (they count only once the issue is accepted); blanks are null for events."""
    read = frame.get_column("ethnic_category")
    if raw.name in ("disciplinary", "training"):
        sent = raw.frame.get_column("ethnic_category")
        read = read.set(read.is_null() & sent.is_not_null(), ethnicity.UNKNOWN_CATEGORY)
    else:
        read = read.fill_null(ethnicity.UNKNOWN_CATEGORY)
    return read.cast(_ETHNIC_CATEGORIES)


def _flag(
    raw: RawTable, frame: pl.DataFrame, column: str, flag: str, parse: Callable[[str], bool | None]
) -> tuple[pl.DataFrame, list[Issue]]:
    """A text read as yes or no; blank and unheard-of ones are yes, and the unheard-of are reported."""
    read = looked_up(frame.get_column(column), parse, pl.Boolean)
    unheard = frame.filter(read.is_null() & frame.get_column(column).is_not_null())
    code = f"unknown-{column.replace('_', '-')}"
    issues = _by_text(
        raw, unheard, column, code, "This is not in the list; it counts as one that takes part."
    )
    return frame.with_columns(read.fill_null(True).alias(flag)), issues


def _by_text(raw: RawTable, rows: pl.DataFrame, column: str, code: str, message: str) -> list[Issue]:
    """One issue for each distinct text, most frequent first."""
    if not rows.height:
        return []
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


def _staff_category(frame: pl.DataFrame) -> pl.Series:
    """A staff group that was refused counts as clinical once the issue is accepted, as every other group does."""
    category = looked_up(frame.get_column("staff_group"), staff.STAFF_GROUPS.__getitem__, _STAFF_CATEGORIES)
    return category.fill_null(StaffCategory.CLINICAL_NON_MEDICAL).alias("staff_category")


def _pay_band(raw: RawTable, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """The band from the grade; for medical staff the subgroup from the job role first, then the grade."""
    afc = looked_up(frame.get_column("grade"), pay.parse_grade, _BANDS)
    medical = looked_up(frame.get_column("grade"), pay.parse_medical_grade, _BANDS)
    if "job_role" in frame.columns:
        from_role = looked_up(frame.get_column("job_role"), pay.parse_medical_grade, _BANDS)
        medical = from_role.zip_with(from_role.is_not_null(), medical)
    is_medical = _is_medical(frame)
    band = medical.zip_with(is_medical, afc)
    fallback = pl.Series([PayBand.OTHER, PayBand.OTHER_MEDICAL], dtype=_BANDS).gather(
        is_medical.cast(pl.UInt32)
    )
    issues = _unrecognised(raw, frame.filter(band.is_null()), is_medical.filter(band.is_null()))
    return frame.with_columns(band.zip_with(band.is_not_null(), fallback).alias("pay_band")), issues


def _is_medical(frame: pl.DataFrame) -> pl.Series:
    if "staff_category" not in frame.columns:
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    return frame.get_column("staff_category") == StaffCategory.MEDICAL_AND_DENTAL


def _unrecognised(raw: RawTable, rows: pl.DataFrame, is_medical: pl.Series) -> list[Issue]:
    flags = [flag for flag in ("in_post", "takes_part") if flag in rows.columns]
    counted = pl.all_horizontal([pl.lit(True), *flags])
    if raw.name != "workforce":  # a vacancy may be advertised without a grade
        counted &= pl.col("grade").is_not_null()
    role = "job_role" if "job_role" in rows.columns else "grade"
    medical = _by_text(
        raw,
        rows.filter(is_medical).filter(counted),
        role,
        "medical-grade-not-recognised",
        "Neither the job role nor the grade is in the list of medical grades; counted as other medical.",
    )
    other = _by_text(
        raw,
        rows.filter(~is_medical).filter(counted),
        "grade",
        "grade-not-recognised",
        "The grade fits no pay band; counted as other.",
    )
    return other + medical
