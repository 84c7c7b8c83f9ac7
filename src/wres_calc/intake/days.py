"""Reads days, months and years as systems write them. A text that could be two days is not read."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

SERIAL = r"^(?:\d{5}|1027428|1025966|2958465)(?:\.\d+)?$"
"""A day as spreadsheets store it, counted from 30 December 1899: five digits, or an open end in 4712 or 9999."""

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_LAST_OF_THIS_CENTURY = 68

_ZONE = r"(?:z|utc|gmt|bst)?(?:[+-]\d{2}(?::?\d{2})?)?(?: ?\([a-z ]+\))?"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,:]\d+)?)?)? ?(?:([ap])\.?m\.?)?"
_TIME = re.compile(rf"(?:(?<=\d)t|(?<=\d):|,? |^){_CLOCK} ?{_ZONE}(?= \d{{4}}$|$)")
_COMPACT_TIME = re.compile(rf"(?<=^\d{{8}})[t ]?(\d{{2}})(\d{{2}})(?:(\d{{2}})(?:\.\d+)?)?{_ZONE}$")
_WEEKDAY = re.compile(r"^([a-z]{3,9})(?:\.?,? |-)(?:the )?(?=[\da-z])")

_BETWEEN = r"[-/., ]{0,2}"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)?"
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2}) ?(?P<s>[/.-]) ?(?P<d>\d{1,2}) ?(?P=s) ?(?P<y>\d{4})")
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>(?:19|2\d|47|99)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\.0)?"),
    _DAY_FIRST,
    re.compile(rf"{_DAY}{_BETWEEN}(?P<m>[a-z]{{3,9}}){_BETWEEN}'?(?P<y>\d{{4}}|\d{{2}})"),
    re.compile(rf"(?P<m>[a-z]{{3,9}}){_BETWEEN}{_DAY}(?:, ?|[-/. ])(?P<y>\d{{4}})"),
    re.compile(rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>[a-z]{{3,9}}){_BETWEEN}{_DAY}"),
)
_MONTHS_OF_A_YEAR = (
    re.compile(r"(?P<y>(?:19|20)\d{2})[-/. _]?(?P<m>\d{2}|\d(?!\d))(?:\.0)?"),
    re.compile(r"(?:month )?(?P<m>\d{1,2})[-/. ](?P<y>(?:19|20)\d{2})"),
    re.compile(r"(?:\d{1,2}[-. ]+)?(?P<m>[a-z]{3,9})[-/., _']{0,2}(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})[-/., _']{0,2}(?P<m>[a-z]{3,9})"),
)
_TWO_DIGITS = re.compile(r"\d{1,2} ?([/.-]) ?\d{1,2} ?\1 ?\d{2}")


def date(text: str) -> dt.date | None:
    """Return the day that `text` names, whatever time stands behind it; `None` where it names none, or two.

    Taken are 2025-03-31 and 20250331, 31/03/2025 (day first, as the NHS writes it; points and hyphens alike), a month
    by its name with a year of four digits or two (00 to 68 are of this century), a weekday that fits, and a number
    of five digits, which is the day that spreadsheets store so.
    """
    if is_serial(text):
        return dt.date(1899, 12, 30) + dt.timedelta(int(text.partition(".")[0]))
    return _read(text, _DATES)


def is_day_and_month(text: str) -> bool:
    """Whether day and month are both numbers, of which either could stand first."""
    return _DAY_FIRST.fullmatch(_parted(text)[0]) is not None


def date_day_first(text: str) -> dt.date | None:
    """Return a day whose month is a number behind it; `None` for everything else."""
    return _read(text, (_DAY_FIRST,))


def date_month_first(text: str) -> dt.date | None:
    """Return a day whose month is a number before it, as Americans write it; `None` for everything else."""
    return _read(text, (_MONTH_FIRST,))


def end_date(text: str) -> dt.date | None:
    """Return the day on which something ends; 31-Dec-12 is not read, which Oracle prints for its open end in 4712."""
    found = date(text)
    return None if found == dt.date(2012, 12, 31) and "2012" not in text and not is_serial(text) else found


def hint(text: str) -> str | None:
    """Say what to do about a text that is month first or has a year of two digits; `None` of any other."""
    if date_month_first(text) is not None:
        return "Did you mean 'day/month/year'?"
    if _TWO_DIGITS.fullmatch(_parted(text)[0]):
        return (
            "Its year has two digits: write it with four, as in 31/03/2025 (in Excel the format dd/mm/yyyy)."
        )
    return None


def is_serial(text: str) -> bool:
    """Whether a text is a day as spreadsheets store it."""
    return re.fullmatch(SERIAL, text) is not None


def _read(text: str, patterns: Iterable[re.Pattern[str]]) -> dt.date | None:
    day, weekday = _parted(text)
    month = _month_in(day, patterns)
    if month is None:
        return None
    try:
        found = dt.date(month.year, month.month, int(month.match["d"]))
    except ValueError:
        return None
    return found if weekday in (None, found.weekday()) else None


class _Found(NamedTuple):
    year: int
    month: int
    match: re.Match[str]


def _month_in(text: str, patterns: Iterable[re.Pattern[str]]) -> _Found | None:
    """Return the month of a year in a text of one of the patterns; a year of two digits is of 1969 to 2068."""
    for found in filter(None, (pattern.fullmatch(text) for pattern in patterns)):
        month, year = _month_number(found["m"]), int(found["y"])
        if len(found["y"]) == 2:
            year += 2000 if year <= _LAST_OF_THIS_CENTURY else 1900
        if month:
            return _Found(year, month, found)
    return None


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    named = _named(text, _MONTHS)
    return None if named is None else named + 1


@lru_cache(10_000)  # submissions of a batch hold the same days
def _parted(text: str) -> tuple[str, int | None]:
    """Return the day without the time behind it or before its year, and the number of the weekday before it, if any."""
    day = " ".join(text.casefold().split())
    for time in (_COMPACT_TIME, _TIME):
        if (found := time.search(day)) and found[0] and _is_time(*found.groups()):
            day = day[: found.start()] + day[found.end() :]
            break
    found = _WEEKDAY.match(day)
    weekday = _named(found[1], _DAYS) if found else None
    return (day[found.end() :] if found and weekday is not None else day), weekday


def _is_time(hour: str, minute: str | None, second: str | None, half: str | None = None) -> bool:
    """Whether the numbers are those of a clock; an hour alone is one with am or pm only."""
    if half is None and minute is None:
        return False
    hours = range(1, 13) if half else range(25)
    return int(hour) in hours and int(minute or 0) < 60 and int(second or 0) < 60


def _named(word: str, names: list[str]) -> int | None:
    """Return the number of a month or weekday by its name or the beginning of it: Sep, Sept, Thurs."""
    found = [i for i, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 and len(word) >= 3 else None


class Month(NamedTuple):
    """A month, and the day of it where the text names one."""

    year: int
    month: int
    day: dt.date | None = None


def month(text: str) -> Month | None:
    """Return the month of 2025-MAR, Mar-25, 2025-03, 202503, March 2025 or any day; `None` without a year."""
    if (day := date(text)) is not None:
        return Month(day.year, day.month, day)
    found = _month_in(text.casefold(), _MONTHS_OF_A_YEAR)
    return found and Month(found.year, found.month)


Period = tuple[dt.date, dt.date]
"""The first and the last day."""

_TWO_YEARS = re.compile(
    r"(?:fy|f/y|financial year|year)? ?(20\d{2}) ?[-/\u2013] ?(?:20)?(\d{2})", re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"((?:19|20)\d{2})(?:\.0)?")
_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:(?:fy ?)?\d{2,4}(?:[-/]\d{2,4})?[ _-]*)?(?:q|qtr|quarter|m|mth|month|p|period|w|wk|week) ?\d{1,2}"
    r"(?:[ _-]*(?:fy ?)?\d{2,4}(?:[-/]\d{2,4})?)?",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_FILE_OR_YEAR = re.compile(r".*\.(?:csv|tsv|txt|xls[xbm]?|ods|parquet|pdf|zip)|fy ?\d{2,4}", re.IGNORECASE)
_MONTH_WITHIN = re.compile(
    rf"(?<![a-z])({'|'.join(name[:3] for name in _MONTHS)})[a-z]*[ _-]*'?(?:20)?\d\d\b", re.IGNORECASE
)


def period(text: str) -> Period | None:
    """Return the day, month, calendar year, financial year (2024/25) or quarter (2024/25 Q1) that `text` names."""
    if found := month(text):
        return (found.day, found.day) if found.day else _months(found.year, found.month, 1)
    if alone := _YEAR_ALONE.fullmatch(text):
        return _months(int(alone[1]), 1, 12)
    quarter = _QUARTER.search(text)
    years = _TWO_YEARS.fullmatch(_QUARTER.sub("", text).strip(" -,_"))
    if years is None or (int(years[1]) + 1) % 100 != int(years[2]):
        return None
    return _months(int(years[1]), 3 * int(quarter[1]) + 1, 3) if quarter else _months(int(years[1]), 4, 12)


def _months(year: int, month: int, number: int) -> Period:
    """So many whole months from a month on, which may be the 13th of a year or later."""
    begin, end = (
        dt.date(year + (each - 1) // 12, (each - 1) % 12 + 1, 1) for each in (month, month + number)
    )
    return begin, end - dt.timedelta(1)


def is_file_or_year(text: str) -> bool:
    """Whether a text is the name of a file, or a year of which it is not certain when it begins (FY25)."""
    return _FILE_OR_YEAR.fullmatch(text) is not None


def may_name_a_period(text: str) -> bool:
    """Whether a text may say of which day, month, quarter, year or file a row is: 2025 M10, Q4, staff_march.csv."""
    within = len(text) <= _LONGEST_NAME and _MONTH_WITHIN.search(text) is not None
    return (
        period(text) is not None or is_file_or_year(text) or within or _NUMBERED.fullmatch(text) is not None
    )
