"""`wres calc` from outside: exit codes, standard output and error, files (contract, sections 1, 5 and 6)."""

# ruff: noqa: E501  (a case is one line: a file and what is said of it)
import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from tests import build

SCHEMAS = Path(__file__).parents[2] / "schemas"


def figure(report, number, measure, group, breakdown=None):
    """One measure of the JSON report."""
    (found,) = (
        m
        for indicator in report["indicators"]
        if indicator["number"] == number
        for m in indicator["measures"]
        if (m["measure"], m["group"], m["breakdown"]) == (measure, group, breakdown or {})
    )
    return found


def test_it_shows_the_report_and_names_the_workbook(wres, small, tmp_path):
    done = wres("calc", small, "-o", tmp_path / "out put")
    assert done.returncode == 0
    workbook = tmp_path / "out put" / "wres_RX0_2025.xlsx"
    text = done.stdout.decode()
    assert "Small Example NHS Trust (RX0)" in text
    assert "wres_RX0_2025.xlsx" in text
    assert "\x1b" not in text
    summary, then = done.stderr.decode().splitlines()
    assert summary.startswith("WRES RX0 2025: 9 of 9 indicators")
    assert then == f"Next: open {workbook}; its first sheet is the page for the board."
    assert openpyxl.load_workbook(workbook).sheetnames[:2] == ["For the board", "Summary"]


def test_one_error_is_called_one_error(wres, small, tmp_path):
    folder = shutil.copytree(small, tmp_path / "one")
    head, first, *others = (folder / "workforce.csv").read_text("utf-8").splitlines()
    at = head.split(",").index("ethnic_category")
    cells = first.split(",")
    cells[at] = "Whte"
    (folder / "workforce.csv").write_text("\n".join([head, ",".join(cells), *others]), "utf-8")
    assert ", 1 error, " in wres("calc", folder, "--to", "none").stderr.decode()


def test_json_is_all_there_is_on_standard_output_and_fits_its_schema(wres, small, tmp_path):
    done = wres("calc", small, "--format", "json")
    report = json.loads(done.stdout)
    Draft202012Validator(json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8"))).validate(
        report
    )
    assert report["format"] == 1
    assert [indicator["number"] for indicator in report["indicators"]] == list(range(1, 10))
    assert not (tmp_path / "somewhere else" / "wres-output").exists()


def test_every_sample_table_fits_its_schema(small):
    for path in small.glob("*.csv"):
        schema = json.loads((SCHEMAS / f"{path.stem}.schema.json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                Draft202012Validator(schema).validate({key: value or None for key, value in row.items()})


def test_csv_has_a_row_for_each_measure_of_the_json(wres, small):
    rows = list(
        csv.DictReader(io.StringIO(wres("calc", small, "--format", "csv").stdout.decode("utf-8-sig")))
    )
    report = json.loads(wres("calc", small, "--format", "json").stdout)
    measures = [m for indicator in report["indicators"] for m in indicator["measures"]]
    assert len(rows) == len(measures) > 100
    for row, measure in zip(rows, measures, strict=True):
        assert (float(row["value"]) if row["value"] else None) == measure["value"]


def test_all_files_at_once_and_the_same_bytes_again(wres, small, tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        assert wres("calc", small, "--to", "excel,json", "--to", "csv", "-o", folder, "-q").returncode == 0
    names = sorted(path.name for path in first.iterdir())
    assert names == ["wres_RX0_2025.csv", "wres_RX0_2025.json", "wres_RX0_2025.xlsx"]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_workbook_holds_the_figures_of_the_json(wres, small, tmp_path):
    report = json.loads(wres("calc", small, "--format", "json", "--to", "excel", "-o", tmp_path / "o").stdout)
    book = openpyxl.load_workbook(tmp_path / "o" / "wres_RX0_2025.xlsx")
    numbers = {
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    values = [m["value"] for i in report["indicators"] for m in i["measures"] if m["value"] is not None]
    assert len(values) > 100
    assert all(value in numbers for value in values)


def test_some_indicators_only(wres, small):
    report = json.loads(wres("calc", small, "--format", "json", "--indicators", "1,2,5,6").stdout)
    assert [indicator["number"] for indicator in report["indicators"]] == [1, 2, 5, 6]


def test_detailed_groups_and_breakdowns(wres, small):
    report = json.loads(
        wres("calc", small, "--format", "json", "--by", "ethnic-heading,internal", "--by", "pay-band").stdout
    )
    headings = {
        m["group"]
        for m in report["indicators"][1]["measures"]
        if m["breakdown"] == {"grouping": "ethnic_heading"} and m["measure"] == "likelihood"
    }
    assert headings == {"white", "mixed", "asian", "black", "other", "unknown"}
    inside = figure(report, 2, "likelihood", "white", {"internal": "yes"})
    outside = figure(report, 2, "likelihood", "white", {"internal": "no"})
    whole = figure(report, 2, "likelihood", "white")
    assert inside["denominator"] + outside["denominator"] == whole["denominator"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--to", "pdf"], 2, "--to does not know pdf"),
        (["--to", "none,excel"], 2, "goes with nothing else"),
        (["--by", "age"], 2, "--by does not know age"),
        (["--indicators", "0,1"], 2, "no indicator 0"),
        (["--indicators", "one"], 2, "takes numbers"),
        (["--format", "yaml"], 2, "yaml"),
        (["--year", "2024"], 3, "2024"),
        (["--org", "RZZ"], 3, "RZZ"),
    ],
)
def test_wrong_use_and_contradictions(wres, small, arguments, code, words):
    done = wres("calc", small, *arguments)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert done.stdout == b""


def make(folder: Path, **tables: str) -> Path:
    """A submission folder with tables given as text."""
    folder.mkdir(exist_ok=True)
    (folder / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX9"\n', encoding="utf-8"
    )
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_findings_give_exit_code_1_and_no_value_leaves(wres, tmp_path):
    folder = make(tmp_path / "s", recruitment="ethnic_category,appointed\nSecretValue,yes\nA,no\n")
    done = wres("calc", folder, "--format", "json")
    assert done.returncode == 1
    assert b"SecretValue" not in done.stdout + done.stderr
    report = json.loads(done.stdout)
    (item,) = (item for item in report["issues"]["items"] if item["severity"] == "error")
    assert (item["code"], item["row"], item["column"]) == ("unknown-ethnic-category", 2, "ethnic_category")
    assert report["indicators"][1]["reason"] == "table_has_errors"
    shown = json.loads(wres("calc", folder, "--format", "json", "--show-values").stdout)
    assert shown["issues"]["items"][0]["value"] == "SecretValue"


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on(wres, tmp_path, fail_on, code):
    folder = make(
        tmp_path / "s",
        workforce="employee_number,ethnic_category,staff_group,grade\n1,A,Students,Odd grade\n",
    )
    assert wres("calc", folder, "--fail-on", fail_on, "--to", "none").returncode == code


def test_fail_on_never_with_errors(wres, tmp_path):
    folder = make(tmp_path / "s", recruitment="ethnic_category,appointed\nT,yes\n")
    assert wres("calc", folder, "--fail-on", "never", "--to", "none").returncode == 0


def test_without_submission_toml_the_options_say_it(wres, small, tmp_path):
    folder = tmp_path / "bare"
    folder.mkdir()
    shutil.copy(small / "recruitment.csv", folder)
    assert wres("calc", folder, "--to", "none").returncode == 3
    done = wres("calc", folder, "--year", "2025", "--org", "RX0", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["indicators"][0]["reason"] == "table_missing"


BAD = {
    "an empty file": ({"workforce.csv": b""}, 4, ["workforce.csv"]),
    "no workbook": ({"workforce.xlsx": b"not a workbook"}, 4, ["workforce.xlsx"]),
    "a truncated workbook": ({"workforce.xlsx": "cut"}, 4, ["workforce.xlsx"]),
    "a password": ({"workforce.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600}, 4, ["workforce.xlsx", "password"]),
    "ragged rows": ({"recruitment.csv": b"ethnic_category,appointed\nA,yes\nH,no,no\nA\n"}, 4, ["row 3", "row 4"]),
    "a stray quote": ({"recruitment.csv": b'ethnic_category,appointed\nA,yes\n"H,no\nA,no\n'}, 4, ["row 3"]),
    "headings elsewhere": ({"recruitment.csv": b"A,yes\n\nethnic_category,appointed\nA,yes\n"}, 4, ["row 3", "header_row"]),
    "no parquet": ({"board.parquet": b"PAR1nothing"}, 4, ["board.parquet"]),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_read_is_named_and_stops_nothing_else(wres, tmp_path, what):
    files, code, words = BAD[what]
    good = "member_id,ethnic_category,voting,executive\n1,A,y,y\n"
    folder = make(tmp_path / "s", **({} if "board.parquet" in files else {"board": good}))
    for name, content in files.items():
        if content == "cut":
            book = openpyxl.Workbook()
            book.active.append(["employee_number"])
            book.save(folder / name)
            content = (folder / name).read_bytes()[:800]
        (folder / name).write_bytes(content)
    done = wres("calc", folder, "--to", "none")
    text = " ".join(done.stdout.decode().split())
    assert done.returncode == code, text
    assert b"Traceback" not in done.stderr
    assert all(word in text for word in words), text


def test_a_folder_without_tables_and_a_path_that_is_not_there(wres, tmp_path):
    for path in (make(tmp_path / "empty"), tmp_path / "nowhere"):
        done = wres("calc", path)
        assert done.returncode == 4
        assert path.name in done.stderr.decode()


def test_a_folder_where_a_file_was_meant(wres, tmp_path):
    folder = make(tmp_path / "s", board="ethnic_category,voting,executive\nA,y,y\n")
    (folder / "workforce.csv").mkdir()
    done = wres("calc", folder, "--to", "none")
    assert done.returncode == 4
    assert b"workforce.csv" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[submission]\nreporting_year = 2131\n[organisation]\ncode = "RX9"\n', ["2131", str(build.LAST)]),
        ('[submission]\nreporting_yaer = 2025\n[organisation]\ncode = "RX9"\n', ["reporting_yaer", "reporting_year"]),
        ('[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX9"\n[tables.workfroce]\nheader_row = 2\n', ["workfroce", "workforce"]),
        ('[submission\nreporting_year = 2025\n', ["line 1"]),
    ],
)  # fmt: skip
def test_configuration_that_is_wrong(wres, tmp_path, toml, words):
    folder = make(tmp_path / "s", board="ethnic_category,voting,executive\nA,y,y\n")
    (folder / "submission.toml").write_text(toml, encoding="utf-8")
    done = wres("calc", folder)
    assert done.returncode == 3
    assert all(word in done.stderr.decode() for word in words), done.stderr.decode()


def test_a_file_that_is_not_ours_is_never_touched(wres, small, tmp_path):
    other = tmp_path / "o" / "wres_RX0_2025.xlsx"
    other.parent.mkdir()
    book = openpyxl.Workbook()
    book.save(other)
    before = other.read_bytes()
    done = wres("calc", small, "-o", tmp_path / "o")
    assert done.returncode == 4
    assert b"wres_RX0_2025.xlsx" in done.stderr
    assert other.read_bytes() == before
    assert [path.name for path in other.parent.iterdir()] == [other.name]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "utf-8"])
def test_any_code_page_will_do(process, small, encoding):
    done = process("calc", small, "--to", "none", PYTHONIOENCODING=encoding, NO_COLOR="1", COLUMNS="80")
    assert done.returncode == 0
    lines = done.stdout.decode(encoding).splitlines()
    assert max(map(len, lines)) <= 80


def test_hostile_names_show_as_text(wres, tmp_path):
    folder = make(tmp_path / "s", board="ethnic_category,voting,executive\nA,y,y\n")
    name = "=cmd|'/c calc'!A1 [/x] :smile: \\u001b]0;pwn\\u0007 \\u202e"
    (folder / "submission.toml").write_text(
        f'[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX9"\nname = "{name}"\n',
        encoding="utf-8",
    )
    done = wres("calc", folder, "--to", "excel,csv", "-o", tmp_path / "o", FORCE_COLOR="1")
    assert done.returncode == 0
    assert b"\x1b]0" not in done.stdout
    assert ":smile:" in done.stdout.decode()
    book = openpyxl.load_workbook(tmp_path / "o" / "wres_RX9_2025.xlsx")
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    text = (tmp_path / "o" / "wres_RX9_2025.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd" in text
    assert ",=cmd" not in text


def test_help_and_version_say_themselves_without_a_submission(wres):
    assert wres("--version").stdout.decode().split() == ["wres-calc", "0.1.0"]
    assert "calc" in wres("--help").stdout.decode()
    assert wres("calc").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("buffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["years"], ["explain"], ["calc", "--help"]])
def test_what_cannot_be_shown_is_no_fault_of_the_program(words, buffered, bytecode):
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    env["PYTHONUNBUFFERED"] = buffered
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "wres_calc", *words]
        done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 4, done.stderr
        assert b"could not be written" in done.stderr
        assert done.stderr.count(b"\n") == 1
        command = [sys.executable, "-m", "wres_calc", "calc", "no such folder"]
        assert subprocess.run(command, env=env, stderr=full, check=False).returncode == 4


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes what a program writes to")
@pytest.mark.parametrize("words", ["validate", "calc --to none"])
def test_closed_standard_error_changes_no_exit_code(words, small, bytecode):
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    command = f"'{sys.executable}' -m wres_calc {words} '{small}' 2>&-"
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"RX0" in done.stdout or b"small" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with pipes")
def test_a_reader_that_goes_away_is_no_finding_and_a_full_disk_is_no_fault(small, bytecode):
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    program = f"'{sys.executable}' -m wres_calc calc '{small}' --to none -q"
    for rest, code in (("| head -1", 0), ("--format json | head -1", 0), ("> /dev/full", 4), (">&-", 4)):
        if rest == "> /dev/full" and not Path("/dev/full").exists():
            continue
        shell = ["bash", "-c", f"set -o pipefail; {program} {rest}"]
        done = subprocess.run(shell, env=env, capture_output=True, check=False, cwd=small)
        assert done.returncode == code, (rest, done.stderr)
        assert b"Traceback" not in done.stderr


def test_one_kind_of_fault_is_one_line_with_its_count(wres, tmp_path):
    """238 faults that are two things: 237 rows with one, and 1 with another; calc and validate say it alike."""
    folder = build.submission(tmp_path / "RX1")
    rows = ["employee_number,ethnic_category,staff_group,grade"]
    rows += [f"{number},T,Students,Band 3" for number in range(1, 238)] + [",A,Students,Band 3"]
    (folder / "workforce.csv").write_text("\n".join(rows), encoding="utf-8")
    calc, validate = (wres(*command, folder) for command in (("calc", "--to", "none"), ("validate",)))
    for done in (calc, validate):
        assert "2 kinds of error in 238 rows" in done.stderr.decode()
        text = " ".join(done.stdout.decode().split())
        assert "2 kinds of error in 238 rows" in text
        assert text.count("(unknown-ethnic-category, 237 times)") == 1


def test_no_file_of_a_report_holds_a_cell_unless_values_are_asked_for(wres, tmp_path):
    """The texts of faulty cells are for the screen of `wres validate`, which the analyst sits at."""
    folder = build.submission(tmp_path / "RX1")
    (folder / "recruitment.csv").write_text("ethnic_category,appointed\nCanary,yes\nA,no\n", encoding="utf-8")
    for asked in ([], ["--show-values"]):
        out = tmp_path / f"out{len(asked)}"
        done = wres("calc", folder, "-o", out, "--to", "excel,json,csv", *asked)
        book = openpyxl.load_workbook(out / "wres_RX1_2025.xlsx")
        texts = [str(cell.value) for sheet in book for row in sheet for cell in row]
        texts += [done.stdout.decode(), (out / "wres_RX1_2025.json").read_text(encoding="utf-8")]
        assert any("Canary" in text for text in texts) == bool(asked)
