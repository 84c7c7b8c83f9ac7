"""A figure is exactly the same before it is saved and after it is read back; no two of a report share a key."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests import build
from tests.property.test_naive_agrees import random_submissions

from wres_calc import pipeline
from wres_calc.figures.figure import Figure, FigureKey
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.pipeline.assess import Assessment
from wres_calc.release.withhold import without
from wres_calc.render import json_text
from wres_calc.report.assemble import figures_of, indicator_report
from wres_calc.report.report import Report

LARGE = Path(__file__).parents[2] / "sample_data" / "large" / "2025"
SEEDS = range(2000, 2040)
GROUPINGS = {
    "wres": ("ethnic-heading", "ethnic-category", "pay-band", "staff-category", "internal", "international"),
    "wdes": ("pay-band", "staff-category", "internal", "international"),
}


def results(assessment: Assessment, *, public: bool) -> tuple[IndicatorResult, ...]:
    """The indicators as the report is made from them; what a public one hides is decided once, with the first."""
    sure = tuple(with_uncertainty(each, 0.95, assessment.definitions) for each in assessment.results)
    if not public:
        return sure
    assert assessment.run is not None
    (of_the_run,) = assessment.run.hidden.values()
    hidden, rules = of_the_run[assessment.definitions.code]
    return tuple(without(each, hidden, rules) for each in sure)


def calculated(found: tuple[IndicatorResult, ...]) -> dict[FigureKey, Figure]:
    return {figure.key: figure for result in found for figure in result.figures}


def read_back(report: Report) -> Report:
    return Report.model_validate_json(json_text.text(report))


def figures(report: Report) -> dict[FigureKey, Figure]:
    return figures_of(report.indicators, report.standard.code)


def saved_again(report: Report, found: tuple[IndicatorResult, ...]) -> Iterator[str]:
    """Each indicator's measures as JSON, made from the figures that were read back."""
    read = figures(report)
    for result in found:
        own = tuple(each for key, each in read.items() if key.indicator == result.definition.number)
        yield from map(str, indicator_report(IndicatorResult(result.definition, own, result.reason)).measures)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_survives_being_saved_and_read_back(seed: int, tmp_path: Path) -> None:
    options = pipeline.Options(by=tuple(random_submissions.make(tmp_path, seed)))
    assessment = pipeline.assess(tmp_path, options)
    for public in (False, True):
        report = pipeline.build_report(assessment, replace(options, publish=public))
        found, back = results(assessment, public=public), read_back(report)
        assert figures(back) == calculated(found)
        assert list(saved_again(back, found)) == [
            str(measure) for each in report.indicators for measure in each.measures
        ]


def test_figures_whose_other_side_is_not_in_the_report_are_saved_again_as_they_were(tmp_path: Path) -> None:
    """The board alone: the workforce that it is compared with is known by its share, without its counts."""
    text = build.counts(board=(8, 3, 1), workforce=(700, 301))
    options = pipeline.Options(indicators=[9])
    assessment = pipeline.assess(build.submission(tmp_path, {"counts": text}), options)
    found = results(assessment, public=False)
    report = pipeline.build_report(assessment, options)
    gaps = [each for each in report.indicators[0].measures if each.compared_value is not None]
    assert gaps
    assert list(saved_again(read_back(report), found)) == [
        str(each) for each in report.indicators[0].measures
    ]


@pytest.mark.parametrize("standard", GROUPINGS)
@pytest.mark.parametrize("detailed", [False, True], ids=["main", "by"])
def test_no_two_figures_of_a_report_have_the_same_key(standard: str, detailed: bool, tmp_path: Path) -> None:
    options = pipeline.Options(standards=(standard,), by=GROUPINGS[standard] if detailed else ())
    rows = [f"{'Yes' if n % 3 else 'No'},{'YN'[n % 2]},Band {2 + n % 7},{'YN'[n % 2]}" for n in range(60)]
    text = "\n".join(["Disability,Appointed,Grade,Internal", *rows]) + "\n"
    path = LARGE if standard == "wres" else build.submission(tmp_path, {"recruitment": text})
    report = pipeline.build_report(pipeline.assess(path, options), options)
    every = [measure for each in report.indicators for measure in each.measures]
    assert len(every) > (20 if detailed else 3)
    assert len(figures(report)) == len(every)
    assert {key.standard for key in figures(report)} == {standard}
