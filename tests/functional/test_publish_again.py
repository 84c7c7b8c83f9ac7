"""What is published a second time for the same day, because the data were corrected."""

import json
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.errors import UnreadableInput
from wres_calc.render.files import write_reports
from wres_calc.report.report import Report

BAND = {"staff_category": "non_clinical", "pay_band": "band_6"}


def public(folder: Path, bme: int, before: Path | None = None) -> Report:
    """The public report of a trust with so many BME staff in band 6."""
    people = [
        *(("A", 5),) * 100,
        *(("H", 5),) * 60,
        *(("Z", 5),) * 20,
        *(("A", 6),) * 40,
        *(("H", 6),) * bme,
        *(("Z", 6),) * 8,
        *(("A", 7),) * 40,
        *(("H", 7),) * 30,
        *(("Z", 7),) * 10,
    ]
    rows = [f"{n},{group},Administrative and Clerical,Band {band}" for n, (group, band) in enumerate(people)]
    folder.mkdir(exist_ok=True)
    text = "employee_number,ethnic_category,staff_group,grade\n" + "\n".join(rows) + "\n"
    (folder / "workforce.csv").write_text(text, encoding="utf-8")
    seen = pipeline.assess(folder, pipeline.Options(year=2025, organisation="RX1"))
    return pipeline.build_report(seen, pipeline.Options(publish=True, published_before=before))


def shown(report: Report) -> dict[str, float | None]:
    return {
        m.group: m.numerator
        for m in report.indicators[0].measures
        if m.measure == "share" and m.breakdown == BAND
    }


def test_a_small_number_that_was_larger_before_is_withheld(tmp_path):
    first = public(tmp_path / "first", bme=6)
    assert shown(first) == {"white": 40, "bme": 6, "unknown": 8}
    (before,) = write_reports(first, ("json",), tmp_path)
    assert shown(public(tmp_path / "corrected", bme=2, before=before))["bme"] is None
    assert public(tmp_path / "first", bme=6, before=before) == first


@pytest.mark.parametrize("number", [-5, "x", 1e400, []])
def test_an_earlier_report_with_figures_that_are_no_counts_is_refused(tmp_path, number):
    (before,) = write_reports(public(tmp_path / "first", bme=6), ("json",), tmp_path)
    document = json.loads(before.read_text(encoding="utf-8"))
    document["indicators"][0]["measures"][0]["numerator"] = number
    before.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(UnreadableInput):
        public(tmp_path / "first", bme=6, before=before)


def test_a_bottomless_file_is_no_earlier_report(tmp_path):
    (tmp_path / "deep.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        public(tmp_path / "first", bme=6, before=tmp_path / "deep.json")
