"""The years side by side, from the reports of each."""

from wres_calc.across.trend.build import trend_of

__all__ = ["trend_of"]
