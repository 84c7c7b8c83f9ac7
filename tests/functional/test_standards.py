"""Every command works by every standard: from one reading of the files, a report of each."""

import json
import re
import shutil
import tomllib
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests import build
from tests.run import run

import wres_calc
from wres_calc.intake import load as intake
from wres_calc.standards.load import codes

HEADING = "Application ID,Ethnicity,Disability,Appointed"
APPLICANTS = [
    *[("A", "No", "Yes")] * 40,
    *[("A", "Yes", "No")] * 30,
    *[("H", "No", "No")] * 50,
    *[("H", "Yes", "Yes")] * 20,
    *[("Z", "Not declared", "No")] * 10,
]
BOTH = ["--standard", "wres,wdes"]


def trust(folder: Path, code: str = "RX1", year: int = 2025, settings: str = "") -> Path:
    rows = [f"{number},{','.join(each)}" for number, each in enumerate(APPLICANTS)]
    made = build.submission(folder, {"recruitment": "\n".join([HEADING, *rows]) + "\n"}, code=code, year=year)
    if settings:
        text = (made / "submission.toml").read_text("utf-8")
        (made / "submission.toml").write_text(
            text.replace("[organisation]", f"{settings}\n[organisation]"), "utf-8"
        )
    return made


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_standard_has_its_files(tmp_path: Path) -> None:
    done = run("calc", trust(tmp_path / "in"), *BOTH, "--to", "json,csv,excel", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert names(tmp_path / "out") == {
        f"{code}_RX1_2025.{ending}" for code in codes() for ending in ("json", "csv", "xlsx")
    }
    for code in codes():
        report = json.loads((tmp_path / "out" / f"{code}_RX1_2025.json").read_bytes())
        assert report["standard"]["code"] == code


def test_the_files_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    inner = intake.read

    def counted(source: Any) -> Any:
        read.append(source.path)
        return inner(source)

    monkeypatch.setattr(intake, "read", counted)
    folder = trust(tmp_path / "in")
    assert run("calc", folder, *BOTH, "--to", "none", cwd=tmp_path).returncode == 0
    assert read == [folder / "recruitment.csv"]


def test_the_settings_say_which_standards_and_the_command_says_otherwise(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in", settings='standards = ["wdes", "wres"]')
    run("calc", folder, "--to", "json", "-o", "both", cwd=tmp_path)
    assert names(tmp_path / "both") == {f"{code}_RX1_2025.json" for code in codes()}
    run("calc", folder, "--standard", "wdes", "--to", "json", "-o", "one", cwd=tmp_path)
    assert names(tmp_path / "one") == {"wdes_RX1_2025.json"}


def test_standard_output_has_a_list_of_reports_and_one_table(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    printed = json.loads(run("calc", folder, *BOTH, "--format", "json", cwd=tmp_path).stdout)
    assert [each["standard"]["code"] for each in printed] == ["wres", "wdes"]
    lines = run("calc", folder, *BOTH, "--format", "csv", cwd=tmp_path).stdout.decode().splitlines()
    assert {line.partition(",")[0] for line in lines[1:]} == {"wres", "wdes"}


def test_an_issue_of_both_standards_is_said_once(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    (folder / "training.csv").write_text("Employee Number,Shoe Size\n", "utf-8")
    printed = json.loads(run("validate", folder, *BOTH, "--format", "json", cwd=tmp_path).stdout)
    (submission,) = printed["submissions"]
    assert [item["code"] for item in submission["issues"]["items"]].count("columns-not-used") == 1


def test_it_is_said_by_which_standard_an_indicator_is_not_calculated(tmp_path: Path) -> None:
    printed = json.loads(
        run("validate", trust(tmp_path / "in"), *BOTH, "--format", "json", cwd=tmp_path).stdout
    )
    items = printed["submissions"][0]["issues"]["items"]
    said = [
        item["message"].partition(" cannot")[0]
        for item in items
        if item["code"] == "indicator-not-calculated"
    ]
    assert {"WRES indicator 5", "WDES indicator 5"} < set(said)
    assert len(said) == len(set(said))


def test_unknown_people_are_told_by_characteristic(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    rows = ["1,A,No,Yes", "2,H,Yes,No", "3,Z,No,No", "4,A,,No"]
    (folder / "recruitment.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    shown = " ".join(run("validate", folder, *BOTH, cwd=tmp_path).stdout.decode().split())
    assert "Many people of unknown ethnicity (many-unknown, 1 time)" in shown
    assert "Many people of unknown disability (many-unknown, 1 time)" in shown


def test_a_batch_rolls_each_standard_up(tmp_path: Path) -> None:
    for code in ("RX1", "RX2"):
        trust(tmp_path / "in" / code, code)
    done = run("batch", "in", *BOTH, "--to", "json", "-o", "out", "--jobs", 2, cwd=tmp_path)
    assert done.returncode == 0
    files = {f"{code}/{standard}_{code}_2025.json" for code in ("RX1", "RX2") for standard in codes()}
    rollups = {f"{stem}.{ending}" for stem in ("rollup", "rollup_wdes") for ending in ("json", "csv", "xlsx")}
    assert files | rollups <= names(tmp_path / "out")
    found = [
        json.loads((tmp_path / "out" / f"{stem}.json").read_bytes()) for stem in ("rollup", "rollup_wdes")
    ]
    assert [each["standard"]["code"] for each in found] == ["wres", "wdes"]
    again = run("batch", "in", *BOTH, "--to", "json", "-o", "out", cwd=tmp_path)
    assert b"2 were up to date" in again.stderr


def test_years_are_compared_within_a_standard(tmp_path: Path) -> None:
    trust(tmp_path / "2024", year=2024)
    saved = run("calc", "2024", *BOTH, "--to", "json", "-o", "old", cwd=tmp_path)
    assert saved.returncode == 0
    old = [f"old/{code}_RX1_2024.json" for code in codes()]
    done = run("compare", *old, trust(tmp_path / "2025"), *BOTH, "--to", "json", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert names(tmp_path / "out") == {f"{code}_RX1_2024-2025.json" for code in codes()}
    alone = run("compare", old[1], "2025", "--to", "none", cwd=tmp_path)
    assert alone.returncode == 2
    assert b"one year only" in alone.stderr


def test_a_saved_report_of_a_standard_that_was_not_asked_for_is_refused(tmp_path: Path) -> None:
    trust(tmp_path / "2024", year=2024)
    run("calc", "2024", *BOTH, "--to", "json", "-o", "old", cwd=tmp_path)
    prior = ["--prior", "old/wdes_RX1_2024.json", "--prior", "old/wres_RX1_2024.json"]
    folder = trust(tmp_path / "2025")
    refused = run("calc", folder, *prior, "--to", "none", cwd=tmp_path)
    assert refused.returncode == 2
    assert b"is of the standard wdes" in refused.stderr
    done = run("calc", folder, *BOTH, *prior, "--format", "json", cwd=tmp_path)
    years = [[year["reporting_year"] for year in each["trend"]["years"]] for each in json.loads(done.stdout)]
    assert years == [[2024, 2025], [2024, 2025]]


def test_what_is_published_of_both_is_audited_against_the_submission(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    done = run("calc", folder, *BOTH, "--publish", "--to", "json,csv,excel", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    audit = run("audit", "out", "--truth", folder, "--format", "json", cwd=tmp_path)
    found = json.loads(audit.stdout)["audits"]
    assert len(found) == 2
    assert [
        finding["kind"] for each in found for finding in each["findings"] if not finding["harmless"]
    ] == []
    assert audit.returncode == 0
    one = run("audit", "out", "--standard", "wdes", "--format", "json", cwd=tmp_path)
    assert len(json.loads(one.stdout)["audits"]) == 1


def test_what_is_small_for_one_standard_stays_hidden_beside_the_other(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    staff = [
        f"{number},{'AHZ'[number % 3]},{('Yes', 'No')[number % 2]},Students,Band 3" for number in range(90)
    ]
    board = ["A,Yes,Yes,Yes", "A,No,Yes,No", "H,No,Yes,Yes", "A,No,No,No", "A,,Yes,No", "H,No,Yes,Yes"]
    heading = "Employee Number,Ethnicity,Disability,Staff Group,Grade"
    (folder / "workforce.csv").write_text("\n".join([heading, *staff]) + "\n", "utf-8")
    (folder / "board.csv").write_text(
        "\n".join(["Ethnicity,Disability,Voting,Executive", *board]) + "\n", "utf-8"
    )
    done = run("calc", folder, *BOTH, "--publish", "--to", "json", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    audit = json.loads(run("audit", "out", "--truth", folder, "--format", "json", cwd=tmp_path).stdout)[
        "audits"
    ]
    assert len(audit) == 2
    assert [each["message"] for one in audit for each in one["findings"] if not each["harmless"]] == []


def test_a_group_hidden_by_one_standard_is_not_told_by_the_totals_of_the_other(tmp_path: Path) -> None:
    rows = [*APPLICANTS, *[("Z", "Not declared", "No")] * 20]
    rows = (
        [each for each in rows if each[0] != "Z"]
        + [("Z", "No", "No")] * 3
        + [("A", "Not declared", "Yes")] * 20
    )
    table = "\n".join([HEADING, *(f"{number},{','.join(each)}" for number, each in enumerate(rows))]) + "\n"
    folder = build.submission(tmp_path / "in", {"recruitment": table})
    public = ["--publish", "--to", "json", "-o"]
    for code in codes():
        assert run("calc", folder, "--standard", code, *public, code, cwd=tmp_path).returncode == 0
    assert run("calc", folder, *BOTH, *public, "both", cwd=tmp_path).returncode == 0
    refused = run("calc", folder, "--standard", "wdes", *public, "wres", cwd=tmp_path)
    assert refused.returncode == 2
    assert b"--standard wdes,wres" in refused.stderr
    leaking = run("audit", *codes(), "--format", "json", cwd=tmp_path)
    assert leaking.returncode == 1
    assert run("audit", "both", "--truth", folder, "--format", "json", cwd=tmp_path).returncode == 0
    report = json.loads((tmp_path / "both" / "wres_RX1_2025_published.json").read_bytes())
    (second,) = [each for each in report["indicators"] if each["number"] == 2]
    hidden = {
        each["group"]
        for each in second["measures"]
        if each["denominator"] is None and each["unit"] == "percent"
    }
    assert {"unknown"} < hidden


def test_a_total_that_one_standard_hides_is_hidden_by_the_other(tmp_path: Path) -> None:
    """9 people in Band 3, 7 of them not disabled: whoever is told both knows that 2 are disabled."""
    staff = [
        *[("A", "No", "3")] * 5,
        *[("H", "No", "3")] * 2,
        ("A", "Yes", "3"),
        ("H", "Yes", "3"),
        *[("A", "No", "4")] * 4,
        ("A", "Yes", "4"),
    ]
    lines = [
        f"{number},{ethnic},{disabled},Administrative and Clerical,Band {band}"
        for number, (ethnic, disabled, band) in enumerate(staff)
    ]
    heading = "Employee Number,Ethnicity,Disability,Staff Group,Grade"
    folder = build.submission(tmp_path / "in", {"workforce": "\n".join([heading, *lines]) + "\n"})
    public = ["--publish", "--to", "json", "-o"]
    for code in codes():
        assert run("calc", folder, "--standard", code, *public, code, cwd=tmp_path).returncode == 0
    # Each alone is safe; together they tell.
    for code in codes():
        assert run("audit", code, "--truth", folder, cwd=tmp_path).returncode == 0
    leaking = json.loads(run("audit", *codes(), "--format", "json", cwd=tmp_path).stdout)["audits"]
    messages = [each["message"] for one in leaking for each in one["findings"]]
    assert "workforce, Non-clinical, Band 3, Disabled can only be 2." in messages
    assert any(" Band 3, Everybody is hidden in wdes" in each for each in messages)
    for order in ("wres,wdes", "wdes,wres"):
        assert run("calc", folder, "--standard", order, *public, order, cwd=tmp_path).returncode == 0
        audit = run("audit", order, "--truth", folder, cwd=tmp_path)
        assert audit.returncode == 0, audit.stdout
    for name in (f"{code}_RX1_2025_published.json" for code in codes()):
        assert (tmp_path / "wres,wdes" / name).read_bytes() == (tmp_path / "wdes,wres" / name).read_bytes()


def test_rows_are_traced_by_each_standard(tmp_path: Path) -> None:
    done = run("trace", trust(tmp_path / "in"), *BOTH, "--to", "csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert names(tmp_path / "out") == {f"{code}_RX1_2025_trace_recruitment.csv" for code in codes()}


def test_years_and_explain_show_every_standard(tmp_path: Path) -> None:
    listed = json.loads(run("years", "--format", "json", cwd=tmp_path).stdout)["years"]
    assert {year["standard"] for year in listed} == set(codes())
    told = json.loads(run("explain", "2", "--format", "json", cwd=tmp_path).stdout)["standards"]
    assert [each["standard"] for each in told] == list(codes())
    only = run("explain", "2", "--standard", "wdes", cwd=tmp_path).stdout.decode()
    assert only.startswith("WDES")


def test_notebooks_calculate_by_a_standard(tmp_path: Path) -> None:
    report = wres_calc.calculate(trust(tmp_path / "in"), standard="wdes")
    assert isinstance(report, wres_calc.Report)
    assert report.standard.code == "wdes"
    public = wres_calc.calculate(tmp_path / "in", publish=True)
    assert public.public


def test_a_standard_asks_for_its_own_characteristic_alone(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    table = folder / "recruitment.csv"
    sent = table.read_text("utf-8")
    for wrong, stopped in (("T,No,Yes", ["wres"]), ("A,Dyslexia,Yes", ["wdes"])):
        table.write_text(f"{sent}900,{wrong}\n", "utf-8")
        done = run("calc", folder, *BOTH, "--format", "json", "--fail-on", "never", cwd=tmp_path)
        reports = json.loads(done.stdout)
        assert [each["standard"]["code"] for each in reports if each["issues"]["error"]] == stopped


def test_an_acceptance_for_one_standard_is_needless_for_none(tmp_path: Path) -> None:
    folder = trust(tmp_path / "in")
    (folder / "recruitment.csv").write_text(f"{HEADING}\n1,T,No,Yes\n2,A,Yes,No\n", "utf-8")
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        for issue in ("unknown-ethnic-category", "many-unknown"):
            file.write(f'[[accept]]\nissue = "{issue}"\ntable = "recruitment"\nreason = "known"\n')
    for standards in (BOTH, [*BOTH[:1], "wdes,wres"]):
        printed = json.loads(run("validate", folder, *standards, "--format", "json", cwd=tmp_path).stdout)
        codes_found = {item["code"] for item in printed["submissions"][0]["issues"]["items"]}
        assert "acceptance-without-issue" not in codes_found


FOREIGN = re.compile(r"ethnic|\bwhite\b(?![- ]space)|\bbme\b|\brace\b", re.IGNORECASE)


def _texts(folder: Path) -> dict[str, str]:
    found = {}
    for path in (each for each in folder.rglob("*") if each.is_file()):
        if path.suffix != ".xlsx":
            found[path.name] = path.read_bytes().decode("utf-8", "replace")
            continue
        with zipfile.ZipFile(path) as book:
            found[path.name] = "\n".join(
                book.read(name).decode("utf-8", "replace") for name in book.namelist() if "theme" not in name
            )
    return found


@pytest.mark.parametrize("published", [False, True])
def test_nothing_that_the_second_standard_writes_speaks_of_the_first_ones_groups(
    tmp_path: Path, published: bool
) -> None:
    for year in (2024, 2025):
        rows = [
            f"{number},{disabled},{done}" for number, (_, disabled, done) in enumerate(APPLICANTS[year % 7 :])
        ]
        tables = {
            "recruitment": "\n".join(["Application ID,Disability,Appointed", *rows, "900,,No", "901,,No"])
            + "\n",
            "workforce": "Employee Number,Disability,Staff Group,Grade\n1,Yes,Students,Band 3\n1,No,Students,Band 2\n",
            "disciplinary": "Employee Number,Disability\n1,Yes\n7,Dyslexia\n",
        }
        build.submission(tmp_path / "in" / "RX1" / str(year), tables, year=year, code="RX1")
    sent, one = tmp_path / "in" / "RX1" / "2025", ["--standard", "wdes"]
    public = ["--publish"] if published else []
    files = ["--to", "excel,json,csv,html", "-o", "out", *public]
    prior = ["--prior", tmp_path / "in" / "RX1" / "2024"]
    commands: list[list[object]] = [
        ["calc", sent, *one, *files, *prior, "--by", "internal"],
        ["compare", tmp_path / "in" / "RX1" / "2024", sent, *one, *files],
        ["batch", "in", *one, "--year", 2025, "--to", "json", "-o", "many", *public],
        ["validate", sent, *one, "--issues", "issues.xlsx", "--mark", "marked"],
        ["validate", sent, *one, "--format", "github"],
        ["trace", sent, *one, "-o", "traced"],
        ["trace", sent, *one, "--employee", 1],
        ["audit", "out", *one],
        ["explain", *one],
        ["explain", "2", *one],
        ["years", *one],
    ]
    for command in commands:
        done = run(*command, cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr
        said = (done.stdout + done.stderr).decode()
        assert not FOREIGN.search(said), (
            command,
            [line for line in said.splitlines() if FOREIGN.search(line)],
        )
    written = {
        name: [text[max(0, hit.start() - 80) : hit.end() + 40] for hit in FOREIGN.finditer(text)]
        for folder in ("out", "many", "marked", "traced")
        for name, text in _texts(tmp_path / folder).items()
    }
    assert {name: hits[:3] for name, hits in written.items() if hits} == {}


def test_a_third_standard_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no code knows of: a copy of the second standard under another name goes the whole way."""
    from wres_calc.standards import load

    folder = tmp_path / "standards"
    shutil.copytree(str(resources.files("wres_calc.standards")), folder)
    text = (folder / "wdes.toml").read_text("utf-8").replace('code = "wdes"', 'code = "wxes"')
    (folder / "wxes.toml").write_text(text.replace("Disability Equality", "Third Equality"), "utf-8")
    tomllib.loads(text)
    cached = [each for each in vars(load).values() if hasattr(each, "cache_clear")]
    for each in cached:
        each.cache_clear()
    monkeypatch.setattr(load, "files", lambda name: folder)
    try:
        done = run(
            "calc", trust(tmp_path / "in"), "--standard", "wxes", "--to", "json", "-o", "out", cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        assert b"Workforce Third Equality Standard" in done.stdout
        assert names(tmp_path / "out") == {"wxes_RX1_2025.json"}
    finally:
        monkeypatch.undo()
        for each in cached:
            each.cache_clear()
