"""The report, or what was found in submissions, as JSON: the contract that other programs read."""

import json

from wres_calc.reporting.report import Part, Report
from wres_calc.reporting.safe import escaped_in_json


def text(report: Part) -> str:
    """Return the report, or the findings, as one JSON object, indented, ending in a line feed; numbers are not rounded.

    Characters that could drive a terminal are escaped as JSON allows: a reader gets them back unchanged.
    Raises `ValueError` rather than write NaN or infinity, which no measure may be.
    """
    document = json.dumps(report.model_dump(mode="json"), indent=2, ensure_ascii=False, allow_nan=False)
    return escaped_in_json(document) + "\n"


def encoded(report: Report) -> bytes:
    """Return the same as the bytes of a file: UTF-8 without a byte-order mark."""
    return text(report).encode("utf-8")
