"""What equity takes: the goals of one submission, with the turnover of each band where an earlier year is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wres_calc.across.goals import goals, share_of_all, together
from wres_calc.across.headcounts import ALL_SENIOR, EVERYBODY
from wres_calc.across.strategy import self_assessment, strategy_in
from wres_calc.counting.turnover import Stayed
from wres_calc.errors import ConfigurationError, UnreadableInput, UsageError, WresError
from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.facts.tiers import TIERS, tiers_of
from wres_calc.intake.settings import FILE
from wres_calc.pipeline.assess import Assessment, Options, assess_each
from wres_calc.pipeline.batch.find import find, read_together
from wres_calc.pipeline.batch.tasks import Sent
from wres_calc.pipeline.reports import build_report, saved_report
from wres_calc.report.goals import Aim, Goals, NotCounted, Target
from wres_calc.report.report import Report

_YEARS = 3
"""How far on the target lies where no year is given."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for.

    `target` is "workforce" (the share in the whole workforce), "population" (that of `[population_served]`), or a
    percentage; `by` the year to reach it in, `from_year` that in which the path starts, `turnover` percent a year.
    `strategy` is a file of outcomes to assess, in place of the one that ships.
    """

    target: str = "workforce"
    by: int | None = None
    from_year: int | None = None
    turnover: float | None = None
    tiers: str = TIERS
    strategy: Path | None = None

    def aim(self, target: Target, year: int) -> Aim:
        """Return the aim for the figures of a reporting year.

        Raises:
            UsageError: the path would start before it.
        """
        first = self.from_year or year
        if first < year:
            raise UsageError(
                f"--from-year {first}: the figures are of {year}, and the path starts from them.",
                f"Give {year} or a later year.",
            )
        return Aim(
            target=target,
            first_year=first,
            by=first + _YEARS if self.by is None else self.by,
            turnover=self.turnover,
        )


def goals_of(path: Path, options: Options, wanted: Wanted = Wanted()) -> tuple[Goals, list[Assessment]]:
    """Return the goals of a submission, or of a saved internal report, by the standard asked for.

    Of `options.prior` the latest is what progress is measured against, and, where it is a submission too, the turnover.

    Raises:
        UsageError: the target cannot be had, the years are not in order, or counts are missing.
        UnreadableInput, ConfigurationError: as `assess_each` and `saved_report`.
    """
    strategy = strategy_in(wanted.strategy)
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
    measured = _turnover(earlier, found[0]) if earlier and wanted.turnover is None else {}
    target = _target(wanted.target, report, found[0] if found else None)
    aim = wanted.aim(target, report.reporting_year)
    assessed = self_assessment(strategy, report, before)
    made = goals(report, aim, tiers_of(wanted.tiers), measured, before)
    return made.model_copy(update={"self_assessment": assessed}), found


def goals_of_all(paths: Sequence[Path], options: Options, wanted: Wanted) -> tuple[Goals, list[Assessment]]:
    """Return the goals of one submission, or of several together: those named, or those below a folder.

    An organisation without the figures is left out, and named with the reason.

    Raises:
        UsageError: as `goals_of`; an earlier year, or the population served, is asked for of several.
        UnreadableInput, ConfigurationError: as `goals_of` and `find`.
    """
    several = list(_several(paths, options))
    if not several:
        return goals_of(paths[0], options, wanted)
    if options.prior or wanted.strategy or wanted.target == "population":
        raise UsageError(
            "--prior, --strategy and --target population are for one submission.",
            "Leave them out, or give one submission; --turnover and --target 19 go with several.",
        )
    made: list[tuple[Report, Goals]] = []
    left_out: list[NotCounted] = []
    issues: list[Assessment] = []
    for code, sent in several:
        try:
            report, found = _report_of(sent, options)
            target = _target(wanted.target, report, None)
            made.append(
                (report, goals(report, wanted.aim(target, report.reporting_year), tiers_of(wanted.tiers)))
            )
            issues += found
        except WresError as refused:
            left_out.append(NotCounted(code=code, reason=refused.message))
    if not made:
        raise UsageError(
            f"{left_out[0].code}: {left_out[0].reason}", "Run wres validate to see what is missing."
        )
    reports = [report for report, _ in made]
    if len({(each.standard.code, each.reporting_year) for each in reports}) > 1:
        raise UsageError("These are of several years or standards.", "Choose with --year and --standard.")
    target = Target(kind="workforce", percent=share_of_all(reports) or 0)
    if wanted.target != "workforce":
        target = _target(wanted.target, reports[0], None)
    pooled = together(made, wanted.aim(target, reports[0].reporting_year), tiers_of(wanted.tiers))
    return pooled.model_copy(update={"left_out": tuple(left_out)}), issues


def _several(paths: Sequence[Path], options: Options) -> Iterator[tuple[str, Path | Sent]]:
    """The submissions and saved reports where there are several; nothing of one alone."""
    saved = [path for path in paths if path.suffix.lower() == ".json"]
    others = [path for path in paths if path not in saved]
    if len(paths) == 1 and (saved or not paths[0].is_dir() or options.organisation is not None):
        return
    try:
        tasks = find(others, options.year) if others else []
    except (UnreadableInput, ConfigurationError):
        if len(paths) > 1:
            raise
        return  # what is wrong with it is said where it is read
    if len(saved) + len(tasks) > 1:
        yield from ((path.stem, path) for path in saved)
        yield from ((sent.task.code, sent) for sent in read_together(tasks))


def _report_of(sent: Path | Sent, options: Options) -> tuple[Report, list[Assessment]]:
    if isinstance(sent, Path):
        return saved_report(sent), []
    if sent.task.refused:
        raise sent.task.refused
    task = sent.task
    year = None if (task.path / FILE).is_file() else task.reporting_year
    own = replace(options, year=year, organisation=task.organisation)
    found = assess_each(sent.submission or task.path, own)[:1]
    return build_report(found[0], Options(confidence=options.confidence)), found


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
                f"--target {text} is not a target.", "Give workforce, population, or a percentage like 19."
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
