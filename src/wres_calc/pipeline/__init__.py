"""The whole way of one submission: assess it, then build its report or list its issues."""

from wres_calc.pipeline.assess import FURTHER, GROUPINGS, Assessment, assess
from wres_calc.pipeline.check import trace, validate
from wres_calc.pipeline.reports import ReportOptions, build_report, calculate

__all__ = [
    "FURTHER",
    "GROUPINGS",
    "Assessment",
    "ReportOptions",
    "assess",
    "build_report",
    "calculate",
    "trace",
    "validate",
]
