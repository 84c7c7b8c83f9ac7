"""Pages to read: one for internal use with all there is, one for the public."""

from pathlib import Path

import pytest
from tests.unit.html.outline import Outline

from wres_calc import pipeline
from wres_calc.render.html import encoded as page
from wres_calc.report.report import Report

SAMPLE = Path(__file__).parents[3] / "sample_data"
LARGE = SAMPLE / "large" / "2025"


@pytest.fixture(scope="module")
def internal() -> Report:
    seen = pipeline.assess(LARGE, pipeline.Options(by=["ethnic-heading"], prior=[SAMPLE / "large" / "2024"]))
    return pipeline.build_report(seen, pipeline.Options(by=("ethnic-heading",)))


@pytest.fixture(scope="module")
def public() -> Report:
    return pipeline.build_report(pipeline.assess(LARGE), pipeline.Options(publish=True))


@pytest.fixture(scope="module", params=["internal", "public"])
def read(request: pytest.FixtureRequest) -> tuple[Report, str, Outline]:
    report = request.getfixturevalue(request.param)
    text = page(report).decode("utf-8")
    return report, text, Outline(text)
