"""Settings, JSON and short lists, bounded before anything parses them.

A parser takes many times the memory of its text, and a TOML parser takes the square of a dotted key's length: a file
of 200 kB could fill any machine.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from typing import Any

LARGEST_SETTINGS = 2**20
"""Bytes of a `submission.toml`; one that maps a thousand texts has a tenth of it."""

DEEPEST_KEY = 16
"""Names in one dotted key, or brackets within brackets; `submission.toml` needs five."""

LARGEST_JSON = 200 * 2**20
"""Bytes of a saved report or of roll-ups; those of 220 organisations have 15 MB, 60 MB with detailed groups."""

BYTES_OF_A_PART = 32
"""In a JSON document, at least, for each object, list and four values; those of ours have over 80."""

FEWEST_PARTS = 250_000
"""So many objects and lists are accepted in a document of any size."""

LARGEST_LIST = 10 * 2**20
"""Bytes of a table that is read row by row: a manifest, a table of counts, a list of courses."""

MOST_LINES = 100_000
"""Rows of such a table."""

MOST_CELLS = 100
"""Cells of one of its rows."""

# What a string that is not closed goes on to does not matter: the parser stops where it begins.
_STRING_OR_COMMENT = re.compile(
    r'"""(?>[^"\\]|\\.|"(?!""))*+(?:"{3,5}|.*)'
    r"|'''(?>[^']|'(?!''))*+(?:'{3,5}|.*)"
    r'|"(?>[^"\\\n]|\\.)*+(?:"|.*)'
    r"|'[^'\n]*+(?:'|.*)"
    r"|\#[^\n]*+",
    re.DOTALL,
)
_NOT_TELLING = re.compile(r"[^.\[\]{}\n=,]+")


class TooLarge(ValueError):
    """A text is larger, or deeper, than its bounds; the text of the exception says so, to follow "it"."""


def toml(text: str) -> dict[str, Any]:
    """The settings in a text. Raises `TooLarge`, or what `tomllib` raises."""
    if len(text) > LARGEST_SETTINGS:
        raise TooLarge(f"is larger than {LARGEST_SETTINGS >> 20} MB")
    signs = _NOT_TELLING.sub("", _STRING_OR_COMMENT.sub("", text))
    if "." * DEEPEST_KEY in signs or _depth(signs) > DEEPEST_KEY:
        raise TooLarge(f"goes more than {DEEPEST_KEY} levels deep")
    return tomllib.loads(text)


def _depth(signs: str) -> int:
    """How many brackets are open at once, at most."""
    deepest = depth = 0
    for sign in signs:
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    return deepest


def json_document(text: str) -> Any:
    """The JSON document in a text. Raises `TooLarge`, or `ValueError` where there is none."""
    if len(text) > LARGEST_JSON:
        raise TooLarge(f"is larger than {LARGEST_JSON >> 20} MB")
    most = FEWEST_PARTS + len(text) // BYTES_OF_A_PART
    if text.count("[") + text.count("{") > most or text.count(",") > 4 * most:
        raise TooLarge("has more brackets and commas than a report of its size")
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it has no end of brackets") from None


def lines(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a short CSV table, simplified, and its rows. Raises `TooLarge`, or `ValueError` for no CSV."""
    if len(text) > LARGEST_LIST:
        raise TooLarge(f"is larger than {LARGEST_LIST >> 20} MB")
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
    try:
        rows = list(islice(_rows(reader), MOST_LINES + 2))
    except csv.Error:
        raise ValueError("it is not CSV") from None
    if len(rows) > MOST_LINES + 1:
        raise TooLarge(f"has more than {MOST_LINES:,} rows")
    columns = [name.strip().lower().replace(" ", "_") for name in rows[0]] if rows else []
    padding = [""] * len(columns)
    return columns, [dict(zip(columns, [*row, *padding], strict=False)) for row in rows[1:]]


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for row in reader:
        if len(row) > MOST_CELLS:
            raise TooLarge(f"has a row of more than {MOST_CELLS} cells")
        if row:
            yield row
