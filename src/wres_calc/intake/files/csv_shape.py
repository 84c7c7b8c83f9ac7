"""Proof that every row of a CSV file has as many cells as there are headings, and that its quotes are sound.

A CSV reader fills short rows with blanks and lets a stray quotation mark swallow the rows that follow; either would
be a wrong number later. One pass over the bytes, without looking at rows one by one, settles it for most good files:
take away everything but separators and line ends, then take away every line that is right; nothing may be left.
Where something is left, or cells are quoted, `csv_rows` looks again with more care. The same pass computes the
file's SHA-256.
"""

import codecs
import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from wres_calc.intake.files import csv_rows
from wres_calc.intake.files.csv_rows import Layout, Rows, all_but

PART = 1 << 18
_MARK = b"\xef\xbb\xbf"
# White space beyond ASCII, as it begins: other characters begin so too, which costs a look at cells and no more.
_WIDE_SPACE = (b"\xc2\x85", b"\xc2\xa0", b"\xe1\x9a\x80", b"\xe2\x80", b"\xe2\x81\x9f", b"\xe3\x80\x80")
_NARROW_SPACE = (b"\t", b"\x0b", b"\x0c")


@dataclass(frozen=True)
class Shape:
    """What the bytes of a CSV file say.

    `utf8`: whether it is UTF-8 throughout; `nul`: whether it holds NUL bytes. If either is wrong, `rows` says
    nothing. `odd_space`: whether white space other than the space may surround a cell.
    """

    sha256: str
    utf8: bool
    nul: bool
    odd_space: bool
    rows: Rows


def shape_of(stream: BinaryIO, layout: Layout) -> Shape:
    """Read `stream`, UTF-8 text, to its end and say whether its rows fit `layout`."""
    digest, glance = hashlib.sha256(), _Glance(layout)
    while part := stream.read(PART):
        digest.update(part)
        glance.at(part)
    rows = Rows()
    if glance.readable() and not glance.all_fit():
        stream.seek(0)
        rows = csv_rows.judge(stream, layout)
    odd_space = glance.odd_space() or rows.broken_cells or (glance.quoted and layout.separator == b"\t")
    return Shape(digest.hexdigest(), glance.utf8, glance.nul, odd_space, rows)


@dataclass
class _Glance:
    """The first look, at parts that may end anywhere. `rest` is the beginning of the row that a part breaks off."""

    layout: Layout
    utf8: bool = True
    nul: bool = False
    quoted: bool = False
    strange: bool = False
    returns: int = 0
    rest: bytes = b""
    last: bytes = b""

    def __post_init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.titles = self.layout.header_row
        self.right = self.layout.separator * (self.layout.columns - 1) + b"\n"
        self.plain = all_but(self.layout.separator + b'\n\r"\0\t\x0b\x0c')
        self.inner = all_but(self.layout.separator + b"\n")
        self.spaces = [space for space in _NARROW_SPACE if space != self.layout.separator]
        self.fits = True

    def at(self, part: bytes) -> None:
        """Look at the next part of the file."""
        telling = part.translate(None, self.plain)
        self.nul = self.nul or b"\0" in telling
        self.quoted = self.quoted or b'"' in telling
        self.strange = self.strange or any(space in telling for space in self.spaces)
        if b"\r" in telling or self.last.endswith(b"\r"):
            ends = part.count(b"\r\n") + (self.last.endswith(b"\r") and part.startswith(b"\n"))
            self.returns += telling.count(b"\r") - ends
        if self.utf8 and not (part.isascii() and self.last.isascii()):
            self._wide(part)
        if self.fits and not self.quoted:
            self._lines(telling.translate(None, self.inner))
        self.last = part[-3:]

    def _wide(self, part: bytes) -> None:
        try:
            self.decoder.decode(part)
        except UnicodeDecodeError:
            self.utf8 = False
        seam = self.last + part[:3]
        self.strange = self.strange or any(space in part or space in seam for space in _WIDE_SPACE)

    def _lines(self, lines: bytes) -> None:
        whole, end, self.rest = (self.rest + lines).rpartition(b"\n")
        whole += end
        while self.titles and whole:
            whole = whole.partition(b"\n")[2]
            self.titles -= 1
        self.fits = not whole.replace(self.right, b"")

    def readable(self) -> bool:
        """Whether the text is UTF-8 and has no NUL, asked at the end of the file."""
        if self.utf8:
            try:
                self.decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self.utf8 = False
        return self.utf8 and not self.nul

    def all_fit(self) -> bool:
        """Whether every row is proven to fit, asked at the end of the file."""
        if self.fits and not self.quoted and not self.last.endswith(b"\n"):
            self._lines(b"\n")
        return self.fits and not self.quoted

    def odd_space(self) -> bool:
        """Whether white space other than the space may surround a cell, asked at the end of the file."""
        return self.strange or self.returns != 0
