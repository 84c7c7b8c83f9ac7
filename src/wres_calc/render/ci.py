"""Issues for other programs: SARIF for code scanning and editors, JUnit for CI servers, GitHub's annotations."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from wres_calc import __version__
from wres_calc.checking.catalogue import CATALOGUE, Entry
from wres_calc.report.findings import Findings, SubmissionFindings, located, uri
from wres_calc.report.reconciliation import CellStatus, ReconciledCell, Reconciliation
from wres_calc.report.report import IssueItem, Severity
from wres_calc.report.safe import escaped_in_json, safe
from wres_calc.report.words.labels import issue_place
from wres_calc.report.words.numbers import plural

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = {code: number for number, code in enumerate(CATALOGUE)}


def sarif(findings: Findings) -> str:
    """Return one run: every issue of the catalogue as a rule, every item as a result at its file, row and column.

    A line is a row and a column a column of the table, both as a spreadsheet counts them, from 1.
    """
    driver = {
        "name": "wres-calc",
        "version": __version__,
        "rules": [_rule(entry) for entry in CATALOGUE.values()],
    }
    results = [_result(item, file, column) for item, file, column in located(findings)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped_in_json(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _rule(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.of()[0]},
        "help": {"text": entry.of()[1]},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(item: IssueItem, file: str, column: int | None) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}
    if item.row is not None:
        region = {"startLine": item.row, **({"startColumn": column} if column else {})}
        location["physicalLocation"]["region"] = region
    if item.table and item.column:
        name = {"name": item.column, "fullyQualifiedName": f"{item.table}/{item.column}", "kind": "member"}
        location["logicalLocations"] = [name]
    return {
        "ruleId": item.code,
        "ruleIndex": _RULES[item.code],
        "level": item.severity.value,
        "message": {"text": f"{item.message}{_value(item)} {item.advice}"},
        "locations": [location],
        **({"occurrenceCount": item.count} if _times([item]) > 1 else {}),
    }


PLACES_MOST = 20
"""So many places of one issue are listed; how many more there are is said."""


def junit(findings: Findings, warnings_fail: bool) -> str:
    """Return a test suite for each submission and in it a test case for each kind of issue and table.

    Errors are failures, and warnings with `warnings_fail`; everything else passes and stands in the case's output.
    A submission with nothing wrong has one case, which passes.
    """
    failing = {Severity.ERROR, *([Severity.WARNING] if warnings_fail else [])}
    return _encoded("wres validate", [_suite(submission, failing) for submission in findings.submissions])


def junit_of_cells(found: Reconciliation) -> str:
    """Return a test suite for each file that was compared, and in it a test case for each number.

    One that differs is a failure; one that was not given, or cannot be recalculated, is skipped.
    """
    who = safe(f"{found.organisation.code}.{found.reporting_year}")
    suites = []
    for file in dict.fromkeys(each.file for each in found.cells):
        cells = [each for each in found.cells if each.file == file]
        totals = Counter(each.status for each in cells)
        differing = totals[CellStatus.DIFFERS]
        skipped = len(cells) - differing - totals[CellStatus.SAME]
        numbers = {"tests": len(cells), "failures": differing, "errors": 0, "skipped": skipped}
        said = {"name": safe(file)} | {name: str(each) for name, each in numbers.items()}
        suite = ET.Element("testsuite", said)
        suite.extend(_cell_case(who, each) for each in cells)
        suites.append(suite)
    return _encoded("wres reconcile", suites)


def _cell_case(who: str, each: ReconciledCell) -> ET.Element:
    name = ", ".join(filter(None, (each.cell, each.row, each.column)))
    case = ET.Element("testcase", classname=f"{who}.{safe(each.section)}", name=safe(name))
    if each.status is CellStatus.DIFFERS:
        message = safe(f"given {each.given}, calculated {each.calculated}")
        ET.SubElement(case, "failure", type=each.status.value, message=message).text = safe(each.why)
    elif each.status is not CellStatus.SAME:
        ET.SubElement(case, "skipped", message=safe(each.why))
    return case


def _encoded(name: str, suites: Sequence[ET.Element]) -> str:
    root = ET.Element("testsuites", {"name": name, **_totals(suites)})
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
    title = first.title
    case = ET.Element("testcase", classname=classname, name=first.code)
    lines = [safe(_line(item)) for item in items[:PLACES_MOST]]
    times = _times(items)
    if more := times - _times(items[:PLACES_MOST]):
        lines.append(f"and {plural(more, 'more place', 'more places')}")
    lines.append(safe(f"What to do: {first.advice}"))
    if first.severity in failing:
        said = ET.SubElement(case, "failure", type=first.severity.value)
        said.set("message", f"{title} ({plural(times, 'time')})")
    else:
        said = ET.SubElement(case, "system-out")
        lines.insert(0, f"{first.severity.value}: {title} ({plural(times, 'time')})")
    said.text = "\n".join(lines)
    return case


def _times(items: Iterable[IssueItem]) -> int:
    return sum(item.count or 1 for item in items)


def _line(item: IssueItem) -> str:
    if item.file and item.message.startswith(item.file):
        return item.message
    row = f"row {item.row}" if item.row is not None else ""
    place = ", ".join(part for part in (issue_place(item), row) if part)
    return f"{place}: {item.message}{_value(item)}" if place else f"{item.message}{_value(item)}"


ANNOTATIONS_MOST = 10
"""GitHub shows no more annotations of one severity for a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_Place = tuple[IssueItem, str, int | None]


def github(findings: Findings) -> str:
    """Return a command a line, worst first, and a last one that says how many issues were left out; else nothing."""
    return "".join(f"{line}\n" for line in _commands(list(located(findings))))


def _commands(places: Sequence[_Place]) -> Iterator[str]:
    left_out = []
    for severity in Severity:
        mine = [place for place in places if place[0].severity is severity]
        # The last notice is kept for what was left out.
        chosen = _chosen(mine, ANNOTATIONS_MOST - 1 if severity is Severity.NOTE else ANNOTATIONS_MOST)
        yield from (_command(*place) for place in chosen)
        if more := _times(item for item, *_ in mine) - _times(item for item, *_ in chosen):
            left_out.append(plural(more, f"more {severity.value}"))
    if left_out:
        yield f"::notice title=wres validate::Not shown here: {', '.join(left_out)}."


def _chosen(places: Sequence[_Place], most: int) -> list[_Place]:
    """At most so many, every kind of issue once before any of them twice, in the order in which they came."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    ranked = []
    for at, (item, file, _) in enumerate(places):
        kind = (item.code, file, item.column)
        ranked.append((seen[kind], at))
        seen[kind] += 1
    return [places[at] for at in sorted(at for _, at in sorted(ranked)[:most])]


def _command(item: IssueItem, file: str, column: int | None) -> str:
    heading = f", column '{item.column}'" if item.column else ""
    properties = {
        "file": None if file.endswith("/") else file,
        "line": str(item.row) if item.row else None,
        "col": str(column) if item.row and column else None,
        "title": f"{item.title} ({item.code}){heading}",
    }
    given = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
    message = f"{safe(item.message)}{safe(_value(item))}\nWhat to do: {safe(item.advice)}"
    return f"::{_COMMANDS[item.severity]} {given}::{_escaped(message)}"


def _escaped(text: str) -> str:
    """Text as the runner takes it back apart: a percent sign and line ends would end or change the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same for a property, where a comma and a colon end it, too."""
    return _escaped(safe(text)).replace(":", "%3A").replace(",", "%2C")


def _value(item: IssueItem) -> str:
    """What the cell holds, as a sentence after another; nothing unless values were asked for."""
    return f" The cell holds '{item.value}'." if item.value is not None else ""
