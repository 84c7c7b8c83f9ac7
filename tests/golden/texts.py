"""Outputs as text that differs line by line, and the same by sections with a digest each.

What varies without a change of the program is left out: hashes of inputs, versions, seconds, folders.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.workbooks.cells import cells, sheets, texts
from tests.workbooks.package import opened
from xlsxwriter.utility import xl_rowcol_to_cell

from wres_calc import __version__

_WIDTH = 500
"""A part of a JSON document that fits stands on one line: a measure, an issue."""

_VARYING = {"seconds", "version", "semanticVersion"}
_PARTS = {"number", "indicator", "level", "code", "reporting_year", "name", "table", "path"}
"""What tells the entries of a list in a JSON document apart, where they have it."""

Sections = Iterator[tuple[str, list[str]]]


def as_text(path: Path) -> str:
    """An output file as lines; a workbook by its cells, a page without its charts."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        data = "".join(f"{line}\n" for line in _cells(data)).encode()
    text = plain(data)
    if path.suffix in (".json", ".sarif"):
        return as_json(text)
    if path.suffix == ".html":
        text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
        text = re.sub(r"<svg.*?</svg>", "<svg></svg>", text, flags=re.DOTALL)
    return text


def plain(data: bytes) -> str:
    """Text as it was printed or written, one kind of line end, no version."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    text = text.replace(f"wres-calc {__version__}", "wres-calc VERSION")
    return re.sub(r"\b[0-9a-f]{64}\b|(?<=definitions )[0-9a-f]{12}\b|(?<=\()[0-9.]+(?= s\))", "…", text)


def as_json(text: str) -> str:
    """A JSON document, its smaller parts on a line each."""
    return "\n".join(_laid_out(json.loads(text), "")) + "\n"


def _laid_out(value: Any, indent: str) -> list[str]:
    value = _steady(value) if isinstance(value, dict) else value
    whole = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or (len(whole) <= _WIDTH and indent):
        return [whole]
    pairs = value.items() if isinstance(value, dict) else ((None, each) for each in value)
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    lines = [opening]
    for key, each in pairs:
        first, *rest = _laid_out(each, f"{indent} ")
        start = "" if key is None else f"{json.dumps(key)}: "
        lines += [f"{indent} {start}{first}", *rest]
        lines[-1] += ","
    return [*lines[:-1], lines[-1].removesuffix(","), f"{indent}{closing}"]


def _steady(value: dict[str, Any]) -> dict[str, Any]:
    return {key: "…" if key in _VARYING and each is not None else each for key, each in value.items()}


def _cells(data: bytes) -> Iterator[str]:
    package = opened(data)
    shared = texts(package)
    for name, part in sheets(package).items():
        for (row, column), value in sorted(cells(package.xml(part), shared).items()):
            if value is not None:
                shown = repr(value) if isinstance(value, float) else value.replace("\n", "\\n")
                yield f"{name}!{xl_rowcol_to_cell(row - 1, column - 1)}\t{shown}"


def digests(path: Path, text: str) -> str:
    """One line for each section of an output: its name, its number of lines, a digest of them."""
    return "".join(
        f"{path.name}\t{name}\t{len(lines)}\t{_digest(lines)}\n" for name, lines in _sections(path, text)
    )


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _sections(path: Path, text: str) -> Sections:
    if path.suffix == ".json":
        yield from _of_json(json.loads(text), "")
    elif path.suffix == ".csv":
        yield from _of_csv(text)
    elif path.suffix == ".xlsx":
        lines = text.splitlines()
        yield from ((name, list(part)) for name, part in groupby(lines, lambda line: line.partition("!")[0]))
    else:
        yield "all", text.splitlines()


def _of_json(value: dict[str, Any], name: str) -> Sections:
    rest = {}
    for key, each in value.items():
        if isinstance(each, dict) and any(map(_listed, each.values())):
            yield from _of_json(each, f"{name}{key} ")
        elif _listed(each):
            for label, found in groupby(each, _label):
                one, *more = found
                if more:
                    yield f"{name}{key} {label}", _laid_out([one, *more], "")
                else:
                    yield from _of_json(one, f"{name}{key} {label}, ")
        else:
            rest[key] = each
    if rest:
        yield name.strip(", ") or "the rest", _laid_out(rest, "")


def _listed(value: Any) -> bool:
    """Whether this is a list of entries that can be told apart."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and _PARTS & one.keys() for one in value)
    )


def _label(entry: dict[str, Any]) -> str:
    return " ".join(str(entry[key]) for key in entry if key in _PARTS and not isinstance(entry[key], dict))


def _of_csv(text: str) -> Sections:
    lines = text.splitlines()
    heads = next(csv.reader(lines[:1]))
    by = [at for at, head in enumerate(heads) if head in {"level", "code", "indicator"}]

    def section(line: str) -> str:
        row = next(csv.reader([line]))
        return ", ".join(f"{heads[at]} {row[at]}" for at in by if at < len(row))

    yield "headings", lines[:1]
    yield from ((name or "rows", list(part)) for name, part in groupby(lines[1:], section))
