"""Whole rows and whole tables: what no single cell shows."""

from collections.abc import Collection

import polars as pl

from wres_calc.checking import board, case_types, dates, figures, flags, snapshots, workforce
from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.facts import stages, survey
from wres_calc.intake.organisations import is_of
from wres_calc.intake.shapes.training import tells_mandatory
from wres_calc.intake.tables import TABLES, kind
from wres_calc.standards.model import Standard

_MUST_BE_UNIQUE = {
    "recruitment": ("application_id", "duplicate-application"),
    "staff_survey": ("respondent_id", "duplicate-respondent"),
    "board": ("member_id", "duplicate-board-member"),
}

_COMPLETED = [stage for stage, completed in stages.TRAINING_STAGES.items() if completed]


def check(look: Look, definitions: Standard, organisation: str, sent: Collection[str]) -> list[Issue]:
    """All that is wrong with the rows of one table, whose cells were judged already; `sent` are all tables."""
    name = look.raw.name
    if not dates.is_used(name, definitions):
        return [
            look.issue(
                "table-not-used", "Each year stands by itself in this one; the year before is not used."
            )
        ]
    if not look.frame.height:
        empty = look.issue("no-rows", "There are headings but no rows.")
        return [] if TABLES[look.raw.form].may_be_empty or look.raw.complete else [empty]
    issues = _organisations(look, organisation) + _repeated(look) + dates.check(look, definitions, sent)
    issues += flags.check(look)
    match kind(name):
        case "workforce":
            issues += workforce.check(look) + snapshots.check(look, definitions.snapshot_date)
        case "recruitment":
            issues += _recruitment(look)
        case "disciplinary" | "training":
            issues += _events(look) + _mandatory(look) + _undated(look) + list(case_types.check(look))
        case "staff_survey":
            issues += _survey(look, definitions)
        case "board":
            issues += board.check(look)
        case "survey_summary":
            issues += figures.summary(look)
        case "counts":
            issues += figures.counts(look)
    return issues


def _recruitment(look: Look) -> list[Issue]:
    if not look.has("appointed"):
        return []
    if look.has("stage") and "appointed" not in look.raw.headings:
        blank = look.frame.filter(look.raw.frame.get_column("stage").is_null())
        return look.at(blank, "blank-cell", "The cell is blank.", "stage")
    if not look.has("shortlisted"):
        return []
    contradiction = ~pl.col("shortlisted") & pl.col("appointed")
    return look.where(
        contradiction, "appointed-not-shortlisted", "Appointed, but not shortlisted.", "appointed"
    )


def _events(look: Look) -> list[Issue]:
    """Rows of the same person that say the same; counted once in any case."""
    person = next((name for name in ("employee_number", "case_id") if look.has(name)), None)
    if person is None:
        return []
    again = look.frame.filter(pl.col(person).is_not_null() & pl.col(person).is_duplicated())
    return workforce.repeated_rows(look, again)


def _mandatory(look: Look) -> list[Issue]:
    """Find training of which nothing says whether it is mandatory, as a whole or here and there."""
    if look.raw.name != "training":
        return []
    if not tells_mandatory(look.raw):
        message = (
            "Nothing says which training is mandatory and takes no part, so indicator 4 is not calculated."
        )
        return [look.issue("mandatory-not-told", message)]
    if not look.has("mandatory"):
        return []
    message = "The cell is blank where others say no; the attendance counts as not mandatory."
    blank = pl.col("mandatory").is_null() & (pl.col("mandatory") == pl.lit(value=False)).any()
    return look.where(blank, "mandatory-partly-told", message, "mandatory")


def _undated(look: Look) -> list[Issue]:
    """Training without a date of completion, or a stage, where the table has them, and nothing else that says why."""
    if not look.has("completed"):
        return []
    drawn = ~pl.col("completed")
    if look.has("stage"):
        drawn &= pl.col("stage").is_null() | pl.col("stage").is_in(_COMPLETED)
    if look.has("completed_on"):
        drawn &= pl.col("completed_on").is_null()
    column = "completed_on" if look.has("completed_on") else "stage"
    message = "The cell is blank: the training counts as not completed and takes no part."
    return look.where(drawn, "training-not-completed", message, column)


def _survey(look: Look, definitions: Standard) -> list[Issue]:
    """Questions of another year's survey: in 2021 the numbers moved, and the same number asks something else."""
    of_year = {
        question
        for indicator in definitions.indicators
        if indicator.kind == "percentage"
        for question in indicator.questions
    }
    other = [name for name in survey.QUESTIONS if look.has(name) and name not in of_year]
    if not other:
        return []
    message = (
        f"{', '.join(other)}: not a question of the {definitions.survey.year} survey that this year uses "
        f"({', '.join(sorted(of_year))})."
    )
    return [look.issue("survey-of-another-year", message)]


def _organisations(look: Look, organisation: str) -> list[Issue]:
    """Rows of somebody else. The five-character code of a site counts as its trust's three-character one."""
    if not look.has("organisation_code"):
        return []
    foreign = look.texts("organisation_code", lambda code: not is_of(code, organisation))
    if not foreign:
        return []
    message = f"The row is not of organisation {organisation}."
    return look.where(
        pl.col("organisation_code").is_in(foreign), "other-organisation", message, "organisation_code"
    )


def _repeated(look: Look) -> list[Issue]:
    column, code = _MUST_BE_UNIQUE.get(look.raw.name, ("", ""))
    if not column or not look.has(column):
        return []
    repeated = pl.col(column).is_not_null() & pl.col(column).is_duplicated()
    return look.where(repeated, code, "The same identifier stands in more than one row.", column)
