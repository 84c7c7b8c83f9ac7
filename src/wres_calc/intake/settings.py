"""Reading `submission.toml`: everything that is wrong with it in one message, in plain words."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.intake import config
from wres_calc.intake.files.bounded import LARGEST_SETTINGS, TooLarge, toml
from wres_calc.intake.files.standing import hindrance
from wres_calc.intake.model import FileFault
from wres_calc.intake.settings_problems import problem, section_of, unknown_names
from wres_calc.intake.tables import TABLES

FILE = "submission.toml"
_MOST_PROBLEMS = 50
QUESTION = "#?"
"""How a line of the file begins that is a question `wres init --from` left open."""


def read_settings(folder: Path | None, year: int | None, organisation: str | None) -> config.SubmissionConfig:
    """The settings of the submission in `folder`, completed by the options of the command.

    `folder` is `None` where the submission is a workbook, which has no `submission.toml`.
    Raises `ConfigurationError` with all that is wrong, also where an option contradicts the file.
    """
    data = {} if folder is None else _parse(folder / FILE)
    problems = list(_contradictions(data, year, organisation))
    _complete(data, "submission", "reporting_year", year)
    _complete(data, "organisation", "code", organisation)
    found: config.SubmissionConfig | None = None
    try:
        found = config.SubmissionConfig.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)
        problems += [problem(e) for e in wrong[: _MOST_PROBLEMS + 1]]
    problems += islice(unknown_names(data), _MOST_PROBLEMS + 1)
    if problems or found is None:
        raise ConfigurationError(
            _together(problems), "Correct submission.toml, or the options of the command."
        )
    return found


def open_questions(folder: Path) -> list[FileFault]:
    """The questions that the file still holds: each names a setting of a table."""
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
    """The text of the file, no more of it than shows that it is too large. Raises as reading and decoding do."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(LARGEST_SETTINGS + 1)


def _parse(path: Path) -> dict[str, Any]:
    """What the file says: nothing where there is none."""
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
            f"{FILE} is no TOML text in UTF-8.", "Save it as plain text in UTF-8."
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
        "Text stands in quotation marks, a key before an = sign.",
    )


def _contradictions(data: Mapping[str, Any], year: int | None, organisation: str | None) -> Iterator[str]:
    sent_year = section_of(data, "submission").get("reporting_year")
    if year is not None and isinstance(sent_year, int) and sent_year != year:
        yield f"--year {year} contradicts reporting_year = {sent_year} in {FILE}"
    code = section_of(data, "organisation").get("code")
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
