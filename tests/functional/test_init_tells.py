"""What `wres init --from` takes for a table and for a column, what it says, and in which words it asks."""

import json
import tomllib

import pytest
from tests.extracts.trust import write_csv
from tests.functional.test_init_asks import nobody, taken

from wres_calc import pipeline
from wres_calc.intake.columns import canonical
from wres_calc.intake.tables import TABLES
from wres_calc.pipeline.propose import take_in
from wres_calc.propose.columns import in_words

KINDS = ["Disciplinary", "Grievance", "Capability", "Disciplinary"]


def test_a_tracker_with_types_of_case_is_no_list_of_disciplinary_ones(wres, tmp_path):
    """Nothing tells which types are disciplinary: that is asked, and open until it is answered."""
    headings = [
        "Case No",
        "Employee No",
        "Case type",
        "Date entered formal process",
        "Ethnic origin",
        "Stage",
    ]
    lines = [
        headings,
        *([f"C{i}", f"10{i}", kind, "05/06/2024", "A", "Formal"] for i, kind in enumerate(KINDS)),
    ]
    write_csv(tmp_path / "ER.csv", lines)
    made = wres("init", tmp_path / "made", "--from", tmp_path / "ER.csv", "--year", 2025, "--org", "RX0")
    said = made.stderr.decode()
    assert "? case_types: which of its types" in said
    assert said.index("by their headings: case_id") < said.index("case_types")
    assert b"open-question" in wres("validate", tmp_path / "made").stdout
    assert b"case-type-not-used" in wres("validate", tmp_path / "made").stdout


@pytest.mark.parametrize(
    ("name", "headings", "cells"),
    [
        ("Leavers.csv", ["Surname", "Ethnic Origin", "Reason", "Date left"], ["S", "A", "Retired", "05/06/2024"]),
        (
            "Leavers 2025.csv",
            ["Employee Number", "Ethnic Origin", "Leaving Date"],
            ["00123456", "A", "05/06/2024"],
        ),
        ("staff survey.csv", ["Response ID", "Ethnic Origin", "Comments"], ["R1001", "A", "None"]),
        ("people.csv", ["Name", "White - British", "Indian", "Chinese"], ["Jane", "4", "5", "6"]),
    ],
    ids=["leavers", "leavers by number", "a survey without questions", "origins without stages"],
)  # fmt: skip
def test_what_has_nothing_of_a_tables_own_is_none(name, headings, cells, tmp_path):
    write_csv(tmp_path / name, [headings, cells, cells])
    done = take_in(tmp_path / "made", [tmp_path / name], nobody, year=2025, organisation="RX0")
    assert done.copied == ()
    assert done.findings.drafts == ()
    assert done.findings.remarks == (f"{name} looks like none of the tables: left out.",)


def test_a_list_of_cases_is_one_whatever_else_it_holds(tmp_path):
    headings = ["Case No", "Ethnic origin", "Date opened", "Outcome"]
    lines = [headings, ["1", "A", "05/06/2024", "Warning"], ["2", "H", "25/06/2024", "Nothing"]]
    made = tomllib.loads(taken(tmp_path, "list.csv", lines))
    assert made["tables"] == {"disciplinary": {"file": "list.csv"}}


STAGES = ["Applied", "Not shortlisted", "Interviewed", "Offer accepted", "Offer declined"]


def recruitment(headings, *columns):
    rows = enumerate(zip(*columns, strict=True))
    return [["Application ID", "Ethnic origin", *headings], *([f"A{i}", "A", *row] for i, row in rows)]


@pytest.mark.parametrize("texts", [STAGES, [*STAGES, "Panel held"]], ids=["all known", "nearly all"])
def test_a_column_of_stages_says_who_was_appointed_whatever_it_is_called(texts, tmp_path):
    asked = []
    lines = recruitment(["Latest status"], texts)
    made = tomllib.loads(taken(tmp_path, "trac.csv", lines, lambda question: asked.append(question.key)))
    assert made["tables"] == {"recruitment": {"file": "trac.csv", "columns": {"stage": "Latest status"}}}
    assert asked == [("values", "stage", text) for text in texts if text not in STAGES]


def test_stages_without_an_appointment_or_beside_a_column_of_it_are_asked_about(tmp_path):
    """Who was shortlisted alone would make nobody appointed; a column that says it is not set aside."""
    asked = []
    short = recruitment(["Latest status"], ["Shortlisted", "Not shortlisted"])
    taken(tmp_path, "trac.csv", short, lambda question: asked.append(question.key))
    assert asked == [("columns", "stage"), ("columns", "appointed")]
    both = recruitment(["Latest status", "Appointed"], STAGES, ["No", "No", "No", "Yes", "No"])
    assert "\ncolumns.stage" not in taken(tmp_path, "both.csv", both)


def test_an_answer_that_does_not_fit_its_cells_leaves_no_line_to_take_the_mark_off(tmp_path):
    """A key that is set cannot stand there twice: what is odd about it is said, and `wres validate` finds it."""
    lines = recruitment(["How it went"], [f"Text {i}" for i in range(9)])
    answers = {("columns", "appointed"): ["How it went"]}

    def ask(question):
        return answers[question.key].pop() if answers.get(question.key) else None

    text = taken(tmp_path, "trac.csv", lines, ask)
    unmarked = tomllib.loads(text.replace("\n#? ", "\n"))
    assert unmarked["tables"]["recruitment"]["columns"]["appointed"] == "How it went"
    assert "9 of the 9 different texts" in text
    assert pipeline.calculate(tmp_path / "made").issues.error


def test_a_file_that_was_chosen_is_not_asked_about_beside_its_own_line(tmp_path):
    for name in ("one.csv", "two.csv"):
        write_csv(tmp_path / name, [["Ethnic Origin", "Voting", "Executive"], ["A", "Yes", "No"]])
    for files in (["one.csv"], ["one.csv", "two.csv"]):
        take_in(tmp_path / "made", [tmp_path / name for name in files], nobody, year=2025, organisation="RX0")
    text = (tmp_path / "made" / "submission.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text.replace("\n#? ", "\n"))["tables"]["board"]["file"] == "one.csv"


def test_questions_say_what_a_column_is_and_fit_the_terminal(tmp_path, monkeypatch):
    from wres_calc.cli import init

    said = []
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(init.sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(init.typer, "echo", lambda text, err: said.extend(text.splitlines()))
    monkeypatch.setattr(init.typer, "prompt", lambda *_, **__: "")
    lines = [["Case Number", "Ethnic Origin", "Went formal"], ["C1", "A", "05/06/2024"]]
    taken(tmp_path, "disciplinary.csv", lines, init.at_the_terminal)
    assert said[:2] == [
        "disciplinary: which column says the date the case entered",
        "    the formal process (entered_on)?",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table_has_words(table):
    for column in canonical(table):
        assert in_words(table, column).endswith(f"({column})")


EXPORTS = {
    "Staff list.csv": "Emp. No.,Ethnic Origin,Staff Group,Pay Scale\n1,A,Students,Band 3\n"
    "2,Canary,Students,Band 3\n3,A,Students,Band 3\n",
    "Board list.csv": "Name,Type,Voting?,Ethnicity\nX,Executive,Yes,A\nY,Non-Executive,Yes,H\nZ,NED,No,A\n",
    "Cases.csv": "Payroll No,Ethnic Origin,Type,Case Ref,Local Ref\n1,A,Disciplinary,c1,7\n2,H,Grievance,c2,8\n",
}  # fmt: skip


def exports(tmp_path):
    folder = tmp_path / "my exports"
    folder.mkdir()
    for name, text in EXPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_plain_headings_are_known_and_no_cell_is_in_a_log(wres, tmp_path):
    """What was found comes first; a column that is not used is named; the texts that are open are in the file alone."""
    folder = exports(tmp_path)
    done = wres("init", folder, "--from", folder, "--year", "2025", "--org", "RX1", "--yes")
    told, written = done.stderr.decode(), (folder / "submission.toml").read_text(encoding="utf-8")
    assert "employee_number, ethnic_category, staff_group, grade" in told
    assert "executive, voting, ethnic_category" in told
    assert "not used: Local Ref" in told
    assert told.index("by their headings") < told.index("still open")
    assert "values.ethnic_category: 1 text" in told
    assert "Canary" not in told
    assert "Grievance" not in told
    assert 'under "Ethnic Origin" (ethnic_category), what does "Canary" mean?' in written
    assert '#? case_types = ["Disciplinary", "Grievance"]' in written
    again = wres("init", folder, "--from", folder, "--yes").stderr.decode()
    assert "2 open questions; what is still open is asked again" in again
    answered = written.replace(
        '#? case_types = ["Disciplinary", "Grievance"]', 'case_types = ["Disciplinary"]'
    )
    (folder / "submission.toml").write_text(answered, encoding="utf-8")
    found = json.loads(wres("calc", folder, "--format", "json").stdout)
    (steps,) = [p["steps"] for p in found["method"]["populations"] if p["population"] == "disciplinary"]
    assert [(step["step"], step["left"]) for step in steps] == [("rows", 2), ("other_case_type", 1)]


def test_what_is_no_submission_is_answered_with_the_command_that_reads_it(wres, tmp_path):
    folder = exports(tmp_path)
    command = f'wres init "{folder}" --from "{folder}"'
    for name in ("calc", "validate"):
        done = wres(name, folder)
        assert done.returncode == 4
        assert command in done.stderr.decode()
        assert (
            f"{command} --year 2025 --org RX1"
            in wres(name, folder, "--year", "2025", "--org", "RX1").stderr.decode()
        )
    one = wres("calc", folder / "Staff list.csv").stderr.decode()
    assert f'--from "{folder / "Staff list.csv"}"' in one
    (tmp_path / "trusts" / "RX1").mkdir(parents=True)
    (tmp_path / "trusts" / "RX1" / "board.csv").write_text(
        "ethnic_category,voting,executive\n", encoding="utf-8"
    )
    above = wres("calc", tmp_path / "trusts")
    assert above.returncode == 4
    assert "holds 1: RX1" in above.stderr.decode()
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.docx").write_text("x", encoding="utf-8")
    for path in ("empty", "note.docx", "nowhere"):
        refused = wres("calc", tmp_path / path)
        assert refused.returncode == 4
        assert "year" not in refused.stderr.decode().replace("previous_year", "")


def test_redacted_findings_name_no_unused_heading(wres, tmp_path):
    text = "ethnic_category,voting,executive,Jo Bloggs\nA,yes,yes,1\n"
    (tmp_path / "board.csv").write_text(text, encoding="utf-8")
    for kind in ("text", "json", "junit", "sarif", "github"):
        asked = ("validate", tmp_path, "--year", "2025", "--org", "RX1", "--format", kind)
        assert b"Bloggs" in wres(*asked).stdout or kind in ("junit", "github")
        assert b"Bloggs" not in wres(*asked, "--redact").stdout
