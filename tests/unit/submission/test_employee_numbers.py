"""Employee numbers that are the same but for zeros or decimals: never two people's as one."""

import pytest

from wres_calc.submission.load import load

WORKFORCE = "employee_number,ethnic_category,staff_group,grade\n"


@pytest.mark.parametrize(
    ("staff", "events", "read"),
    [
        (["00123", "00456"], ["123", "456"], ["00123", "00456"]),
        (["123", "456"], ["123.0", "456.0"], ["123", "456"]),
        (["00123", "0456"], ["123", "456"], ["123", "456"]),
        (["1.0", "2.0"], ["001", "01", "1"], ["001", "01", "1"]),
        (["1", "2"], ["1.0", "01.0"], ["1", "01"]),
        (["1", "2"], ["1.0", "1.00"], ["1.0", "1.00"]),
    ],
)
def test_only_what_is_the_same_throughout(tmp_path, staff, events, read):
    rows = "".join(f"{number},A,Nursing and Midwifery Registered,Band 5\n" for number in staff)
    (tmp_path / "workforce.csv").write_text(WORKFORCE + rows, encoding="utf-8")
    (tmp_path / "training.csv").write_text("employee_number\n" + "\n".join(events) + "\n", encoding="utf-8")
    table = load(tmp_path, year=2025, organisation="RX1").tables["training"]
    assert table.frame.get_column("employee_number").to_list() == read
