"""What everybody may see: run as a process, read back from the files."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.render.files import write_reports
from wres_calc.report.report import Status, Unit
from wres_calc.sampling.samples import write_samples

VALUES = r"<c:val>.*?</c:val>|<c:xVal>.*?</c:xVal>"
SMALL = str(Path(__file__).parents[2] / "sample_data" / "small")


def published(wres, folder: Path, *options: str) -> dict:
    run = wres("calc", SMALL, "--publish", "--to", "json,excel,csv", "-o", str(folder), *options)
    assert run.returncode == 0, run.stderr
    return json.loads((folder / "wres_RX0_2025_published.json").read_text(encoding="utf-8"))


def test_files_of_a_public_report_say_so_in_their_names(wres, tmp_path):
    published(wres, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "wres_RX0_2025_published.csv",
        "wres_RX0_2025_published.json",
        "wres_RX0_2025_published.xlsx",
    ]


def test_every_small_number_is_hidden_and_all_that_rests_on_one(wres, tmp_path):
    public = published(wres, tmp_path)
    internal = pipeline.calculate(Path(SMALL))
    small = 0
    for told, true in zip(public["indicators"], internal.indicators, strict=True):
        for shown, measure in zip(told["measures"], true.measures, strict=True):
            for name in ("numerator", "denominator"):
                if (getattr(measure, name) or 0) in range(1, 5):
                    small += 1
                    assert shown[name] is None
                    assert shown["status"] == "suppressed"
                assert shown[name] in (None, getattr(measure, name))
            if shown["unit"] == "percent" and None in (shown["numerator"], shown["denominator"]):
                assert shown["value"] is None
                assert shown["interval"] is None
            if shown["status"] == "suppressed":
                assert (shown["value"], shown["reason"]) == (None, "suppressed")
    assert small > 20


def test_a_comparison_of_hidden_numbers_is_hidden(wres, tmp_path):
    public = published(wres, tmp_path)
    for indicator in public["indicators"]:
        lines: dict = {}
        for measure in indicator["measures"]:
            lines.setdefault(tuple(sorted(measure["breakdown"].items())), []).append(measure)
        for line in lines.values():
            hidden = {m["group"] for m in line if m["unit"] == "percent" and m["status"] == "suppressed"}
            for measure in line:
                if measure["unit"] != "percent" and hidden & {
                    measure["group"],
                    measure["compared_with"],
                }:
                    assert measure["status"] == "suppressed"
                    assert (measure["interval"], measure["tests"], measure["one_case"]) == (None, [], None)


def test_nothing_else_tells_of_people(wres, tmp_path):
    public = published(wres, tmp_path)
    assert public["inputs"] == []
    assert public["method"]["populations"] == []
    assert public["issues"] == {"error": None, "warning": None, "note": None, "items": []}
    assert public["publication"]["audience"] == "public"
    assert "[c]" in public["publication"]["note"]


def test_the_workbook_and_the_csv_hide_what_the_json_hides(wres, tmp_path):
    public = published(wres, tmp_path)
    hidden = sum(m["status"] == "suppressed" for i in public["indicators"] for m in i["measures"])
    text = (tmp_path / "wres_RX0_2025_published.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(row["status"] == "suppressed" for row in rows) == hidden > 0
    assert {row["value"] for row in rows if row["status"] == "suppressed"} == {""}
    path = tmp_path / "wres_RX0_2025_published.xlsx"
    book = openpyxl.load_workbook(path)
    assert "Issues" not in book.sheetnames
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    marked = sum(cell.value == "[c]" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert marked > hidden
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if "comment" in name]
        charts = "".join(
            parts.read(name).decode("utf-8") for name in parts.namelist() if "charts/chart" in name
        )
        drawn = {
            float(n)
            for n in re.findall(r"<c:v>(-?[\d.e-]+)</c:v>", "".join(re.findall(VALUES, charts, re.DOTALL)))
        }
        shown = {
            m["value"] for each in public["indicators"] for m in each["measures"] if m["value"] is not None
        }
        assert all(any(abs(number - value) < 1e-9 for value in shown | {0.8, 1.0, 1.25}) for number in drawn)


def test_the_same_data_give_the_same_public_bytes(wres, tmp_path):
    for name in ("one", "two"):
        published(wres, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_hidden_number_leaves_no_trace_in_the_bundle(wres, tmp_path):
    """Two trusts that differ in hidden numbers alone, with the same pattern: their public figures are the same."""
    from dataclasses import replace

    from wres_calc.pipeline.assess import assess
    from wres_calc.release.withhold import Printed, hidden_cells, without

    seen = assess(Path(SMALL))
    rules = seen.definitions.disclosure
    (hidden,) = hidden_cells([Printed(seen.results, seen.counts, rules)])
    shown = [without(result, hidden, rules) for result in seen.results]
    changed = [
        replace(
            result,
            figures=tuple(
                replace(
                    measure,
                    numerator=None if measure.numerator is None else measure.numerator + 1,
                    value=None if measure.value is None else measure.value + 1,
                )
                if measure.rests_on & hidden and measure.cells and measure.cells[0] in hidden
                else measure
                for measure in result.figures
            ),
        )
        for result in seen.results
    ]
    again = [without(result, hidden, rules) for result in changed]
    for first, second in zip(shown, again, strict=True):
        for one, two in zip(first.figures, second.figures, strict=True):
            told = [(m.value, m.reason, m.numerator, m.denominator, m.uncertainty) for m in (one, two)]
            assert told[0] == told[1]


COUNTS = (
    "population,group,people,staff_category,pay_band\n"
    "workforce,white,40,,\nworkforce,bme,{bme},,\nworkforce,unknown,{unknown},,\n"
    "training,white,20,,\ntraining,bme,5,,\ntraining,unknown,{trained},,\n"
)


def test_hidden_events_beyond_the_headcount_are_not_to_be_told_from_others(wres, tmp_path):
    """4 trained of 2 staff of unknown ethnicity, and 2 of 4: both hidden, with the same 40 and 51 beside them."""
    told = []
    for bme, unknown, trained in ((9, 2, 4), (7, 4, 2)):
        submission = tmp_path / str(unknown)
        submission.mkdir()
        (submission / "counts.csv").write_text(COUNTS.format(bme=bme, unknown=unknown, trained=trained))
        made = ("--year", "2025", "--org", "RX1", "--publish", "--to", "json,csv,excel,html")
        run = wres("calc", submission, *made, "-o", submission / "out")
        assert run.returncode == 0, run.stderr
        files = sorted((submission / "out").iterdir())
        told.append([(path.name, path.read_bytes()) for path in files])
        assert b"than staff" not in run.stdout
        audited = wres("audit", submission / "out", "--truth", submission, "--year", "2025", "--org", "RX1")
        assert audited.returncode == 0, audited.stdout
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_thresholds_of_the_submission_are_used_and_printed(wres, tmp_path):
    folder = tmp_path / "trust"
    folder.mkdir()
    for path in Path(SMALL).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text() + "\n[disclosure]\nthreshold = 2\nlevel = 1\n")
    run = wres("calc", str(folder), "--publish", "--format", "json")
    publication = json.loads(run.stdout)["publication"]
    assert (publication["threshold"], publication["survey_base"], publication["level"]) == (2, 11, 1)


@pytest.mark.parametrize("shown", [False, True])
def test_what_everybody_answered_is_shown_only_where_the_submission_says_so(tmp_path, shown):
    """A published percentage of 0 or 100 says what each respondent answered, also where it came without a base."""
    summary = build.survey_summary(
        (5, "white", 24.5, ""), (5, "bme", 100, ""), (6, "white", 0, 400), (6, "bme", 12.5, 400)
    )
    settings = f"[disclosure]\nshow_all_or_none = {str(shown).lower()}"
    trust = build.submission(tmp_path, {"survey_summary": summary}, settings=settings)
    options = pipeline.Options(publish=True)
    report = pipeline.build_report(pipeline.assess(trust, options), options)
    values = {
        (one.number, measure.group): measure.value
        for one in report.indicators
        for measure in one.measures
        if measure.measure == "percentage"
    }
    assert values[5, "white"] == 24.5
    assert values[6, "bme"] == 12.5
    assert (values[5, "bme"], values[6, "white"]) == ((100, 0) if shown else (None, None))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--confidence", "95"], "--confidence is"),
        (["--previous", "x.json"], "--publish"),
    ],
)
def test_wrong_use_is_said(wres, options, said):
    run = wres("calc", SMALL, "--to", "none", *options)
    assert run.returncode == 2
    text = run.stderr.decode() if isinstance(run.stderr, bytes) else run.stderr
    assert ("0.95" in text) if "95" in options else (said in text)


def test_what_was_published_before_must_be_of_the_same_trust_and_year(wres, tmp_path):
    public = published(wres, tmp_path)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(public | {"reporting_year": 2024}))
    assert wres("calc", SMALL, "--publish", "--to", "none", "--previous", str(other)).returncode == 2
    other.write_text("no report")
    assert wres("calc", SMALL, "--publish", "--to", "none", "--previous", str(other)).returncode == 4
    same = tmp_path / "wres_RX0_2025_published.json"
    assert (
        published(wres, tmp_path / "again", "--previous", str(same))["publication"] == public["publication"]
    )


def test_what_an_earlier_release_withheld_stays_withheld(tmp_path):
    """Small trusts: with the printed counts fixed, another choice of what to hide would often be cheaper."""
    list(write_samples(tmp_path / "made", seed=1, staff=300, number=6, years=[2025]))
    for code in ("R01", "R05"):
        seen = pipeline.assess(tmp_path / "made" / code)
        first = pipeline.build_report(seen, pipeline.Options(publish=True))
        (path,) = write_reports(first, ("json",), tmp_path / code)
        again = pipeline.build_report(seen, pipeline.Options(publish=True, published_before=path))
        assert again == first


def test_an_internal_report_is_no_earlier_release(wres, tmp_path):
    """All its numbers would count as known, and none would be left to protect."""
    assert wres("calc", SMALL, "--to", "json", "-o", tmp_path).returncode == 0
    internal = tmp_path / "wres_RX0_2025.json"
    run = wres("calc", SMALL, "--publish", "--to", "none", "--previous", internal)
    assert run.returncode == 2
    assert b"is an internal report" in run.stderr


def test_an_internal_report_says_that_it_is_internal(wres, tmp_path):
    run = wres("calc", SMALL, "-o", str(tmp_path))
    text = run.stdout.decode() if isinstance(run.stdout, bytes) else run.stdout
    assert "Not for publication" in " ".join(text.split())
    book = openpyxl.load_workbook(tmp_path / "wres_RX0_2025.xlsx")
    for sheet in book:
        assert "not for publication" in (sheet.oddHeader.right.text or "")
    assert pipeline.calculate(Path(SMALL)).publication.audience == "internal"
    assert Status.SUPPRESSED not in {
        m.status
        for i in pipeline.calculate(Path(SMALL)).indicators
        for m in i.measures
        if m.unit is Unit.PERCENT
    }


@pytest.mark.parametrize(("rows", "said"), [(4, "Fewer than 5 rows"), (5, "5 rows")])
def test_what_was_left_out_is_said_without_a_small_number(wres, tmp_path, rows, said):
    """In the published JSON, page and table; which fault the rows had, and which they are, is not."""
    folder, out = tmp_path / "RX1", tmp_path / "out"
    folder.mkdir()
    lines = ["employee_number,ethnic_category,staff_group,grade"]
    lines += [f"{n},{'A' if n % 3 else 'H'},Students,Band 3" for n in range(300)] + [
        ",A,Students,Band 3"
    ] * rows
    (folder / "workforce.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
        '[[exclude]]\ntable = "workforce"\nissue = "blank-cell"\nreason = "vacant posts"\n',
        encoding="utf-8",
    )
    done = wres("calc", folder, "--publish", "-o", out, "--to", "json,html,excel")
    assert done.returncode == 0
    page = (out / "wres_RX1_2025_published.html").read_text(encoding="utf-8")
    report = json.loads((out / "wres_RX1_2025_published.json").read_text(encoding="utf-8"))
    (item,) = report["issues"]["items"]
    assert (item["row"], item["count"]) == (None, None)
    sentence = f"{said} of workforce are left out on purpose. Accepted: vacant posts"
    book = openpyxl.load_workbook(out / "wres_RX1_2025_published.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert item["message"] == sentence
    assert sentence in page
    assert any(sentence in cell for cell in cells)
    assert sentence in " ".join(done.stdout.decode().split())
    assert "blank-cell" not in page + done.stdout.decode() + " ".join(cells)


def test_few_outside_the_senior_bands_of_2015_are_not_to_be_had_by_subtraction(tmp_path):
    """32 BME staff, 30 of them in band 8a: who prints both prints the 2 of band 5."""
    bands = {"band_8a": (100, 30, 20), "band_5": (200, 2, 30)}
    rows = [
        f"workforce,{group},{people},clinical_non_medical,{band}"
        for band, numbers in bands.items()
        for group, people in zip(build.GROUPS, numbers, strict=True)
    ]
    table = "population,group,people,staff_category,pay_band\n" + "\n".join(rows) + "\n"
    trust = build.submission(tmp_path, {"counts": table}, year=2015)
    options = pipeline.Options(publish=True)
    report = pipeline.build_report(pipeline.assess(trust, options), options)
    bme = {
        measure.breakdown.get("pay_band"): measure.numerator
        for measure in report.indicators[0].measures
        if (measure.measure, measure.group) == ("share", "bme")
    }
    assert set(bme) == {"senior_bands", None}
    assert None in bme.values()


def test_few_of_one_directorate_are_not_to_be_had_by_subtraction(tmp_path):
    """43 BME staff, 40 of them in Surgery: of Surgery and all together one is hidden with the 3 of Medicine."""
    rows = [
        f"{category},Students,Band 5,{place}"
        for place, numbers in (("Surgery", (100, 40)), ("Medicine", (90, 3)))
        for category, many in zip("AH", numbers, strict=True)
        for _ in range(many)
    ]
    table = "employee_number,ethnic_category,staff_group,grade,Directorate\n"
    table += "".join(f"{number},{row}\n" for number, row in enumerate(rows))
    settings = '[breakdowns]\ndirectorate = "Directorate"\n'
    trust = build.submission(tmp_path, {"workforce": table}, settings=settings)
    options = pipeline.Options(publish=True, by=("directorate",))
    report = pipeline.build_report(pipeline.assess(trust, options), options)
    bme = {
        tuple(measure.breakdown.values()): measure.numerator
        for measure in report.indicators[0].measures
        if (measure.measure, measure.group) == ("share", "bme")
    }
    assert bme["Medicine",] is None
    assert None in (bme["Surgery",], bme[()])


def test_only_respondents_are_held_to_the_base_of_a_survey(tmp_path):
    """7 trained are not fewer than 5; that they are fewer than 11 matters to a survey alone."""
    table = build.counts(workforce=(300, 100, 20), training=(60, 7, 9))
    options = pipeline.Options(publish=True)
    report = pipeline.build_report(
        pipeline.assess(build.submission(tmp_path, {"counts": table}), options), options
    )
    trained = {
        each.group: each.numerator for each in report.indicators[3].measures if each.measure == "likelihood"
    }
    assert (trained["white"], trained["bme"]) == (60, 7)


@pytest.mark.parametrize(("score", "shown"), [(0, None), (1, 1), (9.9, 9.9), (10, None)])
def test_a_mean_score_that_only_everybody_alike_can_come_to_is_withheld(tmp_path, score, shown):
    """Nobody scores below 0 or above 10: a mean of either is what each of them scored."""
    summary = f"indicator,group,percentage\n9a,disabled,{score}\n9a,not disabled,6.99\n"
    options = pipeline.Options(publish=True, standards=("wdes",))
    trust = build.submission(tmp_path, {"survey_summary": summary})
    report = pipeline.build_report(pipeline.assess(trust, options), options)
    (ninth,) = [each for each in report.indicators if each.number == "9a"]
    (mean,) = [m for m in ninth.measures if (m.measure, m.group) == ("mean", "disabled")]
    assert mean.value == (None if shown is None else pytest.approx(shown))
