"""Numbers of more than nine decimals are those of their own cells, wherever the table stands on its sheet."""

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline


@pytest.mark.parametrize("first", [1, 2, 4])
def test_a_table_that_does_not_begin_in_column_a(first, tmp_path):
    submission = build.submission(tmp_path)
    book = openpyxl.Workbook()
    rows = [
        ("indicator", "group", "respondents", "percentage"),
        (5, "white", 41, 100 / 3),
        (5, "bme", 37, 200 / 7),
    ]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, first):
            book.active.cell(number, column, value)
    book.save(submission / "survey_summary.xlsx")
    (indicator,) = [each for each in pipeline.calculate(submission).indicators if each.number == 5]
    values = {m.group: m.value for m in indicator.measures if m.measure == "percentage"}
    assert values == pytest.approx({"white": 100 / 3, "bme": 200 / 7}, abs=1e-12)
