"""`wres batch` as a process: each on its own, nobody stops another, nothing is done twice."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from wres_calc.pipeline.batch.output_lock import LOCK
from wres_calc.sampling.samples import write_samples


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small trusts."""
    folder = tmp_path_factory.mktemp("region") / "of England"
    list(write_samples(folder, seed=1, staff=120, number=4, years=[2025]))
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of them to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "trusts"))


def record(out: Path) -> dict[str, dict]:
    document = json.loads((out / "run.json").read_text("utf-8"))
    assert document["format"] == 1
    return {each["code"]: each for each in document["organisations"]}


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run.json" and ".wres" not in path.parts
    }


def test_each_gets_what_calc_writes(wres, root, tmp_path):
    out = tmp_path / "out"
    run = wres("batch", root, "-o", out, "--to", "excel,json,csv", "--jobs", 2)
    assert run.returncode == 0, run.stderr
    for code in ("R01", "R04"):
        alone = tmp_path / code
        assert wres("calc", root / code, "--to", "excel,json,csv", "-o", alone).returncode == 0
        for path in alone.iterdir():
            assert path.read_bytes() == (out / code / path.name).read_bytes()
    assert {each["status"] for each in record(out).values()} == {"done"}
    workforce = next(each for each in record(out)["R01"]["inputs"] if each["table"] == "workforce")
    assert len(workforce["sha256"]) == 64


def test_one_bad_submission_stops_nobody(wres, root, tmp_path):
    (root / "R02" / "submission.toml").write_text("[submission]\nreporting_yaer = 2025\n", "utf-8")
    with (root / "R03" / "board.csv").open("a", encoding="utf-8") as file:
        file.write("spoilt\n")
    (root / "R04" / "workforce.csv").write_bytes(b"")
    out = tmp_path / "out"
    run = wres("batch", root, "-o", out, "--to", "json")
    assert run.returncode in (1, 4)
    found = record(out)
    assert {code: each["status"] for code, each in found.items()} == {
        "R01": "done",
        "R02": "failed",
        "R03": "findings",
        "R04": "findings",
    }
    assert "reporting_yaer" in found["R02"]["reason"]
    assert "\n" not in found["R02"]["reason"]
    assert found["R02"]["reason"].startswith("The settings are not right: the reporting year is not given: ")
    assert "; the organisation is not given: " in found["R02"]["reason"]
    assert b"\\x0a" not in run.stdout + run.stderr
    for code in ("R02", "R03", "R04"):
        issues = json.loads((out / code / "issues.json").read_text("utf-8"))
        assert issues["submissions"][0]["issues"]["error"] > 0
    assert wres("batch", root, "-o", out, "--to", "json", "--fail-on", "never").returncode in (0, 4)


@pytest.mark.parametrize(
    ("file", "told"), [("RX1/board.csv", b"no submission below"), ("board.csv", b"use --year")]
)
def test_a_year_is_asked_for_only_where_there_are_tables(wres, tmp_path, file, told):
    """A folder without any submission is not mended by a year."""
    path = tmp_path / "in" / file
    path.parent.mkdir(parents=True)
    path.write_text("organisation_code,ethnic_category,voting,executive\n", "utf-8")
    run = wres("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert run.returncode == 3
    assert told in run.stderr


def test_where_all_failed_no_year_is_told(wres, tmp_path):
    (tmp_path / "in" / "R02").mkdir(parents=True)
    (tmp_path / "in" / "R02" / "submission.toml").write_text("[submission]\n", "utf-8")
    run = wres("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert run.returncode == 1
    assert run.stdout.startswith(b"Workforce Race Equality Standard\n")
    assert b"None" not in run.stdout


def test_a_second_run_redoes_only_what_changed(wres, root, tmp_path):
    out = tmp_path / "out"
    wres("batch", root, "-o", out, "--to", "json,excel")
    before = files(out)
    times = {path: path.stat().st_mtime_ns for path in out.glob("*/*.xlsx")}
    run = wres("batch", root, "-o", out, "--to", "json,excel")
    assert b"4 were up to date" in run.stderr
    assert files(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*.xlsx")} == times
    text = (root / "R03" / "submission.toml").read_text("utf-8").replace("name = ", "name = 'Other' # ")
    (root / "R03" / "submission.toml").write_text(text, "utf-8")
    (out / "R01" / "wres_R01_2025.json").unlink()
    run = wres("batch", root, "-o", out, "--to", "json,excel")
    assert b"2 were up to date" in run.stderr
    assert {code for code, each in record(out).items() if not each["up_to_date"]} == {"R01", "R03"}
    run = wres("batch", root, "-o", out, "--to", "json,excel", "--force")
    assert b"0 were up to date" in run.stderr
    run = wres("batch", root, "-o", out, "--to", "json,excel", "--confidence", "0.9")
    assert b"0 were up to date" in run.stderr


def test_folders_of_an_earlier_run_stay_and_are_named(wres, root, tmp_path):
    out = tmp_path / "out"
    assert wres("batch", root, "-o", out, "--to", "json").returncode == 0
    (out / "notes").mkdir()
    shutil.rmtree(root / "R03")
    run = wres("batch", root, "-o", out, "--to", "json")
    assert run.returncode == 0
    assert b"whose organisations are not in this one, left as they are: R03." in run.stderr
    assert (out / "R03" / "wres_R03_2025.json").is_file()
    assert set(record(out)) == {"R01", "R02", "R04"}


def test_national_files_are_the_same_as_folders(wres, root, tmp_path):
    national = tmp_path / "national"
    national.mkdir()
    for table in ("workforce", "recruitment", "disciplinary", "training", "staff_survey", "board"):
        with (national / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = None
            for folder in sorted(root.iterdir()):
                with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as own:
                    for row in csv.DictReader(own):
                        row["organisation_code"] = folder.name
                        writer = writer or csv.DictWriter(file, list(row))
                        if file.tell() == 0:
                            writer.writeheader()
                        writer.writerow(row)
    together, apart = tmp_path / "together", tmp_path / "apart"
    # Boards of a few members are not told from slips of the pen: rows under a code need 20 in some table.
    run = wres("batch", national, "--year", 2025, "-o", together, "--to", "json")
    assert run.returncode == 0, run.stderr
    wres("batch", root, "-o", apart, "--to", "json")
    for code in ("R01", "R02", "R03", "R04"):
        one, other = (
            json.loads((out / code / f"wres_{code}_2025.json").read_text("utf-8"))
            for out in (together, apart)
        )
        assert one["indicators"] == other["indicators"]
        alone = tmp_path / "alone"
        wres("calc", national, "--year", 2025, "--org", code, "--to", "json", "-o", alone)
        name = f"wres_{code}_2025.json"
        assert (alone / name).read_bytes() == (together / code / name).read_bytes()


def test_a_manifest_says_where_and_what(wres, root, tmp_path):
    manifest = root / "list.csv"
    manifest.write_text(
        "Path;Organisation Code;Region;ICB;Type\nR01;R01;Y56;QMJ;Acute\nR03;;Y60;;\n", "cp1252"
    )
    out = tmp_path / "out"
    run = wres("batch", manifest, "-o", out, "--to", "json")
    assert run.returncode == 0, run.stderr
    assert sorted(record(out)) == ["R01", "R03"]
    own = record(out)["R01"]
    assert own["icb"]  # what the submission says itself comes first
    assert own["status"] == "done"


@pytest.mark.parametrize(
    "place",
    ["../R01", "/etc", "C:\\R01", "sub/../../R01", "~/R01", "-R01", "http://x/R01", "R01\x01", "link", ""],
)
def test_a_manifest_opens_nothing_outside_its_folder(wres, root, tmp_path, place):
    (root / "link").symlink_to("/etc")
    manifest = root / "list.csv"
    manifest.write_text(f'path,organisation_code\n"{place}",R01\n', "utf-8")
    run = wres("batch", manifest, "-o", tmp_path / "out")
    assert run.returncode == 3
    assert b"row 2" in run.stderr
    assert not (tmp_path / "out").exists()


def test_two_submissions_of_one_organisation_do_not_write_over_each_other(wres, root, tmp_path):
    shutil.copytree(root / "R01", root / "R01 again")
    out = tmp_path / "out"
    run = wres("batch", root, "-o", out, "--to", "json")
    assert run.returncode == 1
    failed = [each for each in record(out).values() if each["status"] == "failed"]
    assert len(failed) == 2
    assert all("2 submissions are of R01" in each["reason"] for each in failed)
    assert not (out / "R01").exists()


def test_several_years_ask_for_one(wres, root, tmp_path):
    text = (root / "R02" / "submission.toml").read_text("utf-8").replace("2025", "2024")
    (root / "R02" / "submission.toml").write_text(text, "utf-8")
    run = wres("batch", root, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert b"--year" in run.stderr
    run = wres("batch", root, "-o", tmp_path / "out", "--year", 2025, "--to", "json")
    assert run.returncode == 0, run.stderr
    assert sorted(record(tmp_path / "out")) == ["R01", "R03", "R04"]


def test_no_report_is_written_into_a_submission(wres, root):
    before = files(root)
    for out in (root, root / "R01"):
        run = wres("batch", root, "-o", out)
        assert run.returncode == 2, run.stderr
        assert b"Name another folder with -o" in run.stderr
    assert files(root) == before


def test_nothing_to_run_says_so(wres, tmp_path):
    (tmp_path / "empty").mkdir()
    run = wres("batch", tmp_path / "empty", "--year", 2025)
    assert run.returncode == 3
    assert b"no submission" in run.stderr
    assert wres("batch", tmp_path / "nowhere").returncode == 4


def test_a_public_run_keeps_and_tells_no_number(wres, root, tmp_path):
    out = tmp_path / "out"
    run = wres("batch", root, "-o", out, "--to", "json,excel", "--publish")
    assert run.returncode == 0, run.stderr
    assert not (out / ".wres").exists()
    assert not list(out.rglob("issues.json"))
    for each in record(out).values():
        assert each["inputs"] == []
        assert each["issues"] is None
    assert {path.name for path in out.rglob("wres_*.json")} == {
        f"wres_R0{n}_2025_published.json" for n in range(1, 5)
    }


def with_copies(root: Path, number: int) -> Path:
    """The four trusts and so many copies of the first, whose tables name it: one finding each."""
    for copy in range(number):
        copied = Path(shutil.copytree(root / "R01", root / f"X{copy:02}"))
        settings = copied / "submission.toml"
        settings.write_text(settings.read_text("utf-8").replace('"R01"', f'"X{copy:02}"'), "utf-8")
    return root


def started(root: Path, out: Path, bytecode: Path) -> "subprocess.Popen[bytes]":
    """A batch by two processes that has got to its first organisation."""
    command = [sys.executable, "-m", "wres_calc", "batch", str(root), "-o", str(out), "--jobs", "2"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)},
        start_new_session=True,
    )
    assert process.stderr is not None
    process.stderr.readline()
    return process


@pytest.mark.skipif(os.name == "nt", reason="processes are ended otherwise there")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_in_the_middle_leaves_whole_files_and_is_said_in_a_line(
    wres, root, tmp_path, bytecode, how, code
):
    out = tmp_path / "out"
    process = started(with_copies(root, 10), out, bytecode)
    os.killpg(process.pid, how)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in said
    assert said.splitlines()[-1].startswith(b"wres: stopped.")
    assert not (out / LOCK).exists()
    document = json.loads((out / "run.json").read_text("utf-8"))
    assert document["complete"] is False
    assert 1 <= len(document["organisations"]) < 14
    assert not [path for path in out.rglob("*") if path.name.endswith(".tmp")]
    again = wres("batch", root, "-o", out)
    assert again.returncode == 1  # the copies' tables name R01
    assert b"; 0 were up to date" not in again.stderr
    assert json.loads((out / "run.json").read_text("utf-8"))["complete"] is True


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the process where Linux lists it")
def test_a_killed_process_fails_nobody_that_can_be_done(root, tmp_path, bytecode):
    out = tmp_path / "out"
    process = started(with_copies(root, 10), out, bytecode)
    for each in Path("/proc").glob("[0-9]*/status"):
        try:
            text, line = each.read_text(), (each.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if f"PPid:\t{process.pid}\n" in text and b"spawn_main" in line:
            os.kill(int(each.parent.name), signal.SIGKILL)
            break
    process.communicate(timeout=120)
    assert process.returncode == 1  # the copies' tables name R01
    assert {each["status"] for each in record(out).values()} == {"done", "findings"}
    assert len(record(out)) == 14


def test_rows_of_national_files_are_left_out_by_the_numbers_of_the_file(wres, tmp_path):
    """Each of three trusts of 30 sent one row without a number; of the second the row 33 too, of none a row is lost."""
    root, out = tmp_path / "national", tmp_path / "out"
    root.mkdir()
    rows = ["employee_number,ethnic_category,staff_group,grade,organisation_code"]
    for code in ("RX1", "RX2", "RX3"):
        rows += [f"{code}{number},A,Students,Band 3,{code}" for number in range(1, 30)]
        rows += [f",H,Students,Band 3,{code}"]
    (root / "workforce.csv").write_text("\n".join(rows), encoding="utf-8")
    by_issue = '[[exclude]]\ntable = "workforce"\nissue = "blank-cell"\nreason = "vacancies"\n'
    by_row = '[[exclude]]\ntable = "workforce"\nrows = [33]\nreason = "left"\n'
    year = "[submission]\nreporting_year = 2025\n"
    (root / "submission.toml").write_text(year + by_issue + by_row, encoding="utf-8")
    assert wres("batch", root, "-o", out, "--to", "json").returncode == 0
    found = {}
    for code in ("RX1", "RX2", "RX3"):
        report = json.loads((out / code / f"wres_{code}_2025.json").read_text(encoding="utf-8"))
        items = report["issues"]["items"]
        left_out = [item["row"] for item in items if item["code"] == "rows-excluded"]
        found[code] = (report["inputs"][0]["people"], left_out)
        assert not report["issues"]["warning"]
    assert found == {"RX1": (29, [31]), "RX2": (29 - 1, [33, 61]), "RX3": (29, [91])}
    (root / "submission.toml").write_text(year + by_row.replace("33", "92"), encoding="utf-8")
    refused = wres("batch", root, "-o", out)
    assert refused.returncode == 3
    assert b"row 92" in refused.stderr


def test_several_roots_and_patterns_are_one_batch(wres, tmp_path):
    wres("sample", tmp_path / "north", "--staff", 24, "--organisations", 2)
    (tmp_path / "south").mkdir()
    (tmp_path / "north" / "R02").rename(tmp_path / "south" / "R02")
    out = tmp_path / "out"
    told = wres("batch", tmp_path / "north", tmp_path / "so*" / "R0?", "--to", "none", "-o", out)
    assert told.returncode == 0, told.stderr
    record = json.loads((out / "run.json").read_text("utf-8"))
    assert [each["code"] for each in record["organisations"]] == ["R01", "R02"]
    twice = wres("batch", tmp_path / "north", tmp_path / "nor*", "--to", "none", "-o", out)
    assert b"1 organisation:" in twice.stderr
    nothing = wres("batch", tmp_path / "we*t", "-o", out)
    assert nothing.returncode == 4
    assert b"does not exist" in nothing.stderr


def test_a_dry_run_lists_what_a_run_would_do_and_does_none_of_it(wres, folder, root):
    before = wres("batch", root, "--to", "csv", "-o", "out", "--dry-run", "--format", "json")
    assert before.returncode == 0
    planned = json.loads(before.stdout)
    codes = sorted(each["code"] for each in planned["organisations"])
    assert {each["status"] for each in planned["organisations"]} == {"redo"}
    assert list(folder.iterdir()) == []
    assert wres("batch", root, "--to", "csv", "-o", "out", "--jobs", "1").returncode in (0, 1)
    made = files(folder / "out")
    assert {*planned["together"]} <= {path.name for path in (folder / "out").iterdir()}
    assert sorted({Path(name).parts[0] for name in made if name.endswith("_2025.csv")}) == codes
    first = next((root / codes[0]).glob("board.csv"))
    first.write_bytes(first.read_bytes() + b"\n")
    after = wres("batch", root, "--to", "csv", "-o", "out", "--dry-run").stdout.decode().splitlines()
    assert after[0].startswith(f"{codes[0]}: redo (")
    assert all(f"{code}: up to date (" in line for code, line in zip(codes[1:], after[1:-1], strict=True))
    assert files(folder / "out") == made
