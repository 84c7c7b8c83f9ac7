"""What the organisations of a batch add up to: pooled indicators, how they lie apart, and who stands out."""

from wres_calc.across.rollup.build import roll_up
from wres_calc.across.rollup.contract import Rollup

__all__ = ["Rollup", "roll_up"]
