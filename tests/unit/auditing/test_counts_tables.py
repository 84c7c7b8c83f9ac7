"""Tables as anybody may publish them, typed from a page: which hidden counts can be worked out, and how."""

from pathlib import Path

import pytest

from wres_calc.auditing import Finding, Rules, audit, read
from wres_calc.errors import UnreadableInput
from wres_calc.facts.pay import BANDS, OF_WHICH
from wres_calc.facts.staff import StaffCategory

OUTSIDERS = Rules(level=1)


def findings(tmp_path: Path, table: str, rules: Rules = OUTSIDERS, rounded_to: int = 1) -> list[Finding]:
    path = tmp_path / "counts.csv"
    path.write_text("\n".join(line.replace(" ", "") for line in table.strip().splitlines()), "utf-8")
    (bundle,) = read([path], rounded_to).bundles
    return audit(bundle.seen, rules)


def told(found: list[Finding]) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    return {
        (next(iter(each.cell.breakdown.values()), each.cell.population), each.cell.group): (
            each.lower,
            each.upper,
        )
        for each in found
        if each.cell and each.kind in ("recovered", "narrowed")
    }


def bands(rows: dict[str, list[str]]) -> str:
    lines = ["population,staff_category,pay_band,group,people"]
    for band, people in rows.items():
        place = "medical_and_dental," + ("" if band == "total" else band)
        names = ("white", "bme", "unknown", "all")
        lines += [f"workforce,{place},{name},{n}" for name, n in zip(names, people, strict=True) if n]
    return "\n".join(lines)


def test_one_hidden_count_is_the_total_less_the_others(tmp_path):
    found = findings(
        tmp_path,
        """population,group,people
        training,white,40
        training,bme,[c]
        training,unknown,12
        training,all,55""",
    )
    assert told(found) == {("training", "bme"): (55 - 40 - 12, 55 - 40 - 12)}
    assert found[0].how == ("people trained, Everybody (55) = White (40) + BME + Unknown (12)",)


def test_two_hidden_counts_with_room_between_them_are_safe(tmp_path):
    found = findings(
        tmp_path,
        """population,group,people
        training,white,40
        training,bme,[c]
        training,unknown,[c]
        training,all,55""",
    )
    assert found == []


def test_two_hidden_ones_that_sum_to_two_where_zeros_are_printed(tmp_path):
    """Zeros shown means that every hidden cell is at least 1: two that sum to 2 are 1 and 1."""
    table = """population,group,people
        training,white,40
        training,bme,[c]
        training,unknown,[c]
        training,all,42
        board,white,0"""
    found = findings(tmp_path, table, Rules(level=1, zeros_shown=True))
    assert told(found) == {("training", "bme"): (1, 1), ("training", "unknown"): (1, 1)}
    # Without that knowledge each of the two is 0 to 2: small for certain is only one that is at least 1.
    assert told(findings(tmp_path, table)) == {}


def test_rounding_to_five_pins_the_starred_count(tmp_path):
    """8, 8, 1 (total 17) prints 10, 10, *, 15: 10 is at least 8 and 15 at most 17, so * is 1."""
    found = findings(
        tmp_path,
        """population,group,people
        training,white,10
        training,bme,10
        training,unknown,*
        training,all,15""",
        Rules(threshold=8, level=1, zeros_shown=True),
        rounded_to=5,
    )
    assert told(found) == {("training", "unknown"): (1, 1)}


def test_two_hidden_in_every_row_and_column_do_not_suffice(tmp_path):
    """Rows (40, 1, 1) and (35, 1, 20), the first two of the last columns hidden: each small one lies in 0 to 2."""
    rows = {
        "consultant": ["40", "[c]", "[c]", "42"],
        "trainee_grade": ["35", "[c]", "[c]", "56"],
        "total": ["75", "2", "21", "98"],
    }
    found = findings(tmp_path, bands(rows), Rules(level=1, zeros_shown=True))
    assert told(found)["medical_and_dental", "bme"] in {(1, 1), (1, 2)}


def test_a_row_whose_total_is_three_gives_a_bound(tmp_path):
    rows = {"consultant": ["[c]", "[c]", "0", "3"]}
    found = findings(tmp_path, bands(rows))
    assert told(found) == {
        ("medical_and_dental", "white"): (1, 2),
        ("medical_and_dental", "bme"): (1, 2),
    }


def test_the_unknown_are_told_by_white_bme_and_total(tmp_path):
    """They are no row of the table, and there all the same."""
    table = """population,group,people
        training,white,40
        training,bme,14
        training,all,55"""
    assert told(findings(tmp_path, table)) == {("training", "unknown"): (1, 1)}


def test_appointed_within_shortlisted(tmp_path):
    """One not appointed is told by the two counts, and is nobody's row."""
    found = findings(
        tmp_path,
        """population,group,people
        shortlisted,bme,12
        appointed,bme,11
        shortlisted,white,[c]""",
    )
    (one,) = [each for each in found if each.kind == "recovered"]
    assert (one.lower, one.upper) == (1, 1)
    assert "the rest" in one.message


STAFF = """population,group,people
        workforce,white,40
        workforce,bme,[c]
        workforce,unknown,[c]
        workforce,all,50
        disciplinary,white,0"""


@pytest.mark.parametrize(
    ("events", "unknown"),
    [
        (["disciplinary,bme,9"], (1, 1)),  # at least 9 of 10 are BME
        (["training,bme,9"], (1, 1)),
        (["training,bme,12"], None),  # 12 of 10: no table fits
        (["training,bme,9", "training,white,41"], None),  # 41 of 40 are shown: leavers count
        (["training,bme,12", "disciplinary,bme,9"], (1, 1)),  # the trained leave the others as they are
        (["training,bme,9", "disciplinary,unknown,9"], None),  # each fits alone, not both
    ],
)
def test_events_are_of_the_headcount_where_that_can_be(tmp_path, events, unknown):
    found = findings(tmp_path, "\n".join([STAFF, *events]))
    assert "impossible" not in [each.kind for each in found]
    assert told(found).get(("workforce", "unknown")) == unknown
    if unknown:
        assert any("where all of these are still staff" in how for each in found for how in each.how)


def test_a_percentage_gives_the_count_back(tmp_path):
    table = """population,group,people,percentage
        training,white,[c],57.1%
        training,bme,[c],42.9%
        training,all,7,"""
    assert told(findings(tmp_path, table)) == {("training", "white"): (4, 4), ("training", "bme"): (3, 3)}


def test_marks_that_differ_tell_primary_from_secondary(tmp_path):
    found = findings(
        tmp_path,
        """population,group,people
        training,white,40
        training,bme,<5
        training,unknown,*
        training,all,55""",
    )
    assert [each.kind for each in found] == ["several_markers"]


@pytest.mark.parametrize(
    ("mark", "lowest", "highest"),
    [("<5", 0, 4), ("under 5", 0, 4), ("fewer than 5", 0, 4), ("1-4", 1, 4), ("1 to 4", 1, 4), ("1–4", 1, 4)],
)
def test_a_mark_that_names_its_range_is_used(tmp_path, mark, lowest, highest):
    def of(rest: int) -> dict[tuple[str, str], tuple[float | None, float | None]]:
        table = f"""population,group,people
        training,white,40
        training,bme,{mark.replace(" ", "_")}
        training,unknown,{mark.replace(" ", "_")}
        training,all,{40 + rest}"""
        path = tmp_path / "counts.csv"
        path.write_text("\n".join(line.strip().replace("_", " ") for line in table.splitlines()), "utf-8")
        (bundle,) = read([path], 1).bundles
        return told(audit(bundle.seen, OUTSIDERS))

    both = (("training", "bme"), ("training", "unknown"))
    assert of(2 * highest) == dict.fromkeys(both, (highest, highest))
    assert of(2 * lowest) == dict.fromkeys(both, (lowest, lowest))


def test_counts_that_do_not_add_up_are_said_to_be_impossible(tmp_path):
    found = findings(
        tmp_path,
        """population,group,people
        training,white,40
        training,bme,20
        training,unknown,[c]
        training,all,55""",
    )
    assert [each.kind for each in found] == ["impossible"]


def test_the_same_count_twice_with_two_numbers(tmp_path):
    table = "population,group,people\ntraining,white,40\ntraining,white,41"
    assert [each.kind for each in findings(tmp_path, table)] == ["contradiction"]


def test_every_cell_that_cannot_be_told_is_named_at_once(tmp_path):
    table = "population,group,people\ntraining,purple,40\ntraining,white,3\ntraining,,3"
    with pytest.raises(UnreadableInput) as refused:
        findings(tmp_path, table)
    assert "row 2: group" in refused.value.advice
    assert "row 4: group" in refused.value.advice


@pytest.mark.parametrize("people", ["1" + "0" * 40, "<1" + "0" * 40, "1,000,000,000"])
def test_numbers_that_nobody_counts_are_refused(tmp_path, people):
    table = f"population;group;people\ntraining;white;{people}\ntraining;bme;[c]\ntraining;all;70"
    with pytest.raises(UnreadableInput) as refused:
        findings(tmp_path, table)
    assert refused.value.advice == "counts.csv, row 2: people is more than anybody counts."


def test_more_than_everybody_is_refused(tmp_path):
    table = "population,group,people,percentage\ntraining,bme,[c],100.1\ntraining,all,70,100"
    with pytest.raises(UnreadableInput) as refused:
        findings(tmp_path, table)
    assert refused.value.advice == "counts.csv, row 2: percentage is above 100."


def test_a_whole_table_whose_total_is_hidden_tells_nothing(tmp_path):
    """A table of four people: nothing of it may be published, and nothing of it is."""
    rows = {"consultant": ["[c]", "[c]", "[c]", "[c]"], "total": ["[c]", "[c]", "[c]", "[c]"]}
    assert findings(tmp_path, bands(rows)) == []


def test_of_which_is_a_part_of_the_band_above_it(tmp_path):
    """40 consultants, of which 38 are managers: the other 2 are told by the two counts."""
    bands = "population,staff_category,pay_band,group,people\n"
    for band, people in (("consultant", 40), ("senior_medical_manager", 38)):
        bands += f"workforce,medical_and_dental,{band},white,{people}\n"
    (one,) = findings(tmp_path, bands)
    assert (one.kind, one.lower, one.upper) == ("recovered", 2, 2)
    assert findings(tmp_path, bands.replace("38", "30")) == []


def test_a_count_between_two_printed_ones_is_worked_out_on_the_way(tmp_path):
    """100 in all, 60 and 35 of them in two categories: 5 doctors, of whom 2 are in the bands that are printed."""
    rows = [("", "", 100), ("clinical_non_medical", "", 60), ("non_clinical", "", 35)]
    others = [band.value for band in BANDS[StaffCategory.MEDICAL_AND_DENTAL] if band not in OF_WHICH][1:]
    rows += [("medical_and_dental", band, 2 if band == others[0] else 0) for band in others]
    table = "population,staff_category,pay_band,group,people\n"
    table += "".join(f"workforce,{category},{band},white,{people}\n" for category, band, people in rows)
    hidden = "workforce,medical_and_dental,consultant,white,[c]\n"
    assert told(findings(tmp_path, table + hidden)) == {("medical_and_dental", "white"): (3, 3)}
