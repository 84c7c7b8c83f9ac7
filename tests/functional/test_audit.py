"""`wres audit` on bundles as they are published, and on bundles that somebody spoilt."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.errors import UnreadableInput
from wres_calc.pipeline.audit import AuditOptions, audit
from wres_calc.render.files import write_reports
from wres_calc.sampling.samples import write_samples

SAMPLE = Path(__file__).parents[2] / "sample_data"
LARGE = SAMPLE / "large" / "2025"
SMALL = SAMPLE / "small"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The published files of the large sample, by name."""
    folder = tmp_path_factory.mktemp("published")
    report = pipeline.build_report(pipeline.assess(LARGE), pipeline.Options(publish=True))
    return {path.name: path.read_bytes() for path in write_reports(report, ("json", "csv", "excel"), folder)}


@pytest.fixture
def spoilt(bundle: dict[str, bytes], tmp_path: Path) -> Callable[..., list[str]]:
    """Changes the published JSON, and says what kinds of findings the audit has."""

    def kinds(change: Callable[[list[dict]], None], truth: Path | None = None) -> list[str]:
        document = json.loads(bundle["wres_RX1_2025_published.json"])
        change([measure for each in document["indicators"] for measure in each["measures"]])
        path = tmp_path / "wres_RX1_2025_published.json"
        path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")
        (found,) = audit([path], AuditOptions(), truth=truth).audits
        return [each.kind for each in found.findings if not each.harmless]

    return kinds


def test_what_we_publish_withstands(wres, bundle, tmp_path):
    for name, data in bundle.items():
        (tmp_path / name).write_bytes(data)
    run = wres("audit", tmp_path / "wres_RX1_2025_published.json", "--format", "json")
    assert run.returncode == 0, run.stderr
    run = wres("audit", tmp_path, "--truth", LARGE)
    assert run.returncode == 0, run.stdout
    assert b"No hidden number can be worked out." in run.stdout
    assert b"audited 1 publication: 0 findings" in run.stderr


def test_the_small_trust_withstands_in_full_detail(tmp_path):
    by = ("ethnic-category", "ethnic-heading", "internal", "pay-band", "staff-category")
    report = pipeline.build_report(
        pipeline.assess(SMALL, pipeline.Options(by=by)), pipeline.Options(by=by, publish=True)
    )
    write_reports(report, ("json", "csv", "excel"), tmp_path)
    (found,) = audit([tmp_path], AuditOptions(), truth=SMALL).audits
    assert found.safe, found.findings
    assert found.hidden > 100


@pytest.mark.parametrize(("level", "told"), [(1, ["told_by_the_lone"]), (2, [])])
def test_the_lone_learn_of_others_at_level_1_and_of_themselves_at_most_at_level_2(
    wres, tmp_path, level, told
):
    """A trust of 140 by category: one person is all of a category, and all of the group it is in."""
    trust = tmp_path / "trust"
    wres("sample", trust, "--staff", 140, "--seed", 104)
    with (trust / "submission.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[disclosure]\nlevel = {level}\n")
    wres("calc", trust, "--publish", "--by", "ethnic-category", "--to", "json", "-o", tmp_path)
    (path,) = tmp_path.glob("*.json")
    document = json.loads(path.read_text("utf-8"))
    document["publication"]["level"] = 2  # whoever looks knows that they are the only one
    path.write_text(json.dumps(document), "utf-8")
    (found,) = audit([path], AuditOptions(), truth=trust).audits
    lone = [each for each in found.findings if each.kind == "told_by_the_lone"]
    assert [each.kind for each in lone if not each.harmless] == told
    assert {(each.lower, each.upper) for each in lone if each.harmless} <= {(1, 1)}


def test_hiding_the_small_numbers_alone_is_found_out(wres, tmp_path):
    """The usual practice: each count of 1 to 4 is replaced, and nothing else."""
    document = json.loads(pipeline.calculate(LARGE).model_dump_json())
    hidden = 0
    for measure in (m for each in document["indicators"] for m in each["measures"]):
        for name in ("numerator", "denominator"):
            if (measure[name] or 0) in range(1, 5):
                measure |= {name: None, "value": None, "status": "suppressed", "reason": "suppressed"}
                hidden += 1
    path = tmp_path / "naive.json"
    path.write_text(json.dumps(document), "utf-8")
    run = wres("audit", path, "--format", "json")
    assert run.returncode == 1
    (found,) = json.loads(run.stdout)["audits"]
    recovered = [each for each in found["findings"] if each["kind"] == "recovered" and each["how"]]
    assert len(recovered) > hidden * 0.6
    assert all(each["lower"] == each["upper"] for each in recovered)


def test_a_hidden_number_put_back_is_found(spoilt):
    truth = json.loads(pipeline.calculate(LARGE).model_dump_json())
    true = [measure for each in truth["indicators"] for measure in each["measures"]]

    def put_back(measures: list[dict]) -> None:
        for shown, known in zip(measures, true, strict=True):
            if shown["numerator"] is None and known["numerator"] in range(1, 5):
                shown["numerator"] = known["numerator"]
                return

    assert "small_number_shown" in spoilt(put_back, truth=LARGE)


@pytest.mark.parametrize("measure", ["gap_to_workforce", "share", "relative_likelihood", "difference"])
def test_a_figure_that_rests_on_a_hidden_number_is_found(spoilt, measure):
    def put_back(measures: list[dict]) -> None:
        withheld = [m for m in measures if m["measure"] == measure and m["status"] == "suppressed"]
        if not withheld:  # every count behind this kind is large enough: hide one of them
            withheld = [m for m in measures if m["measure"] == measure]
            rates = [
                m for m in measures if m["measure"] in ("likelihood", "percentage") and not m["breakdown"]
            ]
            for rate in rates:
                rate |= {"numerator": None, "value": None, "status": "suppressed"}
        withheld[0] |= {"value": 12.5, "status": "calculated", "reason": None}

    assert "derived_figure" in spoilt(put_back)


def test_a_percentage_left_standing_gives_its_count_away(spoilt):
    def put_back(measures: list[dict]) -> None:
        shown = next(m for m in measures if m["measure"] == "likelihood" and m["numerator"])
        shown |= {"numerator": None, "status": "suppressed"}

    assert {"recovered", "derived_figure"} <= set(spoilt(put_back))


def test_a_changed_number_does_not_pass_for_ours(spoilt):
    def change(measures: list[dict]) -> None:
        shown = next(m for m in measures if m["numerator"] and m["numerator"] > 100)
        shown["numerator"] += 1

    assert {"differs_from_truth", "differs_from_ours"} <= set(spoilt(change, truth=LARGE))


def test_anything_in_the_file_that_rests_on_hidden_numbers_is_found(bundle, tmp_path, monkeypatch):
    """A writer that lets a hidden number into the bundle: the figures are as they should be, a comment is not."""
    from wres_calc.pipeline import reports

    def leaking(seen: pipeline.Assessment, options: pipeline.Options, *hidden: object) -> object:
        report = faithful(seen, options, *hidden)
        tallies = seen.counts.populations["disciplinary"].tallies[()]
        return report.model_copy(
            update={
                "organisation": report.organisation.model_copy(
                    update={"name": f"Trust {sorted(tallies.by_group.items())}"}
                )
            }
        )

    faithful = reports.report_hiding
    monkeypatch.setattr("wres_calc.pipeline.audit.report_hiding", leaking)
    seen = pipeline.assess(LARGE)
    options = pipeline.Options(publish=True)
    hidden = reports._hidden(seen, options)
    write_reports(leaking(seen, options, *hidden), ("json",), tmp_path)
    (found,) = audit([tmp_path], AuditOptions(), truth=LARGE).audits
    assert [each.kind for each in found.findings if not each.harmless] == ["canary"]


def test_a_truth_of_somebody_else_is_refused(wres, bundle, tmp_path):
    path = tmp_path / "wres_RX1_2025_published.json"
    path.write_bytes(bundle[path.name])
    run = wres("audit", path, "--truth", SMALL)
    assert run.returncode == 2
    assert b"--truth is of RX0 2025" in run.stderr


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\x00\x01", b'{"indicators": 3, "reporting_year": 2025}']
)
def test_what_cannot_be_audited_is_refused(wres, tmp_path, content):
    for name in ("some.json", "some.csv"):
        (tmp_path / name).write_bytes(content)
        run = wres("audit", tmp_path / name)
        assert run.returncode == 4, run.stderr
        assert b"neither a report of wres-calc nor a table of counts" in run.stderr


@pytest.mark.parametrize(
    "method",
    [
        None,
        {},
        {"groupings": 5, "confidence": 0.95},
        {"groupings": [], "confidence": "x"},
        {"groupings": [], "confidence": 10**400},
    ],
)
def test_a_report_that_says_not_how_it_was_made_is_held_against_no_truth(bundle, tmp_path, method):
    path = tmp_path / "report.json"
    document = json.loads(bundle["wres_RX1_2025_published.json"])
    path.write_text(json.dumps(document | {"method": method}), "utf-8")
    with pytest.raises(UnreadableInput, match=r"report\.json does not say"):
        audit([path], AuditOptions(), truth=LARGE)
    assert audit([path], AuditOptions()).audits


def test_what_is_shown_of_impossible_figures(wres, bundle, tmp_path):
    path = tmp_path / "report.json"
    document = json.loads(bundle["wres_RX1_2025_published.json"])
    document["indicators"][1]["measures"][0]["numerator"] = 10**40
    path.write_text(json.dumps(document), "utf-8")
    run = wres("audit", path)
    assert run.returncode == 4
    assert run.stderr.decode().splitlines() == [
        f"wres: {path} is not taken: its figures are impossible in 1 place.",
        "indicator 2, likelihood, white: the numerator is above 1,000,000,000",
        "Give the file as wres-calc wrote it.",
    ]
    path.write_text("[" * 200_000, "utf-8")
    run = wres("audit", path)
    assert run.returncode == 4
    assert b"neither a report of wres-calc nor a table of counts" in run.stderr


@pytest.mark.parametrize("number", ["-5", "nan", "1e999"])
def test_impossible_figures_of_a_table_are_refused(wres, bundle, tmp_path, number):
    lines = bundle["wres_RX1_2025_published.csv"].decode("utf-8-sig").splitlines()
    place = lines[0].split(",").index("numerator")
    row = next(n for n, line in enumerate(lines) if ",likelihood," in line)
    cells = lines[row].split(",")
    lines[row] = ",".join([*cells[:place], number, *cells[place + 1 :]])
    path = tmp_path / "report.csv"
    path.write_text("\n".join(lines), "utf-8")
    run = wres("audit", path)
    assert run.returncode == 4
    assert b"indicator 2, likelihood, white: the numerator is " in run.stderr


def test_roll_ups_tell_nothing_that_an_organisation_hides(wres, tmp_path):
    made, out = tmp_path / "made", tmp_path / "out"
    list(write_samples(made, seed=4, staff=150, number=5, years=[2025]))
    assert wres("batch", made, "-o", out, "--to", "json", "--publish").returncode == 0
    run = wres("audit", out, "--format", "json")
    assert run.returncode == 0, run.stdout
    audits = json.loads(run.stdout)["audits"]
    assert len(audits) == 6
    assert audits[-1]["hidden"] > 50
    # The internal roll-ups beside the published reports are the difference that must not be.
    assert wres("batch", made, "-o", tmp_path / "internal", "--to", "none").returncode == 0
    (out / "rollup.json").write_bytes((tmp_path / "internal" / "rollup.json").read_bytes())
    run = wres("audit", out)
    assert run.returncode == 1
    assert b"is printed though R0" in run.stdout


def test_counts_are_no_part_of_a_roll_up_in_detail(wres, tmp_path):
    """What one organisation hides of its counts is not told by a detail that it does not go into."""
    rows = "ethnic_category,appointed\n" + "A,Yes\nA,No\nH,Yes\nH,No\nZ,No\n" * 20
    counts = "population,group,people\n" + "".join(
        f"{name},{group},{people}\n"
        for name, people in (("shortlisted", 40), ("appointed", 2), ("training", 30))
        for group in ("white", "bme", "unknown")
    )
    staff = "employee_number,ethnic_category,staff_group,grade\n" + "".join(
        f"{number},{'AHZ'[number % 3 if number < 100 else 0]},Nursing and Midwifery Registered,Band 5\n"
        for number in range(300)
    )
    few = "\n".join(line for line in staff.splitlines() if ",Z," not in line or line < "12")
    trained = "employee_number,ethnic_category\n" + "".join(f"{number},\n" for number in range(60))
    for code, name, text in (
        ("RXA", "recruitment", rows),
        ("RXA", "workforce", staff),
        ("RXA", "training", trained),
        ("RXB", "counts", counts),
        ("RXB", "workforce", few),
    ):
        build.submission(tmp_path / "made" / code, {name: text}, code=code)
    out = tmp_path / "out"
    run = wres("batch", tmp_path / "made", "-o", out, "--to", "json", "--publish", "--by", "ethnic-heading")
    assert run.returncode == 0, run.stderr
    (level, *_) = json.loads((out / "rollup.json").read_bytes())["levels"]
    shown = [m for each in level["indicators"] for m in each["measures"] if m["value"] is not None]
    assert {m["measure"] for m in shown if "grouping" in m["breakdown"]} >= {"relative_likelihood"}
    run = wres("audit", out)
    assert run.returncode == 0, run.stdout


def test_percentages_without_counts_are_held_against_the_truth(wres, tmp_path):
    (tmp_path / "survey_summary.csv").write_text(
        "indicator,group,percentage,respondents\n5,white,100,\n5,bme,0,\n", "utf-8"
    )
    asked = (tmp_path, "--year", "2025", "--org", "RX1")
    run = wres("calc", *asked, "--to", "json", "-o", tmp_path / "out", "--publish")
    assert run.returncode == 0, run.stderr
    run = wres("audit", tmp_path / "out", "--truth", *asked)
    assert run.returncode == 0, run.stderr
    assert b"No hidden number can be worked out." in run.stdout


def test_what_the_submission_does_not_know_is_held_against_nobody(tmp_path):
    """The training was published, and is not among what the numbers are compared with; the rest is, and differs."""
    numbers = {"workforce": (300, 100, 20), "training": (100, 40, 10), "disciplinary": (20, 10, 8)}
    sent = build.submission(tmp_path / "sent", {"counts": build.counts(**numbers)})
    report = pipeline.build_report(pipeline.assess(sent), pipeline.Options(publish=True))
    published = list(write_reports(report, ("json",), tmp_path / "out"))
    del numbers["training"]
    for more, told in ((0, set()), (1, {"disciplinary"})):
        numbers["disciplinary"] = (20 + more, 10, 8)
        truth = build.submission(tmp_path / f"truth{more}", {"counts": build.counts(**numbers)})
        (found,) = audit(published, AuditOptions(), truth=truth).audits
        differs = [each.cell for each in found.findings if each.kind == "differs_from_truth"]
        assert {each.population for each in differs if each} == told


def test_an_internal_report_does_not_pass(wres, tmp_path):
    assert wres("calc", LARGE, "--to", "json,csv", "-o", tmp_path).returncode == 0
    run = wres("audit", tmp_path)
    assert run.returncode == 1
    text = " ".join(run.stdout.decode().split())
    assert "wres_RX1_2025.json is internal: nothing in it is protected." in text
    # The table says nothing of whom it is for; its small numbers tell.
    run = wres("audit", tmp_path / "wres_RX1_2025.csv", "--format", "json")
    assert run.returncode == 1
    (found,) = json.loads(run.stdout)["audits"]
    assert {each["kind"] for each in found["findings"]} == {"small_number_shown"}
    assert len(found["findings"]) > 10


def test_internal_roll_ups_do_not_pass(wres, tmp_path):
    made, out = tmp_path / "made", tmp_path / "out"
    list(write_samples(made, seed=4, staff=150, number=2, years=[2025]))
    assert wres("batch", made, "-o", out, "--to", "none").returncode == 0
    run = wres("audit", out, "--format", "json")
    assert run.returncode == 1
    (found,) = json.loads(run.stdout)["audits"]
    assert [each["kind"] for each in found["findings"]] == ["internal_report"]


def test_what_lies_beside_publications_is_passed_over_and_named(wres, bundle, tmp_path):
    for name, data in bundle.items():
        (tmp_path / name).write_bytes(data)
    assert wres("trace", LARGE, "-o", tmp_path).returncode == 0
    compared = wres(
        "compare", LARGE.with_name("2024"), LARGE, "--publish", "--to", "json,csv", "-o", tmp_path
    )
    assert compared.returncode == 0
    (tmp_path / ".wres").mkdir(exist_ok=True)
    (tmp_path / ".wres" / "RX1.json").write_text("{}")
    (tmp_path / "run.json").write_text("{}")
    run = wres("audit", tmp_path, "--format", "json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["audits"][0]["files"] == ["wres_RX1_2025_published.csv", "wres_RX1_2025_published.json"]
    reasons = {Path(each["file"]).name: each["reason"] for each in found["not_read"]}
    assert "--to json" in reasons["wres_RX1_2025_published.xlsx"]
    assert "never to be published" in reasons["wres_RX1_2025_trace_workforce.csv"]
    assert "from its own report" in reasons["wres_RX1_2024-2025_published.json"]
    assert "from its own report" in reasons["wres_RX1_2024-2025_published.csv"]
    assert "batch" in reasons["run.json"]
    assert "RX1.json" not in reasons
    said = run.stderr.decode()
    assert f"not read: {tmp_path / 'wres_RX1_2025_published.xlsx'}: holds the same figures" in said
    # Held against the submission, the workbook is read after all.
    again = wres("audit", tmp_path, "--truth", LARGE)
    assert again.returncode == 0, again.stdout
    assert b"published.xlsx" not in again.stderr


def test_a_workbook_alone_is_refused_with_what_to_do(wres, bundle, tmp_path):
    (tmp_path / "wres_RX1_2025_published.xlsx").write_bytes(bundle["wres_RX1_2025_published.xlsx"])
    run = wres("audit", tmp_path)
    assert run.returncode == 4
    assert b"wres_RX1_2025_published.xlsx holds the same figures as the JSON" in run.stderr


def test_files_of_the_same_name_are_told_apart_by_their_folders(bundle, tmp_path):
    name = "wres_RX1_2025_published.json"
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(bundle[name])
    (found,) = audit([tmp_path], AuditOptions()).audits
    assert found.files == (str(tmp_path / "one" / name), str(tmp_path / "two" / name))
