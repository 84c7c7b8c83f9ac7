"""Whole rows and whole tables: what no single cell shows."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from wres_calc.definitions.model import YearDefinitions
from wres_calc.reference.pay import OF_WHICH
from wres_calc.submission.model import ROW, RawTable
from wres_calc.submission.tables import TABLES
from wres_calc.validation.issue import Issue

_MUST_BE_UNIQUE = {
    "recruitment": ("application_id", "duplicate-application"),
    "staff_survey": ("respondent_id", "duplicate-respondent"),
    "board": ("member_id", "duplicate-board-member"),
}
_DATES = {"disciplinary": "entered_on", "training": "completed_on"}


class Look:
    """One table under examination: builds issues that say where they are."""

    def __init__(self, raw: RawTable, frame: pl.DataFrame) -> None:
        self.raw = raw
        self.frame = frame

    def has(self, *columns: str) -> bool:
        """Whether all of these columns were sent."""
        return all(column in self.frame.columns for column in columns)

    def issue(
        self, code: str, message: str, rows: pl.DataFrame | None = None, column: str | None = None
    ) -> Issue:
        """An issue at the rows of a frame, or of the table as a whole."""
        where = () if rows is None else tuple(rows.get_column(ROW))
        heading = None if column is None else self.raw.headings.get(column, column)
        return Issue(code, message, self.raw.name, self.raw.file, self.raw.sheet, heading, where)

    def where(self, rows: pl.Expr, code: str, message: str, column: str | None = None) -> list[Issue]:
        """An issue at the rows an expression is true for; none where it is true for none."""
        found = self.frame.filter(rows)
        return [self.issue(code, message, found, column)] if found.height else []


def check(raw: RawTable, frame: pl.DataFrame, definitions: YearDefinitions, organisation: str) -> list[Issue]:
    """All that is wrong with the rows of one table, whose cells were judged already."""
    look = Look(raw, frame)
    if not frame.height:
        return (
            []
            if TABLES[raw.name].may_be_empty
            else [look.issue("no-rows", "There are headings but no rows.")]
        )
    issues = _organisations(look, organisation) + _repeated(look) + _dates(look, definitions)
    if raw.name == "workforce":
        issues += _several_ethnic_categories(look)
    if raw.name == "recruitment" and look.has("shortlisted", "appointed"):
        contradiction = ~pl.col("shortlisted") & pl.col("appointed")
        issues += look.where(
            contradiction, "appointed-not-shortlisted", "Appointed, but not shortlisted.", "appointed"
        )
    if raw.name == "survey_summary":
        issues += _summary(look)
    if raw.name == "counts":
        issues += _counts(look)
    return issues


def _organisations(look: Look, organisation: str) -> list[Issue]:
    """Rows of somebody else. The five-character code of a site counts as its trust's three-character one."""
    if not look.has("organisation_code"):
        return []
    own = organisation.upper()
    sent = look.frame.get_column("organisation_code").unique().drop_nulls()
    foreign = [
        code for code in sent if code.upper() != own and not (len(code) == 5 and code.upper()[:3] == own)
    ]
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


def years_back(definitions: YearDefinitions, population: str) -> int:
    """How many years before the reporting year's the events of a population are needed for."""
    return max(
        (
            1
            for indicator in definitions.indicators
            if indicator.kind == "relative_likelihood"
            and indicator.events == population
            and indicator.period == "two_year_average"
        ),
        default=0,
    )


def _dates(look: Look, definitions: YearDefinitions) -> list[Issue]:
    column = _DATES.get(look.raw.name)
    if column is None:
        return []
    back = years_back(definitions, look.raw.name)
    if not look.has(column):
        undated = [look.issue("date-needed", "Without dates the two years cannot be told apart.")]
        return undated if back else []
    first, last = definitions.flow_period(back)[0], definitions.flow_period()[1]
    outside = (pl.col(column) < first) | (pl.col(column) > last)
    message = f"The date is not between {first:%d/%m/%Y} and {last:%d/%m/%Y}; the row takes no part."
    issues = look.where(outside, "date-outside-year", message, column)
    if back:
        message = "The row has no date, so it cannot be told which of the two years it belongs to."
        issues += look.where(pl.col(column).is_null(), "date-needed", message, column)
    return issues


def _several_ethnic_categories(look: Look) -> list[Issue]:
    if not look.has("employee_number", "ethnic_category"):
        return []
    again = look.frame.filter(
        pl.col("employee_number").is_not_null() & pl.col("employee_number").is_duplicated()
    )
    several = again.filter(pl.col("ethnic_category").n_unique().over("employee_number") > 1)
    message = "The assignments of this person carry different ethnic categories; the counted one's is used."
    return (
        [look.issue("conflicting-ethnic-category", message, several, "ethnic_category")]
        if several.height
        else []
    )


def _summary(look: Look) -> list[Issue]:
    keys = ["indicator", "ethnic_group"]
    if not look.has(*keys, "percentage"):
        return []
    message = "The same indicator and group stand in more than one row."
    issues = look.where(pl.struct(keys).is_duplicated(), "repeated-figure", message, "indicator")
    shares = [Fraction(text) for text in look.frame.get_column("percentage") if text is not None]
    if shares and 0 < max(shares) <= 1:
        message = "Every percentage is 1 or less: these look like fractions (0.134 for 13.4 %)."
        issues.append(look.issue("percentages-look-like-fractions", message, column="percentage"))
    return issues


def _counts(look: Look) -> list[Issue]:
    if not look.has("population", "ethnic_group", "people"):
        return []
    frame = look.frame
    for column in ("staff_category", "pay_band"):
        if not look.has(column):
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(column))
    keys = ["population", "ethnic_group", "staff_category", "pay_band"]
    repeated = frame.filter(pl.struct(keys).is_duplicated())
    issues = []
    if repeated.height:
        message = "The same population, group and band stand in more than one row."
        issues.append(look.issue("repeated-figure", message, repeated, "population"))
    return issues + _half_placed(look, frame) + _sums(look, frame)


def _half_placed(look: Look, frame: pl.DataFrame) -> list[Issue]:
    """A band without its staff category, a category without band, or either where the population has none."""
    placed = pl.col("staff_category").is_not_null()
    banded = pl.col("pay_band").is_not_null()
    wrong = frame.filter((placed != banded) | ((pl.col("population") != "workforce") & (placed | banded)))
    message = "staff_category and pay_band are both filled or both blank, and filled for the workforce only."
    return [look.issue("counts-half-placed", message, wrong, "pay_band")] if wrong.height else []


def _sums(look: Look, frame: pl.DataFrame) -> list[Issue]:
    """Parts that are more than their whole, and totals that are not the sum of their bands."""
    people: dict[tuple[str, str], dict[str | None, int]] = {}
    known = frame.drop_nulls(["population", "ethnic_group"])
    for population, group, band, count in known.select(
        "population", "ethnic_group", "pay_band", "people"
    ).iter_rows():
        bands = people.setdefault((population, group), {})
        bands[band] = bands.get(band, 0) + (count or 0)
    wrong = []
    for (population, group), bands in people.items():
        wrong += [f"{population}, {group}: {what}" for what in _contradictions(bands)]
        board = people.get(("board", group), {}).get(None)
        if population.startswith("board_") and board is not None and bands.get(None, 0) > board:
            wrong.append(f"{population}, {group}: more than the whole board")
    return [look.issue("counts-do-not-add-up", f"{what}.", column="people") for what in wrong]


def _contradictions(bands: Mapping[str | None, int]) -> list[str]:
    """What does not add up among the bands of one group (`None`: its bare total)."""
    parts = {band: count for band, count in bands.items() if band is not None}
    found = [
        f"more in {part} than in {whole}, of which it is a part"
        for part, whole in OF_WHICH.items()
        if parts.get(part, 0) > parts.get(whole, 0)
    ]
    total = sum(count for band, count in parts.items() if band not in OF_WHICH)
    if parts and None in bands and bands[None] != total:
        found.append(f"the bands sum to {total}, the total says {bands[None]}")
    return found
