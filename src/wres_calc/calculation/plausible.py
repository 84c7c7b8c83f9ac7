"""What only the counts show to be odd."""

from collections.abc import Iterable

from wres_calc.calculation.counts.model import WHOLE, Counts
from wres_calc.calculation.grouping import Grouping
from wres_calc.definitions.model import Indicator
from wres_calc.validation.issue import Issue


def check(indicators: Iterable[Indicator], counts: Counts) -> list[Issue]:
    """More events than people, per indicator and ethnic group: shown all the same, but without an interval."""
    issues = []
    for indicator in indicators:
        if indicator.kind != "relative_likelihood":
            continue
        events, base = (counts.populations.get(name) for name in (indicator.events, indicator.base))
        if events is None or base is None:
            continue
        for group in Grouping.ETHNIC_GROUP.groups:
            many = events.tallies[WHOLE].people(Grouping.ETHNIC_GROUP, group) or 0
            few = base.tallies[WHOLE].people(Grouping.ETHNIC_GROUP, group) or 0
            if many > few:
                message = f"Indicator {indicator.number}, {group}: more in {indicator.events} than in {indicator.base}."
                issues.append(Issue("more-events-than-people", message, table=events.table))
    return issues
