"""An indicator of each kind, added to a copy of the standard as one entry, is shown by every command and writer.

What is added stands in the definitions alone: whatever goes by an indicator's number in the program shows here.
"""

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import openpyxl
import pytest

from wres_calc.facts.indicator_number import parse
from wres_calc.standards import load

KINDS: dict[int | str, str] = {
    10: "share",
    11: "relative_likelihood",
    12: "percentage",
    13: "gap",
    14: "percentage",
    15: "share",
    "16a i": "mean",
}
OF_ONE_GROUP, BY_CLUSTER, OF_SCORES = 14, 15, "16a i"
COPY_OF = {10: 1, 11: 2, 12: 5, 13: 9}
"""Which indicator each that compares groups is a copy of."""
TITLES = {number: f"Added {kind.replace('_', ' ')}" for number, kind in KINDS.items()}
TITLES[OF_ONE_GROUP] = "Added percentage of one group"
TITLES[BY_CLUSTER] = "Added share by pay cluster"
ROOT = Path(__file__).parents[2]
LARGE = ROOT / "sample_data" / "large"
SMALL = ROOT / "sample_data" / "small"

Run = Callable[..., "CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def standard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The standard with one more of each kind, the first under another number and title; some of them of their own.

    One is of one group, one by pay clusters; the mean, of which this standard has none, is that of another.
    """
    shipped = load._file
    file: dict[str, Any] = deepcopy(shipped(load.WRES))
    mean = next(each for each in shipped("wdes")["indicators"] if each["kind"] == "mean")
    of_scores = mean["questions"][-1]["is"]
    for number, kind in KINDS.items():
        there = [*file["indicators"], *shipped("wdes")["indicators"]]
        first = next(each for each in there if each["kind"] == kind)
        own: dict[int | str, dict[str, Any]] = {
            OF_ONE_GROUP: {"groups": ["bme"]},
            BY_CLUSTER: {"breakdowns": ["pay_cluster", "whole"]},
            OF_SCORES: {"source": "general", "rules": ["ethnic-groups"], "questions": of_scores},
        }
        named = {"number": number, "title": TITLES[number]}
        file["indicators"].append({**deepcopy(first), **named, **own.get(number, {})})
    monkeypatch.setattr(load, "_file", lambda code: file if code == load.WRES else shipped(code))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for each in (load.years, load.load, load.sha256, load._resolved):
        each.cache_clear()


def done(ended: "CompletedProcess[bytes]") -> str:
    """What a command printed that came to an end."""
    assert ended.returncode in {0, 1}, ended.stderr.decode()
    return ended.stdout.decode()


@pytest.fixture
def next_year() -> int:
    """A further reporting year: one line with its source."""
    last: dict[str, Any] = load._file(load.WRES)["years"][-1]
    year = int(last["reporting_year"]) + 1
    load._file(load.WRES)["years"].append(
        {**last, "reporting_year": year, "survey": year - 1, "note": "A year more."}
    )
    _forget()
    return year


def report(text: str) -> dict[int | str, dict[str, Any]]:
    """The added indicators of a report in JSON, by number."""
    return {each["number"]: each for each in json.loads(text)["indicators"] if each["number"] in KINDS}


def test_each_is_calculated_as_the_one_it_is_a_copy_of(wres: Run) -> None:
    printed = json.loads(done(wres("calc", LARGE / "2025", "--format", "json", "--to", "none")))
    found = {each["number"]: each for each in printed["indicators"]}
    first = {kind: next(each for each in found.values() if each["kind"] == kind) for kind in KINDS.values()}
    for number, kind in ((each, KINDS[each]) for each in KINDS if each not in (BY_CLUSTER, OF_SCORES)):
        same = {name: first[kind][name] for name in ("status", "measures", "words", "rules", "adverse")}
        if number == OF_ONE_GROUP:
            own = ("percentage", "bme")
            same["measures"] = [one for one in same["measures"] if (one["measure"], one["group"]) == own]
            assert len(same["measures"]) == 1
        assert {name: found[number][name] for name in same} == same
        assert found[number]["status"] == "calculated"


def test_a_cluster_is_the_sum_of_its_bands(wres: Run) -> None:
    printed = json.loads(done(wres("calc", LARGE / "2025", "--format", "json", "--to", "none")))
    found = {each["number"]: each["measures"] for each in printed["indicators"]}

    def bme(number: int, *bands: str) -> tuple[int, int]:
        rows = [
            (each["numerator"], each["denominator"])
            for each in found[number]
            if (each["measure"], each["group"]) == ("share", "bme")
            and each["breakdown"].get("pay_band") in bands
            and each["breakdown"]["staff_category"] == "clinical_non_medical"
        ]
        assert len(rows) == len(bands)
        return sum(people for people, _ in rows), sum(everybody for _, everybody in rows)

    assert bme(BY_CLUSTER, "cluster_2") == bme(1, "band_5", "band_6", "band_7")
    assert bme(BY_CLUSTER, "cluster_4") == bme(1, "band_8c", "band_8d", "band_9", "vsm")


def test_the_terminal_shows_each(wres: Run) -> None:
    printed = done(wres("calc", LARGE / "2025", "--to", "none", COLUMNS="120"))
    for title in TITLES.values():
        assert title in printed


def test_every_file_shows_each(wres: Run, folder: Path) -> None:
    done(
        wres(
            "calc",
            LARGE / "2025",
            "--prior",
            LARGE / "2024",
            "--to",
            "excel,json,csv",
            "-o",
            "out",
            "--quiet",
        )
    )
    _files_show_each(folder / "out", "wres_RX1_2025")


def test_what_is_published_shows_each_and_is_audited(wres: Run, folder: Path) -> None:
    done(wres("calc", SMALL, "--publish", "--to", "excel,json,csv,html", "-o", "out", "--quiet"))
    _files_show_each(folder / "out", "wres_RX0_2025_published")
    page = (folder / "out" / "wres_RX0_2025_published.html").read_text("utf-8")
    assert [title for title in TITLES.values() if title not in page] == []
    for file in ("json", "csv"):
        done(wres("audit", f"out/wres_RX0_2025_published.{file}"))
    done(wres("audit", "out/wres_RX0_2025_published.json", "--truth", SMALL))
    again = ("--previous", "out/wres_RX0_2025_published.json")
    done(wres("calc", SMALL, "--publish", *again, "--to", "json", "-o", "again", "--quiet"))


def _files_show_each(out: Path, name: str) -> None:
    for number, of in report((out / f"{name}.json").read_text("utf-8")).items():
        assert of["title"] == TITLES[number]
    assert set(KINDS) <= _numbers_in(out / f"{name}.csv")
    book = openpyxl.load_workbook(out / f"{name}.xlsx", read_only=True)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    figures = {row[0] for sheet, of in rows.items() if sheet[:1].isdigit() for row in of}
    assert set(KINDS) <= figures
    text = " ".join(str(cell) for row in rows["Summary"] for cell in row)
    assert [title for title in TITLES.values() if title not in text] == []
    if not name.endswith("_published"):
        board = {str(cell) for row in rows["For the board"] for cell in row[:2]}
        assert [n for n in KINDS if not any(cell.startswith(f"{n}. ") for cell in board)] == []


def _numbers_in(path: Path) -> set[int | str | None]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {parse(row["indicator"]) for row in csv.DictReader(file)}


def test_years_side_by_side_show_each(wres: Run, folder: Path) -> None:
    years = (LARGE / "2024", LARGE / "2025")
    printed = done(wres("compare", *years, "--to", "excel,json,csv,html", "-o", "out", COLUMNS="120"))
    assert [title for title in TITLES.values() if title not in printed] == []
    (found,) = (folder / "out").glob("*.json")
    assert set(KINDS) <= {
        each["number"] for each in json.loads(found.read_text("utf-8"))["trend"]["indicators"]
    }
    assert set(KINDS) <= _numbers_in(found.with_suffix(".csv"))
    page = found.with_suffix(".html").read_text("utf-8")
    assert [title for title in TITLES.values() if title not in page] == []
    book = openpyxl.load_workbook(found.with_suffix(".xlsx"), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert [title for title in TITLES.values() if not any(title in cell for cell in cells)] == []


@pytest.mark.parametrize("publish", [(), ("--publish",)])
def test_roll_ups_show_each(wres: Run, folder: Path, publish: tuple[str, ...]) -> None:
    for code, sample in (("RX1", LARGE / "2025"), ("RX0", SMALL)):
        shutil.copytree(sample, folder / "all" / code)
    done(wres("batch", "all", "--year", "2025", "--jobs", "1", "--to", "json", *publish, "-o", "out"))
    rollup = json.loads((folder / "out" / "rollup.json").read_text("utf-8"))
    assert set(KINDS) <= {each["number"] for each in rollup["levels"][0]["indicators"]}
    adverse = {each["indicator"] for each in rollup["levels"][0]["share_adverse"]}
    assert {number for number in KINDS if number in adverse} == {
        OF_SCORES,
        *(number for number, first in COPY_OF.items() if first in adverse),
    }
    assert adverse & set(KINDS)
    assert set(KINDS) <= _numbers_in(folder / "out" / "rollup.csv")
    book = openpyxl.load_workbook(folder / "out" / "rollup.xlsx", read_only=True)
    named = {sheet.title for sheet in book} | {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row[:3]
    }
    parts = {part for name in named for part in re.split("[:;] ", name)}
    found = {number for number in KINDS for part in parts if re.match(rf"{number}(\.? [A-Z]|$)", part)}
    assert found == set(KINDS)


def test_the_trace_leads_to_the_figures_of_each(wres: Run) -> None:
    traced = wres("trace", SMALL, COLUMNS="120")
    done(traced)
    assert "Indicator 12, who answered" in traced.stderr.decode()


@pytest.mark.parametrize("number", KINDS)
def test_each_is_explained(wres: Run, number: int | str) -> None:
    assert TITLES[number] in done(wres("explain", number, "--year", "2025"))
    assert TITLES[number] in done(wres("explain", number, "--format", "json"))


def test_each_can_be_asked_for_alone(wres: Run) -> None:
    numbers = ",".join(map(str, KINDS))
    printed = done(wres("calc", LARGE / "2025", "--indicators", numbers, "--format", "json", "--to", "none"))
    assert [each["number"] for each in json.loads(printed)["indicators"]] == [*KINDS]


def test_a_further_year_is_one_line(wres: Run, folder: Path, next_year: int) -> None:
    assert "A year more." in done(wres("years"))
    assert str(next_year) in done(wres("explain", "--year", next_year))
    shutil.copytree(SMALL, folder / "next")
    settings = folder / "next" / "submission.toml"
    text = re.sub(r"(reporting_year = )\d+", rf"\g<1>{next_year}", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    printed = json.loads(done(wres("calc", "next", "--format", "json", "--to", "none")))
    assert printed["reporting_year"] == next_year
    assert {each["number"]: each["status"] for each in printed["indicators"]}[2] == "calculated"


def test_the_entry_in_the_documents_is_enough(wres: Run) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    entry = re.findall(r"```diff\n(\+\[\[indicators\]\]\n.*?)```", text, re.DOTALL)[0]
    (added,) = tomllib.loads(re.sub(r"^\+", "", entry, flags=re.MULTILINE))["indicators"]
    indicators = load._file(load.WRES)["indicators"]
    indicators[:] = [*(each for each in indicators if each["number"] not in KINDS), added]
    _forget()
    printed = done(wres("calc", LARGE / "2025", "--to", "none", COLUMNS="120"))
    assert added["title"] in printed
    assert f"who {added['words']['event']} is" in printed
