"""Staff groups, staff categories, and the assignments of people in post (contract, section 3)."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from wres_calc.facts.normalise import plain
from wres_calc.facts.table import lookup, rows


class StaffCategory(StrEnum):
    """What the standard tells apart: clinical or not, and doctors and dentists by themselves."""

    NON_CLINICAL = "non_clinical"
    CLINICAL_NON_MEDICAL = "clinical_non_medical"
    MEDICAL_AND_DENTAL = "medical_and_dental"


STAFF_GROUPS: Mapping[str, StaffCategory] = MappingProxyType(
    {row["staff_group"]: StaffCategory(row["category"]) for row in rows("staff_groups")}
)

_NAMES = {plain(name): name for name in STAFF_GROUPS} | lookup("staff_group_names", "name", "staff_group")
_IN_POST = lookup("assignment_statuses", "status", "in_post")
_TAKES_PART = lookup("assignment_categories", "category", "takes_part")


def parse_staff_group(text: str) -> str | None:
    """The staff group by its canonical name (a key of `STAFF_GROUPS`); `None` where it is none of the ten.

    Of ESR's `Staff Group|Job Role` the first part is read.
    """
    return _NAMES.get(plain(text.partition("|")[0]))


def parse_survey_staff_group(text: str) -> StaffCategory | None:
    """The staff category of a group as a survey names it, "Medical / Dental - Consultant"; `None` if unheard of."""
    group = parse_staff_group(text) or next(
        (name for name in _IN_SURVEYS if plain(text).startswith(name)), None
    )
    return None if group is None else STAFF_GROUPS.get(group, StaffCategory.MEDICAL_AND_DENTAL)


_IN_SURVEYS = ("medical dental", "medical and dental")
"""How the labels of doctors and dentists begin."""


def nearest_staff_group(text: str) -> str | None:
    """The staff group that a text which names none was probably meant to be; `None` if none is near."""
    near = get_close_matches(plain(text.partition("|")[0]), _NAMES, n=1, cutoff=0.8)
    return _NAMES[near[0]] if near else None


def parse_assignment_status(text: str) -> bool | None:
    """Whether the assignment is that of somebody in post; `None` where the status is unheard of."""
    return _yes(_IN_POST.get(plain(text)))


def parse_assignment_category(text: str) -> bool | None:
    """Whether the category takes part; `None` where it is unheard of.

    Bank staff take no part; nor, by our rule, do honorary contracts, non-executive directors and chairs, and
    agency workers.
    """
    return _yes(_TAKES_PART.get(plain(text)))


def _yes(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
