"""The text of a CSV file as UTF-8, whatever encoding and line ends it was sent in."""

import codecs
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from wres_calc.intake.files.source import TableSource

PART = 1 << 20
"""How many bytes are read at once; the headings are looked for in the first of them."""
_LARGEST_PART, _MOST_PARTS = 1 << 22, 40
"""Of a large file more are, up to so many, or a fortieth of it."""
_WHOLE = 1 << 21
"""A file of so many bytes at most is read in one piece."""
_END = 1 << 14
"""How many bytes at its end are looked at together for what is no text."""

SEPARATORS = (",", ";", "\t")
"""What may stand between the cells."""

_UTF16 = "utf-16"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls", b"PAR1": ".parquet"}

T = TypeVar("T")


class CsvText:
    """A file as text in `encoding`, read once; when it has been read to its end, `sha256` is the hash of the file."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path, self.encoding, self.sha256 = path, encoding, ""
        self._coming = self._read()
        self._ahead: list[bytes] = []

    def head(self, size: int = PART) -> str:
        """The text in the first bytes of the file, about `size` of them."""
        self._ahead += islice(self._coming, max(-(-size // PART) - len(self._ahead), 0))
        return b"".join(self._ahead)[:size].decode(errors="ignore")  # the last letter may be cut through

    def parts(self) -> Iterator[bytes]:
        """Take the text in pieces that may end anywhere. Raises `UnicodeError` where it is none in this encoding."""
        while self._ahead:
            yield self._ahead.pop(0)
        yield from self._coming

    def _read(self) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self.encoding)()
        digest, lone_returns = hashlib.sha256(), False
        with self.path.open("rb") as file:
            end, at = self._end(file), 0
            # Larger parts cost less where the file is large; the first is the head.
            first = max(end, PART) if end <= _WHOLE else PART
            size = min(max(end // _MOST_PARTS, PART), _LARGEST_PART)
            while read := file.read(size if at else first):
                digest.update(read)
                part = read[: max(end - at, 0)]
                plain = at and self.encoding != _UTF16 and part.isascii() and not decoder.getstate()[0]
                text = part if plain else decoder.decode(part).encode()
                if b"\0" in text:
                    raise UnicodeError
                lone_returns = lone_returns if at else b"\r" in text and b"\n" not in text
                at += len(read)
                yield text.replace(b"\r", b"\n") if lone_returns else text
        decoder.decode(b"", final=True)
        self.sha256 = digest.hexdigest()

    def _end(self, file: BinaryIO) -> int:
        """Where the text ends: old systems put Ctrl-Z after it, or fill the file up with NUL."""
        size = end = file.seek(0, os.SEEK_END)
        kept = 0
        while end and not kept:
            start = max(end - _END, 0)
            file.seek(start)
            kept = len(file.read(end - start).rstrip(b"\0\x1a"))
            end = start + kept
        file.seek(max(end - 1, 0))
        last = file.read(2)
        file.seek(0)
        if last[:1] != b"\n" and last[1:] != b"\x1a":
            return size
        return end + end % 2 if self.encoding == _UTF16 else end


def in_its_encoding(path: Path, use: Callable[[CsvText], T]) -> T:
    """What `use` makes of a file: UTF-16 where a mark says so, else UTF-8, else Windows.

    Raises `UnicodeError` where it is none of these.
    """
    with path.open("rb") as file:
        marked = file.read(2) in _MARKS
    for encoding in (_UTF16,) if marked else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeError):
            return use(CsvText(path, encoding))
    raise UnicodeError


def read_text(source: TableSource, use: Callable[[CsvText], T]) -> T:
    """What `use` makes of the text of `source`. Raises `Refused` where the file is empty or no text."""
    with source.path.open("rb") as file:
        start = file.read(4)
    if start in _NOT_TEXT:
        message = f"this is not CSV text; it looks like an {_NOT_TEXT[start]} file."
        raise source.refusal("file-unreadable", message)
    try:
        return in_its_encoding(source.path, lambda text: use(_filled(source, text)))
    except UnicodeError:
        message = "the text is neither UTF-8 nor Windows (cp1252) nor marked UTF-16."
        raise source.refusal("encoding-unclear", message) from None


def _filled(source: TableSource, text: CsvText) -> CsvText:
    if not text.head().strip():
        raise source.refusal("file-empty", "the file is empty.")
    return text
