"""What stands on the page, section by section; the template says how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass

import altair  # noqa: F401  # asked for here, so that a missing extra is noticed before anything is drawn
import jinja2
import vl_convert  # noqa: F401

from wres_calc.render.charts.data import Chart, charts_of
from wres_calc.render.charts.draw import svg, years_svg
from wres_calc.render.charts.years import LineChart, line_chart, years_of
from wres_calc.render.html.tables import Table, tables_of, tables_of_years
from wres_calc.report.contract.trend import Trend
from wres_calc.report.figures import lines
from wres_calc.report.report import IndicatorReport, Report, Status
from wres_calc.report.safe import safe
from wres_calc.report.words import (
    UNKNOWN_RULES,
    about_intervals,
    as_sentence,
    checked,
    date,
    figure,
    interval,
    not_calculated,
    organisation_name,
    publication,
    reading,
    sentence,
)
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.plain import plain


@dataclass(frozen=True)
class Drawn:
    """A chart with the text for who cannot see it."""

    chart: Chart | LineChart
    svg: str


@dataclass(frozen=True)
class Section:
    """An indicator on the page."""

    indicator: IndicatorReport
    plain: tuple[str, ...]
    exact: tuple[str, ...]
    charts: tuple[Drawn, ...]
    tables: tuple[Table, ...]
    formula: str
    unknown: str


def text(report: Report) -> str:
    """Return the page of a report."""
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            version=report.tool.version,
            public=report.public,
            name=organisation_name(report.organisation),
            snapshot=date(report.snapshot_date),
            audience=publication(report),
            sections=[_section(indicator, report) for indicator in report.indicators],
            unknown=list(_unknown(report)),
            intervals=list(about_intervals(report)),
            issues=checked(report),
            **over_the_years(report.trend),
        )
    )


def environment() -> jinja2.Environment:
    """The templates; whatever is put into them is text, and harmless."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("wres_calc.render.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )


def over_the_years(trend: Trend | None) -> dict[str, object]:
    """What the part on the years side by side is made of; its lists are empty where no earlier year was given."""
    charts = [line_chart(each, years_of(trend)) for each in trend.indicators] if trend else []
    return {
        "year_charts": [Drawn(chart, years_svg(chart)) for chart in charts if chart.lines],
        "years": list(tables_of_years(trend)) if trend else [],
        "changes": list(_breaks(trend)) if trend else [],
        "notes": trend_wording.NOTES,
    }


def _harmless(value: object) -> object:
    """Text of any origin without characters that nobody sees; what is marked as SVG of ours stays."""
    return safe(value) if type(value) is str else value


def _section(indicator: IndicatorReport, report: Report) -> Section:
    return Section(
        indicator,
        tuple(plain(indicator, report.standard)),
        tuple(_exact(indicator)),
        tuple(Drawn(chart, svg(chart)) for chart in charts_of(indicator, report)),
        tuple(tables_of(indicator)),
        as_sentence(indicator.formula),
        UNKNOWN_RULES[indicator.unknown],
    )


def _exact(indicator: IndicatorReport) -> Iterator[str]:
    """The comparisons of the whole, in the words of the standard and with how sure they are."""
    if indicator.status is not Status.CALCULATED:
        yield not_calculated(indicator)
        return
    for line in lines(indicator.measures):
        if line.grouping or set(line.parts) - {"board"}:
            continue
        for measure in line.comparisons.values():
            if indicator.kind == "gap" and measure.group != "bme":
                continue
            sure = f" ({interval(measure)})" if measure.interval else ""
            yield " ".join([sentence(indicator, measure) + sure, *reading(indicator, measure)])


def _unknown(report: Report) -> Iterator[tuple[str, str]]:
    """What part of the staff and of the board is of unknown ethnicity."""
    for indicator in report.indicators:
        for line in lines(indicator.measures):
            unknown = line.rates.get("unknown")
            whole = not line.parts or line.breakdown.get("board") == "total"
            if indicator.kind in ("share", "gap") and whole and not line.grouping and unknown is not None:
                yield ("Staff" if indicator.kind == "share" else "Board"), figure(unknown)


def _breaks(trend: Trend) -> Iterator[str]:
    for indicator in trend.indicators:
        for broken in trend_wording.breaks(indicator):
            yield f"Indicator {indicator.number}. {broken}"
