"""Compares names that people type: tables, sheets, headings, keys."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=10_000)
def simplified(text: str) -> str:
    """`text` without case, spaces, punctuation and underscores; full-width and other look-alike forms made plain.

    A per cent sign is the word: a share is not the number it is of.

    Empty where nothing but punctuation was there.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("%", "percent")
    return "".join(filter(str.isalnum, plain))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `name`, or `None` where none is near enough to be what was meant."""
    from difflib import get_close_matches

    by_simplified = {simplified(candidate): candidate for candidate in candidates}
    found = get_close_matches(simplified(name), by_simplified, n=1, cutoff=0.6)
    return by_simplified[found[0]] if found else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """Return the tail of a message: the nearest right name, else all of them, else nothing."""
    names = [candidate for candidate in candidates if candidate]
    near = nearest(name, names)
    if near is not None:
        return f'; did you mean "{near}"?'
    return f"; known here: {', '.join(names)}" if names else ""
