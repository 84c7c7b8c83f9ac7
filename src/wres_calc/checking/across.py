"""What only shows when tables are laid side by side."""

from collections.abc import Collection, Mapping

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.table import CheckedTable
from wres_calc.facts.characteristics import Characteristic
from wres_calc.intake.model import ROW
from wres_calc.intake.repairs import COLUMN, FORM, KEY, all_differ

_ROW_LEVEL = {
    "workforce": "workforce",
    "shortlisted": "recruitment",
    "appointed": "recruitment",
    "disciplinary": "disciplinary",
    "disciplinary_previous_year": "disciplinary",
    "capability": "capability",
    "capability_previous_year": "capability",
    "training": "training",
    "board": "board",
    "board_voting": "board",
    "board_executive": "board",
}


def came_in_rows(population: str, sent: Collection[str]) -> bool:
    """Whether a population of `counts` was sent as rows too: in its table, or in one of its own."""
    return _ROW_LEVEL[population] in sent or population in sent


def check(
    tables: Mapping[str, CheckedTable], sent: frozenset[str], characteristic: Characteristic
) -> list[Issue]:
    """All that is wrong between the tables; `sent` are all tables that came, readable or not."""
    issues = _sent_twice(tables, sent)
    numbered = {name: table for name, table in tables.items() if table.has("employee_number")}
    workforce = numbered.get("workforce")
    alike = not all_differ(table.frame for table in numbered.values())
    for name, table in numbered.items():
        issues += _unclear_numbers(table, workforce) if alike else []
        if workforce is not None and name != "workforce":
            issues += _people(table, workforce, characteristic)
    return issues


def _sent_twice(tables: Mapping[str, CheckedTable], sent: frozenset[str]) -> list[Issue]:
    """A population both counted and in rows: the rows are used (contract, section 2)."""
    issues = []
    counts = tables.get("counts")
    if counts is not None and counts.has("population"):
        twice = [name for name in _ROW_LEVEL if came_in_rows(name, sent)]
        rows = counts.frame.filter(pl.col("population").is_in(twice))
        message = "This population was sent as rows too; the rows are used, this count is not."
        issues += counts.at(rows, "population-sent-twice", message, "population")
    if "survey_summary" in tables and "staff_survey" in sent:
        message = "The survey was sent as respondents too; the respondents are used, this table is not."
        issues.append(tables["survey_summary"].issue("population-sent-twice", message))
    return issues


_TAKES_PART, _IN_POST = pl.col("takes_part"), pl.col("in_post")
_OF_PEOPLE = {
    "person-not-in-workforce": (
        _TAKES_PART.is_null(),
        "The person is not in the workforce table; they are counted.",
    ),
    "person-has-left": (
        _TAKES_PART & ~_IN_POST,
        "The person is no longer in post; they are counted.",
    ),
    "person-takes-no-part": (
        ~_TAKES_PART,
        "The person is bank staff or the like only; they take no part.",
    ),
}
"""What is said of people of an event who are in the workforce otherwise than expected, by its code, and of which."""


def _people(event: CheckedTable, workforce: CheckedTable, characteristic: Characteristic) -> list[Issue]:
    """The people of an event beside the workforce: absent, left, bank only, or of another category."""
    numbers = event.frame.select(ROW, "employee_number").drop_nulls()
    asked = pl.col("employee_number").is_in(event.frame.get_column("employee_number").implode())
    known_of = ("employee_number", "takes_part", "in_post", "in_force", characteristic.column)
    staff = workforce.frame.select(name for name in known_of if workforce.has(name)).filter(asked)
    always = pl.lit(True)
    known = staff.group_by("employee_number").agg(
        (pl.col("takes_part") if workforce.has("takes_part") else always).any().alias("takes_part"),
        pl.all_horizontal(always, *(flag for flag in ("in_post", "in_force") if workforce.has(flag)))
        .any()
        .alias("in_post"),
    )
    joined = numbers.join(known, on="employee_number", how="left")
    found = joined.select(
        pl.col(ROW).filter(rows).implode().alias(code) for code, (rows, _) in _OF_PEOPLE.items()
    )
    issues = [
        event.issue(rows.name, _OF_PEOPLE[rows.name][1], "employee_number", rows[0])
        for rows in found.iter_columns()
        if len(rows[0])
    ]
    return issues + _other_category(event, staff, characteristic)


def _unclear_numbers(table: CheckedTable, workforce: CheckedTable | None) -> list[Issue]:
    """Find employee numbers that are like several of the workforce, or else of their own table, but for zeros."""
    reference = own = _forms(table)
    if workforce is not None and workforce is not table:
        held = _forms(workforce)
        strangers = own.filter(~_keys(own).is_in(_keys(held).implode()))
        reference = pl.concat([held, strangers])
    alike = _keys(reference).is_duplicated()
    if not alike.any():
        return []
    several = reference.filter(alike)
    exact = FORM.str.starts_with("0") & FORM.is_in(several.implode())
    unclear = table.frame.filter(KEY.is_in(_keys(several).unique().implode()) & ~exact)
    if table.raw.name == "workforce":
        message = "Another employee number is the same but for leading zeros; they count as two people."
        return table.at(unclear, "leading-zeros-lost", message, "employee_number")
    message = "It is not clear whose employee number this is: several are the same but for leading zeros."
    return table.at(unclear, "employee-number-unclear", message, "employee_number")


def _forms(table: CheckedTable) -> pl.Series:
    """The different forms of the employee numbers of a table: a column of its own takes little memory."""
    texts = table.frame.get_column(COLUMN).drop_nulls().unique()
    return texts.to_frame().select(FORM).to_series().unique()


def _keys(forms: pl.Series) -> pl.Series:
    return forms.str.strip_chars_start("0")


def _other_category(event: CheckedTable, staff: pl.DataFrame, characteristic: Characteristic) -> list[Issue]:
    """Find rows that state a category which is none of those the workforce has for the person."""
    column = characteristic.column
    if not event.has(column) or column not in staff.columns:
        return []
    person = ["employee_number", column]
    said = event.frame.select(ROW, *person).filter(pl.col(column) != characteristic.unknown)
    known = pl.col("employee_number").is_in(staff.get_column("employee_number").implode())
    differs = said.join(staff.select(person), on=person, how="anti").filter(known)
    message = (
        f"The {characteristic.name} differs from the person's in the workforce table; this row's is used."
    )
    return event.at(differs, "conflicting-category", message, column)
