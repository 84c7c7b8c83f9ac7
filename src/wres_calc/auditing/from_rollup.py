"""Roll-ups beside what their organisations published: a sum tells a hidden part when the others are printed.

The rule is strict: a figure of a roll-up is a finding where any organisation in it hides a count that it rests on.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wres_calc.auditing import words
from wres_calc.auditing.contract import Finding
from wres_calc.auditing.figures import counts_behind
from wres_calc.auditing.seen import EVERYBODY, Cell, Seen
from wres_calc.standards.load import load
from wres_calc.standards.model import Indicator

Level = Mapping[str, Any]

_WIDE = ("white", "bme", "unknown", EVERYBODY)


def is_rollup(document: object) -> bool:
    """Whether a JSON document holds roll-ups of this program."""
    return isinstance(document, Mapping) and {"levels", "organisations", "reporting_year"} <= document.keys()


def audit_rollup(document: Mapping[str, Any], published: Mapping[str, Seen]) -> list[Finding]:
    """What the roll-ups tell of the organisations whose publications are there too, by code in upper case.

    Raises:
        KeyError, TypeError: it is no whole roll-up.
    """
    indicators = {each.number: each for each in load(document["reporting_year"]).indicators}
    return [
        finding
        for level in document["levels"]
        for indicator in level["indicators"]
        for finding in _told(
            level, indicators[indicator["number"]], indicator["measures"], document, published
        )
    ]


def _told(
    level: Level,
    indicator: Indicator,
    measures: list[Mapping[str, Any]],
    document: Mapping[str, Any],
    published: Mapping[str, Seen],
) -> Iterator[Finding]:
    members = {code: published[code] for code in _members(level, indicator, document) if code in published}
    for measure in measures:
        if all(measure[name] is None for name in ("value", "numerator", "denominator")):
            continue
        cells = _printed(indicator, measure)
        for code, seen in members.items():
            if "grouping" in measure["breakdown"] and not _has_detail(seen, cells):
                continue  # counts that do not go into the detail are not summed in it
            if hidden := seen.still_hidden(cells):
                name = "; ".join(sorted(map(words.name, hidden)))
                yield Finding(
                    kind="derived_figure",
                    message=f"Roll-up {level['name']}, indicator {indicator.number}, {measure['measure']}, "
                    f"{measure['group']} is printed though {code} hides its part: {name}.",
                )


def _members(level: Level, indicator: Indicator, document: Mapping[str, Any]) -> Iterator[str]:
    """Who is in an indicator of a level."""
    out = {each["code"] for each in level["left_out"] if each["indicator"] in (None, indicator.number)}
    for each in document["organisations"]:
        inside = level["level"] == "england" or each[level["level"]] == level["code"]
        if inside and each["code"] not in out:
            yield each["code"].upper()


def _has_detail(seen: Seen, cells: Iterable[Cell]) -> bool:
    """Whether a publication goes into the detailed groups of each of these populations, shown or not."""
    detailed = {each.population for each in seen.cells if each.group not in _WIDE}
    return {cell.population for cell in cells} <= detailed


def _printed(indicator: Indicator, measure: Mapping[str, Any]) -> set[Cell]:
    """The counts that what is printed of a measure rests on: of a rate without a value only those that are printed."""
    cells = counts_behind(indicator, measure)
    if measure["value"] is None:
        return {
            cell
            for cell, name in zip(cells, ("numerator", "denominator"), strict=False)
            if measure[name] is not None
        }
    return set(cells)
