"""The ethnic category that each person counts as: the one that their row states, else one that another row states."""

from enum import StrEnum

import polars as pl

from wres_calc.counting import fate
from wres_calc.facts.characteristics import ETHNICITY

CATEGORY_FROM = "ethnic_category_from"

_NUMBER, _CATEGORY = "employee_number", "ethnic_category"
_STATED = (pl.col(_CATEGORY) != ETHNICITY.unknown).fill_null(value=False)


class CategoryFrom(StrEnum):
    """Where the ethnic category that somebody counts as was found."""

    THIS_ROW = "this row"
    OTHER_ROW = "another row of the person"
    COUNTED_WORKFORCE_ROW = "counted workforce row"
    FIRST_WORKFORCE_ROW = "first workforce row that states one"
    NOWHERE = "nowhere"


def _first_stated(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Find the first category that the rows of each employee number state, as a column `name`."""
    stated = rows.filter(_STATED).filter(pl.col(_NUMBER).is_first_distinct())
    return stated.select(_NUMBER, pl.col(_CATEGORY).cast(pl.String).alias(name))


def of_workforce(fated: pl.DataFrame) -> pl.DataFrame:
    """Complete the category of each counted row that states none, by the first other row of the person that does.

    `ethnic_category_from` says so; it is null in all other rows, and not there where no row needs it.
    """
    needed = (pl.col(fate.FATE) == fate.Fate.COUNTED) & ~_STATED
    numbers = fated.filter(needed & pl.col("several")).get_column(_NUMBER)
    if not len(numbers):
        return fated
    rows = fated.select(_NUMBER, _CATEGORY).filter(pl.col(_NUMBER).is_in(numbers.implode()))
    joined = fated.join(_first_stated(rows, "found"), on=_NUMBER, how="left", maintain_order="left")
    completed = needed & pl.col("found").is_not_null()
    return joined.with_columns(
        pl.when(completed)
        .then(pl.col("found").cast(fated.schema[_CATEGORY]))
        .otherwise(_CATEGORY)
        .alias(_CATEGORY),
        pl.when(completed).then(pl.lit(CategoryFrom.OTHER_ROW.value)).alias(CATEGORY_FROM),
    ).drop("found")


def of_events(fated: pl.DataFrame, fated_workforce: pl.DataFrame | None) -> pl.DataFrame:
    """Find the category of each person who takes part: `person`, `ethnic_category` and where it was found.

    It is the one that their rows state, else the counted workforce row, else the first workforce row that states one,
    else unknown. `ethnic_category_from` does not distinguish the rows of one person.
    """
    rows = fated.filter(pl.col(fate.FATE).is_in([fate.Fate.COUNTED, fate.Fate.SAME_PERSON_AGAIN]))
    for column in (_CATEGORY, _NUMBER):
        if column not in rows.columns:
            rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(column))
    people = rows.group_by(fate.PERSON).agg(
        pl.col(_CATEGORY).cast(pl.String).filter(_STATED).first().alias(CategoryFrom.THIS_ROW),
        pl.col(_CATEGORY).is_not_null().any().alias("sent"),
        pl.col(_NUMBER).first(),
    )
    found = [CategoryFrom.THIS_ROW]
    unknown = people.get_column(_NUMBER).filter(people.get_column(CategoryFrom.THIS_ROW).is_null())
    if fated_workforce is not None and len(unknown):
        asked = pl.col(_NUMBER).is_in(unknown.implode())
        staff = fated_workforce.select(_NUMBER, _CATEGORY, fate.FATE).filter(asked)
        for name, of_staff in (
            (CategoryFrom.COUNTED_WORKFORCE_ROW, fate.counted(staff)),
            (CategoryFrom.FIRST_WORKFORCE_ROW, staff),
        ):
            people = people.join(_first_stated(of_staff, name), on=_NUMBER, how="left")
            found.append(name)
    where = [pl.when(pl.col(name).is_not_null()).then(pl.lit(name.value)) for name in found]
    where.append(pl.when("sent").then(pl.lit(CategoryFrom.THIS_ROW.value)))
    return people.select(
        fate.PERSON,
        pl.coalesce(*found, pl.lit(ETHNICITY.unknown)).alias(_CATEGORY),
        pl.coalesce(*where, pl.lit(CategoryFrom.NOWHERE.value)).alias(CATEGORY_FROM),
    )
