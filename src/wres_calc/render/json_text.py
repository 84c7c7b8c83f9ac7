"""Reports, issues and the rest as JSON, which other programs read; and the JSON Schemas that describe it."""

import json
import re
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from wres_calc.report.safe import escaped_in_json
from wres_calc.strict_model import StrictModel

_NO_NUMBERS = ("NaN", "Infinity")
_NO_VALUE = re.compile(rf"(?:{'|'.join(_NO_NUMBERS)}),?$", re.MULTILINE)
"""Each value ends a line of its own, a text in its quotation mark."""


def text(report: StrictModel) -> str:
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


def encoded(report: StrictModel) -> bytes:
    """Return the same as the bytes of a file: UTF-8 without a byte-order mark."""
    return text(report).encode("utf-8")


DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:wres-calc:schema"
"""A name, not an address: where a copy lies is for whoever keeps it. The format counts up with the contract's."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return schemas by name: each table's (of one row as JSON, every cell text or null), and what commands print.

    `submission` is of `submission.toml`; `report` is what `wres calc` prints, `findings` what `wres validate` does,
    `comparison` what `wres compare` does, `goals` and `reconciliation` what `wres goals` and `wres reconcile` do;
    `rollup` and `run` are of `wres batch`.
    """
    from wres_calc.across.contract import Rollup
    from wres_calc.across.years import Comparison
    from wres_calc.intake.config import SubmissionConfig
    from wres_calc.intake.tables import TABLES
    from wres_calc.report.findings import Findings
    from wres_calc.report.goals import Goals
    from wres_calc.report.reconciliation import Reconciliation
    from wres_calc.report.report import Report
    from wres_calc.report.run_record import RunRecord

    printed: dict[str, type[StrictModel]] = {
        "report": Report,
        "findings": Findings,
        "comparison": Comparison,
        "goals": Goals,
        "reconciliation": Reconciliation,
        "rollup": Rollup,
        "run": RunRecord,
    }
    read: dict[str, type[BaseModel]] = {**TABLES, "submission": SubmissionConfig}
    inputs = {name: model.model_json_schema(mode="validation") for name, model in read.items()}
    outputs = {name: model.model_json_schema(mode="serialization") for name, model in printed.items()}
    return {
        name: {"$schema": DIALECT, "$id": f"{_ID}:{name}:1", **content}
        for name, content in {**inputs, **outputs}.items()
    }
