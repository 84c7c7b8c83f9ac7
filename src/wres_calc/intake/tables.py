"""The tables a trust may send: the only statement of what a cell may be.

One pydantic model per table. A field without a default is a column that must be there; a type that admits `None`
is a cell that may be blank. Every check, schema, template and data dictionary derives from these models. Values
arrive as text, surrounding white space taken off; a refused cell raises a `PydanticCustomError` whose type is a code
of the issue catalogue.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, create_model

from wres_calc.facts import survey
from wres_calc.intake import cell_types as cell
from wres_calc.intake.refusals import Refusals


class Table(BaseModel):
    """What every table says besides its columns.

    `one_of` names columns of which one at least must be there and filled; `what` is what one row is;
    `instead` names for a column that must be there another one from which it can be read.
    """

    model_config = ConfigDict(
        extra="ignore", validate_assignment=True, hide_input_in_errors=True, defer_build=True
    )

    what: ClassVar[str] = ""
    one_of: ClassVar[tuple[str, ...]] = ()
    instead: ClassVar[Mapping[str, str]] = {}
    may_be_empty: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Take `what` from the docstring, which the schemas show as well."""
        doc = cls.__doc__ or ""
        cls.what = doc[:1].lower() + doc[1:].rstrip(".")


class Workforce(Table):
    """An assignment at the snapshot date."""

    employee_number: Annotated[cell.Identifier, cell.required()]
    ethnic_category: cell.EthnicCategory
    disability: cell.Disability = None
    staff_group: Annotated[cell.StaffGroup, cell.required()]
    grade: cell.Grade
    job_role: cell.JobRole = None
    assignment_number: cell.Identifier = None
    primary_assignment: cell.YesNoOrBlank = None
    assignment_status: cell.AssignmentStatus = None
    assignment_category: cell.AssignmentCategory = None
    fte: cell.FullTimeEquivalent = None
    effective_from: cell.Date = None
    effective_to: cell.EndDate = None
    snapshot: cell.Snapshot = None
    organisation_code: cell.Identifier = None


class Recruitment(Table):
    """An application that was shortlisted."""

    instead: ClassVar[Mapping[str, str]] = {"appointed": "stage"}

    ethnic_category: cell.EthnicCategory
    disability: cell.Disability = None
    appointed: cell.YesNo
    application_id: cell.Identifier = None
    vacancy_id: cell.Identifier = None
    shortlisted: cell.YesNoOrBlank = None
    offer_declined: cell.YesNoOrBlank = None
    internal: cell.YesNoOrBlank = None
    international: cell.YesNoOrBlank = None
    staff_group: cell.StaffGroup = None
    grade: cell.Grade = None
    stage: cell.RecruitmentStage = None
    sub_stage: cell.FreeText = None
    organisation_code: cell.Identifier = None


class Disciplinary(Table):
    """A person entering a formal disciplinary investigation in the year."""

    one_of: ClassVar[tuple[str, ...]] = ("employee_number", "case_id")
    may_be_empty: ClassVar[bool] = True

    employee_number: cell.Identifier = None
    case_id: cell.Identifier = None
    ethnic_category: cell.EthnicCategory = None
    disability: cell.Disability = None
    entered_on: cell.Date = None
    formal: cell.YesNoOrBlank = None
    stage: cell.DisciplinaryStage = None
    case_type: cell.FreeText = None
    assignment_category: cell.AssignmentCategory = None
    organisation_code: cell.Identifier = None


class DisciplinaryPreviousYear(Disciplinary):
    """A person who entered a formal disciplinary investigation in the year before."""


class Capability(Disciplinary):
    """A person entering the formal capability process in the year."""


class CapabilityPreviousYear(Disciplinary):
    """A person who entered the formal capability process in the year before."""


class Training(Table):
    """One attendance."""

    may_be_empty: ClassVar[bool] = True

    employee_number: Annotated[cell.Identifier, cell.required()]
    ethnic_category: cell.EthnicCategory = None
    disability: cell.Disability = None
    course: cell.FreeText = None
    mandatory: cell.YesNoOrBlank = None
    completed_on: cell.Date = None
    stage: cell.TrainingStage = None
    organisation_code: cell.Identifier = None


class _Respondent(Table):
    ethnic_category: cell.EthnicCategory
    disability: cell.Disability = None
    respondent_id: cell.Identifier = None
    staff_group: cell.FreeText = None
    organisation_code: cell.Identifier = None


def _staff_survey() -> type[Table]:
    """Build the survey table: the question columns are those of the reference list, every one optional here.

    Which of them a year needs is said by its definitions.
    """
    questions: dict[str, Any] = {column: (cell.answer(column), None) for column in survey.QUESTIONS}
    return create_model("StaffSurvey", __base__=_Respondent, __doc__="A respondent.", **questions)


StaffSurvey = _staff_survey()


class SurveySummary(Table):
    """An indicator and a group, as published."""

    indicator: cell.IndicatorNumber
    group: cell.Group
    percentage: cell.Percentage
    respondents: cell.Respondents = None
    organisation_code: cell.Identifier = None


class Board(Table):
    """A board member."""

    ethnic_category: cell.EthnicCategory
    disability: cell.Disability = None
    voting: cell.Voting
    executive: cell.Executive
    member_id: cell.Identifier = None
    role: cell.FreeText = None
    organisation_code: cell.Identifier = None


class Counts(Table):
    """People already counted, in place of the row-level tables."""

    population: cell.Population
    group: cell.Group
    people: cell.People
    staff_category: cell.StaffCategory = None
    pay_band: cell.PayBand = None
    organisation_code: cell.Identifier = None


TABLES: Mapping[str, type[Table]] = {
    "workforce": Workforce,
    "recruitment": Recruitment,
    "disciplinary": Disciplinary,
    "disciplinary_previous_year": DisciplinaryPreviousYear,
    "capability": Capability,
    "capability_previous_year": CapabilityPreviousYear,
    "training": Training,
    "staff_survey": StaffSurvey,
    "survey_summary": SurveySummary,
    "board": Board,
    "counts": Counts,
}
"""The tables of contract section 2, and behind its own one that of the year before."""

_PREVIOUS = "_previous_year"


def kind(table: str) -> str:
    """Return what a table holds: that of the year before holds what this year's does."""
    return table.removesuffix(_PREVIOUS)


@cache
def like(table: str) -> str:
    """Return the table whose columns and words a table has: `disciplinary` for every list of cases."""
    return next(name for name, model in TABLES.items() if issubclass(TABLES[table], model))


def previous(table: str) -> str:
    """Return the table of the year before."""
    return table + _PREVIOUS


def is_previous(table: str) -> bool:
    """Whether a table is that of the year before."""
    return table.endswith(_PREVIOUS)


@cache
def coded_columns(table: str) -> frozenset[str]:
    """Return the columns of a table that take texts of a list, days or numbers, and not any text."""
    fields = TABLES[table].model_fields
    functions = {name: [getattr(part, "func", None) for part in fields[name].metadata] for name in fields}
    return frozenset(
        name for name, own in functions.items() if not any(isinstance(each, Refusals) for each in own)
    )


def day_columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table that hold days."""
    fields = TABLES[table].model_fields.items()
    return tuple(name for name, field in fields if field.annotation == dt.date | None)
