"""What notebooks and scripts import, by way of `wres_calc` itself: reports, findings, goals.

Each takes paths as texts or `Path`s, and prints and writes nothing. Refusals are `WresError`s with an `exit_code`, that
of the command.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from wres_calc.errors import WresError
from wres_calc.pipeline import Options, Report, calculate, validate
from wres_calc.pipeline.goals import Wanted, goals_of_all
from wres_calc.report.goals import Goals
from wres_calc.standards.load import WRES

__all__ = ["Goals", "Report", "WresError", "calculate", "goals", "validate"]


def goals(
    paths: Path | str | Iterable[Path | str],
    *,
    target: str = "workforce",
    by: int | None = None,
    from_year: int | None = None,
    turnover: float | None = None,
    tiers: str = Wanted.tiers,
    strategy: Path | str | None = None,
    year: int | None = None,
    organisation: str | None = None,
    standard: str = WRES,
    prior: Sequence[Path | str] = (),
) -> Goals:
    """Return what it takes to reach equity in senior bands, of one submission or saved internal report, or of several.

    The parameters are the options of `wres goals`: what is wanted is that of `Wanted`, the others are of `Options`.

    Raises:
        WresError: as `goals_of_all`.
    """
    given = [paths] if isinstance(paths, Path | str) else paths
    options = Options(year, organisation, (standard,), prior=tuple(map(Path, prior)))
    wanted = Wanted(target, by, from_year, turnover, tiers, Path(strategy) if strategy else None)
    return goals_of_all([Path(each) for each in given], options, wanted)[0]
