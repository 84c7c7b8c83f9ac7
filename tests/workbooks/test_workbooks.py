"""Every workbook that the command writes opens without repair: read again by strict rules, each of which can fail."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workbooks import cells, charts, package, sheets

from wres_calc.cli.app import main

SAMPLES = Path(__file__).parents[2] / "sample_data"
SMALL, YEARS = SAMPLES / "small", [SAMPLES / "large" / "2024", SAMPLES / "large" / "2025"]


def faults(data: bytes) -> list[str]:
    """What is wrong with a workbook: of its parts, else of its cells, else of its sheets, else of its charts."""
    found = list(package.faults(data))
    for check in (cells, sheets, charts):
        if not found:
            found = list(check.faults(package.opened(data)))
    return found


def faulty(folder: Path) -> Path:
    """A submission with an error, so that there is something to list and to mark."""
    folder.mkdir()
    for path in SMALL.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    table = folder / "training.csv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([*lines, lines[1].replace(",", ",Q? ", 1)]) + "\n", "utf-8")
    return folder


COMMANDS: dict[str, Callable[[Path], list[object]]] = {
    "calc": lambda _: ["calc", YEARS[1], "--by", "ethnic-heading,ethnic-category,pay-band"],
    "published": lambda _: ["calc", SMALL, "--publish"],
    "prior": lambda _: ["calc", YEARS[1], "--prior", YEARS[0]],
    "some indicators": lambda _: ["calc", SMALL, "--indicators", "3,9"],
    "compare": lambda _: ["compare", *YEARS],
    "compare published": lambda _: ["compare", *YEARS, "--publish"],
    "batch": lambda _: ["batch", SAMPLES / "large", "--year", "2025", "--jobs", "1"],
    "issues": lambda path: ["validate", faulty(path / "faulty"), "--issues", path / "out" / "issues.xlsx"],
    "marked": lambda path: ["validate", faulty(path / "faulty"), "--mark", path / "out" / "marked"],
    "templates": lambda path: ["init", path / "out" / "new", "--year", "2025", "--org", "RX1"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_workbook_opens_without_repair(command, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    arguments = [str(each) for each in COMMANDS[command](tmp_path)]
    if arguments[0] in ("calc", "compare", "batch"):
        arguments += ["--out", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", ["wres", *arguments, "--quiet"])
    with pytest.raises(SystemExit):
        main()
    written = sorted((tmp_path / "out").rglob("*.xlsx"))
    assert written
    for path in written:
        assert not faults(path.read_bytes()), path.name


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The workbook of a report with earlier years, as its parts."""
    from wres_calc import pipeline
    from wres_calc.render import excel

    data = excel.workbook(pipeline.calculate(YEARS[1], prior=[YEARS[0]]))
    assert faults(data) == []
    return package.opened(data).parts


def test_cells_written_at_once_are_the_bytes_that_xlsxwriter_writes(monkeypatch):
    from wres_calc import pipeline
    from wres_calc.render import excel
    from wres_calc.render.excel import book

    report = pipeline.calculate(SMALL)
    ours = excel.workbook(report)
    monkeypatch.setattr(book, "QuickSheet", book.PlainSheet)
    assert ours == excel.workbook(report)


def spoilt(parts: dict[str, bytes], part: str, old: str, new: str) -> bytes:
    """The workbook with one fault put into it."""
    target = io.BytesIO()
    changed = re.sub(old.encode(), new.encode(), parts[part], count=1, flags=re.DOTALL)
    assert changed != parts[part]
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, changed if name == part else data)
    return target.getvalue()


BOOK, SHEET, TABLE = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
CHART, DRAWING = "xl/charts/chart9.xml", "xl/drawings/drawing1.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("[Content_Types].xml", r'<Override PartName="/xl/styles[^>]*>', "", "is declared as"),
        ("[Content_Types].xml", "table1.xml", "table99.xml", "not there"),
        ("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet99.xml", "which is not there"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "<Relationship .*/>", "", "nothing points to"),
        ("xl/styles.xml", "</styleSheet>", "", "is no XML"),
        (BOOK, 'name="Summary"', 'name="For the BOARD"', "two sheets"),
        (BOOK, 'name="Summary"', 'name="2/4"', "no sheet may be called"),
        (BOOK, "Summary!", "Sumary!", "points to"),
        (TABLE, 'displayName="For_the_board"', 'displayName="SUMMARY"', "two tables or names"),
        (TABLE, 'displayName="For_the_board"', 'displayName="AB12"', "no table may be called"),
        (TABLE, ' id="1"', ' id="2"', "two tables have id"),
        (TABLE, 'name="What is compared"', 'name="What is compare"', "is headed"),
        (TABLE, 'name="What is compared"', 'name="Indicator"', "same name"),
        (TABLE, 'ref="A5:', 'ref="B5:', "columns in"),
        (SHEET, 'r="A2"', 'r="A3"', "out of its place"),
        (SHEET, 's="1"', 's="999"', "look that is not there"),
        (SHEET, "<v>0</v>", "<v>99999</v>", "text that is not there"),
        (SHEET, r"(<c r=\"D6\"[^>]*>)<v>[^<]*", r"\1<v>nan", "is not a number"),
        (SHEET, r"(<c r=\"D6\"[^>]*>)", r"\1<f>1+1</f>", "formula"),
        (SHEET, "<pageMargins", '<mergeCells><mergeCell ref="A6:A7"/></mergeCells><pageMargins', "merged cells"),
        (SHEET, "(<pageMargins[^>]*>)(<pageSetup[^>]*>)", r"\2\1", "out of order"),
        (CHART, r'(<c:val>.*?<c:pt idx="0"><c:v>)[^<]*', r"\g<1>12.5", "it keeps '12.5'"),
        (CHART, r'(<c:plus>.*?<c:pt idx="0"><c:v>)[^<]*', r"\g<1>12.5", "it keeps '12.5'"),
        (CHART, r'(<c:cat>.*?<c:pt idx="0"><c:v>)[^<]*', r"\1Other", "it keeps 'Other'"),
        (CHART, "<c:f>'Staff survey'!", "<c:f>'Survey'!", "which is not there"),
        (CHART, r'<c:crossAx val="\d+"', '<c:crossAx val="1"', "crosses one"),
        (CHART, '<c:idx val="1"', '<c:idx val="0"', "same idx"),
        (DRAWING, 'descr="[^"]*"', 'descr=""', "no text for who cannot see"),
    ],
)  # fmt: skip
def test_no_rule_is_empty(sound, part, old, new, fault):
    assert any(fault in found for found in faults(spoilt(sound, part, old, new)))
