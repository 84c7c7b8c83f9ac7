"""From assignments to people (contract, section 3: workforce headcount, staff category, pay band)."""

import pytest

NON_MEDICAL = [
    ("Administrative and Clerical", "non_clinical"),
    ("Estates and Ancillary", "non_clinical"),
    ("Nursing and Midwifery Registered", "clinical_non_medical"),
    ("Allied Health Professionals", "clinical_non_medical"),
    ("Add Prof Scientific and Technic", "clinical_non_medical"),
    ("Additional Professional Scientific and Technical", "clinical_non_medical"),
    ("Healthcare Scientists", "clinical_non_medical"),
    ("Additional Clinical Services", "clinical_non_medical"),
    ("Students", "clinical_non_medical"),
    ("Supplementary Roles", "clinical_non_medical"),
]

GRADES = [
    ("NHS|XR05|Review Body Band 5", "band_5"),
    ("XR05", "band_5"),
    ("xr05", "band_5"),
    ("Non Review Body Band 6", "band_6"),
    ("NHS|XN06|Non Review Body Band 6", "band_6"),
    ("Band 8a", "band_8a"),
    ("8A", "band_8a"),
    ("Review Body Band 8 - Range A", "band_8a"),
    ("Review Body Band 8 - Range D", "band_8d"),
    ("NHS|XR09|Review Body Band 8 - Range B", "band_8b"),
    ("5", "band_5"),
    *((f"XR{number:02}", f"band_{number}") for number in range(1, 8)),
    *((f"XN{number:02}", f"band_{number}") for number in range(1, 8)),
    *(("XR08", "band_8a"), ("XR09", "band_8b"), ("XR10", "band_8c"), ("XR11", "band_8d"), ("XR12", "band_9")),
    *(("XN08", "band_8a"), ("XN09", "band_8b"), ("XN10", "band_8c"), ("XN11", "band_8d"), ("XN12", "band_9")),
    ("Review Body Band 9", "band_9"),
    ("VSM", "vsm"),
    ("Apprentice", "under_band_1"),
    ("Personal/ad hoc salary", "other"),
    ("Spot salary 7", "other"),
]

MEDICAL = [
    ("Consultant", "consultant"),
    ("Dental surgeon acting as hospital consultant", "consultant"),
    ("Medical Director", "senior_medical_manager"),
    ("Clinical Director", "senior_medical_manager"),
    ("Director of Public Health", "senior_medical_manager"),
    ("Associate Specialist", "non_consultant_career_grade"),
    ("Specialty Doctor", "non_consultant_career_grade"),
    ("Staff Grade", "non_consultant_career_grade"),
    ("Hospital Practitioner", "non_consultant_career_grade"),
    ("Clinical Assistant", "non_consultant_career_grade"),
    ("Specialty Registrar", "trainee_grade"),
    ("Core Training", "trainee_grade"),
    ("Foundation Year 1", "trainee_grade"),
    ("Foundation Year 2", "trainee_grade"),
    ("House Officer", "trainee_grade"),
    ("Salaried GP", "other_medical"),
    ("Dental Officer", "other_medical"),
    ("Professor", "other_medical"),
]


@pytest.mark.parametrize("status", ["Inactive Not Worked", "Terminate Assignment", "Offer Accepted"])
def test_assignments_of_somebody_not_in_post_are_dropped(calc, status):
    workforce = f"""
        employee_number, ethnic_category, staff_group,                 grade,  assignment_status
        1,               A,               Administrative and Clerical, Band 3, Active Assignment
        2,               A,               Administrative and Clerical, Band 3, {status}
        3,               H,               Administrative and Clerical, Band 3, Active Assignment
    """
    figures = calc({"workforce": workforce})
    assert figures.counts(1, "share", "bme") == (1, 2)


@pytest.mark.parametrize(
    "status",
    [
        *("Active Assignment", "Internal Secondment", "Acting Up", "Maternity & Adoption", "Career Break"),
        *("Suspend With Pay", "Suspend No Pay", "Out on External Secondment", "active assignment"),
    ],
)
def test_somebody_in_post_but_not_at_work_counts(calc, status):
    workforce = f"""
        employee_number, ethnic_category, staff_group,                 grade,  assignment_status
        1,               A,               Administrative and Clerical, Band 3, {status}
        2,               H,               Administrative and Clerical, Band 3, {status}
    """
    assert calc({"workforce": workforce}).counts(1, "share", "bme") == (1, 2)


def test_an_unheard_of_status_counts_with_a_warning(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  assignment_status
        1,               A,               Administrative and Clerical, Band 3, On The Moon
        2,               H,               Administrative and Clerical, Band 3, Active Assignment
    """
    figures = calc({"workforce": workforce})
    assert figures.headcount() == 2
    assert figures.report.issues.error == 0
    assert figures.report.issues.warning > 0


@pytest.mark.parametrize("category", ["Bank", "bank", "Honorary", "Non-Exec Director/Chair", "Agency"])
def test_bank_and_its_kin_are_dropped(calc, category):
    workforce = f"""
        employee_number, ethnic_category, staff_group,                 grade,  assignment_category
        1,               A,               Administrative and Clerical, Band 3, Permanent
        2,               A,               Administrative and Clerical, Band 3, {category}
        3,               H,               Administrative and Clerical, Band 3, Fixed Term Temp
    """
    assert calc({"workforce": workforce}).counts(1, "share", "bme") == (1, 2)


def test_somebody_with_a_bank_assignment_beside_their_post_counts_by_the_post(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade,  assignment_category, fte
        1,               H,               Additional Clinical Services,     Band 2, Bank,                1
        1,               H,               Nursing and Midwifery Registered, Band 5, Permanent,           0.5
    """
    figures = calc({"workforce": workforce})
    nurses = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert figures.counts(1, "share", "bme", **nurses) == (1, 1)
    assert figures.headcount() == 1


def band_counted(calc, workforce: str) -> str:
    """The only band of the clinical staff with somebody in it."""
    figures = calc({"workforce": workforce})
    (band,) = [
        one.breakdown["pay_band"]
        for one in figures.measures(1, "share")
        if one.group == "white" and "pay_band" in one.breakdown and one.denominator
    ]
    return band


def test_of_several_assignments_the_primary_one_counts(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade,  primary_assignment, fte
        1,               A,               Nursing and Midwifery Registered, Band 5, no,                 1
        1,               A,               Nursing and Midwifery Registered, Band 6, yes,                0.2
        1,               A,               Nursing and Midwifery Registered, Band 7, no,                 1
    """
    assert band_counted(calc, workforce) == "band_6"


def test_of_several_primary_assignments_the_larger_fte_counts(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade,  primary_assignment, fte
        1,               A,               Nursing and Midwifery Registered, Band 5, yes,                0.4
        1,               A,               Nursing and Midwifery Registered, Band 6, yes,                0.60
        1,               A,               Nursing and Midwifery Registered, Band 7, no,                 1
    """
    assert band_counted(calc, workforce) == "band_6"


def test_where_nothing_is_primary_the_larger_fte_counts(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade,  fte
        1,               A,               Nursing and Midwifery Registered, Band 5, 0.4
        1,               A,               Nursing and Midwifery Registered, Band 6, 0.6
    """
    assert band_counted(calc, workforce) == "band_6"


def test_of_equals_the_earlier_row_counts(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade,  primary_assignment, fte
        1,               A,               Nursing and Midwifery Registered, Band 7, no,                 1
        1,               A,               Nursing and Midwifery Registered, Band 6, yes,                0.5
        1,               A,               Nursing and Midwifery Registered, Band 5, yes,                0.50
    """
    assert band_counted(calc, workforce) == "band_6"


def test_without_primary_and_fte_the_earlier_row_counts(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                      grade
        1,               A,               Nursing and Midwifery Registered, Band 6
        1,               A,               Nursing and Midwifery Registered, Band 5
    """
    assert band_counted(calc, workforce) == "band_6"


def test_a_primary_assignment_that_has_ended_gives_way(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  primary_assignment, assignment_status
        1,               A,               Administrative and Clerical, Band 6, yes,                Terminate Assignment
        1,               A,               Administrative and Clerical, Band 3, no,                 Active Assignment
    """
    assert band_counted(calc, workforce) == "band_3"


def test_the_ethnic_category_is_that_of_the_row_that_counts_else_of_one_that_states_it(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  primary_assignment
        1,               ,                Administrative and Clerical, Band 6, yes
        1,               A,               Administrative and Clerical, Band 3, no
        2,               H,               Administrative and Clerical, Band 3, yes
        2,               A,               Administrative and Clerical, Band 3, no
    """
    figures = calc({"workforce": workforce})
    assert figures.counts(1, "share", "unknown") == (0, 2)
    assert figures.counts(1, "share", "white") == (1, 2)
    assert figures.counts(1, "share", "bme") == (1, 2)


def test_employee_numbers_keep_their_leading_zeros(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade
        007,             A,               Administrative and Clerical, Band 6
        7,               H,               Administrative and Clerical, Band 3
        0007,            H,               Administrative and Clerical, Band 3
    """
    assert calc({"workforce": workforce}).counts(1, "share", "bme") == (2, 3)


@pytest.mark.parametrize(("group", "category"), [*NON_MEDICAL, ("Medical and Dental", "medical_and_dental")])
def test_the_staff_category_follows_the_staff_group(calc, group, category):
    workforce = f"""
        employee_number, ethnic_category, staff_group, grade
        1,               H,               {group},     Band 5
    """
    figures = calc({"workforce": workforce})
    assert figures.value(1, "share", "bme", staff_category=category) == 100 * 1 / 1
    others = {"clinical_non_medical", "non_clinical", "medical_and_dental"} - {category}
    for other in others:
        assert figures.reason(1, "share", "bme", staff_category=other) == "nobody_in_group"


@pytest.mark.parametrize(("grade", "band"), GRADES)
def test_the_pay_band_is_read_in_any_of_its_shapes(calc, grade, band):
    workforce = f"""
        employee_number, ethnic_category, staff_group,                 grade
        1,               A,               Administrative and Clerical, {grade}
    """
    assert band_counted(calc, workforce) == band


def test_a_grade_that_fits_no_band_is_other_with_a_warning(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade
        1,               A,               Administrative and Clerical, Spot salary 7
        2,               H,               Administrative and Clerical, Spot salary 7
    """
    figures = calc({"workforce": workforce})
    assert figures.value(1, "share", "bme", staff_category="non_clinical", pay_band="other") == 100 * 1 / 2
    assert figures.report.issues.warning > 0
    assert figures.report.issues.error == 0


@pytest.mark.parametrize(("role", "band"), MEDICAL)
def test_a_doctor_is_read_from_the_job_role(calc, role, band):
    workforce = f"""
        employee_number, ethnic_category, staff_group,        job_role, grade
        1,               H,               Medical and Dental, {role},   YC72
    """
    figures = calc({"workforce": workforce})
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.counts(1, "share", "bme", **doctors, pay_band=band) == (1, 1)


def test_the_job_role_of_a_doctor_comes_before_the_grade(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,        job_role,    grade
        1,               H,               Medical and Dental, Consultant,  Specialty Registrar
        2,               A,               Medical and Dental, ,            Specialty Registrar
        3,               A,               Medical and Dental, Lead doctor, Staff Grade
        4,               A,               Medical and Dental, Lead doctor, YC72
    """
    figures = calc({"workforce": workforce})
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.counts(1, "share", "bme", **doctors, pay_band="consultant") == (1, 1)
    assert figures.counts(1, "share", "white", **doctors, pay_band="trainee_grade") == (1, 1)
    assert figures.counts(1, "share", "white", **doctors, pay_band="non_consultant_career_grade") == (1, 1)
    assert figures.counts(1, "share", "white", **doctors, pay_band="other_medical") == (1, 1)


def test_a_senior_medical_manager_is_also_a_consultant_and_still_one_person(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,        job_role,         grade
        1,               A,               Medical and Dental, Medical Director, YC72
        2,               H,               Medical and Dental, Consultant,       YC72
        3,               H,               Medical and Dental, Consultant,       YC72
    """
    figures = calc({"workforce": workforce})
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.value(1, "share", "white", **doctors, pay_band="senior_medical_manager") == 100 * 1 / 1
    assert figures.value(1, "share", "white", **doctors, pay_band="consultant") == 100 * 1 / 3
    assert figures.value(1, "share", "white", **doctors) == 100 * 1 / 3
    assert figures.headcount() == 3


def test_a_consultant_who_is_no_doctor_has_a_band(calc):
    """ "Consultant" is a job role of nurses and therapists too: only Medical and Dental is read from it."""
    workforce = """
        employee_number, ethnic_category, staff_group,                 job_role,   grade
        1,               A,               Allied Health Professionals, Consultant, Band 8b
    """
    assert band_counted(calc, workforce) == "band_8b"


@pytest.mark.parametrize(
    ("yes", "no"),
    [("yes", "no"), ("Y", "N"), ("TRUE", "FALSE"), ("1", "0"), ("Yes", "No"), ("y", "n"), ("true", "false")],
)
def test_yes_and_no_have_many_forms(calc, yes, no):
    workforce = f"""
        employee_number, ethnic_category, staff_group,                 grade,  primary_assignment
        1,               A,               Administrative and Clerical, Band 3, {no}
        1,               A,               Administrative and Clerical, Band 6, {yes}
    """
    assert band_counted(calc, workforce) == "band_6"


MONTHS = [
    ("Tm Year Month", "2025-JAN", "2025-MAR"),
    ("Snapshot Date", "28/02/2025", "31/03/2025"),
    ("Snapshot Date", "2025-02-28 00:00:00", "2025-03-31 00:00:00"),
    ("Month", "Feb-25", "Mar-25"),
    ("Extract Date", "45716", "45747"),
    ("Month", "February 2025", "March 2025"),
    ("Period", "202502", "202503"),
    ("Extract Date", "2025/02", "2025/03"),
    ("Reporting Month", "2025-02", "2025-03"),
    ("Year Month", "02/2025", "03/2025"),
    ("Month Ending", "28-FEB-25", "30-MAR-25"),
]


@pytest.mark.parametrize(("heading", "earlier", "own"), MONTHS)
def test_of_several_snapshots_that_of_the_snapshot_date_counts(calc, heading, earlier, own):
    workforce = f"""
        {heading}, employee_number, ethnic_category, staff_group,                 grade,  fte
        {earlier}, 1,               A,               Administrative and Clerical, Band 2, 1
        {earlier}, 2,               A,               Administrative and Clerical, Band 2, 1
        {earlier}, 3,               H,               Administrative and Clerical, Band 2, 1
        {own},     2,               A,               Administrative and Clerical, Band 5, 0.9
        {own},     3,               H,               Administrative and Clerical, Band 2, 0.9
        {own},     4,               Z,               Administrative and Clerical, Band 2, 0.9
    """
    figures = calc({"workforce": workforce})
    assert figures.headcount() == 3
    band_5 = {"staff_category": "non_clinical", "pay_band": "band_5"}
    assert figures.counts(1, "share", "white", **band_5) == (1, 1)
    (counted,) = figures.report.method.populations
    assert [(step.step, step.dropped) for step in counted.steps] == [("rows", 0), ("other_snapshot", 3)]


@pytest.mark.parametrize(
    "months",
    [
        ("2025-JAN", "2025-FEB", "2025-APR"),
        ("2025-MAR", "2025-FEB", "month 12"),
        ("2025-MAR", "2025-FEB", ""),
        ("January", "February", "March"),
        ("14/03/2025", "21/03/2025", "28/03/2025"),
    ],
)
def test_where_the_snapshot_cannot_be_told_it_is_an_error(calc, months):
    rows = "\n".join(f"{month},{i},A,Estates and Ancillary,Band 2" for i, month in enumerate(months))
    figures = calc({"workforce": f"month,employee_number,ethnic_category,staff_group,grade\n{rows}"})
    assert figures.not_calculated(1) == "table_has_errors"
    (issue,) = [item for item in figures.report.issues.items if item.code == "snapshot-unclear"]
    assert issue.column == "month"


def test_days_of_the_month_are_told_apart_by_the_snapshot_date(calc):
    rows = "\n".join(
        f"{day}/03/2025,{i},A,Estates and Ancillary,Band 2" for i, day in enumerate((14, 21, 31, 31))
    )
    figures = calc({"workforce": f"Snapshot Date,employee_number,ethnic_category,staff_group,grade\n{rows}"})
    assert figures.headcount() == 2


@pytest.mark.parametrize(
    ("month", "said"), [("2025-MAR", False), ("03/04/2025", False), ("2025-JAN", True), ("M12", False)]
)
def test_one_snapshot_alone_counts_whole(calc, month, said):
    rows = "\n".join(f"{month},{i},A,Estates and Ancillary,Band 2" for i in range(3))
    figures = calc({"workforce": f"Extract Date,employee_number,ethnic_category,staff_group,grade\n{rows}"})
    assert figures.headcount() == 3
    assert ("snapshot-of-another-month" in figures.issues()) == said
