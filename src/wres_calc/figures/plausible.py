"""What only the counts show: more events than people, unlikely sizes, unknown shares, what could not be calculated."""

from collections.abc import Iterable, Iterator

from wres_calc.checking.issue import Issue
from wres_calc.counting.dimensions import WHOLE, base_of, survey_populations
from wres_calc.counting.model import Counts, Reason
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.intake.config import Thresholds
from wres_calc.standards.model import SURVEY_KINDS

_WHAT_IS_MISSING = {
    Reason.TABLE_MISSING: "a table that it needs did not come",
    Reason.TABLE_HAS_ERRORS: "a table that it needs has errors",
    Reason.COLUMN_MISSING: "a question's column did not come",
    Reason.PREVIOUS_YEAR_MISSING: "the year before is missing, of which it takes the mean",
    Reason.MANDATORY_NOT_TOLD: "nothing says which training is mandatory",
    Reason.POPULATION_SERVED_MISSING: "submission.toml does not say the make-up of the population served",
}
_PEOPLE = {"workforce": "staff", "shortlisted": "shortlisted applicants", "board": "board members"}
_EVENTS = {
    "disciplinary": "people disciplined",
    "capability": "people in the capability process",
    "training": "people trained",
}
_EVENTS_OF = {**_EVENTS, "appointed": "people appointed"}
_BASE_OF = {"workforce": "staff", "shortlisted": "people shortlisted"}


def check(results: Iterable[IndicatorResult], counts: Counts, thresholds: Thresholds) -> list[Issue]:
    """All that is odd about the counts and results of one submission."""
    results = list(results)
    return [
        *_more_events(results, counts),
        *_unknown(counts, thresholds.unknown),
        *_unknown_events(counts, thresholds.unknown[-1]),
        *_sizes(counts, thresholds),
        *_not_calculated(results, counts),
    ]


def _more_events(results: list[IndicatorResult], counts: Counts) -> Iterator[Issue]:
    """More events than people, per indicator and ethnic group: shown all the same, but without an interval."""
    main = CHARACTERISTICS[counts.standard.characteristic].main
    for indicator in (result.definition for result in results):
        if indicator.kind != "relative_likelihood":
            continue
        events, base = (counts.populations.get(name) for name in (indicator.events, indicator.base))
        if events is None or base is None:
            continue
        for group in main.groups:
            if events.tallies[WHOLE].by_group.get(group, 0) > base.tallies[WHOLE].by_group.get(group, 0):
                message = f"Indicator {indicator.number}, {group}: more in {indicator.events} than in {indicator.base}."
                caution = (
                    f"There are more {_EVENTS_OF[indicator.events]} than {_BASE_OF[indicator.base]} in the "
                    f"{main.prose[group]} group: the rate is above 100% and the comparison is not reliable."
                )
                concerns = (indicator.events, indicator.base)
                yield Issue(
                    "more-events-than-people",
                    message,
                    table=events.table,
                    caution=caution,
                    concerns=concerns,
                    cell=(indicator.events, WHOLE, group),
                )


def _unknown(counts: Counts, steps: tuple[float, ...]) -> Iterator[Issue]:
    """Populations of which more is of unknown ethnicity than the first step allows."""
    for name, people in _PEOPLE.items():
        counted = counts.populations.get(name)
        total = counted.tallies[WHOLE].total if counted else 0
        if counted is None or not total:
            continue
        share = 100 * float(counted.tallies[WHOLE].unknown) / float(total)
        if passed := [step for step in steps if share > step]:
            message = f"The {counts.standard.characteristic} of more than {passed[-1]:g}% of the {people} is unknown."
            yield _many_unknown(counts, name, message, message)


def _unknown_events(counts: Counts, step: float) -> Iterator[Issue]:
    """Events and answers of which much is of unknown ethnicity: the figures of the others then speak for few.

    They may be of few people: from the last step on where there are enough of them to tell, and where it is most.
    Without what they are counted from there is no rate.
    """
    least = counts.standard.small_numbers.least
    for name, people in {**_EVENTS_OF, **dict(_answers(counts))}.items():
        counted, base = counts.populations.get(name), base_of(name)
        if counted is None or (base is not None and base not in counts.populations):
            continue
        tally = counted.tallies[WHOLE]
        most = 2 * tally.unknown > tally.total
        if most or (tally.unknown >= least and 100 * tally.unknown > step * tally.total):
            share = "most" if most else f"more than {step:g}%"
            message = caution = f"The {counts.standard.characteristic} of {share} of the {people} is unknown."
            if name in _EVENTS and counted.table != "counts":
                message += " Where their rows do not say it, the workforce table does, by employee number."
            yield _many_unknown(counts, name, message, caution)


def _answers(counts: Counts) -> Iterator[tuple[str, str]]:
    """The respondents of each indicator of the survey."""
    for indicator in counts.standard.indicators:
        if indicator.kind in SURVEY_KINDS:
            yield survey_populations(indicator.number)[1], f"respondents of indicator {indicator.number}"


def _many_unknown(counts: Counts, population: str, message: str, caution: str) -> Issue:
    table, characteristic = counts.populations[population].table, counts.standard.characteristic
    return Issue(
        "many-unknown",
        message,
        table=table,
        caution=caution,
        concerns=(population,),
        characteristic=characteristic,
    )


def _sizes(counts: Counts, thresholds: Thresholds) -> Iterator[Issue]:
    for name, (least, most), what in (
        ("workforce", thresholds.headcount, "headcount"),
        ("board", thresholds.board_members, "number of board members"),
    ):
        counted = counts.populations.get(name)
        if counted is not None and not least <= counted.people <= most:
            message = f"The {what} is {counted.people:,}; {least:,} to {most:,} is likely."
            yield Issue("unlikely-size", message, table=counted.table)


def _not_calculated(results: list[IndicatorResult], counts: Counts) -> Iterator[Issue]:
    standard = counts.standard.code.upper()
    for result in results:
        if result.reason is not None:
            missing = _WHAT_IS_MISSING.get(result.reason, result.reason.value)
            message = f"{standard} indicator {result.definition.number} cannot be calculated: {missing}."
            yield Issue("indicator-not-calculated", message)
