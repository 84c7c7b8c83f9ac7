"""Who needs attention: which organisations stand out, on which indicator, for a regional team to read first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from wres_calc.across.contract import Level, Member, OnFunnel, Rollup, ShareAdverse, Standing
from wres_calc.across.placing import is_adverse, is_comparison
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.render.blocks import (
    Block,
    Column,
    Heading,
    Holds,
    Section,
    Text,
    bounded,
    table,
    value_of,
    with_unit,
)
from wres_calc.report.figures import lines
from wres_calc.report.report import IndicatorReport, Measure, StandardSummary
from wres_calc.report.words.labels import group_in_text
from wres_calc.report.words.numbers import plural

_MOST = 12
"""So many organisations are on the first page; all are on the sheet Organisations."""

_WORST = 4


@dataclass(frozen=True)
class _Place:
    """Where an organisation stands by the figure that compares the groups; `on` its place on the funnel."""

    member: Member
    indicator: IndicatorReport
    standing: Standing
    on: OnFunnel | None

    @property
    def is_worse(self) -> bool:
        """Whether the compared group fares worse."""
        value = inf if self.standing.value is None else self.standing.value
        return is_adverse(self.indicator, self.standing.unit, value)

    @property
    def is_among_the_worst(self) -> bool:
        """Whether it is in the quarter furthest from equality, and there on the worse side."""
        return self.is_worse and self.standing.quartile == _WORST

    @property
    def stands_out(self) -> bool:
        """Whether it lies further from all organisations together than chance and their spread put it."""
        return self.on is not None and self.on.position_adjusted != "within"

    @property
    def is_worse_than_all(self) -> bool:
        """Whether it lies on the worse side of all organisations together."""
        return self.on is not None and (self.on.z_adjusted > 0) == (self.indicator.adverse == "above")

    @property
    def direction(self) -> str:
        """How it stands out, in words."""
        return "worse than the rest" if self.is_worse_than_all else "better than the rest"

    @property
    def shown(self) -> str:
        """Its value with its unit."""
        cell = with_unit(bounded(self.standing.value, self.standing.unit))
        return cell if isinstance(cell, str) else getattr(cell, "text", "")


def name_of(member: Member) -> str:
    """Return an organisation by name, or by its code where it has none."""
    return member.name or member.code


def names(rollup: Rollup) -> Mapping[IndicatorNumber, str]:
    """Return what each indicator is called beside its number: "2 Appointment"."""
    return {each.number: f"{each.number} {_short(each)}" for each in rollup.levels[0].indicators}


class Pooled(NamedTuple):
    """An indicator of a level: at how many organisations it is worse, its pooled rates, and what compares them."""

    level: Level
    share: ShareAdverse
    rates: Sequence[Measure | None]
    result: Measure | None


def pooled(levels: Iterable[Level], standard: StandardSummary) -> Iterator[Pooled]:
    """Yield each indicator of each level that one side of is worse."""
    for level in levels:
        indicators = {each.number: each for each in level.indicators}
        for share in level.share_adverse:
            own = [line for line in lines(indicators[share.indicator].measures) if not line.grouping]
            whole = [line for line in own if not line.parts or line.board == "total"]
            line = next((each for each in whole if each.comparisons), None)
            rates = [
                line.rates.get(group) if line else None for group in (standard.reference, standard.compared)
            ]
            found = line.comparisons if line else {}
            yield Pooled(
                level, share, rates, found.get(standard.compared) or next(iter(found.values()), None)
            )


def attention(rollup: Rollup) -> Section:
    """Return the first page: who stands out, each indicator, and each organisation, most attention first."""
    places = list(_places(rollup))
    by_member = {
        each.code: [p for p in places if p.member.code == each.code] for each in rollup.organisations
    }
    ordered = sorted(rollup.organisations, key=lambda each: (*_urgency(by_member[each.code]), name_of(each)))
    numbers = dict.fromkeys(each.indicator.number for each in places)
    by_number = [[p for p in places if p.indicator.number == number] for number in numbers]
    compared = group_in_text(rollup.standard.compared)
    shown = [by_member[each.code] for each in ordered[:_MOST] if by_member[each.code]]
    more = len(ordered) - len(shown)
    blocks: list[Block] = [
        *map(Text, _said(places, rollup)),
        Heading("By indicator", level=3),
        table("Attention by indicator", _by_indicator(rollup, compared), by_number, filters=False),
        Heading("By organisation, those that need attention most first", level=3),
        table("Attention by organisation", _by_organisation(compared), shown, filters=False),
        *([Text(f"{plural(more, 'further organisation')} on the sheet Organisations.")] if more > 0 else []),
    ]
    return Section("Attention", "Who needs attention", blocks, one_page=True)


def _short(indicator: IndicatorReport) -> str:
    return indicator.words.short or indicator.title


def _places(rollup: Rollup) -> Iterator[_Place]:
    standard = rollup.standard
    indicators = {each.number: each for each in rollup.levels[0].indicators if each.adverse != "none"}
    funnels = {(each.key(standard.code), on.code): on for each in rollup.funnels for on in each.organisations}
    for member in rollup.organisations:
        for standing in member.standings:
            key, indicator = standing.key(standard.code), indicators.get(standing.indicator)
            if indicator is not None and is_comparison(indicator, key, standard.compared):
                yield _Place(member, indicator, standing, funnels.get((key, member.code)))


def _urgency(places: Sequence[_Place]) -> tuple[int, int, int]:
    """What an order puts first: standing out on the worse side, then the worst quarter, then being worse at all."""
    out = sum(each.stands_out and each.is_worse_than_all for each in places)
    worst = sum(each.is_among_the_worst for each in places)
    return -out, -worst, -sum(each.is_worse for each in places)


def _said(places: Sequence[_Place], rollup: Rollup) -> Iterator[str]:
    """Who stands out in a sentence, then who is in the worst quarter most often."""
    among = plural(len(rollup.organisations), "organisation")
    out = [each for each in places if each.stands_out]
    if not out:
        yield f"Of {among} none stands out from the pooled figure beyond what chance and their spread explain."
    else:
        said = (f"{name_of(p.member)} ({_short(p.indicator).lower()}, {p.direction})" for p in out)
        number = len({each.member.code for each in out})
        yield (
            f"Of {among} {number} stand{'s' if number == 1 else ''} out from the pooled figure beyond what chance and "
            f"their spread explain: {'; '.join(said)}."
        )
    worst = [
        sum(p.member.code == m.code and p.is_among_the_worst for p in places) for m in rollup.organisations
    ]
    if most := max(worst, default=0):
        which = [name_of(m) for m, number in zip(rollup.organisations, worst, strict=True) if number == most]
        yield f"Most often in the worst quarter: {', '.join(which[:3])} ({plural(most, 'indicator')})."


def _by_indicator(rollup: Rollup, compared: str) -> list[Column[list[_Place]]]:
    level, called = rollup.levels[0], names(rollup)
    found = {each.share.indicator: each for each in pooled([level], rollup.standard)}

    def of(places: list[_Place]) -> Pooled:
        return found[places[0].indicator.number]

    return [
        Column("Indicator", lambda places: called[places[0].indicator.number], width=24, fixed=True),
        Column(
            level.name, lambda places: with_unit(value_of(of(places).result)), Holds.FIGURES, 15, fixed=True
        ),
        Column(
            f"Worse for {compared} staff at",
            lambda places: _share(places, "is_worse"),
            Holds.FIGURES,
            13,
            fixed=True,
        ),
        Column("In words", lambda places: of(places).share.sentence, width=52, fixed=True),
        Column("Furthest on the worse side", _furthest, width=40, fixed=True),
        Column("Stands out", _standing_out, width=40, fixed=True),
    ]


def _by_organisation(compared: str) -> list[Column[list[_Place]]]:
    return [
        Column("Organisation", lambda places: name_of(places[0].member), width=24, fixed=True),
        Column("Code", lambda places: places[0].member.code, width=15, fixed=True),
        Column(
            f"Worse for {compared} staff on",
            lambda places: _share(places, "is_worse"),
            Holds.FIGURES,
            13,
            fixed=True,
        ),
        Column("Stands out on", _stands_out_on, width=52, fixed=True),
        Column("In the worst quarter on", _worst_on, width=40, fixed=True),
    ]


def _share(places: Sequence[_Place], of: str) -> str:
    return f"{sum(getattr(each, of) for each in places)} of {len(places)}"


def _furthest(places: Sequence[_Place]) -> str | None:
    worse = [each for each in places if each.is_worse]
    if not worse:
        return None
    last = max(worse, key=lambda each: each.standing.rank)
    return f"{name_of(last.member)} ({last.shown})"


def _standing_out(places: Sequence[_Place]) -> str:
    out = [f"{name_of(each.member)} ({each.shown}, {each.direction})" for each in places if each.stands_out]
    return "; ".join(out) or "none"


def _stands_out_on(places: Sequence[_Place]) -> str:
    out = [f"{_short(each.indicator)} ({each.shown}, {each.direction})" for each in places if each.stands_out]
    return "; ".join(out) or "none"


def _worst_on(places: Sequence[_Place]) -> str:
    worst = (f"{_short(each.indicator)} ({each.shown})" for each in places if each.is_among_the_worst)
    return "; ".join(worst) or "none"
