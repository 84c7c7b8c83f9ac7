"""Refuses cells: the building blocks of the cell types.

Text goes in, stripped; a value comes out, or a `PydanticCustomError` whose type is a code of the issue catalogue and
whose message never holds the cell's text.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from wres_calc.intake.names import simplified

Hint = Callable[[str], str | None]


class Refusal(NamedTuple):
    """A text pattern that no cell of a column may match, and the issue it raises."""

    pattern: str
    code: str
    message: str


BLANK = Refusal(r"^$", "blank-cell", "The cell is blank.")
SPREADSHEET_ERROR = Refusal(
    r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$",
    "spreadsheet-error",
    "The cell holds an error of the spreadsheet, not a value.",
)
SCIENTIFIC = Refusal(
    r"^[0-9](?:[.,][0-9]+)?[eE][+][0-9]+$",
    "number-in-scientific-form",
    "The number was shortened by a spreadsheet and its last digits are lost.",
)
LARGEST_NUMBER = 1_000_000_000
"""No count of people comes near it; what is larger is an identifier or a date in the wrong column."""

TOO_LONG = Refusal(r"^[\s\S]{101,}$", "text-too-long", "The text is longer than 100 characters.")


class Refusals(NamedTuple):
    """The texts an identifier or free text may not be: applied cell by cell here, as expressions on whole columns."""

    refusals: tuple[Refusal, ...]

    def __call__(self, text: Any) -> Any:
        for refusal in self.refusals:
            if text is not None and re.search(refusal.pattern, text):
                raise PydanticCustomError(refusal.code, refusal.message)
        return text


def coded(
    parse: Callable[[str], Any],
    code: str,
    message: str,
    hint: Hint = lambda text: None,
) -> BeforeValidator:
    """Hands the text to `parse`; what that answers `None` to is refused with `code`. A blank cell passes as `None`.

    The error carries `hint`: what gives a sentence on what may have been meant, without the text of the cell. It may
    take a millisecond, so it is asked for the texts that are shown.
    """

    refuse_error = Refusals((SPREADSHEET_ERROR,))

    def validate(text: Any) -> Any:
        if text is None:
            return None
        refuse_error(text)
        value = parse(text)
        if value is None:
            raise PydanticCustomError(code, message, {"hint": hint})
        return value

    return BeforeValidator(validate)


def required() -> BeforeValidator:
    """Refuses a blank cell."""

    def validate(text: Any) -> Any:
        if text is None:
            raise PydanticCustomError("blank-cell", BLANK.message)
        return text

    return BeforeValidator(validate)


class Between(NamedTuple):
    """A number within bounds, both allowed; a blank cell passes as `None`."""

    parse: Callable[[str], Any]
    low: int
    high: int

    def __call__(self, text: Any) -> Any:
        value = coded(self.parse, "wrong-number", "This is not a number.").func(text)  # type: ignore[call-arg]
        if value is not None and not self.low <= value <= self.high:
            message = f"The number is not between {self.low} and {self.high:,}."
            raise PydanticCustomError("number-out-of-range", message)
        return value


def choice(names: tuple[str, ...], code: str) -> BeforeValidator:
    """Accept one of a few names, without regard to case, spaces, hyphens and underscores."""
    known = {simplified(name): name for name in names}
    return coded(lambda text: known.get(simplified(text)), code, f"This is none of {', '.join(names)}.")


def text_schema(description: str, *examples: str, **more: Any) -> WithJsonSchema:
    """Return the schema of a cell. One of `examples` is an example; several are the values that a template offers."""
    given = {"examples": list(examples)} if examples else {}
    return WithJsonSchema({"type": ["string", "null"], "description": description, **given, **more})
