"""A submission, from a path: the only door of this floor."""

from pathlib import Path

from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.submission.locate import locate
from wres_calc.submission.model import FileFault, RawTable, Submission
from wres_calc.submission.offered import NOT_FILLED_IN
from wres_calc.submission.read import read
from wres_calc.submission.source import Refused


def load(path: Path, *, year: int | None = None, organisation: str | None = None) -> Submission:
    """Read all that was sent at `path`, a folder or one workbook, as text.

    `year` and `organisation` (a code) stand in for what `submission.toml` does not say. What is wrong with one file
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
    tables: dict[str, RawTable] = {}
    faults: list[FileFault] = list(located.faults)
    problems: list[ConfigurationError] = []
    for source in located.sources:
        try:
            tables[source.name] = read(source)
        except Refused as refused:
            faults += refused.faults
        except OSError as fault:
            faults.append(source.fault("file-unreadable", f"the file could not be opened: {fault.strerror}."))
        except ConfigurationError as error:
            problems.append(error)
    if problems:
        raise ConfigurationError("\n".join(error.message for error in problems), problems[0].advice)
    if not tables and faults and all(fault.code == NOT_FILLED_IN for fault in faults):
        raise UnreadableInput(
            f"{path} holds templates with nothing filled in yet.",
            "Fill them in from row 2 on, and take out those you do not send.",
        )
    config = located.config
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
