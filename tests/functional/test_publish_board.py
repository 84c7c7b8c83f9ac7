"""A board that is public: its counts are printed whole, and nothing else is shown for it."""

import json
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.pipeline.audit import AuditOptions, audit
from wres_calc.render.views.charts import by_theme

BOARD = """Member ID,Ethnicity,Disability,Voting,Executive
1,A,No,Yes,Yes
2,A,No,Yes,Yes
3,A,Yes,Yes,No
4,A,No,Yes,No
5,B,No,No,Yes
6,H,No,Yes,No
7,N,No,Yes,Yes
8,Z,Not declared,No,No
"""
JOBS = ("Nursing and Midwifery Registered,Band 5", "Administrative and Clerical,Band 8a")
STAFF = "".join(f"{n},{'AAAHZ'[n % 5]},{'No' if n % 9 else 'Yes'},{JOBS[n % 7 == 0]}\n" for n in range(60))
SETTINGS = '[disclosure]\nboard = "{}"'


def trust(folder: Path, board: str = "", members: str = BOARD) -> Path:
    staff = f"Employee Number,Ethnicity,Disability,Staff Group,Grade\n{STAFF}"
    settings = SETTINGS.format(board) if board else ""
    return build.submission(folder, {"workforce": staff, "board": members}, settings=settings)


def published(folder: Path, **more) -> list:
    options = pipeline.Options(publish=True, **more)
    return [pipeline.build_report(each, options) for each in pipeline.assess_each(folder, options)]


def of_the_board(report, *, board: bool) -> list:
    return [
        (
            measure.measure,
            measure.breakdown,
            measure.group,
            measure.numerator,
            measure.denominator,
            measure.value,
        )
        for each in report.indicators
        if (each.kind == "gap") is board
        for measure in each.measures
    ]


def audited(folder: Path, truth: Path, *asked) -> list:
    audits = audit([folder], AuditOptions(*asked), truth=truth).audits
    return [found for each in audits for found in each.findings if not found.harmless]


@pytest.mark.parametrize("standard", ["wres", "wdes"])
def test_the_counts_of_a_public_board_are_those_of_the_internal_report(tmp_path, standard):
    folder = trust(tmp_path / "in", "publish")
    (report,) = published(folder, standards=(standard,))
    internal = pipeline.build_report(
        pipeline.assess(folder, pipeline.Options(standards=(standard,))), pipeline.Options()
    )
    assert of_the_board(report, board=True) == of_the_board(internal, board=True)
    small = [row for row in of_the_board(report, board=True) if row[0] == "share" and row[3] in range(1, 5)]
    assert len(small) > 4
    assert report.publication.board == "publish"
    assert "The board is public" in report.publication.note


@pytest.mark.parametrize("standards", [("wres",), ("wres", "wdes")])
def test_what_else_is_shown_is_the_same_as_of_a_protected_board(tmp_path, standards):
    apart = [published(trust(tmp_path / name, name), standards=standards) for name in ("publish", "protect")]
    for public, protected in zip(*apart, strict=True):
        assert of_the_board(public, board=False) == of_the_board(protected, board=False)
        assert of_the_board(public, board=True) != of_the_board(protected, board=True)


def test_detailed_groups_of_a_public_board_are_protected(wres, tmp_path):
    folder, out = trust(tmp_path / "in", "publish"), tmp_path / "out"
    run = wres(
        "calc",
        str(folder),
        "--publish",
        "--by",
        "ethnic-heading,ethnic-category",
        "--to",
        "json",
        "-o",
        str(out),
    )
    assert "is withheld" not in run.stderr.decode()
    document = json.loads((out / "wres_RX1_2025_published.json").read_text(encoding="utf-8"))
    (board,) = (each for each in document["indicators"] if each["kind"] == "gap")
    detailed = [m for m in board["measures"] if m["breakdown"].get("grouping") and m["measure"] == "share"]
    small = [m for m in detailed if m["group"] in ("asian", "black", "H", "N")]
    assert small
    assert {m["status"] for m in small} <= {"suppressed", "not_calculated"}
    assert audited(out, folder) == []


def test_a_gap_to_a_workforce_that_is_withheld_is_withheld_though_the_board_is_public(tmp_path):
    folder = trust(tmp_path / "in", "publish")
    staff = [
        "Employee Number,Ethnicity,Staff Group,Grade",
        *(f"{n},{'AAAAAHH'[n]},{JOBS[0]}" for n in range(7)),
    ]
    (folder / "workforce.csv").write_text("\n".join(staff), encoding="utf-8")
    (report,) = published(folder)
    rows = of_the_board(report, board=True)
    assert {row[5] for row in rows if row[0] == "gap_to_workforce" and row[2] != "unknown"} == {None}
    assert all(row[5] is not None for row in rows if row[0] == "share")


def test_a_table_says_nothing_of_its_board_so_the_auditor_is_told(wres, tmp_path):
    folder, out = trust(tmp_path / "in", "publish"), tmp_path / "out"
    assert wres("calc", str(folder), "--publish", "--to", "csv", "-o", str(out)).returncode == 0
    assert wres("audit", str(out)).returncode == 1
    assert wres("audit", str(out), "--board", "publish").returncode == 0
    assert wres("audit", str(out), "--board", "all").returncode == 2


def test_a_run_that_withholds_the_board_says_how_to_choose(wres, tmp_path):
    folder = trust(tmp_path / "RX1")
    run = wres("calc", str(folder), "--publish", "--to", "none")
    assert "indicator 9 (the board) is withheld" in run.stderr.decode()
    assert 'board = "publish" under [disclosure]' in run.stderr.decode()
    assert "is withheld" not in wres("calc", str(folder), "--to", "none").stderr.decode()
    arguments = ("--publish", "--to", "json", "-o", str(tmp_path / "out"), "--jobs", "1", "--force")
    batch = wres("batch", str(tmp_path / "RX1"), *arguments)
    assert "figures of the board are withheld: RX1." in batch.stderr.decode()
    assert b"withheld" not in wres("batch", str(tmp_path / "RX1"), *arguments, "--quiet").stderr


def test_a_comparison_that_withholds_the_board_says_so_once_for_its_years(wres, tmp_path):
    years = [trust(tmp_path / str(year)) for year in (2024, 2025)]
    settings = years[0] / "submission.toml"
    settings.write_text(settings.read_text("utf-8").replace("2025", "2024"), "utf-8")
    arguments = ("compare", *map(str, years), "--publish", "--to", "none")
    said = wres(*arguments).stderr.decode()
    assert said.count("indicator 9 (the board) is withheld") == 1
    assert "wres: 2024 and 2025: " in said
    assert b"withheld" not in wres(*arguments, "--quiet").stderr


def test_a_board_that_was_public_stays_so_and_one_that_was_not_becomes_so(wres, tmp_path):
    folder, out = trust(tmp_path / "in", "publish"), tmp_path / "out"
    first = ("calc", str(folder), "--publish", "--to", "json", "-o")
    wres(*first, str(out))
    before = out / "wres_RX1_2025_published.json"
    trust(folder, "protect")
    run = wres(*first, str(tmp_path / "second"), "--previous", str(before))
    assert "the board was published whole before" in run.stderr.decode()
    shown = (tmp_path / "second" / before.name).read_bytes()
    assert json.loads(shown)["indicators"] == json.loads(before.read_bytes())["indicators"]
    assert audited(tmp_path / "second", folder) == []
    wres(*first, str(tmp_path / "third"))
    trust(folder, "publish")
    wres(*first, str(tmp_path / "third"))
    assert json.loads((tmp_path / "third" / before.name).read_bytes()) == json.loads(before.read_bytes())
    assert audited(tmp_path / "third", folder) == []


def test_a_board_of_which_no_group_is_shown_has_no_chart_of_the_workforce_alone(tmp_path):
    members = "Member ID,Ethnicity,Voting,Executive\n" + "".join(
        f"{n},{'Z' * 6 + 'AHH'}".replace("ZZZZZZAHH", "ZZZZZZAHH"[n]) + ",Yes,Yes\n" for n in range(9)
    )
    (report,) = published(trust(tmp_path / "in", members=members))
    rates = [row for row in of_the_board(report, board=True) if row[0] == "share"]
    assert {row[2] for row in rates if row[5] is not None} <= {"unknown"}
    assert 9 not in [chart.number for _, charts in by_theme(report) for chart in charts]
