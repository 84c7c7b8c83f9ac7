"""Sentences: who against whom, in which direction and by how much; why there is no value; how many issues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from wres_calc.report.report import (
    IndicatorReport,
    IssueItem,
    Issues,
    Measure,
    Reason,
    Report,
    Severity,
    Status,
    Unit,
)
from wres_calc.report.words.labels import breakdown_label, compared_in_text, group_in_text, group_name
from wres_calc.report.words.numbers import plural, points, rate, ratio, score, score_points


def people(indicator: IndicatorReport) -> str:
    """Return whom a likelihood or percentage is about, as a heading: "Applicants", "Staff"."""
    return indicator.words.people.capitalize()


def as_sentence(text: str) -> str:
    """Return a text that may stand beside others: with a capital and a full stop."""
    return capital(text) + ("" if text.endswith(".") else ".")


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def checked(report: Report) -> str:
    """Return that the data were checked, with how many issues were found; the public is told of accepted ones alone."""
    done, found = "The data were checked before anything was counted", report.issues
    if found.error is None:
        return f"{done}.{' Issues accepted on purpose are listed below.' if found.items else ''}"
    named = ((found.error, "error"), (found.warning or 0, "warning"), (found.note or 0, "note"))
    return f"{done}: {', '.join(plural(number, name) for number, name in named)}."


def board_withheld(report: Report) -> str:
    """Return that figures of the board are withheld from the public, and how to choose; empty where none are."""
    hidden = [
        str(each.number)
        for each in report.indicators
        if each.kind == "gap" and any(measure.status is Status.SUPPRESSED for measure in each.measures)
    ]
    if not hidden or report.publication.board != "protect":
        return ""
    which = f"{report.standard.title}: indicator {', '.join(hidden)} (the board)"
    return f"{which} is withheld, in part or whole. {BOARD_CHOICE}"


BOARD_CHOICE = (
    'The NHS standard contract asks for it to be published, and boards are public: board = "publish" under '
    '[disclosure] in submission.toml shows how many members are of each group, however few; "protect", the default, '
    "withholds small numbers."
)


def sentence(indicator: IndicatorReport, measure: Measure) -> str:
    """Return a measure as a whole sentence, or why it has no value.

    A ratio is "times as likely", never "times more likely", which readers take for one more.
    """
    if measure.value is None:
        return _without_value(measure)
    match measure.unit:
        case Unit.RATIO if indicator.kind == "percentage":
            return _ratio_of_percentages(indicator, measure, measure.value)
        case Unit.RATIO:
            return _relative_likelihood(indicator, measure, measure.value)
        case Unit.PERCENTAGE_POINTS if measure.compared_with and indicator.kind == "percentage":
            return _difference(indicator, measure, measure.value)
        case Unit.PERCENTAGE_POINTS:
            return _gap(measure, measure.value)
        case Unit.SCORE_POINTS:
            return _scores(indicator, measure, measure.value)
        case Unit.PERCENT | Unit.SCORE:
            return f"{breakdown_label(measure.breakdown)}, {group_name(measure.group)}: {rate(measure)}."


def _without_value(measure: Measure) -> str:
    verb = "not shown" if measure.status is Status.SUPPRESSED else "not calculated"
    who = group_in_text(measure.group)
    against = compared_in_text(measure)
    pair = f"{who} against {against}" if against else who
    part = breakdown_label(measure.breakdown, "")
    if part:
        pair = f"{part}, {pair}"
    return f"{capital(pair)}: {verb}, because {reason(measure.reason) or 'no reason was given'}."


def _relative_likelihood(indicator: IndicatorReport, measure: Measure, value: float) -> str:
    who, event = indicator.words.people, f"to {indicator.words.event}"
    second = f"{compared_in_text(measure)} {who}"
    first = capital(f"{group_in_text(measure.group)} {who}")
    if value == 1:
        return f"{first} and {second} are equally likely {event}."
    times = ratio(value)
    if times == "1.00":
        return f"{first} are about as likely as {second} {event} (1.00 times)."
    if value < 1:
        return f"{first} are less likely than {second} {event}: {times} times as likely."
    return f"{first} are {times} times as likely as {second} {event}."


def _difference(indicator: IndicatorReport, measure: Measure, value: float) -> str:
    people, who = indicator.words.people, f"who {indicator.words.event}"
    first, second = f"{group_in_text(measure.group)} {people}", f"{compared_in_text(measure)} {people}"
    if value == 0:
        said = f"The share of {people} {who} is the same among {first} and {second}."
    else:
        said = f"The share of {first} {who} is {distance(value)} {_side(value)} that of {second}."
    return f"{said}{survey_kind(indicator)}"


def _ratio_of_percentages(indicator: IndicatorReport, measure: Measure, value: float) -> str:
    people, who = indicator.words.people, f"who {indicator.words.event}"
    first, second = f"{group_in_text(measure.group)} {people}", f"{compared_in_text(measure)} {people}"
    return f"The share of {first} {who} is {ratio(value)} times that of {second}.{survey_kind(indicator)}"


def _scores(indicator: IndicatorReport, measure: Measure, value: float) -> str:
    people, event = indicator.words.people, indicator.words.event
    first, second = f"{group_in_text(measure.group)} {people}", f"{compared_in_text(measure)} {people}"
    far = score_points(abs(value)).removeprefix("+")
    if far == "0.00":
        said = f"{capital(first)} and {second} have the same {event}"
    else:
        said = f"The {event} of {first} is {far} {_side(value)} that of {second}"
    of = "" if measure.compared_value is None else f" ({score(measure.compared_value)})"
    return f"{said}{of}, on a scale from 0 to 10.{survey_kind(indicator)}"


def survey_kind(indicator: IndicatorReport) -> str:
    """Return of published percentages whether they are weighted, as a sentence after another; else nothing."""
    survey = indicator.survey
    if survey is None or survey.table != "survey_summary":
        return ""
    of = f" of the {survey.survey_year} survey" if survey.survey_year else ""
    figures = "scores" if indicator.kind == "mean" else "percentages"
    if survey.weighted is None:
        return f" It is not known whether these {figures}{of} are weighted."
    return f" These {figures}{of} are {'weighted' if survey.weighted else 'unweighted'}."


def _gap(measure: Measure, value: float) -> str:
    group = group_in_text(measure.group)
    part = breakdown_label(measure.breakdown)
    benchmark = compared_in_text(measure) or "the whole workforce"
    if value == 0:
        return f"{part}: the {group} share is that of {benchmark}."
    return f"{part}: the {group} share is {distance(value)} {_side(value)} that of {benchmark}."


def distance(value: float) -> str:
    """Return how far apart two percentages are, whichever is higher: "2.5 percentage points"."""
    told = points(abs(value)).removeprefix("+")
    if told == "0.0":
        return "less than 0.1 percentage points"
    return f"{told} percentage {'point' if told == '1.0' else 'points'}"


def _side(value: float) -> str:
    return "above" if value > 0 else "below"


REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.TABLE_MISSING: "a table that it needs was not sent",
        Reason.TABLE_HAS_ERRORS: "a table that it needs has errors, listed under the issues",
        Reason.COLUMN_MISSING: "a column that it needs was not sent",
        Reason.NOBODY_IN_GROUP: "the group is empty",
        Reason.NO_EVENTS_IN_COMPARISON_GROUP: (
            "the group compared with has none, so that there is nothing to compare with"
        ),
        Reason.NOT_PUBLISHED: "the survey summary that was sent has no figure for the group",
        Reason.NO_DETAIL_IN_COUNTS: "the counts sent do not go into this detail",
        Reason.PREVIOUS_YEAR_MISSING: "it is a mean of two years, and the year before was not sent",
        Reason.MANDATORY_NOT_TOLD: "nothing says which training is mandatory and takes no part",
        Reason.POPULATION_SERVED_MISSING: (
            "the make-up of the population served is not given in submission.toml"
        ),
        Reason.NOT_COLLECTED_THIS_YEAR: "it was not collected this year",
        Reason.SUPPRESSED: "it is withheld to protect people's identity",
    }
)


def reason(why: Reason | None) -> str:
    """Return the reason as part of a sentence: "the group is empty"; empty for none."""
    return REASONS[why] if why else ""


def not_calculated(indicator: IndicatorReport) -> str:
    """Return why a whole indicator has no value, as a sentence that names the tables it needs."""
    if indicator.reason is Reason.SUPPRESSED:
        return f"Not shown: {REASONS[Reason.SUPPRESSED]}."
    if indicator.reason is Reason.TABLE_MISSING:
        return f"Not calculated: {REASONS[Reason.TABLE_MISSING]} (it needs {indicator.words.needs})."
    return f"Not calculated: {reason(indicator.reason) or 'no reason was given'}."


def totals(found: Iterable[Issues], *severities: Severity) -> Iterator[str]:
    """Yield for each severity how many kinds of fault there are, and in how many rows: "7 kinds of error in 237 rows".

    A kind is one fault in one column; where none of them occurs twice they are simply counted: "2 errors".
    """
    items = [(number, item) for number, each in enumerate(found) for item in each.items]
    for severity in severities:
        of_it = [(number, item) for number, item in items if item.severity is severity]
        yield _total(of_it, severity.value)


def _total(items: Sequence[tuple[int, IssueItem]], name: str) -> str:
    kinds = len({(number, item.code, item.table, item.column, item.reason) for number, item in items})
    if kinds == sum(item.count or 1 for _, item in items):
        return plural(kinds, name)
    numbers: dict[tuple[int, str | None, str | None], bytearray] = {}  # a byte for each row of a file
    for number, item in items:
        if item.row is not None:
            found = numbers.setdefault((number, item.file, item.sheet), bytearray())
            found += bytes(max(0, max((item.row, *item.further_rows[-1:])) + 1 - len(found)))
            for row in chain((item.row,), item.further_rows):
                found[row] = 1
    rows = sum(found.count(1) for found in numbers.values())
    return f"{plural(kinds, 'kind')} of {name}" + (f" in {plural(rows, 'row')}" if rows else "")
