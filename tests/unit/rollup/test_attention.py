"""The roll-ups for a regional team: who needs attention first, organisations and indicators by name, few pages."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests import build
from tests.run import run

from wres_calc import pipeline
from wres_calc.across.organisations import roll_up
from wres_calc.pipeline.assess import assess
from wres_calc.render.excel import rollup_workbook
from wres_calc.render.views.attention import attention
from wres_calc.sampling.samples import write_samples


@pytest.fixture(scope="module")
def eight(tmp_path_factory):
    """Eight invented trusts of several regions and types."""
    written = write_samples(tmp_path_factory.mktemp("eight"), seed=5, staff=900, number=8, years=[2025])
    return [pipeline.calculate(each.folder) for each in written]


def trust(folder: Path, number: int, appointed: int, name: str):
    """A trust where 300 of 1,000 White applicants are appointed, and so many of 1,000 BME ones."""
    table = build.counts(shortlisted=(1000, 1000), appointed=(300, appointed))
    return build.submission(folder / str(number), {"counts": table}, code=f"RX{number}", name=name)


def tables(rollup):
    found = {block.name: block for block in attention(rollup).blocks if hasattr(block, "rows")}
    return {
        name: [dict(zip([c.heading for c in block.columns], row, strict=True)) for row in block.rows]
        for name, block in found.items()
    }


@pytest.fixture(scope="module")
def one_far_off(tmp_path_factory):
    """Six trusts with ratios around 1.2 and one, the last but one, with 3."""
    folder = tmp_path_factory.mktemp("seven")
    appointed = [248, 255, 250, 260, 252, 100, 249]
    made = [trust(folder, n, people, f"Trust {'ABCDEFG'[n]}") for n, people in enumerate(appointed)]
    return roll_up([pipeline.build_report(assess(each), pipeline.Options()) for each in made])


def test_who_stands_out_is_said_first_by_name_and_in_words(one_far_off):
    said = [block.text for block in attention(one_far_off).blocks if type(block).__name__ == "Text"]
    assert said[0] == (
        "Of 7 organisations 1 stands out from the pooled figure beyond what chance and their spread explain: "
        "Trust F (appointment, worse than the rest)."
    )
    assert said[1].startswith("Most often in the worst quarter: ")


def test_each_indicator_says_where_it_is_worse_and_who_is_furthest(one_far_off):
    (row,) = tables(one_far_off)["Attention by indicator"]
    assert row["Indicator"] == "2 Appointment"
    assert row["All organisations"].value == pytest.approx(7 * 300 / 1614)
    assert row["Worse for BME staff at"] == "7 of 7"
    assert row["In words"] == (
        "In 100.0% of trusts (7 of 7) White applicants are more likely than BME applicants "
        "to be appointed from shortlisting."
    )
    assert row["Furthest on the worse side"] == "Trust F (3.00)"
    assert row["Stands out"] == "Trust F (3.00, worse than the rest)"


def test_organisations_that_stand_out_come_first(one_far_off):
    rows = tables(one_far_off)["Attention by organisation"]
    assert rows[0]["Organisation"] == "Trust F"
    assert rows[0]["Stands out on"] == "Appointment (3.00, worse than the rest)"
    assert {row["Stands out on"] for row in rows[1:]} == {"none"}
    assert len(rows) == 7


def test_far_from_equality_on_the_better_side_is_not_the_worst_quarter(tmp_path):
    made = [trust(tmp_path, n, people, f"Trust {n}") for n, people in enumerate([290, 280, 285, 600])]
    rollup = roll_up([pipeline.build_report(assess(each), pipeline.Options()) for each in made])
    rows = {row["Organisation"]: row for row in tables(rollup)["Attention by organisation"]}
    assert rows["Trust 3"]["In the worst quarter on"] == "none"
    assert rows["Trust 3"]["Worse for BME staff on"] == "0 of 1"
    assert tables(rollup)["Attention by indicator"][0]["Furthest on the worse side"] == "Trust 1 (1.07)"


def test_nobody_stands_out_where_all_are_alike(tmp_path):
    made = [trust(tmp_path, n, 250 + n, f"Trust {n}") for n in range(5)]
    rollup = roll_up([pipeline.build_report(assess(each), pipeline.Options()) for each in made])
    assert attention(rollup).blocks[0].text.startswith("Of 5 organisations none stands out")


def test_one_organisation_makes_a_page_too(tmp_path):
    report = pipeline.build_report(assess(trust(tmp_path, 0, 250, "Trust A")), pipeline.Options())
    assert len(tables(roll_up([report]))["Attention by organisation"]) == 1
    assert rollup_workbook(roll_up([report]))


def cells(data: bytes) -> dict[str, list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        s.title: [str(c.value) for row in s.iter_rows() for c in row if c.value is not None]
        for s in book.worksheets
    }


def test_indicators_and_organisations_are_named_on_every_sheet(eight):
    found = cells(rollup_workbook(roll_up(eight)))
    assert next(iter(found)) == "Attention"
    codes = {report.organisation.code for report in eight}
    for sheet in ("Distribution", "Regions", "Summary"):
        assert "2 Appointment" in found[sheet]
        assert codes.isdisjoint(found[sheet])
        assert codes.isdisjoint(found["Stand out"])


def test_only_who_stands_out_is_listed_as_such(one_far_off):
    sheet = openpyxl.load_workbook(io.BytesIO(rollup_workbook(one_far_off)))["Stand out"]
    (table,) = sheet.tables.values()
    rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    assert rows[0][:3] == ["Indicator", "Figure", "Organisation"]
    assert [row[2] for row in rows[1:] if row[8] != "within the limits"] == ["Trust F"]


def test_england_is_named_only_where_it_is_england(eight):
    def mentions(data: bytes) -> list[str]:
        texts = [text for sheet in cells(data).values() for text in sheet]
        return [text for text in texts if "England" in text.replace("East of England", "")]

    assert mentions(rollup_workbook(roll_up(eight))) == []
    assert "England" in mentions(rollup_workbook(roll_up(eight, everywhere="England")))
    assert (
        "Midlands region" in cells(rollup_workbook(roll_up(eight, everywhere="Midlands region")))["Summary"]
    )


def test_the_command_names_the_level(tmp_path):
    for number in (1, 2):
        trust(tmp_path / "in", number, 240, f"Trust {number}")
    options = ("--to", "json", "--jobs", "1", "-o")
    done = run("batch", "in", *options, "out", "--level-name", "Midlands", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '"name": "Midlands"' in (tmp_path / "out" / "rollup.json").read_text(encoding="utf-8")
    run("batch", "in", *options, "other", cwd=tmp_path)
    assert '"name": "All organisations"' in (tmp_path / "other" / "rollup.json").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed")
def test_eight_trusts_print_on_20_pages_at_most_and_the_first_is_one_page(eight, tmp_path):
    (tmp_path / "rollup.xlsx").write_bytes(rollup_workbook(roll_up(eight)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "libreoffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "rollup.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "rollup.pdf").read_bytes()))
    assert 5 < pages <= 20
    first = openpyxl.load_workbook(tmp_path / "rollup.xlsx").worksheets[0]
    assert (first.title, first.page_setup.fitToHeight) == ("Attention", None)
    assert first.sheet_properties.pageSetUpPr.fitToPage
