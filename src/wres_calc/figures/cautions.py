"""Collects what may change the verdict on an indicator, so that it stands beside its figures in every output."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wres_calc.checking.issue import Issue
from wres_calc.counting.dimensions import WHOLE
from wres_calc.counting.model import Counts
from wres_calc.facts.characteristics import CHARACTERISTICS, EVERYBODY, Characteristic
from wres_calc.figures.figure import Cell, cell
from wres_calc.figures.indicators import Caution, IndicatorResult, populations_needed


def with_cautions(result: IndicatorResult, counts: Counts, issues: Sequence[Issue]) -> IndicatorResult:
    """Add the cautions that the submission's issues and the indicator's own figures give rise to."""
    if result.reason is not None:
        return result
    found = [*_without_counts(result), *_excluded(result, counts), *_of_issues(result, counts, issues)]
    return replace(result, cautions=tuple({caution.text: caution for caution in found}.values()))


def _without_counts(result: IndicatorResult) -> Iterator[Caution]:
    rates = [figure for figure in result.figures if figure.key.unit.is_rate]
    if any(rate.value is not None and rate.numerator is None and rate.deviation is None for rate in rates):
        scores = result.definition.kind == "mean"
        what = "scores came without the answers behind them" if scores else "percentages came without counts"
        text = f"The {what}: how far chance may have moved them is not known."
        yield Caution("percentage_without_counts", text)


def _excluded(result: IndicatorResult, counts: Counts) -> Iterator[Caution]:
    for table, steps in _steps(result, counts).items():
        if "excluded" in steps:
            yield Caution("rows_excluded", f"Rows of the table {table} were left out on purpose.")


def _steps(result: IndicatorResult, counts: Counts) -> dict[str, set[str]]:
    """The steps that dropped rows, by the tables that the indicator is made from."""
    found: dict[str, set[str]] = {"survey_summary": set()} if counts.published else {}
    for name in populations_needed(result.definition):
        whole = counts.populations.get(name)
        for counted in (whole, whole.earlier) if whole is not None else ():
            if counted is not None:
                dropped = {step.step for step in counted.steps if step.dropped}
                found.setdefault(counted.table, set()).update(dropped)
    return found


def _of_issues(result: IndicatorResult, counts: Counts, issues: Sequence[Issue]) -> Iterator[Caution]:
    tables, populations = _steps(result, counts), set(populations_needed(result.definition))
    characteristic = CHARACTERISTICS[counts.standard.characteristic]
    for issue in issues:
        concerned = populations.issuperset(issue.concerns) if issue.concerns else issue.table in tables
        if concerned and issue.caution:
            yield Caution(issue.code, issue.caution, tuple(_cells(issue.concerns, characteristic)))
        elif concerned and issue.accepted is not None and issue.entry.severity == "error":
            text = f"Data of the table {issue.table} were accepted with a known issue: {issue.title}."
            yield Caution(issue.code, text)
        elif concerned and issue.accepted is None and issue.entry.caution:
            yield Caution(issue.code, issue.entry.caution.replace("{table}", issue.table or ""))


def _cells(populations: Sequence[str], characteristic: Characteristic) -> Iterator[Cell]:
    """The counts that a caution on these populations tells something of."""
    for name in populations:
        yield from (cell(name, WHOLE, group) for group in (*characteristic.main.groups, EVERYBODY))
