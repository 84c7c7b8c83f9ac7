"""What was found, before it is written anywhere: values, groups, submissions that could not be opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.checking.issue import Issue
from wres_calc.report.findings import Findings, tell
from wres_calc.report.publication import without_values


def test_values_are_there_when_asked_for_also_of_identifiers(found: Findings) -> None:
    values = {(i.code, i.row): i.value for i in found.submissions[0].issues.items if i.row}
    assert values["unknown-ethnic-category", 3] == "Whte - British"
    assert values["number-in-scientific-form", 4] == "1.23E+07"
    assert values["blank-cell", 3] is None


def test_values_are_not_there_when_not_asked_for(faulty: Path) -> None:
    (submission,) = pipeline.validate([faulty]).submissions
    assert {item.value for item in submission.issues.items} == {None}
    assert submission.issues.error == 5


def test_taking_values_out_leaves_everything_else(found: Findings, faulty: Path) -> None:
    assert without_values(found).model_dump() == pipeline.validate([faulty]).model_dump()
    hidden = without_values(found, groups=True)
    assert [group.values for group in hidden.submissions[0].issues.groups if group.values] == []
    assert [group.values for group in found.submissions[0].issues.groups if group.values] != []


def test_a_place_is_known_by_heading_as_sent(found: Findings) -> None:
    (table,) = found.submissions[0].tables
    assert (table.header_row, table.columns["Ethnic Origin"], table.columns["grade"]) == (1, 2, 4)


def test_what_may_have_been_meant_stands_beside_its_value() -> None:
    issues = [
        Issue(
            "unknown-ethnic-category",
            f"No category; did you mean '{meant}'?",
            value=value,
            shown=True,
            rows=rows,
        )
        for value, meant, rows in (("Whte", "White", (4, 2)), ("Chinse", "Chinese", (3,)))
    ]
    (group,) = tell(issues).groups
    assert group.message == "No category."
    assert group.values == (
        ("Whte", 2, (2, 4), "did you mean 'White'?"),
        ("Chinse", 1, (3,), "did you mean 'Chinese'?"),
    )


def test_a_submission_that_cannot_be_opened_stops_no_other(faulty: Path, send: Callable[..., Path]) -> None:
    wrong = send({}, "wrong")
    (wrong / "submission.toml").write_text(
        "[submission]\nreporting_yaer = 2025\n[organisation]\n", encoding="utf-8"
    )
    missing, unset, last = pipeline.validate([faulty.parent / "nowhere", wrong, faulty]).submissions
    assert [item.code for item in missing.issues.items] == ["submission-unreadable"]
    assert {item.code for item in unset.issues.items} == {"configuration-wrong"}
    assert any("reporting_yaer" in item.message for item in unset.issues.items)
    assert len(unset.issues.items) > 1
    assert {item.file for item in unset.issues.items} == {"submission.toml"}
    assert (missing.organisation, missing.reporting_year) == (None, None)
    assert last.organisation is not None
    assert last.issues.error == 5


@pytest.mark.parametrize("by", [None, "ethnic-heading"])
def test_it_finds_what_calc_reports(faulty: Path, by: str | None) -> None:
    report = pipeline.calculate(faulty, by=[by] if by else [])
    (submission,) = pipeline.validate([faulty]).submissions
    assert submission.issues.items == report.issues.items
