"""Numbers and reasons in words: the one place where a figure is rounded and a sentence is made."""

from wres_calc.reporting.wording.fates import FATES, population_name
from wres_calc.reporting.wording.labels import (
    BREAKDOWN_KEYS,
    SEVERITY_NAMES,
    STATUS_NAMES,
    UNKNOWN_RULES,
    breakdown_label,
    breakdown_value,
    compared_name,
    group_name,
    heading,
    issue_place,
    measure_name,
    organisation_name,
)
from wres_calc.reporting.wording.numbers import (
    count,
    counts,
    date,
    figure,
    limits,
    percent,
    plural,
    points,
    rate,
    ratio,
)
from wres_calc.reporting.wording.reasons import REASONS, not_calculated, reason
from wres_calc.reporting.wording.sentences import people, sentence

__all__ = [
    "BREAKDOWN_KEYS",
    "FATES",
    "REASONS",
    "SEVERITY_NAMES",
    "STATUS_NAMES",
    "UNKNOWN_RULES",
    "breakdown_label",
    "breakdown_value",
    "compared_name",
    "count",
    "counts",
    "date",
    "figure",
    "group_name",
    "heading",
    "issue_place",
    "limits",
    "measure_name",
    "not_calculated",
    "organisation_name",
    "people",
    "percent",
    "plural",
    "points",
    "population_name",
    "rate",
    "ratio",
    "reason",
    "sentence",
]
