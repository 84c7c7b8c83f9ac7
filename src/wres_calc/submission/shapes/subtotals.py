"""Totals of some ethnic origins among the origins of a summary: known by their name and by their sum."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wres_calc.reference import ethnicity
from wres_calc.reference.normalise import plain

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
    unlisted = [line for line in lines if line.category is None and _names_nothing(line.origin, origins)]
    for place, line in enumerate(lines):
        if line.category is None and line not in unlisted:
            named = *_named(line.origin, origins), *_named(line.origin, [*origins, *unlisted])
            if line.numbers in [_sum(each, len(line.numbers)) for each in named]:
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
    known = [(line, ethnicity.CATEGORIES[line.category]) for line in origins if line.category]
    groups = ethnicity.parse_ethnic_group(origin), ethnicity.parse_ethnic_group(name)
    for group in filter(None, groups):
        yield [line for line, of in known if of.group == group]
    if heading := ethnicity.parse_ethnic_heading(name):
        yield [line for line, of in known if of.heading == heading]


def _sum(lines: Sequence[Line], width: int) -> tuple[int, ...]:
    return tuple(sum(line.numbers[i] for line in lines) for i in range(width)) if lines else ()
