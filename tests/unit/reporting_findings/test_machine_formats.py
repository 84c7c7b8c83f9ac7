"""Findings for other programs: JSON, JUnit, SARIF, GitHub; whatever a cell, heading or path holds."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker

from wres_calc import pipeline
from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.render import ci, json_text
from wres_calc.render.json_text import schemas
from wres_calc.report.findings import Findings

HOSTILE = "Origin\x1b[2J:,%\u202e\x00\x07 ]]>&<x>"

OFFICIAL = Path(__file__).parents[2] / "official"
SARIF = json.loads((OFFICIAL / "sarif-2.1.0.json").read_text(encoding="utf-8"))
JUNIT = xmlschema.XMLSchema(OFFICIAL / "junit-10.xsd")


@pytest.fixture
def hostile(send: Callable[..., Path]) -> Findings:
    """Findings whose heading, values, file and folder mean harm."""
    folder = send({}, "a b,c%20;:ü" if Path("/").drive == "" else "a b,c%20")
    toml = f'[tables.recruitment]\nfile = "ex port,%.csv"\ncolumns = {{ ethnic_category = {json.dumps(HOSTILE)} }}\n'
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write(toml)
    heading = f'"{HOSTILE}"'.replace("\x00", "")
    (folder / "ex port,%.csv").write_text(f"{heading},appointed\n\x1b[31m]]>,yes\nA,no\n", encoding="utf-8")
    toml = (folder / "submission.toml").read_text(encoding="utf-8").replace("\\u0000", "")
    (folder / "submission.toml").write_text(toml, encoding="utf-8")
    return pipeline.validate([folder], show_values=True)


def test_json_fits_its_schema(found: Findings, hostile: Findings) -> None:
    for findings in (found, hostile):
        text = json_text.text(findings)
        Draft202012Validator(schemas()["findings"]).validate(json.loads(text))
        assert text.isprintable() or not set(text) & {"\x1b", "\x00", "\u202e"}
    assert list(json.loads(text)) == ["format", "submissions"]
    assert list(json.loads(text)["submissions"][0]) == ["path", "organisation", "reporting_year", "issues"]
    assert list(json.loads(text)["submissions"][0]["issues"]) == ["error", "warning", "note", "items"]


def test_junit_has_a_case_for_each_kind_and_table(found: Findings) -> None:
    root = ET.fromstring(ci.junit(found, warnings_fail=False))
    (suite,) = root
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert sorted(failed) == ["blank-cell", "number-in-scientific-form", "unknown-ethnic-category"]
    assert (suite.get("failures"), suite.get("tests")) == ("3", str(len(suite)))
    (case,) = (case for case in suite if case.get("name") == "unknown-ethnic-category")
    assert case.get("classname") == "RX1.2025.workforce"
    assert "workforce.csv, column 'Ethnic Origin', row 3" in str(case.findtext("failure"))
    with_warnings = ET.fromstring(ci.junit(found, warnings_fail=True))
    warned = {case.get("name") for case in with_warnings[0] if case.find("failure") is not None} - set(failed)
    assert warned == {"grade-not-recognised"}


@pytest.mark.parametrize("warnings_fail", [False, True])
def test_junit_is_as_jenkins_takes_it(found: Findings, hostile: Findings, warnings_fail: bool) -> None:
    for findings in (found, hostile, Findings(submissions=())):
        JUNIT.validate(ci.junit(findings, warnings_fail))


def test_junit_passes_where_there_is_nothing(found: Findings) -> None:
    submission = found.submissions[0]
    clean = submission.model_copy(update={"issues": submission.issues.model_copy(update={"items": ()})})
    root = ET.fromstring(ci.junit(Findings(submissions=(clean,)), warnings_fail=True))
    assert root.attrib == {"name": "wres validate", "tests": "1", "failures": "0", "errors": "0"}
    assert [len(case) for case in root.iter("testcase")] == [0]


def test_junit_is_xml_whatever_it_holds(hostile: Findings) -> None:
    text = ci.junit(hostile, warnings_fail=True)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", text)
    assert "\\x1b[31m]]>" in "".join(ET.fromstring(text).itertext())


def test_sarif_is_sarif(found: Findings, hostile: Findings) -> None:
    for findings in (found, hostile):
        log = json.loads(ci.sarif(findings))
        Draft4Validator(SARIF, format_checker=FormatChecker()).validate(log)
        (run,) = log["runs"]
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CATALOGUE)
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_names_the_cell(found: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(found.submissions[0].path).parent)
    results = json.loads(ci.sarif(found))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert {
        "artifactLocation": {"uri": "sent/workforce.csv"},
        "region": {"startLine": 3, "startColumn": 2},
    } in places


def test_a_path_elsewhere_names_no_folder_of_the_machine(
    found: Findings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert '"sent/workforce.csv"' in ci.sarif(found)
    assert tmp_path.as_posix() not in ci.sarif(found)


def test_a_uri_is_percent_encoded(hostile: Findings) -> None:
    results = json.loads(ci.sarif(hostile))["runs"][0]["results"]
    assert any(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/ex%20port%2C%25.csv")
        for result in results
    )


def test_github_commands_are_one_line_each_and_escaped(hostile: Findings, found: Findings) -> None:
    lines = ci.github(hostile).splitlines()
    assert lines
    for line in lines:
        head = re.fullmatch(r"::(error|warning|notice)( [^:]*)?::(.*)", line)
        assert head, line
        for part in (head[2] or "").strip().split(",") if head[2] else []:
            assert re.fullmatch(r"(file|line|col|title)=[^,:\r\n]+", part), part
    assert any("file=" in line and "ex port%2C%25.csv" in line for line in lines)
    rows = [line for line in ci.github(found).splitlines() if "unknown-ethnic-category" in line]
    assert ["line=3,col=2" in rows[0], "line=4,col=2" in rows[2] or "line=4,col=2" in rows[1]] == [True, True]


def test_github_shows_every_kind_before_any_twice_and_says_what_is_left(send: Callable[..., Path]) -> None:
    rows = "".join("A,perhaps\n" for _ in range(500))
    folder = send({"recruitment": f"ethnic_category,appointed\n{rows}T,yes\nA,\n"})
    lines = ci.github(pipeline.validate([folder])).splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    assert {
        code for code in ("wrong-yes-no", "unknown-ethnic-category", "blank-cell") if code in "".join(errors)
    } == {
        "wrong-yes-no",
        "unknown-ethnic-category",
        "blank-cell",
    }
    assert "492 more errors" in lines[-1]


def test_nothing_found_is_nothing_to_annotate(send: Callable[..., Path]) -> None:
    assert ci.github(Findings(submissions=())) == ""
