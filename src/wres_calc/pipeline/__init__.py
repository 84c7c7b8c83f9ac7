"""The whole way of one submission: read, validate, count, calculate (`examine`), then tell (`tell`, `check`)."""

from wres_calc.pipeline.check import trace, validate
from wres_calc.pipeline.examine import FURTHER, GROUPINGS, Examined, examine
from wres_calc.pipeline.tell import Telling, calculate, report_of

__all__ = [
    "FURTHER",
    "GROUPINGS",
    "Examined",
    "Telling",
    "calculate",
    "examine",
    "report_of",
    "trace",
    "validate",
]
