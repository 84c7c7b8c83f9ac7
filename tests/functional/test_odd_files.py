"""What stands in place of a file and is none: pipes, sockets, links that lead nowhere. Nothing waits for them."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is nothing of the kind there")


@pytest.fixture
def trust(small, tmp_path):
    """A copy of the small sample trust, to be spoilt."""
    return shutil.copytree(small, tmp_path / "trust")


def table_error(wres, folder):
    """What `wres validate` says of the table workforce, with its exit code."""
    found = wres("validate", folder, "--format", "json")
    (submission,) = json.loads(found.stdout)["submissions"]
    (error,) = (each for each in submission["issues"]["items"] if each["severity"] == "error")
    assert (error["code"], error["table"]) == ("file-unreadable", "workforce")
    return error["message"], found.returncode


def pipe(path):
    os.mkfifo(path)


def bound_socket(path):
    # The whole path may be longer than a socket's name can be.
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
        made.bind(path.name)


@pytest.mark.parametrize(("make", "named"), [(pipe, "a named pipe"), (bound_socket, "a socket")])
@pytest.mark.parametrize("toml", ["", '\n[tables.workforce]\nfile = "workforce.csv"\n'])
def test_in_place_of_a_table(wres, trust, make, named, toml):
    with (trust / "submission.toml").open("a", encoding="utf-8") as file:
        file.write(toml)
    (trust / "workforce.csv").unlink()
    make(trust / "workforce.csv")
    assert table_error(wres, trust) == (f"workforce.csv: this is no file but {named}; put a file there.", 4)
    calculated = wres("calc", trust, "--format", "json")
    assert calculated.returncode == 4
    statuses = {
        each["number"]: each["status"] for each in json.loads(calculated.stdout.decode())["indicators"]
    }
    assert (statuses[1], statuses[2]) == ("not_calculated", "calculated")


@pytest.mark.parametrize("command", ["calc", "trace"])
def test_in_place_of_the_settings(wres, trust, command):
    (trust / "submission.toml").unlink()
    os.mkfifo(trust / "submission.toml")
    refused = wres(command, trust)
    assert refused.returncode == 4
    assert refused.stderr == b"wres: submission.toml is no file but a named pipe; put a file there.\n"


def test_in_place_of_a_workbook_or_a_manifest(wres, tmp_path):
    for command, name in (("calc", "RX1.xlsx"), ("batch", "list.csv")):
        os.mkfifo(tmp_path / name)
        refused = wres(command, tmp_path / name)
        assert refused.returncode == 4
        assert f"{name} is no file but a named pipe" in refused.stderr.decode()


def test_in_place_of_what_would_be_copied(wres, small, tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    os.mkfifo(folder / "workforce.csv")
    export = small / "workforce.csv"
    refused = wres("init", folder, "--from", export, "--year", 2025, "--org", "RX1")
    assert refused.returncode == 4
    assert b"is there already and is another file" in refused.stderr


def test_a_trust_without_settings_that_can_be_read_is_not_left_out_of_a_batch(wres, small, tmp_path):
    root = tmp_path / "trusts"
    for name in ("one", "two"):
        shutil.copytree(small, root / name)
    (root / "two" / "submission.toml").unlink()
    os.mkfifo(root / "two" / "submission.toml")
    assert wres("batch", root, "-o", tmp_path / "out", "--to", "json", "--jobs", 2).returncode == 4
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    reasons = {each["code"]: each["reason"] for each in record["organisations"]}
    assert reasons["two"] == "submission.toml is no file but a named pipe; put a file there."
    assert len(reasons) == 2
    issues = json.loads((tmp_path / "out" / "two" / "issues.json").read_text("utf-8"))
    assert [each["code"] for each in issues["submissions"][0]["issues"]["items"]] == ["submission-unreadable"]


@pytest.mark.parametrize("target", ["nowhere.csv", "/nowhere/at all.csv", "workforce.csv"])
@pytest.mark.parametrize("toml", ["", '\n[tables.workforce]\nfile = "workforce.csv"\n'])
def test_a_link_that_leads_nowhere_in_place_of_a_table(wres, trust, target, toml):
    with (trust / "submission.toml").open("a", encoding="utf-8") as file:
        file.write(toml)
    (trust / "workforce.csv").unlink()
    (trust / "workforce.csv").symlink_to(target)
    message = "workforce.csv: this is a link that leads nowhere; put the file itself there."
    assert table_error(wres, trust) == (message, 4)


def test_a_link_that_leads_nowhere_in_place_of_settings_or_a_workbook(wres, trust, tmp_path):
    (trust / "submission.toml").unlink()
    (trust / "submission.toml").symlink_to("nowhere.toml")
    (tmp_path / "RX1.xlsx").symlink_to("nowhere.xlsx")
    for place, name in ((trust, "submission.toml"), (tmp_path / "RX1.xlsx", "RX1.xlsx")):
        refused = wres("calc", place)
        assert refused.returncode == 4
        said = refused.stderr.decode().splitlines()[0]
        assert said.endswith(f"{name} is a link that leads nowhere; put the file itself there.")


@pytest.mark.parametrize(
    "before",
    [
        ("calc", "{trust}", "--publish", "--to", "none", "--previous"),
        ("calc", "{trust}", "--to", "none", "--benchmark"),
        ("calc", "{trust}", "--to", "none", "--prior"),
        ("compare", "{trust}"),
        ("audit",),
    ],
)
def test_a_report_that_is_a_pipe_nobody_writes_to(wres, trust, tmp_path, before):
    os.mkfifo(tmp_path / "report.json")
    command = [part.format(trust=trust) for part in before]
    refused = wres(*command, tmp_path / "report.json")
    assert refused.returncode == 4
    assert b"report.json is a pipe that nothing writes to." in refused.stderr


def test_a_report_may_come_by_a_pipe_as_a_shell_makes_it(wres, trust, tmp_path):
    wres("calc", trust, "--publish", "--to", "json", "-o", tmp_path)
    (report,) = tmp_path.glob("wres_*_published.json")
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "wres_calc", "calc", trust, "--publish", "--to", "none"]
    with subprocess.Popen(["cat", report], stdout=writing):
        os.close(writing)
        done = subprocess.run(
            [*map(str, command), "--previous", f"/dev/fd/{reading}"],
            pass_fds=[reading],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=120,
        )
        os.close(reading)
    assert done.returncode == 0, done.stderr
