"""The names of what can happen to a row, and of the standard's rules that drop rows (contract, section 3)."""

from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """Where a row counted, or which rule dropped it, in the order in which steps are printed.

    Those after `COUNTED` are of rows that are not used as rows of their own.
    """

    EXCLUDED = "excluded"
    OTHER_SNAPSHOT = "other_snapshot"
    NOT_IN_FORCE = "not_in_force"
    NOT_IN_POST = "not_in_post"
    CATEGORY_TAKES_NO_PART = "category_takes_no_part"
    FURTHER_ASSIGNMENT = "further_assignment"
    NOT_SHORTLISTED = "not_shortlisted"
    OFFER_DECLINED = "offer_declined"
    NOT_COMPLETED = "not_completed"
    DATE_OUTSIDE_YEAR = "date_outside_year"
    MANDATORY = "mandatory"
    OTHER_CASE_TYPE = "other_case_type"
    NOT_FORMAL = "not_formal"
    PERSON_TAKES_NO_PART = "person_takes_no_part"
    SAME_PERSON_AGAIN = "same_person_again"
    COUNTED = "counted"
    COUNTED_IN_BAND_ONLY = "counted_in_band_only"
    NO_ANSWER_USED = "no_answer_used"
    ROWS_ARE_USED = "rows_are_used"
    BANDS_ARE_USED = "bands_are_used"
    PREVIOUS_YEAR_MISSING = "previous_year_missing"
    MANDATORY_NOT_TOLD = "mandatory_not_told"
    NOT_USED = "not_used"
    TABLE_HAS_ERRORS = "table_has_errors"


DESCRIPTIONS = {
    Fate.EXCLUDED: "rows left out on purpose",
    Fate.OTHER_SNAPSHOT: "rows of other snapshots in the file",
    Fate.NOT_IN_FORCE: "rows not in force on the snapshot date",
    Fate.NOT_IN_POST: "assignments of people not in post",
    Fate.CATEGORY_TAKES_NO_PART: "rows of bank, honorary, non-executive and agency staff",
    Fate.FURTHER_ASSIGNMENT: "further assignments of the same person",
    Fate.NOT_SHORTLISTED: "applications that were not shortlisted",
    Fate.OFFER_DECLINED: "applicants who declined the offer",
    Fate.NOT_COMPLETED: "training that was not completed",
    Fate.DATE_OUTSIDE_YEAR: "dates outside the year",
    Fate.MANDATORY: "mandatory training",
    Fate.OTHER_CASE_TYPE: "cases of other types",
    Fate.NOT_FORMAL: "cases that are not formal",
    Fate.PERSON_TAKES_NO_PART: "people who are bank staff or the like only",
    Fate.SAME_PERSON_AGAIN: "further rows of the same person",
}

RULES: Mapping[Fate, str] = {
    Fate.OTHER_SNAPSHOT: "one-snapshot",
    Fate.NOT_IN_POST: "assignment-status",
    Fate.CATEGORY_TAKES_NO_PART: "headcount-categories",
    Fate.FURTHER_ASSIGNMENT: "one-row-per-person",
    Fate.OFFER_DECLINED: "offer-declined",
    Fate.NOT_COMPLETED: "training-completed",
    Fate.DATE_OUTSIDE_YEAR: "events-within-the-year",
    Fate.PERSON_TAKES_NO_PART: "leavers-count-in-events",
    Fate.SAME_PERSON_AGAIN: "distinct-people-in-events",
    Fate.PREVIOUS_YEAR_MISSING: "two-year-average",
}
"""The rule of the standard that says so, by its name there; the others are of the file or of the settings."""
