"""One organisation's report among the others, from the roll-ups of its year."""

from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path

from wres_calc.across.contract import Rollup
from wres_calc.across.figures import Figures
from wres_calc.across.placing import Ranking, bounded, peers, rule_of
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.figures.figure import FigureKey
from wres_calc.figures.statistics.funnel import quantile
from wres_calc.report.contract import Benchmark, Place, naming
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, check_rollup, document_in


def read_rollup(path: Path, year: int) -> Rollup:
    """Read roll-ups as `wres batch` wrote them.

    Raises:
        UnreadableInput: the file cannot be read, is something else, or has figures that cannot be.
        UsageError: they are of another reporting year.
    """
    try:
        document = document_in(path)
        check_rollup(path, document)
        found = Rollup.model_validate(document)
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} holds no roll-ups as this version of wres-calc writes them.",
            "Give the rollup.json that `wres batch` wrote.",
        ) from None
    if found.reporting_year != year:
        raise UsageError(f"--benchmark is of {found.reporting_year}; it should be of {year}.")
    return found


def benchmark(report: Report, rollup: Rollup) -> Benchmark:
    """Place the report's figures; its own organisation, where the roll-ups have it, is not counted twice."""
    values: dict[FigureKey, dict[str, float]] = {}
    types: dict[str, str | None] = {}
    for member in rollup.organisations:
        types[member.code] = member.type
        for standing in member.standings:
            value = inf if standing.value is None else standing.value
            values.setdefault(standing.key(rollup.standard.code), {})[member.code] = value
    own, everywhere = report.organisation, rollup.levels[0].name
    types[own.code] = own.type or types.get(own.code)
    return Benchmark(
        reporting_year=rollup.reporting_year,
        organisations=len(types),
        among=everywhere,
        places=tuple(_places(report, values, types, everywhere)),
    )


def _places(
    report: Report,
    others: Mapping[FigureKey, Mapping[str, float]],
    types: Mapping[str, str | None],
    everywhere: str,
) -> Iterator[Place]:
    code, figures = report.organisation.code, Figures(report.indicators, report.standard.code)
    kind = types[code]
    for key, value in figures.ranked.items():
        rule = rule_of(figures.indicators[key.indicator], key, report.standard.compared)
        if rule is None or key not in others:
            continue
        values = {**others[key], code: value}
        near = peers(values, types, kind)
        ranking = Ranking(values.values(), rule)
        yield Place(
            **naming(key),
            value=bounded(value),
            rule=rule,
            rank=ranking.rank(value),
            of=ranking.of,
            quartile=ranking.quartile(value),
            median=bounded(quantile(list(values.values()), 0.5)),
            peers=kind or everywhere,
            peers_of=len(near),
            peer_rank=Ranking(near, rule).rank(value),
            peer_median=bounded(quantile(near, 0.5)),
        )
