"""Writes the sections of tables in `submission.toml` anew: answers stay, questions stand as comments."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wres_calc.errors import ConfigurationError
from wres_calc.intake.files.bounded import toml as read_toml
from wres_calc.intake.settings import FILE, QUESTION
from wres_calc.propose.model import Draft, Question

_OURS = "#:"
_HEADER = re.compile(r"\s*\[")
_TABLE = re.compile(r"\s*\[\s*tables\s*\.\s*\"?(\w+)\"?[\s.\]]")


def fresh(year: int, code: str, name: str | None) -> str:
    """Return the settings of a submission that has none yet."""
    named = f"name = {toml(name)}\n" if name else ""
    return (
        "# What the files in this folder are, and how they read. Made by wres init --from; again, it keeps answers.\n"
        f'# A line that begins with "{QUESTION}" is open: put the right value in and take {QUESTION} off,\n'
        "# or take the whole line out where there is nothing to say.\n\n"
        f"[submission]\nreporting_year = {year}\n\n[organisation]\ncode = {toml(code)}\n{named}"
    )


def merged(text: str, drafts: Sequence[Draft]) -> str:
    """`text` with the sections of the drafts' tables in place of those it has; all else stays as it is.

    Comments within a section stay, above it. Raises `ConfigurationError` where the text is written in a way in which
    that cannot be done.
    """
    tables = {draft.table for draft in drafts}
    kept = "".join(_without(text, tables)).rstrip("\n") + "\n"
    open_before = _open_before(text)
    made = "".join(
        f"\n{_section(draft, open_before.get(draft.table, []))}"
        for draft in sorted(drafts, key=lambda draft: draft.table)
    )
    whole = kept + made
    expected = read_toml(text)
    sections = expected.setdefault("tables", {})
    for draft in drafts:
        sections[draft.table] = draft.settings
        if not draft.settings:
            del sections[draft.table]
    if not sections:
        del expected["tables"]
    try:
        as_written = read_toml(whole)
        if not as_written.get("tables", True):
            del as_written["tables"]
    except ValueError:  # as of TOML, or larger than what is read
        as_written = {}
    if as_written != expected:
        raise ConfigurationError(
            f"{FILE} is written in a way in which nothing can be added to [tables]; nothing was changed.",
            "Write each table as a section of its own, [tables.workforce], and run it again.",
        )
    return whole


def _without(text: str, tables: set[str]) -> Iterator[str]:
    """Yield the lines outside the sections of `tables`; of those the comments that are not ours."""
    inside = False
    for line in text.splitlines(keepends=True):
        if _HEADER.match(line):
            found = _TABLE.match(line)
            inside = found is not None and found[1] in tables
            if inside:
                continue
        comment = line.lstrip().startswith("#") and not line.lstrip().startswith((QUESTION, _OURS))
        commented_section = re.match(rf"{re.escape(QUESTION)}\s*\[tables\.(\w+)\]", line)
        if commented_section and commented_section[1] in tables:
            inside = True
            continue
        if not inside or comment:
            yield line


def _open_before(text: str) -> dict[str, list[str]]:
    """Questions by table that are not about the columns and texts of a file, which are asked anew with it."""
    found: dict[str, list[str]] = {}
    table = ""
    for line in text.splitlines(keepends=True):
        if header := _TABLE.match(line.removeprefix(QUESTION)):
            table = header[1]
        elif line.startswith(QUESTION) and not re.match(r"#\?\s*(columns|values)\.", line):
            found.setdefault(table, []).append(line)
    return found


def _section(draft: Draft, open_before: Sequence[str]) -> str:
    header = f"[tables.{draft.table}]\n"
    concluded = "".join(f"{_OURS} {_in_a_line(words)}\n" for words in (*draft.doubts, *draft.concluded))
    asked = {_key(question.key) for question in draft.questions} | set(draft.settings)
    questions = "".join(line for question in draft.questions for line in _question(question))
    questions += "".join(line for line in open_before if line[2:].partition("=")[0].strip() not in asked)
    if not draft.settings:
        return f"{QUESTION} {header}{questions}{concluded}"
    return header + questions + "".join(_lines((), draft.settings)) + concluded


def _question(question: Question) -> Iterator[str]:
    """Yield the question, and a line for each possible answer; a question without any has one to fill in."""
    others = () if question.several else question.options[1:]
    yield f"{_OURS} {_in_a_line(question.words)}\n"
    for option in others:
        yield f"{_OURS} or: {toml(option.value)}{f' ({option.why})' if option.why else ''}\n"
    if (
        question.possible and question.key[0] != "columns"
    ):  # what stands where headings should may be a record
        among = ", ".join(toml(option.value) for option in question.possible)
        yield f"{_OURS} one of: {_in_a_line(among)}\n"
    value: str | int | list[str] = question.options[0].value if question.options else "?"
    if question.several:
        value = [str(option.value) for option in question.options]
    why = f"  # {question.options[0].why}" if question.options and question.options[0].why else ""
    yield f"{QUESTION} {_key(question.key)} = {toml(value)}{_in_a_line(why)}\n"


def _lines(key: tuple[str, ...], settings: Mapping[str, Any]) -> Iterator[str]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _lines((*key, name), value)
        else:
            yield f"{_key((*key, name))} = {toml(value)}\n"


def _key(parts: Sequence[str]) -> str:
    return ".".join(part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else toml(part) for part in parts)


def toml(value: str | int | Sequence[str]) -> str:
    """Return a text or a number as TOML writes it. JSON writes texts as TOML reads them, the delete character aside."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _in_a_line(words: str) -> str:
    return "".join(character if character.isprintable() else " " for character in words)
