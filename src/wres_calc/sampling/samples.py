"""Whole submissions: every table of every organisation and year asked for."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from wres_calc.errors import UsageError
from wres_calc.sampling import at_a_day, events, people
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.files import refuse_what_is_not_ours, write_submission
from wres_calc.sampling.organisations import SampleOrganisation, organisations
from wres_calc.standards.load import load, shipped
from wres_calc.standards.model import RelativeLikelihoodIndicator, Standard

_FORM = re.compile(r"\d{4}(?:-\d{4})?(?:,\d{4}(?:-\d{4})?)*")


def _stretch(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


def reporting_years(text: str) -> list[int]:
    """The years of `2025`, `2024,2025` or `2024-2025`, in order, each once; `UsageError` for other text."""
    found = text.replace(" ", "")
    parts = found.split(",") if _FORM.fullmatch(found) else []
    years = {year for part in parts for year in _stretch(part)}
    if not years:
        raise UsageError("The reporting years are not readable.", "Write 2025, 2024,2025 or 2024-2025.")
    return sorted(years)


@dataclass(frozen=True)
class Written:
    """One submission written: where, whose, and how many rows each table has."""

    folder: Path
    organisation: str
    year: int
    rows: Mapping[str, int]


def folders(root: Path, codes: Sequence[str], years: Sequence[int]) -> dict[tuple[str, int], Path]:
    """The folder of each organisation and year: `root/CODE/YEAR`; a level that has only one is left out."""
    return {
        (code, year): root / (code if len(codes) > 1 else "") / (str(year) if len(years) > 1 else "")
        for code in codes
        for year in years
    }


def _period(events: str, year: Standard) -> tuple[dt.date, dt.date] | None:
    """The days in which events of a kind count; `None` where the standard has none of the kind."""
    for indicator in year.indicators:
        if isinstance(indicator, RelativeLikelihoodIndicator) and indicator.events == events:
            back = int(indicator.period == "two_year_average")
            return year.flow_period(back)[0], year.flow_period()[1]
    return None


def tables(
    organisation: SampleOrganisation, pool: people.Pool, position: int, year: Standard, seed: int
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each table of one submission with its name, one at a time; `position` is that of the year, from 0."""
    code, staff = organisation.code, organisation.staff

    def stream(*purpose: str) -> Stream:
        return Stream(seed, code, year.reporting_year, *purpose)

    yield "workforce", at_a_day.workforce(pool, position, stream("workforce"), code)
    yield (
        "recruitment",
        events.recruitment(stream("recruitment"), stream("recruitment", "disability"), staff, code),
    )
    others = [load(year.reporting_year, each) for each in shipped(year.reporting_year) if each != year.code]
    for name, make in (("disciplinary", events.disciplinary), ("capability", events.capability)):
        if period := next(filter(None, (_period(name, each) for each in (year, *others))), None):
            yield name, make(pool, position, stream(name), period, code)
    yield "training", events.training(pool, position, stream("training"), year.flow_period(), code)
    own = stream("staff_survey", "disability")
    yield "staff_survey", at_a_day.staff_survey(stream("staff_survey"), own, staff, (year, others), code)
    own = Stream(seed, code, "board", "disability")
    yield "board", at_a_day.board(Stream(seed, code, "board"), own, staff, position, code)


def write_samples(
    root: Path, *, seed: int, staff: int, number: int, years: Sequence[int]
) -> Iterator[Written]:
    """Write `number` organisations of about `staff` people each, and tell of each submission when written.

    Raises `UnwritableOutput` before anything is written where a folder holds files that were not made by this
    module, `ConfigurationError` for a year without definitions.
    """
    definitions = [load(year) for year in years]
    trusts = organisations(number, staff, seed)
    places = folders(root, [trust.code for trust in trusts], years)
    refuse_what_is_not_ours(places.values())
    for trust in trusts:
        pool = people.pool(trust, len(years), seed)
        for position, year in enumerate(definitions):
            folder = places[trust.code, year.reporting_year]
            made = tables(trust, pool, position, year, seed)
            rows = write_submission(folder, trust, year, made)
            yield Written(folder, trust.code, year.reporting_year, rows)
