"""Names: ethnic groups, breakdowns, measures. An unheard-of one is shown readably, never dropped."""

from collections.abc import Mapping
from types import MappingProxyType

from wres_calc.facts import pay
from wres_calc.facts.characteristics import ETHNICITY
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
        Status.SUPPRESSED: "Not shown",
    }
)
SEVERITY_NAMES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
)
UNKNOWN_RULES: Mapping[str, str] = MappingProxyType(
    {
        "in_denominator": "People of unknown ethnicity count in the denominator.",
        "takes_no_part": "People of unknown ethnicity take no part.",
    }
)

_GROUPS = {
    "white": "White",
    "bme": "BME",
    "unknown": "Unknown",
    "mixed": "Mixed",
    "asian": "Asian",
    "black": "Black",
    "other": "Other",
}
_MEASURES = {
    "share": "Share",
    "likelihood": "Likelihood",
    "relative_likelihood": "Relative likelihood",
    "percentage": "Percentage",
    "difference": "Difference",
    "gap_to_workforce": "Gap to the whole workforce",
    "gap_to_population": "Gap to the population served",
}
_HEADINGS = {
    "grouping": "Grouping",
    "staff_category": "Staff category",
    "pay_band": "Pay band",
    "board": "Board",
    "internal": "Internal or external",
}
_VALUES = {
    "grouping": {"ethnic_heading": "Five ethnic groups", "ethnic_category": "Ethnic categories"},
    "staff_category": {
        "non_clinical": "Non-clinical",
        "clinical_non_medical": "Clinical, non-medical",
        "medical_and_dental": "Medical and dental",
    },
    "pay_band": {band.value: label for band, label in pay.BAND_LABELS.items()}
    | {"senior_bands": "Bands 8a to 9 and VSM"},
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
}
BREAKDOWN_KEYS = tuple(_HEADINGS)
"""What a breakdown may go by, in the order in which it is read."""


def heading(key: str) -> str:
    """Return a breakdown's column heading: "Pay band"."""
    return _HEADINGS.get(key) or _readable(key)


def group_name(group: str) -> str:
    """Return an ethnic group's name: "BME", "Mixed", or a category with its code: "R Chinese"."""
    if group in _GROUPS:
        return _GROUPS[group]
    return ETHNICITY.label(group) or _readable(group)


def breakdown_value(key: str, value: str) -> str:
    """Return one value of a breakdown: "Band 8a"."""
    return _VALUES.get(key, {}).get(value) or _readable(value)


def breakdown_label(breakdown: Mapping[str, str], whole: str = "Whole workforce") -> str:
    """Return a breakdown in one line: "Clinical, non-medical - Band 8a"; `whole` where it is empty.

    How people are grouped by ethnicity is no part of it: the group's own name says so.
    """
    known = [key for key in BREAKDOWN_KEYS if key in breakdown] + sorted(set(breakdown) - set(BREAKDOWN_KEYS))
    parts = [breakdown_value(key, breakdown[key]) for key in known if key != "grouping"]
    return " - ".join(parts) or whole


def measure_name(measure: str) -> str:
    """Return what a measure is: "Relative likelihood"."""
    return _MEASURES.get(measure) or _readable(measure)


def compared_name(measure: Measure) -> str:
    """Return what a ratio, difference or gap compares with: "BME", "the whole workforce"; empty for a rate."""
    if measure.measure.startswith("gap_to_"):
        return measure_name(measure.measure).removeprefix("Gap to ")
    return group_name(measure.compared_with) if measure.compared_with else ""


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
