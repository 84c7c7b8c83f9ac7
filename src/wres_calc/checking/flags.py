"""What a blank cell says in a column of yes and no."""

import types
import typing

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.intake import texts
from wres_calc.intake.tables import TABLES

BLANK_COUNTS_AS = {
    "primary_assignment": "a further assignment",
    "shortlisted": "shortlisted",
    "offer_declined": "not declined",
    "internal": "neither internal nor external",
    "mandatory": "not mandatory",
    "formal": "formal",
}
"""What a blank cell counts as where the column says no in words elsewhere, or never says yes."""


def columns(table: str) -> tuple[str, ...]:
    """The columns of yes and no of a table."""
    return tuple(
        name
        for name, field in TABLES[table].model_fields.items()
        if bool
        in (
            typing.get_args(field.annotation)
            if isinstance(field.annotation, types.UnionType)
            else (field.annotation,)
        )
    )


def with_blanks_as_no(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The texts of a table with a no in the blank cells of a column that otherwise holds yes alone."""
    for name in columns(table):
        if name in frame.columns and frame.get_column(name).null_count():
            said = {texts.yes_no(text) for text in frame.get_column(name).unique().drop_nulls()}
            if said == {True}:
                frame = frame.with_columns(pl.col(name).fill_null("no"))
    return frame


def check(look: Look) -> list[Issue]:
    """A warning for each column in which some cells say yes or no and others are blank."""
    issues = []
    for name, counts_as in BLANK_COUNTS_AS.items():
        if name in look.raw.headings and look.has(name) and look.frame.get_column(name).count():
            message = f"The cell is blank where others say yes or no: it counts as {counts_as}."
            issues += look.where(pl.col(name).is_null(), "blank-yes-no", message, name)
    return issues
