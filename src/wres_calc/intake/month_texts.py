"""Months as systems write them: 2025-MAR, Mar-25, 2025-03, 202503, March 2025, or any day of the month."""

import datetime as dt
import re
from typing import NamedTuple

from wres_calc.intake.day_texts import date

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FULL = "january february march april may june july august september october november december".split()
_BETWEEN = r"[-/., _']{0,2}"
_NUMBERS = re.compile(
    r"((?:19|20)\d{2})[-/. _]?(\d{2}|\d(?!\d))(?:\.0)?|(?:month )?(\d{1,2})[-/. ]((?:19|20)\d{2})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:\d{{1,2}}[-. ]+)?([a-z]{{3,9}}){_BETWEEN}(\d{{4}}|\d{{2}})|(\d{{4}}){_BETWEEN}([a-z]{{3,9}})",
    re.IGNORECASE,
)


class Month(NamedTuple):
    """A month, and the day of it where the text names one."""

    year: int
    month: int
    day: dt.date | None = None


def month(text: str) -> Month | None:
    """The month that `text` names; `None` where it names none, or none of a year."""
    if (day := date(text)) is not None:
        return Month(day.year, day.month, day)
    if (found := _NUMBERS.fullmatch(text)) is not None:
        year, number = (found[1], found[2]) if found[1] else (found[4], found[3])
        return Month(int(year), int(number)) if 1 <= int(number) <= 12 else None
    if (found := _NAMED.fullmatch(text)) is not None:
        name, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        number = _number(name.casefold())
        return None if number is None else Month(int(year) + (2000 if len(year) == 2 else 0), number)
    return None


def _number(name: str) -> int | None:
    """The number of a month by its name or the first three letters of it, or as Sept."""
    for names in (_NAMES, _FULL):
        if name in names:
            return names.index(name) + 1
    return 9 if name == "sept" else None
