"""Tables of figures that came already counted or published: what does not add up or stands twice."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import BANDS, OF_WHICH


def summary(look: Look) -> list[Issue]:
    """What is wrong with published survey percentages: figures given twice, fractions in place of percent."""
    keys = ["indicator", "group"]
    if not look.has(*keys, "percentage"):
        return []
    message = "The same indicator and group stand in more than one row."
    issues = look.where(pl.struct(keys).is_duplicated(), "repeated-figure", message, "indicator")
    return issues + _fractions(look)


def _fractions(look: Look) -> list[Issue]:
    """Percentages of 1 or less, as a spreadsheet stores 13.4 %: all of an indicator, or one without per cent sign."""
    sent = look.raw.frame.get_column("percentage").str.ends_with("%").alias("signed")
    known = look.frame.with_columns(sent).drop_nulls(["indicator", "percentage"])
    issues = []
    for number in known.get_column("indicator").unique().sort():
        rows = known.filter(pl.col("indicator") == number)
        if 0 < max(Fraction(text) for text in rows.get_column("percentage")) <= 1:
            message = "Every percentage of the indicator is 1 or less: these look like fractions (0.134 for 13.4 %)."
            issues.append(look.issue("percentages-look-like-fractions", message, rows, "percentage"))
            continue
        value = pl.col("percentage").cast(pl.Float64)
        message = (
            "The percentage is below 1, and the other of the indicator is not: this looks like a fraction."
        )
        odd = rows.filter(~pl.col("signed") & (value > 0) & (value < 1))
        issues += look.at(odd, "percentages-look-like-fractions", message, "percentage")
    return issues


def counts(look: Look) -> list[Issue]:
    """What is wrong with people already counted: figures given twice, half-placed, or not adding up."""
    if not look.has("population", "group", "people"):
        return []
    frame = look.frame
    for column in ("staff_category", "pay_band"):
        if not look.has(column):
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(column))
    keys = ["population", "group", "staff_category", "pay_band"]
    repeated = frame.filter(pl.struct(keys).is_duplicated())
    issues = []
    if repeated.height:
        message = "The same population, group and band stand in more than one row."
        issues.append(look.issue("repeated-figure", message, repeated, "population"))
    return [
        *issues,
        *_half_placed(look, frame),
        *_other_bands(look, frame),
        *_groups_not_sent(look, frame),
        *_sums(look, frame),
    ]


def _other_bands(look: Look, frame: pl.DataFrame) -> list[Issue]:
    """Pay bands that their staff category does not have."""
    pairs = [f"{category}/{band}" for category, bands in BANDS.items() for band in bands]
    pair = pl.concat_str("staff_category", pl.lit("/"), "pay_band")
    message = "The staff category has no such pay band."
    return look.at(frame.filter(~pair.is_in(pairs)), "band-of-another-category", message, "pay_band")


def _groups_not_sent(look: Look, frame: pl.DataFrame) -> list[Issue]:
    """Populations without a row for one of the groups, which then counts as nobody."""
    issues = []
    for population in frame.get_column("population").unique(maintain_order=True).drop_nulls():
        sent = set(frame.filter(pl.col("population") == population).get_column("group"))
        if missing := [group for group in ETHNICITY.main.groups if group not in sent]:
            message = f"{population}: there is no row for {' and '.join(missing)}; it counts as nobody."
            issues.append(look.issue("group-not-sent", message, column="group"))
    return issues


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
    known = frame.drop_nulls(["population", "group"])
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
