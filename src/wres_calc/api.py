"""What notebooks and scripts import, by way of `wres_calc` itself: reports, findings, goals.

Each takes paths as texts or `Path`s, and prints and writes nothing. Refusals are `WresError`s with an `exit_code`, that
of the command.
"""

from collections.abc import Sequence
from pathlib import Path

from wres_calc.across.goals import TIERS
from wres_calc.errors import WresError
from wres_calc.pipeline import Options, Report, calculate, validate
from wres_calc.pipeline.goals import goals_of
from wres_calc.report.goals import Goals
from wres_calc.standards.load import WRES

__all__ = ["Goals", "Report", "WresError", "calculate", "goals", "validate"]


def goals(
    path: Path | str,
    *,
    target: str = "workforce",
    by: int | None = None,
    turnover: float | None = None,
    tiers: str = TIERS,
    year: int | None = None,
    organisation: str | None = None,
    standard: str = WRES,
    prior: Sequence[Path | str] = (),
) -> Goals:
    """Return what it takes to reach equity in senior bands, of a submission or of a saved internal report (JSON).

    `target` is "workforce", "population" or a percentage as text, `by` the year to reach it in, `turnover` the percent
    of a band that leave it in a year, `tiers` the bands of the disparity ratios from low to high.

    Raises:
        WresError: as `goals_of`.
    """
    options = Options(year, organisation, (standard,), prior=tuple(map(Path, prior)))
    return goals_of(Path(path), options, target, by, turnover, tiers)[0]
