"""How a case of the specification is written: small tables in, a figure out.

    figures = calc({"workforce": \"\"\"
        employee_number, ethnic_category, staff_group,                     grade
        1,               A,               Nursing and Midwifery Registered, Band 5
    \"\"\"})
    assert figures.value(1, "share", "white") == 100 * 1 / 1

Cells are aligned with blanks for the eye; they are taken off before the file is written.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.report.report import IndicatorReport, Measure, Report

Breakdown = Mapping[str, str]


@dataclass(frozen=True)
class Figures:
    """The report of a case, with the questions that the cases ask."""

    report: Report

    def indicator(self, number: int) -> IndicatorReport:
        (found,) = [one for one in self.report.indicators if one.number == number]
        return found

    def measures(self, number: int, measure: str) -> list[Measure]:
        return [one for one in self.indicator(number).measures if one.measure == measure]

    def measure(
        self, number: int, measure: str, group: str, compared_with: str | None = None, **breakdown: str
    ) -> Measure:
        wanted = (group, compared_with, breakdown)
        found = [
            one
            for one in self.measures(number, measure)
            if (one.group, one.compared_with, one.breakdown) == wanted
        ]
        assert len(found) == 1, f"{len(found)} measures for {number} {measure} {wanted}: {self.said()}"
        return found[0]

    def value(self, number: int, measure: str, *groups: str, **breakdown: str) -> Any:
        """To be compared by `==` with the sum that it is; `None` where there is no value."""
        return pytest.approx(self.measure(number, measure, *groups, **breakdown).value, rel=1e-12, abs=1e-12)

    def counts(self, number: int, measure: str, *groups: str, **breakdown: str) -> tuple[Any, Any]:
        """Numerator and denominator."""
        found = self.measure(number, measure, *groups, **breakdown)
        return found.numerator, found.denominator

    def reason(self, number: int, measure: str, *groups: str, **breakdown: str) -> str | None:
        """Why there is no value; the measure then has none."""
        found = self.measure(number, measure, *groups, **breakdown)
        assert (found.value is None) == (found.reason is not None)
        return found.reason

    def not_calculated(self, number: int) -> str | None:
        """Why the indicator as a whole has not been calculated, `None` where it has."""
        found = self.indicator(number)
        assert (found.status == "not_calculated") == (found.reason is not None)
        return found.reason

    def headcount(self) -> Any:
        """The people of the workforce, as the denominator of indicator 1's shares says."""
        return self.counts(1, "share", "white")[1]

    def groups(self, number: int, measure: str) -> set[str]:
        """The ethnic groups that a measure is given for, whatever the breakdown."""
        return {one.group for one in self.measures(number, measure)}

    def issues(self) -> set[str]:
        return {group.code for group in self.report.issues.groups}

    def said(self) -> str:
        """What the report has against the case: the first thing to read when one fails."""
        refused = {one.number: one.reason for one in self.report.indicators if one.reason}
        issues = [(group.severity.value, group.code, group.table) for group in self.report.issues.groups]
        return f"not calculated {refused}, issues {issues}"


Calc = Callable[..., Figures]


@pytest.fixture
def calc(tmp_path: Path) -> Calc:
    """Calculates a case: the tables as CSV text, the year, further breakdowns, lines for `submission.toml`."""

    def calculate(
        tables: Mapping[str, str], year: int = 2025, by: Collection[str] = (), settings: str = ""
    ) -> Figures:
        texts = {name: as_csv(text) for name, text in tables.items()}
        build.submission(tmp_path, texts, year=year, settings=settings)
        return Figures(pipeline.calculate(tmp_path, by=by))

    return calculate


def as_csv(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    return "".join(",".join(cell.strip() for cell in line.split(",")) + "\n" for line in lines)


NURSES = "Nursing and Midwifery Registered, Band 5"


@pytest.fixture
def staff() -> Callable[..., str]:
    """A workforce table of nurses in band 5, one for each ethnic category: `staff("A", "A", "H")`.

    They are numbered from 1.
    """

    def table(*ethnic_categories: str) -> str:
        rows = [f"{number},{ethnic},{NURSES}" for number, ethnic in enumerate(ethnic_categories, 1)]
        return "\n".join(["employee_number,ethnic_category,staff_group,grade", *rows])

    return table
