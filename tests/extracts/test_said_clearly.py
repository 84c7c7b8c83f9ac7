"""Data that is refused, with the way out in one line; and last rows that are no records, which are left out."""

from pathlib import Path

import pytest
from tests.extracts.test_silent_faults import headcount, likelihoods, report, staff

from wres_calc import pipeline
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import PayBand, parse_grade


@pytest.mark.parametrize("day", ["13/09/24", "1.9.24", "13-09-24"])
def test_a_year_of_two_digits_is_refused_with_what_to_do(day: str, tmp_path: Path) -> None:
    rows = [{"Employee Number": row["Employee Number"], "Entered On": day} for row in staff(10)]
    found = report(tmp_path, {"workforce": staff(10), "disciplinary": rows})
    (message,) = {item.message for item in found.issues.items if item.code == "wrong-date"}
    assert message.endswith(
        "Its year has two digits: write it with four, as in 31/03/2025 (in Excel the format dd/mm/yyyy)."
    )


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("White", '{ "White" = "C" }'),
        ("Mixed", '{ "Mixed" = "G" }'),
        ("BME", '{ "BME" = "S" }'),
        ("BAME", '{ "BME" = "S" }'),
        ("Asian or Asian British", '{ "Asian" = "L" }'),
        ("Black", '{ "Black" = "P" }'),
        ("Traveller", None),
    ],
)
def test_the_name_of_a_group_is_no_category(text: str, way_out: str | None, tmp_path: Path) -> None:
    rows = [row | {"Ethnic Origin": text} for row in staff(10)]
    found = report(tmp_path, {"workforce": rows})
    (message,) = {item.message for item in found.issues.items if item.code == "unknown-ethnic-category"}
    assert (f"values.ethnic_category = {way_out}" in message) == (way_out is not None)
    assert way_out is None or ETHNICITY.parse_group(text) or "group" in message


@pytest.mark.parametrize("text", ["Gypsy or Irish Traveller", "White: Traveller", "White - Gypsy/Traveller"])
def test_a_label_of_travellers_in_full_is_read(text: str) -> None:
    assert ETHNICITY.parse(text) == "C"


@pytest.mark.parametrize(
    ("grade", "band"),
    [
        ("XR5", PayBand.BAND_5),
        ("XR 05", PayBand.BAND_5),
        ("XN 8", PayBand.BAND_8A),
        ("XR 12", PayBand.BAND_9),
        ("NHS|XR5|Review Body Band 5", PayBand.BAND_5),
        ("NHS|XR5|Review Body Band 6", None),
        ("Band 9 - Director", PayBand.BAND_9),
        ("Director", None),
        ("XR 99", None),
    ],
)
def test_codes_of_bands_with_a_space_or_without_a_zero(grade: str, band: PayBand | None) -> None:
    assert parse_grade(grade) == band


@pytest.mark.parametrize(
    "line",
    [
        *("Total,24", "Total:,24", '"Total","24"', "Grand Total,,24", "SQL> spool off", "SQL> spool off;"),
        *("Page 1 of 1", "Page 1 of 1,,,", "End of report", "Disconnected from Oracle Database 19c"),
        *("PL/SQL procedure successfully completed.", "10 rows selected.", "(10 rows affected)"),
    ],
)
def test_last_lines_that_are_no_records_are_left_out_with_a_note(line: str, tmp_path: Path) -> None:
    report(tmp_path, {"workforce": staff(10)})
    cases = "\n".join(["Employee Number", *(row["Employee Number"] for row in staff(3)), line, ""])
    (tmp_path / "disciplinary.csv").write_text(cases, encoding="utf-8")
    with (tmp_path / "workforce.csv").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    found = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    left_out = [item.table for item in found.issues.items if item.code == "rows-below-left-out"]
    assert sorted(map(str, left_out)) == ["disciplinary", "workforce"]
    assert headcount(found)[None] == 10
    assert likelihoods(found, 3)["white"] == (3, 10)


def test_a_last_record_in_quotes_over_two_lines_stays(tmp_path: Path) -> None:
    """What looks like a total is the end of the last record's cell."""
    report(tmp_path, {"workforce": staff(10)})
    text = 'Employee Number,Case Notes\n20000000,none\n20000007,"seen twice\nTotal: 3"\n'
    (tmp_path / "disciplinary.csv").write_text(text, encoding="utf-8")
    found = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    assert likelihoods(found, 3)["white"] == (2, 10)
