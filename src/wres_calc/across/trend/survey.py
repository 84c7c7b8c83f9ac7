"""Survey percentages of several years: weighted and unweighted ones are never set beside each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wres_calc.report.contract.trend import Break
from wres_calc.report.report import Report


class SurveyKind(NamedTuple):
    """Whether the percentages of a reporting year are weighted; `None` is not known."""

    reporting_year: int
    weighted: bool | None


def survey_kinds(number: int, reports: Sequence[Report]) -> Iterator[SurveyKind]:
    """List the kind of each year's percentages of an indicator, for the years that have any and say so."""
    for report in reports:
        for indicator in report.indicators:
            if indicator.number == number and indicator.survey is not None:
                yield SurveyKind(report.reporting_year, indicator.survey.weighted)


def survey_breaks(kinds: Sequence[SurveyKind]) -> Iterator[Break]:
    """Break a series where weighted percentages follow unweighted ones, or the other way round."""
    for before, now in pairwise(kinds):
        if {before.weighted, now.weighted} == {True, False}:
            text = (
                f"The survey percentages of {now.reporting_year} are {_kind(now)}, those of {before.reporting_year} "
                f"are {_kind(before)}; they are not compared."
            )
            yield Break(reporting_year=now.reporting_year, text=text)


def survey_cautions(kinds: Sequence[SurveyKind]) -> Iterator[str]:
    """Warn where the kind of one of two years is known and that of the other is not."""
    for pair in pairwise(kinds):
        known, unknown = sorted(pair, key=lambda each: each.weighted is None)
        if known.weighted is not None and unknown.weighted is None:
            yield (
                f"The survey percentages of {known.reporting_year} are {_kind(known)}; whether those of "
                f"{unknown.reporting_year} are is not known. Compare them only if they are: say it with weighted = "
                "true or false under [tables.survey_summary] in submission.toml."
            )


def _kind(year: SurveyKind) -> str:
    return "weighted" if year.weighted else "unweighted"
