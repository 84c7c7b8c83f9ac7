import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from wres_calc.standards.load import codes, load, sha256, years

Run = Callable[..., Result]


def text(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_year_stands_on_a_line_of_its_own(run: Run) -> None:
    title, _, *lines = text(run("years", "--standard", "wres")).splitlines()
    assert title == "Workforce Race Equality Standard"
    assert lines[0].split() == ["Year", "Snapshot", "Survey", "Confirmed", "Changed"]
    rows = [line.split() for line in lines if line[:4].isdigit() and ":" not in line and " to " not in line]
    assert [row[0] for row in rows] == [str(year) for year in years()]
    assert rows[0] == ["2015", "31", "March", "2015", "2014", "4", "of", "9", "-"]
    assert rows[1] == ["2016", "31", "March", "2016", "2015", "0", "of", "9", "1,", "2,", "4,", "9"]


def test_notes_and_sources_are_shown(run: Run) -> None:
    words = " ".join(text(run("years")).split())
    every = [load(year, code) for code in codes() for year in years(code)]
    assert all(each.note in words and each.source.title in words for each in every)


def test_it_fits_eighty_columns_in_a_pipe_without_colour_and_in_cp1252(run: Run) -> None:
    shown = text(run("years"))
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    assert shown.encode("cp1252").decode("cp1252") == shown


@pytest.mark.parametrize("run", [100], indirect=True)
def test_where_there_is_room_the_note_stands_beside_its_year(run: Run) -> None:
    _, _, *lines = text(run("years")).splitlines()
    assert lines[0].endswith("Note")
    assert next(line for line in lines if line.startswith("2020")).endswith(load(2020).note)
    assert max(map(len, lines)) <= 100


def test_json_gives_each_year_with_its_hash(run: Run) -> None:
    data = json.loads(text(run("years", "--format", "json")))
    assert data["format"] == 1
    found = [(year["standard"], year["reporting_year"]) for year in data["years"]]
    assert found == [(code, year) for code in codes() for year in years(code)]
    first = data["years"][0]
    assert first["snapshot_date"] == "2015-03-31"
    assert first["flows"] == {"from": "2014-04-01", "to": "2015-03-31"}
    assert first["verified_indicators"] == [1, 2, 4, 9]
    assert first["sha256"] == sha256(2015)


def test_another_format_is_refused(run: Run) -> None:
    assert run("years", "--format", "xml").exit_code == 2
