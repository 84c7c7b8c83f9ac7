"""What one cell may be: the types of the tables' columns.

Values arrive as text, surrounding white space taken off; a refused cell raises a `PydanticCustomError` whose type is
a code of the issue catalogue. A type that admits `None` is a cell that may be blank.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from wres_calc.reference import ethnicity, pay, staff, survey
from wres_calc.submission import offered, texts
from wres_calc.submission.names import simplified


class Refusal(NamedTuple):
    """A text pattern that no cell of a column may match, and the issue it raises."""

    pattern: str
    code: str
    message: str


BLANK = Refusal(r"^$", "blank-cell", "The cell is blank.")
SPREADSHEET_ERROR = Refusal(
    texts.SPREADSHEET_ERROR, "spreadsheet-error", "The cell holds an error of the spreadsheet, not a value."
)
SCIENTIFIC = Refusal(
    texts.SCIENTIFIC,
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


def _coded(
    parse: Callable[[str], Any],
    code: str,
    message: str,
    nearest: Callable[[str], str | None] = lambda text: None,
) -> BeforeValidator:
    """Hands the text to `parse`; what that answers `None` to is refused with `code`. A blank cell passes as `None`.

    `nearest` gives what may have been meant, from the list and never from the cell.
    """

    def validate(text: Any) -> Any:
        if text is None:
            return None
        Refusals((SPREADSHEET_ERROR,))(text)
        value = parse(text)
        if value is None:
            near = nearest(text)
            raise PydanticCustomError(code, f"{message} Did you mean '{near}'?" if near else message)
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
        value = _coded(self.parse, "wrong-number", "This is not a number.").func(text)  # type: ignore[call-arg]
        if value is not None and not self.low <= value <= self.high:
            message = f"The number is not between {self.low} and {self.high:,}."
            raise PydanticCustomError("number-out-of-range", message)
        return value


def _choice(names: tuple[str, ...], code: str) -> BeforeValidator:
    """One of a few names, without regard to case, spaces, hyphens and underscores."""
    known = {simplified(name): name for name in names}
    return _coded(lambda text: known.get(simplified(text)), code, f"This is none of {', '.join(names)}.")


def _text_schema(description: str, *examples: str, **more: Any) -> WithJsonSchema:
    """The schema of a cell. One of `examples` is an example; several are the values that a template offers."""
    given = {"examples": list(examples)} if examples else {}
    return WithJsonSchema({"type": ["string", "null"], "description": description, **given, **more})


def _as_printed(*examples: str) -> WithJsonSchema:
    return _text_schema("text as the source system prints it", *examples)


_yes_no = _coded(texts.yes_no, "wrong-yes-no", "This is neither yes nor no.")
_YES_NO_SCHEMA = _text_schema(
    "yes/no, y/n, true/false or 1/0, in any case",
    *offered.YES_NO,
    pattern="^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|1|0)$",
)

Identifier = Annotated[
    str | None,
    BeforeValidator(Refusals((SPREADSHEET_ERROR, SCIENTIFIC, TOO_LONG))),
    _text_schema("an identifier, as text; leading zeros count", "00123456", maxLength=100),
]
FreeText = Annotated[str | None, BeforeValidator(Refusals((SPREADSHEET_ERROR,))), _as_printed()]
Grade = Annotated[FreeText, _as_printed(*offered.GRADES)]
JobRole = Annotated[FreeText, _as_printed(*offered.MEDICAL_ROLES)]
AssignmentStatus = Annotated[FreeText, _as_printed(*offered.ASSIGNMENT_STATUSES)]
AssignmentCategory = Annotated[FreeText, _as_printed(*offered.ASSIGNMENT_CATEGORIES)]
EthnicCategory = Annotated[
    str | None,
    _coded(
        ethnicity.parse_ethnic_category,
        "unknown-ethnic-category",
        "This is no ethnic category of the ESR and NHS list.",
        ethnicity.nearest_ethnic_category,
    ),
    _text_schema(
        "an ethnic category of the ESR/NHS list: code, code and label, or label; blank is not stated",
        *offered.ETHNIC_CATEGORIES,
    ),
]
EthnicGroup = Annotated[
    str,
    _coded(ethnicity.parse_ethnic_group, "unknown-ethnic-group", "This is none of white, bme, unknown."),
    required(),
    _text_schema("white, bme or unknown", *ethnicity.EthnicGroup),
]
StaffGroup = Annotated[
    str | None,
    _coded(
        staff.parse_staff_group,
        "unknown-staff-group",
        "This is no staff group of the NHS list.",
        staff.nearest_staff_group,
    ),
    _text_schema("a staff group as ESR prints it", *offered.STAFF_GROUPS),
]
YesNo = Annotated[bool, _yes_no, required(), _YES_NO_SCHEMA]
YesNoOrBlank = Annotated[bool | None, _yes_no, _YES_NO_SCHEMA]
Date = Annotated[
    dt.date | None,
    _coded(texts.date, "wrong-date", "This is not a date."),
    _text_schema("a date: 2025-03-31, 31/03/2025, 31-Mar-2025 or 31 March 2025", "2025-03-31"),
]
FullTimeEquivalent = Annotated[
    float | None,
    BeforeValidator(Between(texts.number, 0, LARGEST_NUMBER)),
    _text_schema("full-time equivalent, 0 or more", "0.8"),
]


def answer(column: str) -> Any:
    """The type of one question of the staff survey; a blank cell is no answer."""
    return Annotated[
        str | None,
        _coded(
            lambda text: survey.parse_answer(column, text),
            "unknown-survey-answer",
            "This is no answer of the question's list.",
        ),
        _text_schema(survey.QUESTIONS[column].wording, *offered.answers(column)),
    ]


IndicatorNumber = Annotated[
    int,
    _coded(texts.indicator_number, "unknown-indicator", "This is none of the indicators 5 to 8."),
    required(),
    _text_schema("5, 6, 7 or 8", *"5678"),
]
Percentage = Annotated[
    Decimal,
    BeforeValidator(Between(texts.percentage, 0, 100)),
    required(),
    _text_schema("percent, 0 to 100", "24.5"),
]
Respondents = Annotated[
    int | None,
    BeforeValidator(Between(texts.whole_number, 0, LARGEST_NUMBER)),
    _text_schema("number of respondents", "1250"),
]
People = Annotated[
    int,
    BeforeValidator(Between(texts.whole_number, 0, LARGEST_NUMBER)),
    required(),
    _text_schema("a whole number, 0 or more", "120"),
]
Population = Annotated[
    str,
    _choice(offered.POPULATIONS, "unknown-population"),
    required(),
    _text_schema(", ".join(offered.POPULATIONS), *offered.POPULATIONS),
]
StaffCategory = Annotated[
    str | None,
    _choice(tuple(staff.StaffCategory), "unknown-staff-category"),
    _text_schema(", ".join(staff.StaffCategory), *staff.StaffCategory),
]
PayBand = Annotated[
    str | None,
    _choice(tuple(pay.PayBand), "unknown-pay-band"),
    _text_schema(", ".join(pay.PayBand), *pay.PayBand),
]
