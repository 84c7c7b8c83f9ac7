"""What is published again into a folder that holds a release of the same organisation and day."""

import json
import shutil
from pathlib import Path

import pytest
from tests import build

HEADING = ("--by", "ethnic-heading")
SAID = b"published before for the same day"


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """Bands with few BME staff of several headings: what hides one number depends on what else is printed."""
    groups = {5: "A" * 60 + "H" * 9 + "N" * 7 + "D" * 3 + "Z" * 6, 6: "A" * 40 + "H" * 2 + "N" * 8 + "Z" * 7}
    rows = [
        f"{band}{n:03},{group},Administrative and Clerical,Band {band}"
        for band, letters in groups.items()
        for n, group in enumerate(letters)
    ]
    text = "\n".join(["employee_number,ethnic_category,staff_group,grade", *rows])
    return build.submission(tmp_path / "trust", {"workforce": text})


def test_a_second_release_follows_the_first_and_says_so(wres, trust, tmp_path):
    out = tmp_path / "out"
    place = out / "wres_RX1_2025_published.json"
    publish = ("calc", trust, "--publish", "--to", "json", "-o", out)
    first = wres(*publish)
    assert (first.returncode, SAID in first.stderr) == (0, False)
    before = place.read_bytes()
    again = wres(*publish)
    assert (SAID in again.stderr, place.read_bytes()) == (False, before)
    second = wres(*publish, *HEADING)
    assert second.returncode == 0
    assert f"{place} was published before for the same day".encode() in second.stderr
    named = wres(
        "calc", trust, "--publish", "--to", "json", "-o", tmp_path / "other", *HEADING,
        "--previous", out / ".wres" / "wres_RX1_2025_published_1.json",
    )  # fmt: skip
    assert named.returncode == 0
    assert (tmp_path / "other" / place.name).read_bytes() == place.read_bytes()
    assert (out / ".wres" / "wres_RX1_2025_published_1.json").read_bytes() == before
    both = tmp_path / "both"
    both.mkdir()
    shutil.copy(place, both / "second.json")
    (both / "first.json").write_bytes(before)
    # The first was made without the headings of the second, and so is not what one command makes of the submission.
    (audit,) = json.loads(wres("audit", both, "--truth", trust, "--format", "json").stdout)["audits"]
    assert {each["kind"] for each in audit["findings"]} <= {"differs_from_ours", "canary"}


@pytest.mark.parametrize("to", ["excel", "csv", "html"])
def test_a_release_without_json_is_kept_for_the_next(wres, trust, tmp_path, to):
    out = tmp_path / "out"
    publish = ("calc", trust, "--publish", "--to", to, "-o", out)
    assert wres(*publish).returncode == 0
    kept = out / ".wres" / "wres_RX1_2025_published_1.json"
    before = kept.read_bytes()
    assert SAID not in wres(*publish).stderr
    second = wres(*publish, *HEADING)
    assert second.returncode == 0
    assert f"{kept} was published before for the same day".encode() in second.stderr
    assert kept.read_bytes() == before
    third = wres(*publish, *HEADING)
    assert (third.returncode, SAID in third.stderr) == (0, False)


def test_a_file_that_cannot_be_read_back_is_not_replaced_by_other_figures(wres, trust, tmp_path):
    out = tmp_path / "out"
    publish = ("calc", trust, "--publish", "--to", "excel", "-o", out)
    assert wres(*publish).returncode == 0
    before = (out / "wres_RX1_2025_published.xlsx").read_bytes()
    shutil.rmtree(out / ".wres")  # the workbook alone was copied from elsewhere
    for to in ("excel", "json"):
        refused = wres(*publish[:4], to, "-o", out, *HEADING)
        assert refused.returncode == 2
        assert b"--previous" in refused.stderr
    assert (out / "wres_RX1_2025_published.xlsx").read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["wres_RX1_2025_published.xlsx"]


def test_a_batch_takes_the_release_of_each_organisation_into_account(wres, trust, tmp_path):
    root, out = tmp_path / "root", tmp_path / "out"
    root.mkdir()
    shutil.move(trust, root / "RX1")
    run = ("batch", root, "--publish", "--to", "json", "-o", out, "--jobs", "1")
    assert wres(*run).returncode == 0
    assert SAID not in wres(*run).stderr
    again = wres(*run, *HEADING)
    assert again.returncode == 0
    assert SAID in again.stderr
    (record,) = json.loads((out / "run.json").read_text("utf-8"))["organisations"]
    assert record["published_before"] == ["RX1/wres_RX1_2025_published.json"]


def test_what_a_comparison_publishes_is_a_release_too(wres, trust, tmp_path):
    later, out = tmp_path / "later", tmp_path / "out"
    shutil.copytree(trust, later)
    toml = (later / "submission.toml").read_text("utf-8")
    (later / "submission.toml").write_text(toml.replace("2025", "2026"), "utf-8")
    run = ("compare", trust, later, "--publish", "--to", "json", "-o", out)
    assert SAID not in wres(*run).stderr
    assert SAID not in wres(*run).stderr
    again = wres(*run, *HEADING)
    assert again.returncode == 0
    assert again.stderr.count(SAID) == 2
    assert wres("calc", trust, "--publish", "--to", "json", "-o", out, *HEADING).returncode == 0
    compared, single = (
        json.loads(path.read_text("utf-8"))["indicators"]
        for path in (out / ".wres" / "wres_RX1_2025_published_2.json", out / "wres_RX1_2025_published.json")
    )
    assert single == compared
