"""Rows of the workforce table that contradict themselves or one another."""

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.facts import pay
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import PayBand
from wres_calc.facts.staff import StaffCategory

_MEDICAL = StaffCategory.MEDICAL_AND_DENTAL.value
LONG_NUMBER = 6
"""From how many digits on employee numbers are taken to be of one length."""

_AFC = frozenset(PayBand) - {PayBand.OTHER, PayBand.VSM, PayBand.UNDER_BAND_1}


def check(look: Look) -> list[Issue]:
    """All that is wrong with the workforce rows as such; contradictions of grade and group for counted rows only."""
    if look.has("in_force"):  # what a person was before says nothing against what they are
        look = Look(look.raw, look.frame.filter("in_force"))
    issues = _people_with_several_rows(look) + _short_numbers(look) if look.has("several") else []
    if look.has("staff_category"):
        issues += _grades(look)
    return issues


def _people_with_several_rows(look: Look) -> list[Issue]:
    """What the assignments of one person say against each other."""
    again = look.frame.filter(pl.col("several") & pl.col("employee_number").is_not_null())
    if not again.height:
        return []
    issues = []
    if look.has("ethnic_category"):
        stated = again.filter(pl.col("ethnic_category") != ETHNICITY.unknown)
        several = stated.filter(pl.col("ethnic_category").n_unique().over("employee_number") > 1)
        message = (
            "The assignments of this person carry different ethnic categories; the counted one's is used, else the "
            "first that states one."
        )
        issues += look.at(several, "conflicting-ethnic-category", message, "ethnic_category")
    if look.has("primary_assignment"):
        primary = again.filter(_takes_part(look), "primary_assignment")
        two = primary.filter(pl.col("employee_number").is_duplicated())
        message = "More than one assignment of this person is the primary one; the larger fte, then the first, counts."
        issues += look.at(two, "two-primary-assignments", message, "primary_assignment")
    elif look.has("effective_from") and not look.has("effective_to") and not look.has("assignment_number"):
        starts = again.filter(pl.col("effective_from").n_unique().over("employee_number") > 1)
        message = (
            "The rows of this person begin on different days, and nothing says which of them ended: the larger fte, "
            "then the first, counts."
        )
        issues += look.at(starts, "history-unclear", message, "effective_from")
    return issues + repeated_rows(look, again)


def _short_numbers(look: Look) -> list[Issue]:
    """Employee numbers with fewer digits than most others have: a spreadsheet may have taken zeros off."""
    numbers = look.frame.get_column("employee_number")
    lengths = numbers.str.len_chars()
    usual, many = max(
        lengths.drop_nulls().value_counts().iter_rows(), key=lambda row: row[::-1], default=(0, 0)
    )
    if usual < LONG_NUMBER or many * 2 <= look.frame.height:
        return []
    short = look.frame.filter(lengths < usual)
    digits = short.filter(pl.col("employee_number").str.contains(r"^[1-9][0-9]*$"))
    message = f"The employee number has fewer than {usual} digits, unlike most of the others."
    return look.at(digits, "leading-zeros-lost", message, "employee_number")


def repeated_rows(look: Look, candidates: pl.DataFrame) -> list[Issue]:
    """Rows that say the same as an earlier one in every column that is used."""
    columns = [name for name in look.raw.headings if name in candidates.columns]
    again = candidates.select(columns).hash_rows().is_duplicated()  # and by chance a few more
    if not again.any():
        return []
    alike = candidates.filter(again)
    repeated = alike.filter(~pl.struct(columns).is_first_distinct())
    message = "The row says the same as an earlier row in every column that is used."
    return look.at(repeated, "repeated-row", message)


def _takes_part(look: Look) -> pl.Expr:
    """Whether a row is of somebody in post, in a category that takes part, and in force."""
    flags = (flag for flag in ("in_post", "takes_part", "in_force") if look.has(flag))
    return pl.all_horizontal(pl.lit(True), *flags)


def _grades(look: Look) -> list[Issue]:
    """Medical roles outside the medical staff group, and medical staff on a band of Agenda for Change."""
    issues = []
    medical = pl.col("staff_category") == _MEDICAL
    if look.has("job_role"):
        roles = look.texts("job_role", lambda text: pay.parse_medical_grade(text) is not None)
        message = "The job role is a medical one, the staff group is not; the staff group decides."
        wrong = ~medical & pl.col("job_role").is_in(roles) & _takes_part(look)
        issues += look.where(wrong, "medical-role-in-other-group", message, "job_role")
    if look.has("grade"):
        bands = look.texts("grade", lambda text: pay.parse_grade(text) in _AFC)
        unplaced = pl.col("pay_band") == PayBand.OTHER_MEDICAL.value
        message = (
            "The staff group is medical, the grade is a band of Agenda for Change; counted as other medical."
        )
        wrong = medical & unplaced & pl.col("grade").is_in(bands) & _takes_part(look)
        issues += look.where(wrong, "medical-group-on-band", message, "grade")
    return issues
