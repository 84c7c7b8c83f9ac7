"""From what stands in `ethnic_category` to White, BME and unknown (contract, section 3)."""

import pytest

WHITE = ("A", "B", "C", "a", "CA", "C2", "cy", "A White - British", "C2 White Northern Irish", "CP Polish")
WHITE_LABELS = ("White - British", "White - Irish", "White - Any other White background", "WHITE - BRITISH")
BME = (*"DEFGHJKLMNPRS", "h", "GC", "LH", "PA", "SC", "D Mixed - White & Black Caribbean", "SC Filipino")
BME_LABELS = (
    *(
        "Chinese",
        "Mixed - White & Asian",
        "Asian or Asian British - Indian",
        "Black or Black British - African",
    ),
    *("Any other ethnic group", "Bangladeshi", "Caribbean", "African"),
)
SURVEY_LABELS = {
    "English / Welsh / Scottish / Northern Irish / British": "white",
    "Irish": "white",
    "Gypsy or Irish Traveller": "white",
    "Any other White background": "white",
    "White and Black Caribbean": "bme",
    "White and Black African": "bme",
    "White and Asian": "bme",
    "Indian": "bme",
    "Pakistani": "bme",
    "Any other Asian background": "bme",
    "Arab": "bme",
    "Any other ethnic group": "bme",
}
UNKNOWN = (
    "Z",
    "z",
    "Z Not Stated",
    "",
    "not stated",
    "Not Stated",
    "Undefined",
    "unknown",
    "Prefer not to say",
)

SENT = [
    *((text, "white") for text in (*WHITE, *WHITE_LABELS)),
    *((text, "bme") for text in (*BME, *BME_LABELS)),
    *SURVEY_LABELS.items(),
    *((text, "unknown") for text in UNKNOWN),
]


@pytest.mark.parametrize(("sent", "group"), SENT)
def test_a_code_a_code_with_its_label_and_a_label_alone_all_say_a_group(calc, staff, sent, group):
    figures = calc({"workforce": staff(sent)})
    assert figures.value(1, "share", group) == 100 * 1 / 1, figures.said()


@pytest.mark.parametrize("letter", "ABCDEFGHJKLMNPRS")
def test_a_second_character_is_a_local_detail_of_the_first(calc, staff, letter):
    """An organisation's own detail code, here a digit that no published list has."""
    figures = calc({"workforce": staff(f"{letter}9")}, by=["ethnic-category"])
    assert figures.value(1, "share", letter, grouping="ethnic_category") == 100 * 1 / 1, figures.said()


@pytest.mark.parametrize(
    ("label", "letter"),
    [
        ("Chinese", "R"),
        ("Bangladeshi", "K"),
        ("Caribbean", "M"),
        ("African", "N"),
        ("Any other ethnic group", "S"),
    ],
)
def test_a_label_is_never_read_by_its_first_letter(calc, staff, label, letter):
    figures = calc({"workforce": staff(label)}, by=["ethnic-category"])
    assert figures.value(1, "share", letter, grouping="ethnic_category") == 100 * 1 / 1


@pytest.mark.parametrize(
    "sent", ["0", "1", "16", "T", "T1", "I", "Q", "U", "Whte - British", "X White - British"]
)
def test_anything_else_is_an_error_and_stops_the_indicators_that_need_the_table(calc, staff, sent):
    board = "ethnic_category,voting,executive\nA,yes,yes"
    figures = calc({"workforce": staff("A", sent), "board": board})
    assert "unknown-ethnic-category" in figures.issues()
    assert figures.not_calculated(1) == "table_has_errors"
    assert figures.not_calculated(9) == "table_has_errors"


def test_an_error_in_one_table_stops_no_indicator_of_another(calc, staff):
    recruitment = "ethnic_category,appointed\n1,yes\nA,no"
    figures = calc({"workforce": staff("A", "H"), "recruitment": recruitment})
    assert figures.not_calculated(2) == "table_has_errors"
    assert figures.not_calculated(1) is None


def test_an_accepted_unknown_code_counts_as_unknown(calc, staff):
    settings = """
        [[accept]]
        issue = "unknown-ethnic-category"
        table = "workforce"
        reason = "a legacy code, corrected from June"
    """
    figures = calc({"workforce": staff("A", "H", "1", "Z")}, settings=settings)
    assert figures.value(1, "share", "unknown") == 100 * 2 / 4
    assert figures.value(1, "share", "white") == 100 * 1 / 4


def test_white_is_three_categories_and_bme_is_thirteen(calc, staff):
    figures = calc({"workforce": staff(*"ABCDEFGHJKLMNPRSZ")})
    assert figures.counts(1, "share", "white") == (3, 17)
    assert figures.counts(1, "share", "bme") == (13, 17)
    assert figures.counts(1, "share", "unknown") == (1, 17)


def test_the_values_of_the_settings_translate_a_local_scheme(calc, staff):
    settings = '[tables.workforce]\nvalues.ethnic_category = { "1" = "A", "2" = "H" }\n'
    figures = calc({"workforce": staff("1", "1", "2")}, settings=settings)
    assert figures.value(1, "share", "bme") == 100 * 1 / 3
