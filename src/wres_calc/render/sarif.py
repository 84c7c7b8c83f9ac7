"""Findings as SARIF 2.1.0: what code scanning and editors read."""

import json
from typing import Any

from wres_calc import __version__
from wres_calc.checking.catalogue import CATALOGUE, Entry
from wres_calc.report.findings import Findings
from wres_calc.report.places import located, uri
from wres_calc.report.report import IssueItem
from wres_calc.report.safe import escaped_in_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = {code: number for number, code in enumerate(CATALOGUE)}


def text(findings: Findings) -> str:
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
        "shortDescription": {"text": entry.title},
        "help": {"text": entry.advice},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(item: IssueItem, file: str, column: int | None) -> dict[str, Any]:
    value = f" The cell holds '{item.value}'." if item.value is not None else ""
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
        "message": {"text": f"{item.message}{value} {item.advice}"},
        "locations": [location],
    }
