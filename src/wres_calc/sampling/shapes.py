"""What an invented trust looks like: shares and likelihoods, in the order of size of published NHS figures.

Posts and ethnic categories are in `data/`; `bme` there is the percentage of a post's holders who are BME.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from wres_calc.facts.indicator_number import IndicatorNumber


@dataclass(frozen=True)
class Post:
    """One kind of post; `grade` as ESR prints it, `advertised` as a job advertisement does."""

    staff_group: str
    job_role: str
    grade: str
    advertised: str
    weight: float
    bme: float


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("wres_calc.sampling").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _post(row: Mapping[str, str]) -> Post:
    texts = (row["staff_group"], row["job_role"], row["grade"], row["advertised"])
    return Post(*texts, weight=float(row["weight"]), bme=float(row["bme"]))


def _categories(group: str) -> list[dict[str, str]]:
    return [row for row in _rows("ethnic_categories.csv") if row["ethnic_group"] == group]


POSTS: tuple[Post, ...] = tuple(_post(row) for row in _rows("posts.csv"))

GROUPS = ("white", "bme", "unknown")

ESR_CATEGORIES: Mapping[str, Mapping[str, float]] = {
    group: {f"{row['code']} {row['label']}".strip(): float(row["weight"]) for row in _categories(group)}
    for group in GROUPS
}
"""Ethnic categories as ESR prints them, code and label, local details of a category included."""

LABELS: Mapping[str, Mapping[str, float]] = {
    group: {row["label"]: float(row["weight"]) for row in _categories(group) if len(row["code"]) < 2}
    for group in GROUPS
}
"""Ethnic categories as recruitment systems and the staff survey print them: the label alone."""

NON_EXECUTIVE = {
    "staff_group": "Administrative and Clerical",
    "job_role": "Non Executive Director",
    "grade": "Personal/ad hoc salary",
}

ASSIGNMENT_CATEGORIES = {
    "Permanent": 84.5,
    "Fixed Term Temp": 8.0,
    "Bank": 6.3,
    "Honorary": 1.1,
    "Non-Exec Director/Chair": 0.1,
}
COUNTED = ("Permanent", "Fixed Term Temp")
"""The categories that count in the workforce headcount."""

STATUSES = {
    "Active Assignment": 94.2,
    "Maternity & Adoption": 3.1,
    "Acting Up": 0.7,
    "Internal Secondment": 0.6,
    "Career Break": 0.5,
    "Inactive Not Worked": 0.4,
    "Out on External Secondment": 0.3,
    "Suspend With Pay": 0.2,
}
FULL_TIME_EQUIVALENTS = {"1.0": 58, "0.8": 16, "0.6": 12, "0.9": 7, "0.5": 5, "0.4": 2}
SMALL_EQUIVALENTS = {"0.2": 50, "0.1": 30, "0.3": 20}

UNKNOWN_SHARE = 0.035
LEAVERS_SHARE = 0.11
NEWCOMERS_BME = 1.3
"""How much likelier it is that somebody who joins is BME than somebody who has long been there."""

COURSES = {
    "Clinical skills update": ("No", 22),
    "Leadership programme": ("No", 12),
    "Coaching and mentoring": ("No", 9),
    "Quality improvement": ("No", 11),
    "Conference or study day": ("No", 20),
    "Information governance": ("Yes", 14),
    "Fire safety": ("Yes", 12),
}
TRAINED = {"white": 1.12, "bme": 1.0, "unknown": 0.9}
DISCIPLINED = {"white": 1.0, "bme": 1.25, "unknown": 1.0}
ENTERED_CAPABILITY = {"Yes": 2.2, "No": 1.0}
"""How likely each group is to attend, or to enter the disciplinary or the capability process, beside the others."""

APPOINTED = {"white": 0.27, "bme": 0.17, "unknown": 0.15}

APPLICANTS = {"white": 51, "bme": 45, "unknown": 4}
RESPONDENTS = {"white": 69, "bme": 26, "unknown": 5}

DISABLED = {"Yes": 5, "No": 79, "Not Declared": 12, "": 4}
DISABLED_APPLICANTS = {"Yes": 9, "No": 87, "Prefer not to say": 4}
DISABLED_RESPONDENTS = {"Yes": 24, "No": 72, "": 4}
DISABLED_MEMBERS = {"Yes": 10, "No": 80, "Not Declared": 10}
"""The record of staff knows of fewer disabled people than say so in the survey, where nobody sees who it is."""

ANSWERED_YES: Mapping[IndicatorNumber, tuple[float, float]] = {
    5: (0.25, 0.29),
    6: (0.14, 0.18),
    7: (0.58, 0.48),
    8: (0.065, 0.155),
}
"""By indicator: how many White and how many BME respondents say yes, or that it happened to them."""

ANSWERED_BY_DISABILITY: Mapping[IndicatorNumber, tuple[float, float]] = {
    "4b": (0.53, 0.51),
    6: (0.254, 0.177),
    7: (0.363, 0.474),
    8: (0.751, 0.751),
    "9a": (0.644, 0.699),
}
"""The same of disabled and of other respondents; of a score which part of the highest is its mean."""
ASKED_BY_DISABILITY: Mapping[IndicatorNumber, tuple[float, float]] = {
    "4b": (0.4, 0.3),
    6: (0.6, 0.5),
    8: (1.0, 0.0),
}
"""Which part of them is asked, where not everybody is."""

BLANK_ANSWERS = 0.03
OFTEN = {"1-2": 62, "3-5": 22, "6-10": 8, "More than 10": 8}

SEATS = (
    ("Chair", "Yes", "No"),
    ("Chief Executive", "Yes", "Yes"),
    ("Chief Finance Officer", "Yes", "Yes"),
    ("Non-Executive Director", "Yes", "No"),
    ("Chief People Officer", "No", "Yes"),
    ("Associate Non-Executive Director", "No", "No"),
    ("Chief Nurse", "Yes", "Yes"),
    ("Medical Director", "Yes", "Yes"),
    ("Chief Operating Officer", "Yes", "Yes"),
    ("Non-Executive Director", "Yes", "No"),
    ("Non-Executive Director", "Yes", "No"),
    ("Non-Executive Director", "Yes", "No"),
    ("Director of Strategy", "No", "Yes"),
    ("Non-Executive Director", "Yes", "No"),
    ("Non-Executive Director", "Yes", "No"),
    ("Chief Digital Officer", "No", "Yes"),
)
"""The board: role, voting, executive. The first six already are every kind of member."""

BOARD_MEMBERS = {"white": 81, "bme": 16, "unknown": 3}
