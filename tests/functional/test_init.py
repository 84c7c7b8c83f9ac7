"""`wres init`: templates that, filled in, come to what the same rows come to as CSV."""

import csv
import datetime as dt
import json
import shutil
import subprocess

import openpyxl
import pytest

NOT_SENT = ("survey_summary", "counts")
"""The tables that stand in for rows: the sample has none of them."""


def typed(column, text):
    """What a person types, as the cell keeps it."""
    if not text:
        return None
    if column.endswith("_on"):
        return dt.date.fromisoformat(text)
    return float(text) if column == "fte" else text


def number_format(sheet, at):
    """The format of a column; neighbours that look the same are kept as one."""
    (found,) = (each for each in sheet.column_dimensions.values() if each.min <= at <= each.max)
    return found.number_format


def fill(path, rows):
    """Type rows into a template: cells have the look of their column, as in a spreadsheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    looks = {name: number_format(sheet, column) for name, column in at.items()}
    for number, row in enumerate(rows, 2):
        for column, text in ((column, text) for column, text in row.items() if column in at):
            cell = sheet.cell(number, at[column], typed(column, text))
            cell.number_format = looks[column]
    book.save(path)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def small(small, tmp_path):
    """The small sample without what the WDES alone asks for: a submission of the WRES has no template of it."""
    return shutil.copytree(small, tmp_path / "small", ignore=shutil.ignore_patterns("capability.csv"))


@pytest.fixture
def filled(wres, small, tmp_path):
    """The small sample, typed into templates."""
    folder = tmp_path / "filled in"
    made = wres("init", folder, "--year", 2025, "--org", "rx0", "--name", "Small Example NHS Trust")
    assert made.returncode == 0, made.stderr
    for table in NOT_SENT:
        (folder / f"{table}.xlsx").unlink()
    for path in small.glob("*.csv"):
        fill(folder / f"{path.stem}.xlsx", rows_of(path))
    return folder


def outcome(wres, folder):
    """The JSON report without what says which files it is from."""
    done = wres("calc", folder, "--format", "json")
    report = json.loads(done.stdout)
    read = [(each["table"], each["rows"], each["people"]) for each in report["inputs"]]
    issues = [(each["code"], each["table"], each["row"], each["count"]) for each in report["issues"]["items"]]
    return done.returncode, read, issues, report["indicators"], report["method"]


def test_filled_in_it_comes_to_the_same_as_csv(wres, small, filled):
    assert outcome(wres, filled) == outcome(wres, small)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice_it_comes_to_the_same(wres, small, filled, tmp_path):
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*convert, *map(str, filled.glob("*.xlsx"))], check=True, capture_output=True, timeout=300)
    shutil.copy(filled / "submission.toml", saved)
    assert len(list(saved.glob("*.xlsx"))) == 6
    assert outcome(wres, saved) == outcome(wres, small)


def test_where_nothing_is_filled_in_it_says_so(wres, tmp_path):
    folder = tmp_path / "my new"
    made = wres("init", folder, "--year", 2025, "--org", "RX1")
    assert made.returncode == 0
    assert f'then: wres calc "{folder}"' in made.stderr.decode()
    done = wres("calc", folder)
    assert (done.returncode, done.stdout) == (4, b"")
    assert "nothing filled in yet" in done.stderr.decode()
    checked = " ".join(wres("validate", folder).stdout.decode().split())
    assert "whether the templates are filled in" in checked


def test_a_template_that_was_not_filled_in_counts_as_not_sent_and_never_as_nobody(wres, filled):
    whole = json.loads(wres("calc", filled, "--format", "json").stdout)
    for table in ("disciplinary", "board"):
        (filled / f"{table}.xlsx").unlink()
    empty = filled.parent / "empty"
    assert wres("init", empty, "--year", 2025, "--org", "RX0").returncode == 0
    for table in ("disciplinary", "board", *NOT_SENT):
        shutil.copy(empty / f"{table}.xlsx", filled)
    done = wres("calc", filled, "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert [
        (i["table"], i["severity"])
        for i in report["issues"]["items"]
        if i["code"] == "template-not-filled-in"
    ] == [(table, "note") for table in ("board", "counts", "disciplinary", "survey_summary")]
    assert not [i for i in report["issues"]["items"] if i["code"] == "population-sent-twice"]
    for before, after in zip(whole["indicators"], report["indicators"], strict=True):
        if after["number"] in (3, 9):
            assert (after["status"], after["reason"]) == ("not_calculated", "table_missing")
        else:
            assert after == before


def test_what_is_there_is_named_and_left_alone_and_nothing_is_written(wres, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "workforce.csv").write_text("mine", encoding="utf-8")
    done = wres("init", folder, "--year", 2025, "--org", "RX1")
    assert done.returncode == 4
    assert "workforce.csv" in done.stderr.decode()
    assert [path.name for path in folder.iterdir()] == ["workforce.csv"]
    assert (folder / "workforce.csv").read_text(encoding="utf-8") == "mine"


def test_a_file_in_place_of_the_folder_is_left_alone(wres, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert wres("init", tmp_path / "file", "--year", 2025, "--org", "RX1").returncode == 4
    assert wres("init", tmp_path / "file" / "below", "--year", 2025, "--org", "RX1").returncode == 4
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--year", 2025], 2),
        (["--org", "RX1"], 2),
        (["--year", 1990, "--org", "RX1"], 3),
        (["--year", 2025, "--org", "R"], 3),
        (["--year", 2025, "--org", "RX1", "--tables", "workfroce"], 2),
        (["--year", 2025, "--org", "RX1", "--name", "a\nb"], 2),
    ],
)
def test_wrong_use_writes_nothing(wres, tmp_path, options, code):
    done = wres("init", tmp_path / "new", *options)
    assert (done.returncode, done.stdout) == (code, b"")
    assert not (tmp_path / "new").exists()


def test_the_same_command_writes_the_same_bytes(wres, tmp_path):
    for name in ("one", "two"):
        assert (
            wres(
                "init", tmp_path / name, "--year", 2025, "--org", "RX1", "--tables", "board,training", "-q"
            ).stderr
            == b""
        )
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert sorted(one) == ["board.xlsx", "submission.toml", "training.xlsx"]
    assert one == two
