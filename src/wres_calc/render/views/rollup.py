"""The roll-ups: who fares worse where, the pooled figures, how they lie apart, and where each organisation stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wres_calc.across import words as wording
from wres_calc.across.contract import (
    Distribution,
    Funnel,
    LeftOut,
    Level,
    Member,
    OnFunnel,
    Rollup,
)
from wres_calc.across.placing import is_comparison
from wres_calc.facts.indicator_number import IndicatorNumber, as_name
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
    with_unit,
)
from wres_calc.render.views.attention import Pooled, attention, name_of, names, pooled
from wres_calc.render.views.indicator import bands
from wres_calc.report.contract import FigureName
from wres_calc.report.report import Measure, Status, Unit
from wres_calc.report.words.labels import breakdown_label, group_in_text, group_name, measure_name

_Of = Callable[[Any], Cell | float]


def sections(rollup: Rollup) -> Iterator[Section]:
    """Yield the sheets of the workbook, or the parts of a page, in order: who needs attention first.

    Of a level with one organisation, which that organisation's own report is about, none of them speaks.
    """
    several = [level for level in rollup.levels if level.organisations > 1] or list(rollup.levels[:1])
    called = _named(names(rollup))
    people = {each.code: name_of(each) for each in rollup.organisations}
    yield attention(rollup)
    yield _summary(rollup, several)
    yield from _bands(rollup)
    apart = [(level, each) for level in several for each in level.distribution if _compares(rollup, each)]
    title = "How the figures lie apart over organisations"
    yield _section("Distribution", title, [_OF, called, *_DISTRIBUTION], apart, wording.QUANTILES)
    standing = [(member, each) for member in rollup.organisations for each in member.standings]
    columns = [*_ORGANISATION, called, *_ORGANISATIONS]
    yield _section("Organisations", "Where each organisation stands", columns, standing, *wording.RANKS)
    ranked = [(ranking, region) for ranking in rollup.regions for region in ranking.regions]
    if ranked:
        columns = [Column("Indicator", lambda row: names(rollup)[row[0].indicator], width=26), *_REGIONS]
        yield _section("Regions", "Regions ranked by their pooled figures", columns, ranked, *wording.RANKS)
    yield _stand_out(rollup, people)
    yield _completeness(rollup)
    left_out = [(level, each) for level in several for each in level.left_out]
    if left_out:
        yield _section("Left out", "Who takes no part in which indicator, and why", _LEFT_OUT, left_out)


def _section(name: str, title: str, columns: list[Column[Any]], rows: Iterable[Any], *notes: str) -> Section:
    return Section(name, title, (table(name, columns, rows),), notes)


def _figures(heading: str, of: _Of) -> Column[Any]:
    return Column(heading, of, Holds.FIGURES, 11)


def _count(heading: str, of: _Of) -> Column[Any]:
    return Column(heading, of, Holds.COUNT, 11)


def _group(figure: Measure | FigureName) -> str:
    other = f" against {group_name(figure.compared_with)}" if figure.compared_with else ""
    return group_name(figure.group) + other


def _part(figure: Measure | FigureName) -> str:
    return breakdown_label(figure.breakdown, "Whole")


def _summary(rollup: Rollup, levels: Sequence[Level]) -> Section:
    reference, compared = map(group_name, (rollup.standard.reference, rollup.standard.compared))
    called, people = names(rollup), group_in_text(rollup.standard.compared)
    cautions = {
        (level.level, level.code, indicator.number): " ".join(each.text for each in indicator.cautions)
        for level in rollup.levels
        for indicator in level.indicators
    }
    columns: list[Column[Pooled]] = [
        Column("Of", lambda row: row.level.name, width=24),
        Column("Indicator", lambda row: called[row.share.indicator], width=26),
        _count("Organisations", lambda row: row.share.organisations),
        _count(f"Worse for {people}", lambda row: row.share.adverse),
        Column(reference, lambda row: value_of(row.rates[0]), Holds.FIGURES, 10),
        Column(compared, lambda row: value_of(row.rates[1]), Holds.FIGURES, 10),
        _figures("Result", lambda row: with_unit(value_of(row.result))),
        _figures("Lower limit", lambda row: _limit(row.result, "lower")),
        _figures("Upper limit", lambda row: _limit(row.result, "upper")),
        _count("Inside 0.80 to 1.25", lambda row: row.share.inside_range),
        _count("Outside", lambda row: row.share.outside_range),
        Column("In words", lambda row: row.share.sentence, width=60),
        Column(
            "Cautions",
            lambda row: cautions.get((row.level.level, row.level.code, row.share.indicator)),
            width=60,
        ),
    ]
    title = f"Pooled figures, and where {people} staff fare worse"
    more = (
        "Pooled figures of every part, level and group are in rollup.csv, how they lie apart in rollup.json."
    )
    rows = list(pooled(levels, rollup.standard))
    return _section("Summary", title, columns, rows, *wording.about(rollup), more, *_absent(rollup, rows))


def _absent(rollup: Rollup, rows: Sequence[Pooled]) -> Iterator[str]:
    """Name the comparisons of which there is no figure to show."""
    shown = {row.share.indicator for row in rows} | {
        each.number for each in rollup.levels[0].indicators if each.kind == "share"
    }
    absent = [name for number, name in names(rollup).items() if number not in shown]
    if absent:
        yield f"All figures are withheld or not calculated: {'; '.join(absent)}."


def _limit(measure: Measure | None, end: str) -> Cell:
    if measure is None or measure.interval is None:
        return None
    limit = getattr(measure.interval, end)
    return "no bound" if limit is None else in_unit(limit, measure.unit)


def _bands(rollup: Rollup) -> Iterator[Section]:
    """Staff by band of all organisations together."""
    first = rollup.levels[0]
    for indicator in first.indicators:
        if indicator.kind == "share" and indicator.status is Status.CALCULATED:
            number = as_name(indicator.number)
            made = replace(bands(indicator, rollup), name=f"Bands {number}")
            yield Section(f"{number} By band", f"{first.name}: {indicator.title.lower()}", [made])


def _compares(rollup: Rollup, figure: FigureName) -> bool:
    indicators = {each.number: each for each in rollup.levels[0].indicators}
    key = figure.key(rollup.standard.code)
    return is_comparison(indicators[figure.indicator], key, rollup.standard.compared)


_OF: Column[Any] = Column("Of", lambda row: row[0].name, width=24)


def _named(called: Mapping[IndicatorNumber, str]) -> Column[Any]:
    return Column("Indicator", lambda row: called[row[-1].indicator], width=26)


def _quantile(heading: str) -> Column[Any]:
    name = heading.lower().replace(" ", "_")

    def of(row: tuple[Level, Distribution]) -> Cell:
        return bounded(getattr(row[1], name), row[1].unit)

    return _figures(heading, of)


_DISTRIBUTION: list[Column[Any]] = [
    Column("Figure", lambda row: measure_name(row[1].measure), width=24),
    Column("Group", lambda row: _group(row[1]), width=22),
    _count("Organisations", lambda row: row[1].organisations),
    *map(_quantile, ("Minimum", "Lower quartile", "Median", "Upper quartile", "Maximum")),
]


def _apart(unit: Unit) -> Unit:
    """What the distance of two values is in: percentages lie points apart."""
    return unit.of_change


_ORGANISATION: list[Column[Any]] = [
    Column("Code", lambda row: row[0].code, width=8),
    Column("Organisation", lambda row: name_of(row[0]), width=32),
]
_ORGANISATIONS: list[Column[Any]] = [
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
    Column("Order", lambda row: wording.RULES[row[1].rule], width=24),
]

_REGIONS: list[Column[Any]] = [
    Column("Figure", lambda row: measure_name(row[0].measure), width=28),
    Column("Region", lambda row: row[1].name, width=28),
    _figures("Value", lambda row: bounded(row[1].value, row[0].unit)),
    _count("Rank", lambda row: row[1].rank),
    Column("Order", lambda row: wording.RULES[row[0].rule], width=24),
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


_WITHIN = "Organisations within the limits are not listed; rollup.json has all."


def _stand_out(rollup: Rollup, people: Mapping[str, str]) -> Section:
    rows: list[tuple[Funnel, OnFunnel]] = [
        (funnel, each)
        for funnel in rollup.funnels
        for each in sorted(funnel.organisations, key=lambda each: (-abs(each.z_adjusted), each.code))
        if {each.position, each.position_adjusted} != {"within"}
    ]
    called, name = names(rollup), rollup.levels[0].name
    columns: list[Column[Any]] = [
        Column("Indicator", lambda row: called[row[0].indicator], width=26),
        Column("Figure", lambda row: measure_name(row[0].measure), width=24),
        Column("Organisation", lambda row: people[row[1].code], width=32),
        _figures("Value", lambda row: in_unit(row[1].value, row[0].unit)),
        _figures(name, lambda row: in_unit(row[0].target, row[0].unit)),
        _figures("SD", lambda row: in_unit(row[1].z, Unit.RATIO)),
        _figures("SD allowing", lambda row: in_unit(row[1].z_adjusted, Unit.RATIO)),
        Column("By chance alone", lambda row: wording.POSITIONS[row[1].position], width=26),
        Column("Allowing for dispersion", lambda row: wording.POSITIONS[row[1].position_adjusted], width=26),
    ]
    said = [Text(wording.funnel(funnel, called[funnel.indicator], name, people)) for funnel in rollup.funnels]
    blocks: tuple[Block, ...] = (*said, table("Stand out", columns, rows))
    return Section("Stand out", "Who stands out from the pooled figure", blocks, [*wording.FUNNELS, _WITHIN])


def _completeness(rollup: Rollup) -> Section:
    populations = dict.fromkeys(name for each in rollup.organisations for name in each.unknown_percent)
    columns: list[Column[Any]] = [
        Column("Code", lambda member: member.code, width=8),
        Column("Organisation", name_of, width=32),
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
