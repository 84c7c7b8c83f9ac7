"""Reads the text of a cell: yes or no, a number. Each function returns `None` for a text that it cannot read.

Nothing is guessed: a text that could be read in two ways is not read.
"""

import re
from decimal import Decimal

from wres_calc.facts.indicator_number import parse
from wres_calc.intake.names import simplified
from wres_calc.standards.load import survey_indicators

_EXECUTIVE = dict.fromkeys(("executive", "exec", "executivedirector", "executivemember", "ed"), True) | (
    dict.fromkeys(("nonexecutive", "nonexec", "nonexecutivedirector", "nonexecutivemember", "ned"), False)
)
_VOTING = {"voting": True, "votingmember": True, "nonvoting": False, "nonvotingmember": False}
_YES_NO = dict.fromkeys(("yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+,\d{1,2}|0,\d+)")


def yes_no(text: str) -> bool | None:
    """Yes/no, y/n, true/false or 1/0 in any case."""
    return _YES_NO.get(text.casefold())


def executive(text: str) -> bool | None:
    """Yes and no, and what a list of board members says in their place: Executive, Non-Executive, NED."""
    said = yes_no(text)
    return _EXECUTIVE.get(simplified(text)) if said is None else said


def voting(text: str) -> bool | None:
    """Yes and no, and what a list of board members says in their place: Voting, Non-voting."""
    said = yes_no(text)
    return _VOTING.get(simplified(text)) if said is None else said


def number(text: str) -> Decimal | None:
    """Read a decimal number: 0.8, .8 or 0,8. A comma before three digits could be either kind, and is not read."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def whole_number(text: str) -> int | None:
    """Read a number of people: 120, 1,234 or 120.0 (as spreadsheets export it)."""
    value = Decimal(text.replace(",", "")) if _THOUSANDS.fullmatch(text) else number(text)
    if value is None or value != value.to_integral_value():
        return None
    return int(value)


def percentage(text: str) -> Decimal | None:
    """Read a percentage from 0 to 100, with or without a per cent sign behind it."""
    return number(text.removesuffix("%").rstrip())


def indicator_number(text: str) -> str | None:
    """Read the number of a survey indicator: 5, Indicator 5, WRES 5, 4ai or Metric 4a i."""
    number = parse(re.sub(r"^(indicator|metric|wres|wdes)\b", "", text.strip().casefold()))
    return str(number) if number in survey_indicators() else None
