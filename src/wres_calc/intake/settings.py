"""Reads `submission.toml`, and says everything that is wrong with it in one message."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.intake import config
from wres_calc.intake.columns import canonical
from wres_calc.intake.files.bounded import LARGEST_SETTINGS, TooLarge, toml
from wres_calc.intake.files.path_checks import hindrance
from wres_calc.intake.model import FileFault
from wres_calc.intake.names import did_you_mean
from wres_calc.intake.tables import TABLES

FILE = "submission.toml"
_MOST_PROBLEMS = 50
QUESTION = "#?"
"""How a line of the file begins that is a question `wres init --from` left open."""


def read_settings(folder: Path | None, year: int | None, organisation: str | None) -> config.SubmissionConfig:
    """Return the settings of the submission in `folder`, completed by the options of the command.

    `folder` is `None` where the submission is a workbook, which has no `submission.toml`.
    Raises `ConfigurationError` with all that is wrong, also where an option contradicts the file.
    """
    data = {} if folder is None else _parse(folder / FILE)
    problems = list(_contradictions(data, year, organisation))
    _complete(data, "submission", "reporting_year", year)
    _complete(data, "organisation", "code", organisation)
    try:
        found = config.SubmissionConfig.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)
        problems += [_problem(each) for each in wrong[: _MOST_PROBLEMS + 1]]
    problems += islice(_unknown_names(data), _MOST_PROBLEMS + 1)
    if problems:
        raise ConfigurationError(
            _together(problems), "Correct submission.toml, or the options of the command."
        )
    return found


class Stated(NamedTuple):
    """What a submission's own settings say of its year and its organisation; `None` where they say nothing."""

    reporting_year: object
    organisation: object


def stated(folder: Path | None) -> Stated:
    """Return what the settings in `folder` state, right or wrong.

    Raises:
        ConfigurationError, UnreadableInput: they cannot be read.
    """
    data = {} if folder is None else _parse(folder / FILE)
    organisation = _section_of(data, "organisation").get("code")
    return Stated(_section_of(data, "submission").get("reporting_year"), organisation)


def open_questions(folder: Path) -> list[FileFault]:
    """Return the questions that the file still holds: each names a setting of a table."""
    path = folder / FILE
    lines = whole_text(path).splitlines() if path.exists() else []
    found, table = [], None
    for number, line in enumerate(lines, 1):
        if header := re.match(r"(?:#\?)?\s*\[(?:tables\.)?\"?(\w+)", line):
            table = header[1] if header[1] in TABLES else None
        elif line.startswith(QUESTION):
            # The text of a cell may stand in the key.
            asked = re.sub(r'\."(?:[^"\\]|\\.)*"', "", line.removeprefix(QUESTION)).partition("=")[0].strip()
            message = f"line {number}: the question of {asked} is open."
            found.append(FileFault("open-question", f"{FILE}, {message}", table, FILE, None, number))
    return found


def whole_text(path: Path) -> str:
    """Return the text of the file, no more of it than shows that it is too large. Raises as reading and decoding do."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(LARGEST_SETTINGS + 1)


def _parse(path: Path) -> dict[str, Any]:
    """Return what the file says; nothing where it is not there."""
    if why := hindrance(path):
        raise UnreadableInput(f"{FILE} is {why}.")
    if not path.exists():
        return {}
    try:
        return toml(whole_text(path))
    except TooLarge as error:
        raise ConfigurationError(
            f"{FILE} {error}.", "Look whether it is the settings of a submission."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(*_syntax(str(error))) from None
    except (ValueError, RecursionError):
        raise ConfigurationError(
            f"{FILE} is not TOML text in UTF-8.", "Save it as plain text in UTF-8."
        ) from None
    except OSError as error:
        raise UnreadableInput(f"{FILE} could not be read: {error.strerror}.") from None


def _syntax(error: str) -> tuple[str, str]:
    """Message and advice for what the TOML reader says, which ends in `(at line 3, column 5)`."""
    what, _, where = error.partition(" (at ")
    numbers = re.findall(r"\d+", where)
    place = f"{FILE}, line {numbers[0]}, column {numbers[1]}" if len(numbers) == 2 else f"{FILE}, at the end"
    return (
        f"{place}: {what[:1].lower()}{what[1:]}.",
        "Text goes in quotation marks, and a key before an = sign.",
    )


def _contradictions(data: Mapping[str, Any], year: int | None, organisation: str | None) -> Iterator[str]:
    sent_year = _section_of(data, "submission").get("reporting_year")
    if year is not None and isinstance(sent_year, int) and sent_year != year:
        yield f"--year {year} contradicts reporting_year = {sent_year} in {FILE}"
    code = _section_of(data, "organisation").get("code")
    if organisation is not None and isinstance(code, str) and _code(code) != _code(organisation):
        yield f'--org {organisation} contradicts code = "{code}" in {FILE}'


def _code(text: str) -> str:
    return text.strip().casefold()


def _complete(data: dict[str, Any], section: str, key: str, value: object) -> None:
    """Write an option where the file says nothing; a section that is missing is then missing its key."""
    there = data.setdefault(section, {})
    if value is not None and isinstance(there, dict):
        there.setdefault(key, value)


def _together(problems: list[str]) -> str:
    if len(problems) == 1:
        return f"The settings are not right: {problems[0]}{'' if problems[0].endswith('?') else '.'}"
    shown = problems if len(problems) <= _MOST_PROBLEMS else [*problems[:_MOST_PROBLEMS], "and more"]
    return "\n".join(["The settings are not right:", *(f"- {each}" for each in shown)])


LISTS = ("exclude", "accept")
"""Sections that may stand several times, in double square brackets."""
_WORDS = {
    "string_type": "must be text in quotation marks",
    "string_too_short": "is blank",
    "string_pattern_mismatch": "must be an ODS code: 3 to 6 letters and digits",
    "int_type": "must be a whole number without quotation marks",
    "float_type": "must be a number without quotation marks",
    "float_parsing": "must be a number",
    "greater_than_equal": "is too small: it must be {ge:g} or more",
    "less_than_equal": "is too large: it must be {le:g} or less",
    "breakdown_name": "must have other names than {name}: lower-case letters, digits and _, and none of the program's",
    "in_percent": "must be in percent, and come to no more than 100",
    "unknown_standard": "must be one of {codes}",
    "too_short": "is empty",
    "dict_type": 'must hold pairs, written {{ left = "right" }} or as a section of its own',
    "model_type": "must be a section, written in square brackets on a line of its own",
    "tuple_type": "must be a list, in square brackets; for sections, each one goes below its name: [[accept]]",
    "missing": "is missing",
}
_HOW = {
    ("submission", "reporting_year"): "the reporting year is not given: write reporting_year = 2025 "
    "under [submission] in submission.toml, or use --year 2025",
    ("organisation", "code"): 'the organisation is not given: write code = "RX1" under [organisation] '
    "in submission.toml, or, for one submission alone, use --org RX1",
}


def _problem(error: Mapping[str, Any]) -> str:
    """Return what one error of the settings model means, and where it stands."""
    place, kind = tuple(error["loc"]), error["type"]
    if kind == "missing" and place in _HOW:
        return _HOW[place]
    if place[0] == "thresholds" and place[1:] and kind != "extra_forbidden":
        likeness = config.Thresholds.model_fields[str(place[1])].default
        shown = list(likeness) if isinstance(likeness, tuple) else likeness
        return f"{place[1]} under [thresholds] must be of the shape {shown}"
    if kind == "issue_or_rows":
        return f"an exclusion names an issue or rows, and does not {_named(place)}"
    if "repeats" in place[2:]:
        return f'repeats {_named(place[:2])} must be "fill" or "blank", or one of them for each column'
    key = str(place[-1])
    if len(place) > 2 and isinstance(place[-1], int):
        place, key = place[:-1], f"entry {place[-1] + 1} of {place[-2]}"
    section = _named(place[:-1])
    if kind == "extra_forbidden":
        return f'unknown key "{key}" {section}{did_you_mean(key, _keys(place[:-1]))}'
    words = _WORDS.get(kind, "has a value that is not accepted here").format(**error.get("ctx", {}))
    return f"{key} {section} {words}"


def _named(place: tuple[Any, ...]) -> str:
    """Return the section at `place` as `submission.toml` writes it."""
    if not place:
        return "at the top level"
    if place[0] in LISTS and len(place) > 1:
        return f"in [[{place[0]}]] number {place[1] + 1}"
    return f"under [{'.'.join(map(str, place))}]"


def _keys(place: tuple[Any, ...]) -> Iterable[str]:
    if not place:
        return config.SubmissionConfig.model_fields
    section = config.SubmissionConfig.model_fields[place[0]].annotation
    models = [part for part in (section, *get_args(section)) if hasattr(part, "model_fields")]
    return list(models[0].model_fields)


def _unknown_names(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield names of tables and columns that do not exist; pydantic sees them as free keys."""
    for name, settings in _section_of(data, "tables").items():
        if name not in TABLES:
            yield f'unknown table "{name}" in [tables.{name}]{did_you_mean(name, TABLES)}'
        elif isinstance(settings, dict):
            yield from _unknown_columns(name, settings)
    for name in LISTS:
        sections = data.get(name)
        for number, item in enumerate(sections if isinstance(sections, list) else [], 1):
            table = item.get("table") if isinstance(item, dict) else None
            if isinstance(table, str) and table.strip() not in TABLES:
                yield f'unknown table "{table}" in [[{name}]] number {number}{did_you_mean(table, TABLES)}'


def _unknown_columns(table: str, settings: Mapping[str, Any]) -> Iterator[str]:
    columns = canonical(table)
    if "case_types" in settings and "case_type" not in columns:
        yield f"case_types under [tables.{table}] is for disciplinary and capability"
    for key in ("columns", "values", "repeats"):
        for column in _section_of(settings, key):
            if column not in columns:
                yield f'unknown column "{column}" under [tables.{table}.{key}]{did_you_mean(column, columns)}'


def _section_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a section of the file; an empty one where it is missing or no section."""
    section = data.get(name)
    return section if isinstance(section, dict) else {}
