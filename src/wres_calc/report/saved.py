"""Reports and roll-ups as they were saved: read back as JSON, and refused where their figures cannot be.

What is read here is anybody's: another version's, edited by hand, or no report at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.indicator_number import IndicatorNumber, parse
from wres_calc.facts.survey import HIGHEST_SCORE
from wres_calc.figures.figure import Status
from wres_calc.intake.files.bounded import TooLarge, json_document
from wres_calc.intake.files.path_checks import text_in
from wres_calc.intake.refusals import LARGEST_NUMBER
from wres_calc.report.report import Report
from wres_calc.report.words.numbers import plural
from wres_calc.standards.load import codes, load, years

NO_REPORT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What is raised where a document is no whole report or roll-up of this program."""

Row = Mapping[str, Any]
"""A measure, or an organisation's place by one, with the fields of the report's JSON."""

_NAMED = 5
_LEAST_AND_MOST = {
    **dict.fromkeys(("share", "percentage"), (0, 100)),
    "mean": (0, HIGHEST_SCORE),
    "mean_difference": (-HIGHEST_SCORE, HIGHEST_SCORE),
    **dict.fromkeys(("difference", "gap_to_workforce", "gap_to_population"), (-100, 100)),
    "likelihood": (0, 100 * LARGEST_NUMBER),
    **dict.fromkeys(("relative_likelihood", "unofficial_ratio"), (0, LARGEST_NUMBER)),
}
"""Of a value, by its measure: there are no others. People may have left before they are counted, with their events."""
_SLACK = 1e-9


def document_in(path: Path) -> Any:
    """The JSON document in a file.

    Raises:
        UnreadableInput: the file cannot be read, or is larger than any that is saved.
        ValueError: there is no JSON in it.
    """
    try:
        return json_document(text_in(path))
    except TooLarge as error:
        raise UnreadableInput(f"{path} {error}.", "Give the file as wres-calc wrote it.") from None


def check_report(path: Path, document: Mapping[str, Any]) -> None:
    """Refuse a report whose figures are impossible.

    Raises:
        UnreadableInput: they are; the first of them are named.
        KeyError, TypeError, ValueError, AttributeError: it is no whole report.
    """
    _text(document["organisation"]["code"])
    check_figures(path, *_standard(document), _measures(document["indicators"], ""))


def check_rollup(path: Path, document: Mapping[str, Any]) -> None:
    """The same of roll-ups: what each level comes to, and the figures of each organisation."""
    rows = [row for each in document["levels"] for row in _measures(each["indicators"], each["name"])]
    rows += [
        (each["code"], standing["indicator"], standing)
        for each in document["organisations"]
        for standing in each["standings"]
    ]
    check_figures(path, *_standard(document), rows)


def check_figures(
    path: Path, year: int, standard: str, rows: Iterable[tuple[str, IndicatorNumber, Row]]
) -> None:
    """Refuse figures that are impossible, each given with whose it is and the number of its indicator."""
    faults = list(_impossible(rows, year, standard))
    if faults:
        more = [f"and {len(faults) - _NAMED:,} more"] if len(faults) > _NAMED else []
        raise UnreadableInput(
            f"{path} is not taken: its figures are impossible in {plural(len(faults), 'place')}.",
            "\n".join([*faults[:_NAMED], *more, "Give the file as wres-calc wrote it."]),
        )


def _standard(document: Mapping[str, Any]) -> tuple[int, str]:
    """The year and the standard that it is of; what it says of the protection of small numbers is looked at too."""
    said = document.get("publication") or {}
    for name in ("threshold", "survey_base", "level"):
        if said.get(name) is not None and _whole(said[name]) < 1:
            raise ValueError("no number of people is below this")
    return _whole(document["reporting_year"]), _text(document["standard"]["code"])


def _measures(indicators: Iterable[Mapping[str, Any]], whose: str) -> list[tuple[str, IndicatorNumber, Row]]:
    return [(whose, each["number"], row) for each in indicators for row in each["measures"]]


def _impossible(rows: Iterable[tuple[str, IndicatorNumber, Row]], year: int, standard: str) -> Iterator[str]:
    """What cannot be, and where: never with the number itself, which may be a person's."""
    shipped = standard in codes() and year in years(standard)
    definitions = load(year, standard) if shipped else None
    met: set[tuple[object, ...]] = set()
    for whose, number, row in rows:
        parts = {_text(key): _text(value) for key, value in row["breakdown"].items()}
        group, other = _text(row["group"]), _text(row["compared_with"] or "")
        Status(row.get("status", Status.CALCULATED))  # another one is a `ValueError`
        name = (_text(whose), _number(number), _text(row["measure"]), *sorted(parts.items()), group, other)
        said = [f"indicator {number}", row["measure"], *parts.values(), group]
        where = ", ".join([whose, *said] if whose else said)
        if definitions is not None:
            if number not in [each.number for each in definitions.indicators]:
                yield f"{where}: {year} has no such indicator"
            if not {group, other} <= {"", *CHARACTERISTICS[definitions.characteristic].members}:
                yield f"{where}: there is no such group"
        if name in met:
            yield f"{where}: is there twice"
        met.add(name)
        yield from (f"{where}: {fault}" for fault in _faults(row))


def _faults(row: Row) -> Iterator[str]:
    people, everybody, measure = row.get("numerator"), row.get("denominator"), row["measure"]
    anything = (-100 * LARGEST_NUMBER, 100 * LARGEST_NUMBER)
    limits, both = row.get("interval") or {}, row.get("both_years") or {}
    numbers = {
        "numerator": (people, (0, LARGEST_NUMBER)),
        "denominator": (everybody, (0, LARGEST_NUMBER)),
        "numerator of both years": (both.get("numerator"), (0, 2 * LARGEST_NUMBER)),
        "denominator of both years": (both.get("denominator"), (0, 2 * LARGEST_NUMBER)),
        "value": (row["value"], _LEAST_AND_MOST[measure]),
        "deviation": (row.get("deviation"), (0, HIGHEST_SCORE)),
        "lower limit": (limits.get("lower"), anything),
        "upper limit": (limits.get("upper"), anything),
    }
    for name, (number, (low, high)) in numbers.items():
        if number is None:
            continue
        if not isinstance(number, int | float) or isinstance(number, bool) or number != number:
            yield f"the {name} is not a number"
        elif number < low - _SLACK:
            yield f"the {name} is below {low:,}"
        elif number > high + _SLACK:
            yield f"the {name} is above {high:,}"
    if measure not in ("share", "percentage"):
        return
    if isinstance(people, int | float) and isinstance(everybody, int | float) and people > everybody:
        yield "the numerator is above the denominator"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is not text")
    value.encode()  # half a character is a `ValueError`
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("this is not a whole number")
    return value


def _number(value: object) -> IndicatorNumber:
    """Return an indicator's number, which stands as the standard writes it."""
    number = parse(str(value)) if type(value) in (int, str) else None
    if number is None or number != value:
        raise TypeError("this is not an indicator's number")
    return number


def published_before(path: Path, code: str, year: int) -> Report:
    """A report that was published as JSON.

    Raises:
        UnreadableInput: there is no report of this program at `path`, or one with figures that cannot be.
        UsageError: it is internal, or of another organisation or reporting year than `code` and `year`.
    """
    try:
        document = document_in(path)
        check_report(path, document)
        report = Report.model_validate(document)
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} is not a report in JSON as wres-calc writes it.",
            "Give the JSON that `wres calc --publish --to json` wrote.",
        ) from None
    organisation, of = report.organisation.code, report.reporting_year
    if (organisation.upper(), of) != (code.upper(), year):
        raise UsageError(f"--previous is of {organisation} {of}; it should be of {code} {year}.")
    if not report.public:
        raise UsageError(
            f"{path} is an internal report: it shows every number, and none would be left to protect.",
            "Give the report that was published: the JSON that `wres calc --publish --to json` wrote.",
        )
    return report
