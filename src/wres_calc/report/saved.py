"""Reports and roll-ups as they were saved: read back as JSON, and refused where their figures cannot be.

What is read here is anybody's: another version's, edited by hand, or no report at all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake.files.bounded import TooLarge, json_document
from wres_calc.intake.files.standing import text_in
from wres_calc.intake.refusals import LARGEST_NUMBER
from wres_calc.report.contract import FigureName, Measure, Part
from wres_calc.report.report import Report
from wres_calc.report.words.numbers import plural
from wres_calc.standards.load import codes, load, years

NO_REPORT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What is raised where a document is no whole report or roll-up of this program."""

Row = tuple[str, int, Measure | FigureName]
"""A figure, with whose it is and the number of its indicator."""

_NAMED = 5
_SLACK = 1e-9
_COUNT = (0, LARGEST_NUMBER)
_LEAST_AND_MOST = {
    **dict.fromkeys(("share", "percentage"), (0, 100)),
    **dict.fromkeys(("difference", "gap_to_workforce", "gap_to_population"), (-100, 100)),
    "likelihood": (0, 100 * LARGEST_NUMBER),
    "relative_likelihood": _COUNT,
}
"""Of a value, by its measure. People may have left before the count that their events are set against."""
_ANYTHING = (-100 * LARGEST_NUMBER, 100 * LARGEST_NUMBER)
_NUMBERS = {"lower": "lower limit", "upper": "upper limit"} | {
    name: name for name in ("numerator", "denominator", "value")
}
"""The numbers of a figure by their fields, as a sentence names them."""
_Saved = TypeVar("_Saved", bound=Part)


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


def report_in(path: Path, document: Any) -> Report:
    """The report that a document is.

    Raises:
        UnreadableInput: its figures are impossible; the first of them are named.
        ValueError, KeyError, TypeError: it is no whole report.
    """
    report = model_in(path, document, Report)
    rows = (("", each.number, measure) for each in report.indicators for measure in each.measures)
    check_figures(path, report.reporting_year, report.standard.code, rows)
    return report


def model_in(path: Path, document: Any, kind: type[_Saved]) -> _Saved:
    """What a document is by the contract, taken to the letter. Raises as `report_in` does."""
    try:
        return kind.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as refused:
        _refuse(path, _no_numbers(document, refused))
        raise


def check_figures(path: Path, year: int, standard: str, rows: Iterable[Row]) -> None:
    """Refuse figures that are impossible. Raises as `report_in` does."""
    _refuse(path, list(_impossible(rows, year, standard)))


def _refuse(path: Path, faults: Sequence[str]) -> None:
    if faults:
        more = [f"and {len(faults) - _NAMED:,} more"] if len(faults) > _NAMED else []
        raise UnreadableInput(
            f"{path} is not taken: its figures are impossible in {plural(len(faults), 'place')}.",
            "\n".join([*faults[:_NAMED], *more, "Give the file as wres-calc wrote it."]),
        )


def _where(whose: str, number: int, measure: str, breakdown: Mapping[str, str], group: str) -> str:
    return ", ".join([*filter(None, [whose]), f"indicator {number}", measure, *breakdown.values(), group])


def _no_numbers(document: Any, refused: ValidationError) -> list[str]:
    """Where figures have something else for a number; nothing where more is wrong than that."""
    found: dict[str, None] = {}
    for error in refused.errors(include_url=False, include_context=False, include_input=False):
        place, above = document, dict[str, Any]()
        for step in error["loc"] if error["type"] != "missing" else ():
            above |= place if isinstance(place, dict) else {}
            if step in _NUMBERS:
                break
            place = place[step]
        else:
            return []
        names = (above[name] for name in ("measure", "breakdown", "group"))
        where = _where(above.get("code", ""), above.get("indicator") or above["number"], *names)
        found[f"{where}: the {_NUMBERS[str(step)]} is no number"] = None
    return list(found)


def _impossible(rows: Iterable[Row], year: int, standard: str) -> Iterator[str]:
    """What cannot be, and where: never with the number itself, which may be a person's."""
    shipped = load(year, standard) if standard in codes() and year in years(standard) else None
    known = {each.number for each in shipped.indicators} if shipped else set()
    groups = {None, *CHARACTERISTICS[shipped.characteristic].members} if shipped else set()
    met: set[object] = set()
    for whose, number, figure in rows:
        where = _where(whose, number, figure.measure, figure.breakdown, figure.group)
        name = (
            whose,
            number,
            figure.measure,
            *sorted(figure.breakdown.items()),
            figure.group,
            figure.compared_with,
        )
        if shipped and number not in known:
            yield f"{where}: {year} has no such indicator"
        if shipped and not {figure.group, figure.compared_with} <= groups:
            yield f"{where}: there is no such group"
        if name in met:
            yield f"{where}: stands there twice"
        met.add(name)
        yield from (f"{where}: {fault}" for fault in _faults(figure))


def _faults(figure: Any) -> Iterator[str]:
    """What is wrong with a measure, or with an organisation's place by one, which has its value alone."""
    fields = ("numerator", "denominator", "both_years", "interval")
    people, everybody, both, limits = (getattr(figure, field, None) for field in fields)
    for name, number, (low, high) in (
        ("numerator", people, _COUNT),
        ("denominator", everybody, _COUNT),
        ("numerator of both years", both and both.numerator, (0, 2 * LARGEST_NUMBER)),
        ("denominator of both years", both and both.denominator, (0, 2 * LARGEST_NUMBER)),
        ("value", figure.value, _LEAST_AND_MOST[figure.measure]),
        ("lower limit", limits and limits.lower, _ANYTHING),
        ("upper limit", limits and limits.upper, _ANYTHING),
    ):
        if number is not None and number != number:
            yield f"the {name} is no number"
        elif number is not None and number < low - _SLACK:
            yield f"the {name} is below {low:,}"
        elif number is not None and number > high + _SLACK:
            yield f"the {name} is above {high:,}"
    is_part = figure.measure in ("share", "percentage")
    if is_part and people is not None and everybody is not None and people > everybody:
        yield "the numerator is above the denominator"


def published_before(path: Path, code: str, year: int) -> Report:
    """A report that was published as JSON.

    Raises:
        UnreadableInput: there is no report of this program at `path`, or one with figures that cannot be.
        UsageError: it is internal, or of another organisation or reporting year than `code` and `year`.
    """
    try:
        report = report_in(path, document_in(path))
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} is no report in JSON as wres-calc writes it.",
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
