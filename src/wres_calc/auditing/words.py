"""Counts and sums in words."""

from wres_calc.auditing.seen import EVERYBODY, Cell, Seen
from wres_calc.auditing.tree import REST, Relation, is_supposed
from wres_calc.report.words import labels

_POPULATIONS = {
    "workforce": "workforce",
    "shortlisted": "people shortlisted",
    "appointed": "people appointed",
    "disciplinary": "people entering the disciplinary process",
    "training": "people trained",
    "board": "board",
}


def name(cell: Cell) -> str:
    """Return a count's name: "workforce, Medical and dental, Consultant, BME"."""
    return ", ".join([_population(cell), *_parts(cell), _group(cell.group)])


def how(relation: Relation, seen: Seen) -> str:
    """Return a sum with the numbers that are printed: "workforce, Everybody (12) = White (7) + BME + Unknown (2)"."""
    total = name(relation.total) + _printed(relation.total, seen)
    parts = " + ".join(_short(part, relation.total) + _printed(part, seen) for part in relation.parts)
    left = is_supposed(relation) and relation.total.population == "workforce"
    return f"{total} = {parts}" + (", where all of these are still staff" if left else "")


def _printed(cell: Cell, seen: Seen) -> str:
    if cell not in seen.counts:
        return ""
    low, high = seen.counts[cell]
    halves = 2 if cell.population in seen.doubled else 1
    return f" ({low / halves:g})" if low == high else f" ({low / halves:g} to {high / halves:g})"


def _short(cell: Cell, total: Cell) -> str:
    """The name without what it shares with its total."""
    if cell.group != total.group:
        return _group(cell.group)
    if cell.population != total.population:
        return _population(cell)
    return ", ".join(part for part in _parts(cell) if part not in _parts(total)) or name(cell)


def _population(cell: Cell) -> str:
    if cell.population.startswith("survey_"):
        _, number, what = cell.population.split("_")
        asked = "respondents" if what == "answered" else "respondents who said so"
        return f"indicator {number}, {asked}"
    return _POPULATIONS.get(cell.population, cell.population)


def _parts(cell: Cell) -> list[str]:
    return ["the rest" if key == REST else labels.breakdown_value(key, value) for key, value in cell.part]


def _group(group: str) -> str:
    return "Everybody" if group == EVERYBODY else labels.group_name(group)
