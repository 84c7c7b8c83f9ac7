"""An indicator: its figures in tables, and what they say in the words of the standard."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from wres_calc.across.contract import Rollup
from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Holds,
    Note,
    Number,
    Section,
    Table,
    Text,
    denominator_of,
    numerator_of,
    table,
    value_of,
)
from wres_calc.render.views import groups_of
from wres_calc.report.figures import Line, headline, is_headline, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, Status, Unit
from wres_calc.report.words import labels, numbers, sentences, uncertainty

WHOLE = {"share": "Whole workforce", "gap": "Whole board"}
_OF = {"share": "Staff", "gap": "Board"}


def in_brief(indicator: IndicatorReport, report: Report) -> Iterator[Block]:
    """Yield an indicator for where there is little room: its figures, what they say, what is behind them."""
    if indicator.status is not Status.CALCULATED:
        yield Text(sentences.not_calculated(indicator))
    if indicator.measures and indicator.status is not Status.SUPPRESSED:
        yield _whole(indicator, report)
        yield from map(Text, [*comparisons(indicator, report), *_unknown(indicator, report)])
        yield from map(Text, uncertainty.cautions(indicator))
        yield from _detail(indicator, report)
    if not indicator.verified:
        yield Note("The definition is not confirmed from a primary source.")


def in_full(indicator: IndicatorReport, report: Report) -> Iterator[Table]:
    """Yield a table of every part of an indicator with its groups; one more for each detailed grouping."""
    found = lines(indicator.measures)
    if own := [line for line in found if not line.grouping]:
        name = f"Indicator {indicator.number}: figures with their counts"
        yield by_part(name, own, groups_of(report), indicator)
    for grouping in dict.fromkeys(line.grouping for line in found if line.grouping):
        own = [line for line in found if line.grouping == grouping]
        groups = list(dict.fromkeys(group for line in own for group in line.rates))
        label = labels.breakdown_value("grouping", grouping).lower()
        yield by_part(f"Indicator {indicator.number}: {label}", own, groups, indicator)


def bands(indicator: IndicatorReport, report: Report | Rollup, *, brief: bool = False) -> Table:
    """Return the staff of a share indicator by band: people, percentages, and the gap to the whole.

    In `brief` bands with nobody in them are left out, and the percentages of other groups than the compared one.
    """
    reference, compared, unknown = groups_of(report)
    own = [line for line in lines(indicator.measures) if not line.grouping and not line.is_own]
    laid = list(_in_order(own))
    if brief:
        laid = [line for line in laid if "pay_band" not in line.breakdown or _anybody(line)]
    percentages = [compared] if brief else [reference, compared, unknown]
    gap = "gap" if brief else "gap to whole workforce, points"
    columns: list[Column[Line]] = [
        Column("Staff category", _category, width=24),
        Column("Pay band", _band, width=32),
        *(_counted(group) for group in (reference, compared, unknown)),
        Column("All" if brief else "All staff", lambda line: denominator_of(line.base), Holds.COUNT, 12),
        *(_percentage(group) for group in percentages),
        Column(
            f"{labels.group_name(compared)} {gap}",
            lambda line: value_of(line.comparisons.get(compared)),
            Holds.POINTS,
            20,
        ),
    ]
    totals = frozenset(number for number, line in enumerate(laid) if "pay_band" not in line.breakdown)
    return table("By band", columns, laid, totals=totals, grouped=True)


def bands_sheets(report: Report) -> Iterator[Section]:
    """Yield the staff by band of each share indicator that has figures."""
    note = "An empty band has no per cent. Senior medical managers count as consultants too."
    shares = [each for each in report.indicators if each.kind == "share" and each.measures]
    for indicator in shares:
        if indicator.status is not Status.SUPPRESSED:
            number = indicator.number
            title = f"Indicator {number}: staff by pay band and group"
            made = bands(indicator, report)
            if indicator is not shares[0]:  # the names of tables are unique in a workbook
                made = replace(made, name=f"{made.name} {number}")
            yield Section(f"{number} By band", title, [made], [note])


def _counted(group: str) -> Column[Line]:
    return Column(labels.group_name(group), lambda line: numerator_of(line.rates.get(group)), Holds.COUNT, 12)


def _percentage(group: str) -> Column[Line]:
    return Column(
        f"{labels.group_name(group)} %", lambda line: value_of(line.rates.get(group)), Holds.PERCENT, 14
    )


def _category(line: Line) -> str:
    category = line.breakdown.get("staff_category")
    return labels.breakdown_value("staff_category", category) if category else "All staff"


def _band(line: Line) -> str:
    if not line.parts:
        return WHOLE["share"]
    band = line.breakdown.get("pay_band")
    return labels.breakdown_value("pay_band", band) if band else "All bands"


def _in_order(laid: list[Line]) -> Iterator[Line]:
    """Each staff category's bands, then its total; what is of no category last."""
    categories = dict.fromkeys(line.breakdown.get("staff_category") for line in laid)
    for category in sorted(categories, key=lambda category: category is None):
        mine = [line for line in laid if line.breakdown.get("staff_category") == category]
        yield from sorted(mine, key=lambda line: "pay_band" not in line.breakdown)


def _anybody(line: Line) -> bool:
    people = denominator_of(line.base)
    return people is not None and not (isinstance(people, Number) and people.value == 0)


def _whole(indicator: IndicatorReport, report: Report) -> Table:
    own = headline(indicator)
    match indicator.kind:
        case "share":
            return bands(indicator, report, brief=True)
        case "gap":
            return by_part("Board", own, groups_of(report), indicator, brief=True)
        case "relative_likelihood" | "percentage" | "mean":
            rates = [rate for line in own for rate in line.rates.values()]
            return _by_group(sentences.people(indicator), rates, sure=any(rate.interval for rate in rates))


def _by_group(first: str, rates: Sequence[Measure], line: Line | None = None, *, sure: bool = False) -> Table:
    """A row for each group, with its comparison from `line`."""
    columns: list[Column[Measure]] = [
        Column(first, lambda rate: labels.group_name(rate.group)),
        Column("Number", numerator_of, Holds.COUNT),
        Column("Out of", denominator_of, Holds.COUNT),
        Column("Per cent", value_of, Holds.PERCENT),
    ]
    if any(rate.unit is Unit.SCORE for rate in rates):
        columns[1:] = [Column("Answers", denominator_of, Holds.COUNT), Column("Score", value_of, Holds.SCORE)]
    if sure:
        columns.append(Column("Interval", _limits, Holds.FIGURES))
    if line is not None and line.comparisons:
        against = _against(next(iter(line.comparisons.values())))
        columns.append(
            Column(against, lambda rate: value_of(line.comparisons.get(rate.group)), Holds.FIGURES)
        )
    return table(first, columns, rates)


def _limits(measure: Measure) -> str:
    return numbers.limits(measure.interval, measure.unit) if measure.interval else ""


def _against(measure: Measure) -> str:
    if not measure.compared_with or measure.measure.startswith("gap_to_"):
        return "Gap"
    word = "over" if measure.unit is Unit.RATIO else "minus"
    return f"Group {word} {labels.group_name(measure.compared_with)}"


def by_part(
    name: str,
    own: Sequence[Line],
    groups: Sequence[str],
    indicator: IndicatorReport,
    *,
    first: str = "",
    brief: bool = False,
) -> Table:
    """A row for each part, its groups beside each other with their counts, and what compares them.

    In `brief` the denominator that groups have in common stands in a column of its own, and gaps of other groups than
    the second one are left out.
    """
    there = [group for group in groups if any(group in line.rates for line in own)]
    compared = list(dict.fromkeys(group for line in own for group in line.comparisons))
    whole = WHOLE.get(indicator.kind, "All")
    shares = brief and indicator.kind in _OF

    def rate(group: str) -> Column[Line]:
        beside = numbers.numerator if shares else numbers.counts
        return Column(
            labels.group_name(group), lambda line: _beside(line.rates.get(group), beside), Holds.PERCENT
        )

    def comparison(group: str) -> Column[Line]:
        name = f"{labels.group_name(group)} gap" if shares else _compares(group, own)
        beside = _nothing if brief else _limits
        return Column(name, lambda line: _beside(line.comparisons.get(group), beside), Holds.FIGURES)

    columns: list[Column[Line]] = [
        Column(
            first or _OF.get(indicator.kind) or sentences.people(indicator),
            lambda line: labels.breakdown_label(line.breakdown, whole, headed=not first),
        ),
        *map(rate, there),
    ]
    if shares:
        columns.append(
            Column("All staff" if first else "Members", lambda line: denominator_of(line.base), Holds.COUNT)
        )
        compared = [group for group in compared if group == groups[1]]
    columns += map(comparison, compared)
    return table(name, columns, own)


def _compares(group: str, own: Sequence[Line]) -> str:
    """What a column of comparisons gives: "White over BME", "BME minus White, points"."""
    measure = next(line.comparisons[group] for line in own if group in line.comparisons)
    name, other = labels.group_name(group), labels.compared_name(measure)
    if measure.unit is Unit.RATIO:
        return f"{name} over {other}"
    return f"{name} minus {other}, points" if measure.compared_with else f"{name} gap to {other}, points"


def _beside(measure: Measure | None, beside: Callable[[Measure], str]) -> Cell:
    return value_of(measure, beside(measure)) if measure else None


def _nothing(_: Measure) -> str:
    return ""


def comparisons(indicator: IndicatorReport, report: Report, *, every: bool = False) -> Iterator[str]:
    """Yield what compares groups in a sentence each, with how sure it is: of a board its members, or `every` part."""
    compared = groups_of(report)[1]
    for line in headline(indicator):
        if indicator.kind == "gap" and not every and not is_headline(indicator, line):
            continue
        for measure in line.comparisons.values():
            if indicator.kind != "gap" or measure.group == compared:
                yield said(indicator, measure)


def said(indicator: IndicatorReport, measure: Measure) -> str:
    """Return a comparison in words, with its interval and what chance may have done."""
    sure = f" ({uncertainty.interval(measure)})" if measure.interval else ""
    return " ".join([sentences.sentence(indicator, measure) + sure, *uncertainty.reading(indicator, measure)])


def unknown_share(indicator: IndicatorReport, report: Report) -> Measure | None:
    """Return the unknown share of the whole, or of the whole board."""
    unknown = groups_of(report)[2]
    for line in lines(indicator.measures):
        whole = not line.parts or line.breakdown.get("board") == "total"
        rate = line.rates.get(unknown)
        if whole and not line.grouping and rate is not None:
            return rate
    return None


def _unknown(indicator: IndicatorReport, report: Report) -> Iterator[str]:
    unknown = unknown_share(indicator, report) if indicator.kind == "share" else None
    if unknown is not None and unknown.value is not None:
        of = f"{numbers.count(unknown.numerator)} of {numbers.count(unknown.denominator)} people"
        yield f"The {report.standard.characteristic} of {of} is unknown ({numbers.figure(unknown)})."


def _detail(indicator: IndicatorReport, report: Report) -> Iterator[Block]:
    """Each detailed grouping (of the whole, not of every part), and each further breakdown."""
    laid = lines(indicator.measures)
    for grouping in dict.fromkeys(line.grouping for line in laid if line.grouping):
        mine = [line for line in laid if line.grouping == grouping]
        shown = [line for line in mine if not line.parts or line.breakdown.get("board") == "total"]
        yield from (_grouping(line, labels.breakdown_value("grouping", grouping)) for line in shown)
        if len(shown) < len(mine):
            yield Note("The parts are in the workbook, the JSON and the CSV.")
    further = [line for line in laid if not line.grouping and line.parts]
    staff = indicator.kind in ("share", "gap")
    further = [line for line in further if line.is_own or not staff]
    for parts in dict.fromkeys(line.parts for line in further):
        mine = [line for line in further if line.parts == parts]
        first = ", ".join(labels.heading(key) for key in parts)
        groups = groups_of(report)[: None if indicator.kind == "share" else 2]
        yield by_part(first, mine, groups, indicator, first=first, brief=True)


def _grouping(line: Line, name: str) -> Block:
    reasons = {rate.reason for rate in line.rates.values()}
    if len(reasons) == 1 and None not in reasons:
        return Text(f"{name}: not calculated, because {sentences.reason(reasons.pop())}.")
    return _by_group(name, list(line.rates.values()), line)
