"""The audit of one publication: every finding, with the counts it is about and how they can be had."""

from collections.abc import Iterator

from wres_calc.auditing import words
from wres_calc.auditing.attack import Attack, Told
from wres_calc.auditing.contract import CellName, Finding
from wres_calc.auditing.reasons import sums_needed
from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import EVERYBODY, Cell, Seen
from wres_calc.auditing.system import Truth, components, small_rests, threshold


def audit(seen: Seen, rules: Rules, truth: Truth | None = None) -> list[Finding]:
    """All that is wrong with a publication; empty where nothing was found.

    A small number that is printed is a finding. `truth` says how many people are in a printed count. With it, each
    small number must be any small number to everybody else, and at level 2 in doubt for whoever is alone in a cell.
    Without it, a hidden count is a finding where it can be one number only, or is small for certain and cannot be
    every small number.

    Raises:
        RuntimeError: the solver came to no answer.
    """
    return [
        *map(internal, seen.internal),
        *_contradictions(seen),
        *_markers(seen),
        *_shown_elsewhere(seen),
        *_derived(seen),
        *_small(seen, rules),
        *_small_together(seen, rules),
        *(_against_truth(seen, rules, truth) if truth else ()),
        *_attacked(seen, rules, truth),
    ]


def internal(place: str) -> Finding:
    """The finding that a file says of itself that it is not for the public."""
    return Finding(
        kind="internal_report",
        message=f"{place} is internal: nothing in it is protected. Publish what is made with --publish.",
    )


def _small(seen: Seen, rules: Rules) -> Iterator[Finding]:
    for cell, (low, high) in sorted(seen.counts.items()):
        if low == high and 1 <= low < threshold(cell, seen, rules):
            yield Finding(
                kind="small_number_shown",
                message=f"{words.name(cell)} is small and printed ({seen.places[cell]}).",
                cell=_name(cell),
            )


def _small_together(seen: Seen, rules: Rules) -> Iterator[Finding]:
    for relation, left in small_rests(seen, rules):
        hidden = "; ".join(words.name(part) for part in relation.parts if part not in seen.counts)
        halves = 2 if relation.total.population in seen.doubled else 1
        yield Finding(
            kind="small_rest_shown",
            message=f"{words.name(relation.total)} less what is printed of it is small ({left / halves:g}): {hidden}.",
            cell=_name(relation.total),
            how=(words.how(relation, seen),),
        )


def _contradictions(seen: Seen) -> Iterator[Finding]:
    for cell, places in sorted(seen.contradictions.items()):
        yield Finding(
            kind="contradiction",
            message=f"{words.name(cell)} is printed differently: {places}.",
            cell=_name(cell),
        )


def _markers(seen: Seen) -> Iterator[Finding]:
    if len(seen.marks) > 1:
        places = "; ".join(f"{mark!r} in {place}" for mark, place in sorted(seen.marks.items()))
        yield Finding(
            kind="several_markers",
            message=f"{len(seen.marks)} different marks stand for hidden counts, which tells them apart: {places}.",
        )


def _shown_elsewhere(seen: Seen) -> Iterator[Finding]:
    for cell in sorted(seen.hidden.keys() & seen.counts.keys()):
        yield Finding(
            kind="shown_elsewhere",
            message=f"{words.name(cell)} is hidden in {seen.hidden[cell]} and printed in {seen.places[cell]}.",
            cell=_name(cell),
        )


def _derived(seen: Seen) -> Iterator[Finding]:
    for figure in seen.figures:
        if hidden := sorted(seen.still_hidden(figure.inputs)):
            names = "; ".join(map(words.name, hidden))
            yield Finding(
                kind="derived_figure",
                message=f"{figure.place} is printed though it rests on what is hidden: {names}.",
            )


def _against_truth(seen: Seen, rules: Rules, truth: Truth) -> Iterator[Finding]:
    for cell, (low, high) in sorted(seen.counts.items()):
        number = truth(cell)
        if number is None:
            continue
        if not low <= number <= high:
            yield Finding(
                kind="differs_from_truth",
                message=f"{words.name(cell)} is not what the submission comes to ({seen.places[cell]}).",
                cell=_name(cell),
            )
        elif not rules.show_all_or_none and _all_or_none(cell, number, seen, truth):
            yield Finding(
                kind="all_or_none_shown",
                message=f"{words.name(cell)}: everybody or nobody gave this answer, and it is printed.",
                cell=_name(cell),
            )


def _all_or_none(cell: Cell, number: int, seen: Seen, truth: Truth) -> bool:
    """Whether an answer that nobody gave is printed, or one that everybody did, with how many were asked beside it."""
    if not cell.population.endswith("_yes"):
        return False
    asked = cell._replace(population=cell.population.replace("_yes", "_answered"))
    return bool(truth(asked)) and (number == 0 or (number == truth(asked) and asked in seen.counts))


def _attacked(seen: Seen, rules: Rules, truth: Truth | None) -> Iterator[Finding]:
    for component in components(seen, rules, truth):
        attack = Attack(component, seen, rules)
        if not attack.possible:
            first = words.name(min(component.problem.bounds))
            yield Finding(
                kind="impossible", message=f"The counts around {first} do not add up: no table fits them."
            )
            continue
        for told in attack.told():
            how = sums_needed(component.problem, told.cell, told.low, told.high)
            yield _told(told, tuple(words.how(each, seen) for each in how), seen)
        if truth and rules.level == 2:
            for told in attack.told_by_the_lone():
                yield _told(told, (), seen)


def _told(told: Told, how: tuple[str, ...], seen: Seen) -> Finding:
    halves = 2 if told.cell.population in seen.doubled else 1
    low, high = told.low / halves, None if told.high is None else told.high / halves
    name = words.name(told.cell)
    if told.knows is not None:
        kind, message = (
            "told_by_the_lone",
            f"{name}: whoever is the only one in {words.name(told.knows)} can tell it.",
        )
    elif low == high:
        kind, message = "recovered", f"{name} can only be {low:g}."
    else:
        most = "or more" if high is None else f"to {high:g}"
        kind, message = "narrowed", f"{name} can only be {low:g} {most}."
    return Finding.model_validate(
        {
            "kind": kind,
            "harmless": high == 0,
            "message": message,
            "cell": _name(told.cell),
            "lower": low,
            "upper": high,
            "how": how,
        }
    )


def _name(cell: Cell) -> CellName:
    group = "all" if cell.group == EVERYBODY else cell.group
    return CellName(population=cell.population, breakdown=dict(cell.part), group=group)
