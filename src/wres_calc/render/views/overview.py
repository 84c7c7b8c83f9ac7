"""What a board reads first: a line for each indicator, what compares the groups, its verdict, and against last year."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wres_calc.render.blocks import Block, Cell, Column, Holds, Note, Text, table, value_of
from wres_calc.render.views import groups_of
from wres_calc.report.contract import Change, Series
from wres_calc.report.figures import Line, headline, is_headline, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, Status, Unit
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.labels import breakdown_label, compared_name, group_in_text, group_name
from wres_calc.report.words.numbers import figure, listed, percent, plural
from wres_calc.report.words.plain import adjective


class Row(NamedTuple):
    """One indicator: the line of it that is read first, and its change since the year before where there is one."""

    indicator: IndicatorReport
    line: Line | None
    groups: tuple[str, str, str]
    since: tuple[Series, Change] | None

    def rate(self, place: int) -> Measure | None:
        """The rate of one of the groups."""
        return self.line.rates.get(self.groups[place]) if self.line else None

    @property
    def result(self) -> Measure | None:
        """What compares the groups."""
        return _comparison(self.line, self.groups) if self.line else None

    @property
    def adverse(self) -> bool | None:
        """Whether the result is clearly worse for the group compared; `None` where that is not clear."""
        verdict = self.result.verdict if self.result else None
        return verdict.adverse if verdict else None

    @property
    def compared(self) -> bool:
        """Whether there is a comparison to count."""
        return self.result is not None and self.result.value is not None


def rows(report: Report) -> list[Row]:
    """Return a row for each indicator of the report, in its order."""
    groups = groups_of(report)
    found = []
    for indicator in report.indicators:
        line = _first_read(indicator, groups)
        found.append(Row(indicator, line, groups, _since(indicator, line, report) if line else None))
    return found


def at_a_glance(report: Report) -> Iterator[Block]:
    """Yield all indicators in a line each, with what they come to in a sentence."""
    found = rows(report)
    reference, compared, _ = map(group_name, groups_of(report))
    columns: list[Column[Row]] = [
        Column(
            "Indicator",
            lambda row: f"{row.indicator.number} {row.indicator.words.short or row.indicator.title}",
        ),
        Column(reference, lambda row: value_of(row.rate(0)), Holds.PERCENT),
        Column(compared, lambda row: value_of(row.rate(1)), Holds.PERCENT),
        Column("Ratio", lambda row: ratio_of(row), Holds.RATIO),
        Column("Gap", lambda row: gap_of(row), Holds.POINTS),
        Column("Verdict", _verdict),
        Column(_since_when(report), lambda row: trend_wording.brief(row.since[1]) if row.since else None),
    ]
    if said := in_a_sentence(found, report):
        yield Text(said, lead=True)
    yield table("Overview", columns, found)
    if notes := list(_notes(found, report)):
        yield Note(" ".join(notes))


def in_a_sentence(found: Sequence[Row], report: Report) -> str:
    """Return how many comparisons are worse for the group compared, and what has changed; nothing without any."""
    compared = [row for row in found if row.compared]
    if not compared:
        return ""
    since = _since_when(report).lower()
    worse = sum(row.adverse is True for row in compared)
    group = group_in_text(groups_of(report)[1])
    number = f"{worse} of {plural(len(compared), 'comparison')}"
    said = f"{number} {'is' if 1 in (worse, len(compared)) else 'are'} worse for {group} staff"
    changed = [
        f"{listed([_noun(row) for row in of_it])} {'has' if len(of_it) == 1 else 'have'} {how} {since}"
        for how, better in (("worsened", False), ("improved", True))
        if (of_it := [row for row in found if row.since and row.since[1].better is better])
    ]
    return "; ".join([said, *changed]) + "."


def _noun(row: Row) -> str:
    name = row.indicator.words.short or row.indicator.title
    return name[:1].lower() + name[1:]


def _since_when(report: Report) -> str:
    return f"Since {report.trend.years[-2].reporting_year}" if report.trend else ""


def _first_read(indicator: IndicatorReport, groups: tuple[str, str, str]) -> Line | None:
    """The whole board, else the part that is compared with the whole, else the whole."""
    if indicator.status is not Status.CALCULATED:
        return None
    own = [line for line in headline(indicator) or lines(indicator.measures) if not line.grouping]
    whole = next((line for line in own if not line.parts or line.board == "total"), None)
    if indicator.kind == "gap" and whole is not None:
        return whole
    return next((line for line in own if _comparison(line, groups) is not None), whole)


def _comparison(line: Line, groups: tuple[str, str, str]) -> Measure | None:
    return line.comparisons.get(groups[1]) or next(iter(line.comparisons.values()), None)


def _since(indicator: IndicatorReport, line: Line, report: Report) -> tuple[Series, Change] | None:
    """The change up to this year of what compares the groups; of a share that of the group compared."""
    groups = groups_of(report)
    result = _comparison(line, groups)
    wanted = (result.measure, result.group, result.compared_with) if result else ("share", groups[1], None)
    for trend in report.trend.indicators if report.trend else ():
        for series in trend.series if trend.number == indicator.number else ():
            same = series.breakdown == dict(line.breakdown)
            if same and (series.measure, series.group, series.compared_with) == wanted:
                last = [change for change in series.changes if change.to_year == report.reporting_year]
                return (series, last[-1]) if last else None
    return None


def ratio_of(row: Row) -> Cell:
    """Return the result of a row where it is a ratio."""
    return value_of(row.result) if row.result and row.result.unit is Unit.RATIO else None


def gap_of(row: Row) -> Cell:
    """Return the result of a row where it is a difference."""
    return value_of(row.result) if row.result and row.result.unit is not Unit.RATIO else None


def _verdict(row: Row) -> str | None:
    if row.indicator.status is Status.SUPPRESSED:
        return "Withheld"
    if row.indicator.status is Status.NOT_CALCULATED:
        return "No figure"
    if not row.compared or row.result is None or row.result.verdict is None:
        return None
    return {True: "Worse", False: "Better", None: "Not clear"}[row.adverse]


def _notes(found: Sequence[Row], report: Report) -> Iterator[str]:
    """What the figures above are, each said where there is one."""
    compared = groups_of(report)[1]
    if any(row.compared for row in found):
        yield (
            f'"Worse" means worse for {adjective(compared)} staff. "Not clear": chance alone could explain the '
            "difference, or the numbers are too small to say."
        )
    units = {row.result.unit for row in found if row.compared and row.result}
    if Unit.RATIO in units:
        yield "Ratio: how many times as likely."
    if Unit.PERCENTAGE_POINTS in units:
        yield "Gap: in percentage points."
    for row in found:
        if row.result and row.result.unit is Unit.SCORE_POINTS:
            yield f"Row {row.indicator.number}: scores from 0 to 10, and their difference."
    for row in found:
        yield from _of_whom(row)


def _of_whom(row: Row) -> Iterator[str]:
    """Where the compared group's share of a part is set beside that of the whole, both shares."""
    result, share = row.result, row.rate(1)
    if row.line and result and share and result.measure.startswith("gap_to_"):
        if share.value is None or result.compared_value is None:
            return
        part = _in_text(row.line)
        of = f"{percent(result.compared_value)} of {compared_name(result)}"
        group = group_name(result.group)
        found = f"{percent(share.value)} of the {part}{parts_read_first(row)}"
        yield f"Row {row.indicator.number}: {group} people are {found}, {of}."


def parts_read_first(row: Row) -> str:
    """Return the compared group's share of the other parts that the indicator is about, in brackets."""
    shares = [
        f"{_in_text(line)} {figure(share)}"
        for line in lines(row.indicator.measures)
        if line is not row.line
        and not line.grouping
        and is_headline(row.indicator, line)
        and (share := line.rates.get(row.groups[1]))
    ]
    return f" ({', '.join(shares)})" if shares else ""


def _in_text(line: Line) -> str:
    label = breakdown_label(line.breakdown)
    return label[:1].lower() + label[1:]
