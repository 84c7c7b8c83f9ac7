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
    seen = pipeline.examine(LARGE, by=["ethnic-heading"], prior=[SAMPLE / "large" / "2024"])
    return pipeline.report_of(seen, pipeline.Telling(("ethnic-heading",)))


@pytest.fixture(scope="module")
def public() -> Report:
    return pipeline.report_of(pipeline.examine(LARGE), pipeline.Telling(publish=True))


@pytest.fixture(scope="module", params=["internal", "public"])
def read(request: pytest.FixtureRequest) -> tuple[Report, str, Outline]:
    report = request.getfixturevalue(request.param)
    text = page(report).decode("utf-8")
    return report, text, Outline(text)
