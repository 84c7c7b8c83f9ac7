"""What one cell may be: the types of the tables' columns.

Values arrive as text, surrounding white space taken off; a refused cell raises a `PydanticCustomError` whose type is
a code of the issue catalogue. A type that admits `None` is a cell that may be blank.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from wres_calc.facts import pay, staff, stages, survey
from wres_calc.facts.characteristics import CHARACTERISTICS, DISABILITY, ETHNICITY
from wres_calc.facts.ethnicity import parse_ethnic_heading
from wres_calc.intake import days, example_values, texts
from wres_calc.intake.refusals import (
    LARGEST_NUMBER,
    SCIENTIFIC,
    SPREADSHEET_ERROR,
    TOO_LONG,
    Between,
    Refusals,
    choice,
    coded,
    required,
    text_schema,
)
from wres_calc.standards.load import survey_indicators


def _as_printed(*examples: str) -> WithJsonSchema:
    return text_schema("text as the source system prints it", *examples)


def _either(values: Iterable[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}"


def _did_you_mean(nearest: Callable[[str], str | None]) -> Callable[[str], str | None]:
    return lambda text: f"Did you mean '{near}'?" if (near := nearest(text)) else None


def _category_hint(text: str) -> str | None:
    group = parse_ethnic_heading(text) or ETHNICITY.parse_group(text)
    if group is None:
        return _did_you_mean(ETHNICITY.nearest)(text)
    # The last category of a group is any other of it.
    example = f'{{ "{ETHNICITY.label(group)}" = "{max(ETHNICITY.members[group])}" }}'
    return (
        "It is the name of a group. Ask for the categories, or say in submission.toml which of them stands for the "
        f"group: values.ethnic_category = {example}; figures by group are then right, those by category are not."
    )


_GROUPS = tuple(dict.fromkeys(group for each in CHARACTERISTICS.values() for group in each.main.groups))


def _group(text: str) -> str | None:
    """Return the main group of whatever characteristic that a text names."""
    return next(filter(None, (each.parse_group(text) for each in CHARACTERISTICS.values())), None)


_yes_no = coded(texts.yes_no, "wrong-yes-no", "This is neither yes nor no.")
_YES_NO_SCHEMA = text_schema(
    "yes/no, y/n, true/false or 1/0, in any case",
    *example_values.YES_NO,
    pattern="^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|1|0)$",
)

Identifier = Annotated[
    str | None,
    BeforeValidator(Refusals((SPREADSHEET_ERROR, SCIENTIFIC, TOO_LONG))),
    text_schema("an identifier, as text; leading zeros count", "00123456", maxLength=100),
]
FreeText = Annotated[str | None, BeforeValidator(Refusals((SPREADSHEET_ERROR,))), _as_printed()]
Grade = Annotated[FreeText, _as_printed(*example_values.GRADES)]
JobRole = Annotated[FreeText, _as_printed(*example_values.MEDICAL_ROLES)]
AssignmentStatus = Annotated[FreeText, _as_printed(*example_values.ASSIGNMENT_STATUSES)]
AssignmentCategory = Annotated[FreeText, _as_printed(*example_values.ASSIGNMENT_CATEGORIES)]
EthnicCategory = Annotated[
    str | None,
    coded(
        ETHNICITY.parse,
        "unknown-ethnic-category",
        "This is not an ethnic category of the ESR and NHS list.",
        _category_hint,
    ),
    text_schema(
        "an ethnic category of the ESR/NHS list: code, code and label, or label; blank is not stated",
        *example_values.ETHNIC_CATEGORIES,
    ),
]
Group = Annotated[
    str,
    coded(_group, "unknown-group", f"This is none of {', '.join(_GROUPS)}."),
    required(),
    text_schema(_either(_GROUPS), *_GROUPS),
]
Disability = Annotated[
    str | None,
    coded(
        DISABILITY.parse,
        "unknown-disability",
        "This is neither yes nor no, nor a way of saying that it is not stated.",
        _did_you_mean(DISABILITY.nearest),
    ),
    text_schema("yes, no or not stated; blank is not stated", *DISABILITY.categories.values()),
]
StaffGroup = Annotated[
    str | None,
    coded(
        staff.parse_staff_group,
        "unknown-staff-group",
        "This is not a staff group of the NHS list.",
        _did_you_mean(staff.nearest_staff_group),
    ),
    text_schema("a staff group as ESR prints it", *example_values.STAFF_GROUPS),
]
RecruitmentStage = Annotated[
    str | None,
    coded(
        stages.parse_recruitment_stage, "unknown-stage", "This is not a stage of an application in the list."
    ),
    text_schema("how far an application came, in place of yes and no", *example_values.RECRUITMENT_STAGES),
]
DisciplinaryStage = Annotated[
    str | None,
    coded(stages.parse_disciplinary_stage, "unknown-stage", "This is not a stage of a case in the list."),
    text_schema(
        "how far a case came; cases that are not formal take no part", *example_values.DISCIPLINARY_STAGES
    ),
]
TrainingStage = Annotated[
    str | None,
    coded(stages.parse_training_stage, "unknown-stage", "This is not a stage of an attendance in the list."),
    text_schema(
        "how far an attendance came; training that was not completed takes no part",
        *example_values.TRAINING_STAGES,
    ),
]
Snapshot = Annotated[
    FreeText,
    text_schema(
        "the month or day of the snapshot, where the file holds several: 2025-03, Mar-25, 31/03/2025",
        "2025-03",
    ),
]
YesNo = Annotated[bool, _yes_no, required(), _YES_NO_SCHEMA]
Executive = Annotated[
    bool,
    coded(texts.executive, "wrong-yes-no", "This is neither yes nor no, nor executive nor non-executive."),
    required(),
    _YES_NO_SCHEMA,
]
Voting = Annotated[
    bool,
    coded(texts.voting, "wrong-yes-no", "This is neither yes nor no, nor voting nor non-voting."),
    required(),
    _YES_NO_SCHEMA,
]
YesNoOrBlank = Annotated[bool | None, _yes_no, _YES_NO_SCHEMA]
_DATE_SCHEMA = text_schema(
    "a date: 2025-03-31, 20250331, 31/03/2025, 31.03.2025, 31-Mar-2025, 31-Mar-25, 31 March 2025, each with or "
    "without a time, or as Excel stores it",
    "2025-03-31",
)
Date = Annotated[
    dt.date | None,
    coded(days.date, "wrong-date", "This is not a date.", days.hint),
    _DATE_SCHEMA,
]
EndDate = Annotated[
    dt.date | None,
    coded(
        days.end_date,
        "wrong-date",
        "This is not a date, or it may be an open end in 4712 as well as the end of 2012.",
        days.hint,
    ),
    _DATE_SCHEMA,
]
"""The day on which something ends."""
FullTimeEquivalent = Annotated[
    float | None,
    BeforeValidator(Between(texts.number, 0, LARGEST_NUMBER)),
    text_schema("full-time equivalent, 0 or more", "0.8"),
]


def answer(column: str) -> Any:
    """Return the type of one question of the staff survey; a blank cell is not an answer."""
    return Annotated[
        str | None,
        coded(
            lambda text: survey.parse_answer(column, text),
            "unknown-survey-answer",
            "This is not one of the answers to the question.",
        ),
        text_schema(survey.QUESTIONS[column].wording, *example_values.answers(column)),
    ]


_INDICATORS = tuple(map(str, survey_indicators()))
IndicatorNumber = Annotated[
    str,
    coded(
        texts.indicator_number,
        "unknown-indicator",
        f"This is none of the indicators {_either(_INDICATORS)}.",
    ),
    required(),
    text_schema(_either(_INDICATORS), *_INDICATORS),
]
Percentage = Annotated[
    Decimal,
    BeforeValidator(Between(texts.percentage, 0, 100)),
    required(),
    text_schema("percent, 0 to 100", "24.5"),
]
Respondents = Annotated[
    int | None,
    BeforeValidator(Between(texts.whole_number, 0, LARGEST_NUMBER)),
    text_schema("number of respondents", "1250"),
]
People = Annotated[
    int,
    BeforeValidator(Between(texts.whole_number, 0, LARGEST_NUMBER)),
    required(),
    text_schema("a whole number, 0 or more", "120"),
]
Population = Annotated[
    str,
    choice(example_values.POPULATIONS, "unknown-population"),
    required(),
    text_schema(", ".join(example_values.POPULATIONS), *example_values.POPULATIONS),
]
StaffCategory = Annotated[
    str | None,
    choice(tuple(staff.StaffCategory), "unknown-staff-category"),
    text_schema(", ".join(staff.StaffCategory), *staff.StaffCategory),
]
PayBand = Annotated[
    str | None,
    choice(tuple(pay.PayBand), "unknown-pay-band"),
    text_schema(", ".join(pay.PayBand), *pay.PayBand),
]
