import pytest

from wres_calc.facts.staff import (
    STAFF_GROUPS,
    StaffCategory,
    nearest_staff_group,
    parse_assignment_category,
    parse_assignment_status,
    parse_staff_group,
)
from wres_calc.facts.table import rows


def test_ten_groups_of_which_two_are_not_clinical_and_one_is_medical() -> None:
    assert len(STAFF_GROUPS) == 10
    by_category = {c: {g for g, found in STAFF_GROUPS.items() if found is c} for c in StaffCategory}
    assert by_category[StaffCategory.NON_CLINICAL] == {"Administrative and Clerical", "Estates and Ancillary"}
    assert by_category[StaffCategory.MEDICAL_AND_DENTAL] == {"Medical and Dental"}
    assert len(by_category[StaffCategory.CLINICAL_NON_MEDICAL]) == 7


@pytest.mark.parametrize("group", STAFF_GROUPS)
@pytest.mark.parametrize("shape", ["{0}", " {0} ", "{0}|Some Job Role"])
def test_every_group_is_read_in_any_case_and_before_a_bar(group: str, shape: str) -> None:
    assert parse_staff_group(shape.format(group)) == group
    assert parse_staff_group(shape.format(group.upper().replace("AND", "&"))) == group


@pytest.mark.parametrize("row", rows("staff_group_names"), ids=lambda row: row["name"])
def test_every_other_name_leads_to_a_group(row: dict[str, str]) -> None:
    assert row["staff_group"] in STAFF_GROUPS
    assert parse_staff_group(row["name"]) == row["staff_group"]


def test_the_form_that_esr_prints() -> None:
    group = "Additional Professional Scientific and Technical"
    assert parse_staff_group("Add Prof Scientific and Technic") == group
    assert parse_staff_group("Add Prof Scientific and Technic|Pharmacist") == group


@pytest.mark.parametrize(
    "text", ["", "Nursing", "Clinical", "Band 5", "|Consultant", "Job|Medical and Dental"]
)
def test_what_is_no_staff_group(text: str) -> None:
    assert parse_staff_group(text) is None


def test_a_typing_error_has_a_nearest_group() -> None:
    assert nearest_staff_group("Nursing and Midwifry Registerd") == "Nursing and Midwifery Registered"
    assert nearest_staff_group("Estates & Ancilary|Porter") == "Estates and Ancillary"
    assert nearest_staff_group("Jedi") is None


@pytest.mark.parametrize(
    ("status", "in_post"),
    [
        ("Active Assignment", True),
        ("ACTIVE ASSIGNMENT", True),
        ("Internal Secondment", True),
        ("Acting Up", True),
        ("Maternity & Adoption", True),
        ("Career Break", True),
        ("Suspend With Pay", True),
        ("Suspend No Pay", True),
        ("Out on External Secondment", True),
        ("Out on External Secondment - Paid", True),
        ("Inactive Not Worked", False),
        ("Terminate Assignment", False),
        ("Offer Accepted", False),
        ("Gone fishing", None),
        ("", None),
    ],
)
def test_who_is_in_post(status: str, in_post: bool | None) -> None:
    assert parse_assignment_status(status) is in_post


@pytest.mark.parametrize(
    ("category", "takes_part"),
    [
        ("Permanent", True),
        ("Fixed Term Temp", True),
        ("Locum", True),
        ("Bank", False),
        ("bank staff", False),
        ("Honorary", False),
        ("Non-Exec Director/Chair", False),
        ("Non Exec Director / Chair", False),
        ("Non\u2013Executive Director", False),
        ("NED", False),
        ("Agency", False),
        ("Banker", None),
        ("", None),
    ],
)
def test_which_categories_take_part(category: str, takes_part: bool | None) -> None:
    assert parse_assignment_category(category) is takes_part
