"""Reports and roll-ups as they were saved: what cannot be read, and figures that cannot be."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wres_calc import pipeline
from wres_calc.auditing import read
from wres_calc.errors import UnreadableInput, WresError
from wres_calc.pipeline.reports import saved_report
from wres_calc.report.saved import published_before

LARGE = Path(__file__).parents[3] / "sample_data" / "large" / "2025"

Document = dict[str, Any]
READERS: dict[str, Callable[[Path], object]] = {
    "audit": lambda path: read([path]),
    "compare": saved_report,
    "previous": lambda path: published_before(path, "RX1", 2025),
}


@pytest.fixture(scope="module")
def report() -> Document:
    seen = pipeline.assess(LARGE)
    return json.loads(pipeline.build_report(seen, pipeline.Options(publish=True)).model_dump_json())


@pytest.fixture(params=READERS, scope="module")
def reader(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    return READERS[request.param]


def refusal(reader: Callable[[Path], object], path: Path, document: Document | str) -> WresError:
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    with pytest.raises(UnreadableInput) as refused:
        reader(path)
    assert path.name in refused.value.message
    return refused.value


def first(document: Document, measure: str) -> Document:
    """The first figure of the kind with all its numbers."""
    return next(
        row
        for indicator in document["indicators"]
        for row in indicator["measures"]
        if row["measure"] == measure
        and row["value"] is not None
        and (row["numerator"] is not None or measure not in ("share", "likelihood"))
    )


def test_a_report_as_it_was_written_is_taken(reader, report, tmp_path):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report), "utf-8")
    assert reader(path) is not None


@pytest.mark.parametrize(
    ("measure", "field", "number", "said"),
    [
        ("share", "numerator", -5, "the numerator is below 0"),
        ("share", "denominator", -5, "the denominator is below 0"),
        ("share", "numerator", 999_999, "the numerator is above the denominator"),
        ("likelihood", "numerator", 10**40, "the numerator is above 1,000,000,000"),
        ("likelihood", "denominator", 10**400, "the denominator is above 1,000,000,000"),
        ("likelihood", "denominator", float("inf"), "the denominator is above 1,000,000,000"),
        ("share", "numerator", float("nan"), "the numerator is not a number"),
        ("share", "numerator", True, "the numerator is not a number"),
        ("share", "numerator", "5", "the numerator is not a number"),
        ("share", "numerator", [5], "the numerator is not a number"),
        ("share", "value", 100.5, "the value is above 100"),
        ("likelihood", "value", float("nan"), "the value is not a number"),
        ("relative_likelihood", "value", -1.5, "the value is below 0"),
        ("relative_likelihood", "value", float("inf"), "the value is above 1,000,000,000"),
        ("difference", "value", -100.5, "the value is below -100"),
        ("likelihood", "interval", {"lower": float("nan"), "upper": 1}, "the lower limit is not a number"),
        ("likelihood", "group", "grey", "there is no such group"),
        ("relative_likelihood", "compared_with", "grey", "there is no such group"),
    ],
)
def test_a_figure_that_cannot_be_is_named(reader, report, tmp_path, measure, field, number, said):
    document = copy.deepcopy(report)
    row = first(document, measure)
    row[field] = number
    refused = refusal(reader, tmp_path / "report.json", document)
    assert "its figures are impossible in " in refused.message
    assert f"{measure}, " in refused.advice
    assert f"{row['group']}: {said}\n" in refused.advice


def test_more_events_than_people_can_be(reader, report, tmp_path):
    document = copy.deepcopy(report)
    row = first(document, "likelihood")
    row["numerator"], row["value"] = row["denominator"] + 1, 100 * (1 + 1 / row["denominator"])
    path = tmp_path / "report.json"
    path.write_text(json.dumps(document), "utf-8")
    assert reader(path) is not None


def test_indicators_that_stand_there_twice_are_refused(reader, report, tmp_path):
    twice = report | {"indicators": report["indicators"] * 2}
    refused = refusal(reader, tmp_path / "report.json", twice)
    assert refused.advice.count("is there twice") == 5
    assert "more" in refused.advice


def test_an_indicator_that_the_year_has_not_is_refused(reader, report, tmp_path):
    other = copy.deepcopy(report)
    other["indicators"][0]["number"] = 99
    assert "2025 has no such indicator" in refusal(reader, tmp_path / "report.json", other).advice


@pytest.mark.parametrize(
    "change",
    [
        {"reporting_year": 2025.0},
        {"reporting_year": "2025"},
        {"organisation": {"code": ["RX1"]}},
        {"organisation": {"code": "\ud800"}},
        {"publication": {"audience": "public", "threshold": "5"}},
        {"publication": {"audience": "public", "threshold": -1}},
        {"indicators": None},
        {"indicators": [{"number": 1.0, "measures": [{"breakdown": [1]}]}]},
    ],
)
def test_what_is_no_whole_report_is_refused(reader, report, tmp_path, change):
    assert "report" in refusal(reader, tmp_path / "report.json", report | change).message


@pytest.mark.parametrize(
    "field",
    [
        ("breakdown", {"a": ["b"]}),
        ("group", ["white"]),
        ("status", "hidden"),
        ("measure", 3),
        ("measure", "odd"),
    ],
)
def test_a_figure_without_a_name_is_refused(reader, report, tmp_path, field):
    document = copy.deepcopy(report)
    document["indicators"][0]["measures"][0][field[0]] = field[1]
    assert "report" in refusal(reader, tmp_path / "report.json", document).message


@pytest.mark.parametrize("text", ["[" * 200_000, '{"indicators": ' + '{"a":' * 200_000, "9" * 5_000, "", "{"])
def test_what_is_no_json_is_refused(reader, tmp_path, text):
    assert "report" in refusal(reader, tmp_path / "report.json", text).message
