"""Whole rows and whole tables: what no single cell shows."""

from collections.abc import Collection, Iterator

import polars as pl

from wres_calc.checking import dates, declared, figures
from wres_calc.checking.issue import Issue
from wres_calc.checking.recognise import plain_case_type
from wres_calc.checking.table import CheckedTable
from wres_calc.facts import stages, survey
from wres_calc.facts.characteristics import CHARACTERISTICS, Characteristic
from wres_calc.intake.layouts.training import states_mandatory
from wres_calc.intake.model import ROW
from wres_calc.intake.organisations import is_of
from wres_calc.intake.tables import TABLES, like
from wres_calc.standards.load import questions
from wres_calc.standards.model import Standard

LONG_NUMBER = 6
"""From how many digits on employee numbers are taken to be of one length."""


def check(
    table: CheckedTable, definitions: Standard, organisation: str, sent: Collection[str]
) -> Iterator[Issue]:
    """All that is wrong with the rows of one table, whose cells were judged already; `sent` are all tables."""
    name = table.raw.name
    if not dates.is_used(name, definitions):
        message = "No indicator of this standard is made from this table in this reporting year."
        yield table.issue("table-not-used", message)
        return
    if not table.frame.height:
        if not TABLES[table.raw.form].may_be_empty and not table.raw.complete:
            yield table.issue("no-rows", "There are headings but no rows.")
        return
    yield from _organisations(table, organisation)
    yield from dates.check(table, definitions, sent)
    yield from declared.find(_prepared(table))
    match like(name):
        case "workforce":
            yield from _workforce(table, CHARACTERISTICS[definitions.characteristic])
            yield from dates.check_snapshots(table, definitions.snapshot_date)
        case "recruitment":
            yield from _blank_stages(table)
        case "disciplinary" | "training":
            yield from _events(table, definitions)
        case "staff_survey":
            yield from _survey(table, definitions)
        case "survey_summary":
            yield from figures.summary(table, CHARACTERISTICS[definitions.characteristic].main)
        case "counts":
            yield from figures.counts(_prepared(table), CHARACTERISTICS[definitions.characteristic].main)


def _prepared(table: CheckedTable) -> CheckedTable:
    """The table with what the checks of `declared` need beside its columns.

    `current` marks assignments of somebody in post, in a category that takes part, and in force; counts without staff
    category or pay band have blank ones.
    """
    if like(table.raw.name) == "workforce":
        return CheckedTable(table.raw, table.frame.with_columns(_current(table).alias("current")))
    if like(table.raw.name) == "counts":
        missing = [name for name in declared.FILLED if not table.has(name)]
        blank = (pl.lit(None, dtype=pl.String).alias(name) for name in missing)
        return CheckedTable(table.raw, table.frame.with_columns(*blank))
    return table


def _current(table: CheckedTable) -> pl.Expr:
    return pl.all_horizontal(
        pl.lit(True), *(flag for flag in ("in_post", "takes_part", "in_force") if table.has(flag))
    )


def _organisations(table: CheckedTable, organisation: str) -> list[Issue]:
    """Rows of somebody else. The five-character code of a site counts as its trust's three-character one."""
    if not table.has("organisation_code"):
        return []
    sent = table.frame.get_column("organisation_code").unique()
    others = [code for code in sent if code is not None and not is_of(code, organisation)]
    if not others:
        return []
    message = f"The row is not of organisation {organisation}."
    return table.where(
        pl.col("organisation_code").is_in(others), "other-organisation", message, "organisation_code"
    )


def _blank_stages(table: CheckedTable) -> list[Issue]:
    """Blank stages of applications of which nothing else says whether they were appointed."""
    if "stage" not in table.raw.headings or "appointed" in table.raw.headings:
        return []
    blank = table.frame.filter(table.raw.frame.get_column("stage").is_null())
    return table.at(blank, "blank-cell", "The cell is blank.", "stage")


def _survey(table: CheckedTable, definitions: Standard) -> Iterator[Issue]:
    """Questions of another year's survey: in 2021 the numbers moved, and the same number asks something else."""
    of_year = questions(definitions.reporting_year, definitions.code)
    if any(table.has(name) and name not in of_year for name in survey.QUESTIONS):
        of_year = questions(definitions.reporting_year)
    if other := [name for name in survey.QUESTIONS if table.has(name) and name not in of_year]:
        message = (
            f"{', '.join(other)}: not a question of the {definitions.survey.year} survey that this year uses "
            f"({', '.join(sorted(of_year))})."
        )
        yield table.issue("survey-of-another-year", message)


def _events(table: CheckedTable, definitions: Standard) -> Iterator[Issue]:
    """Cases and attendances: repeated rows, types of case, training that is mandatory or was not completed."""
    if person := next((name for name in ("employee_number", "case_id") if table.has(name)), None):
        # counted once in any case
        yield from _repeated_rows(table, table.frame, person)
    of_training = [
        str(indicator.number)
        for indicator in definitions.indicators
        if indicator.kind == "relative_likelihood" and indicator.events == "training"
    ]
    if table.raw.name == "training" and of_training and not states_mandatory(table.raw):
        message = (
            "Nothing says which training is mandatory and takes no part, so indicator "
            f"{' and '.join(of_training)} is not calculated."
        )
        yield table.issue("mandatory-not-told", message)
    if table.has("completed"):
        yield from _not_completed(table)
    if table.raw.case_types and table.has("case_type"):
        sent = {plain_case_type(text or "") for text in table.frame.get_column("case_type").unique()}
        for each in table.raw.case_types:
            if plain_case_type(each) not in sent:
                message = f'No case is of the type "{each}", which submission.toml lists under case_types.'
                yield table.issue("case-type-not-there", message, "case_type")


def _not_completed(table: CheckedTable) -> list[Issue]:
    """Training without a date of completion, or a stage, where the table has them, and nothing else that says why."""
    blank = ~pl.col("completed")
    if table.has("stage"):
        done = [stage for stage, completed in stages.TRAINING_STAGES.items() if completed]
        blank &= pl.col("stage").is_null() | pl.col("stage").is_in(done)
    if table.has("completed_on"):
        blank &= pl.col("completed_on").is_null()
    column = "completed_on" if table.has("completed_on") else "stage"
    message = "The cell is blank: the training counts as not completed and takes no part."
    return table.where(blank & table.sent_blank(column), "training-not-completed", message, column)


def _workforce(table: CheckedTable, characteristic: Characteristic) -> list[Issue]:
    """Assignments that contradict one another; what a person was before says nothing against what they are."""
    if not table.has("several"):
        return []
    if table.has("in_force"):
        table = CheckedTable(table.raw, table.frame.filter("in_force"))
    again = table.frame.filter(pl.col("several") & pl.col("employee_number").is_not_null())
    return _short_numbers(table) + (_contradictions(table, again, characteristic) if again.height else [])


def _short_numbers(table: CheckedTable) -> list[Issue]:
    """Employee numbers with fewer digits than most others have: a spreadsheet may have taken zeros off."""
    lengths = table.frame.get_column("employee_number").str.len_chars()
    usual, many = max(
        lengths.drop_nulls().value_counts().iter_rows(), key=lambda row: row[::-1], default=(0, 0)
    )
    if usual < LONG_NUMBER or many * 2 <= table.frame.height:
        return []
    short = table.frame.filter(lengths < usual)
    digits = short.filter(pl.col("employee_number").str.contains(r"^[1-9][0-9]*$"))
    message = f"The employee number has fewer than {usual} digits, unlike most of the others."
    return table.at(digits, "leading-zeros-lost", message, "employee_number")


def _contradictions(table: CheckedTable, again: pl.DataFrame, characteristic: Characteristic) -> list[Issue]:
    """What the assignments of one person say against each other; `again` are those of people with several."""
    issues, column = [], characteristic.column
    if table.has(column):
        stated = again.filter(pl.col(column) != characteristic.unknown)
        several = stated.filter(pl.col(column).n_unique().over("employee_number") > 1)
        message = (
            f"The {characteristic.name} differs among the assignments of this person; the counted one's is used, "
            "else the first that states one."
        )
        issues += table.at(several, "conflicting-category", message, column)
    if table.has("primary_assignment"):
        primary = again.filter(_current(table), "primary_assignment")
        two = primary.filter(pl.col("employee_number").is_duplicated())
        message = "More than one assignment of this person is the primary one; the larger fte, then the first, counts."
        issues += table.at(two, "two-primary-assignments", message, "primary_assignment")
    elif table.has("effective_from") and not table.has("effective_to") and not table.has("assignment_number"):
        starts = again.filter(pl.col("effective_from").n_unique().over("employee_number") > 1)
        message = (
            "The rows of this person begin on different days, and nothing says which of them ended: the larger fte, "
            "then the first, counts."
        )
        issues += table.at(starts, "history-unclear", message, "effective_from")
    return issues + _repeated_rows(table, again, "employee_number")


_REPEATED = "Duplicate of an earlier row in every column that is used."
_HASHED_AT_ONCE = 250_000
_MANY_ALIKE = 1_000_000
"""Of more rows the hash alone tells: of five million it names one too many once in a million files."""


def _repeated_rows(table: CheckedTable, candidates: pl.DataFrame, person: str) -> list[Issue]:
    """Rows that say the same as an earlier one in every column that is used."""
    columns = [name for name in table.raw.headings if name in candidates.columns]
    parts = candidates.select(columns).iter_slices(_HASHED_AT_ONCE)
    said = pl.concat([part.hash_rows() for part in parts])
    later = ~said.is_first_distinct()
    if not later.any():
        return []
    later &= candidates.get_column(person).is_not_null()
    rows = candidates.get_column(ROW)
    if int(later.sum()) > _MANY_ALIKE:
        return table.at(rows.filter(later).to_frame(), "repeated-row", _REPEATED)
    alike = candidates.filter(said.is_in(said.filter(later).implode()))
    repeated = alike.filter(~pl.struct(columns).is_first_distinct(), pl.col(person).is_not_null())
    return table.at(repeated, "repeated-row", _REPEATED)
