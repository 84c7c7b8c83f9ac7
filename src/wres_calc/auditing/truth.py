"""What the counts behind a publication are, read from the submission's own headcounts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from wres_calc.auditing.publication_view import EVERYBODY, Cell, PublicationView
from wres_calc.counting.dimensions import Part
from wres_calc.counting.model import Counted, Counts, Number, Tally
from wres_calc.facts.characteristics import Grouping
from wres_calc.facts.indicator_number import parse


def truth_of(counts: Counts, view: PublicationView) -> Callable[[Cell], int | None]:
    """Return what says how many people are in a cell, as the publication counts; `None` for one never counted."""

    def people(cell: Cell) -> int | None:
        counted = counts.populations.get(cell.population)
        if counted is None:
            return _respondents(cell, counts)
        tally = counted.tallies.get(cell.part)
        number = None if tally is None else _people(tally, cell.group, view)
        return None if number is None else int(number * view.years(cell.population))

    return people


def _people(tally: Tally, group: str, view: PublicationView) -> Number | None:
    if group == EVERYBODY:
        return sum(tally.by_group.values(), 0)
    if group in view.characteristic.main.groups:
        return tally.by_group.get(group, 0)
    if tally.by_category is None:
        return None
    return sum((tally.by_category.get(code, 0) for code in view.members[group]), 0)


def _respondents(cell: Cell, counts: Counts) -> int | None:
    """Of a survey percentage that came with its base."""
    number, _, what = cell.population.removeprefix("survey_").rpartition("_")
    asked = parse(number)
    figure = None if asked is None else counts.published.get((asked, cell.group))
    return figure.respondents if figure and what == "answered" and not cell.part else None


def with_other_numbers(counts: Counts, other: Mapping[Cell, int], view: PublicationView) -> Counts:
    """The same counts but for the cells in `other`, which together are a table that fits what is printed."""
    populations = {name: _with(name, counted, other, view) for name, counted in counts.populations.items()}
    return replace(counts, populations=populations)


def _with(name: str, counted: Counted, other: Mapping[Cell, int], view: PublicationView) -> Counted:
    years, groupings = view.years(name), view.characteristic.groupings

    def changed(by: Mapping[str, Number], part: Part, grouping: Grouping) -> dict[str, Number]:
        cells = {group: Cell(name, part, own) for group, own in grouping.names.items()}
        new = {group: other[cell] for group, cell in cells.items() if cell in other}
        return {**by, **{group: n if years == 1 else Fraction(n, years) for group, n in new.items()}}

    tallies = {
        part: Tally(
            changed(tally.by_group, part, groupings[0]),
            tally.by_category and changed(tally.by_category, part, groupings[-1]),
        )
        for part, tally in counted.tallies.items()
    }
    return replace(counted, tallies=tallies)
