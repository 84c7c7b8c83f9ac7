"""JSON Schemas, generated from the models: one per input table, one of each thing printed."""

from typing import Any

from pydantic import BaseModel

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.intake.tables import TABLES
from wres_calc.report.findings import Findings
from wres_calc.report.report import Report
from wres_calc.report.run_record import RunRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"


_PRINTED: dict[str, type[BaseModel]] = {
    "report": Report,
    "findings": Findings,
    "comparison": Comparison,
    "rollup": Rollup,
    "run": RunRecord,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Schemas by name: each table's (of one row as JSON, every cell text or null), and what commands print.

    `report` is what `wres calc` prints, `findings` what `wres validate` does, `comparison` what `wres compare` does;
    `rollup` and `run` are of `wres batch`.
    """
    tables = {name: model.model_json_schema(mode="validation") for name, model in TABLES.items()}
    outputs = {name: model.model_json_schema(mode="serialization") for name, model in _PRINTED.items()}
    return {name: {"$schema": DIALECT, **content} for name, content in {**tables, **outputs}.items()}
