"""The last row of a table: a record whose ethnic category is blank is no note."""

import pytest

from wres_calc.intake.load import load

BOARD = "Role,Ethnic Origin,Voting,Executive\nChair,A,1,0\nChief,D,1,1\n"
APPLICATIONS = "Application ID,Ethnic Origin,Shortlisted,Appointed,Offer Declined\n1,A,1,1,0\n2,D,1,0,0\n"


@pytest.mark.parametrize(
    ("table", "text", "rows"),
    [
        ("board", BOARD + "Report lead,,1,0\n", 3),
        ("board", BOARD + "Report of 31 March,,,\n", 2),
        ("board", BOARD + "Total,,2,1\n", 2),
        ("recruitment", APPLICATIONS + "Source-77,,1,1,0\n", 3),
        ("recruitment", APPLICATIONS + "Total,,2,1,0\n", 2),
        ("recruitment", APPLICATIONS + "Printed 2 April 2025,,,,\n", 2),
    ],
)
def test_what_is_filled_where_it_must_be_is_a_record(tmp_path, table, text, rows):
    (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    assert load(tmp_path, year=2025, organisation="RX1").tables[table].rows == rows
