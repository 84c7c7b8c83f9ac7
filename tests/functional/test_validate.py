"""`wres validate` from outside: exit codes, standard output and error, files (contract, sections 1 and 5)."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schemas" / "findings.schema.json"


@pytest.fixture
def clean(tmp_path):
    """A submission with nothing to say of it but notes."""
    folder = tmp_path / "clean"
    folder.mkdir()
    (folder / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n', encoding="utf-8"
    )
    rows = "".join(f"{code},{answer}\n" for code in "AH" for answer in ("yes", "no"))
    (folder / "recruitment.csv").write_text(f"ethnic_category,appointed\n{rows}", encoding="utf-8")
    return folder


@pytest.fixture
def warned(clean, tmp_path):
    """One with a warning."""
    folder = tmp_path / "warned"
    shutil.copytree(clean, folder)
    text = "employee_number,completed_on,mandatory\n1,2020-01-01,No\n2,2024-06-01,No\n"
    (folder / "training.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def faulty(clean, tmp_path):
    """One with an error in rows 6 and 7."""
    folder = tmp_path / "faulty"
    shutil.copytree(clean, folder)
    with (folder / "recruitment.csv").open("a", encoding="utf-8") as file:
        file.write("Whte - British,no\nSECRET 943 476 5919,no\n")
    return folder


@pytest.fixture
def misconfigured(clean, tmp_path):
    """One whose submission.toml is wrong."""
    folder = tmp_path / "misconfigured"
    shutil.copytree(clean, folder)
    (folder / "submission.toml").write_text("[submission]\nreporting_year = 1066\n", encoding="utf-8")
    return folder


@pytest.fixture
def unreadable(clean, tmp_path):
    """One with a table that cannot be read."""
    folder = tmp_path / "unreadable"
    shutil.copytree(clean, folder)
    (folder / "board.csv").write_text("ethnic_category,voting,executive\nA,y\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "fail_on", "code"),
    [
        (["clean"], "error", 0),
        (["clean"], "warning", 0),
        (["warned"], "error", 0),
        (["warned"], "warning", 1),
        (["faulty"], "error", 1),
        (["faulty"], "never", 0),
        (["clean", "faulty", "warned"], "error", 1),
        (["misconfigured"], "never", 3),
        (["faulty", "misconfigured", "clean"], "error", 3),
        (["unreadable"], "never", 4),
        (["nowhere"], "error", 4),
        (["nowhere", "misconfigured", "faulty"], "error", 4),
    ],
)
def test_the_exit_code_is_the_worst(wres, request, tmp_path, names, fail_on, code):
    folders = [tmp_path / name if name == "nowhere" else request.getfixturevalue(name) for name in names]
    assert wres("validate", *folders, "--fail-on", fail_on).returncode == code


def test_json_fits_its_schema_and_holds_no_value(wres, faulty, clean, misconfigured):
    done = wres("validate", faulty, misconfigured, clean, "--format", "json")
    assert b"SECRET" not in done.stdout + done.stderr
    document = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    assert [each["path"] for each in document["submissions"]] == [str(faulty), str(misconfigured), str(clean)]
    errors = [item for item in document["submissions"][0]["issues"]["items"] if item["severity"] == "error"]
    assert [(item["row"], item["column"], item["value"]) for item in errors] == [
        (6, "ethnic_category", None),
        (7, "ethnic_category", None),
    ]
    assert document["submissions"][1]["organisation"] is None
    assert done.stdout == wres("validate", faulty, misconfigured, clean, "--format", "json").stdout


def test_values_are_in_it_when_asked_for(wres, faulty):
    done = wres("validate", faulty, "--format", "json", "--show-values")
    (submission,) = json.loads(done.stdout)["submissions"]
    assert [item["value"] for item in submission["issues"]["items"][:2]] == [
        "Whte - British",
        "SECRET 943 476 5919",
    ]


@pytest.mark.parametrize("kind", ["text", "json", "junit", "sarif", "github"])
def test_every_format_is_for_a_pipe(wres, faulty, kind):
    done = wres("validate", faulty, "--format", kind)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"unknown-ethnic-category" in done.stdout
    if kind == "junit":
        assert ET.fromstring(done.stdout).get("failures") == "1"
    if kind in ("json", "sarif"):
        assert json.loads(done.stdout)


def test_the_summary_is_a_line_on_standard_error(wres, faulty, clean, warned):
    done = wres("validate", clean, faulty, warned, "--format", "json")
    assert done.stderr.decode().splitlines() == [
        "3 submissions: 1 clean, 2 with findings; 1 kind of error in 2 rows, 1 warning"
    ]
    assert wres("validate", faulty, "--quiet").stderr == b""


def test_values_on_the_terminal_can_be_hidden(wres, faulty, tmp_path):
    assert b"SECRET" in wres("validate", faulty).stdout
    done = wres("validate", faulty, "--redact", "--issues", tmp_path / "issues.xlsx")
    assert b"SECRET" not in done.stdout
    rows = openpyxl.load_workbook(tmp_path / "issues.xlsx")["All issues"].iter_rows(
        min_row=5, values_only=True
    )
    assert {row[8] for row in rows} == {None}


def test_a_refused_setting_names_no_heading_of_the_file_when_redacted(wres, faulty):
    settings = faulty / "submission.toml"
    (faulty / "recruitment.csv").write_text("Jo Bloggs,appointed\nA,yes\n", encoding="utf-8")
    named = '[tables.recruitment]\ncolumns = { ethnic_category = "Joe Bloggs" }\n'
    settings.write_text(settings.read_text(encoding="utf-8") + named, encoding="utf-8")
    for output in ("text", "json", "junit", "sarif", "github"):
        plain, redacted = (
            wres("validate", faulty, "--format", output, *more) for more in ((), ("--redact",))
        )
        assert plain.returncode == redacted.returncode == 3
        assert b"Bloggs" in plain.stdout
        assert b"Bloggs" not in redacted.stdout + redacted.stderr


def test_the_workbook_and_the_copies(wres, faulty, tmp_path):
    before = {path.name: path.read_bytes() for path in faulty.iterdir()}
    done = wres(
        "validate", faulty, "--issues", tmp_path / "i.xlsx", "--mark", tmp_path / "m", "--format", "github"
    )
    assert done.returncode == 1
    assert "Wrote" in done.stderr.decode()
    rows = openpyxl.load_workbook(tmp_path / "i.xlsx")["All issues"].iter_rows(min_row=5, values_only=True)
    assert "SECRET 943 476 5919" in {row[8] for row in rows}
    marked = openpyxl.load_workbook(tmp_path / "m" / "recruitment.xlsx")["recruitment"]
    assert marked["A6"].comment is not None
    assert {path.name: path.read_bytes() for path in faulty.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--show-values", "--redact"], "contradict"),
        (["--issues", "issues.csv"], ".xlsx"),
        (["--issues", "{faulty}/recruitment.xlsx"], "belongs to the submission"),
        (["--mark", "{faulty}"], "folder of the submission"),
        (["{faulty}", "--prior", "{faulty}"], "one submission"),
    ],
)
def test_wrong_use(wres, faulty, arguments, says):
    done = wres("validate", faulty, *(text.format(faulty=faulty) for text in arguments))
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert done.stdout == b""
    assert sorted(path.name for path in faulty.iterdir()) == ["recruitment.csv", "submission.toml"]


def test_an_output_that_cannot_be_written(wres, faulty, tmp_path):
    (tmp_path / "issues.xlsx").write_text("minutes of the board", encoding="utf-8")
    done = wres("validate", faulty, "--issues", tmp_path / "issues.xlsx")
    assert done.returncode == 4
    assert (tmp_path / "issues.xlsx").read_text(encoding="utf-8") == "minutes of the board"


def test_what_calc_reports_is_what_validate_finds(wres, faulty):
    report = json.loads(wres("calc", faulty, "--format", "json").stdout)
    (submission,) = json.loads(wres("validate", faulty, "--format", "json").stdout)["submissions"]
    assert submission["issues"] == report["issues"]
