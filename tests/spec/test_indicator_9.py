"""Indicator 9: the board's membership beside the whole workforce."""

import pytest

BOARD = """
    member_id, ethnic_category, voting, executive
    1,         A,               yes,    yes
    2,         A,               yes,    no
    3,         B,               yes,    no
    4,         H,               yes,    yes
    5,         ,                yes,    no
    6,         N,               no,     yes
    7,         A,               no,     yes
    8,         C,               no,     no
"""
"""5 White, 2 BME, 1 unknown. Voting: 3, 1, 1. Executive: 2, 2, 0."""

STAFF = ("A", "A", "A", "H", "N", "Z")
"""3 White, 2 BME, 1 unknown."""


@pytest.mark.parametrize(
    ("board", "white", "bme", "unknown", "members"),
    [
        ("total", 5, 2, 1, 8),
        ("voting", 3, 1, 1, 5),
        ("non_voting", 2, 1, 0, 3),
        ("executive", 2, 2, 0, 4),
        ("non_executive", 3, 0, 1, 4),
    ],
)
def test_shares_of_each_board_include_unknown_in_the_denominator(
    calc, staff, board, white, bme, unknown, members
):
    figures = calc({"workforce": staff(*STAFF), "board": BOARD})
    assert figures.value(9, "share", "white", board=board) == 100 * white / members
    assert figures.value(9, "share", "bme", board=board) == 100 * bme / members
    assert figures.value(9, "share", "unknown", board=board) == 100 * unknown / members
    assert figures.counts(9, "share", "bme", board=board) == (bme, members)


def test_the_gap_is_the_boards_share_less_the_workforces(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "board": BOARD})
    assert figures.value(9, "gap_to_workforce", "bme", board="total") == 100 * 2 / 8 - 100 * 2 / 6
    assert figures.value(9, "gap_to_workforce", "bme", board="voting") == 100 * 1 / 5 - 100 * 2 / 6
    assert figures.value(9, "gap_to_workforce", "white", board="executive") == 100 * 2 / 4 - 100 * 3 / 6
    assert figures.value(9, "gap_to_workforce", "unknown", board="total") == 100 * 1 / 8 - 100 * 1 / 6
    assert figures.measure(9, "gap_to_workforce", "bme", board="total").unit == "percentage_points"


def test_board_members_need_not_be_in_the_workforce(calc, staff):
    """Non-executive directors are not employees: the board is counted from its own table alone."""
    figures = calc({"workforce": staff("A", "H"), "board": BOARD})
    assert figures.counts(9, "share", "white", board="total") == (5, 8)
    assert figures.headcount() == 2


def test_a_board_with_nobody_in_it_has_no_share_and_no_gap(calc, staff):
    board = """
        ethnic_category, voting, executive
        A,               yes,    yes
        H,               yes,    no
    """
    figures = calc({"workforce": staff(*STAFF), "board": board})
    assert figures.reason(9, "share", "bme", board="non_voting") == "nobody_in_group"
    assert figures.reason(9, "gap_to_workforce", "bme", board="non_voting") == "nobody_in_group"
    assert figures.value(9, "share", "bme", board="voting") == 100 * 1 / 2


@pytest.mark.parametrize(("yes", "no"), [("Y", "N"), ("TRUE", "FALSE"), ("1", "0"), ("Yes", "No")])
def test_voting_and_executive_take_any_form_of_yes_and_no(calc, staff, yes, no):
    board = f"""
        ethnic_category, voting, executive
        A,               {yes},  {no}
        H,               {no},   {yes}
    """
    figures = calc({"workforce": staff(*STAFF), "board": board})
    assert figures.counts(9, "share", "white", board="voting") == (1, 1)
    assert figures.counts(9, "share", "bme", board="executive") == (1, 1)


def test_five_boards_and_no_other_are_given(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "board": BOARD})
    boards = {"total", "voting", "non_voting", "executive", "non_executive"}
    assert {one.breakdown["board"] for one in figures.measures(9, "share")} == boards
    assert {one.breakdown["board"] for one in figures.measures(9, "gap_to_workforce")} == boards
    assert figures.groups(9, "gap_to_workforce") == {"white", "bme", "unknown"}


def test_without_the_board_it_is_not_calculated(calc, staff):
    assert calc({"workforce": staff(*STAFF)}).not_calculated(9) == "table_missing"


def test_without_the_workforce_it_is_not_calculated(calc):
    assert calc({"board": BOARD}).not_calculated(9) == "table_missing"
