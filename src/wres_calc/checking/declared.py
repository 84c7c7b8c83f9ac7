"""Checks of rows that are a condition and a message: `CHECKS` lists them, `find` looks for all in one pass."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.table import CheckedTable
from wres_calc.facts import pay
from wres_calc.facts.pay import PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.intake.model import ROW
from wres_calc.intake.tables import like

ANY = ""


class Check(NamedTuple):
    """Rows that have an issue: those for which `rows` is true, where the table has the columns that it names.

    `table` is a kind of table or `ANY`; `column` is where the issue is said to be; the columns `sent` must have been
    sent, and not told from others.
    """

    table: str
    code: str
    column: str
    rows: pl.Expr
    message: str
    sent: tuple[str, ...] = ()


def stands_twice(*columns: str) -> pl.Expr:
    """Whether a row has the same in these columns as another; a single column may be blank in several rows."""
    if len(columns) > 1:
        return pl.struct(*columns).is_duplicated()
    return pl.col(columns[0]).is_not_null() & pl.col(columns[0]).is_duplicated()


FILLED = {name: pl.col(name).is_not_null() for name in ("staff_category", "pay_band")}
_MEDICAL = pl.col("staff_category") == StaffCategory.MEDICAL_AND_DENTAL.value
_AFC = sorted(frozenset(PayBand) - {PayBand.OTHER, PayBand.VSM, PayBand.UNDER_BAND_1})
_BAND_OF_CATEGORY = [f"{category}/{band}" for category, bands in pay.BANDS.items() for band in bands]
_PLACED = ("population", "group", "staff_category", "pay_band")
_BLANK_COUNTS_AS = {
    "primary_assignment": "a further assignment",
    "shortlisted": "shortlisted",
    "offer_declined": "not declined",
    "internal": "neither internal nor external",
    "international": "neither with nor without international recruits",
    "formal": "formal",
}
"""What a blank cell counts as where the column says no in words elsewhere, or never says yes."""

CHECKS = (
    *(
        Check(
            ANY,
            "blank-yes-no",
            name,
            pl.col(name).is_null() & pl.col(name).is_not_null().any(),
            f"The cell is blank where others say yes or no: it counts as {counts_as}.",
            (name,),
        )
        for name, counts_as in _BLANK_COUNTS_AS.items()
    ),
    *(
        Check(table, code, column, stands_twice(column), "The same identifier is in more than one row.")
        for table, column, code in (
            ("recruitment", "application_id", "duplicate-application"),
            ("staff_survey", "respondent_id", "duplicate-respondent"),
            ("board", "member_id", "duplicate-board-member"),
        )
    ),
    Check(
        "recruitment",
        "appointed-not-shortlisted",
        "appointed",
        ~pl.col("shortlisted") & pl.col("appointed"),
        "Appointed, but not shortlisted.",
        ("appointed",),
    ),
    Check(
        "disciplinary",
        "case-type-blank",
        "case_type",
        pl.col("case_type").is_null() & ~pl.col("of_case_type"),
        "The type of case is blank; the row takes no part.",
    ),
    Check(
        "training",
        "mandatory-partly-told",
        "mandatory",
        pl.col("mandatory").is_null() & (pl.col("mandatory") == pl.lit(value=False)).any(),
        "The cell is blank where others say no; the attendance counts as not mandatory.",
    ),
    Check(
        "workforce",
        "medical-role-in-other-group",
        "job_role",
        ~_MEDICAL & pl.col("role_band").is_not_null() & pl.col("current"),
        "The job role is a medical one, the staff group is not; the staff group decides.",
    ),
    Check(
        "workforce",
        "medical-group-on-band",
        "grade",
        _MEDICAL
        & (pl.col("pay_band") == PayBand.OTHER_MEDICAL.value)
        & pl.col("grade_band").is_in(_AFC)
        & pl.col("current"),
        "The staff group is medical, the grade is a band of Agenda for Change; counted as other medical.",
    ),
    Check(
        "board",
        "board-role-conflict",
        "role",
        pl.col("executive")
        & pl.col("role").str.contains(
            r"(?i)\b(non[- ]?exec\w*|ned|chair|chairman|chairwoman|chairperson|senior independent director)\b"
        ),
        "Marked as an executive; the role is that of a non-executive.",
    ),
    Check(
        "board",
        "board-role-conflict",
        "role",
        pl.col("executive")
        & pl.col("role").str.contains(
            r"(?i)\b(secretary|assistant|deputy director|associate director|head of)\b"
        ),
        "Marked as an executive; the role is not that of a board member.",
    ),
    Check(
        "survey_summary",
        "repeated-figure",
        "indicator",
        stands_twice("indicator", "group"),
        "The same indicator and group are in more than one row.",
        ("percentage",),
    ),
    Check(
        "counts",
        "repeated-figure",
        "population",
        stands_twice(*_PLACED),
        "The same population, group and band are in more than one row.",
        ("people",),
    ),
    Check(
        "counts",
        "counts-half-placed",
        "pay_band",
        (FILLED["staff_category"] != FILLED["pay_band"])
        | ((pl.col("population") != "workforce") & (FILLED["staff_category"] | FILLED["pay_band"])),
        "staff_category and pay_band are both filled or both blank, and filled for the workforce only.",
        ("group", "people"),
    ),
    Check(
        "counts",
        "band-of-another-category",
        "pay_band",
        ~pl.concat_str("staff_category", pl.lit("/"), "pay_band").is_in(_BAND_OF_CATEGORY),
        "The staff category has no such pay band.",
        ("population", "group", "people"),
    ),
)


@cache
def _checks(kind: str) -> Sequence[tuple[Check, Sequence[str]]]:
    """The checks of a kind of table, each with the columns that it looks at."""
    return [(check, check.rows.meta.root_names()) for check in CHECKS if check.table in (ANY, kind)]


def find(table: CheckedTable) -> Iterator[Issue]:
    """The issues of `CHECKS`, looked for in one pass."""
    mine = [
        check
        for check, columns in _checks(like(table.raw.name))
        if table.has(*columns) and set(check.sent) <= set(table.raw.headings)
    ]
    if not mine:
        return
    found = table.frame.select(
        pl.col(ROW).filter(check.rows).implode().alias(str(at)) for at, check in enumerate(mine)
    )
    for check, rows in zip(mine, found.iter_columns(), strict=True):
        if len(rows[0]):
            yield table.issue(check.code, check.message, check.column, rows[0])
