"""The report, or what was found in submissions, as JSON: the contract that other programs read."""

import json
import re

from pydantic_core import PydanticSerializationError

from wres_calc.report.report import Part
from wres_calc.report.safe import escaped_in_json

_NO_NUMBERS = ("NaN", "Infinity")
_NO_VALUE = re.compile(rf"(?:{'|'.join(_NO_NUMBERS)}),?$", re.MULTILINE)
"""Each value ends a line of its own, a text in its quotation mark."""


def text(report: Part) -> str:
    """Return the report, or the findings, as one JSON object, indented, ending in a line feed; numbers are not rounded.

    Characters that could drive a terminal are escaped as JSON allows: a reader gets them back unchanged.
    Raises `ValueError` rather than write NaN or infinity, which no measure may be.
    """
    try:
        document = report.model_dump_json(indent=2)
    except PydanticSerializationError:  # half a character, as in the name of a file that is no text
        document = json.dumps(report.model_dump(mode="json"), indent=2, ensure_ascii=False)
    if any(name in document for name in _NO_NUMBERS) and _NO_VALUE.search(document):
        raise ValueError("A value is NaN or infinite, which is not JSON compliant.")
    return escaped_in_json(document) + "\n"


def encoded(report: Part) -> bytes:
    """Return the same as the bytes of a file: UTF-8 without a byte-order mark."""
    return text(report).encode("utf-8")
