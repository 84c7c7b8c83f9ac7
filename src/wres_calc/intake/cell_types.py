"""What one cell may be: the types of the tables' columns.

Values arrive as text, surrounding white space taken off; a refused cell raises a `PydanticCustomError` whose type is
a code of the issue catalogue. A type that admits `None` is a cell that may be blank.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from wres_calc.facts import pay, staff, stages, survey
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake import days, offered, texts
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


def _as_printed(*examples: str) -> WithJsonSchema:
    return text_schema("text as the source system prints it", *examples)


_yes_no = coded(texts.yes_no, "wrong-yes-no", "This is neither yes nor no.")
_YES_NO_SCHEMA = text_schema(
    "yes/no, y/n, true/false or 1/0, in any case",
    *offered.YES_NO,
    pattern="^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|1|0)$",
)

Identifier = Annotated[
    str | None,
    BeforeValidator(Refusals((SPREADSHEET_ERROR, SCIENTIFIC, TOO_LONG))),
    text_schema("an identifier, as text; leading zeros count", "00123456", maxLength=100),
]
FreeText = Annotated[str | None, BeforeValidator(Refusals((SPREADSHEET_ERROR,))), _as_printed()]
Grade = Annotated[FreeText, _as_printed(*offered.GRADES)]
JobRole = Annotated[FreeText, _as_printed(*offered.MEDICAL_ROLES)]
AssignmentStatus = Annotated[FreeText, _as_printed(*offered.ASSIGNMENT_STATUSES)]
AssignmentCategory = Annotated[FreeText, _as_printed(*offered.ASSIGNMENT_CATEGORIES)]
EthnicCategory = Annotated[
    str | None,
    coded(
        ETHNICITY.parse,
        "unknown-ethnic-category",
        "This is no ethnic category of the ESR and NHS list.",
        ETHNICITY.nearest,
    ),
    text_schema(
        "an ethnic category of the ESR/NHS list: code, code and label, or label; blank is not stated",
        *offered.ETHNIC_CATEGORIES,
    ),
]
EthnicGroup = Annotated[
    str,
    coded(ETHNICITY.parse_group, "unknown-ethnic-group", "This is none of white, bme, unknown."),
    required(),
    text_schema("white, bme or unknown", *ETHNICITY.main.groups),
]
StaffGroup = Annotated[
    str | None,
    coded(
        staff.parse_staff_group,
        "unknown-staff-group",
        "This is no staff group of the NHS list.",
        staff.nearest_staff_group,
    ),
    text_schema("a staff group as ESR prints it", *offered.STAFF_GROUPS),
]
RecruitmentStage = Annotated[
    str | None,
    coded(stages.parse_recruitment_stage, "unknown-stage", "This is no stage of an application in the list."),
    text_schema("how far an application came, in place of yes and no", *offered.RECRUITMENT_STAGES),
]
DisciplinaryStage = Annotated[
    str | None,
    coded(stages.parse_disciplinary_stage, "unknown-stage", "This is no stage of a case in the list."),
    text_schema("how far a case came; cases that are not formal take no part", *offered.DISCIPLINARY_STAGES),
]
TrainingStage = Annotated[
    str | None,
    coded(stages.parse_training_stage, "unknown-stage", "This is no stage of an attendance in the list."),
    text_schema(
        "how far an attendance came; training that was not completed takes no part", *offered.TRAINING_STAGES
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
    coded(days.date, "wrong-date", "This is not a date.", days.day_first),
    _DATE_SCHEMA,
]
EndDate = Annotated[
    dt.date | None,
    coded(
        days.end_date,
        "wrong-date",
        "This is not a date, or it may be an open end in 4712 as well as the end of 2012.",
        days.day_first,
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
    """The type of one question of the staff survey; a blank cell is no answer."""
    return Annotated[
        str | None,
        coded(
            lambda text: survey.parse_answer(column, text),
            "unknown-survey-answer",
            "This is no answer of the question's list.",
        ),
        text_schema(survey.QUESTIONS[column].wording, *offered.answers(column)),
    ]


IndicatorNumber = Annotated[
    int,
    coded(texts.indicator_number, "unknown-indicator", "This is none of the indicators 5 to 8."),
    required(),
    text_schema("5, 6, 7 or 8", *"5678"),
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
    choice(offered.POPULATIONS, "unknown-population"),
    required(),
    text_schema(", ".join(offered.POPULATIONS), *offered.POPULATIONS),
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
