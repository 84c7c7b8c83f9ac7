"""A report of this program as a reader sees it: its JSON, or its table (CSV)."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from wres_calc.auditing.figures import Row, see
from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Seen
from wres_calc.standards.load import load
from wres_calc.standards.model import RelativeLikelihoodIndicator, Standard

_BREAKDOWN = ("staff_category", "pay_band", "board", "internal", "grouping")


def is_report(document: object) -> bool:
    """Whether a JSON document is a report of this program."""
    return isinstance(document, Mapping) and "indicators" in document and "reporting_year" in document


def see_report(seen: Seen, document: Mapping[str, Any], place: str) -> tuple[str, int, Rules | None]:
    """Note all that the report shows; return whom it is of, its year, and the rules it says it was protected by.

    Raises:
        KeyError, TypeError, ValueError: it is no whole report.
    """
    definitions = load(document["reporting_year"])
    rows = [(each["number"], row) for each in document["indicators"] for row in each["measures"]]
    see(seen, rows, definitions, place)
    seen.exceeding |= set(_with_more_events_than_people(document, definitions))
    seen.marks.pop("(empty)", None)
    said = document.get("publication") or {}
    if said.get("audience") == "internal":
        seen.internal.append(place)
    rules = None
    if said.get("threshold") is not None:
        rules = Rules(said["threshold"], said["survey_base"], said["level"])
    return document["organisation"]["code"], document["reporting_year"], rules


def _with_more_events_than_people(document: Mapping[str, Any], definitions: Standard) -> Iterator[str]:
    warned = {
        each["number"]
        for each in document["indicators"]
        if any(caution["code"] == "more-events-than-people" for caution in each.get("cautions") or ())
    }
    for indicator in definitions.indicators:
        if isinstance(indicator, RelativeLikelihoodIndicator) and indicator.number in warned:
            yield indicator.events


def is_table(columns: list[str]) -> bool:
    """Whether a CSV with these columns is a report of this program."""
    return {"indicator", "measure", "numerator", "denominator", "value", "status"} <= set(columns)


def see_table(seen: Seen, lines: list[dict[str, str]], place: str) -> tuple[str, int]:
    """Note all that the report's table shows; return whom it is of, and its year.

    Raises:
        KeyError, ValueError, IndexError: it is no whole report.
    """
    see(seen, _rows(lines), load(int(lines[0]["reporting_year"])), place)
    return lines[0]["organisation_code"], int(lines[0]["reporting_year"])


def figures(lines: list[dict[str, str]]) -> Iterator[tuple[str, int, Row]]:
    """The rows of the report's table whose numbers are to be looked at, with the number of their indicator.

    Raises:
        KeyError, ValueError: it is no whole report.
    """
    for number, row in _rows(lines):
        withheld = {name for name in ("numerator", "denominator") if isinstance(row[name], str)}
        yield "", number, {**row, **dict.fromkeys(withheld)}


def _rows(lines: list[dict[str, str]]) -> Iterator[tuple[int, Row]]:
    for line in lines:
        if line["measure"]:
            yield (
                int(line["indicator"]),
                {
                    "measure": line["measure"],
                    "breakdown": {key: line[key] for key in _BREAKDOWN if line.get(key)},
                    "group": line["group"],
                    "compared_with": line["compared_with"] or None,
                    "status": line["status"],
                    **{name: _number(line[name]) for name in ("numerator", "denominator")},
                    "value": _figure(line["value"]),
                },
            )


def _number(text: str) -> float | str | None:
    number = _figure(text)
    return (text or None) if number is None else number


def _figure(text: str) -> float | None:
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return None
