"""One organisation's report against the rest, from the roll-ups of its year."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from wres_calc.across.rollup.contract import Rollup, Standing
from wres_calc.across.rollup.keyed import Figure, bounded, figure_of, unbounded, value_of
from wres_calc.across.rollup.spread import named, quartile, rank, rule_of
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.figures.statistics import quantile
from wres_calc.report.contract.benchmark import Benchmark, Place, Rule
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, check_rollup, document_in
from wres_calc.standards.load import load

ENGLAND = "England"


def read_rollup(path: Path, year: int) -> Rollup:
    """The roll-ups as `wres batch` wrote them.

    Raises:
        UnreadableInput: the file cannot be read, holds none, or some with figures that cannot be.
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
    """Where the report's figures stand; its own organisation, where the roll-ups have it, is not counted twice."""
    values: dict[Figure, dict[str, float]] = {}
    types: dict[str, str | None] = {}
    for member in rollup.organisations:
        types[member.code] = member.type
        for standing in member.standings:
            values.setdefault(_figure(standing), {})[member.code] = unbounded(standing.value)
    types[report.organisation.code] = report.organisation.type or types.get(report.organisation.code)
    return Benchmark(
        reporting_year=rollup.reporting_year,
        organisations=len(types),
        places=tuple(_places(report, values, types)),
    )


def _figure(standing: Standing) -> Figure:
    place = tuple(sorted(standing.breakdown.items()))
    return standing.indicator, standing.measure, place, standing.group, standing.compared_with


def _places(
    report: Report, values: Mapping[Figure, Mapping[str, float]], types: Mapping[str, str | None]
) -> Iterator[Place]:
    definitions = {each.number: each for each in load(report.reporting_year).indicators}
    code = report.organisation.code
    for indicator in report.indicators:
        for measure in indicator.measures:
            rule = rule_of(definitions[indicator.number], measure)
            figure = figure_of(indicator.number, measure)
            value = value_of(indicator, measure)
            if value is not None and rule is not None and figure in values:
                everybody = {**values[figure], code: value}
                yield _place(named(figure, measure.unit), rule, code, everybody, types)


def _place(
    name: dict[str, object],
    rule: Rule,
    code: str,
    values: Mapping[str, float],
    types: Mapping[str, str | None],
) -> Place:
    own, group = values[code], types[code]
    near = [value for each, value in values.items() if group is None or types[each] == group]
    place = rank(own, list(values.values()), rule)
    return Place.model_validate(
        {
            **name,
            "value": bounded(own),
            "rule": rule,
            "rank": place,
            "of": len(values),
            "quartile": quartile(place, len(values)),
            "median": bounded(quantile(list(values.values()), 0.5)),
            "peers": group or ENGLAND,
            "peers_of": len(near),
            "peer_rank": rank(own, near, rule),
            "peer_median": bounded(quantile(near, 0.5)),
        }
    )
