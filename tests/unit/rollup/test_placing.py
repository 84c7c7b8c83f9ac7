"""One organisation against the rest."""

import json
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.across.benchmark import benchmark, read_rollup
from wres_calc.across.organisations import roll_up
from wres_calc.auditing import read
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.render import json_text


def trust(folder: Path, code: str, bme: int, kind: str = "Acute", year: int = 2025) -> Path:
    people = build.counts(shortlisted=(1000, 1000), appointed=(200, bme))
    return build.submission(folder / code, {"counts": people}, year=year, code=code, type=kind)


def test_rank_quartile_and_medians(tmp_path):
    others = {"AA1": 200, "AA2": 160, "AA3": 100, "AA4": 250}
    reports = [pipeline.calculate(trust(tmp_path, code, bme)) for code, bme in others.items()]
    reports.append(pipeline.calculate(trust(tmp_path, "BB1", 400, "Community")))
    own = pipeline.calculate(trust(tmp_path, "ME1", 125))
    (place,) = benchmark(own, roll_up(reports)).places
    values = {code: 200 / bme for code, bme in others.items()} | {"BB1": 200 / 400, "ME1": 200 / 125}
    assert place.value == pytest.approx(values["ME1"])
    # 1.00, 1.25 and 0.80 (as far as 1.25) are nearer to 1 than 1.60; 2.00 and 0.50 are not.
    assert (place.rank, place.of, place.quartile) == (4, 6, 3)
    assert place.median == pytest.approx((1.0 + 1.25) / 2)
    assert (place.peers, place.peers_of, place.peer_rank) == ("Acute", 5, 4)
    assert place.peer_median == pytest.approx(1.25)


def test_a_ratio_without_bound_is_placed_last(tmp_path):
    others = [pipeline.calculate(trust(tmp_path, code, bme)) for code, bme in (("AA1", 200), ("AA2", 0))]
    (place,) = benchmark(pipeline.calculate(trust(tmp_path, "ME1", 0)), roll_up(others)).places
    assert (place.value, place.rank, place.of, place.median, place.quartile) == (None, 2, 3, None, 3)
    (place,) = benchmark(pipeline.calculate(trust(tmp_path, "ME2", 100)), roll_up(others)).places
    assert (place.value, place.rank, place.of, place.median) == (2.0, 2, 3, 2.0)


def test_an_organisation_of_the_roll_up_is_not_counted_twice(tmp_path):
    reports = [
        pipeline.calculate(trust(tmp_path, code, 100 + n)) for n, code in enumerate(("AA1", "AA2", "AA3"))
    ]
    (place,) = benchmark(reports[0], roll_up(reports)).places
    (standing,) = roll_up(reports).organisations[0].standings
    assert (place.rank, place.of, place.quartile) == (standing.rank, standing.of, standing.quartile)
    assert place.of == 3


def test_it_comes_with_the_report(tmp_path):
    path = trust(tmp_path, "AA1", 100)
    saved = tmp_path / "rollup.json"
    saved.write_text(json_text.text(roll_up([pipeline.calculate(path)])), "utf-8")
    seen = pipeline.assess(path)
    report = pipeline.build_report(seen, pipeline.Options(rollup=saved))
    assert json.loads(json_text.text(report))["benchmark"]["places"][0]["rank"] == 1
    assert pipeline.build_report(seen, pipeline.Options()).benchmark is None


def test_what_is_no_roll_up_is_refused(tmp_path):
    saved = tmp_path / "rollup.json"
    for text in ("", "{}", "[]", '{"format": 1}', "[" * 200_000):
        saved.write_text(text, "utf-8")
        with pytest.raises(UnreadableInput, match="no roll-ups"):
            read_rollup(saved, 2025)
    with pytest.raises(UnreadableInput, match="could not be read"):
        read_rollup(tmp_path / "nowhere.json", 2025)
    report = pipeline.calculate(trust(tmp_path, "AA1", 100))
    saved.write_text(json_text.text(roll_up([report])), "utf-8")
    with pytest.raises(UsageError, match="2025; it should be of 2024"):
        read_rollup(saved, 2024)


@pytest.mark.parametrize("number", [-1, 10**40, float("nan")])
def test_roll_ups_with_figures_that_cannot_be_are_refused(tmp_path, number):
    made = json.loads(json_text.text(roll_up([pipeline.calculate(trust(tmp_path, "AA1", 100))])))
    (indicator,) = [each for each in made["levels"][0]["indicators"] if each["number"] == 2]
    indicator["measures"][0]["numerator"] = made["organisations"][0]["standings"][0]["value"] = number
    saved = tmp_path / "rollup.json"
    saved.write_text(json.dumps(made), "utf-8")
    for reader in (lambda path: read_rollup(path, 2025), lambda path: read([path])):
        with pytest.raises(UnreadableInput, match="impossible in 2 places") as refused:
            reader(saved)
        assert "All organisations, indicator 2, likelihood, white: the numerator" in refused.value.advice
        assert "AA1, indicator 2, relative_likelihood, white: the value" in refused.value.advice
