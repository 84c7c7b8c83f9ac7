"""Days as systems write them: each way that leaves no doubt is read, and no other."""

import datetime as dt

import pytest

from wres_calc.intake import days

DAY = dt.date(2024, 9, 12)
DAYS = (
    *("2024-09-12", "2024-9-12", "2024/09/12", "2024.09.12", "20240912", "20240912.0", "2024-Sep-12"),
    *("12/09/2024", "12.09.2024", "12-09-2024", "12/9/2024", "12 / 09 / 2024"),
    *("12-Sep-24", "12-SEP-24", "12-Sep-2024", "12/Sep/2024", "12Sep2024", "12SEP24", "12 Sep '24"),
    *("12 September 2024", "12 Sept 2024", "12 sept. 2024", "12. September 2024", "12-September-24"),
    *("12th September 2024", "12th of September, 2024", "September 12, 2024", "September 12th 2024"),
    *("Thu 12 Sep 2024", "Thursday, 12 September 2024", "Thurs 12/09/2024", "Thu-12-Sep-2024"),
    *("45547", "45547.60486"),
)
TIMES = (
    *(" 14:33", " 14:33:05", "  02:33 PM", " 2:33:05 p.m.", " 2pm", ", 14:33", " 00:00:00", " 24:00"),
    *("T14:33:05Z", "T14:33:05.123456Z", "T14:33:05,123", "T00:00:00+01:00", " 00:00:00.0000000 +01:00"),
    *(" 00:00:00 GMT", " 00:00:00+00", " 02.33.05.000000000 PM", ":00:00:00.000"),
)
TWO_DAYS = ("31/03/25", "31.03.25", "31-03-25", "25-03-31", "Sep 12 24", "12092024", "120924")
NO_DAY = (
    *("", "5", "2024", "202409", "Sep-24", "September 2024", "12/9", "12/09-2024", "30/02/2024", "20241301"),
    *(
        "20000000",
        "12345678",
        "12 Ma 2024",
        "12 Sepp 2024",
        "12/09/2024 25:00",
        "12/09/2024 14:61",
        "2024 14",
    ),
    *("12/09/2024 to be confirmed", "x12 Sep 2024", "1e5", "Monday 12 September 2024", "12/09/2024 14"),
)


@pytest.mark.parametrize("text", DAYS)
def test_a_day(text: str) -> None:
    assert days.date(text) == DAY


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("day", ["2024-09-12", "12/09/2024", "12-SEP-24", "20240912", "12 September 2024"])
def test_a_time_behind_a_day_makes_no_difference(day: str, time: str) -> None:
    assert days.date(day + time) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "20240912143305",
        "20240912T143305Z",
        "Thu Sep 12 00:00:00 BST 2024",
        "Thu Sep 12 2024 00:00:00 GMT+0100 (British Summer Time)",
        "Sep 12 2024 12:00AM",
    ],
)
def test_a_day_as_programs_print_it(text: str) -> None:
    assert days.date(text) == DAY


@pytest.mark.parametrize("text", [*TWO_DAYS, *NO_DAY])
def test_what_is_no_day_or_may_be_two_is_not_read(text: str) -> None:
    assert days.date(text) is None


@pytest.mark.parametrize(("year", "read"), [("00", 2000), ("68", 2068), ("69", 1969), ("99", 1999)])
def test_two_digits_of_a_year(year: str, read: int) -> None:
    assert days.date(f"1-Jan-{year}") == dt.date(read, 1, 1)


@pytest.mark.parametrize("text", ["47121231", "31-DEC-4712", "31/12/4712 00:00:00", "1027428"])
def test_an_open_end(text: str) -> None:
    assert days.date(text) == days.end_date(text) == dt.date(4712, 12, 31)


def test_an_end_with_two_digits_may_be_the_open_one() -> None:
    """Oracle prints 31 December 4712 as 31-DEC-12, and 31 December 2012 too."""
    assert days.end_date("31-DEC-12") is None
    assert days.end_date("31-DEC-2012") == days.end_date("41274") == dt.date(2012, 12, 31)
    assert days.end_date("31-DEC-13") == dt.date(2013, 12, 31)


@pytest.mark.parametrize("text", ["09/12/2024", "09.12.2024", "09-12-2024 2:33 PM", "Thu 09/12/2024"])
def test_a_day_in_numbers_can_be_read_month_first(text: str) -> None:
    assert days.is_day_and_month(text)
    assert days.date_month_first(text) == DAY


@pytest.mark.parametrize("text", ["2024-09-12", "20240912", "12-Sep-24", "45547", "2024/09/12"])
def test_other_days_read_one_way(text: str) -> None:
    assert not days.is_day_and_month(text)
    assert days.date_month_first(text) is None
