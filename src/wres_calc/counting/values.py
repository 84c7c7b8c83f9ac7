"""What a count is: a number of people, or the reason why there is none."""

from enum import StrEnum
from fractions import Fraction

Number = int | Fraction
"""A number of people: whole, or the mean of two years."""


def whole_or_half(number: Number) -> int | float:
    """A number of people without fractions: whole, or with the half of a mean of two years."""
    if isinstance(number, int):
        return number
    return number.numerator if number.denominator == 1 else float(number)


class Reason(StrEnum):
    """Why there is no value: the closed list."""

    TABLE_MISSING = "table_missing"
    TABLE_HAS_ERRORS = "table_has_errors"
    COLUMN_MISSING = "column_missing"
    NOBODY_IN_GROUP = "nobody_in_group"
    NO_EVENTS_IN_COMPARISON_GROUP = "no_events_in_comparison_group"
    NOT_PUBLISHED = "not_published"
    NO_DETAIL_IN_COUNTS = "no_detail_in_counts"
    PREVIOUS_YEAR_MISSING = "previous_year_missing"
    MANDATORY_NOT_TOLD = "mandatory_not_told"
    POPULATION_SERVED_MISSING = "population_served_missing"
    NOT_COLLECTED_THIS_YEAR = "not_collected_this_year"
    SUPPRESSED = "suppressed"
