"""The roll-ups: who fares worse where, the pooled figures, how they lie apart, and where each organisation stands."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wres_calc.across import words as wording
from wres_calc.across.contract import Distribution, Funnel, LeftOut, Level, Member, OnFunnel, Rollup
from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Holds,
    Number,
    Section,
    Text,
    bounded,
    in_unit,
    table,
    value_of,
)
from wres_calc.report.contract import FigureName
from wres_calc.report.figures import lines
from wres_calc.report.report import IndicatorReport, Interval, Measure, Unit
from wres_calc.report.words.labels import breakdown_label, group_in_text, group_name, measure_name

_Of = Callable[[Any], Cell | float]


def sections(rollup: Rollup) -> Iterator[Section]:
    """Yield the sheets of the workbook, or the parts of a page, in order."""
    yield _summary(rollup)
    yield _section("Pooled", "Indicators from summed counts", _POOLED, _pooled(rollup))
    apart = [(level, each) for level in rollup.levels for each in level.distribution]
    title = "How the figures lie apart over organisations"
    yield _section("Distribution", title, _DISTRIBUTION, apart, wording.QUANTILES)
    standing = [(member, each) for member in rollup.organisations for each in member.standings]
    yield _section(
        "Organisations", "Where each organisation stands", _ORGANISATIONS, standing, *wording.RANKS
    )
    ranked = [(ranking, region) for ranking in rollup.regions for region in ranking.regions]
    if ranked:
        yield _section("Regions", "Regions ranked by their pooled figures", _REGIONS, ranked, *wording.RANKS)
    yield _stand_out(rollup)
    yield _completeness(rollup)
    left_out = [(level, each) for level in rollup.levels for each in level.left_out]
    if left_out:
        yield _section("Left out", "Who takes no part in which indicator, and why", _LEFT_OUT, left_out)


def _section(name: str, title: str, columns: list[Column[Any]], rows: Iterable[Any], *notes: str) -> Section:
    return Section(name, title, (table(name, columns, rows),), notes)


def _figures(heading: str, of: _Of) -> Column[Any]:
    return Column(heading, of, Holds.FIGURES, 11)


def _count(heading: str, of: _Of) -> Column[Any]:
    return Column(heading, of, Holds.COUNT, 11)


def _number(of: _Of) -> Column[Any]:
    return Column("No.", of, Holds.NUMBER, 5)


def _group(figure: Measure | FigureName) -> str:
    other = f" against {group_name(figure.compared_with)}" if figure.compared_with else ""
    return group_name(figure.group) + other


def _part(figure: Measure | FigureName) -> str:
    return breakdown_label(figure.breakdown, "Whole")


def _summary(rollup: Rollup) -> Section:
    compared = group_in_text(rollup.standard.compared)
    cautions = {
        (level.level, level.code, indicator.number): " ".join(each.text for each in indicator.cautions)
        for level in rollup.levels
        for indicator in level.indicators
    }
    columns: list[Column[Any]] = [
        Column("Of", lambda row: row[0].name, width=24),
        _number(lambda row: row[1].indicator),
        _count("Organisations", lambda row: row[1].organisations),
        _count(f"Worse for {compared}", lambda row: row[1].adverse),
        _figures("Per cent", lambda row: in_unit(row[1].percent, Unit.PERCENT)),
        _count("Inside 0.80 to 1.25", lambda row: row[1].inside_range),
        _count("Outside", lambda row: row[1].outside_range),
        Column("In words", lambda row: row[1].sentence, width=60),
        Column("Cautions", lambda row: cautions.get((row[0].level, row[0].code, row[1].indicator)), width=60),
    ]
    rows = [(level, each) for level in rollup.levels for each in level.share_adverse]
    title = f"Where {compared} staff fare worse"
    return _section("Summary", title, columns, rows, *wording.about(rollup))


_Pooled = tuple[Level, IndicatorReport, Measure]


def _pooled(rollup: Rollup) -> Iterator[_Pooled]:
    for level in rollup.levels:
        for indicator in level.indicators:
            for line in lines(indicator.measures):
                for measure in (*line.rates.values(), *line.comparisons.values()):
                    yield level, indicator, measure


def _interval_end(name: str) -> _Of:
    def end(row: _Pooled) -> Cell:
        interval: Interval | None = row[2].interval
        return None if interval is None else in_unit(getattr(interval, name), row[2].unit)

    return end


def _named(number: _Of) -> list[Column[Any]]:
    """The columns that say which figure of which level a row is about; its last part is the figure."""
    return [
        Column("Of", lambda row: row[0].name, width=24),
        _number(number),
        Column("Figure", lambda row: measure_name(row[-1].measure), width=24),
        Column("Part", lambda row: _part(row[-1]), width=32),
        Column("Group", lambda row: _group(row[-1]), width=22),
    ]


_POOLED: list[Column[Any]] = [
    *_named(lambda row: row[1].number),
    _count("Number", lambda row: row[2].numerator),
    _count("Out of", lambda row: row[2].denominator),
    _figures("Value", lambda row: value_of(row[2])),
    _figures("Lower limit", _interval_end("lower")),
    _figures("Upper limit", _interval_end("upper")),
]


def _quantile(heading: str) -> Column[Any]:
    name = heading.lower().replace(" ", "_")

    def of(row: tuple[Level, Distribution]) -> Cell:
        return bounded(getattr(row[1], name), row[1].unit)

    return _figures(heading, of)


_DISTRIBUTION: list[Column[Any]] = [
    *_named(lambda row: row[1].indicator),
    _count("Organisations", lambda row: row[1].organisations),
    *map(_quantile, ("Minimum", "Lower quartile", "Median", "Upper quartile", "Maximum")),
]


def _apart(unit: Unit) -> Unit:
    """What the distance of two values is in: percentages lie points apart."""
    return unit.of_change


_ORGANISATIONS: list[Column[Any]] = [
    Column("Code", lambda row: row[0].code, width=8),
    Column("Organisation", lambda row: row[0].name, width=26),
    _number(lambda row: row[1].indicator),
    Column("Figure", lambda row: measure_name(row[1].measure), width=24),
    Column("Part", lambda row: _part(row[1]), width=18),
    Column("Group", lambda row: group_name(row[1].group), width=12),
    _figures("Value", lambda row: bounded(row[1].value, row[1].unit)),
    _count("Rank", lambda row: row[1].rank),
    _count("Of", lambda row: row[1].of),
    _count("Quartile", lambda row: row[1].quartile),
    Column("Peers", lambda row: row[1].peers, width=14),
    _figures("Peer median", lambda row: bounded(row[1].peer_median, row[1].unit)),
    _figures("Distance", lambda row: in_unit(row[1].distance, _apart(row[1].unit))),
    Column("Order", lambda row: wording.RULES[row[1].rule], width=16),
]

_REGIONS: list[Column[Any]] = [
    _number(lambda row: row[0].indicator),
    Column("Figure", lambda row: measure_name(row[0].measure), width=28),
    Column("Region", lambda row: row[1].name, width=28),
    _figures("Value", lambda row: bounded(row[1].value, row[0].unit)),
    _count("Rank", lambda row: row[1].rank),
    Column("Order", lambda row: wording.RULES[row[0].rule], width=16),
]


def _indicator(row: tuple[Level, LeftOut]) -> Cell:
    number = row[1].indicator
    return Number(number, Holds.NUMBER) if isinstance(number, int) else number or "all"


_LEFT_OUT: list[Column[Any]] = [
    Column("Of", lambda row: row[0].name, width=24),
    Column("Code", lambda row: row[1].code, width=12),
    Column("Indicator", _indicator, width=10),
    Column("Why", lambda row: wording.left_out(row[1].reason), width=70),
]

_STAND_OUT: list[Column[Any]] = [
    _number(lambda row: row[0].indicator),
    Column("Figure", lambda row: measure_name(row[0].measure), width=24),
    Column("Code", lambda row: row[1].code, width=8),
    _figures("Value", lambda row: in_unit(row[1].value, row[0].unit)),
    _figures("England", lambda row: in_unit(row[0].target, row[0].unit)),
    _figures("SD", lambda row: in_unit(row[1].z, Unit.RATIO)),
    _figures("SD allowing", lambda row: in_unit(row[1].z_adjusted, Unit.RATIO)),
    Column("By chance alone", lambda row: wording.POSITIONS[row[1].position], width=26),
    Column("Allowing for dispersion", lambda row: wording.POSITIONS[row[1].position_adjusted], width=26),
]


def _stand_out(rollup: Rollup) -> Section:
    rows: list[tuple[Funnel, OnFunnel]] = [
        (funnel, each)
        for funnel in rollup.funnels
        for each in sorted(funnel.organisations, key=lambda each: (-abs(each.z_adjusted), each.code))
    ]
    said = [Text(wording.funnel(funnel)) for funnel in rollup.funnels]
    blocks: tuple[Block, ...] = (*said, table("Stand out", _STAND_OUT, rows))
    return Section("Stand out", "Who stands out from England's pooled figure", blocks, wording.FUNNELS)


def _completeness(rollup: Rollup) -> Section:
    populations = dict.fromkeys(name for each in rollup.organisations for name in each.unknown_percent)
    columns: list[Column[Any]] = [
        Column("Code", lambda member: member.code, width=8),
        Column("Organisation", lambda member: member.name, width=26),
        Column("Region", lambda member: member.region, width=10),
        Column("ICB", lambda member: member.icb, width=10),
        Column("Type", lambda member: member.type, width=14),
        *map(_unknown, populations),
        Column("Not calculated", _missing, width=40),
        _count("Errors", lambda member: member.errors),
        _count("Warnings", lambda member: member.warnings),
        _count("Accepted", lambda member: member.accepted),
    ]
    return _section("Completeness", "How complete the data are", columns, rollup.organisations)


def _unknown(population: str) -> Column[Any]:
    def of(member: Member) -> Cell:
        return in_unit(member.unknown_percent.get(population), Unit.PERCENT)

    return _figures(f"Unknown, {population}", of)


def _missing(member: Member) -> Cell:
    missing = (f"{each.indicator}: {wording.left_out(each.reason)}" for each in member.not_calculated)
    return "; ".join(missing) or None
