"""Finds the rows and columns of a national return in a form: by their words, loosely, and always saying so."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.normalise import plain
from wres_calc.facts.pay import parse_grade, parse_medical_grade
from wres_calc.intake.columns import cell_at
from wres_calc.intake.layouts.layout import Block
from wres_calc.intake.names import simplified
from wres_calc.standards.returns import Form, Row, Section

_UNKNOWN = ("unknown", "null", "notstated", "notknown", "undisclosed")
_YEAR = re.compile(r"(?:\b|(?<=\D))(20\d\d)(?:\s*[/–-]\s*(?:20)?(\d\d))?(?!\d)")
_NUMBERING = re.compile(r"^\W*(?:\d{1,2}[a-z]?[).:]|[a-z][).:]|of which\W)\s*")
_SAME = {
    "exec": "executive",
    "execs": "executive",
    "percentage": "percent",
    "headcount": "number",
    "membership": "member",
    "tot": "total",
}
_IDLE = frozenset("the of in on a an to for and which who that number no at by compared all".split())
"""Words that tell no row from another."""
_GROUPS = {
    word
    for each in CHARACTERISTICS.values()
    for group, label in each.main.groups.items()
    for word in plain(f"{group} {label}").split()
}
_TELLING = _GROUPS | {
    *"non not relative likelihood percent difference voting executive total clinical medical senior patient".split(),
    *"public shortlisted appointed workforce board".split(),
}
"""Words that make another row of one that is else the same."""
_WORD = re.compile(r"[^\W\d_]{3}")
_JOINED = re.compile(rf"\bnon(?={'|'.join(sorted(_TELLING))}|consultant|mandatory)")
_ALIKE, _APART_BY = 0.72, 0.08
"""How like a label must be, and by how much more than any other."""


class FoundRow(NamedTuple):
    """A row of a form: its number, the section and row of the layout that it is, and its label as it stands there."""

    number: int
    section: Section
    row: Row
    label: str
    is_exact: bool


def group_of(heading: str) -> str | None:
    """Return the group that a heading names: "BME", "White 2025", "Ethnicity unknown/null"; a share is none."""
    text = _YEAR.sub(" ", heading)
    if "%" in text or "percent" in text.casefold():
        return None
    found = [each.parse_group(text) for each in CHARACTERISTICS.values() if plain(text)]
    if group := next(filter(None, found), None):
        return group
    return next(
        (
            each.main.unknown
            for each in CHARACTERISTICS.values()
            if any(word in simplified(text) for word in _UNKNOWN)
        ),
        None,
    )


def columns_of(block: Block, year: int | None) -> Mapping[str, int] | None:
    """Return the position of each group; of groups that stand several times those below the year.

    `None` where no year above them, or several, tell which are meant.
    """
    sets: list[dict[str, int]] = [{}]
    for at, group in sorted(block.at.items()):
        if group in sets[-1]:
            sets.append({})
        sets[-1][group] = at
    if len(sets) == 1:
        return sets[0]
    of_year = [each for each in sets if year in _years_above(block, min(each.values()))]
    return of_year[0] if len(of_year) == 1 else None


def _years_above(block: Block, at: int) -> set[int]:
    """Years that the heading names, else the nearest row above it, where a merged cell may begin further left."""
    for row in (block.headings, *reversed(block.above)):
        left = at if row is block.headings else 0
        texts = [cell for cell in row[left : at + 1] if cell]
        if texts and (found := list(_YEAR.finditer(texts[-1]))):
            return {int(each[1][:2] + each[2]) if each[2] else int(each[1]) for each in found}
    return set()


def rows_of(block: Block, layout: Form) -> Iterator[FoundRow]:
    """Yield the rows that are known by their labels, each once, below the title of their section."""
    first = min(block.at)
    sections, taken = list(layout.sections), set[tuple[str, str]]()
    within: Section | None = None
    for number, row in block.below():
        texts = [text for cell in row[:first] if (text := (cell or "").strip())]
        holds = any(cell_at(row, at) for at in block.at)
        titled = next(filter(None, (_section(text, sections) for text in texts)), None)
        if titled is not None and (titled is not within or not holds):
            within = titled
        later = sections[sections.index(within) + 1 :] if within else sections
        for section in filter(None, (within, *later)):
            free = [each for each in section.rows if (section.title, each.name) not in taken]
            if section is not within:
                free = [each for each in free if each.part is None]
            if found := _row(texts, free):
                known, label, is_exact = found
                is_exact = is_exact and section is within
                taken.add((section.title, known.name))
                within = section
                yield FoundRow(number, section, known, label, is_exact)
                break


def _section(text: str, sections: Collection[Section]) -> Section | None:
    """Return the section of a title; one of several that could be meant is none."""
    for each in sections:
        if _whole(text) in map(_whole, (each.title, _without_number(each.title), *each.also)):
            return each
    rated = sorted(((_likeness(text, each.title), at) for at, each in enumerate(sections)), reverse=True)
    if len(rated) == 1 or rated[0][0] - rated[1][0] >= _APART_BY:
        return list(sections)[rated[0][1]] if rated[0][0] >= _ALIKE else None
    return None


def _row(texts: Sequence[str], rows: Collection[Row]) -> tuple[Row, str, bool] | None:
    """Return the row that one of the texts names, the text, and whether it is word for word."""
    for text in texts:
        for row in rows:
            if _whole(text) in map(_whole, (row.label, *row.also)):
                return row, text, True
    for text in texts:
        if (band := _band(text, rows)) is not None:
            return band, text, False
    rated = sorted(
        (
            (max(_likeness(text, label) for label in (row.label, *row.also)), at, text)
            for text in texts
            for at, row in enumerate(rows)
        ),
        reverse=True,
    )
    best = [each for each in rated if each[0] >= max(_ALIKE, rated[0][0] - _APART_BY)]
    if len({at for _, at, _ in best}) == 1:
        return list(rows)[best[0][1]], best[0][2], False
    return None


def _band(text: str, rows: Collection[Row]) -> Row | None:
    """Return the row of a pay band, named as systems name it: "AfC Band 8 - Range A"; a number alone names none."""
    if not _WORD.search(text):
        return None
    found = {parse_grade(text), parse_medical_grade(text)} - {None}
    named = [row for row in rows if row.part and row.part.get("pay_band") in found]
    return named[0] if len(named) == 1 else None


def _likeness(text: str, label: str) -> float:
    """Say how like two labels are, from 0 to 1; 0 where a word makes another row of it."""
    own, other = _words(text), _words(label)
    apart = (own ^ other) & _TELLING or {word for word in own ^ other if word[0].isdigit() and len(own) < 4}
    if apart or not own or not other:
        return 0.0
    shared = 2 * len(own & other) / (len(own) + len(other))
    as_text = SequenceMatcher(None, " ".join(sorted(own)), " ".join(sorted(other))).ratio()
    return max(shared, as_text)


def _whole(text: str) -> str:
    """A label but for case, spaces and punctuation."""
    return simplified(text.replace("&", " and "))


@lru_cache(maxsize=2_000)
def _words(text: str) -> frozenset[str]:
    spread = plain(_without_number(text).replace("%", " percent "))
    words = (_singular(_SAME.get(word, word)) for word in _JOINED.sub("non ", spread).split())
    return frozenset(word for word in words if word not in _IDLE)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _without_number(text: str) -> str:
    return _NUMBERING.sub("", text.casefold())
