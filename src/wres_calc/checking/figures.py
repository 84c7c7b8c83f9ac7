"""Tables of figures that came already counted or published: what does not add up or stands twice."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from wres_calc.checking import filled_form
from wres_calc.checking.issue import Issue
from wres_calc.checking.table import CheckedTable
from wres_calc.facts.characteristics import Grouping
from wres_calc.facts.pay import OF_WHICH
from wres_calc.facts.survey import HIGHEST_SCORE
from wres_calc.intake.model import ROW
from wres_calc.standards.load import survey_indicators


def summary(table: CheckedTable, main: Grouping) -> list[Issue]:
    """Percentages of 1 or less, as a spreadsheet stores 13.4%: all of an indicator, or one without per cent sign."""
    if table.raw.filled is not None:
        return filled_form.check(table.raw, table.raw.filled, main)
    if not table.has("indicator", "group", "percentage"):
        return []
    sent = table.raw.frame.get_column("percentage").cast(pl.String).str.ends_with("%").alias("signed")
    known = table.frame.with_columns(sent).drop_nulls(["indicator", "percentage"])
    issues = []
    scores = [str(number) for number, kind in survey_indicators().items() if kind == "mean"]
    for number in known.get_column("indicator").unique().sort():
        rows = known.filter(pl.col("indicator") == number)
        if number in scores:
            message = f"A score is from 0 to {HIGHEST_SCORE}; this looks like a percentage."
            high = rows.filter(pl.col("percentage").cast(pl.Float64) > HIGHEST_SCORE)
            issues += table.at(high, "number-out-of-range", message, "percentage")
        if 0 < max(Fraction(text) for text in rows.get_column("percentage")) <= 1:
            message = (
                "Every percentage of the indicator is 1 or less: these look like fractions (0.134 for 13.4%)."
            )
            issues.append(
                table.issue("percentages-look-like-fractions", message, "percentage", rows.get_column(ROW))
            )
            continue
        value = pl.col("percentage").cast(pl.Float64)
        message = (
            "The percentage is below 1, and the other of the indicator is not: this looks like a fraction."
        )
        odd = rows.filter(~pl.col("signed") & (value > 0) & (value < 1))
        issues += table.at(odd, "percentages-look-like-fractions", message, "percentage")
    return issues


def counts(table: CheckedTable, main: Grouping) -> list[Issue]:
    """What is wrong with people already counted by the groups of `main`: groups left out, sums that do not add up."""
    if not table.has("population", "group", "people"):
        return []
    filled = table.raw.filled
    sums = _sums(table) if filled is None else filled_form.check(table.raw, filled, main)
    return _groups_not_sent(table, main) + sums


def _groups_not_sent(table: CheckedTable, main: Grouping) -> list[Issue]:
    """Populations without a row for one of the groups, which then counts as nobody.

    Those that are counted by the groups of another characteristic are not used.
    """
    issues = []
    for population in table.frame.get_column("population").unique(maintain_order=True).drop_nulls():
        sent = set(table.frame.filter(pl.col("population") == population).get_column("group"))
        missing = [group for group in main.groups if group not in sent]
        if missing and sent <= {*main.groups, None}:
            message = f"{population}: there is no row for {' and '.join(missing)}; it counts as 0."
            issues.append(table.issue("group-not-sent", message, "group"))
    return issues


def _sums(table: CheckedTable) -> list[Issue]:
    """Parts that are more than their whole, and totals that are not the sum of their bands."""
    people: dict[tuple[str, str], dict[str | None, int]] = {}
    known = table.frame.drop_nulls(["population", "group"])
    for population, group, band, count in known.select(
        "population", "group", "pay_band", "people"
    ).iter_rows():
        bands = people.setdefault((population, group), {})
        bands[band] = bands.get(band, 0) + (count or 0)
    wrong = []
    banded = {population for population, bands in people.items() if set(bands) != {None}}
    board_sent = any(population == "board" for population, _ in people)
    for (population, group), bands in people.items():
        wrong += [f"{population}, {group}: {what}" for what in _contradictions(bands)]
        if set(bands) == {None} and any(population == name for name, _ in banded):
            wrong.append(f"{population}, {group}: a total only, where other groups came by band")
        board = people.get(("board", group), {}).get(None, 0)
        if population.startswith("board_") and board_sent and bands.get(None, 0) > board:
            wrong.append(f"{population}, {group}: more than the whole board")
    return [table.issue("counts-do-not-add-up", f"{what}.", "people") for what in wrong]


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
