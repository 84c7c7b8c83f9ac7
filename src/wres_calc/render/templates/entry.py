"""What a template lets be typed into a cell: rules as strict as validation is, and no stricter.

What validation refuses is stopped; what it takes with a warning can be typed, after a warning. Rules bind typing alone:
a cell that is pasted into takes anything, and is judged by validation.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from wres_calc.intake.refusals import LARGEST_NUMBER
from wres_calc.render.templates.columns import Column

TEXT = "@"
_SUGGESTED = ("job_role",)
"""Lists of a part of what may be there, the medical and dental roles: another text deserves no warning."""


def number_format(column: Column) -> str:
    """The format of the column's cells; text keeps leading zeros, and keeps `1-2` from becoming a day."""
    if column.kind is dt.date:
        return "yyyy-mm-dd"
    return "General" if _is_number(column) else TEXT


def rule(column: Column, listed: str | None) -> dict[str, Any] | None:
    """The rule of a column's cells as XlsxWriter takes it; `listed` is where its list stands. `None` for any text."""
    if listed:
        return _with_message(column, {"validate": "list", "source": listed}, _listed(column))
    if column.period:
        first, last = column.period
        allowed = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
        message = (
            f"The table takes dates from {first:%d/%m/%Y} to {last:%d/%m/%Y}: "
            "rows outside take no part. Type it as 31/03/2025 or 2025-03-31."
        )
        return _with_message(column, allowed, message, closed=False)
    if column.between:
        return _number(column, column.between.low, column.between.high)
    return None


def _number(column: Column, low: int, high: int) -> dict[str, Any]:
    whole = column.kind is int
    bounds: dict[str, Any] = {"criteria": "between", "minimum": low, "maximum": high}
    words = f"from {low} to {high}"
    if high == LARGEST_NUMBER:
        bounds, words = {"criteria": ">=", "value": low}, f"{low} or more"
    kind = "whole number" if whole else "number"
    return _with_message(
        column, {"validate": "integer" if whole else "decimal"} | bounds, f"Type a {kind}, {words}."
    )


def _listed(column: Column) -> str:
    if column.closed:
        return "Choose from the list. Other codes and spellings that are recognised can be pasted in."
    return "This is not in the list. It may still be right: validation says how it is counted."


def _with_message(
    column: Column, allowed: dict[str, Any], message: str, closed: bool | None = None
) -> dict[str, Any]:
    stop = column.closed if closed is None else closed
    return allowed | {
        "ignore_blank": True,
        "error_type": "stop" if stop else "warning",
        "error_title": column.name,
        "error_message": message,
        "show_error": column.name not in _SUGGESTED,
    }


def _is_number(column: Column) -> bool:
    return column.kind in (int, float, Decimal) and not column.offered
