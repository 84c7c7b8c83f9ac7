"""The least of an .xls workbook: one sheet of texts, in the records of [MS-XLS], in a container of [MS-CFB]."""

import struct
from collections.abc import Sequence

SECTOR = 512
_LEAST = 4096
"""A shorter stream would stand elsewhere in the container."""

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BEGIN, _EOF, _SHEET_NAME, _TEXT = 0x0809, 0x000A, 0x0085, 0x0204
_GLOBALS, _SHEET = 0x0005, 0x0010


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(what: int) -> bytes:
    return _record(_BEGIN, struct.pack("<HHHHII", 0x0600, what, 0, 1997, 0, 0))


def cell(row: int, column: int, text: str) -> bytes:
    """The record of a cell."""
    place = struct.pack("<HHHHB", row, column, 0, len(text), 0)
    return _record(_TEXT, place + text.encode("latin-1"))


def content(
    lines: Sequence[Sequence[str]], names: Sequence[str] = ("workforce",), more: bytes = b""
) -> bytes:
    """The bytes of a workbook whose sheets, by their `names`, are one and the same, with `more` records below."""
    cells = b"".join(cell(row, at, text) for row, line in enumerate(lines) for at, text in enumerate(line))
    sheet = _begin(_SHEET) + cells + more + _record(_EOF)
    size = len(_begin(_GLOBALS)) + sum(12 + len(name) for name in names) + len(_record(_EOF))
    listed = (_record(_SHEET_NAME, struct.pack("<IHBB", size, 0, len(n), 0) + n.encode()) for n in names)
    return _container(_begin(_GLOBALS) + b"".join(listed) + _record(_EOF) + sheet)


def _container(stream: bytes) -> bytes:
    """A stream "Workbook" behind a sector of the chain and one of the list of streams."""
    stream = stream.ljust(_LEAST, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [_FAT, _END, *range(3, 2 + count), _END]
    assert len(chain) <= SECTOR // 4
    fat = struct.pack(f"<{SECTOR // 4}I", *chain, *[_FREE] * (SECTOR // 4 - len(chain)))
    listed = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, count * SECTOR)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, _LEAST, _END, 0, _END, 0, 0)
    head += struct.pack("<108I", *[_FREE] * 108)
    return head + fat + listed.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    about = struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)
