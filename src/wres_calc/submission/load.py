"""A submission, from a path: the only door of this floor."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from wres_calc.definitions.load import load as load_definitions
from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.submission.locate import beside, locate
from wres_calc.submission.model import FileFault, RawTable, Submission
from wres_calc.submission.offered import NOT_FILLED_IN
from wres_calc.submission.organisations import only
from wres_calc.submission.read import read
from wres_calc.submission.shapes import in_a_shape_of_its_own, reshape
from wres_calc.submission.shapes.training import course_names, with_mandatory
from wres_calc.submission.source import Refused, TableSource


def load(path: Path, *, year: int | None = None, organisation: str | None = None) -> Submission:
    """Read all that was sent at `path`, a folder or one workbook, as text.

    `year` and `organisation` (a code) stand in for what `submission.toml` does not say; of a file of several
    organisations only the rows of the `organisation` that was asked for are read. What is wrong with one file
    is a fault of the result and leaves the others alone. Raises `UnreadableInput` where there is no submission at
    `path`, or nothing filled in, and `ConfigurationError` where the settings are wrong or name headings that are not
    there.
    """
    try:
        located = locate(path, year, organisation)
    except OSError as fault:
        raise UnreadableInput(
            f"{path} could not be opened: {fault.strerror or type(fault).__name__}.",
            "Look whether you may read the folder and the files in it.",
        ) from None
    config = located.config
    survey_year = load_definitions(config.submission.reporting_year).survey.year
    found: list[RawTable] = []
    faults: list[FileFault] = list(located.faults)
    problems: list[ConfigurationError] = []
    for source in located.sources:
        try:
            found.append(_table(source, config.organisation.code, survey_year))
        except Refused as refused:
            faults += refused.faults
        except OSError as fault:
            faults.append(source.fault("file-unreadable", f"the file could not be opened: {fault.strerror}."))
        except ConfigurationError as error:
            problems.append(error)
    tables: dict[str, RawTable] = {}
    for table in only(found, config.organisation.code) if organisation is not None else found:
        table = reshape(table, survey_year)
        faults += table.remarks
        tables[table.name] = _together(tables[table.name], table) if table.name in tables else table
    if problems:
        raise ConfigurationError("\n".join(error.message for error in problems), problems[0].advice)
    if not tables and faults and all(fault.code == NOT_FILLED_IN for fault in faults):
        raise UnreadableInput(
            f"{path} holds templates with nothing filled in yet.",
            "Fill them in from row 2 on, and take out those you do not send.",
        )
    return Submission(
        path,
        config.submission.reporting_year,
        config.organisation,
        tables,
        tuple(faults),
        config.accept,
        config.population_served,
        config.thresholds,
        config.disclosure,
    )


def _table(source: TableSource, code: str, survey_year: int) -> RawTable:
    """The table at a place, in whatever shape a row a record has."""
    found = in_a_shape_of_its_own(source, code, survey_year)
    if found is not None:
        return found
    table = read(source)
    if source.settings.mandatory_courses is not None and source.name == "training":
        listed = beside(source, source.settings.mandatory_courses)
        return with_mandatory(table, course_names(listed), listed.label)
    return table


def _together(first: RawTable, second: RawTable) -> RawTable:
    """Counts that came in two files, such as a recruitment summary beside the table of counts."""
    return replace(
        second,
        file=f"{first.file} and {second.file}",
        frame=pl.concat([first.frame, second.frame], how="diagonal"),
        headings={**first.headings, **second.headings},
    )
