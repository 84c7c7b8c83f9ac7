import pytest

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.ethnicity import (
    UNKNOWN_CATEGORY,
    nearest_ethnic_category,
    parse_ethnic_category,
    parse_ethnic_heading,
)
from wres_calc.facts.table import rows

WHITE = "ABC"
BME = "DEFGHJKLMNPRS"
DETAILS = {
    "C": "C2 C3 CA CB CC CD CE CF CG CH CJ CK CL CM CN CP CQ CR CS CT CU CV CW CX CY",
    "G": "GA GB GC GD GE GF",
    "L": "LA LB LC LD LE LF LG LH LJ LK",
    "P": "PA PB PC PD PE",
    "S": "SA SB SC SD SE",
}


def test_there_are_sixteen_categories_and_one_for_unknown() -> None:
    assert "".join(ETHNICITY.categories) == WHITE + BME + UNKNOWN_CATEGORY


def test_white_is_three_categories_and_everyone_else_known_is_bme() -> None:
    groups = {group: "".join(sorted(ETHNICITY.members[group])) for group in ETHNICITY.main.groups}
    assert groups == {"white": WHITE, "bme": BME, "unknown": "Z"}


def test_headings_hold_the_categories_in_order() -> None:
    headings = ETHNICITY.grouping("ethnic_heading").groups
    members = ["".join(sorted(ETHNICITY.members[heading])) for heading in headings]
    assert members == ["ABC", "DEFG", "HJKL", "MNP", "RS", "Z"]
    assert list(headings) == ["white", "mixed", "asian", "black", "other", "unknown"]


@pytest.mark.parametrize("code", ETHNICITY.categories)
@pytest.mark.parametrize(
    "shape", ["{code}", "{lower}", " {code} ", "{code} {label}", "{code} - {label}", "{label}"]
)
def test_every_category_is_read_as_code_as_label_and_as_both(code: str, shape: str) -> None:
    text = shape.format(code=code, lower=code.lower(), label=ETHNICITY.categories[code])
    assert parse_ethnic_category(text) == code


@pytest.mark.parametrize(
    ("category", "detail"), [(c, d) for c, codes in DETAILS.items() for d in codes.split()]
)
def test_every_local_detail_counts_as_its_first_letter(category: str, detail: str) -> None:
    assert parse_ethnic_category(detail) == category
    assert parse_ethnic_category(detail.lower()) == category


ALONE = [row for row in rows("ethnic_labels") if row["alone"] == "yes"]
ALONE += [{"category": "Z", **row} for row in rows("unknown_labels")]


@pytest.mark.parametrize("row", ALONE, ids=lambda row: row["label"])
def test_every_listed_label_is_read_alone_and_behind_its_code(row: dict[str, str]) -> None:
    assert parse_ethnic_category(row["label"]) == row["category"]
    assert parse_ethnic_category(f"{row['category']} {row['label'].upper()}") == row["category"]


def test_no_spelling_stands_for_two_categories() -> None:
    meanings: dict[str, set[str | None]] = {}
    prefixes = {row["heading"]: row["prefix"] for row in rows("ethnic_headings")}
    for row in rows("ethnic_labels"):
        for heading in row["headings"].split():
            text = f"{prefixes[heading]} - {row['label']}"
            meanings.setdefault(text, set()).update({row["category"], parse_ethnic_category(text)})
    assert {text: found for text, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("White \u2013 British", "A"),
        ("White: English, Welsh, Scottish, Northern Irish or British", "A"),
        ("English / Welsh / Scottish / Northern Irish / British", "A"),
        ("White - English/Welsh/Scottish/Northern Irish/British", "A"),
        ("Irish", "B"),
        ("Gypsy or Irish Traveller", "C"),
        ("Any other White background", "C"),
        ("Other White", "C"),
        ("White - Northern Irish", "C"),
        ("C2 White Northern Irish", "C"),
        ("CA White English", "C"),
        ("C3 White Unspecified", "C"),
        ("White & Black Caribbean", "D"),
        ("White and Black African", "E"),
        ("Mixed/Multiple ethnic background - White and Asian", "F"),
        ("Mixed or multiple ethnic groups: White and Asian", "F"),
        ("Any other Mixed/Multiple ethnic background", "G"),
        ("GA Mixed - Black & Asian", "G"),
        ("GF Mixed - Other/Unspecified", "G"),
        ("Asian/Asian British - Indian", "H"),
        ("Asian or Asian British - Pakistani", "J"),
        ("Bangladeshi", "K"),
        ("Any other Asian background", "L"),
        ("LH Asian British", "L"),
        ("LD Asian East African", "L"),
        ("Caribbean", "M"),
        ("Black / African / Caribbean / Black British: Caribbean", "M"),
        ("Black or Black British \u2013 African", "N"),
        ("Any other Black / African / Caribbean background", "P"),
        ("Nigerian", "P"),
        ("PD Black British", "P"),
        ("Chinese", "R"),
        ("Asian/Asian British: Chinese", "R"),
        ("Other Ethnic Groups - Chinese", "R"),
        ("Filipino", "S"),
        ("Arab", "S"),
        ("Any other ethnic group", "S"),
        ("SE Other Specified", "S"),
    ],
)
def test_spellings_of_esr_the_census_and_the_survey(text: str, category: str) -> None:
    assert parse_ethnic_category(text) == category


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "Z", "z", "Z Not Stated", "Z - Not stated", "not stated", "NOT STATED", "undefined", "Unknown",
        "Not Known", "prefer not to say", "Not disclosed", "I do not wish to disclose my ethnic origin", "Declined",
        "Refused", "no answer", "n/a", "Z Undefined",
    ],
)  # fmt: skip
def test_not_stated_and_its_kin_are_unknown(text: str) -> None:
    assert parse_ethnic_category(text) == UNKNOWN_CATEGORY


@pytest.mark.parametrize(
    "text",
    [
        # bare digits and letters that are no category
        "0", "1", "01", "15", "99", "T", "I", "O", "Q", "X", "T Traveller", "TA",
        # groups are no categories
        "White", "Asian", "Black", "Mixed", "Other", "BME", "White - Asian",
        # labels that only look like a code
        "N Ireland", "S Asian", "S African", "N Irish", "A N Other", "No", "No ethnicity known here", "C of E",
        # abbreviations for "no data"
        "NA", "NK", "NS", "NR", "NO", "nk", "ND", "DK",
        # code and label at odds
        "A White - Irish", "H Pakistani", "Z White - British", "A Not stated", "B Black African", "M Indian",
        "A Asian", "J Jedi",
        # punctuation, typing errors
        "-", "?", "Whte - British", "ABC", "WB",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_no_category(text: str) -> None:
    assert parse_ethnic_category(text) is None


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("A White Brit", "A"),
        ("D Mixed - White & Blk Carib", "D"),
        ("S Any others", "S"),
        ("Z Not yet asked", "Z"),
    ],
)
def test_a_code_stands_beside_an_unlisted_label_that_fits_its_heading(text: str, category: str) -> None:
    assert parse_ethnic_category(text) == category


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("white", "white"),
        ("White staff", "white"),
        ("BME", "bme"),
        ("BAME", "bme"),
        ("Ethnic minority", "bme"),
        ("Black and minority ethnic", "bme"),
        ("Black, Asian & Minority Ethnic", "bme"),
        ("unknown", "unknown"),
        ("Not stated", "unknown"),
        ("Z", "unknown"),
        ("Prefer not to say", "unknown"),
    ],
)
def test_groups_are_read_by_their_names(text: str, group: str) -> None:
    assert ETHNICITY.parse_group(text) == group


@pytest.mark.parametrize("text", ["", "1 White", "1", "A", "White - British", "Black", "Other", "All"])
def test_what_is_no_group(text: str) -> None:
    assert ETHNICITY.parse_group(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Whte - British", "A White - British"),
        ("A Whte - Britsh", "A White - British"),
        ("Bangladshi", "K Asian or Asian British - Bangladeshi"),
        ("Mixed White and Black Carribean", "D Mixed - White & Black Caribbean"),
        ("A White - Irish", "B White - Irish"),
    ],
)
def test_a_typing_error_has_a_nearest_category(text: str, meant: str) -> None:
    assert nearest_ethnic_category(text) == meant


@pytest.mark.parametrize("text", ["", "T", "1", "Jedi", "White", "Asian", "ABC", "xyz 123"])
def test_nothing_near_is_nothing(text: str) -> None:
    assert nearest_ethnic_category(text) is None


WHITE_NAMES = ("White",)
MIXED_NAMES = ("Mixed", "Mixed or Multiple ethnic groups", "Mixed/multiple ethnic group", "Mixed ethnicity")
ASIAN_NAMES = (
    *("Asian", "Asian or Asian British", "Asian/Asian British", "Asian, Asian British or Asian Welsh"),
    *(
        "Asian, Asian British, Asian Welsh",
        "Asian, Asian Scottish or Asian British",
        "Asian, Asian Welsh, Asian British",
    ),
)
BLACK_NAMES = (
    *(
        "Black",
        "Black or Black British",
        "Black/African/Caribbean/Black British",
        "Black, Black British, Caribbean or African",
    ),
    *(
        "Black, Black British, Black Welsh, Caribbean or African",
        "Black, Black Welsh, Black British, African or Caribbean",
    ),
)
OTHER_NAMES = ("Other ethnic group", "Other ethnic groups", "Any other ethnic group")
CENSUS = (
    *(
        ("A", WHITE_NAMES, "English, Welsh, Scottish, Northern Irish or British"),
        ("A", WHITE_NAMES, "British"),
    ),
    *(
        ("B", WHITE_NAMES, "Irish"),
        ("C", WHITE_NAMES, "Gypsy or Irish Traveller"),
        ("C", WHITE_NAMES, "Roma"),
        ("C", WHITE_NAMES, "Other White"),
    ),
    *(
        ("D", MIXED_NAMES, "White and Black Caribbean"),
        ("E", MIXED_NAMES, "White and Black African"),
        ("F", MIXED_NAMES, "White and Asian"),
    ),
    *(
        ("G", MIXED_NAMES, "Other Mixed or Multiple ethnic groups"),
        ("G", MIXED_NAMES, "Any other mixed background"),
    ),
    *(
        ("H", ASIAN_NAMES, "Indian"),
        ("J", ASIAN_NAMES, "Pakistani"),
        ("K", ASIAN_NAMES, "Bangladeshi"),
        ("L", ASIAN_NAMES, "Other Asian"),
    ),
    *(
        ("L", ASIAN_NAMES, "Any other Asian background"),
        ("L", ASIAN_NAMES, "Other"),
        ("R", ASIAN_NAMES, "Chinese"),
    ),
    *(
        ("M", BLACK_NAMES, "Caribbean"),
        ("N", BLACK_NAMES, "African"),
        ("P", BLACK_NAMES, "Other Black"),
        ("P", BLACK_NAMES, "Any other"),
    ),
    *(
        ("S", OTHER_NAMES, "Arab"),
        ("S", OTHER_NAMES, "Any other ethnic group"),
        ("R", OTHER_NAMES, "Chinese"),
    ),
)
SHAPES = (
    *(
        "{h}: {l}",
        "{h}:{l}",
        "{h} - {l}",
        "{h} \N{EN DASH} {l}",
        "{h} > {l}",
        "{h}|{l}",
        "{h}; {l}",
        "{h}, {l}",
        "{h}/{l}",
    ),
    *("{l} ({h})", "{h} ({l})", "{l} - {h}", "{l}, {h}", "{c} {h}: {l}", "{c} - {l} ({h})"),
)


@pytest.mark.parametrize(("code", "headings", "label"), CENSUS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_label_beside_its_heading_on_either_side(
    shape: str, code: str, headings: tuple[str, ...], label: str
) -> None:
    read = {name: parse_ethnic_category(shape.format(h=name, l=label, c=code)) for name in headings}
    assert read == dict.fromkeys(headings, code)


@pytest.mark.parametrize(
    "heading",
    [
        *WHITE_NAMES,
        *MIXED_NAMES,
        *ASIAN_NAMES,
        *BLACK_NAMES,
        "Black, Black British",
        "African, Caribbean or Black",
    ],
)
def test_a_heading_alone_is_no_category(heading: str) -> None:
    assert parse_ethnic_category(heading) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Mixed: White",
            "Mixed - Asian",
            "Mixed/Black",
            "White: Asian",
            "Black - Asian",
            "White, Black",
            "Asian: White",
        ),
        *(
            "A - Indian (Asian or Asian British)",
            "H - British (White)",
            "A Asian, Asian British or Asian Welsh: Indian",
        ),
        *(
            "White (Indian)",
            "Indian (Black or Black British)",
            "Chinese or other ethnic group",
            "Other: White: Asian",
        ),
    ],
)
def test_what_names_two_groups_is_no_category(text: str) -> None:
    assert parse_ethnic_category(text) is None


@pytest.mark.parametrize("heading", [name for name in ASIAN_NAMES if name != "Asian"])
def test_the_census_names_of_a_heading_are_read_over_subtotals(heading: str) -> None:
    assert parse_ethnic_heading(heading) == "asian"
