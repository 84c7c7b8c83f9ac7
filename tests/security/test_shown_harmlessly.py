"""Texts that drive a terminal, a spreadsheet or a log are shown as what they are, wherever they are shown."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wres_calc.cli.options import FINDINGS_PRINTED

if TYPE_CHECKING:
    from .conftest import Run

HOSTILE = [
    *(
        "\x1b]0;pwned\x07",
        "\x1b[2J",
        "\x1b]52;c;cHduZWQ=\x07",
        "\x9b2J",
        "a\rb",
        "a\nb",
        "\u202eabc",
        "\u2028x",
    ),
    *(
        "[link=http://x.example]y[/link]",
        "[/]",
        "[red]r",
        ":smile:",
        "foo\\",
        "%0A::error::x",
        "]]>",
        "<b>&amp;",
    ),
    *(
        '=HYPERLINK("http://x.example","y")',
        "=cmd|'/c calc'!A1",
        "@SUM(1)",
        "+1+1",
        "-1-1",
        "{=1}",
        "＝1",
        "\ufeffz",
    ),
    *("http://x.example", "file:///etc/x", "::error file=x::y", "##vso[task.complete]"),
]
USE = ("--year", "2025")
OURS = re.compile(r"\x1b\[[0-9;]*m")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A submission with hostile texts in cells, headings, a name of a sheet and the name of the organisation."""
    folder = tmp_path / "sent"
    folder.mkdir()
    text = io.StringIO()
    heads = ["employee_number", "ethnic_category", "staff_group", "grade", "job_role", *HOSTILE[:3], "=1+1"]
    rows = [[str(i), cell, cell, cell, cell, "", "", "", ""] for i, cell in enumerate(HOSTILE)]
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([heads, *rows])
    (folder / "workforce.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    name = json.dumps("=1+1 [/] \u001b[2J :smile: \u202e")
    (folder / "submission.toml").write_text(
        f'[organisation]\ncode = "RX1"\nname = {name}\n', encoding="utf-8"
    )
    return folder


def harmless(text: str) -> bool:
    return CONTROLS.search(OURS.sub("", text)) is None


@pytest.mark.parametrize("output", ["text", "json", "csv"])
def test_reports(run: "Run", hostile: Path, tmp_path: Path, output: str) -> None:
    done = run("calc", hostile, *USE, "--format", output, "--show-values", "--to", "none")
    assert done.code == 1
    assert harmless(done.said.replace("\r\n", "\n"))
    if output == "text":
        for shown in ("=1+1 [/]", "\\x1b[2J :smile: \\u202e", "'+1+1' x1"):
            assert shown in done.out
    if output == "json":
        json.loads(done.out)
    if output == "csv":
        fields = [field for row in csv.reader(io.StringIO(done.out)) for field in row]
        numbers = re.compile(r"-?[0-9.]+(e-?[0-9]+)?")
        assert [
            field for field in fields if re.match(r"\s*[=+\-@＝]", field) and not numbers.fullmatch(field)
        ] == []


@pytest.mark.parametrize("output", FINDINGS_PRINTED)
def test_findings(run: "Run", hostile: Path, output: str) -> None:
    done = run("validate", hostile, *USE, "--format", output, "--show-values")
    assert done.code == 1
    assert harmless(done.said.replace("\r\n", "\n"))
    if output == "github":
        lines = done.out.splitlines()
        assert all(re.match(r"::(error|warning|notice) ", line) for line in lines if line.startswith("::"))
        assert "%0A::error::x" not in done.out.replace("%250A", "")


def test_workbooks(run: "Run", hostile: Path, tmp_path: Path) -> None:
    """No formula, no link and no control character in any workbook written, the hostile cells being in it."""
    out = tmp_path / "out"
    assert run("calc", hostile, *USE, "--to", "excel", "-o", out, "--show-values").code == 1
    issues = out / "issues.xlsx"
    assert run("validate", hostile, *USE, "--issues", issues, "--show-values").code == 1
    for path in out.glob("*.xlsx"):
        with zipfile.ZipFile(path) as book:
            parts = {
                name: book.read(name).decode("utf-8") for name in book.namelist() if not name.endswith(".png")
            }
        assert "cmd|" in parts["xl/sharedStrings.xml"]
        for name, part in parts.items():
            assert harmless(part.replace("\r\n", "\n")), name
            assert re.search(r"<f[ >]", part) is None, name
            assert "ddeLink" not in part
            external = re.findall(r'TargetMode="External"', part)
            assert external == [], name


@pytest.mark.parametrize("option", ["--prior", "--previous"])
def test_refusals(run: "Run", hostile: Path, tmp_path: Path, option: str) -> None:
    """A report that somebody else made says whose it is; so does what is said of it."""
    out = tmp_path / "out"
    run("calc", hostile, *USE, "--publish", "--to", "json", "-o", out, "--fail-on", "never")
    (path,) = out.glob("*_published.json")
    document = json.loads(path.read_bytes())
    document["organisation"]["code"] = "\x1b[2J\u202eRX1"
    path.write_text(json.dumps(document), "utf-8")
    done = run("calc", hostile, *USE, "--publish", "--to", "none", option, path)
    assert done.code == 2
    assert "\\x1b[2J\\u202eRX1 2025" in done.err
    assert not CONTROLS.search(done.err)
