"""The tables of a submission as a Frictionless Data Package (v2), for catalogues and tools that read such."""

from typing import Any

from wres_calc import __version__
from wres_calc.intake.tables import TABLES, Table

_PROFILES = "https://datapackage.org/profiles/2.0"


def data_package() -> dict[str, Any]:
    """Return the tables of a submission as a Data Package (v2): a CSV file each, with what its columns are.

    Every column is text, as systems export it; what a cell may be, the table's JSON Schema says.
    """
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "wres-submission",
        "title": "A submission of wres-calc: the tables that an organisation sends",
        "description": "Which of them are sent is free; a file that is left out is taken out of this list.",
        "version": __version__,
        "resources": [_resource(name, model) for name, model in TABLES.items()],
    }


def _resource(name: str, table: type[Table]) -> dict[str, Any]:
    described = table.model_json_schema(mode="validation")
    needed = [*described.get("required", ()), *([" or ".join(table.one_of)] if table.one_of else [])]
    return {
        "name": name.replace("_", "-"),
        "type": "table",
        "path": f"{name}.csv",
        "title": table.what,
        "description": f"Columns that must be there: {', '.join(needed)}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fieldsMatch": "partial",  # a column that may be left out need not be there, and others may
            "fields": [_field(*column) for column in described["properties"].items()],
            "missingValues": [""],
        },
    }


def _field(name: str, column: dict[str, Any]) -> dict[str, Any]:
    said = ("title", "description", "examples")
    return {"name": name, "type": "string", **{key: column[key] for key in said if key in column}}
