"""Findings as JUnit XML: what nearly every CI server shows as test results."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.report.findings import Findings, SubmissionFindings
from wres_calc.report.report import IssueItem, Severity
from wres_calc.report.safe import safe
from wres_calc.report.words import issue_place, plural

MOST = 20
"""So many places of one issue are listed; how many more there are is said."""


def text(findings: Findings, *, warnings_fail: bool) -> str:
    """Return a test suite for each submission and in it a test case for each kind of issue and table.

    Errors are failures, and warnings with `warnings_fail`; everything else passes and stands in the case's output.
    A submission with nothing wrong has one case, which passes.
    """
    failing = {Severity.ERROR, *([Severity.WARNING] if warnings_fail else [])}
    suites = [_suite(submission, failing) for submission in findings.submissions]
    root = ET.Element("testsuites", {"name": "wres validate", **_totals(suites)})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _totals(suites: Iterable[ET.Element]) -> dict[str, str]:
    made = list(suites)
    return {
        name: str(sum(int(suite.get(name, 0)) for suite in made)) for name in ("tests", "failures", "errors")
    }


def _suite(submission: SubmissionFindings, failing: set[Severity]) -> ET.Element:
    who = submission.organisation.code if submission.organisation else "unknown"
    name = safe(f"{who}.{submission.reporting_year or 'unknown'}")
    kinds: dict[tuple[Severity, str, str], list[IssueItem]] = {}
    for item in submission.issues.items:
        kinds.setdefault((item.severity, item.code, item.table or "submission"), []).append(item)
    cases = [_case(f"{name}.{table}", items, failing) for (_, _, table), items in kinds.items()]
    cases = cases or [ET.Element("testcase", classname=name, name="nothing-found")]
    failures = sum(case.find("failure") is not None for case in cases)
    suite = ET.Element(
        "testsuite",
        name=safe(submission.path),
        tests=str(len(cases)),
        failures=str(failures),
        errors="0",
        skipped="0",
    )
    suite.extend(cases)
    return suite


def _case(classname: str, items: Sequence[IssueItem], failing: set[Severity]) -> ET.Element:
    first = items[0]
    title = CATALOGUE[first.code].title
    case = ET.Element("testcase", classname=classname, name=first.code)
    lines = [safe(_line(item)) for item in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"and {plural(len(items) - MOST, 'more place', 'more places')}")
    lines.append(safe(f"What to do: {first.advice}"))
    if first.severity in failing:
        told = ET.SubElement(case, "failure", type=first.severity.value)
        told.set("message", f"{title} ({plural(len(items), 'time')})")
    else:
        told = ET.SubElement(case, "system-out")
        lines.insert(0, f"{first.severity.value}: {title} ({plural(len(items), 'time')})")
    told.text = "\n".join(lines)
    return case


def _line(item: IssueItem) -> str:
    value = f" The cell holds '{item.value}'." if item.value is not None else ""
    if item.file and item.message.startswith(item.file):
        return item.message
    row = f"row {item.row}" if item.row is not None else ""
    place = ", ".join(part for part in (issue_place(item), row) if part)
    return f"{place}: {item.message}{value}" if place else f"{item.message}{value}"
