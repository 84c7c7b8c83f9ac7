"""JSON Schemas, generated from the models: one per input table, one of the report."""

from typing import Any

from wres_calc.reporting.report import Report
from wres_calc.submission.tables import TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Schemas by name: `report`, and each table's (of one row as JSON, every cell text or null)."""
    tables = {name: model.model_json_schema(mode="validation") for name, model in TABLES.items()}
    return {
        name: {"$schema": DIALECT, **content}
        for name, content in {**tables, "report": Report.model_json_schema(mode="serialization")}.items()
    }
