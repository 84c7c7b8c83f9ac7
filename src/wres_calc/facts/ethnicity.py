"""Ethnic categories, headings and groups, and how they are read from what trusts send."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from wres_calc.facts.normalise import plain
from wres_calc.facts.table import lookup, rows


class EthnicGroup(StrEnum):
    """The three groups of the standard."""

    WHITE = "white"
    BME = "bme"
    UNKNOWN = "unknown"


class EthnicHeading(StrEnum):
    """The headings of the ethnic categories; Chinese stands under `other`."""

    WHITE = "white"
    MIXED = "mixed"
    ASIAN = "asian"
    BLACK = "black"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class EthnicCategory:
    """One of the sixteen categories, or "not stated"; `code` is its one letter."""

    code: str
    label: str
    heading: EthnicHeading
    group: EthnicGroup


UNKNOWN_CATEGORY = "Z"

CATEGORIES: Mapping[str, EthnicCategory] = MappingProxyType(
    {
        row["code"]: EthnicCategory(
            row["code"], row["label"], EthnicHeading(row["heading"]), EthnicGroup(row["group"])
        )
        for row in rows("ethnic_categories")
    }
)


def is_within(group: str, other: str) -> bool:
    """Whether a group, heading or category is all in the other one, or the same."""
    return _members(group) <= _members(other)


def _members(group: str) -> frozenset[str]:
    return frozenset(
        code for code, category in CATEGORIES.items() if group in (code, category.heading, category.group)
    ) or frozenset((group,))


_FILLERS = frozenset({"or", "background", "backgrounds"})
_NO_DATA = frozenset({"na", "nk", "ns", "nr", "no", "nd", "dk"})
"""Would be African or mixed by their first letter, and commonly mean that nothing is known."""

_CODE = re.compile(rf"([{''.join(CATEGORIES).casefold()}])[a-z0-9]?")


def _key(text: str) -> str:
    return " ".join(word for word in plain(text).split() if word not in _FILLERS)


_BREAK = re.compile(r" +[-\u2010-\u2015]+ +|[:;,/|>()\[\]\u2010-\u2015-]")
"""What may stand between a heading and a label."""
_JOINING = frozenset({"or", "and"})


def _spellings() -> Iterator[tuple[str, str]]:
    prefixes: dict[str, list[str]] = {}
    for row in rows("ethnic_headings"):
        prefixes.setdefault(row["heading"], [""]).append(row["prefix"])
    for category in CATEGORIES.values():
        yield _key(category.label), category.code
    for row in rows("ethnic_labels"):
        if row["alone"] == "yes":
            yield _key(row["label"]), row["category"]
        for heading in row["headings"].split():
            for prefix in prefixes[heading][1:]:
                yield _key(f"{prefix} {row['label']}"), row["category"]


_OTHER_DETAIL = frozenset({"other unspecified", "other", "unspecified", "other specified"})
_WITH_OTHER_DETAIL = "CGLPS"
"""The categories with a local detail "other/unspecified" (C3, GF, LK, PE, SE), printed without saying other what."""

_LABELS: Mapping[str, str] = MappingProxyType(dict(_spellings()))
_WORDS = {row["heading"]: frozenset(row["words"].split()) for row in rows("ethnic_heading_words")}
_UNDER = {
    (EthnicHeading(heading), _key(row["label"])): row["category"]
    for row in rows("ethnic_labels")
    for heading in row["headings"].split()
}
_NAMES = {
    EthnicHeading(row["heading"]): (frozenset(row["names"].split()), frozenset(row["beside"].split()))
    for row in rows("ethnic_heading_words")
}
_HEADINGS = {_key(row["prefix"]): EthnicHeading(row["heading"]) for row in rows("ethnic_headings")}
_GROUPS = {name: EthnicGroup(group) for name, group in lookup("ethnic_groups", "name", "group").items()}


def parse_ethnic_category(text: str) -> str | None:
    """The one-letter category that `text` names; `None` where it cannot be told.

    Blank, "not stated" and its kin are `Z`. Taken are a label, a code (one of the letters, with or without a
    local detail of it), and both together when they agree (contract, section 3). A label is never read by its
    first letter; a bare digit, the letter T or a group's name alone is no category.
    """
    if not text.strip():
        return UNKNOWN_CATEGORY
    return _by_label(text) or _by_code(text)


def _by_label(text: str) -> str | None:
    """A label alone, or beside its heading on either side: "Asian, Asian British or Asian Welsh: Indian"."""
    halves = [(text[: mark.start()], text[mark.end() :], mark[0]) for mark in _BREAK.finditer(text)]
    if any(_is_cut_off(before, after) for before, after, _ in halves):
        return None
    if (key := _key(text)) in _LABELS:
        return _LABELS[key]
    found = set()
    for before, after, mark in halves:
        found |= {_under(before, after), None if mark == "/" else _under(after, before)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _is_cut_off(before: str, after: str) -> bool:
    """Whether a label under Mixed names one group alone: "Mixed: White" does not say White and what."""
    if _heading(before) is not EthnicHeading.MIXED:
        return False
    return _heading(after) in (EthnicHeading.WHITE, EthnicHeading.ASIAN, EthnicHeading.BLACK)


def _under(above: str, text: str) -> str | None:
    """The category of a label under a heading, which may repeat the heading."""
    heading = _heading(above)
    if heading is None:
        return None
    if (heading, _key(text)) in _UNDER:
        return _UNDER[heading, _key(text)]
    category = _by_label(text) if _heading(text) is None else None
    return category if category and CATEGORIES[category].heading is heading else None


def _heading(text: str) -> EthnicHeading | None:
    """The heading whose name `text` is, its words in any order: "Black, Black Welsh, Caribbean or African"."""
    words = plain(text).split()
    if not words or _JOINING & {words[0], words[-1]}:
        return None
    said = set(words) - _FILLERS - _JOINING
    found = [
        heading for heading, (names, beside) in _NAMES.items() if names & said and said <= names | beside
    ]
    # African alone, or Caribbean, is a category beside Black; together they are a part of the heading's name.
    one_of_two = len(said & {"african", "caribbean"}) == 1
    return found[0] if len(found) == 1 and not one_of_two else None


def _by_code(text: str) -> str | None:
    first, _, label = _key(text).partition(" ")
    found = _CODE.fullmatch(first)
    if found is None or (not label and first in _NO_DATA):
        return None
    category = found[1].upper()
    said = _by_label(re.sub(r"^\W*\w+\W*", "", text)) if label else None
    if said is not None:
        return category if said == category else None
    return category if not label or _agrees(label, category) else None


def _agrees(label: str, category: str) -> bool:
    if label in _OTHER_DETAIL:
        return category in _WITH_OTHER_DETAIL
    return bool(_WORDS[CATEGORIES[category].heading] & set(label.split()))


def parse_ethnic_group(text: str) -> EthnicGroup | None:
    """The group that `text` names in a table of groups: White, BME and its other names, unknown and its kin.

    `None` for blank, for a single category and for anything else.
    """
    if _LABELS.get(_key(text)) == UNKNOWN_CATEGORY:
        return EthnicGroup.UNKNOWN
    return _GROUPS.get(plain(text))


def parse_ethnic_heading(text: str) -> EthnicHeading | None:
    """The heading that `text` names, as it stands over categories: Mixed, Asian or Asian British and their kin."""
    return _HEADINGS.get(_key(text)) or _heading(text)


def nearest_ethnic_category(text: str) -> str | None:
    """What `text`, which names no category, was probably meant to be, as ESR prints it; `None` if nothing is."""
    key = _key(text)
    first, _, label = key.partition(" ")
    code = _CODE.fullmatch(first)
    labels: Collection[str] = _LABELS
    if label in _LABELS:
        key = label
    elif code is not None and label:  # behind a code only a label of that code can have been meant
        key, labels = label, [name for name, category in _LABELS.items() if category == code[1].upper()]
    near = get_close_matches(key, labels, n=1, cutoff=0.85)
    if not near:
        return None
    category = CATEGORIES[_LABELS[near[0]]]
    return f"{category.code} {category.label}"
