"""The folder of a synthetic submission: `submission.toml`, and the tables as CSV."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from wres_calc.errors import NO_ROOM, UnwritableOutput, no_room
from wres_calc.sampling.organisations import SampleOrganisation
from wres_calc.standards.model import GapIndicator, Standard

_SETTINGS = "submission.toml"
_MADE = "# Synthetic, made by `wres sample`"
_MARK = f"{_MADE}: no real people."
_POPULATION_SERVED_BME = 14.5
_ROWS = 10_000


def _is_ours(folder: Path) -> bool:
    """Whether the folder may be written to: not there, empty, or made by this module before."""
    if not folder.exists():
        return True
    settings = folder / _SETTINGS
    if settings.is_file():
        with settings.open("rb") as file:
            return file.read(len(_MADE)) == _MADE.encode()
    return folder.is_dir() and not any(folder.iterdir())


@contextlib.contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """What the operating system refuses, as an error of this program."""
    try:
        yield
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise no_room(path) from fault
        raise UnwritableOutput(
            f"{path} could not be written: {fault.strerror or 'the system refused it'}.",
            "Close the file where it is open, or choose another folder.",
        ) from fault


def refuse_what_is_not_ours(folders: Iterable[Path]) -> None:
    """Raise `UnwritableOutput` for the first folder that holds files which `wres sample` did not make."""
    for folder in folders:
        with _said_plainly(folder):
            ours = _is_ours(folder)
        if not ours:
            raise UnwritableOutput(
                f"{folder} holds files that were not made by `wres sample`; nothing was written.",
                "Choose a folder that is new or empty.",
            )


def settings(organisation: SampleOrganisation, year: Standard) -> str:
    """The text of `submission.toml`; with the population served where the board is compared with it."""
    lines = [
        _MARK,
        "[submission]",
        f"reporting_year = {year.reporting_year}",
        "",
        "[organisation]",
        *(f'{key} = "{getattr(organisation, key)}"' for key in ("code", "name", "region", "icb", "type")),
    ]
    gaps = [indicator for indicator in year.indicators if isinstance(indicator, GapIndicator)]
    if any(gap.compared_with == "population_served" for gap in gaps):
        lines += ["", "[population_served]", f"bme = {_POPULATION_SERVED_BME}"]
    return "\n".join(lines) + "\n"


def _write(path: Path, content: pl.DataFrame | str) -> None:
    """Write the whole file or none of it."""
    part = path.with_name(path.name + ".part")
    with _said_plainly(path):
        try:
            with part.open("wb") as file:
                file.writelines([content.encode()] if isinstance(content, str) else _csv(content))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _csv(frame: pl.DataFrame) -> Iterator[bytes]:
    """The frame as CSV, some rows at a time.

    They are not written by polars itself: where the system refuses that, it passes no error number on.
    """
    for first in range(0, max(frame.height, 1), _ROWS):
        yield frame.slice(first, _ROWS).write_csv(include_header=first == 0).encode()


def write_submission(
    folder: Path,
    organisation: SampleOrganisation,
    year: Standard,
    tables: Iterable[tuple[str, pl.DataFrame]],
) -> dict[str, int]:
    """Write one submission and return the number of rows of each table.

    `submission.toml` comes first: a folder that was left half-way is known as ours.
    """
    with _said_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _write(folder / _SETTINGS, settings(organisation, year))
    rows = {}
    for name, frame in tables:
        _write(folder / f"{name}.csv", frame)
        rows[name] = frame.height
    return rows
