"""The page to lay beside the textbooks: intervals and tests on whole numbers, each with its formula and its source.

Limits are proportions or ratios, never per cent. Nothing outside the standard library is used.
"""

from wres_calc.figures.statistics.change import (
    Change,
    change_of_gap,
    change_of_proportion,
    ratio_of_ratios,
)
from wres_calc.figures.statistics.funnel import (
    WITHIN_2_SD,
    WITHIN_3_SD,
    OverDispersion,
    benjamini_hochberg,
    funnel_limits,
    over_dispersion,
    quantile,
)
from wres_calc.figures.statistics.proportion import (
    Bounds,
    Limits,
    check_confidence,
    fisher_exact,
    n_minus_1_chi_squared,
    newcombe,
    wilson,
    z_of,
)
from wres_calc.figures.statistics.score import (
    katz,
    koopman,
    log_ratio,
    miettinen_nurminen_difference,
    miettinen_nurminen_ratio,
)

__all__ = [
    "WITHIN_2_SD",
    "WITHIN_3_SD",
    "Bounds",
    "Change",
    "Limits",
    "OverDispersion",
    "benjamini_hochberg",
    "change_of_gap",
    "change_of_proportion",
    "check_confidence",
    "fisher_exact",
    "funnel_limits",
    "katz",
    "koopman",
    "log_ratio",
    "miettinen_nurminen_difference",
    "miettinen_nurminen_ratio",
    "n_minus_1_chi_squared",
    "newcombe",
    "over_dispersion",
    "quantile",
    "ratio_of_ratios",
    "wilson",
    "z_of",
]
