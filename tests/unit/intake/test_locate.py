"""Finding the tables, and what `submission.toml` may say."""

from pathlib import Path

import pytest

from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.intake.load import load

from .conftest import HEADINGS, Sender

CSV = f"{HEADINGS}\n1,A,x,5\n"
TOML = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'


def problem(folder: Path, toml: str, year: int | None = None, organisation: str | None = None) -> str:
    (folder / "workforce.csv").write_text(CSV)
    (folder / "submission.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load(folder, year=year, organisation=organisation)
    message = raised.value.message
    assert "pydantic" not in message
    assert "http" not in message
    return message


def test_files_named_after_tables_in_any_case(send: Sender) -> None:
    survey = "Ethnicity,Q14a\nA,1\n"
    submission = send(
        {"WorkForce.CSV": CSV, "Staff Survey.csv": survey, "~$workforce.xlsx": "x", "notes.csv": "x"}
    )
    assert sorted(submission.tables) == ["staff_survey", "workforce"]
    assert [(fault.code, fault.message) for fault in submission.faults] == [
        ("files-not-read", "Not read, as they are no table: notes.csv.")
    ]


def test_settings_are_passed_on(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "Staff.csv").write_text("Emp,Origin,Staff Group,Pay\n1,White UK,x,5\n")
    (tmp_path / "submission.toml").write_bytes(
        b"\xef\xbb\xbf"
        + TOML.encode()
        + b"""
[tables.workforce]
file = "data/Staff.csv"
columns = { employee_number = "emp", ethnic_category = "Origin", grade = "Pay" }
values.ethnic_category = { "White UK" = "A" }

[[accept]]
issue = "unknown-ethnic-category"
table = "workforce"
reason = "corrected from June"

[population_served]
bme = 12.5
"""
    )
    submission = load(tmp_path, year=2025, organisation="rx1")
    table = submission.tables["workforce"]
    assert table.frame.rows() == [(2, "1", "White UK", "x", "5")]
    assert table.headings == {
        "employee_number": "Emp",
        "ethnic_category": "Origin",
        "staff_group": "Staff Group",
        "grade": "Pay",
    }
    assert table.file == "data/Staff.csv"
    assert table.values == {"ethnic_category": {"White UK": "A"}}
    assert (submission.reporting_year, submission.organisation.code) == (2025, "RX1")
    assert submission.accepted[0].reason == "corrected from June"
    assert submission.population_served is not None
    assert submission.population_served.bme == 12.5


@pytest.mark.parametrize(
    ("name", "advice"),
    [("nothing", ".parquet"), ("file.pdf", ".parquet"), ("empty", ".parquet"), ("only-notes", "wres init")],
)
def test_what_is_no_submission(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / "file.pdf").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "only-notes").mkdir()
    (tmp_path / "only-notes" / "notes.csv").write_text("x")
    with pytest.raises(UnreadableInput) as raised:
        load(tmp_path / name, year=2025, organisation="RX1")
    assert advice in raised.value.advice


@pytest.mark.parametrize("toml", ["", '[tables.workforce]\nfile = "workforce.csv"\n'])
def test_a_folder_where_a_file_was_meant(tmp_path: Path, toml: str) -> None:
    (tmp_path / "workforce.csv").mkdir()
    (tmp_path / "submission.toml").write_text(TOML + toml)
    with pytest.raises(UnreadableInput, match="is a folder"):
        load(tmp_path)


def test_two_files_for_one_table(send: Sender) -> None:
    submission = send(
        {"workforce.csv": CSV, "Workforce.parquet": b"", "board.csv": "Ethnicity,Voting,Executive\n"}
    )
    assert [(fault.code, fault.table) for fault in submission.faults] == [
        ("two-files-for-one-table", "workforce")
    ]
    assert list(submission.tables) == ["board"]


def test_the_file_named_wins_over_the_one_found(send: Sender) -> None:
    submission = send({"workforce.csv": "x", "b.csv": CSV}, '[tables.workforce]\nfile = "b.csv"\n')
    assert submission.tables["workforce"].file == "b.csv"
    assert submission.faults == ()


@pytest.mark.parametrize("toml", ['file = "gone.csv"', "header_row = 2"])
def test_a_table_described_but_not_sent(send: Sender, toml: str) -> None:
    submission = send({"board.csv": "Ethnicity,Voting,Executive\n"}, f"[tables.workforce]\n{toml}\n")
    assert [(fault.code, fault.table) for fault in submission.faults] == [("file-missing", "workforce")]
    assert list(submission.tables) == ["board"]


def test_kinds_of_file_that_are_not_read(send: Sender) -> None:
    submission = send({"workforce.xlsm": "x"})
    assert [fault.code for fault in submission.faults] == ["file-kind-not-read"]


@pytest.mark.parametrize("name", ["workforce.xls", "workforce.ods", "workforce.xlsb"])
def test_workbooks_of_other_kinds_that_are_none(send: Sender, name: str) -> None:
    assert [fault.code for fault in send({name: "x"}).faults] == ["file-unreadable"]


@pytest.mark.parametrize(
    "file",
    [
        "../out.csv",
        "/etc/passwd",
        "a/../../out.csv",
        "..\\\\out.csv",
        "C:/x.csv",
        "C:x.csv",
        "~/x.csv",
        "-x.csv",
        "ftp://x/y.csv",
        "file:///x.csv",
        "a\\u0000.csv",
        "a\\u001b.csv",
    ],
)
def test_no_file_outside_the_folder(tmp_path: Path, file: str) -> None:
    message = problem(tmp_path, f'{TOML}[tables.workforce]\nfile = "{file}"\n')
    assert "not within the folder" in message
    assert "\x1b" not in message


@pytest.mark.parametrize("toml", ["", '[tables.workforce]\nfile = "workforce.csv"\n'])
def test_no_link_out_of_the_folder(tmp_path: Path, toml: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text(CSV)
    try:
        Path(folder / "workforce.csv").symlink_to(tmp_path / "secret.csv")
    except OSError:
        pytest.skip("links cannot be made here")
    (folder / "submission.toml").write_text(TOML + toml)
    with pytest.raises(ConfigurationError, match="not within the folder"):
        load(folder)


def test_misspelt_keys_all_at_once(tmp_path: Path) -> None:
    message = problem(
        tmp_path,
        """
[submission]
reporting_yaer = 2025
[organisation]
code = "RX1"
nmae = "Trust"
[tables.workfroce]
file = "x.csv"
[tables.workforce]
heder_row = 2
sheet = 3
columns = { ethnic_categroy = "Ethnic Origin" }
values.garde = { "x" = "y" }
[[accept]]
issue = "x"
table = "bord"
[extra]
""",
    )
    expected = [
        'unknown key "reporting_yaer" under [submission]; did you mean "reporting_year"?',
        "the reporting year is not given",
        'unknown key "nmae" under [organisation]; did you mean "name"?',
        'unknown table "workfroce" in [tables.workfroce]; did you mean "workforce"?',
        'unknown key "heder_row" under [tables.workforce]; did you mean "header_row"?',
        "sheet under [tables.workforce] must be text in quotation marks",
        'unknown column "ethnic_categroy" under [tables.workforce.columns]; did you mean "ethnic_category"?',
        'unknown column "garde" under [tables.workforce.values]; did you mean "grade"?',
        "reason in [[accept]] number 1 is missing",
        'unknown table "bord" in [[accept]] number 1; did you mean "board"?',
        'unknown key "extra" at the top level',
    ]
    assert [part for part in expected if part not in message] == []
    assert message.count("\n- ") == len(expected)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[submission]\nreporting_year = "2025"', "must be a whole number"),
        ("[submission]\nreporting_year = true", "must be a whole number"),
        ('[organisation]\ncode = "RX-1"', "3 to 6 letters and digits"),
        ("[tables.workforce]\nheader_row = 0", "it must be 1 or more"),
        ("[tables.workforce]\ncolumns = 3", "must hold pairs"),
        ("tables = 3", "must hold pairs"),
        ("[tables]\nworkforce = 3", "must be a section"),
        ("[accept]\nissue = 'x'", "[[accept]]"),
        ("[population_served]\nbme = 120", "it must be 100 or less"),
        ("submission = 3", "must be a section"),
    ],
)
def test_wrong_types_in_plain_words(tmp_path: Path, toml: str, words: str) -> None:
    assert words in problem(tmp_path, toml, 2025, "RX1")


def test_toml_syntax(tmp_path: Path) -> None:
    assert "line 2, column" in problem(tmp_path, "[submission]\nreporting_year 2025\n")
    (tmp_path / "submission.toml").write_bytes("[organisation]\nname = 'é'".encode("cp1252"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load(tmp_path)


def test_neither_year_nor_organisation(tmp_path: Path) -> None:
    (tmp_path / "workforce.csv").write_text(CSV)
    with pytest.raises(ConfigurationError) as raised:
        load(tmp_path)
    assert "--year" in raised.value.message
    assert "--org" in raised.value.message


def test_options_that_contradict_the_file(tmp_path: Path) -> None:
    message = problem(tmp_path, TOML, 2024, "RX2")
    assert "--year 2024" in message
    assert "--org RX2" in message


def test_headings_chosen_and_not_there(tmp_path: Path) -> None:
    (tmp_path / "board.csv").write_text("Ethnicity,Voting,Executive\n")
    message = problem(
        tmp_path,
        TOML
        + '[tables.workforce.columns]\ngrade = "Grades"\n[tables.board.columns]\nvoting = "Votes at all"\n',
    )
    assert 'workforce.csv: row 1 has no heading "Grades"' in message
    assert 'did you mean "grade"?' in message
    assert 'board.csv: row 1 has no heading "Votes at all"' in message
