"""The audit of one publication: every finding, with the counts it is about and how they can be had."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from wres_calc.auditing.adding_up import Addition
from wres_calc.auditing.attack import Attack, KnownRange, sums_needed
from wres_calc.auditing.contract import CellName, Finding, Kind
from wres_calc.auditing.publication_view import EVERYBODY, REST, Cell, PublicationView, Rules
from wres_calc.auditing.reports import Document, hidden_in_rollup
from wres_calc.auditing.system import System, Truth
from wres_calc.report.words.labels import breakdown_value, group_name

_POPULATIONS = {
    "shortlisted": "people shortlisted",
    "appointed": "people appointed",
    "disciplinary": "people entering the disciplinary process",
    "capability": "people entering the capability process",
    "training": "people trained",
}


def audit(view: PublicationView, rules: Rules, truth: Truth | None = None) -> list[Finding]:
    """All that is wrong with a publication; empty where nothing was found.

    A small number that is printed is a finding. `truth` says how many people are in a printed count. With it, each
    small number must be any small number to everybody else, and at level 2 in doubt for whoever is alone in a cell.
    Without it, a hidden count is a finding where it can be one number only, or is small for certain and cannot be
    every small number.

    Raises:
        RuntimeError: the solver came to no answer.
    """
    system = System(view, rules, truth)
    checks = (_printed_findings, _small, _small_together, _against_truth, _attacked)
    return list(chain.from_iterable(check(system) for check in checks))


def audit_rollup(document: Document, published: Mapping[str, PublicationView]) -> list[Finding]:
    """What roll-ups give away of the organisations whose publications are there too, by code in upper case.

    Raises:
        KeyError, TypeError: it is no whole roll-up.
    """
    return [
        Finding(
            kind="derived_figure",
            message=f"Roll-up {where} is printed though {code} hides its part: {_names(hidden)}.",
        )
        for where, code, hidden in hidden_in_rollup(document, published)
    ]


def internal(place: str) -> Finding:
    """The finding that a file says of itself that it is not for the public."""
    return Finding(
        kind="internal_report",
        message=f"{place} is internal: nothing in it is protected. Publish what is made with --publish.",
    )


def _printed_findings(system: System) -> Iterator[Finding]:
    """What is wrong whatever the numbers are."""
    view = system.view
    yield from map(internal, view.internal)
    for cell, places in sorted(view.contradictions.items()):
        yield _finding("contradiction", cell, f"is printed differently: {places}.")
    if len(view.marks) > 1:
        places = "; ".join(f"{mark!r} in {place}" for mark, place in sorted(view.marks.items()))
        yield Finding(
            kind="several_markers",
            message=f"{len(view.marks)} different marks stand for hidden counts, which tells them apart: {places}.",
        )
    for cell in sorted(view.hidden.keys() & view.counts.keys()):
        places = f"is hidden in {view.hidden[cell]} and printed in {view.places[cell]}."
        yield _finding("shown_elsewhere", cell, places)
    for figure in view.figures:
        if hidden := view.still_hidden(figure.inputs):
            message = f"{figure.place} is printed though it rests on what is hidden: {_names(hidden)}."
            yield Finding(kind="derived_figure", message=message)


def _small(system: System) -> Iterator[Finding]:
    view = system.view
    for cell, (low, high) in sorted(view.counts.items()):
        if low == high and 1 <= low < view.threshold(cell, system.rules):
            yield _finding("small_number_shown", cell, f"is small and printed ({view.places[cell]}).")


def _small_together(system: System) -> Iterator[Finding]:
    view = system.view
    for addition, left in system.small_rests():
        hidden = "; ".join(_name(part) for part in addition.parts if part not in view.counts)
        people = left / view.years(addition.total.population)
        message = f"less what is printed of it is small ({people:g}): {hidden}."
        yield _finding("small_rest_shown", addition.total, message, how=(_equation(addition, view),))


def _against_truth(system: System) -> Iterator[Finding]:
    view, truth = system.view, system.truth
    if truth is None:
        return
    for cell, (low, high) in sorted(view.counts.items()):
        number = truth(cell)
        if number is None:
            continue
        if not low <= number <= high:
            message = f"is not what the submission comes to ({view.places[cell]})."
            yield _finding("differs_from_truth", cell, message)
        elif not system.rules.show_all_or_none and _all_or_none(cell, number, view, truth):
            message = f"{_name(cell)}: all or none of the people gave this answer, and it is printed."
            yield Finding(kind="all_or_none_shown", message=message, cell=_cell_name(cell))


def _all_or_none(cell: Cell, number: int, view: PublicationView, truth: Truth) -> bool:
    """Whether an answer that nobody gave is printed, or one that everybody did, with how many were asked beside it."""
    if not cell.population.endswith("_yes"):
        return False
    asked = cell._replace(population=cell.population.replace("_yes", "_answered"))
    return bool(truth(asked)) and (number == 0 or (number == truth(asked) and asked in view.counts))


def _attacked(system: System) -> Iterator[Finding]:
    view = system.view
    for component in system.components():
        attack = Attack(component, view, system.rules)
        if not attack.possible:
            first = _name(min(component.problem.bounds))
            message = f"The counts around {first} do not add up: no table fits them."
            yield Finding(kind="impossible", message=message)
            continue
        for known in attack.recovered():
            how = sums_needed(component.problem, known)
            yield _known(known, view, how=tuple(_equation(each, view) for each in how))
        if system.truth and system.rules.level == 2:
            for known in attack.recovered_by_sole_member():
                yield _known(known, view)


def _known(known: KnownRange, view: PublicationView, how: tuple[str, ...] = ()) -> Finding:
    years = view.years(known.cell.population)
    low, high = known.low / years, None if known.high is None else known.high / years
    subject = _name(known.cell)
    kind: Kind
    if known.lone is not None:
        kind = "told_by_the_lone"
        message = f"{subject}: whoever is the only one in {_name(known.lone)} can tell it."
    elif low == high:
        kind, message = "recovered", f"{subject} can only be {low:g}."
    else:
        most = "or more" if high is None else f"to {high:g}"
        kind, message = "narrowed", f"{subject} can only be {low:g} {most}."
    return Finding(
        kind=kind,
        harmless=high == 0,
        message=message,
        cell=_cell_name(known.cell),
        lower=low,
        upper=high,
        how=how,
    )


def _finding(kind: Kind, cell: Cell, message: str, **more: Any) -> Finding:
    return Finding(kind=kind, message=f"{_name(cell)} {message}", cell=_cell_name(cell), **more)


def _cell_name(cell: Cell) -> CellName:
    return CellName(population=cell.population, breakdown=dict(cell.part), group=cell.group)


def _name(cell: Cell) -> str:
    """Return a count's name: "workforce, Medical and dental, Consultant, BME"."""
    return ", ".join([_population(cell), *_parts(cell), _group(cell)])


def _names(cells: Iterable[Cell]) -> str:
    """Return the names of several counts, in order."""
    return "; ".join(_name(cell) for cell in sorted(cells))


def _equation(addition: Addition, view: PublicationView) -> str:
    """Return a sum with the numbers that are printed: "workforce, Everybody (12) = White (7) + BME + Unknown (2)"."""
    total = addition.total
    parts = " + ".join(_short(part, total) + _printed(part, view) for part in addition.parts)
    left = addition.is_supposed and total.population == "workforce"
    return f"{_name(total)}{_printed(total, view)} = {parts}" + (
        ", where all of these are still staff" if left else ""
    )


def _printed(cell: Cell, view: PublicationView) -> str:
    if cell not in view.counts:
        return ""
    low, high = (number / view.years(cell.population) for number in view.counts[cell])
    return f" ({low:g})" if low == high else f" ({low:g} to {high:g})"


def _short(cell: Cell, total: Cell) -> str:
    """The name without what it shares with its total."""
    if cell.group != total.group:
        return _group(cell)
    if cell.population != total.population:
        return _population(cell)
    return ", ".join(part for part in _parts(cell) if part not in _parts(total)) or _name(cell)


def _population(cell: Cell) -> str:
    if cell.population.startswith("survey_"):
        _, number, what = cell.population.split("_")
        return f"indicator {number}, " + ("respondents" if what == "answered" else "respondents who said so")
    return _POPULATIONS.get(cell.population, cell.population)


def _parts(cell: Cell) -> list[str]:
    return [REST if key == REST else breakdown_value(key, value) for key, value in cell.part]


def _group(cell: Cell) -> str:
    return "Everybody" if cell.group == EVERYBODY else group_name(cell.group)
