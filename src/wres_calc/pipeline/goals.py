"""What equity takes: the goals of one submission, with the turnover of each band where an earlier year is given."""

from pathlib import Path

from wres_calc.across.goals import ALL_SENIOR, EVERYBODY, TIERS, goals, tiers_of
from wres_calc.counting.turnover import Stayed
from wres_calc.errors import UsageError
from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.pipeline.assess import Assessment, Options, assess_each
from wres_calc.pipeline.reports import build_report, saved_report
from wres_calc.report.goals import Aim, Goals, Target
from wres_calc.report.report import Report

_YEARS = 3
"""How far on the target lies where no year is given."""


def goals_of(
    path: Path,
    options: Options,
    target: str,
    by: int | None,
    turnover: float | None = None,
    tiers: str = TIERS,
) -> tuple[Goals, list[Assessment]]:
    """Return the goals of a submission, or of a saved internal report, by the standard asked for.

    `target` is "workforce" (the share in the whole workforce), "population" (that of `[population_served]`), or a
    percentage. Of `options.prior` the latest is what progress is measured against, and, where it is a submission too,
    the turnover.

    Raises:
        UsageError: the target cannot be had, the years are not in order, or counts are missing.
        UnreadableInput, ConfigurationError: as `assess_each` and `saved_report`.
    """
    if path.suffix.lower() == ".json":
        report, found = saved_report(path), list[Assessment]()
    else:
        found = assess_each(path, options)[:1]
        report = build_report(found[0], Options(confidence=options.confidence))
    earlier = max((each for one in found for each in one.prior), key=_year, default=None)
    before = build_report(earlier, Options()) if earlier else None
    for saved in map(saved_report, options.saved_reports):
        if before is None or saved.reporting_year > before.reporting_year:
            before = saved
    measured = _turnover(earlier, found[0]) if earlier and turnover is None else {}
    aim = Aim(
        target=_target(target, report, found[0] if found else None),
        first_year=report.reporting_year,
        by=report.reporting_year + _YEARS if by is None else by,
        turnover=turnover,
    )
    return goals(report, aim, tiers_of(tiers), measured, before), found


def _year(assessment: Assessment) -> int:
    return assessment.submission.reporting_year


def _target(text: str, report: Report, assessment: Assessment | None) -> Target:
    if text == "workforce":
        whole = [
            each
            for indicator in report.indicators
            for each in indicator.measures
            if indicator.kind == "share" and not each.breakdown and each.group == report.standard.compared
        ]
        share = next((each.value for each in whole if each.value is not None), None)
    elif text == "population":
        served = assessment.submission.population_served if assessment else None
        share = getattr(served, report.standard.compared, None)
        if share is None:
            raise UsageError(
                "The population served is not known.",
                "Write [population_served] in submission.toml, or give a percentage: --target 19.",
            )
    else:
        number = text.removesuffix("%").strip()
        share = float(number) if number.replace(".", "", 1).isdecimal() else None
        if share is None or not 0 < share <= 100:
            raise UsageError(
                f"--target {text} is no target.", "Give workforce, population, or a percentage like 19."
            )
    kind = text if text in ("workforce", "population") else "percent"
    return Target.model_validate({"kind": kind, "percent": share or 0})


def _turnover(before: Assessment, now: Assessment) -> dict[str, float]:
    """How many percent a year leave each part, by the employee numbers of two years.

    Raises:
        UsageError: the two years have hardly a number in common.
    """
    stayed = Stayed(before.validated, now.validated)
    if not stayed.is_known:
        raise UsageError(
            f"Hardly an employee number of {_year(before)} is found in {_year(now)}: they do not tell the turnover.",
            "Give it: --turnover 10 (percent a year).",
        )
    rates = {band.value: stayed.turnover((band.value,)) for band in SENIOR_BANDS}
    rates |= {ALL_SENIOR: stayed.turnover(SENIOR_BANDS), EVERYBODY: stayed.turnover(None)}
    return {part: rate for part, rate in rates.items() if rate is not None}
