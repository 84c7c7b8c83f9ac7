"""The self-assessment of a strategy: its outcomes, each with the figure it is monitored by, last year and this year.

Which outcomes, and which figures, is data: `strategy.toml` beside this module, or a file of the user's.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from wres_calc.across.headcounts import ALL_SENIOR, EVERYBODY, Headcounts
from wres_calc.across.years import trend_of
from wres_calc.errors import ConfigurationError
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.figures.measures import MEASURES, Unit
from wres_calc.figures.uncertainty import compare, verdict
from wres_calc.intake.files.bounded import toml
from wres_calc.intake.files.path_checks import text_in
from wres_calc.intake.names import did_you_mean
from wres_calc.report.contract import Change, Series, Trend
from wres_calc.report.goals import OutcomeRow, SelfAssessment
from wres_calc.report.report import Report
from wres_calc.report.words.labels import breakdown_value
from wres_calc.report.words.trend import series_name
from wres_calc.standards.load import codes, load, years
from wres_calc.strict_model import StrictModel

_BANDS = (*SENIOR_BANDS, ALL_SENIOR, EVERYBODY)


class _Outcome(StrictModel):
    outcome: Annotated[str, Field(min_length=1)]
    standard: str | None = None
    indicator: IndicatorNumber | None = None
    measure: str | None = None
    breakdown: dict[str, str] = Field(default_factory=dict)
    band: str | None = None

    @model_validator(mode="after")
    def _can_be_had(self) -> Self:
        if (self.indicator is None) == (self.band is None):
            raise ValueError("names an indicator or a band, one of the two")
        for key, value, known in (
            ("standard", self.standard, codes()),
            ("band", self.band, _BANDS),
            ("measure", self.measure, tuple(MEASURES)),
        ):
            if value is not None and value not in known:
                raise ValueError(f"{key} is {value}{did_you_mean(value, known)}")
        every = [self.standard] if self.standard else codes()
        numbers = dict.fromkeys(
            each.number for code in every for each in load(years(code)[-1], code).indicators
        )
        if self.indicator is not None and self.indicator not in numbers:
            raise ValueError(
                f"indicator {self.indicator} does not exist; there are {', '.join(map(str, numbers))}"
            )
        return self


class Strategy(StrictModel):
    """What a strategy wants, and by which figure each of it is monitored."""

    title: Annotated[str, Field(min_length=1)]
    outcomes: Annotated[tuple[_Outcome, ...], Field(min_length=1)]


def strategy_in(path: Path | None) -> Strategy:
    """Read a strategy; the one that ships without a path.

    Raises:
        UnreadableInput: the file cannot be read.
        ConfigurationError: it is no strategy; everything that is wrong is named.
    """
    text = text_in(path) if path else files("wres_calc.across").joinpath("strategy.toml").read_text("utf-8")
    advice = "Write it as docs/goals.md shows: a title, and [[outcomes]] with an outcome and an indicator or a band."
    try:
        return Strategy.model_validate(toml(text))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        told = [
            each for each in errors if each["type"] != "too_short"
        ] or errors  # outcomes that are wrong are none
        wrong = "\n- ".join(map(_problem, told))
        raise ConfigurationError(f"{path} is not a strategy:\n- {wrong}.", advice) from None
    except ValueError as error:
        raise ConfigurationError(f"{path} is not TOML text: {error}.", advice) from None


def _problem(error: Mapping[str, Any]) -> str:
    place = [f"number {part + 1}" if isinstance(part, int) else str(part) for part in error["loc"]]
    said = {
        "missing": "is missing",
        "extra_forbidden": "is not a key of it",
        "too_short": "there are none",
    }.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{' '.join(place)}: {said}"


def self_assessment(strategy: Strategy, report: Report, before: Report | None) -> SelfAssessment:
    """Return each outcome with its figure in the year before and in this one, of internal reports."""
    reports = [*([before] if before else []), report]
    trend = trend_of(reports)
    rows = [
        row
        for each in strategy.outcomes
        if each.standard in (None, report.standard.code)
        for row in (_of_band(each, reports) if each.band else _of_indicator(each, trend, report))
    ]
    return SelfAssessment(
        title=strategy.title,
        last_year=before.reporting_year if before else None,
        this_year=report.reporting_year,
        outcomes=tuple(rows),
    )


def _of_indicator(asked: _Outcome, trend: Trend, report: Report) -> Iterator[OutcomeRow]:
    series = _series(asked, trend, report.standard.compared)
    if series is None:
        yield OutcomeRow(outcome=asked.outcome, measure=f"Indicator {asked.indicator}", unit=None)
        return
    values = {point.reporting_year: point.value for point in series.points}
    change = series.changes[-1] if series.changes else None
    yield OutcomeRow(
        outcome=asked.outcome,
        measure=f"Indicator {asked.indicator}: {series_name(series)}",
        unit=series.unit,
        last_year=values.get(trend.years[0].reporting_year) if len(trend.years) > 1 else None,
        this_year=values.get(report.reporting_year),
        change=change,
    )


def _series(asked: _Outcome, trend: Trend, compared: str) -> Series | None:
    """The measure asked for; without one what compares the groups, else the rate of the compared group."""
    every = [each for one in trend.indicators if one.number == asked.indicator for each in one.series]
    parts = [asked.breakdown] if asked.breakdown else [{}, {"board": "total"}]
    found = [each for part in parts for each in every if each.breakdown == part]
    if asked.measure:
        found = [each for each in found if each.measure == asked.measure]
    comparing = [each for each in found if not each.unit.is_rate and each.measure != "unofficial_ratio"]
    own = [each for each in comparing or found if each.group == compared]
    return next(iter(own or comparing), None)


def _of_band(asked: _Outcome, reports: list[Report]) -> Iterator[OutcomeRow]:
    now = reports[-1]
    people = [Headcounts.of(each).part(str(asked.band)) for each in reports]
    values = [None if each.share is None else float(100 * each.share) for each in people]
    name = "Whole workforce" if asked.band == EVERYBODY else breakdown_value("pay_band", str(asked.band))
    change = None
    if len(reports) > 1 and values[0] is not None and values[1] is not None:
        table = people[1].compared, people[1].everybody, people[0].compared, people[0].everybody
        evidence = compare(table, Unit.PERCENTAGE_POINTS, now.method.confidence)
        small = load(now.reporting_year, now.standard.code).small_numbers
        judged = verdict(evidence, table, Unit.PERCENTAGE_POINTS, small) if evidence else None
        change = Change(
            from_year=reports[0].reporting_year,
            to_year=now.reporting_year,
            value=values[1] - values[0],
            unit=Unit.PERCENTAGE_POINTS,
            interval=evidence.interval if evidence else None,
            p_value=evidence.tests[0].p_value if evidence and evidence.tests else None,
            clear=judged.clear if judged else None,
            doubt=judged.doubt if judged else None,
            reason=None if judged else "no_counts",
        )
    yield OutcomeRow(
        outcome=asked.outcome,
        measure=f"Share, {name}",
        unit=Unit.PERCENT,
        last_year=values[0] if len(values) > 1 else None,
        this_year=values[-1],
        change=change,
    )
