"""A trace that does not add up to the report is found out."""

from dataclasses import replace

import pytest

from wres_calc import pipeline
from wres_calc.counting import trace as room
from wres_calc.counting.totals import totals
from wres_calc.errors import WresError

BOARD = {"board": "ethnic_category,voting,executive\nA,Yes,No\nH,No,Yes\nH,No,Yes\n"}


def differing(found):
    return [one.population for one in found if not one.agrees]


def test_a_row_too_few_differs(traced, tmp_path):
    (board,) = traced(BOARD).tables
    ((seen, _),) = pipeline.trace(tmp_path, pipeline.Options())
    assert differing(totals([board], seen.counts, seen.definitions)) == []
    short = replace(board, rows=board.rows.head(2))
    assert differing(totals([short], seen.counts, seen.definitions)) == [
        "board",
        "board_non_voting",
        "board_executive",
    ]


def test_another_category_of_the_same_group_differs(traced, tmp_path):
    (board,) = traced(BOARD).tables
    ((seen, _),) = pipeline.trace(tmp_path, pipeline.Options())
    category = board.rows.get_column("ethnic_category").cast(str).replace("H", "J")
    other = replace(board, rows=board.rows.with_columns(category))
    assert "board" in differing(totals([other], seen.counts, seen.definitions))


def test_a_population_that_the_report_does_not_have_differs(traced, tmp_path):
    (board,) = traced(BOARD).tables
    ((seen, _),) = pipeline.trace(tmp_path, pipeline.Options())
    without = replace(seen.counts, populations={})
    assert "board" in differing(totals([board], without, seen.definitions))


def test_a_difference_is_a_fault_of_the_program(traced, tmp_path, monkeypatch):
    traced(BOARD)

    def wrong(*given):
        return tuple(replace(one, agrees=False) for one in totals(*given))

    monkeypatch.setattr(room, "totals", wrong)
    with pytest.raises(WresError, match="the trace and the report differ on board") as fault:
        pipeline.trace(tmp_path, pipeline.Options())
    assert fault.value.exit_code == 70
