"""The texts that the cells of a workbook share: each is stored once, and read as often as a cell points to it.

A text of a few kilobytes, pointed to by a million cells, would be gigabytes.
"""

import re
import zipfile
from collections.abc import Iterable
from functools import cached_property

from wres_calc.intake.files.archive import LONGEST_TEXT, Unsafe, chunks

LARGEST_TEXT = 2**29
"""Bytes of all shared texts of a sheet as its cells show them; the workforce of the whole NHS comes to half of it."""

SMALL_TEXT = 2**24
TEXT_OF_A_BYTE = 4
"""Bytes of text for each byte of the sheet: a cell has some thirty, its text seldom more."""


def largest_text(size: int) -> int:
    """How many bytes of shared texts a sheet may show that is written in `size` bytes."""
    return min(SMALL_TEXT + TEXT_OF_A_BYTE * size, LARGEST_TEXT)


_END = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_POINTER = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v\s*>\s*([0-9]{1,9})\s*<""")


class SharedTexts:
    """The shared texts of one workbook, looked at only as far as needed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    @cached_property
    def longest(self) -> int:
        """Bytes of the longest text; 0 without any."""
        return max(self.sizes, default=0)

    @cached_property
    def sizes(self) -> list[int]:
        """Bytes of each text, markup included, in their order."""
        found = []
        for name in self.archive.namelist():
            if name.casefold() == "xl/sharedstrings.xml":
                rest = b""
                for piece in chunks(self.archive, name):
                    *whole, rest = _END.split(rest + piece)
                    found += [len(text) for text in whole]
                    if len(rest) > LONGEST_TEXT:
                        raise Unsafe("file-unsafe", "it holds a text longer than any cell can be.")
        return found

    def at_most(self, cells: bytes) -> int:
        """Bytes that some cells can show at most, quickly told: as if each pointed to the longest text."""
        return (cells.count(b'"s"') + cells.count(b"'s'")) * self.longest

    def shown(self, sheet: Iterable[bytes]) -> int:
        """Bytes that the cells of a sheet show; one that does not say plainly which text counts as the longest."""
        total = 0
        for cells in sheet:
            pointers = [int(number) for number in _POINTER.findall(cells)]
            known = [self.sizes[pointer] for pointer in pointers if pointer < len(self.sizes)]
            total += sum(known) + self.longest * (len(_SHARED.findall(cells)) - len(known))
        return total
