"""Loading a standard: one TOML file with dated values, resolved for a reporting year."""

import hashlib
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from wres_calc.errors import ConfigurationError
from wres_calc.facts.indicator_number import IndicatorNumber, order
from wres_calc.standards.model import SURVEY_KINDS, Standard, SurveyIndicator

_ABSENT = object()


WRES = "wres"
"""The standard that is meant where none is named."""


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the standards shipped."""
    names = (entry.name for entry in files("wres_calc.standards").iterdir())
    return tuple(sorted((name[: -len(".toml")] for name in names if name.endswith(".toml")), key=_wres_first))


def _wres_first(code: str) -> tuple[bool, str]:
    return code != WRES, code


@cache
def years(code: str = WRES) -> tuple[int, ...]:
    """Return the reporting years of a standard that are shipped, earliest first. Raises as `load` does."""
    return tuple(line["reporting_year"] for line in _file(code)["years"])


@cache
def load(year: int, code: str = WRES) -> Standard:
    """Return a standard as it stands for `year`. Raises `ConfigurationError` where it or the year is not shipped."""
    return Standard.model_validate(_resolved(year, code))


@cache
def sha256(year: int, code: str = WRES) -> str:
    """Return the hash of a standard as resolved for `year`, which no other year changes. Raises as `load` does."""
    text = json.dumps(_resolved(year, code), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def of_characteristic(name: str) -> tuple[str, ...]:
    """Return the codes of the standards that are about a characteristic."""
    return tuple(code for code in codes() if _file(code)["characteristic"] == name)


@cache
def questions(year: int, code: str | None = None) -> frozenset[str]:
    """Return the survey questions that a standard uses in a reporting year; without its code, whichever standard."""
    return frozenset(
        question
        for code in ([code] if code else shipped(year))
        for indicator in load(year, code).indicators
        if isinstance(indicator, SurveyIndicator)
        for question in indicator.questions
    )


@cache
def survey_indicators() -> dict[IndicatorNumber, str]:
    """Return the numbers of the indicators that are made from the survey, by whichever standard, with their kinds."""
    indicators = [each for code in codes() for each in _file(code)["indicators"]]
    kinds = {each["number"]: each["kind"] for each in indicators if each["kind"] in SURVEY_KINDS}
    return {number: kinds[number] for number in sorted(kinds, key=order)}


def shipped(year: int | None) -> dict[str, str]:
    """Return the hash of each standard that is shipped for a year, by its code."""
    return {code: sha256(year, code) for code in codes() if year in years(code)} if year else {}


@cache
def _file(code: str) -> dict[str, Any]:
    if code not in codes():
        raise ConfigurationError(f"There is no such standard. The standards are {', '.join(codes())}.")
    text = files("wres_calc.standards").joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _resolved(year: int, code: str) -> dict[str, Any]:
    """Return the whole standard of one year: dated values picked, sources by name put in their place."""
    if year not in years(code):
        first, last = years(code)[0], years(code)[-1]
        nearest = min(max(year, first), last)
        raise ConfigurationError(
            f"The {_file(code)['title']} has no definitions for the reporting year {year}: "
            f"the years shipped are {first} to {last}.",
            f"The nearest year is {nearest}. `wres years` lists them all.",
        )
    standard: dict[str, Any] = at(_file(code), year)
    out_of_force = {rule["name"] for rule in _file(code)["rules"]} - {
        rule["name"] for rule in standard["rules"]
    }
    sources = standard.pop("sources")
    (line,) = [each for each in standard.pop("years") if each["reporting_year"] == year]
    survey = {"year": line.pop("survey"), "verified": line.pop("survey_verified")}
    standard |= {**line, "survey": survey}
    for part in (standard, *standard["indicators"]):
        part["source"] = sources[part["source"]]
    for indicator in standard["indicators"]:
        indicator["rules"] = [name for name in indicator["rules"] if name not in out_of_force]
        for change in indicator.pop("changes", ()):
            if change.pop("year") == year:
                indicator |= change
    return standard


def at(value: Any, year: int) -> Any:
    """Return a value as it stands in `year`: of dated ones the latest, `_ABSENT` before the first of them."""
    if isinstance(value, dict):
        kept = {name: at(each, year) for name, each in value.items() if name not in ("from", "until")}
        return {name: each for name, each in kept.items() if each is not _ABSENT}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(each, dict) and "is" in each for each in value):
        past = [each["is"] for each in value if each["from"] <= year]
        return at(past[-1], year) if past else _ABSENT
    return [at(each, year) for each in value if _in_force(each, year)]


def _in_force(value: Any, year: int) -> bool:
    if not isinstance(value, dict):
        return True
    return bool(value.get("from", year) <= year <= value.get("until", year))
