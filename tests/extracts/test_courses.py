"""Mandatory courses on a list of their own, in whatever shape the list comes: never a figure of half a list."""

from pathlib import Path

import pytest
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline
from wres_calc.report.report import Report

FOUND = rows("training")
MANDATORY = sorted({row["course"] for row in FOUND if row["mandatory"] == "Yes"})
FURTHER = sorted({row["course"] for row in FOUND} - set(MANDATORY))


def listed(folder: Path, lines: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> Report:
    """The report where the training table says nothing of it, and a list holds `lines`."""
    canonical(folder, but=["training"])
    names = [name for name in FOUND[0] if name != "mandatory"]
    write_csv(folder / "training.csv", [names, *([row[name] for name in names] for row in FOUND)])
    write_csv(folder / "Mandatory.csv", lines, separator, encoding)
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tables.training]\nmandatory_courses = "Mandatory.csv"\n')
    return pipeline.calculate(folder)


NAMES = [[name] for name in MANDATORY]
CODED = [["Code", "Course"], *([f"M{i}", name] for i, name in enumerate(MANDATORY))]
SAID = [["Course", "Mandatory"], *([name, "Yes"] for name in MANDATORY), *([name, "No"] for name in FURTHER)]


@pytest.mark.parametrize(
    ("lines", "separator", "encoding"),
    [
        (NAMES, ",", "utf-8"),
        ([["Statutory and mandatory training"], [], ["Course Title"], *NAMES], ",", "cp1252"),
        (CODED, ";", "utf-8-sig"),
        (CODED, "\t", "utf-16"),
        (SAID, ",", "utf-8"),
    ],
    ids=["no heading", "titles", "semicolons", "UTF-16", "all courses, said of each"],
)
def test_the_names_are_found_in_the_list(
    lines: list[list[str]], separator: str, encoding: str, tmp_path: Path
) -> None:
    report = listed(tmp_path / "sent", lines, separator, encoding)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report) == expected()


@pytest.mark.parametrize(
    "lines",
    [
        [["Course"], ["Nothing alike"]],
        [["Course"]],
        [["Course", "Has to be done"], *([name, "Yes"] for name in MANDATORY), [FURTHER[0], "No"]],
    ],
    ids=["no course", "no name", "yes and no of what"],
)
def test_a_list_that_does_not_tell_is_refused(lines: list[list[str]], tmp_path: Path) -> None:
    report = listed(tmp_path / "sent", lines)
    assert report.indicators[3].reason == "table_has_errors"
    assert "mandatory-list-unclear" in {item.code for item in report.issues.items}
