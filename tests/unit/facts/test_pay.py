import pytest

from wres_calc.facts.pay import (
    BAND_LABELS,
    BANDS,
    OF_WHICH,
    SENIOR_BANDS,
    PayBand,
    contradicts_itself,
    parse_grade,
    parse_medical_grade,
)
from wres_calc.facts.staff import StaffCategory
from wres_calc.facts.table import rows

MEDICAL = BANDS[StaffCategory.MEDICAL_AND_DENTAL]
NON_MEDICAL = BANDS[StaffCategory.NON_CLINICAL]
BY_CODE = dict(zip(range(1, 13), NON_MEDICAL[1:13], strict=True))


def test_fifteen_bands_for_each_non_medical_category_and_five_medical_ones() -> None:
    assert BANDS[StaffCategory.CLINICAL_NON_MEDICAL] == NON_MEDICAL
    assert len(NON_MEDICAL) == 15
    assert len(MEDICAL) == 5
    assert (*NON_MEDICAL, *MEDICAL) == tuple(PayBand)


def test_senior_medical_managers_are_among_the_consultants() -> None:
    assert OF_WHICH == {PayBand.SENIOR_MEDICAL_MANAGER: PayBand.CONSULTANT}


def test_senior_bands_are_eight_to_nine_and_vsm() -> None:
    assert [BAND_LABELS[band] for band in SENIOR_BANDS] == [
        *("Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9", "Very senior manager (VSM)")
    ]


@pytest.mark.parametrize("band", NON_MEDICAL)
def test_every_band_is_read_by_its_name_and_its_label(band: PayBand) -> None:
    assert parse_grade(band.value) is band
    assert parse_grade(BAND_LABELS[band]) is band
    assert parse_medical_grade(BAND_LABELS[band]) is None


@pytest.mark.parametrize("band", MEDICAL)
def test_every_medical_subgroup_is_read_by_its_name_and_its_label(band: PayBand) -> None:
    assert parse_medical_grade(band.value) is band
    assert parse_medical_grade(BAND_LABELS[band]) is band
    assert parse_grade(BAND_LABELS[band]) is None


@pytest.mark.parametrize(("number", "band"), BY_CODE.items())
@pytest.mark.parametrize("owner", ["XR", "XN", "xr"])
def test_every_code_of_the_pay_scale(owner: str, number: int, band: PayBand) -> None:
    code = f"{owner}{number:02}"
    assert parse_grade(code) is band
    assert parse_grade(f"NHS|{code}|{BAND_LABELS[band]}") is band
    assert parse_grade(f"NHS|{code}|Whatever") is band


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 9])
@pytest.mark.parametrize(
    "shape",
    [
        *(
            "{0}",
            "0{0}",
            "Band {0}",
            "BAND {0}",
            "AfC Band {0}",
            "Agenda for Change Band {0}",
            "Review Body Band {0}",
        ),
        *("Non Review Body Band {0}", "Non-Review Body Band {0}", "NHS|Review Body Band {0}", "Pay Band {0}"),
    ],
)
def test_every_shape_of_a_band_without_a_letter(shape: str, number: int) -> None:
    assert parse_grade(shape.format(number)) == f"band_{number}"


@pytest.mark.parametrize("letter", "abcd")
@pytest.mark.parametrize(
    "shape",
    [
        *(
            "8{0}",
            "8 {0}",
            "Band 8{0}",
            "Band 8 {0}",
            "Band 8({0})",
            "AfC Band 8{0}",
            "Agenda for Change 8{0}",
        ),
        *("Review Body Band 8 - Range {0}", "Non Review Body Band 8 \u2013 Range {0}", "Band 8 Range {0}"),
    ],
)
def test_every_shape_of_a_band_with_a_letter(shape: str, letter: str) -> None:
    assert parse_grade(shape.format(letter)) == f"band_8{letter}"
    assert parse_grade(shape.format(letter.upper())) == f"band_8{letter}"


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("NHS|XR05|Review Body Band 5", PayBand.BAND_5),
        ("NHS|XR08|Review Body Band 8 - Range A", PayBand.BAND_8A),
        ("NHS|XR08|Review Body Band 8", PayBand.BAND_8A),
        ("XR05 Review Body Band 5", PayBand.BAND_5),
        ("XR5", PayBand.BAND_5),
        ("XR 05", PayBand.BAND_5),
        ("VSM", PayBand.VSM),
        ("Very Senior Manager", PayBand.VSM),
        ("NHS|ZZ01|Very Senior Manager", PayBand.VSM),
        ("Apprentice", PayBand.UNDER_BAND_1),
        ("Personal/ad hoc salary", PayBand.OTHER),
        ("Personal / Ad-hoc Salary", PayBand.OTHER),
    ],
)
def test_grades_as_trusts_send_them(text: str, band: PayBand) -> None:
    assert parse_grade(text) is band


@pytest.mark.parametrize(
    "text",
    [
        "", "Band 8", "8", "Review Body Band 8", "Band 0", "Band 10", "10", "Band 5a", "8e", "Band 8 - Range E",
        "XR00", "XR13", "XN14", "XR005", "638", "638|5", "Apprentice/Band 1", "Band 5 Trainee", "Grade 5",
        "NHS|XR05|Review Body Band 6", "NHS|XR08|Review Body Band 8 - Range B", "NHS|XR05|Review Body Band 8",
        "Band 6/7", "Band 6 - 7", "8a-8b", "XR05 XR06", "XR05|VSM", "NHS|XR05|Band 6/7",
        "Consultant", "Nurse", "NHS", "Banding", "b",
    ],
)  # fmt: skip
def test_what_fits_no_band_or_leaves_it_open(text: str) -> None:
    assert parse_grade(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Band5", "BAND5", "B5", "AfC5", "AfC: 5", "A4C Band 5", "Band 5 (AfC)", "NHS AfC: Band 5", "Pay Scale: Band 5",
        "Band 5 (Non-Medical)", "5.0", "Band 5.0", "Band 5 Step 3", "Band 5 - Spine Point 12", "Band 5 (Entry)",
        "638|LOCAL|Band 5", "LOCAL|Band 5|638", "XR05|3", "XR05|8", "XN05-3", "XR05 3", "NHS|XR05|Review Body Band 5|3",
        "NHS|XR13|Review Body Band 5", "NHS|XN99|Band 5",
    ],
)  # fmt: skip
def test_band_5_beside_owners_steps_and_the_names_of_the_scale(text: str) -> None:
    assert parse_grade(text) is PayBand.BAND_5


@pytest.mark.parametrize(
    "shape", ["Band8{0}", "B8{0}", "AfC8{0}", "Band 8{0} (AfC)", "Band 8 - Range {0} (AfC)", "Band 8{0}|2"]
)
@pytest.mark.parametrize("letter", "ABCD")
def test_band_8_beside_owners_steps_and_the_names_of_the_scale(shape: str, letter: str) -> None:
    assert parse_grade(shape.format(letter)) == f"band_8{letter.lower()}"


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        *(
            ("NHS|XR05|Review Body Band 6", True),
            ("XN04|Band 5", True),
            ("Band 5|Band 6", True),
            ("XR05|VSM", True),
        ),
        *(
            ("NHS|XR05|Review Body Band 5", False),
            ("XR05|3", False),
            ("XR13|Band 5", False),
            ("Band 5/6", False),
        ),
        *(("Nurse", False), ("XR13", False), ("Band 8", False)),
    ],
)
def test_code_and_words_that_differ(text: str, contradicts: bool) -> None:
    assert contradicts_itself(text) is contradicts


@pytest.mark.parametrize("row", rows("grades"), ids=lambda row: row["grade"])
def test_every_listed_grade(row: dict[str, str]) -> None:
    assert parse_grade(row["grade"]) == row["band"]


@pytest.mark.parametrize("row", rows("medical_grades"), ids=lambda row: row["grade"])
def test_every_listed_medical_title_is_read_alone_and_behind_a_bar(row: dict[str, str]) -> None:
    assert row["band"] in MEDICAL
    assert parse_medical_grade(row["grade"].upper()) == row["band"]
    assert parse_medical_grade(f"Medical and Dental|{row['grade']}") == row["band"]


@pytest.mark.parametrize(
    ("title", "band"),
    [
        ("Specialist", PayBand.NON_CONSULTANT_CAREER_GRADE),
        ("Specialist Registrar", PayBand.TRAINEE_GRADE),
        ("Associate Specialist", PayBand.NON_CONSULTANT_CAREER_GRADE),
        ("Specialty Doctor", PayBand.NON_CONSULTANT_CAREER_GRADE),
        ("Specialty Registrar", PayBand.TRAINEE_GRADE),
        ("Clinical Director (Dental)", PayBand.SENIOR_MEDICAL_MANAGER),
        ("Dental surgeon acting as Hospital Consultant", PayBand.CONSULTANT),
        ("House Officer - Pre Registration", PayBand.TRAINEE_GRADE),
        ("Trust Grade Doctor - Career Grade Level", PayBand.NON_CONSULTANT_CAREER_GRADE),
        ("Trust Grade Doctor \u2013 SHO Level", PayBand.TRAINEE_GRADE),
        ("Salaried General Practitioner", PayBand.OTHER_MEDICAL),
        ("Senior Lecturer", PayBand.OTHER_MEDICAL),
    ],
)
def test_titles_that_begin_alike_are_told_apart(title: str, band: PayBand) -> None:
    assert parse_medical_grade(title) is band


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Consultant Nurse",
        "Nurse Consultant",
        "Trust Grade Doctor",
        "Band 8a",
        "Consultant|Specialty Doctor",
    ],
)
def test_what_is_no_medical_title(text: str) -> None:
    assert parse_medical_grade(text) is None
