"""Survey results as others publish them: found by the organisation's code, and told for per cent or fractions."""

from pathlib import Path

import openpyxl
import pytest
from tests.extracts.trust import canonical, write_csv

from wres_calc import pipeline
from wres_calc.intake.layouts.survey_results import own_codes
from wres_calc.report.report import Report
from wres_calc.report.words.sentences import sentence
from wres_calc.report.words.uncertainty import about_intervals

ITEMS = {
    "har_from_pat_eth_summary_1_2024": 0.25,
    "har_from_pat_eth_summary_2_2024": 0.3,
    "q16b_eth_summary_1_2024": 0.07,
    "q16b_eth_summary_2_2024": 0.15,
}


def benchmark(folder: Path, code: str, before: list[str], times: float = 1) -> Report:
    """The report of the organisation `code`, which stands in the national workbook with cells `before` its code."""
    canonical(
        folder, but=["staff_survey", *("workforce", "recruitment", "training", "disciplinary", "board")]
    )
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text().replace('"RX0"', f'"{code}"'))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*("Before" for _ in before), "ODS code", *ITEMS])
    for other in ("RP4", code, "RXZ"):
        values = [value * times if other == code else 0.5 * times for value in ITEMS.values()]
        sheet.append([*before, other, *values])
    book.save(folder / "survey_summary.xlsx")
    return pipeline.calculate(folder)


def values(report: Report, number: int) -> list[float | None]:
    measures = report.indicators[number - 1].measures
    return [measure.value for measure in measures if measure.measure == "percentage"]


@pytest.mark.parametrize("code", ["RBS", "R0A", "G6V2S"])
@pytest.mark.parametrize("before", [[], ["Some Trust"], ["2024", "Y60", "Acute1"]], ids=len)
def test_an_organisation_is_found_by_its_code_wherever_that_stands(
    code: str, before: list[str], tmp_path: Path
) -> None:
    """Many codes are letters alone, and other cells look like codes."""
    report = benchmark(tmp_path / "sent", code, before)
    assert values(report, 5) == [25, 30]
    assert values(report, 8) == [7, 15]


def test_a_board_is_not_taken_for_the_trusts_that_name_it(tmp_path: Path) -> None:
    """An integrated care board stands in rows of its trusts too, in another column."""
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text().replace('"RX0"', '"QHL"'))
    book = openpyxl.Workbook()
    for name, codes, times in (("Trusts", ("RBS", "RXZ"), 2.0), ("ICBs", ("QHL", "QE1"), 1.0)):
        sheet = book.create_sheet(name)
        sheet.append(["ICB", "ODS code", *ITEMS])
        for code in codes:
            sheet.append(["QHL" if times == 2 else None, code, *(value * times for value in ITEMS.values())])
    book.save(folder / "survey_summary.xlsx")
    assert values(pipeline.calculate(folder), 5) == [25, 30]


@pytest.mark.parametrize(
    "name", ["MH&LD, MH, LD&Community Trusts", "Acute&Acute Community Trusts", "Ambulance Trusts", "Anything"]
)
def test_an_organisation_is_found_on_whichever_sheet_it_stands(name: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    book = openpyxl.Workbook()
    for each, code, times in (("Acute Specialist Trusts", "RBS", 2.0), (name, "RX0", 1.0)):
        sheet = book.create_sheet(each)
        sheet.append(["ODS code", *ITEMS])
        sheet.append([code, *(value * times for value in ITEMS.values())])
    book.save(folder / "survey_summary.xlsx")
    assert values(pipeline.calculate(folder), 5) == [25, 30]


def test_an_organisation_is_found_below_hundreds_of_others(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ODS code", *ITEMS])
    for number in range(600):
        sheet.append([f"A{number:04}", *(0.5 for _ in ITEMS)])
    sheet.append(["RX0", *ITEMS.values()])
    book.save(folder / "survey_summary.xlsx")
    assert values(pipeline.calculate(folder), 5) == [25, 30]


def test_a_sheet_of_the_benchmark_workbook_saved_as_csv_is_read_as_well(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    lines = [["ODS code", *ITEMS], ["RX0", *map(str, ITEMS.values())], ["RXZ", "0.5", "0.5", "0.5", "0.5"]]
    write_csv(folder / "survey_summary.csv", lines)
    assert values(pipeline.calculate(folder), 5) == [25, 30]


def test_a_benchmark_workbook_in_per_cent_is_read_as_such(tmp_path: Path) -> None:
    assert values(benchmark(tmp_path / "sent", "RBS", [], 100), 8) == pytest.approx([7, 15])


CONTRACTOR = ["QuestionNumber", "DimName", "DimValue", "BaseSize", "Score"]
SUMMARY = ["indicator", "group", "percentage"]


@pytest.mark.parametrize(
    ("white", "bme"), [("0.25", "30"), ("0.25", "30%"), ("25%", "0.3")], ids=["scale", "sign", "other sign"]
)
@pytest.mark.parametrize("contractor", ["experienced", "not_experienced", None])
def test_fractions_and_per_cent_in_one_column_are_not_told_cell_by_cell(
    contractor: str | None, white: str, bme: str, tmp_path: Path
) -> None:
    """Turned the other way, 0.25 would be 99.75: nothing about that looks like a fraction any more."""
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    lines = [
        ["Q14a", "Ethnicity", group, "400", text] if contractor else ["5", group, text]
        for group, text in (("White", white), ("BME", bme))
    ]
    write_csv(folder / "survey_summary.csv", [CONTRACTOR if contractor else SUMMARY, *lines])
    if contractor:
        with (folder / "submission.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[tables.survey_summary]\nscore = "{contractor}"\n')
    report = pipeline.calculate(folder)
    assert report.indicators[4].reason == "table_has_errors"
    assert "percentages-look-like-fractions" in {item.code for item in report.issues.items}


def test_the_report_says_that_the_benchmark_workbook_is_unweighted_and_of_which_survey(
    tmp_path: Path,
) -> None:
    report = benchmark(tmp_path / "sent", "RBS", [])
    fifth = report.indicators[4]
    assert fifth.survey is not None
    assert (fifth.survey.table, fifth.survey.weighted, fifth.survey.survey_year) == (
        *("survey_summary", False),
        2024,
    )
    (difference,) = (one for one in fifth.measures if one.measure == "difference")
    assert sentence(fifth, difference).endswith("These percentages of the 2024 survey are unweighted.")
    note = "The published percentages of the 2024 staff survey, from survey_summary.xlsx, are unweighted."
    assert note in list(about_intervals(report))


@pytest.mark.parametrize(
    ("setting", "weighted", "said"),
    [
        ("", None, "It is not known whether these percentages are weighted."),
        ("weighted = true", True, "These percentages are weighted."),
        ("weighted = false", False, "These percentages are unweighted."),
    ],
)
def test_a_table_of_percentages_says_its_kind_in_the_settings(
    setting: str, weighted: bool | None, said: str, tmp_path: Path
) -> None:
    folder = canonical(tmp_path / "sent", but=["staff_survey"])
    lines = [["indicator", "group", "percentage"], ["5", "white", "20"], ["5", "bme", "30"]]
    write_csv(folder / "survey_summary.csv", lines)
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[tables.survey_summary]\n{setting}\n")
    fifth = pipeline.calculate(folder).indicators[4]
    assert fifth.survey is not None
    assert fifth.survey.weighted is weighted
    (difference,) = (one for one in fifth.measures if one.measure == "difference")
    assert sentence(fifth, difference).endswith(said)


def test_respondents_sent_one_by_one_are_unweighted(tmp_path: Path) -> None:
    fifth = pipeline.calculate(canonical(tmp_path / "sent")).indicators[4]
    assert fifth.survey is not None
    assert (fifth.survey.table, fifth.survey.weighted) == ("staff_survey", False)


@pytest.mark.parametrize(
    ("survey", "question", "indian"),
    [(2020, "q28", None), (2021, "q28", "H"), (2024, "q25", "H"), (2025, "q28", "H"), (2026, "q28", None)],
)
def test_codes_are_those_of_a_survey_from_their_first_year_to_their_last(
    survey: int, question: str, indian: str | None
) -> None:
    """Of a question without a list of codes bare digits mean nothing."""
    assert own_codes(survey, question).get("9") == indian
