"""Totals of some ethnic origins among the origins of a summary: known by their name and by their sum."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.ethnicity import parse_ethnic_heading
from wres_calc.facts.normalise import plain

_HEADING_OF = ETHNICITY.grouping("ethnic_heading").of
_TOTAL = re.compile(r"\b(sub|grand)?\s?totals?\b|\ball\b|\boverall\b")
_PEOPLE = re.compile(r"\b(applicants|candidates|people|staff|ethnic|groups|origins|categories)\b")


class Line(NamedTuple):
    """An origin as sent, its one-letter category (`None`: none is named), and its numbers of people."""

    origin: str
    category: str | None
    numbers: tuple[int, ...]


def is_total(origin: str) -> bool:
    """Whether an origin is by its name a total of others: it is called one, or is all people."""
    return "total" in plain(origin) or _is_of_all(origin)


def subtotals(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines that are a total of others: they are named so, and are the sum of those they name.

    A name with another sum is no total that could be left out without loss. Origins that are in no list are in the
    total of all, where it is their sum.
    """
    origins = [line for line in lines if line.category is not None]
    others = [line for line in lines if line.category is None]
    with_unlisted = [*origins, *(line for line in others if _names_nothing(line.origin, origins))]
    # Each name is looked at once: what is no summary may have as many rows as there are applications.
    sums = {
        name: {_sum(each) for of in (origins, with_unlisted) for each in _named(name, of)}
        for name in {line.origin for line in others}
    }
    for place, line in enumerate(lines):
        if line.category is None and line.numbers in sums[line.origin]:
            yield place


def _names_nothing(origin: str, origins: Sequence[Line]) -> bool:
    return not is_total(origin) and not any(_named(origin, origins))


def _is_of_all(origin: str) -> bool:
    words = plain(origin)
    return _TOTAL.search(words) is not None and not _PEOPLE.sub(" ", _TOTAL.sub(" ", words)).strip()


def _named(origin: str, origins: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each group or heading that a total may name; all of them where it is a total and names none."""
    if _is_of_all(origin):
        yield list(origins)
        return
    name = " ".join(_TOTAL.sub(" ", plain(origin)).split())
    for group in filter(None, (ETHNICITY.parse_group(origin), ETHNICITY.parse_group(name))):
        yield [line for line in origins if line.category and ETHNICITY.main.of[line.category] == group]
    if heading := parse_ethnic_heading(name):
        yield [line for line in origins if line.category and _HEADING_OF[line.category] == heading]


def _sum(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(line.numbers for line in lines), strict=True)))
