"""Totals of some ethnic origins among the origins of a summary: known by their name and by their sum."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wres_calc.reference import ethnicity
from wres_calc.reference.normalise import plain
from wres_calc.reference.table import lookup

_TOTAL = re.compile(r"\b(sub|grand)?\s?totals?\b|\ball\b|\boverall\b")
_HEADINGS = lookup("ethnic_headings", "prefix", "heading")


class Line(NamedTuple):
    """An origin as sent, its one-letter category (`None`: none is named), and its numbers of people."""

    origin: str
    category: str | None
    numbers: tuple[int, ...]


def subtotals(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines that are a total of others: they are named so, and are the sum of those they name.

    A name with another sum is no total that could be left out without loss.
    """
    origins = [line for line in lines if line.category is not None]
    for place, line in enumerate(lines):
        if line.category is None and _sum(_named(line.origin, origins), len(line.numbers)) == line.numbers:
            yield place


def _named(origin: str, origins: Sequence[Line]) -> list[Line]:
    """The lines of the group or heading that a total names; all of them where it is a total and names none."""
    words = plain(origin)
    name = " ".join(_TOTAL.sub(" ", words).split())
    if not name and words:
        return list(origins)
    group, heading = ethnicity.parse_ethnic_group(name), _HEADINGS.get(name)
    of = {line.origin: ethnicity.CATEGORIES[line.category] for line in origins if line.category}
    return [
        line for line in origins if of[line.origin].group == group or of[line.origin].heading.value == heading
    ]


def _sum(lines: Sequence[Line], width: int) -> tuple[int, ...]:
    return tuple(sum(line.numbers[i] for line in lines) for i in range(width)) if lines else ()
