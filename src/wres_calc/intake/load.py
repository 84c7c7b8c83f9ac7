"""Loads a submission from a path: the only way into this floor."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wres_calc.errors import ConfigurationError, HeadingNotFound, UnreadableInput
from wres_calc.intake.config import Exclusion, SubmissionConfig, TableSettings
from wres_calc.intake.example_values import NOT_FILLED_IN
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.read import read
from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.layouts import read_in_layout, reshape
from wres_calc.intake.layouts.training import none_mandatory, with_mandatory
from wres_calc.intake.locate import Located, beside, locate
from wres_calc.intake.model import FileFault, RawTable, Submission
from wres_calc.intake.organisations import OwnTables, Parts, SeveralOrganisations, of_one_organisation
from wres_calc.intake.repairs import repair, unify_employee_numbers
from wres_calc.intake.repeats import fill_repeats
from wres_calc.intake.tables import TABLES
from wres_calc.standards.load import load as load_definitions
from wres_calc.standards.model import Standard


def load(path: Path, *, year: int | None = None, organisation: str | None = None) -> Submission:
    """Read all that was sent at `path`, a folder or one workbook, as text.

    `year` and `organisation` (a code) stand in for what `submission.toml` does not say; of a file of several
    organisations only the rows of the `organisation` that was asked for are read. What is wrong with one file
    is a fault of the result and leaves the others alone. Raises `UnreadableInput` where there is no submission at
    `path`, or nothing filled in, and `ConfigurationError` where the settings are wrong or name headings that are not
    there.
    """
    located = _located(path, year, organisation)
    code = located.config.organisation.code
    sent = _read(located, code, parted=organisation is not None)
    refuse_rows_not_there(located.config.exclude, sent.found)
    whole = organisation is None
    own = (
        OwnTables(sent.whole()) if whole else of_one_organisation(sent.found, code, _complete(located.config))
    )
    return _submission(located, sent, own)


class SharedFiles:
    """Several organisations in the files of one folder or workbook, which are read once for all of them."""

    def __init__(self, path: Path, *, year: int | None = None) -> None:
        """Read the files; raises as `load`. The settings name no organisation."""
        self._located = _located(path, year, ANY_CODE)
        self._sent = _read(self._located, ANY_CODE, shapes=False, parted=True)
        refuse_rows_not_there(self._located.config.exclude, self._sent.found)
        self._split = SeveralOrganisations(self._sent.found, _complete(self._located.config))
        self.reporting_year = self._located.config.submission.reporting_year
        self.codes = self._split.codes

    def of(self, code: str) -> Submission:
        """Return the submission of one organisation, as `load` would read it; raises as that does."""
        config = self._located.config
        theirs = config.organisation.model_copy(update={"code": code})
        located = replace(self._located, config=config.model_copy(update={"organisation": theirs}))
        shaped = _read(replace(located, sources=tuple(self._sent.shaped)), code)
        together = _Sent(
            shaped.found, [*self._sent.faults, *shaped.faults], [*self._sent.problems, *shaped.problems]
        )
        own = self._split.of(code)
        own = replace(own, tables=[*own.tables, *shaped.whole()])
        return replace(_submission(located, together, own), shared=True)


ANY_CODE = "XXX"
"""In place of an organisation's code, where the files of several are read."""


@dataclass
class _Sent:
    """What was read: tables, and what could not be. `shaped` are sources that hold one row for each organisation."""

    found: list[Parts] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)
    problems: list[ConfigurationError] = field(default_factory=list)
    shaped: list[TableSource] = field(default_factory=list)

    def whole(self) -> list[RawTable]:
        """Return all rows of the tables that were found."""
        return [table.whole() for table in self.found]


def _located(path: Path, year: int | None, organisation: str | None) -> Located:
    try:
        return locate(path, year, organisation)
    except OSError as fault:
        raise UnreadableInput(
            f"{path} could not be opened: {fault.strerror or type(fault).__name__}.",
            "Look whether you may read the folder and the files in it.",
        ) from None


def _read(located: Located, code: str, *, shapes: bool = True, parted: bool = False) -> _Sent:
    """Every table; without `shapes` those that hold a row for each organisation are left for later.

    `parted` leaves the rows of a long table where they are, to be read organisation by organisation.
    """
    sent = _Sent()
    definitions = load_definitions(located.config.submission.reporting_year)
    for source in located.sources:
        try:
            if not shapes and source.name == "survey_summary" and source.kind in WORKBOOK_KINDS:
                sent.shaped.append(source)
                continue
            parts = _parts(source) if parted else None
            sent.found.append(parts or Parts(_table(source, code, definitions)))
        except Refused as refused:
            sent.faults += refused.faults
        except OSError as fault:
            sent.faults.append(
                source.fault("file-unreadable", f"the file could not be opened: {fault.strerror}.")
            )
        except ConfigurationError as error:
            sent.problems.append(error)
    return sent


def _complete(config: SubmissionConfig) -> frozenset[str]:
    """Name the tables in which no row of an organisation means none."""
    return frozenset(name for name, settings in config.tables.items() if settings.complete)


def _submission(located: Located, sent: _Sent, own: OwnTables) -> Submission:
    """Return the submission of an organisation's `own` tables, each in the shape of one of those known."""
    config, problems = located.config, sent.problems
    faults = [*located.faults, *sent.faults, *own.notes]
    survey_year = load_definitions(config.submission.reporting_year).survey.year
    tables = unify_employee_numbers(
        {table.name: _in_shape(table, config, survey_year) for table in own.tables}
    )
    faults += [remark for table in tables.values() for remark in table.remarks]
    if problems:
        refusal = HeadingNotFound if any(each.names_headings for each in problems) else ConfigurationError
        raise refusal("\n".join(error.message for error in problems), problems[0].advice)
    if not tables and faults and all(fault.code == NOT_FILLED_IN for fault in faults):
        raise UnreadableInput(
            f"{located.path} holds templates with nothing filled in yet.",
            "Fill them in from row 2 on, and take out those you do not send.",
        )
    return Submission(
        located.path,
        config.submission.reporting_year,
        config.organisation,
        tables,
        tuple(faults),
        config.exclude,
        config.accept,
        config.population_served,
        config.thresholds,
        config.disclosure,
        standards=config.submission.standards,
        breakdowns=config.breakdowns.named,
    )


def _in_shape(table: RawTable, config: SubmissionConfig, survey_year: int) -> RawTable:
    settings = config.tables.get(table.name, TableSettings())
    shaped = replace(reshape(repair(table, settings), survey_year), complete=bool(settings.complete))
    if settings.weighted is not None:
        shaped = replace(shaped, edition=replace(shaped.edition, weighted=settings.weighted))
    return none_mandatory(shaped) if settings.all_non_mandatory and table.name == "training" else shaped


def _parts(source: TableSource) -> Parts | None:
    """Return a table that may be left where it is; `None` for one that has to be looked at as a whole."""
    asks = source.settings
    whole = asks.mandatory_courses is not None or asks.repeats is not None or asks.case_types
    if source.kind is not Kind.PARQUET or whole:
        return None
    from wres_calc.intake.files.parquet_parts import read_or_part

    table = read_or_part(source)
    return Parts(fill_repeats(table, asks)) if isinstance(table, RawTable) else table


def _table(source: TableSource, code: str, definitions: Standard) -> RawTable:
    """Return the table at a place, in whatever shape a row a record has."""
    found = read_in_layout(source, code, definitions)
    if found is not None:
        return found
    table = fill_repeats(_with_headings(source, code, definitions), source.settings)
    table = replace(table, case_types=source.settings.case_types)
    if source.settings.mandatory_courses is not None and source.name == "training":
        return with_mandatory(table, beside(source, source.settings.mandatory_courses))
    return table


def _with_headings(source: TableSource, code: str, definitions: Standard) -> RawTable:
    """Return the table below its headings; in another layout without them, or the one that says what a row is."""
    try:
        table = read(source)
    except Refused as refused:
        unknown = {"headings-not-found", "sheet-unclear"}.intersection(fault.code for fault in refused.faults)
        other = read_in_layout(source, code, definitions, without_headings=True) if unknown else None
        if other is None:
            raise
        return other
    known = {*table.headings}
    if all(known & {column, instead} for column, instead in TABLES[source.name].instead.items()):
        return table
    return read_in_layout(source, code, definitions, without_headings=True) or table


def refuse_rows_not_there(excluded: Sequence[Exclusion], found: Sequence[Parts]) -> None:
    """Look for the rows of each exclusion in the tables as they were read, those of all organisations.

    Raises:
        ConfigurationError: a table has none of these numbers.
    """
    for parts in found:
        wanted = [row for each in excluded if each.table == parts.table.name for row in each.rows or ()]
        there = parts.rows() if wanted else ()  # a set of all numbers is large, and seldom needed
        if missing := [str(row) for row in wanted if row not in there]:
            raise ConfigurationError(
                f"submission.toml leaves out of {parts.table.file} what is not a row of data: "
                f"row{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
                "Rows are counted as a spreadsheet shows them, the heading row and blank ones too.",
            )
