"""wres-calc: the NHS Workforce Race Equality Standard, calculated from a trust's own extracts."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wres_calc.api import Goals, Report, WresError, calculate, goals, validate

__all__ = ["Goals", "Report", "WresError", "calculate", "goals", "validate"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import what notebooks use when it is first asked for: the command starts without it."""
    if name in __all__:
        return getattr(import_module("wres_calc.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
