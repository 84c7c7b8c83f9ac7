"""A report or roll-ups of this program as a reader sees them: which count stands where, what a figure is formed from.

The counts behind a measure follow from the contract (section 4) and the standard, not from the program's own notes on
them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from wres_calc.auditing.publication_view import (
    EVERYBODY,
    Bounds,
    Cell,
    PrintedFigure,
    PrintedPercentage,
    PublicationView,
    Rules,
)
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.indicator_number import IndicatorNumber, as_name, parse
from wres_calc.standards.load import load
from wres_calc.standards.model import (
    Indicator,
    MeanIndicator,
    RelativeLikelihoodIndicator,
    Standard,
    SurveyIndicator,
)

Document = Mapping[str, Any]
"""A report or roll-ups as JSON, or a part of them."""

Row = Mapping[str, Any]
"""A measure as it is printed: the fields of the report's JSON. A count that is withheld is the marker or `None`."""

_COUNTS = ("numerator", "denominator")
_RATES = ("share", "likelihood", "percentage", "mean")
_EXACT = 1e-9
"""A percentage in the data is not rounded, but no more exact than a number of the machine."""


def is_report(document: object) -> bool:
    """Whether a JSON document is a report of this program."""
    return isinstance(document, Mapping) and {"indicators", "reporting_year"} <= document.keys()


def is_rollup(document: object) -> bool:
    """Whether a JSON document holds roll-ups of this program."""
    return isinstance(document, Mapping) and {"levels", "organisations", "reporting_year"} <= document.keys()


def is_figures_table(columns: Iterable[str]) -> bool:
    """Whether a CSV with these columns is a report of this program."""
    return {"indicator", "measure", "value", "status", *_COUNTS} <= set(columns)


def view_report(view: PublicationView, document: Document, place: str) -> tuple[str, int, Rules | None]:
    """Note all that the report shows; return whom it is of, its year, and the rules it says it was protected by.

    Raises:
        KeyError, TypeError, ValueError: it is no whole report.
    """
    standard = load(document["reporting_year"], document["standard"]["code"])
    rows = [(each["number"], row) for each in document["indicators"] for row in each["measures"]]
    _view_rows(view, rows, standard, place)
    view.exceeding |= set(_with_more_events_than_people(document, standard))
    view.marks.pop("(empty)", None)
    said = document.get("publication") or {}
    if said.get("audience") == "internal":
        view.internal.append(place)
    rules = None
    if said.get("threshold") is not None:
        rules = Rules(
            said["threshold"], said["survey_base"], said["level"], board=said.get("board") or Rules.board
        )
    return document["organisation"]["code"], document["reporting_year"], rules


def view_figures_table(view: PublicationView, lines: list[dict[str, str]], place: str) -> tuple[str, int]:
    """Note all that the report's table shows; return whom it is of, and its year.

    Raises:
        KeyError, ValueError, IndexError: it is no whole report.
    """
    year = int(lines[0]["reporting_year"])
    _view_rows(view, _rows(lines), load(year, lines[0]["standard"]), place)
    return lines[0]["organisation_code"], year


def figures_of_table(lines: list[dict[str, str]]) -> Iterator[tuple[str, IndicatorNumber, Row]]:
    """The rows of the report's table whose numbers are to be checked, with the number of their indicator.

    Raises:
        KeyError, ValueError: it is no whole report.
    """
    for number, row in _rows(lines):
        withheld = {name for name in _COUNTS if isinstance(row[name], str)}
        yield "", number, {**row, **dict.fromkeys(withheld)}


def _rows(lines: list[dict[str, str]]) -> Iterator[tuple[IndicatorNumber, Row]]:
    for line in lines:
        if line["measure"]:
            names = list(line)
            divided = names[names.index("measure") + 1 : names.index("group")]
            row = {
                "measure": line["measure"],
                "breakdown": {key: line[key] for key in divided if line[key]},
                "group": line["group"],
                "compared_with": line["compared_with"] or None,
                "status": line["status"],
                "value": _number(line["value"]),
            }
            for name in _COUNTS:
                number = _number(line[name])
                row[name] = (line[name] or None) if number is None else number
            yield _indicator(line["indicator"]), row


def _indicator(text: str) -> IndicatorNumber:
    number = parse(text)
    if number is None:
        raise ValueError("this is not an indicator's number")
    return number


def _number(text: str) -> float | None:
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return None


def _with_more_events_than_people(document: Document, standard: Standard) -> Iterator[str]:
    cautions = {
        each["number"]: {caution["code"] for caution in each.get("cautions") or ()}
        for each in document["indicators"]
    }
    for indicator in standard.indicators:
        exceeding = "more-events-than-people" in cautions.get(indicator.number, ())
        if exceeding and isinstance(indicator, RelativeLikelihoodIndicator):
            yield indicator.events


def _view_rows(
    view: PublicationView, rows: Iterable[tuple[IndicatorNumber, Row]], standard: Standard, place: str
) -> None:
    """Note every printed measure, given with the number of its indicator."""
    view.characteristic = CHARACTERISTICS[standard.characteristic]
    by_number = {indicator.number: indicator for indicator in standard.indicators}
    for number, row in rows:
        indicator = by_number[number]
        if isinstance(indicator, RelativeLikelihoodIndicator) and indicator.period == "two_year_average":
            view.doubled.add(indicator.events)
        parts = [f"{key} {value}" for key, value in row["breakdown"].items()]
        where = ", ".join([place, f"indicator {number}", row["measure"], *parts, row["group"]])
        cells = _counts_behind(indicator, row, view)
        if row["measure"] in _RATES:
            _view_counts(view, cells, row, where)
        if row["value"] is not None:
            view.figures.append(PrintedFigure(frozenset(cells), where))


def _view_counts(view: PublicationView, cells: list[Cell], row: Row, where: str) -> None:
    """Note the numerator and the denominator of a rate, and its value where that stands without them.

    A mean has its people alone, and its value tells no count.
    """
    withheld = row["status"] == "suppressed"
    for cell, name in zip(cells, _COUNTS[-len(cells) :], strict=True):
        number = row[name]
        if isinstance(number, int | float):
            whole = round(number * view.years(cell.population))
            view.print_count(cell, Bounds(whole, whole), where)
        elif withheld:
            view.hide_count(cell, where, number or "(empty)")
    cell, base, value = cells[0], cells[-1], row["value"]
    if len(cells) == 1:
        return
    if value is not None and (withheld or cell not in view.counts) and {cell, base} <= view.cells:
        view.percentages.append(PrintedPercentage(cell, base, value - _EXACT, value + _EXACT))


def _counts_behind(indicator: Indicator, row: Row, view: PublicationView) -> list[Cell]:
    """The counts a measure is formed from: of a rate its numerator and its denominator, in this order."""
    cells = [*_counts(indicator, row, view.group_names[row["group"]])]
    if row["measure"] in _RATES:
        return cells
    if row["compared_with"] is not None:
        cells += _counts(indicator, row, view.group_names[row["compared_with"]])
    elif row["measure"] == "gap_to_workforce":
        cells += [Cell("workforce", (), view.group_names[row["group"]]), Cell("workforce", (), EVERYBODY)]
    return cells


def _counts(indicator: Indicator, row: Row, group: str) -> tuple[Cell, ...]:
    """The numerator and the denominator of a group's rate; of a mean the denominator alone."""
    part = tuple((key, value) for key, value in row["breakdown"].items() if key != "grouping")
    if isinstance(indicator, RelativeLikelihoodIndicator):
        return Cell(indicator.events, part, group), Cell(indicator.base, part, group)
    if isinstance(indicator, SurveyIndicator):
        name, mean = f"survey_{as_name(indicator.number)}", isinstance(indicator, MeanIndicator)
        cells = Cell(f"{name}_yes", part, group), Cell(f"{name}_answered", part, group)
        return cells[1:] if mean else cells
    part = () if part == (("board", "total"),) else part
    return Cell(indicator.population, part, group), Cell(indicator.population, part, EVERYBODY)


def hidden_in_rollup(
    document: Document, published: Mapping[str, PublicationView]
) -> Iterator[tuple[str, str, set[Cell]]]:
    """What is printed in roll-ups though an organisation hides its part: where, whose, and the hidden counts.

    `published` are the organisations' publications by code in upper case.

    Raises:
        KeyError, TypeError: it is no whole roll-up.
    """
    indicators = {
        each.number: each
        for each in load(document["reporting_year"], document["standard"]["code"]).indicators
    }
    for level in document["levels"]:
        for shown in level["indicators"]:
            members = [code for code in _members(level, shown["number"], document) if code in published]
            for measure in shown["measures"]:
                where = (
                    f"{level['name']}, indicator {shown['number']}, {measure['measure']}, {measure['group']}"
                )
                for code in members:
                    view = published[code]
                    cells = _printed_cells(indicators[shown["number"]], measure, view)
                    # Counts that do not go into the detail are not summed in it.
                    detailed = "grouping" not in measure["breakdown"] or _has_detail(view, cells)
                    if detailed and (hidden := view.still_hidden(cells)):
                        yield where, code, hidden


def _members(level: Document, indicator: IndicatorNumber, document: Document) -> Iterator[str]:
    """Who is in an indicator of a level."""
    out = {each["code"] for each in level["left_out"] if each["indicator"] in (None, indicator)}
    for each in document["organisations"]:
        inside = level["level"] == "england" or each[level["level"]] == level["code"]
        if inside and each["code"] not in out:
            yield each["code"].upper()


def _has_detail(view: PublicationView, cells: Iterable[Cell]) -> bool:
    """Whether a publication goes into the detailed groups of each of these populations, shown or not."""
    wide = (*view.characteristic.main.groups, EVERYBODY)
    detailed = {each.population for each in view.cells if each.group not in wide}
    return {cell.population for cell in cells} <= detailed


def _printed_cells(indicator: Indicator, measure: Row, view: PublicationView) -> list[Cell]:
    """The counts that what is printed of a measure rests on: of a rate without a value only those that are printed."""
    cells = _counts_behind(indicator, measure, view)
    if measure["value"] is not None:
        return cells
    names = _COUNTS[-1:] if len(cells) == 1 else _COUNTS
    return [cell for cell, name in zip(cells, names, strict=False) if measure[name] is not None]
