"""The roll-ups against a naive computation from the organisations' own JSON: plain loops, no shared code."""

import json
import math
import random
import statistics
from pathlib import Path

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.across.contract import LeftOut, Rollup
from wres_calc.across.organisations import roll_up
from wres_calc.figures.statistics.score import miettinen_nurminen_ratio as score_limits
from wres_calc.render import json_text
from wres_calc.render.across_files import write_rollup
from wres_calc.report.report import Report

TYPES = ("Acute", "Acute", "Community", None)


def trust(folder: Path, code: str, rng: random.Random, number: int) -> Path:
    own = {"region": ("Y56", "Y60", "Y58")[number % 3]} if number % 5 else {}
    if kind := TYPES[number % 4]:
        own["type"] = kind
    white, bme = rng.randint(200, 3000), rng.randint(30, 900)
    events = {
        name: (rng.randint(0, white // most), rng.randint(0, bme // most))
        for name, most in (("appointed", 4), ("disciplinary", 40))
    }
    people = build.counts(
        shortlisted=(white, bme),
        **events,
        training=(white, bme),
        workforce=(white, bme, rng.randint(0, 60)),
        board=(rng.randint(6, 12), rng.randint(0, 3)),
    )
    survey = []
    for indicator in (5, 6, 7):
        for group in ("white", "bme"):
            respondents = "" if number == 4 and indicator == 7 else rng.randint(20, 900)
            survey.append((indicator, group, rng.randint(50, 600) / 10, respondents))
    tables = {"counts": people, "survey_summary": build.survey_summary(*survey)}
    return build.submission(folder / code, tables, code=code, **own)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder, rng = tmp_path_factory.mktemp("trusts"), random.Random(6)
    return [pipeline.calculate(trust(folder, f"T{n:02}", rng, n)) for n in range(24)]


@pytest.fixture(scope="module")
def rollup(reports: list[Report]) -> Rollup:
    return roll_up(reports, [LeftOut(code="X99", indicator=None, reason="spoilt")])


@pytest.fixture(scope="module")
def documents(reports: list[Report]) -> list[dict]:
    return [json.loads(json_text.text(report)) for report in reports]


def rate(document: dict, number: int, name: str, group: str, **breakdown: str) -> dict:
    (found,) = [
        measure
        for indicator in document["indicators"]
        for measure in indicator["measures"]
        if (indicator["number"], measure["measure"], measure["group"], measure["breakdown"])
        == (number, name, group, breakdown)
    ]
    return found


def pooled(rollup: Rollup, level: str, code: str) -> dict:
    (found,) = [each for each in rollup.levels if (each.level, each.code) == (level, code)]
    return json.loads(json_text.text(found))


@pytest.mark.parametrize("level", ["england", "region", "type"])
def test_pooled_ratios_are_of_sums_and_no_mean_of_ratios(rollup, documents, level):
    codes = {
        "england": {"england": documents},
        "region": {
            c: [d for d in documents if d["organisation"]["region"] == c] for c in ("Y56", "Y58", "Y60")
        },
        "type": {c: [d for d in documents if d["organisation"]["type"] == c] for c in ("Acute", "Community")},
    }[level]
    for code, own in codes.items():
        found = pooled(rollup, level, code)
        assert found["organisations"] == len(own)
        for number, first, second in ((2, "white", "bme"), (3, "bme", "white"), (4, "white", "bme")):
            sums = {}
            for group in ("white", "bme"):
                rates = [rate(each, number, "likelihood", group) for each in own]
                sums[group] = sum(r["numerator"] for r in rates), sum(r["denominator"] for r in rates)
                shown = rate(found, number, "likelihood", group)
                assert (shown["numerator"], shown["denominator"]) == sums[group]
            (x1, n1), (x2, n2) = sums[first], sums[second]
            shown = rate(found, number, "relative_likelihood", first)
            assert shown["value"] == pytest.approx((x1 / n1) / (x2 / n2), rel=1e-12)
            assert shown["interval"]["lower"] < shown["value"] < shown["interval"]["upper"]


def test_pooled_percentages_weigh_by_respondents(rollup, documents):
    found = pooled(rollup, "england", "england")
    for number in (5, 6, 7):
        own = [
            each for each in documents if rate(each, number, "percentage", "bme")["denominator"] is not None
        ]
        rates = [rate(each, number, "percentage", "bme") for each in own]
        mean = sum(r["value"] * r["denominator"] for r in rates) / sum(r["denominator"] for r in rates)
        shown = rate(found, number, "percentage", "bme")
        assert shown["value"] == pytest.approx(mean, rel=1e-12)
        assert shown["interval"] is None
    assert {"code": "T04", "indicator": 7, "reason": "no_respondents_given"} in found["left_out"]
    assert {"code": "X99", "indicator": None, "reason": "spoilt"} in found["left_out"]


def test_a_published_zero_counts_with_its_respondents(tmp_path):
    rows = {"T01": (0, 100), "T02": (10, 300)}
    reports = [
        pipeline.calculate(
            build.submission(
                tmp_path / code,
                {"survey_summary": build.survey_summary((5, "white", *white), (5, "bme", 20, 50))},
                code=code,
            )
        )
        for code, white in rows.items()
    ]
    (everybody,) = [each for each in roll_up(reports).levels if each.level == "england"]
    (fifth,) = [each for each in everybody.indicators if each.number == 5]
    (pooled,) = [m for m in fifth.measures if (m.measure, m.group) == ("percentage", "white")]
    assert pooled.value == pytest.approx((0 * 100 + 10 * 300) / (100 + 300))


def test_means_of_two_years_are_pooled_with_the_counts_of_both(tmp_path):
    """Two trusts, each with 9 + 11 White and 3 + 6 BME cases in two years: 40 of 4,000 and 18 of 800."""
    reports = []
    for code in ("RXA", "RXB"):
        (tmp_path / code).mkdir()
        counts = {"workforce": (1000, 200), "disciplinary": (9, 3), "disciplinary_previous_year": (11, 6)}
        lines = [
            f"{name},{g},{n}"
            for name, both in counts.items()
            for g, n in zip(("white", "bme"), both, strict=True)
        ]
        text = "population,group,people\n" + "\n".join(lines)
        (tmp_path / code / "counts.csv").write_text(text, "utf-8")
        reports.append(pipeline.calculate(tmp_path / code, year=2019, organisation=code))
    found = pooled(roll_up(reports), "england", "england")
    measure = rate(found, 3, "relative_likelihood", "bme")
    assert measure["value"] == pytest.approx((9 / 400) / (20 / 2000))
    limits = score_limits(18, 800, 40, 4000)
    assert [measure["interval"][side] for side in ("lower", "upper")] == pytest.approx(list(limits))
    white = rate(found, 3, "likelihood", "white")
    assert (white["numerator"], white["denominator"]) == (20, 2000)
    assert white["both_years"] == {"years": 2, "numerator": 40, "denominator": 4000}


def test_the_board_is_held_against_the_pooled_workforce(rollup, documents):
    found = pooled(rollup, "england", "england")
    board = [rate(each, 9, "share", "bme", board="total") for each in documents]
    staff = [rate(each, 1, "share", "bme") for each in documents]
    share = [
        sum(r["numerator"] for r in rates) / sum(r["denominator"] for r in rates) for rates in (board, staff)
    ]
    shown = rate(found, 9, "gap_to_workforce", "bme", board="total")
    assert shown["value"] == pytest.approx(100 * (share[0] - share[1]), rel=1e-9)


def test_distributions(rollup, documents):
    for each in rollup.levels[0].distribution:
        if each.measure == "relative_likelihood":
            values = [rate(d, each.indicator, each.measure, each.group)["value"] for d in documents]
            known = sorted(value for value in values if value is not None)
            quartiles = statistics.quantiles(known, n=4, method="inclusive")
            assert each.organisations == len(known)
            assert [each.lower_quartile, each.median, each.upper_quartile] == pytest.approx(quartiles)
            assert (each.minimum, each.maximum) == (known[0], known[-1])


def test_ranks_go_by_distance_from_equality(rollup, documents):
    values = {d["organisation"]["code"]: rate(d, 3, "relative_likelihood", "bme")["value"] for d in documents}
    far = {c: abs(math.log(v)) if v else math.inf for c, v in values.items() if v is not None}
    for member in rollup.organisations:
        found = [
            each for each in member.standings if (each.indicator, each.measure) == (3, "relative_likelihood")
        ]
        assert len(found) == (member.code in far)
        for each in found:
            assert each.rank == 1 + sum(
                round(other, 12) < round(far[member.code], 12) for other in far.values()
            )
            assert each.of == len(far)
            assert each.quartile == max(1, math.ceil(4 * each.rank / len(far)))
            peers = [v for c, v in values.items() if v is not None and kind(documents, c) == member.type]
            if member.type:
                assert each.peer_median == pytest.approx(statistics.median(peers))
                assert each.distance == pytest.approx(each.value - each.peer_median)
            else:
                assert each.peers == "All organisations"


def kind(documents: list[dict], code: str) -> str | None:
    return next(d["organisation"]["type"] for d in documents if d["organisation"]["code"] == code)


def test_ties_share_a_rank(reports):
    twins = [
        report.model_copy(update={"organisation": report.organisation.model_copy(update={"code": code})})
        for report in reports[:2]
        for code in (report.organisation.code, f"{report.organisation.code}X")
    ]
    found = roll_up(twins)
    ranks = sorted(
        each.rank
        for member in found.organisations
        for each in member.standings
        if (each.indicator, each.measure) == (2, "relative_likelihood")
    )
    assert ranks == [1, 1, 3, 3]


def test_the_share_where_bme_staff_fare_worse(rollup, documents):
    (found,) = [each for each in rollup.levels[0].share_adverse if each.indicator == 7]
    values = [rate(d, 7, "difference", "bme")["value"] for d in documents]
    known = [value for value in values if value is not None]
    worse = sum(value < 0 for value in known)
    assert (found.organisations, found.adverse) == (len(known), worse)
    assert found.sentence.startswith(
        f"In {100 * worse / len(known):.1f}% of trusts ({worse} of {len(known)}) a lower"
    )
    (found,) = [each for each in rollup.levels[0].share_adverse if each.indicator == 3]
    ratios = [rate(d, 3, "relative_likelihood", "bme")["value"] for d in documents]
    known = [value for value in ratios if value is not None]
    assert found.adverse == sum(value > 1 for value in known)
    assert found.inside_range == sum(0.8 <= value <= 1.25 for value in known)
    assert found.outside_range == len(known) - (found.inside_range or 0)


def test_funnels_go_by_katz_and_the_pooled_target(rollup, documents):
    (found,) = [each for each in rollup.funnels if each.indicator == 2]
    target = rate(pooled(rollup, "england", "england"), 2, "relative_likelihood", "white")["value"]
    assert found.target == target
    for each in found.organisations:
        own = next(d for d in documents if d["organisation"]["code"] == each.code)
        white, bme = (rate(own, 2, "likelihood", group) for group in ("white", "bme"))
        x1, n1, x2, n2 = (r[k] for r in (white, bme) for k in ("numerator", "denominator"))
        error = math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
        assert each.z == pytest.approx((math.log(each.value) - math.log(target)) / error)
        assert abs(each.z_adjusted) <= abs(each.z) + 1e-12


def batch(folder: Path, **counts: tuple[int, int, int, int]) -> Rollup:
    """Roll-ups of indicator 2 to 4 by organisation: White events and base, BME events and base."""
    reports = []
    for code, (x1, n1, x2, n2) in counts.items():
        (folder / code).mkdir()
        lines = [
            f"{name},{group},{people}"
            for names, pair in (
                (("appointed", "disciplinary", "training"), (x1, x2)),
                (("shortlisted", "workforce"), (n1, n2)),
            )
            for name in names
            for group, people in zip(("white", "bme"), pair, strict=True)
        ]
        (folder / code / "counts.csv").write_text("\n".join(["population,group,people", *lines]), "utf-8")
        reports.append(pipeline.calculate(folder / code, year=2025, organisation=code))
    return roll_up(reports)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_ratio_without_bound_is_adverse_and_ranks_last(tmp_path, number):
    """Five organisations with 6 events in one group alone, two in the other alone, one with 2 and 6, one with none."""
    first, second = ((0, 500, 6, 200), (6, 500, 0, 200))[:: 1 if number == 3 else -1]
    found = batch(
        tmp_path,
        **{f"AA{n}": first for n in range(5)},
        **{f"BB{n}": second for n in range(2)},
        CC1=(2, 500, 6, 200) if number == 3 else (6, 500, 2, 200),
        DD1=(0, 500, 0, 200),
    )
    (share,) = [each for each in found.levels[0].share_adverse if each.indicator == number]
    # White 2 of 500 and BME 6 of 200 is 7.5; White 6 of 500 and BME 2 of 200 is 1.2: both adverse.
    assert (share.organisations, share.adverse, share.percent) == (8, 5 + 1, 100 * 6 / 8)
    spread = next(
        each
        for each in found.levels[0].distribution
        if (each.indicator, each.measure) == (number, "relative_likelihood")
    )
    assert (spread.organisations, spread.unbounded, spread.minimum) == (8, 5, 0)
    assert (spread.median, spread.maximum) == (None, None)
    ranks = {
        member.code: (each.rank, each.of, each.value)
        for member in found.organisations
        for each in member.standings
        if each.indicator == number
    }
    assert ranks.pop("CC1")[:2] == (1, 8)
    assert {code: place for code, place in ranks.items() if code[0] == "B"} == {
        "BB0": (2, 8, 0),
        "BB1": (2, 8, 0),
    }
    assert {place for code, place in ranks.items() if code[0] == "A"} == {(4, 8, None)}
    assert "DD1" not in ranks


def test_five_of_eight_fare_worse(tmp_path):
    """The one with 2 BME cases of 500 and 6 White of 200 is not among them."""
    found = batch(
        tmp_path,
        **{f"AA{n}": (0, 500, 6, 200) for n in range(5)},
        **{f"BB{n}": (6, 500, 0, 200) for n in range(2)},
        CC1=(6, 200, 2, 500),
    )
    (share,) = [each for each in found.levels[0].share_adverse if each.indicator == 3]
    assert (share.organisations, share.adverse, share.percent) == (8, 5, 62.5)
    assert share.sentence.startswith("In 62.5% of trusts (5 of 8) BME staff are more likely")
    json.loads(json_text.text(found), parse_constant=lambda name: pytest.fail(name))


def test_a_funnel_of_percentages_goes_by_englands_at_the_organisations_size(tmp_path):
    """Six trusts with 125 of 500 White and 45 of 150 BME harassed, and one with 0 of 3 BME."""
    reports = []
    for code, bme in [*((f"AA{n}", (45, 150)) for n in range(6)), ("ZZ1", (0, 3))]:
        (tmp_path / code).mkdir()
        rows = [
            f"{ethnicity},{answer}"
            for ethnicity, (yes, of) in (("A", (125, 500)), ("H", bme))
            for answer, times in (("yes", yes), ("no", of - yes))
            for _ in range(times)
        ]
        (tmp_path / code / "staff_survey.csv").write_text("ethnic_category,q16b\n" + "\n".join(rows), "utf-8")
        reports.append(pipeline.calculate(tmp_path / code, year=2025, organisation=code))
    (found,) = roll_up(reports).funnels
    white, bme_rate = 7 * 125 / (7 * 500), 6 * 45 / (6 * 150 + 3)
    target = bme_rate - white
    place = {each.code: each for each in found.organisations}
    for code, value, n in (("ZZ1", 0 - 0.25, 3), ("AA1", 0.3 - 0.25, 150)):
        error = math.sqrt(white * (1 - white) / 500 + bme_rate * (1 - bme_rate) / n)
        assert place[code].z == pytest.approx((value - target) / error)
    assert -1.3 < place["ZZ1"].z < -1
    assert {each.position for each in found.organisations} == {"within"}
    assert found.without_events == 0
    assert found.tau_squared == 0


def test_everybody_of_a_few_is_no_outlier_of_a_ratio(tmp_path):
    """All 3 BME staff trained, where England trains six in ten: their own rate alone would put no error on it."""
    found = batch(tmp_path, **{f"AA{n}": (300, 500, 90, 150) for n in range(6)}, ZZ1=(300, 500, 3, 3))
    (funnel,) = [each for each in found.funnels if each.indicator == 4]
    z = {each.code: each.z for each in funnel.organisations}
    bme = (6 * 90 + 3) / (6 * 150 + 3)
    error = math.sqrt(1 / 300 - 1 / 500 + 1 / (3 * bme) - 1 / 3)
    assert z["ZZ1"] == pytest.approx((math.log(0.6 / 1) - math.log(0.6 / bme)) / error)
    assert -1.5 < z["ZZ1"] < -0.5


def test_noise_is_no_outlier(tmp_path):
    """A hundred trusts of one true rate, small and large: by 99.8% limits hardly any stands out."""
    rng = random.Random(11)
    reports = []
    for number in range(100):
        path = tmp_path / f"N{number:02}"
        path.mkdir()
        toml = f'[submission]\nreporting_year = 2025\n[organisation]\ncode = "N{number:02}"\n'
        (path / "submission.toml").write_text(toml, "utf-8")
        lines = ["population,group,people"]
        for group, base in (("white", rng.choice((80, 900, 4000))), ("bme", rng.choice((60, 400)))):
            lines += [
                f"shortlisted,{group},{base}",
                f"appointed,{group},{sum(rng.random() < 0.2 for _ in range(base))}",
            ]
        (path / "counts.csv").write_text("\n".join(lines) + "\n", "utf-8")
        reports.append(pipeline.calculate(path))
    (found,) = roll_up(reports).funnels
    assert sum(each.position == "beyond_3_sd" for each in found.organisations) <= 2
    assert sum(each.position_adjusted == "beyond_3_sd" for each in found.organisations) <= 2
    assert 0.5 < found.phi < 1.5


def test_one_organisation_alone(reports):
    found = roll_up(reports[:1])
    own = next(each for each in reports[0].indicators if each.number == 2)
    assert [m.value for m in found.levels[0].indicators[1].measures] == [m.value for m in own.measures]
    assert {each.rank for each in found.organisations[0].standings} == {1}


def test_a_gap_is_of_organisations_that_gave_the_band(tmp_path):
    workforce = "employee_number,ethnic_category,staff_group,grade\n" + "".join(
        f"{number},{'D' if number % 10 == 0 else 'A'},Nursing and Midwifery Registered,Band 5\n"
        for number in range(1, 101)
    )
    counts = "population,group,people\nworkforce,white,50\nworkforce,bme,450\n"
    for code, name, text in (("RXA", "workforce", workforce), ("RXB", "counts", counts)):
        (tmp_path / code).mkdir()
        (tmp_path / code / f"{name}.csv").write_text(text, encoding="utf-8")
    reports = [
        pipeline.build_report(
            pipeline.assess(tmp_path / code, pipeline.Options(year=2025, organisation=code)),
            pipeline.Options(),
        )
        for code in ("RXA", "RXB")
    ]
    found = pooled(roll_up(reports), "england", "england")
    place = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert rate(found, 1, "share", "bme")["value"] == pytest.approx((10 + 450) / (100 + 500) * 100)
    assert rate(found, 1, "share", "bme", **place)["value"] == pytest.approx(10 / 100 * 100)
    assert rate(found, 1, "gap_to_workforce", "bme", **place)["value"] == pytest.approx(
        (10 / 100 - 10 / 100) * 100
    )


def test_a_detailed_ratio_is_of_organisations_that_gave_the_detail(tmp_path):
    rows = [*["A,Yes"] * 10, *["A,No"] * 10, *["H,Yes"] * 5, *["H,No"] * 15]
    summary = ["A,1000,100", "H,30,3"]
    for code, lines in (
        ("RXA", ["ethnic_category,appointed", *rows]),
        ("RXB", ["Ethnic Origin,Shortlisted,Appointed", *summary]),
    ):
        (tmp_path / code).mkdir()
        (tmp_path / code / "recruitment.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    by = ("ethnic-category",)
    reports = [
        pipeline.build_report(
            pipeline.assess(tmp_path / code, pipeline.Options(year=2025, organisation=code, by=by)),
            pipeline.Options(by=by),
        )
        for code in ("RXA", "RXB")
    ]
    found = pooled(roll_up(reports), "england", "england")
    detail = {"grouping": "ethnic_category"}
    assert rate(found, 2, "likelihood", "white")["value"] == pytest.approx(110 / 1020 * 100)
    assert rate(found, 2, "likelihood", "H", **detail)["value"] == pytest.approx(25)
    assert rate(found, 2, "relative_likelihood", "A", **detail)["value"] == pytest.approx(1)
    assert rate(found, 2, "relative_likelihood", "H", **detail)["value"] == pytest.approx(25 / 50)


def test_what_one_withholds_nobody_pools(tmp_path):
    rng, reports = random.Random(2), []
    for number in range(6):
        seen = pipeline.assess(trust(tmp_path, f"PX{number}", rng, number))
        reports.append(pipeline.build_report(seen, pipeline.Options(publish=True)))
    found = roll_up(reports)
    assert found.publication.audience == "public"
    checked = 0
    for indicator in found.levels[0].indicators:
        for measure in indicator.measures:
            own = [
                m
                for report in reports
                for each in report.indicators
                for m in each.measures
                if each.number == indicator.number
                and (m.measure, m.breakdown, m.group) == (measure.measure, measure.breakdown, measure.group)
            ]
            if any(m.status.value == "suppressed" for m in own):
                assert (measure.value, measure.numerator, measure.interval) == (None, None, None)
                checked += 1
    assert checked > 5


def test_the_files_are_the_same_each_time(rollup, tmp_path):
    first, second = write_rollup(rollup, tmp_path / "a"), write_rollup(rollup, tmp_path / "b")
    assert [path.name for path in first] == ["rollup.json", "rollup.csv", "rollup.xlsx"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert json.loads(first[0].read_text("utf-8"))["format"] == 1


def test_figures_come_by_indicator_though_the_first_organisation_lacks_some(reports):
    own = reports[0]
    less = own.model_copy(update={"indicators": tuple(i for i in own.indicators if i.number != 2)})
    found = roll_up([less, *reports[1:]])
    for numbers in (
        [each.indicator for each in found.levels[0].share_adverse],
        [each.indicator for each in found.levels[0].distribution],
    ):
        assert 2 in numbers
        assert numbers == sorted(numbers)


def test_the_workbook_says_why_and_how_far_apart_in_the_right_words(reports, tmp_path):
    reason = 'unknown key "reporting_yaer"'
    found = roll_up(reports, [LeftOut(code="ZZZ", indicator=None, reason=reason)])
    book = openpyxl.load_workbook(write_rollup(found, tmp_path)[2])
    said = {row[1]: row[3] for row in book["Left out"].iter_rows(values_only=True) if row[2] == "all"}
    assert said == {"ZZZ": reason}
    texts = {str(row[3]) for row in book["Left out"].iter_rows(values_only=True)}
    assert any("how much they weigh" in text for text in texts)
    assert not any("no_respondents" in text for text in texts)
    (head,) = [row for row in book["Organisations"].iter_rows() if row[0].value == "Code"]
    distance = next(cell.column for cell in head if cell.value == "Distance") - 1
    formats = {
        row[3].value: row[distance].number_format
        for row in book["Organisations"].iter_rows(min_row=head[0].row + 1)
    }
    assert formats["Percentage"] == formats["Difference"] != formats["Relative likelihood"]


def test_scores_are_pooled_by_respondents_and_placed_by_how_far_they_spread(tmp_path):
    """The WDES's 9a: seven trusts of 30 disabled and 30 other respondents, and one whose 4 disabled all score 0."""
    heading = "Disability,q2a,q2b,q2c,q3c,q3d,q3f,q25a,q25c,q25d"
    scores = {0: "1", 5: "3", 10: "5"}
    trusts = {f"AA{n}": {"Yes": [5] * 15 + [10] * 15, "No": [5] * 10 + [10] * 20} for n in range(7)}
    trusts["ZZ1"] = {"Yes": [0] * 4, "No": [5] * 10 + [10] * 20}
    options = pipeline.Options(standards=("wdes",))
    reports = []
    for code, answers in trusts.items():
        rows = [",".join([said, *[scores[one]] * 9]) for said, own in answers.items() for one in own]
        folder = build.submission(
            tmp_path / code, {"staff_survey": "\n".join([heading, *rows]) + "\n"}, code=code
        )
        reports.append(pipeline.build_report(pipeline.assess(folder, options), options))
    found = roll_up(reports)
    (everybody,) = [each for each in found.levels if each.level == "england"]
    (ninth,) = [each for each in everybody.indicators if each.number == "9a"]
    mean = {one.group: one.value for one in ninth.measures if one.measure == "mean"}
    everyone = [one for own in trusts.values() for one in own["Yes"]]
    others = [one for own in trusts.values() for one in own["No"]]
    assert mean["disabled"] == pytest.approx(sum(everyone) / len(everyone))
    assert mean["not_disabled"] == pytest.approx(sum(others) / len(others))
    (funnel,) = [each for each in found.funnels if each.indicator == "9a"]
    z = {each.code: each.z for each in funnel.organisations}
    target = mean["disabled"] - mean["not_disabled"]
    for code, n in (("AA1", 30), ("ZZ1", 4)):
        value = statistics.mean(trusts[code]["Yes"]) - statistics.mean(trusts[code]["No"])
        error = math.sqrt(statistics.variance(everyone) / n + statistics.variance(others) / 30)
        assert z[code] == pytest.approx((value - target) / error)
