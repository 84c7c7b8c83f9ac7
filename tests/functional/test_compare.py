"""`wres compare` and `wres calc --prior`, as processes: what is shown, written and refused."""

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

LARGE = Path(__file__).parents[2] / "sample_data" / "large"
YEARS = [LARGE / "2024", LARGE / "2025"]


def test_two_years_on_the_terminal(process):
    run = process("compare", *YEARS, "--to", "none", COLUMNS="80", PYTHONIOENCODING="utf-8")
    text = run.stdout.decode("utf-8")
    assert run.returncode == 0, run.stderr
    assert re.search(rb"\d+ clear changes of \d+ looked at\s", run.stderr)
    assert "reporting years 2024, 2025" in text
    assert "↑ worse for BME staff" in re.sub(r"\s+", " ", text)
    assert max(map(len, text.splitlines())) <= 80


def test_a_console_without_arrows_has_words(process):
    run = process("compare", *YEARS, "--to", "none", PYTHONIOENCODING="cp850")
    assert run.returncode == 0, run.stderr
    text = run.stdout.decode("cp850")
    assert "up: worse for BME staff" in re.sub(r"\s+", " ", text)
    assert "?" not in text


def test_the_files(wres, tmp_path):
    run = wres("compare", *YEARS, "--to", "excel,json,csv", "-o", tmp_path, "--format", "json")
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "wres_RX1_2024-2025.csv",
        "wres_RX1_2024-2025.json",
        "wres_RX1_2024-2025.xlsx",
    ]
    document = json.loads((tmp_path / "wres_RX1_2024-2025.json").read_text("utf-8"))
    assert document == json.loads(run.stdout)
    again = wres("compare", *YEARS, "--to", "excel,json,csv", "-o", tmp_path / "again")
    assert again.returncode == 0
    for path in (tmp_path / "again").iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def numbers_drawn(workbook: Path) -> list[list[float]]:
    """The numbers in the caches of the charts, line by line."""
    found = []
    with zipfile.ZipFile(workbook) as parts:
        for name in sorted(parts.namelist()):
            if name.startswith("xl/charts/chart"):
                xml = parts.read(name).decode("utf-8")
                for values in re.findall(r"<c:val>.*?</c:val>", xml, re.DOTALL):
                    found.append([float(number) for number in re.findall(r"<c:v>([^<]+)</c:v>", values)])
    return found


def test_the_charts_draw_the_figures_of_the_report(wres, tmp_path):
    wres("compare", *YEARS, "--to", "excel,json", "-o", tmp_path)
    document = json.loads((tmp_path / "wres_RX1_2024-2025.json").read_text("utf-8"))
    known = {
        tuple(point["value"] for point in series["points"])
        for indicator in document["trend"]["indicators"]
        for series in indicator["series"]
    }
    drawn = numbers_drawn(tmp_path / "wres_RX1_2024-2025.xlsx")
    assert len(drawn) > 12
    for line in drawn:
        assert set(line) == {1.0} or any(
            line == pytest.approx(list(values)) for values in known if None not in values
        )
    with zipfile.ZipFile(tmp_path / "wres_RX1_2024-2025.xlsx") as parts:
        drawings = [
            parts.read(name).decode("utf-8") for name in parts.namelist() if "drawings/drawing" in name
        ]
    assert all('descr="' in drawing for drawing in drawings if "graphicFrame" in drawing)


def test_earlier_years_beside_a_report(wres, tmp_path):
    saved = wres("calc", YEARS[0], "--to", "json", "-o", tmp_path)
    assert saved.returncode == 0
    report = tmp_path / "wres_RX1_2024.json"
    told = wres("calc", YEARS[1], "--prior", report, "--to", "excel,json", "-o", tmp_path, "--format", "json")
    assert told.returncode == 0, told.stderr
    from_submission = wres("calc", YEARS[1], "--prior", YEARS[0], "--format", "json")
    trend = json.loads(told.stdout)["trend"]
    assert [year["reporting_year"] for year in trend["years"]] == [2024, 2025]
    assert trend == json.loads(from_submission.stdout)["trend"]
    sheets = openpyxl.load_workbook(tmp_path / "wres_RX1_2025.xlsx", read_only=True).sheetnames
    assert {"Trend", "Trend charts", "All changes"} <= set(sheets)
    alone = json.loads(wres("calc", YEARS[1], "--format", "json").stdout)
    assert alone["trend"] is None
    assert json.loads(told.stdout)["indicators"] == alone["indicators"]


def test_what_cannot_be_compared_is_refused(wres, small):
    run = wres("compare", YEARS[1], small)
    assert run.returncode == 2
    assert b"RX0, RX1" in run.stderr or b"RX1, RX0" in run.stderr
    assert wres("compare", YEARS[1]).returncode == 2
    assert wres("calc", YEARS[0], "--prior", YEARS[1]).returncode == 2


def test_a_public_comparison_shows_no_small_number(wres, small, tmp_path):
    run = wres("compare", *YEARS, "--publish", "--to", "json,excel,csv", "-o", tmp_path)
    assert run.returncode == 0, run.stderr
    document = json.loads((tmp_path / "wres_RX1_2024-2025_published.json").read_text("utf-8"))
    assert document["publication"]["audience"] == "public"
    counts = [
        point[name]
        for indicator in document["trend"]["indicators"]
        for series in indicator["series"]
        for point in series["points"]
        for name in ("numerator", "denominator")
    ]
    assert None in counts
    assert not [count for count in counts if count is not None and 0 < count < 5]
