"""What the text of a cell says: yes or no, a day, a number. Each function answers `None` when it cannot be told.

Nothing is guessed: a text that could be read in two ways is not read.
"""

import datetime as dt
import re
from decimal import Decimal

_YES_NO = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]+)[- ](\d{4})")
SERIAL = r"^(?:\d{5}|1027428|1025966)(?:\.\d+)?$"
"""A day as spreadsheets store it, counted from 30 December 1899: five digits, or 31 December 4712 in either system."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+,\d{1,2}|0,\d+)")

SPREADSHEET_ERROR = r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$"
"""What a spreadsheet shows in a cell whose formula failed."""

SCIENTIFIC = r"^[0-9](?:[.,][0-9]+)?[eE][+][0-9]+$"
"""A long number as a spreadsheet shows it when the column is narrow: its last digits are gone."""


def yes_no(text: str) -> bool | None:
    """Yes/no, y/n, true/false or 1/0 in any case."""
    return _YES_NO.get(text.casefold())


def _month(name: str) -> int | None:
    name = name.casefold()
    for names in (_MONTHS, _MONTH_NAMES):
        if name in names:
            return names.index(name) + 1
    return 9 if name == "sept" else None


def _day_month_year(text: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return day, month, year
    if found := _SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
        return day, month, year
    if (found := _NAMED.fullmatch(text)) and (number := _month(found[2])):
        return int(found[1]), number, int(found[3])
    return None


def date(text: str) -> dt.date | None:
    """A day as 2025-03-31 (a time behind it is passed over), 31/03/2025, 31-Mar-2025 or 31 March 2025.

    Slashes are read day first, as the NHS writes them. A number of five digits is the day that spreadsheets store so.
    """
    if re.fullmatch(SERIAL, text):
        return dt.date(1899, 12, 30) + dt.timedelta(int(text.partition(".")[0]))
    parts = _day_month_year(text)
    if parts is None:
        return None
    day, month, year = parts
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_first(text: str) -> str | None:
    """How to write a day that was written month first, as a hint; `None` where that is not what is wrong."""
    return "day/month/year" if date_month_first(text) is not None else None


def date_month_first(text: str) -> dt.date | None:
    """A day written with slashes, read month first as Americans write it; `None` for everything else."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    month, day, year = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def number(text: str) -> Decimal | None:
    """A decimal number: 0.8, .8 or 0,8. A comma before three digits could be either kind, and is not read."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def whole_number(text: str) -> int | None:
    """A number of people: 120, 1,234 or 120.0 (as spreadsheets export it)."""
    value = Decimal(text.replace(",", "")) if _THOUSANDS.fullmatch(text) else number(text)
    if value is None or value != value.to_integral_value():
        return None
    return int(value)


def percentage(text: str) -> Decimal | None:
    """A percentage from 0 to 100, with or without a per cent sign behind it."""
    return number(text.removesuffix("%").rstrip())


def indicator_number(text: str) -> int | None:
    """The number of a survey indicator, 5 to 8: 5, Indicator 5 or WRES 5."""
    found = re.fullmatch(r"(?:indicator|wres)?\s*([5-8])", text.strip().casefold())
    return int(found[1]) if found else None
