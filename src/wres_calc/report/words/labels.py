"""Names: groups, breakdowns, measures, populations, the fates of rows. An unheard-of one is shown readably."""

from collections.abc import Mapping
from types import MappingProxyType

from wres_calc.counting.dimensions import NOT_STATED
from wres_calc.counting.fate import Fate
from wres_calc.facts import pay
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.table import rows
from wres_calc.report.report import (
    IssueGroup,
    IssueItem,
    Measure,
    Organisation,
    Publication,
    Report,
    Severity,
    Status,
)

STATUS_NAMES: Mapping[Status, str] = MappingProxyType(
    {
        Status.CALCULATED: "Calculated",
        Status.NOT_CALCULATED: "Not calculated",
        Status.SUPPRESSED: "Withheld",
    }
)
SEVERITY_NAMES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
)
_UNKNOWN_RULES = {
    "in_denominator": "People of unknown {} count in the denominator.",
    "takes_no_part": "People of unknown {} take no part.",
}

_MEASURES = {
    "share": "Share",
    "likelihood": "Likelihood",
    "relative_likelihood": "Relative likelihood",
    "percentage": "Percentage",
    "difference": "Difference",
    "unofficial_ratio": "Ratio (not official)",
    "mean": "Mean score",
    "mean_difference": "Difference of scores",
    "gap_to_workforce": "Gap to the whole workforce",
    "gap_to_population": "Gap to the population served",
}
_IN_TEXT = {row["group"]: row["in_text"] for row in rows("groups")}
_HEADINGS = {
    "grouping": "Grouping",
    "staff_category": "Staff category",
    "pay_band": "Pay band",
    "board": "Board",
    "internal": "Internal or external",
    "international": "International recruit",
}
_VALUES = {
    "grouping": {
        grouping.name: grouping.label for each in CHARACTERISTICS.values() for grouping in each.groupings
    },
    "staff_category": {
        "non_clinical": "Non-clinical",
        "clinical_non_medical": "Clinical, non-medical",
        "medical_and_dental": "Medical and dental",
    },
    "pay_band": {band.value: label for band, label in pay.BAND_LABELS.items()}
    | {
        "senior_bands": "Bands 8a to 9 and VSM",
        "cluster_1": "Cluster 1 (bands 1 to 4)",
        "cluster_2": "Cluster 2 (bands 5 to 7)",
        "cluster_3": "Cluster 3 (bands 8a and 8b)",
        "cluster_4": "Cluster 4 (bands 8c to 9, VSM)",
    },
    "board": {
        "total": "Whole board",
        "voting": "Voting members",
        "non_voting": "Non-voting members",
        "executive": "Executive members",
        "non_executive": "Non-executive members",
    },
    "internal": {
        "yes": "Internal applicants",
        "no": "External applicants",
        "internal": "Internal applicants",
        "external": "External applicants",
        "unknown": "Not known if internal",
    },
    "international": {"yes": "International recruits", "no": "Other applicants"},
}
BREAKDOWN_KEYS = tuple(_HEADINGS)
"""What a breakdown may go by, in the order in which it is read."""


def unknown_rule(rule: str, characteristic: str) -> str:
    """Return what people of an unknown group do: "People of unknown ethnicity take no part."."""
    return _UNKNOWN_RULES.get(rule, rule).format(characteristic)


def heading(key: str) -> str:
    """Return a breakdown's column heading: "Pay band"."""
    return _HEADINGS.get(key) or _readable(key)


def group_name(group: str) -> str:
    """Return a group's name: "BME", "Mixed", or a category with its code: "R Chinese"."""
    return next(filter(None, (each.label(group) for each in CHARACTERISTICS.values())), None) or _readable(
        group
    )


def group_in_text(group: str) -> str:
    """Return a group's name as it stands within a sentence: "BME", "non-disabled"."""
    return _IN_TEXT.get(group) or group_name(group)


def breakdown_value(key: str, value: str) -> str:
    """Return one value of a breakdown: "Band 8a"; of a column that the submission names the text itself."""
    if key not in _VALUES:
        return _readable(value) if value == NOT_STATED else value
    return _VALUES[key].get(value) or _readable(value)


def breakdown_label(
    breakdown: Mapping[str, str], whole: str = "Whole workforce", *, headed: bool = True
) -> str:
    """Return a breakdown in one line: "Clinical, non-medical - Band 8a"; `whole` where it is empty.

    The grouping is left out: the group's own name says it. A column that the submission names stands before its value,
    unless it is not `headed`: "Directorate: Surgery".
    """
    parts = [breakdown_value(key, breakdown[key]) for key in BREAKDOWN_KEYS[1:] if key in breakdown]
    for key in sorted(set(breakdown) - set(BREAKDOWN_KEYS)):
        parts.append((f"{heading(key)}: " if headed else "") + breakdown_value(key, breakdown[key]))
    return " - ".join(parts) or whole


def measure_name(measure: str) -> str:
    """Return what a measure is: "Relative likelihood"."""
    return _MEASURES.get(measure) or _readable(measure)


def compared_name(measure: Measure) -> str:
    """Return what a ratio, difference or gap compares with: "BME", "the whole workforce"; empty for a rate."""
    if measure.measure.startswith("gap_to_"):
        return measure_name(measure.measure).removeprefix("Gap to ")
    return group_name(measure.compared_with) if measure.compared_with else ""


def compared_in_text(measure: Measure) -> str:
    """Return what a ratio, difference or gap compares with, within a sentence."""
    return group_in_text(measure.compared_with) if measure.compared_with else compared_name(measure)


def organisation_name(organisation: Organisation) -> str:
    """Return the organisation as a heading has it: "Example NHS Foundation Trust (RX1)"."""
    return f"{organisation.name} ({organisation.code})" if organisation.name else organisation.code


def publication(report: Report) -> str:
    """Return for whom a report is, as every page and sheet says it; for the public how numbers are protected."""
    return audience(report.publication)


def audience(publication: Publication) -> str:
    """Return the same of what is no report of one year."""
    if publication.audience == "public":
        return f"For publication. {publication.note}"
    return "Internal: small numbers are not protected. Not for publication."


def issue_place(issue: IssueGroup | IssueItem) -> str:
    """Return where an issue is: "staff.xlsx, sheet Export, column 'Pay Scale'"; empty where no place is named."""
    places = (
        issue.file or issue.table,
        f"sheet {issue.sheet}" if issue.sheet else None,
        f"column '{issue.column}'" if issue.column else None,
    )
    return ", ".join(place for place in places if place)


def _readable(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]


FATES: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.EXCLUDED: "the row is left out on purpose, as submission.toml says",
        Fate.OTHER_SNAPSHOT: "the row is of another snapshot in the file",
        Fate.NOT_COMPLETED: "the training was not completed",
        Fate.NOT_IN_FORCE: "the row is not in force on the snapshot date",
        Fate.OTHER_CASE_TYPE: "the case is of another type than those that take part",
        Fate.NOT_FORMAL: "the case is not in the formal process",
        Fate.NOT_IN_POST: "the assignment status is not that of somebody in post",
        Fate.CATEGORY_TAKES_NO_PART: "bank, honorary, non-executive and agency staff take no part",
        Fate.FURTHER_ASSIGNMENT: "a further assignment: each person counts once",
        Fate.NOT_SHORTLISTED: "the application was not shortlisted",
        Fate.OFFER_DECLINED: "the offer was declined",
        Fate.DATE_OUTSIDE_YEAR: "the date is outside the year",
        Fate.MANDATORY: "mandatory training takes no part",
        Fate.PERSON_TAKES_NO_PART: "the person is bank, honorary, non-executive or agency staff only",
        Fate.SAME_PERSON_AGAIN: "a further row of the same person: each counts once",
        Fate.COUNTED: "it counts",
        Fate.COUNTED_IN_BAND_ONLY: "it counts in its band alone: the consultants' count has these people already",
        Fate.NO_ANSWER_USED: "no question that the year uses was answered",
        Fate.ROWS_ARE_USED: "the same was sent as rows, and those are used",
        Fate.BANDS_ARE_USED: "the counts by band are used",
        Fate.PREVIOUS_YEAR_MISSING: "a mean of two years needs the year before, and it did not come",
        Fate.MANDATORY_NOT_TOLD: "nothing says which training is mandatory",
        Fate.NOT_USED: "no figure of the year is made from it",
        Fate.TABLE_HAS_ERRORS: "the table has errors",
    }
)
"""Why a row did not count, or how it did, as part of a sentence."""

_SURVEY = {
    "yes": "who said so",
    "answered": "who answered",
    "published": "as published",
}


def population_name(population: str) -> str:
    """Return a population as a reader calls it: "board, voting", "indicator 5, who answered"."""
    match population.split("_"):
        case ["survey", *number, what]:
            return f"indicator {' '.join(number)}, {_SURVEY.get(what, what)}"
        case ["board", *part] if part:
            return f"board, {'-'.join(part)}"
        case ["workforce", "of", "which"]:
            return "workforce, in one band only"
        case _:
            return population.replace("_", " ")
