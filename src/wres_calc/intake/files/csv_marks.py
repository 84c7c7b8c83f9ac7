"""Signs that exports write into a CSV text and that are no part of its cells."""

import os
import re
from pathlib import Path

from wres_calc.intake.files.csv_rows import Layout

_PADDING = re.compile(r"(?:(?<=\n)\0|\x1a)[\0\x1a]*\Z")
"""What old systems put at the end of a text, or fill it up with."""


def is_padded(path: Path) -> bool:
    """Whether the file may end in such signs."""
    with path.open("rb") as file:
        file.seek(-min(2, path.stat().st_size), os.SEEK_END)
        return not set(file.read()).isdisjoint(b"\0\x1a")


def without_padding(text: str) -> str:
    """The text without Ctrl-Z and NUL signs at its end."""
    return _PADDING.sub("", text)


def without_formula_marks(data: bytes, layout: Layout) -> bytes | None:
    """The text with cells such as ="0012", by which exports make Excel keep zeros, as "0012"; `None` without any."""
    edge = re.escape(layout.separator)
    marked = rb"(^|" + edge + rb')="([^"\r\n]*)"(?=' + edge + rb"|\r?$)"
    plain, count = re.subn(marked, rb'\1"\2"', data, flags=re.MULTILINE)
    return plain if count else None
