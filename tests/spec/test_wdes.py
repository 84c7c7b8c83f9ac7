"""WDES metric 2: from the standard's file, the characteristic's lists and one column; no other code knows of it."""

from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError, UsageError
from wres_calc.report.report import Measure, Report

SETTINGS = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
APPLICANTS = (
    [("Yes", "Yes")] * 12
    + [("Y", "No")] * 88
    + [("No", "Yes")] * 60
    + [("Not disabled", "No")] * 240
    + [("Prefer not to say", "Yes")] * 3
    + [("", "No")] * 7
)


def report(folder: Path, lines: list[str], heading: str, **options: object) -> Report:
    (folder / "submission.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "recruitment.csv").write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    assessment = pipeline.assess(folder, pipeline.Options(standards=("wdes",), **options))  # type: ignore[arg-type]
    return pipeline.build_report(assessment, pipeline.Options())


def measures(found: Report) -> dict[tuple[str, str], Measure]:
    (indicator,) = found.indicators
    assert indicator.number == 2
    return {(one.measure, one.group): one for one in indicator.measures}


def test_not_disabled_over_disabled_applicants_appointed_from_shortlisting(tmp_path: Path) -> None:
    lines = [f"{disability},{appointed}" for disability, appointed in APPLICANTS]
    found = report(tmp_path, lines, "Disability,Appointed")
    assert found.standard.model_dump()["code"] == "wdes"
    assert (found.standard.compared, found.standard.reference) == ("disabled", "not_disabled")
    own = measures(found)
    assert own["likelihood", "disabled"].value == pytest.approx(100 * 12 / 100)
    assert own["likelihood", "not_disabled"].value == pytest.approx(100 * 60 / 300)
    assert own["likelihood", "unknown"].value == pytest.approx(100 * 3 / 10)
    ratio = own["relative_likelihood", "not_disabled"]
    assert ratio.compared_with == "disabled"
    assert ratio.value == pytest.approx((60 / 300) / (12 / 100))
    assert ratio.interval is not None
    assert not found.issues.error


def test_one_table_serves_both_standards(tmp_path: Path) -> None:
    lines = [f"{(i % 2 and 'A') or 'H'},{d},{a}" for i, (d, a) in enumerate(APPLICANTS)]
    own = measures(report(tmp_path, lines, "Ethnicity,Disability,Appointed"))
    assert own["relative_likelihood", "not_disabled"].value == pytest.approx((60 / 300) / (12 / 100))
    wres = pipeline.build_report(pipeline.assess(tmp_path), pipeline.Options())
    (second,) = [each for each in wres.indicators if each.number == 2]
    shortlisted = {one.group: one.denominator for one in second.measures if one.measure == "likelihood"}
    assert shortlisted == {"white": 205, "bme": 205, "unknown": 0}


def test_without_the_column_the_metric_is_not_calculated(tmp_path: Path) -> None:
    found = report(tmp_path, ["A,Yes"], "Ethnicity,Appointed")
    (indicator,) = found.indicators
    assert (indicator.status, indicator.reason) == ("not_calculated", "table_has_errors")


def test_counts_by_the_groups_of_another_characteristic_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "submission.toml").write_text(SETTINGS, encoding="utf-8")
    rows = [
        "population,group,people",
        "shortlisted,white,300",
        "shortlisted,bme,100",
        "shortlisted,unknown,10",
    ]
    rows += ["appointed,white,60", "appointed,bme,12", "appointed,unknown,3"]
    (tmp_path / "counts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assessment = pipeline.assess(tmp_path, pipeline.Options(standards=("wdes",)))
    (indicator,) = pipeline.build_report(assessment, pipeline.Options()).indicators
    assert indicator.status == "not_calculated"


def test_a_text_that_does_not_say_who_is_disabled_is_refused(tmp_path: Path) -> None:
    found = report(tmp_path, ["Dyslexia,Yes", "Yes,No"], "Disability,Appointed")
    assert [group.code for group in found.issues.items if group.severity == "error"] == ["unknown-disability"]


def test_a_standard_that_is_not_shipped_is_refused(tmp_path: Path) -> None:
    report(tmp_path, ["Yes,No"], "Disability,Appointed")
    with pytest.raises(UsageError, match="--standard does not know wxes") as refused:
        pipeline.assess(tmp_path, pipeline.Options(standards=("wxes",)))
    assert refused.value.advice == "It takes wres, wdes."
    settings = SETTINGS.replace("[organisation]", 'standards = ["wxes"]\n[organisation]')
    (tmp_path / "submission.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"entry 1 of standards under .* must be one of wres, wdes"):
        pipeline.assess(tmp_path)
