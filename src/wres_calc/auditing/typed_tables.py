"""A table of counts that anybody published, typed from a page: numbers, and a mark in place of each hidden one."""

import re
from collections.abc import Iterable, Mapping

from wres_calc.auditing.publication_view import EVERYBODY, Bounds, Cell, PrintedPercentage, PublicationView
from wres_calc.facts.characteristics import ETHNICITY, UNKNOWN
from wres_calc.facts.normalise import plain
from wres_calc.facts.pay import BAND_LABELS
from wres_calc.facts.staff import StaffCategory

_NEEDED = ("population", "group")
_WHOLE = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_TOO_MANY = re.compile(r"\d{10}")
"""As a number, or in a mark such as "<5": a solver of integer programs could not tell such numbers apart."""
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?\s*%?")
_EVERYBODY = ("all", "total", "totals", "everybody", "everyone", "all staff", "headcount")
_BOARDS = {"board_voting": "voting", "board_executive": "executive"}
_NAMES = {
    "group": {
        **{plain(group): name for each in ETHNICITY.groupings for group, name in each.names.items()},
        **dict.fromkeys(_EVERYBODY, EVERYBODY),
        "not stated": UNKNOWN,
    },
    "staff_category": {plain(each.value): each.value for each in StaffCategory},
    "pay_band": {plain(name): band.value for band, label in BAND_LABELS.items() for name in (band, label)},
}
"""How each value of a column may be typed."""


def is_typed_table(columns: Iterable[str]) -> bool:
    """Whether a CSV with these columns is a table of counts."""
    headings = set(map(_heading, columns))
    return headings.issuperset(_NEEDED) and bool({"people", "percentage"} & headings)


def _heading(column: str) -> str:
    return "group" if column == "ethnic_group" else column


def view_typed_table(
    view: PublicationView, lines: list[dict[str, str]], place: str, rounded_to: int = 1
) -> list[str]:
    """Note all counts and marks of the table; return what in it could not be read, each with its row.

    `rounded_to` is what the counts were rounded to, to the nearest: 5 makes a printed 10 anything from 8 to 12.
    """
    faults: list[str] = []
    for number, sent in enumerate(lines, 2):
        line = {_heading(column): (value or "").strip() for column, value in sent.items()}
        where = f"{place}, row {number}"
        cell, unreadable = _cell(line)
        faults += [f"{where}: {fault}" for fault in unreadable]
        if cell is None:
            continue
        people, percentage = line.get("people", ""), _percentage(line.get("percentage", ""))
        if _TOO_MANY.search(people.replace(",", "")):
            faults.append(f"{where}: people is more than anybody counts.")
        elif _WHOLE.fullmatch(people):
            view.print_count(cell, _unrounded(int(people.replace(",", "")), rounded_to), where)
        elif people:
            view.hide_count(cell, where, people)
        if percentage is not None:
            value, half = percentage
            if value > 100:
                faults.append(f"{where}: percentage is above 100.")
            else:
                base = cell._replace(group=EVERYBODY)
                view.percentages.append(PrintedPercentage(cell, base, max(value - half, 0), value + half))
    return faults


def _unrounded(number: int, rounded_to: int) -> Bounds:
    half = rounded_to // 2
    return Bounds(max(number - half, 0), number + half)


def _percentage(text: str) -> tuple[float, float] | None:
    """A percentage, and half of its last decimal place."""
    if not (found := _PERCENT.fullmatch(text)):
        return None
    return float(f"{found[1]}.{found[2] or 0}"), 0.5 * 10 ** -len(found[2] or "")


def _cell(line: Mapping[str, str]) -> tuple[Cell | None, list[str]]:
    """The count that a line is of, and what of the line could not be read."""
    faults: list[str] = []
    values: dict[str, str] = {}
    for column, names in _NAMES.items():
        text = line.get(column, "")
        values[column] = names.get(plain(text), "") if text else ""
        if not values[column] and (text or column in _NEEDED):
            faults.append(f"{column} is none of {', '.join(sorted(set(names.values())))}.")
    population, group = line.get("population", "").lower(), values.pop("group")
    if not population or faults:
        return None, faults
    if population in _BOARDS:
        return Cell("board", (("board", _BOARDS[population]),), group), faults
    return Cell(population, tuple(pair for pair in values.items() if pair[1]), group), faults
