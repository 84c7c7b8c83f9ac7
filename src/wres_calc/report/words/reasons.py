"""Why there is no value, in plain words."""

from collections.abc import Mapping
from types import MappingProxyType

from wres_calc.report.report import IndicatorReport, Reason

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.TABLE_MISSING: "a table that it needs was not sent",
        Reason.TABLE_HAS_ERRORS: "a table that it needs has errors, listed under the issues",
        Reason.COLUMN_MISSING: "a column that it needs was not sent",
        Reason.NOBODY_IN_GROUP: "there is nobody in the group",
        Reason.NO_EVENTS_IN_COMPARISON_GROUP: (
            "the group compared with has none, so that there is nothing to compare with"
        ),
        Reason.NOT_PUBLISHED: "the survey summary that was sent has no figure for the group",
        Reason.NO_DETAIL_IN_COUNTS: "the counts sent do not go into this detail",
        Reason.PREVIOUS_YEAR_MISSING: "it is a mean of two years, and the year before was not sent",
        Reason.MANDATORY_NOT_TOLD: "nothing says which training is mandatory and takes no part",
        Reason.POPULATION_SERVED_MISSING: (
            "the make-up of the population served is not given in submission.toml"
        ),
        Reason.NOT_COLLECTED_THIS_YEAR: "it was not collected this year",
        Reason.SUPPRESSED: "it is withheld so that nobody can be identified",
    }
)


def reason(why: Reason | None) -> str:
    """Return the reason as part of a sentence: "there is nobody in the group"; empty for none."""
    return REASONS[why] if why else ""


def not_calculated(indicator: IndicatorReport) -> str:
    """Return why a whole indicator has no value, as a sentence that names the tables it needs."""
    if indicator.reason is Reason.SUPPRESSED:
        return f"Not shown: {REASONS[Reason.SUPPRESSED]}."
    if indicator.reason is Reason.TABLE_MISSING:
        return f"Not calculated: {REASONS[Reason.TABLE_MISSING]} (it needs {indicator.words.needs})."
    return f"Not calculated: {reason(indicator.reason) or 'no reason was given'}."
