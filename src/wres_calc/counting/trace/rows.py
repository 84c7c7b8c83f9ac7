"""What became of every row of every table: whether it counted, in which populations, and as what.

The rules are those the counts are made by (`fate`, `from_rows`); here each row keeps its own answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from wres_calc.checking.dates import years
from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting import categories, fate, from_rows
from wres_calc.counting.categories import CATEGORY_FROM, CategoryFrom
from wres_calc.counting.count import DATES, survey_populations
from wres_calc.counting.fate import FATE, FATES, PERSON, Fate
from wres_calc.counting.from_rows import BOARD_PARTS
from wres_calc.counting.model import Counts
from wres_calc.counting.trace.ready_made import counts_rows, survey_summary_rows
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake.model import ROW, RawTable, Submission
from wres_calc.intake.tables import TABLES, kind

IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    "workforce": ("employee_number",),
    "recruitment": ("application_id",),
    "disciplinary": ("employee_number", "case_id"),
    "disciplinary_previous_year": ("employee_number", "case_id"),
    "training": ("employee_number",),
    "staff_survey": ("respondent_id",),
    "survey_summary": ("indicator",),
    "board": ("member_id",),
    "counts": ("population",),
}
"""By which columns a row is found again, where they were sent."""

COUNTED, YEAR, POPULATIONS, SEPARATOR = "counted", "year", "populations", ";"
_AS = ("ethnic_category", "group", CATEGORY_FROM, "staff_category", "pay_band")
_COLUMNS = (COUNTED, FATE, POPULATIONS, YEAR, "people", "respondents", *_AS)
_COUNTS = (Fate.COUNTED, Fate.COUNTED_IN_BAND_ONLY)


@dataclass(frozen=True)
class TableTrace:
    """One table and the fate of each of its rows, in their order.

    `rows` has `row`, the identifier columns that were sent, `counted` (yes or no), `fate`, and, null where the row
    did not count: `populations` (with semicolons between them), and what the row counted as, in so far as the table
    has it: `year`, `people`, `respondents`, `ethnic_category`, `group`, `ethnic_category_from`,
    `staff_category`, `pay_band`.
    """

    raw: RawTable
    rows: pl.DataFrame

    def fates(self) -> dict[Fate, int]:
        """How many rows met with each fate, in the order of the rules; fates of no row are left out."""
        met = dict(self.rows.group_by(FATE).len().iter_rows())
        return {one: met[one.value] for one in Fate if one.value in met}

    @property
    def counted(self) -> int:
        """How many rows counted."""
        return sum(number for one, number in self.fates().items() if one in _COUNTS)


def trace_tables(sent: Submission, validated: ValidatedSubmission, counts: Counts) -> tuple[TableTrace, ...]:
    """The fate of every row of every table that could be read; `counts` are those of the same submission."""
    tracing = _Tracing(sent, validated, counts)
    return tuple(
        TableTrace(sent.tables[name], _with_left_out(sent.tables[name], tracing.rows(sent.tables[name])))
        for name in TABLES
        if name in sent.tables
    )


class _Tracing:
    """One submission being traced."""

    def __init__(self, sent: Submission, validated: ValidatedSubmission, counts: Counts) -> None:
        self.sent = frozenset(sent.tables) | validated.refused
        self.validated = validated
        self.definitions = validated.definitions
        self.counts = counts
        workforce = validated.tables.get("workforce")
        self.workforce = None if workforce is None else fate.workforce(workforce.frame)

    def rows(self, raw: RawTable) -> pl.DataFrame:
        """The trace of one table."""
        table = self.validated.tables.get(raw.name)
        if table is None:
            return _dropped(raw, raw.frame, Fate.TABLE_HAS_ERRORS)
        match raw.form:
            case "workforce":
                assert self.workforce is not None
                completed = categories.of_workforce(self.workforce)
                return _told(raw.name, _categories(table, completed), {"workforce": pl.lit(True)})
            case "recruitment":
                rules = {"shortlisted": pl.lit(True), "appointed": pl.col("appointed")}
                return _told(raw.name, _categories(table, fate.recruitment(table.frame)), rules)
            case "board":
                parts = {f"board_{name}": rule for name, rule in BOARD_PARTS.items() if name != "total"}
                every = table.frame.with_columns(pl.lit(Fate.COUNTED, dtype=FATES).alias(FATE))
                return _told(raw.name, _categories(table, every), {"board": pl.lit(True), **parts})
            case "staff_survey":
                return self._survey(table)
            case "survey_summary":
                rows = survey_summary_rows(table, self.counts, "staff_survey" in self.sent)
            case "counts":
                rows = counts_rows(table, self.counts, self.definitions, self.sent - {raw.name})
            case _:
                return self._events(table)
        return _told(raw.form, rows, None)

    def _survey(self, table: ValidatedTable) -> pl.DataFrame:
        """Respondents: in the base of an indicator, and among those who gave one of its answers."""
        populations: dict[str, pl.Expr] = {}
        for indicator in self.definitions.indicators:
            if indicator.kind == "percentage" and (rules := from_rows.survey_rules(table, indicator)):
                said, answered = survey_populations(indicator.number)
                populations |= {answered: rules[1], said: rules[0]}
        counted = pl.any_horizontal(populations.values()) if populations else pl.lit(False)
        yes, no = (pl.lit(one, dtype=FATES) for one in (Fate.COUNTED, Fate.NO_ANSWER_USED))
        fated = pl.when(counted).then(yes).otherwise(no)
        return _told(
            "staff_survey", _categories(table, table.frame.with_columns(fated.alias(FATE))), populations
        )

    def _events(self, table: ValidatedTable) -> pl.DataFrame:
        """Cases or attendances of the year; where the figure is a mean of two years, of the year before too."""
        name = kind(table.raw.name)
        backs = years(self.definitions, table.raw.name, self.sent)
        if not backs:
            unused = pl.lit(Fate.NOT_USED, dtype=FATES).alias(FATE)
            return _told(table.raw.name, table.frame.with_columns(unused), {})
        fated, *earlier = (self._events_of(table, back) for back in backs)
        for before in earlier:
            outside = pl.col(FATE) == Fate.DATE_OUTSIDE_YEAR
            fated = fated.select(
                pl.when(outside).then(before.get_column(column)).otherwise(column).alias(column)
                for column in fated.columns
            )
        if name in self.counts.missing:
            reason = pl.lit(self.counts.missing[name].value, dtype=FATES)
            fated = fated.with_columns(
                pl.when(pl.col(FATE) == Fate.COUNTED).then(reason).otherwise(FATE).alias(FATE)
            )
        return _told(table.raw.name, fated, {name: pl.lit(True)})

    def _events_of(self, table: ValidatedTable, back: int) -> pl.DataFrame:
        """The events of one year, each counted row with the ethnic category of its person."""
        period = self.definitions.flow_period(back)
        fated = fate.events(table.frame, DATES[kind(table.raw.name)], period, self.workforce)
        people = categories.of_events(fated, self.workforce)
        own = pl.col("ethnic_category").cast(pl.String) if table.has("ethnic_category") else pl.lit(None)
        joined = fated.with_columns(own.alias("own")).drop("ethnic_category", strict=False)
        joined = joined.join(people, on=PERSON, how="left", maintain_order="left")
        differs = pl.col("own").ne_missing(pl.col("ethnic_category"))
        other = (pl.col(CATEGORY_FROM) == CategoryFrom.THIS_ROW) & differs
        return joined.with_columns(
            pl.when(other)
            .then(pl.lit(CategoryFrom.OTHER_ROW.value))
            .otherwise(CATEGORY_FROM)
            .alias(CATEGORY_FROM),
            pl.lit(self.definitions.reporting_year - back).alias(YEAR),
        )


def _with_left_out(raw: RawTable, rows: pl.DataFrame) -> pl.DataFrame:
    """The trace with the rows that were left out on purpose in their places."""
    if raw.left_out is None:
        return rows
    left_out = _dropped(raw, raw.left_out, Fate.EXCLUDED)
    return pl.concat([rows, left_out], how="diagonal_relaxed").sort(ROW, maintain_order=True)


def _dropped(raw: RawTable, rows: pl.DataFrame, why: Fate) -> pl.DataFrame:
    """The trace of rows that were not judged and did not count."""
    known = [ROW, *(one for one in IDENTIFIERS[raw.form] if one in rows.columns)]
    return _told(raw.form, rows.select(*known, pl.lit(why, dtype=FATES).alias(FATE)), {})


def _categories(table: ValidatedTable, fated: pl.DataFrame) -> pl.DataFrame:
    """Say where each row's ethnic category is from, where that was not said yet."""
    stated = pl.lit(table.raw.frame.get_column("ethnic_category").is_not_null())
    found = (
        pl.when(stated)
        .then(pl.lit(CategoryFrom.THIS_ROW.value))
        .otherwise(pl.lit(CategoryFrom.NOWHERE.value))
    )
    elsewhere = [CATEGORY_FROM] if CATEGORY_FROM in fated.columns else []
    return fated.with_columns(pl.coalesce(*elsewhere, found).alias(CATEGORY_FROM))


def _told(name: str, fated: pl.DataFrame, populations: Mapping[str, pl.Expr] | None) -> pl.DataFrame:
    """The trace out of rows with their fate; `populations` say who counts in each, `None`: they are named already."""
    counted = pl.col(FATE).is_in([one.value for one in _COUNTS])
    fated = fated.with_columns(pl.when(counted).then(pl.lit("yes")).otherwise(pl.lit("no")).alias(COUNTED))
    if populations is not None:
        fated = fated.with_columns(_names(populations).alias(POPULATIONS))
    if "ethnic_category" in fated.columns and CATEGORY_FROM in fated.columns:
        fated = fated.with_columns(_group().alias("group"))
    shown = [column for column in _COLUMNS if column in fated.columns]
    only = [column for column in shown if column not in (COUNTED, FATE)]
    fated = fated.with_columns(pl.when(counted).then(column).alias(column) for column in only)
    return fated.select(ROW, *(one for one in IDENTIFIERS[name] if one in fated.columns), *shown)


def _names(populations: Mapping[str, pl.Expr]) -> pl.Expr:
    """The names of the populations whose rule holds, with semicolons between them."""
    if not populations:
        return pl.lit(None, dtype=pl.String)
    names = [pl.when(rule).then(pl.lit(name)) for name, rule in populations.items()]
    return pl.concat_str(names, separator=SEPARATOR, ignore_nulls=True)


def _group() -> pl.Expr:
    main = ETHNICITY.main
    category = pl.col("ethnic_category").cast(pl.String)
    return category.replace_strict(main.of, return_dtype=pl.Enum(list(main.groups)))
