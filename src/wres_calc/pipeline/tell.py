"""From what was examined to the report: how sure each figure is, and what of it the public may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wres_calc.errors import UsageError
from wres_calc.figures.cautions import with_cautions
from wres_calc.figures.result import Cell
from wres_calc.figures.statistics import check_confidence
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.pipeline.earlier import earlier_report, in_order
from wres_calc.pipeline.examine import Examined, examine
from wres_calc.render.releases import releases_in
from wres_calc.report.assemble import assemble
from wres_calc.report.previous import published_before
from wres_calc.report.publish import public
from wres_calc.report.report import Report
from wres_calc.standards.load import sha256


@dataclass(frozen=True)
class Telling:
    """How a report is told.

    `by` are the further groupings and breakdowns that were asked for, `show_values` puts the values of faulty cells
    into an internal report, `confidence` is that of every interval (0.5 to 0.999). With `publish` the report is for
    the public: small numbers are protected, also against what was `published_before` for the same day, and against
    the releases that stand in the folder `beside` which files are written to.
    """

    by: Collection[str] = ()
    show_values: bool = False
    confidence: float = 0.95
    publish: bool = False
    published_before: Path | None = None
    beside: Path | None = None
    prior_reports: Sequence[Path] = ()
    rollup: Path | None = None


def calculate(
    path: Path,
    *,
    year: int | None = None,
    organisation: str | None = None,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
    prior: Sequence[Path] = (),
    show_values: bool = False,
    confidence: float = 0.95,
) -> Report:
    """The internal report of one submission: `examine`, then `report_of`; raises as they do."""
    seen = examine(path, year=year, organisation=organisation, by=by, indicators=indicators, prior=prior)
    return report_of(seen, Telling(by, show_values, confidence))


def report_of(seen: Examined, telling: Telling) -> Report:
    """The report of an examined submission, as `telling` says.

    Raises:
        UsageError: the confidence is out of range, or what was published before is of another organisation or year.
        UnreadableInput: what was published before cannot be read.
    """
    report = report_with(seen, telling, _hidden(seen, telling) if telling.publish else frozenset())
    if telling.rollup is not None:
        report = _among_others(report, telling.rollup)
    before = [*(earlier_report(path, report) for path in telling.prior_reports), *_prior(seen, telling)]
    if not before:
        return report
    from wres_calc.across.trend import trend_of

    return report.model_copy(update={"trend": trend_of(in_order([*before, report]))})


def _among_others(report: Report, rollup: Path) -> Report:
    from wres_calc.across.rollup.placing import benchmark, read_rollup

    others = read_rollup(rollup, report.reporting_year)
    if report.public and others.publication.audience != "public":
        raise UsageError(
            f"{rollup} is internal: its figures are not protected.",
            "Give the roll-ups of a batch that was published.",
        )
    return report.model_copy(update={"benchmark": benchmark(report, others)})


def _prior(seen: Examined, telling: Telling) -> list[Report]:
    """The reports of the earlier submissions, told in the same way."""
    alone = replace(telling, published_before=None, prior_reports=(), rollup=None)
    return [report_of(each, alone) for each in seen.prior]


def report_with(seen: Examined, telling: Telling, hidden: Collection[Cell]) -> Report:
    """The same with exactly these counts `hidden`, which the auditor gives it to see whether anything tells of them.

    Raises:
        UsageError: the confidence is out of range.
    """
    _check_confidence(telling.confidence)
    rules = seen.submission.disclosure.over(seen.definitions.disclosure)
    results = tuple(
        with_cautions(
            with_uncertainty(result, telling.confidence, seen.definitions),
            seen.counts,
            seen.issues,
        )
        for result in seen.results
    )
    if telling.publish:
        from wres_calc.release.withhold import without

        results = tuple(without(result, hidden, rules) for result in results)
    report = assemble(
        seen.submission,
        seen.definitions,
        sha256(seen.definitions.reporting_year),
        seen.issues,
        seen.counts,
        results,
        sorted(telling.by),
        telling.show_values and not telling.publish,
        telling.confidence,
    )
    return public(report, seen.issues, rules) if telling.publish else report


def _hidden(seen: Examined, telling: Telling) -> frozenset[Cell]:
    """What the public may not see, also in the light of what was published before."""
    from wres_calc.release.withhold import cells_named, hidden_cells

    rules = seen.submission.disclosure.over(seen.definitions.disclosure)
    code, year = seen.submission.organisation.code, seen.definitions.reporting_year
    earlier = [telling.published_before] if telling.published_before else []
    earlier += releases_in(telling.beside, code, year) if telling.beside else []
    known: set[Cell] = set()
    kept: set[Cell] = set()
    for path in earlier:
        before = published_before(path, code, year)
        known |= cells_named(seen.results, before.shown)
        kept |= cells_named(seen.results, before.withheld)
    return hidden_cells(seen.results, seen.counts, rules, known, kept)


def _check_confidence(confidence: float) -> None:
    try:
        check_confidence(confidence)
    except ValueError as refused:
        raise UsageError(str(refused)) from None
