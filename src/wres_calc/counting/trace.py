"""The trace: every row of every table with the rule that dropped it, or what it counted as."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from wres_calc.checking.across import came_in_rows
from wres_calc.checking.dates import years_back
from wres_calc.checking.validate import ValidatedSubmission, ValidatedTable
from wres_calc.counting.fate import Fate
from wres_calc.counting.membership import (
    FATE,
    FATES,
    FOUND_IN,
    PERSON,
    YEARS_BACK,
    FoundIn,
    Membership,
    Memberships,
)
from wres_calc.counting.model import Counts, Reason
from wres_calc.counting.totals import COUNTED, POPULATIONS, SEPARATOR, Total, totals
from wres_calc.facts.characteristics import CHARACTERISTICS, Characteristic
from wres_calc.facts.indicator_number import as_name, parse
from wres_calc.facts.pay import OF_WHICH
from wres_calc.intake.model import ROW, RawTable, Submission
from wres_calc.intake.repairs import COLUMN, FORM, KEY
from wres_calc.intake.tables import TABLES, is_previous, kind, like

IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    "workforce": ("employee_number",),
    "recruitment": ("application_id",),
    "disciplinary": ("employee_number", "case_id"),
    "training": ("employee_number",),
    "staff_survey": ("respondent_id",),
    "survey_summary": ("indicator",),
    "board": ("member_id",),
    "counts": ("population",),
}
"""By which columns a row is found again, where they were sent."""

YEAR = "year"
_COUNTS = (Fate.COUNTED, Fate.COUNTED_IN_BAND_ONLY)


@dataclass(frozen=True)
class TableTrace:
    """One table and the fate of each of its rows, in their order.

    `rows` has `row`, the identifier columns that were sent, `counted` (yes or no), `fate`, and, null where the row
    did not count: `populations` (with semicolons between them), and what the row counted as, in so far as the table
    has it: `year`, `people`, `respondents`, the category of the standard's characteristic, its `group` and where the
    category was found (`ethnic_category_from`), `staff_category`, `pay_band`.
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


@dataclass(frozen=True)
class Trace:
    """The tables that could be read, with the fate of each row; the populations, as traced and as reported.

    `category` is the column of the standard's characteristic.
    """

    tables: tuple[TableTrace, ...]
    totals: tuple[Total, ...]
    category: str


@dataclass(frozen=True)
class PersonRow:
    """One row of a person; what it counted as is `None` where it did not count or the table does not say it."""

    row: int
    counted: bool
    fate: Fate
    populations: tuple[str, ...]
    category: str | None
    group: str | None
    category_from: str | None
    staff_category: str | None
    pay_band: str | None
    year: int | None


def trace(sent: Submission, validated: ValidatedSubmission, counts: Counts) -> Trace:
    """The trace of a submission that could be read; `validated` and `counts` are of the same one."""
    tracing = _Tracing(validated, counts)
    tables = tuple(
        TableTrace(sent.tables[name], tracing.rows(sent.tables[name]))
        for name in TABLES
        if name in sent.tables
    )
    return Trace(tables, totals(tables, counts, validated.definitions), tracing.characteristic.column)


def of_person(traced: Trace, employee: str) -> Iterator[tuple[RawTable, tuple[PersonRow, ...]]]:
    """Find the person's rows in each table that has employee numbers.

    The number is compared without regard to case and, where that is one number alone, to leading zeros.
    """
    form, key = pl.DataFrame({COLUMN: [employee]}).select(FORM.alias("form"), KEY.alias("key")).row(0)
    found = [(one.raw, one.rows.filter(key == KEY)) for one in traced.tables if COLUMN in one.rows.columns]
    forms = {each for _, rows in found for each in rows.select(FORM).to_series()}
    for raw, rows in found:
        own = rows if len(forms) == 1 else rows.filter(form == FORM)
        yield raw, tuple(_person_row(row, traced.category) for row in own.iter_rows(named=True))


def _person_row(row: dict[str, Any], category: str) -> PersonRow:
    return PersonRow(
        row[ROW],
        row[COUNTED] == "yes",
        Fate(row[FATE]),
        tuple(row[POPULATIONS].split(SEPARATOR)) if row.get(POPULATIONS) else (),
        row.get(category),
        row.get("group"),
        row.get(f"{category}_from"),
        row.get("staff_category"),
        row.get("pay_band"),
        row.get(YEAR),
    )


class _Tracing:
    """One submission being traced."""

    def __init__(self, validated: ValidatedSubmission, counts: Counts) -> None:
        self.validated = validated
        self.counts = counts
        self.members = Memberships(validated)
        self.characteristic: Characteristic = CHARACTERISTICS[counts.standard.characteristic]
        self.category_from = f"{self.characteristic.column}_from"

    def rows(self, raw: RawTable) -> pl.DataFrame:
        """The trace of one table, with the rows that were left out on purpose in their places."""
        table, member = self.validated.tables.get(raw.name), self.members.of(raw.name)
        if table is None:
            rows = self._dropped(raw, raw.frame, Fate.TABLE_HAS_ERRORS)
        elif member is not None:
            rows = self._members(member)
        elif raw.form == "survey_summary":
            rows = self._shown(raw.form, self._survey_summary(table))
        elif raw.form == "counts":
            rows = self._shown(raw.form, self._counts(table))
        else:
            rows = self._dropped(raw, table.frame, Fate.NOT_USED)
        if raw.left_out is None:
            return rows
        left_out = self._dropped(raw, raw.left_out, Fate.EXCLUDED)
        return pl.concat([rows, left_out], how="diagonal_relaxed").sort(ROW, maintain_order=True)

    def _dropped(self, raw: RawTable, rows: pl.DataFrame, why: Fate) -> pl.DataFrame:
        """The trace of rows that were not judged and did not count."""
        fate, nothing = pl.lit(why, dtype=FATES), pl.lit(None, dtype=pl.String)
        known = [ROW, *(one for one in IDENTIFIERS[like(raw.form)] if one in rows.columns)]
        return self._shown(raw.form, rows.select(*known, fate.alias(FATE), nothing.alias(POPULATIONS)))

    def _members(self, member: Membership) -> pl.DataFrame:
        """The rows of a membership. Where its population is missing, the reason stands in place of those that count."""
        raw, frame = member.table.raw, member.frame
        name = kind(raw.name)
        if YEARS_BACK in frame.columns:
            year = pl.lit(self.validated.definitions.reporting_year) - pl.col(YEARS_BACK)
            frame = frame.with_columns(year.alias(YEAR))
            if name in self.counts.missing:
                reason = pl.lit(self.counts.missing[name].value, dtype=FATES)
                frame = frame.with_columns(
                    pl.when(pl.col(FATE) == Fate.COUNTED).then(reason).otherwise(FATE).alias(FATE)
                )
        names = [pl.when(rule).then(pl.lit(one)) for one, rule in member.populations.items()]
        populations = pl.concat_str(
            names or [pl.lit(None, dtype=pl.String)], separator=SEPARATOR, ignore_nulls=True
        )
        is_used = YEARS_BACK in frame.columns or PERSON not in frame.columns
        if is_used and member.category in frame.columns:
            frame = frame.with_columns(self._found_in(member, frame).alias(self.category_from), self._group())
        return self._shown(raw.name, frame.with_columns(populations.alias(POPULATIONS)))

    def _found_in(self, member: Membership, frame: pl.DataFrame) -> pl.Expr:
        """Where the category of each row is from: where it was found, or the row itself, or nowhere."""
        texts, stated = member.table.raw.frame, pl.lit(False)
        if member.category in texts.columns:
            stated = pl.lit(texts.get_column(member.category).is_not_null())
        own = pl.when(stated).then(pl.lit(FoundIn.THIS_ROW.value)).otherwise(pl.lit(FoundIn.NOWHERE.value))
        return pl.coalesce(FOUND_IN, own) if FOUND_IN in frame.columns else own

    def _group(self) -> pl.Expr:
        main = self.characteristic.main
        category = pl.col(self.characteristic.column).cast(pl.String)
        return category.replace_strict(main.of, return_dtype=pl.Enum(list(main.groups))).alias("group")

    def _shown(self, table: str, fated: pl.DataFrame) -> pl.DataFrame:
        """The columns of a trace; those that say what a row counted as are null where it did not count."""
        counted = pl.col(FATE).is_in([one.value for one in _COUNTS])
        what = (
            POPULATIONS,
            YEAR,
            "people",
            "respondents",
            self.characteristic.column,
            "group",
            self.category_from,
        )
        shown = [one for one in (*what, "staff_category", "pay_band") if one in fated.columns]
        return fated.select(
            ROW,
            *(one for one in IDENTIFIERS[like(table)] if one in fated.columns),
            pl.when(counted).then(pl.lit("yes")).otherwise(pl.lit("no")).alias(COUNTED),
            FATE,
            *(pl.when(counted).then(one).alias(one) for one in shown),
        )

    def _survey_summary(self, table: ValidatedTable) -> pl.DataFrame:
        """The rows of percentages that came published."""
        shown, unused = self.characteristic.main.known_groups, Fate.NOT_USED
        if "staff_survey" in self.members.sent:
            unused = Fate.ROWS_ARE_USED
        sent = table.frame.select("indicator", "group").rows()
        used = [(parse(number), group) in self.counts.published and group in shown for number, group in sent]
        names = [f"survey_{as_name(number)}_published" for number, _ in sent]
        return table.frame.with_columns(
            pl.Series(FATE, [Fate.COUNTED if one else unused for one in used], dtype=FATES),
            pl.Series(POPULATIONS, names, dtype=pl.String),
        )

    def _counts(self, table: ValidatedTable) -> pl.DataFrame:
        """The rows of counts, or of a table in their form.

        An "of which" band is in its whole already: it counts in its band alone, which is no population of its own.
        """
        rows = list(table.frame.iter_rows(named=True))
        sent = self.members.sent - {table.raw.name}
        banded = any(row["population"] == "workforce" and row.get("pay_band") for row in rows)
        found = [(self._fate_of_count(row, sent, banded), row["population"]) for row in rows]
        names = ["workforce_of_which" if fate is _COUNTS[1] else kind(name) for fate, name in found]
        year = self.validated.definitions.reporting_year
        return table.frame.with_columns(
            pl.Series(FATE, [fate for fate, _ in found], dtype=FATES),
            pl.Series(POPULATIONS, names, dtype=pl.String),
            pl.Series(YEAR, [year - is_previous(name) for _, name in found], dtype=pl.Int32),
        )

    def _fate_of_count(self, row: dict[str, Any], sent: Iterable[str], banded: bool) -> Fate:
        name, band = row["population"], row.get("pay_band")
        population = "board" if name.startswith("board_") else kind(name)
        if came_in_rows(name, frozenset(sent)):
            return Fate.ROWS_ARE_USED
        if population not in self.counts.populations:
            missing = self.counts.missing.get(population)
            return Fate.PREVIOUS_YEAR_MISSING if missing is Reason.PREVIOUS_YEAR_MISSING else Fate.NOT_USED
        if is_previous(name) and not years_back(self.validated.definitions, population):
            return Fate.NOT_USED
        if name == "workforce" and banded and band is None:
            return Fate.BANDS_ARE_USED
        return Fate.COUNTED_IN_BAND_ONLY if band in OF_WHICH else Fate.COUNTED
