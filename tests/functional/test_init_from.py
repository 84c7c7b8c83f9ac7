"""`wres init --from`: exports as they came become a submission; what cannot be told is asked once."""

import csv
import json
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError, UnreadableInput, UnwritableOutput, UsageError
from wres_calc.pipeline.propose import take_in
from wres_calc.propose import settings_text
from wres_calc.propose.model import Draft, Option, Question

NOBODY = {"year": 2025, "organisation": "RX0"}
HEADINGS = {
    "recruitment": {"ethnic_category": "Equal Opps: Ethnicity", "application_id": "App ref"},
    "disciplinary": {"employee_number": "Employee No.", "entered_on": "Formal investigation start"},
    "training": {"completed_on": "Completion Date", "course": "Course Name"},
    "staff_survey": {"ethnic_category": "Ethnicity"},
    "board": {"ethnic_category": "Ethnic group", "voting": "Voting member", "executive": "Exec?"},
}
FILES = {
    "recruitment": ("TRAC apps.csv", ";", "cp1252"),
    "disciplinary": ("ER tracker.tsv", "\t", "utf-8"),
    "training": ("OLM.csv", ",", "utf-16"),
    "staff_survey": ("NSS 2024.csv", ",", "utf-8-sig"),
    "board": ("Directors.csv", ",", "utf-8"),
}
WORKFORCE = {
    "employee_number": "Emp No",
    "ethnic_category": "Ethnic Origin Description",
    "staff_group": "Staff Grp",
    "grade": "Paypoint",
    "assignment_status": "Asg Status",
    "primary_assignment": "Prim",
}


def nobody(question):
    return None


def renamed(table, headings):
    found = rows(table)
    return [[headings.get(name, name) for name in found[0]], *(list(row.values()) for row in found)]


@pytest.fixture
def exports(tmp_path):
    """The small trust as its systems would export it: other names, other headings, a legacy text for an origin."""
    folder = tmp_path / "as they came"
    folder.mkdir()
    for table, (name, separator, encoding) in FILES.items():
        lines = [["Report of a system"], *renamed(table, HEADINGS[table])]
        write_csv(folder / name, lines, separator, encoding)
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Workforce profile"])
    sheet = book.create_sheet("SIP data")
    sheet.append(["Staff in post, 31 March 2025"])
    sheet.append([])
    for line in renamed("workforce", WORKFORCE):
        sheet.append([{"A White - British": "Brtish legacy"}.get(cell, cell) or None for cell in line])
    sheet.append(["Total"])
    book.create_sheet("Pivot").append(["Row Labels", "Count of Emp No"])
    book["Pivot"].append(["Nursing", 12])
    book.save(folder / "download 0304.xlsx")
    return folder


def answered(folder):
    """Take the mark off each open question, as the file says, and say what the legacy text means."""
    path = folder / "submission.toml"
    text = re.sub(r"^#\? ", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r'("Brtish legacy") = ".*?"', r'\1 = "A"', text), encoding="utf-8")


def test_exports_come_to_the_figures_of_the_canonical_tables(exports, tmp_path):
    folder = tmp_path / "sub mission"
    take_in(folder, [exports], nobody, **NOBODY)
    answered(folder)
    assert figures(pipeline.calculate(folder)) == expected()


def test_the_command_leaves_open_what_it_cannot_tell_and_validate_says_so(wres, exports, tmp_path):
    folder = tmp_path / "sub"
    files = sorted(exports.iterdir())
    made = wres("init", folder, "--from", *files, "--year", 2025, "--org", "rx0", "--yes")
    assert made.returncode == 0, made.stderr
    assert made.stdout == b""
    said = made.stderr.decode()
    assert said.index("by their headings") < said.index("still open:")
    assert "Cover" in said
    assert "Pivot" in said
    found = wres("validate", folder)
    assert found.returncode == 1
    assert b"open-question" in found.stdout
    items = json.loads(wres("validate", folder, "--format", "json").stdout)["submissions"][0]["issues"][
        "items"
    ]
    assert not [item for item in items if item["code"] == "open-question" and "Brtish" in item["message"]]


def test_an_open_question_stops_the_indicators_of_its_table_alone(exports, tmp_path):
    folder = tmp_path / "sub"
    take_in(folder, [exports], nobody, **NOBODY)
    status = {each.number: each.status for each in pipeline.calculate(folder).indicators}
    assert status[3] == "not_calculated"
    assert status[2] == "calculated"


def test_running_it_again_keeps_the_answers_and_all_else(exports, tmp_path):
    folder = tmp_path / "sub"
    take_in(folder, [exports], nobody, **NOBODY)
    answered(folder)
    path = folder / "submission.toml"
    path.write_text(path.read_text() + "\n# mine\n[thresholds]\nheadcount_change = 30\n", encoding="utf-8")
    before = tomllib.loads(path.read_text(encoding="utf-8"))
    take_in(folder, [exports], nobody)
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text) == before
    assert "# mine" in text
    assert not re.search(r"^#\?", text, flags=re.MULTILINE)
    take_in(folder, [folder], nobody)
    assert path.read_text(encoding="utf-8") == text


def test_an_open_question_that_was_not_asked_again_stays(exports, tmp_path):
    write_csv(exports / "list.csv", [["Course"], ["Fire safety"], ["Another"]])
    lines = [line[:3] + line[4:] for line in renamed("training", HEADINGS["training"])]
    write_csv(exports / FILES["training"][0], lines)
    folder = tmp_path / "sub"
    take_in(folder, [exports], nobody, **NOBODY)
    assert '#? mandatory_courses = "list.csv"' in (folder / "submission.toml").read_text()
    take_in(folder, [exports / FILES["training"][0]], nobody)
    assert '#? mandatory_courses = "list.csv"' in (folder / "submission.toml").read_text()


def test_nothing_but_headings_and_coded_texts_is_written(exports, tmp_path):
    take_in(tmp_path / "sub", [exports], nobody, **NOBODY)
    text = (tmp_path / "sub" / "submission.toml").read_text(encoding="utf-8")
    for table, column in (("workforce", "employee_number"), ("disciplinary", "case_id"), ("board", "role")):
        assert not [row[column] for row in rows(table) if row[column] in text]
    assert "Brtish legacy" in text


def test_a_column_of_names_does_not_go_into_the_settings(tmp_path):
    names = [f"Person Number{i}" for i in range(12)]
    lines = [["Ethnic Group", "Voting", "Executive"], *([name, "Yes", "No"] for name in names)]
    write_csv(tmp_path / "board.csv", lines)
    take_in(tmp_path / "sub", [tmp_path / "board.csv"], nobody, **NOBODY)
    text = (tmp_path / "sub" / "submission.toml").read_text(encoding="utf-8")
    assert "Person" not in text
    assert "#? columns.ethnic_category" in text


def test_answers_of_somebody_who_is_there_are_settings(exports, tmp_path):
    asked = []

    def answer(question):
        asked.append(question)
        return "A" if question.key[0] == "values" else question.options[0].value

    findings = take_in(tmp_path / "sub", [exports], answer, **NOBODY).findings
    assert not [draft for draft in findings.drafts if draft.questions]
    assert {question.key for question in asked} >= {("columns", "executive"), ("columns", "entered_on")}
    assert all(question.fits(str(question.options[0].value)) for question in asked if question.options)
    assert not any(question.fits("No such heading") for question in asked if question.key[0] == "columns")
    assert figures(pipeline.calculate(tmp_path / "sub")) == expected()


def test_headings_far_down_are_said(tmp_path):
    """Headings the reader would not know: the row is told by how full it is, and written down."""
    odd = {name: f"x{i}" for i, name in enumerate(rows("workforce")[0])}
    lines = [["Staff in post"], [], *renamed("workforce", odd)]
    write_csv(tmp_path / "staff in post.csv", lines)

    def answer(question):
        return odd.get(question.key[-1])

    take_in(tmp_path / "sub", [tmp_path / "staff in post.csv"], answer, **NOBODY)
    settings = tomllib.loads((tmp_path / "sub" / "submission.toml").read_text())["tables"]["workforce"]
    assert settings["columns"]["employee_number"] == odd["employee_number"]
    assert settings["columns"]["ethnic_category"] == odd["ethnic_category"]
    canonical(tmp_path / "whole", but=("workforce",))
    (tmp_path / "whole" / "staff in post.csv").write_bytes((tmp_path / "staff in post.csv").read_bytes())
    toml = (tmp_path / "sub" / "submission.toml").read_text()
    (tmp_path / "whole" / "submission.toml").write_text(toml)
    found, right = figures(pipeline.calculate(tmp_path / "whole")), expected()
    assert {key: value for key, value in found.items() if key[0] in (2, 4, 9)} == {
        key: value for key, value in right.items() if key[0] in (2, 4, 9)
    }


def test_a_benchmark_workbook_with_units_asks_which(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["org", *(f"equal_eth_summary_{group}_2024" for group in (1, 2))])
    sheet.append(["RX01", 0.5, 0.4])
    sheet.append(["RX02", 0.6, 0.5])
    book.save(tmp_path / "st24-benchmark.xlsx")
    take_in(tmp_path / "sub", [tmp_path / "st24-benchmark.xlsx"], nobody, **NOBODY)
    text = (tmp_path / "sub" / "submission.toml").read_text()
    assert "[tables.survey_summary]" in text
    assert "#? unit =" in text
    assert "RX01" in text


def test_two_files_that_look_like_one_table_are_asked_about(tmp_path):
    for name in ("one.csv", "two.csv"):
        write_csv(tmp_path / name, renamed("workforce", {}))
    take_in(tmp_path / "sub", [tmp_path / "one.csv", tmp_path / "two.csv"], nobody, **NOBODY)
    text = (tmp_path / "sub" / "submission.toml").read_text()
    assert '#? file = "one.csv"' in text
    assert "two.csv" in text
    assert tomllib.loads(text).get("tables") is None


@pytest.mark.parametrize(
    ("files", "refusal"),
    [(["nothing.csv"], UnreadableInput), (["a.docx"], UsageError), (["a.csv", "other/a.csv"], UsageError)],
)
def test_files_that_cannot_be_taken_are_refused_before_anything_is_written(files, refusal, tmp_path):
    (tmp_path / "other").mkdir()
    for name in ("a.docx", "a.csv", "other/a.csv"):
        (tmp_path / name).write_text("x")
    with pytest.raises(refusal):
        take_in(tmp_path / "sub", [tmp_path / name for name in files], nobody, **NOBODY)
    assert not (tmp_path / "sub").exists()


def test_another_file_of_that_name_is_never_replaced(exports, tmp_path):
    folder = tmp_path / "sub"
    folder.mkdir()
    (folder / "OLM.csv").write_text("mine")
    with pytest.raises(UnwritableOutput):
        take_in(folder, [exports], nobody, **NOBODY)
    assert [path.name for path in folder.iterdir()] == ["OLM.csv"]
    assert (folder / "OLM.csv").read_text() == "mine"


def test_what_is_no_table_or_cannot_be_read_is_said_and_left_out(tmp_path):
    for name, content in {"a.csv": "foo,bar\n1,2\n", "b.csv": "", "c.xlsx": "no workbook"}.items():
        (tmp_path / name).write_text(content)
    done = take_in(tmp_path / "sub", [tmp_path], nobody, **NOBODY)
    assert done.copied == ()
    assert [remark.partition(":")[0].partition(" ")[0] for remark in done.findings.remarks] == [
        "b.csv",
        "c.xlsx",
        "a.csv",
    ]


def test_year_and_organisation_are_needed_once(exports, tmp_path):
    with pytest.raises(ConfigurationError):
        take_in(tmp_path / "sub", [exports], nobody)
    assert not (tmp_path / "sub").exists()


def test_settings_written_in_another_way_are_not_touched():
    text = '[submission]\nreporting_year = 2025\n[tables]\nworkforce = { file = "a.csv" }\n'
    with pytest.raises(ConfigurationError):
        settings_text.merged(text, [Draft("workforce", {"file": "b.csv"})])


def test_keys_and_texts_of_any_kind_are_written_so_that_they_read_back():
    odd = 'a "b" \\ c\td\x7fé.=[x]#'
    draft = Draft("workforce", {"file": odd, "values": {"ethnic_category": {odd: "A"}}})
    draft.questions.append(Question("workforce", ("values", "grade", odd), odd, (Option(odd, odd),)))
    text = settings_text.merged("", [draft])
    assert tomllib.loads(text)["tables"]["workforce"] == draft.settings
    unmarked = "".join(line.removeprefix("#? ") for line in text.splitlines(keepends=True))
    assert tomllib.loads(unmarked)["tables"]["workforce"]["values"]["grade"] == {odd: odd}


def test_what_stands_in_the_file_is_a_table_of_its_kind(exports, tmp_path):
    """The workbook's sheet and the headings that are known by no name are said; what the reader finds itself is not."""
    take_in(tmp_path / "sub", [exports], nobody, **NOBODY)
    tables = tomllib.loads((tmp_path / "sub" / "submission.toml").read_text())["tables"]
    assert tables["workforce"]["sheet"] == "SIP data"
    assert "fte" not in tables["workforce"]["columns"]
    with (exports / "Directors.csv").open() as file:
        assert len(list(csv.reader(file))) > 2
    assert {table: section["file"] for table, section in tables.items()} == {
        "workforce": "download 0304.xlsx",
        **{table: name for table, (name, _, _) in FILES.items()},
    }
    assert Path(tmp_path / "sub" / "OLM.csv").read_bytes() == (exports / "OLM.csv").read_bytes()


def test_a_cross_tab_and_a_contractors_file_are_known_at_sight(tmp_path):
    cross = [["", "White - British", "Indian", "Chinese"], ["Shortlisted", 9, 5, 3], ["Appointed", 3, 1, 1]]
    write_csv(tmp_path / "report 7.csv", cross)
    survey = ["QuestionNumber", "DimName", "DimValue", "BaseSize", "Score"]
    write_csv(tmp_path / "NSS.csv", [survey, ["Q14a", "Ethnicity", "White", "300", "20"]])
    take_in(tmp_path / "sub", [tmp_path], nobody, **NOBODY)
    text = (tmp_path / "sub" / "submission.toml").read_text()
    assert tomllib.loads(text)["tables"] == {
        "recruitment": {"file": "report 7.csv"},
        "survey_summary": {"file": "NSS.csv"},
    }
    assert '#? score = "experienced"' in text


def test_stages_that_are_not_known_are_asked_about_one_by_one(wres, tmp_path: Path) -> None:
    """As Trac prints them, "Stage: Sub-stage": the lines to fill in are written, whatever share of them is known."""
    unknown = ["Panel: One", "Panel: Two", "Offer: Perhaps"]
    lines = [[f"{i}", "White - British", stage] for i, stage in enumerate([*unknown, "Offer: Conditional"])]
    write_csv(
        tmp_path / "applications.csv",
        [["Application Reference", "Ethnic Origin", "Applicant Status"], *lines],
    )
    wres(
        "init",
        tmp_path / "new",
        "--from",
        tmp_path / "applications.csv",
        "--year",
        2025,
        "--org",
        "RX1",
        "--yes",
    )
    settings = (tmp_path / "new" / "submission.toml").read_text(encoding="utf-8")
    assert [text for text in unknown if f'#? values.stage."{text}"' in settings] == unknown
    assert "columns.stage" not in settings


def test_exports_of_the_disability_standard_are_told_apart(tmp_path: Path) -> None:
    """A list of cases is of the capability process only where it is called so; a text of no list is asked about."""
    cases = [[f"C{n}", f"{n}", "2024-06-01", "Y" if n % 3 else "N"] for n in range(20)]
    write_csv(
        tmp_path / "ER capability.csv",
        [["Case Ref", "Employee Number", "Entered On", "Disabled Y/N"], *cases],
    )
    others = [[f"D{n}", f"{n}", "2024-07-01", "A"] for n in range(20)]
    write_csv(
        tmp_path / "ER tracker.csv", [["Case Ref", "Employee Number", "Entered On", "Ethnic Origin"], *others]
    )
    said = ["No", "Not Declared", "Yes", "Long-standing illness", "Prefer Not To Answer", "Neurodiverse"]
    staff = [[f"{n}", "A", said[n % 6], "Students", "Band 5"] for n in range(60)]
    head = ["Employee Number", "Ethnic Origin", "Disability Description", "Staff Group", "Grade"]
    write_csv(tmp_path / "ESR.csv", [head, *staff])
    answers = [["01" if n % 2 else "09", "12"[n % 2], "1", "2"] for n in range(30)]
    write_csv(tmp_path / "NSS.csv", [["Q28", "Q31a", "q15", "q11e"], *answers])
    asked: list[Question] = []

    def ask(question: Question) -> str | None:
        asked.append(question)
        return "yes" if question.key[-1] == "Neurodiverse" else None

    files = [tmp_path / f"{name}.csv" for name in ("ER capability", "ER tracker", "ESR", "NSS")]
    take_in(tmp_path / "sub", files, ask, **NOBODY)
    settings = tomllib.loads((tmp_path / "sub" / "submission.toml").read_text("utf-8"))
    tables = {name: table["file"] for name, table in settings["tables"].items()}
    assert tables == {
        "capability": "ER capability.csv",
        "disciplinary": "ER tracker.csv",
        "workforce": "ESR.csv",
        "staff_survey": "NSS.csv",
    }
    assert [question.key for question in asked] == [("values", "disability", "Neurodiverse")]
    report = pipeline.calculate(tmp_path / "sub", standard="wdes")
    shares = {one.group: one.numerator for one in report.indicators[0].measures if not one.breakdown}
    assert shares == {"disabled": 30, "not_disabled": 10, "unknown": 20}
    assert not report.issues.error
