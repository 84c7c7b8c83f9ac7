import pytest

from wres_calc.facts.characteristics import CHARACTERISTICS, DISABILITY, EVERYBODY, UNKNOWN, Characteristic

EVERY = pytest.mark.parametrize("characteristic", CHARACTERISTICS.values(), ids=CHARACTERISTICS)


@EVERY
def test_every_grouping_puts_every_category_into_one_of_its_groups(characteristic: Characteristic) -> None:
    for grouping in characteristic.groupings:
        assert set(grouping.of) == set(characteristic.categories)
        assert set(grouping.of.values()) == set(grouping.groups)
        assert list(grouping.groups)[-1] == grouping.unknown == grouping.of[characteristic.unknown]


@EVERY
def test_one_name_means_the_same_people_in_every_grouping(characteristic: Characteristic) -> None:
    found: dict[str, set[frozenset[str]]] = {}
    for grouping in characteristic.groupings:
        for group in grouping.groups:
            members = frozenset(code for code, of in grouping.of.items() if of == group)
            found.setdefault(grouping.names[group], set()).add(members)
            assert characteristic.members[group] == members
    assert all(len(members) == 1 for members in found.values())
    assert UNKNOWN in found


@EVERY
def test_the_parts_of_a_group_make_it_up(characteristic: Characteristic) -> None:
    for group in (EVERYBODY, *characteristic.main.groups):
        for parts in characteristic.divisions(group):
            members = [characteristic.members[part] for part in parts]
            assert frozenset().union(*members) == characteristic.members[group]
            assert sum(map(len, members)) == len(characteristic.members[group])


@EVERY
def test_every_category_and_group_is_read_by_its_label(characteristic: Characteristic) -> None:
    for code, label in characteristic.categories.items():
        assert characteristic.parse(label) == code
        assert characteristic.parse(code) == code
    for group, label in characteristic.main.groups.items():
        assert characteristic.parse_group(label) == characteristic.parse_group(group) == group
    assert characteristic.parse("") == characteristic.unknown
    assert characteristic.parse_group("") is None


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Yes", "yes"),
        ("y", "yes"),
        ("NO", "no"),
        ("Not Disabled", "no"),
        ("Prefer Not To Answer", "not_stated"),
        ("Not Declared", "not_stated"),
        ("Unspecified", "not_stated"),
        (" ", "not_stated"),
        ("2", None),
        ("None", None),
        ("N/A", None),
        ("Dyslexia", None),
    ],
)
def test_disability_is_read_from_a_list(text: str, category: str | None) -> None:
    assert DISABILITY.parse(text) == category


def test_a_misspelt_disability_is_answered_with_what_was_probably_meant() -> None:
    assert DISABILITY.nearest("Not disclosd") == "Not stated"
    assert DISABILITY.nearest("Dyslexia") is None
