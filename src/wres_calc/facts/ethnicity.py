"""How an ethnic category is read from what trusts send: codes, labels, and both under any heading."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from wres_calc.facts.normalise import plain
from wres_calc.facts.table import rows

UNKNOWN_CATEGORY = "Z"
_CATEGORIES = {row["code"]: row for row in rows("ethnic_categories")}

_FILLERS = frozenset({"or", "background", "backgrounds"})
_NO_DATA = frozenset({"na", "nk", "ns", "nr", "no", "nd", "dk"})
"""Would be African or mixed by their first letter, and commonly mean that nothing is known."""

_CODE = re.compile(rf"([{''.join(_CATEGORIES).casefold()}])[a-z0-9]?")


def _key(text: str) -> str:
    return " ".join(word for word in plain(text).split() if word not in _FILLERS)


_BREAK = re.compile(r" +[-\u2010-\u2015]+ +|[:;,/|>()\[\]\u2010-\u2015-]")
"""What may stand between a heading and a label."""
_JOINING = frozenset({"or", "and"})


def _spellings() -> Iterator[tuple[str, str]]:
    prefixes: dict[str, list[str]] = {}
    for row in rows("ethnic_headings"):
        prefixes.setdefault(row["heading"], [""]).append(row["prefix"])
    for code, category in _CATEGORIES.items():
        yield _key(category["label"]), code
    for row in rows("unknown_labels"):
        yield _key(row["label"]), UNKNOWN_CATEGORY
    for row in rows("ethnic_labels"):
        if row["alone"] == "yes":
            yield _key(row["label"]), row["category"]
        for heading in row["headings"].split():
            for prefix in prefixes[heading][1:]:
                yield _key(f"{prefix} {row['label']}"), row["category"]


_OTHER_DETAIL = frozenset({"other unspecified", "other", "unspecified", "other specified"})
_WITH_OTHER_DETAIL = "CGLPS"
"""The categories with a local detail "other/unspecified" (C3, GF, LK, PE, SE), printed without saying other what."""

_LABELS = dict(_spellings())
_WORDS = {row["heading"]: frozenset(row["words"].split()) for row in rows("ethnic_heading_words")}
_UNDER = {
    (heading, _key(row["label"])): row["category"]
    for row in rows("ethnic_labels")
    for heading in row["headings"].split()
}
_NAMES = {
    row["heading"]: (frozenset(row["names"].split()), frozenset(row["beside"].split()))
    for row in rows("ethnic_heading_words")
}
_HEADINGS = {_key(row["prefix"]): row["heading"] for row in rows("ethnic_headings")}


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
    return _heading(before) == "mixed" and _heading(after) in ("white", "asian", "black")


def _under(above: str, text: str) -> str | None:
    """The category of a label under a heading, which may repeat the heading."""
    heading = _heading(above)
    if heading is None:
        return None
    if (heading, _key(text)) in _UNDER:
        return _UNDER[heading, _key(text)]
    category = _by_label(text) if _heading(text) is None else None
    return category if category and _heading_of(category) == heading else None


def _heading(text: str) -> str | None:
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
    return bool(_WORDS[_heading_of(category)] & set(label.split()))


def _heading_of(category: str) -> str:
    return _CATEGORIES[category]["ethnic_heading"]


def parse_label(text: str) -> str | None:
    """The category that `text` is a label of, without a code and without its heading apart; `None` of none."""
    return _LABELS.get(_key(text))


def parse_ethnic_heading(text: str) -> str | None:
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
    category = _LABELS[near[0]]
    return f"{category} {_CATEGORIES[category]['label']}"
