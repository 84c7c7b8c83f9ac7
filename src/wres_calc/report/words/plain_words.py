"""What the plain sentences have in common: how groups are named, why there is no figure, and how sure one is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from wres_calc.report.report import Measure, Reason, Status, Unit
from wres_calc.report.words.labels import group_name
from wres_calc.report.words.numbers import in_unit
from wres_calc.report.words.reasons import reason

HIDDEN = "We do not show this figure, to protect people's identity."

_GROUPS = {"white": "White", "bme": "ethnic minority"}
_WHY: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.TABLE_MISSING: "we did not have the data",
        Reason.TABLE_HAS_ERRORS: "the data hold errors that must be put right first",
        Reason.COLUMN_MISSING: "the data leave out something that it needs",
        Reason.NOT_PUBLISHED: "the survey results leave out one of the groups",
        Reason.PREVIOUS_YEAR_MISSING: "it is a mean of two years, and we did not have the year before",
        Reason.MANDATORY_NOT_TOLD: "our records do not say which training is mandatory",
    }
)
"""Where the usual words are for who made the report, other words for who reads it."""

_SURVEY = ("{} person who said so", "{} people who said so", "person")
_CASES = {
    2: ("job given to {} people", "jobs given to {} people", "job"),
    3: ("case among {} staff", "cases among {} staff", "case"),
    4: ("{} member of staff trained", "{} staff trained", "person"),
    9: ("{} member", "{} members", "member"),
}


def group(name: str) -> str:
    """Return a group as prose names it: "White", "ethnic minority"."""
    return _GROUPS.get(name, group_name(name))


def missing(why: Reason | None) -> str:
    """Return that there is no figure, and why."""
    told = _WHY.get(why) if why else None
    return f"We have no figure for this: {told or reason(why) or 'no reason was given'}."


def no_value(measure: Measure | None) -> str:
    """Return why a measure has no value; `None` where there is no such measure."""
    if measure is None:
        return missing(Reason.TABLE_MISSING)
    return HIDDEN if measure.status is Status.SUPPRESSED else missing(measure.reason)


def as_known(rates: Mapping[str, Measure]) -> str:
    """Return what makes "nobody of a group" true where there are people of unknown ethnicity; else nothing."""
    unknown = rates.get("unknown")
    if unknown is None or unknown.value == 0 or unknown.reason is Reason.NOBODY_IN_GROUP:
        return ""
    return ", as far as we know"


def one_case(number: int, measure: Measure) -> Iterator[str]:
    """Yield what one case more or fewer would do where numbers are small."""
    one = measure.one_case
    if one is None:
        return
    single, many, unit = _CASES.get(number, _SURVEY)
    rests = f"{one.people:g} {(single if one.people == 1 else many).format(group(one.group))}"
    values = {"more": one.more, "fewer": one.fewer}
    known = {side: in_unit(value, measure.unit) for side, value in values.items() if value is not None}
    what, points = ("this", "") if measure.unit is Unit.RATIO else ("the gap", " percentage points")
    sides = " or ".join(known)
    of = ": in a board of the same size, one" if unit == "member" else ": one"
    change = f"{of} {unit} {sides} would change {what} to {' or '.join(known.values())}{points}"
    yield f"Small numbers: this is based on {rests}{change if known else ''}."
