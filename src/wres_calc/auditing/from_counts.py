"""A table of counts that anybody published, typed from a page: numbers, and a mark in place of each hidden one."""

import re
from collections.abc import Mapping

from wres_calc.auditing.seen import EVERYBODY, Between, Cell, Part, Percentage, Seen
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.normalise import plain
from wres_calc.facts.pay import BAND_LABELS
from wres_calc.facts.staff import StaffCategory

NEEDED = ("population", "group")
_WHOLE = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_TOO_MANY = re.compile(r"\d{10}")
"""As a number, or in a mark such as "<5": a solver of integer programs could not tell such numbers apart."""
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?\s*%?")
_TOTAL = ("all", "total", "totals", "everybody", "everyone", "all staff", "headcount")
_BOARDS = {"board_voting": "voting", "board_executive": "executive"}
_BANDS = {plain(name): band.value for band, label in BAND_LABELS.items() for name in (band.value, label)}
_CATEGORIES = {plain(each.value.replace("_", " ")): each.value for each in StaffCategory}
_GROUPS = {
    **{plain(group): group for grouping in reversed(ETHNICITY.groupings) for group in grouping.groups},
    **dict.fromkeys(_TOTAL, EVERYBODY),
    "z": "unknown",
    "not stated": "unknown",
}


def is_table(columns: list[str]) -> bool:
    """Whether a CSV with these columns is a table of counts."""
    named = {_column(column) for column in columns}
    return set(NEEDED) <= named and bool({"people", "percentage"} & named)


def _column(heading: str) -> str:
    return "group" if heading == "ethnic_group" else heading


def see_counts(seen: Seen, lines: list[dict[str, str]], place: str, rounded_to: int = 1) -> list[str]:
    """Note all counts and marks of the table; return what in it could not be read, each with its row.

    `rounded_to` is what the counts were rounded to, to the nearest: 5 makes a printed 10 anything from 8 to 12.
    """
    faults: list[str] = []
    for number, sent in enumerate(lines, 2):
        line = {_column(heading): value for heading, value in sent.items()}
        where = f"{place}, row {number}"
        cell = _cell(line, where, faults)
        if cell is None:
            continue
        people = (line.get("people") or "").strip()
        if _TOO_MANY.search(people.replace(",", "")):
            faults.append(f"{where}: people is more than anybody counts.")
        elif _WHOLE.fullmatch(people):
            seen.print_count(cell, _between(int(people.replace(",", "")), rounded_to), where)
        elif people:
            seen.hide_count(cell, where, people)
        if not _see_percentage(seen, cell, (line.get("percentage") or "").strip()):
            faults.append(f"{where}: percentage is above 100.")
    return faults


def _between(number: int, rounded_to: int) -> Between:
    half = (rounded_to - 1) // 2 if rounded_to % 2 else rounded_to // 2
    return Between(max(number - half, 0), number + half)


def _see_percentage(seen: Seen, cell: Cell, text: str) -> bool:
    """Note the percentage of the part's people who are of the group, rounded to as many places as it has; whether it
    can be one."""
    if not (found := _PERCENT.fullmatch(text)):
        return True
    half = 0.5 * 10 ** -len(found[2] or "")
    value = float(f"{found[1]}.{found[2] or 0}")
    if value > 100:
        return False
    seen.percentages.append(
        Percentage(cell, cell._replace(group=EVERYBODY), max(value - half, 0), value + half)
    )
    return True


def _cell(line: Mapping[str, str], where: str, faults: list[str]) -> Cell | None:
    population = (line.get("population") or "").strip().lower()
    group = _read(line, "group", _GROUPS, where, faults)
    category = _read(line, "staff_category", _CATEGORIES, where, faults)
    band = _read(line, "pay_band", _BANDS, where, faults)
    if not population or not group or category is None or band is None:
        return None
    part: Part = tuple(pair for pair in (("staff_category", category), ("pay_band", band)) if pair[1])
    if population in _BOARDS:
        return Cell("board", (("board", _BOARDS[population]),), group)
    return Cell(population, part, group)


def _read(
    line: Mapping[str, str], column: str, names: Mapping[str, str], where: str, faults: list[str]
) -> str | None:
    """The value's own name; empty where there is none, `None` where it is unheard of."""
    text = (line.get(column) or "").strip()
    found = names.get(plain(text), names.get(plain(text.replace("_", " ")))) if text else ""
    if found is None or (not found and column in NEEDED):
        faults.append(f"{where}: {column} is none of {', '.join(sorted(set(names.values())))}.")
    return found
