"""A person's name and number leave the program nowhere, unless --show-values asked for cells.

Both are made up. They stand in every column in turn, and in place of headings; then the program is made to crash
over them. Standard output, standard error and every file written are searched, archives unpacked.

What is shown by design: on a screen and in the workbooks, the distinct texts of columns that hold codes, not people
(`CODES`); `wres validate --redact` leaves out those too.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wres_calc import pipeline
from wres_calc.cli.options import FINDINGS_PRINTED
from wres_calc.intake.tables import TABLES
from wres_calc.render import ci, csv_report, json_text, terminal
from wres_calc.report.publication import without_values

if TYPE_CHECKING:
    from .conftest import Run

NAME = "Zebedee Quillfeather"
NUMBER = "943 476 5919"
SEED = f"{NAME} {NUMBER} " * 4
TRACES = ("Zebedee", "Quillfeather", "476 5919", "4765919")

GOOD = {
    "employee_number": "1", "case_id": "D1", "ethnic_category": "A", "staff_group": "Students", "grade": "Band 5",
    "job_role": "Student", "fte": "1", "primary_assignment": "yes", "appointed": "no", "voting": "no",
    "executive": "no", "indicator": "5", "group": "white", "percentage": "10", "population": "board",
    "people": "3", "entered_on": "2024-09-01", "completed_on": "2024-09-01", "organisation_code": "RX1",
}  # fmt: skip
PEOPLE = frozenset(
    """employee_number assignment_number organisation_code application_id vacancy_id case_id respondent_id member_id
    course""".split()
)
"""Columns that tell who somebody is, or hold any text: these are shown by nothing."""


def write(folder: Path, name: str, broken: set[str], seed: str = SEED) -> None:
    """One table of three rows, some of whose columns hold the seed in their second row."""
    columns = list(TABLES[name].model_fields)
    text = io.StringIO()
    rows = [[GOOD.get(column, "") for column in columns] for _ in range(3)]
    rows[1] = [seed if column in broken else cell for column, cell in zip(columns, rows[1], strict=True)]
    csv.writer(text).writerows([columns, *rows])
    (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")


def hits(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text]


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file below a folder as text, the parts of archives one by one."""
    for path in folder.rglob("*"):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from (
                    (f"{path.name}/{part}", archive.read(part).decode("latin-1"))
                    for part in archive.namelist()
                )
        elif path.is_file():
            yield path.name, path.read_bytes().decode("latin-1")


EVERY = [(name, column) for name, model in TABLES.items() for column in model.model_fields]


@pytest.mark.parametrize(("name", "column"), EVERY)
def test_each_column_broken(tmp_path: Path, name: str, column: str) -> None:
    write(tmp_path, name, {column})
    report = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    findings = pipeline.validate([tmp_path], year=2025, organisation="RX1")
    plain, redacted = without_values(findings), without_values(findings, groups=True)
    screen, redacted_screen = io.StringIO(), io.StringIO()
    terminal.render(report, file=screen, width=200, colour=False)
    terminal.render_findings(redacted, file=redacted_screen, width=200, colour=False)
    assert hits(json_text.text(report)) == []
    assert hits(csv_report.text(report)) == []
    assert hits(json_text.text(plain)) == []
    assert hits(ci.junit(plain, warnings_fail=True)) == []
    assert hits(ci.sarif(plain)) == []
    assert hits(ci.github(plain)) == []
    assert hits(redacted_screen.getvalue()) == []
    if column in PEOPLE:
        assert hits(screen.getvalue()) == []


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A submission with the seed in every column that tells who somebody is, and in a column that is not used."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for name, model in TABLES.items():
        write(folder, name, set(model.model_fields) & PEOPLE)
    return folder


USE = ("--year", "2025", "--org", "RX1")


def test_no_file_and_no_stream_holds_them(run: "Run", broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for options in (("--format", "text"), ("--format", "json"), ("--format", "csv")):
        done = run("calc", broken, *USE, *options, "--to", "excel,json,csv", "-o", out)
        assert done.code == 1
        assert hits(done.said) == []
    found = [(name, hit) for name, text in everything(out) if (hit := hits(text))]
    assert len(list(out.iterdir())) == 3
    assert found == []


@pytest.mark.parametrize("output", FINDINGS_PRINTED)
def test_validate_prints_them_nowhere(run: "Run", broken: Path, output: str) -> None:
    done = run("validate", broken, *USE, "--format", output)
    assert done.code == 1
    assert hits(done.said) == []


def test_cells_are_shown_where_they_were_asked_for(run: "Run", tmp_path: Path) -> None:
    """The search finds what is there: these tests are no formality."""
    write(tmp_path, "board", {"ethnic_category"})
    done = run("calc", tmp_path, *USE, "--format", "json", "--to", "none", "--show-values")
    assert hits(done.out) == ["Zebedee", "Quillfeather", "476 5919"]


def test_a_file_without_headings_is_not_quoted(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "workforce.csv").write_text(f"{NAME},{NUMBER},A,Band 5\n{NAME},{NUMBER},B,Band 6\n")
    done = run("calc", tmp_path, *USE, "--format", "json", "--to", "none")
    assert done.code == 4
    assert hits(done.said) == []


@pytest.mark.parametrize("damage", [b'"', b"\xff\xfe", b"\0", b",,,,,", b'\n"'])
def test_a_damaged_file_is_not_quoted(run: "Run", tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, "workforce", {"employee_number"})
    path = tmp_path / "workforce.csv"
    path.write_bytes(path.read_bytes().replace(b"Quill", b"Quill" + damage, 1))
    done = run("calc", tmp_path, *USE, "--format", "json", "--to", "none", "--debug")
    assert done.code in (1, 4)
    assert hits(done.said) == []


CRASHES = {
    "an exception that quotes cells": "raise ValueError(str(raw.frame.rows()))",
    "an error of polars": "raw.frame.cast(pl.Int64)",
    "an error of pydantic": "pydantic.TypeAdapter(int).validate_python(str(raw.frame.rows()))",
}


@pytest.mark.parametrize("debug", [(), ("--debug",)])
@pytest.mark.parametrize("crash", CRASHES)
def test_a_crash_does_not_quote_them(
    process: "Run", broken: Path, tmp_path: Path, crash: str, debug: tuple[str, ...]
) -> None:
    """The program fails in the midst of the cells; what it says is one line, and with --debug where it happened."""
    script = tmp_path / "crash.py"
    script.write_text(
        f"import polars as pl, pydantic\ndef judge(raw):\n    {CRASHES[crash]}\n", encoding="utf-8"
    )
    patched = f"cells.judge = __import__('runpy').run_path({str(script)!r})['judge']"
    before = f"from wres_calc.checking import cells; {patched}"
    done = process("calc", broken, *USE, "--to", "none", *debug, before=before)
    assert done.code == 70
    assert done.out == ""
    assert "a fault of the program" in done.err
    assert hits(done.said) == []
