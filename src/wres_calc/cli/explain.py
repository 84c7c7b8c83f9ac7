"""`wres explain`: what an indicator is in a given year."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import console, note, write_json
from wres_calc.facts.indicator_number import is_part, parse

if TYPE_CHECKING:
    from rich.console import Console

    from wres_calc.standards.model import Indicator, Standard

Lines = Iterator[tuple[str, str]]
"""A label (empty where the one before goes on) and what it says."""

_WIDEST = 100
_LABEL_WIDTH = 12
_NOT_COMPARED = {"number", "source", "verified", "changed", "breaks_series", "words"}
_UNKNOWN = {
    "in_denominator": "People of unknown {characteristic} are in the denominator.",
    "takes_no_part": "People of unknown {characteristic} take no part.",
}
_NAMES = {
    "unknown": "unknown {characteristic}",
    "adverse": "side worse for {compared} staff",
    "over": "group above the line",
    "under": "group below the line",
    "questions": "survey questions",
    "answers": "answers counted",
    "dont_know_in_base": "don't know in the base",
    "not_in_base": "other answers not in the base",
    "gap_groups": "groups with a gap",
}


def explain(
    indicator: Annotated[
        str | None,
        typer.Argument(
            parser=choices.indicator,
            metavar="INDICATOR",
            help="Its number; all of them in short without it.",
        ),
    ] = None,
    standard: options.Shipped = None,
    year: Annotated[int | None, choices.year("The reporting year; the latest without it.")] = None,
    output: options.DataFormat = "text",
) -> None:
    """Say what an indicator is in a given year: wording, formula, populations, direction, sources."""
    asked = None if indicator is None else parse(indicator)
    wanted = {
        each: found
        for each in options.of_year(options.listed(standard), year)
        if (found := [one for one in each.indicators if asked is None or is_part(one.number, asked)])
    }
    if not wanted:
        raise typer.BadParameter(
            f"There is no indicator {indicator}: `wres explain` lists them all.", param_hint="INDICATOR"
        )
    if output == "json":
        write_json({"format": 1, "standards": [_as_data(*each) for each in wanted.items()]})
        return
    with console() as screen:
        for each, found in wanted.items():
            if indicator is None:
                _print(screen, f"{each.heading}, at {_day(each)}", _all(each), 3)
            for one in found if indicator is not None else ():
                heading = f"{each.code.upper()} {each.reporting_year} · {one.number} {one.title}"
                _print(screen, heading, _one(each, one), _LABEL_WIDTH)
    if indicator is None:
        number = next(iter(wanted)).indicators[0].number
        note(f"Next: wres explain {number} says one of them in full.")
    else:
        note("Next: wres calc SUBMISSION calculates it; wres explain lists all of them.")


def _as_data(year: "Standard", wanted: list["Indicator"]) -> dict[str, Any]:
    return {
        "standard": year.code,
        "reporting_year": year.reporting_year,
        "snapshot_date": year.snapshot_date.isoformat(),
        "indicators": [
            each.model_dump(mode="json")
            | {
                "period_in_words": _period(year, each),
                "survey_questions": _questions(each),
                "differs_from_year_before": _differences(year, each),
            }
            for each in wanted
        ],
        "rules": [rule.model_dump() for rule in year.rules],
    }


def _questions(indicator: "Indicator") -> list[dict[str, Any]]:
    """The survey questions with their wording, answers counted and answers in the base; empty where none is used."""
    from wres_calc.facts.survey import QUESTIONS, meanings

    if indicator.kind != "percentage":
        return []
    return [
        {
            "column": column,
            "wording": QUESTIONS[column].wording,
            "counted": list(indicator.answers),
            "base": [meaning for meaning in meanings(column) if meaning not in indicator.left_out],
        }
        for column in indicator.questions
    ]


def _differences(year: "Standard", indicator: "Indicator") -> list[dict[str, Any]] | None:
    """Each field that differs from the year before, with both values; `None` where no year before has the indicator."""
    from wres_calc.standards import load

    if year.reporting_year - 1 not in load.years(year.code):
        return None
    earlier = {each.number: each for each in load.load(year.reporting_year - 1, year.code).indicators}
    if indicator.number not in earlier:
        return None
    before, now = (each.model_dump(mode="json") for each in (earlier[indicator.number], indicator))
    return [
        {"field": name, "before": before.get(name), "now": now.get(name)}
        for name in dict.fromkeys([*now, *before])
        if name not in _NOT_COMPARED and now.get(name) != before.get(name)
    ]


def _day(year: "Standard") -> str:
    return f"{year.snapshot_date.day} {year.snapshot_date:%B %Y}"


def _period(year: "Standard", indicator: "Indicator") -> str:
    def span(years_back: int) -> str:
        return " to ".join(f"{day.day} {day:%B %Y}" for day in year.flow_period(years_back))

    match indicator.period:
        case "snapshot":
            return f"At {_day(year)}"
        case "survey":
            return f"NHS Staff Survey of autumn {year.survey.year}"
        case "two_year_average":
            return f"Mean of {span(0)} and {span(1)}"
        case "year":
            return span(0)


def _words(value: Any, standard: "Standard") -> str:
    """A field's value as a reader would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_words(each, standard) for each in value) or "none"
    text = "none" if value is None else str(value)
    return "don't know" if text == "dont_know" else _group(text, standard) or text.replace("_", " ")


def _group(name: str, standard: "Standard") -> str | None:
    """Return how a group is printed; `None` for what is no group."""
    from wres_calc.facts.characteristics import CHARACTERISTICS

    return CHARACTERISTICS[standard.characteristic].label(name)


def _of(text: str, standard: "Standard") -> str:
    """A text with the names of the standard's characteristic and of the group that it is about."""
    from wres_calc.report.words.labels import group_in_text

    compared = group_in_text(standard.compared)
    return text.format(characteristic=standard.characteristic, compared=compared)


def _one(year: "Standard", indicator: "Indicator") -> Lines:
    yield "Wording", indicator.wording
    yield "Formula", indicator.formula
    yield "Who counts", indicator.populations
    yield "Period", _period(year, indicator)
    yield from _direction(indicator, year)
    if indicator.kind == "relative_likelihood" and indicator.ratio_range is not None:
        yield "Range", indicator.ratio_range.text
    yield "Unknown", _of(_UNKNOWN[indicator.unknown], year)
    yield from _survey(indicator, year)
    yield from _changes(year, indicator)
    yield "How sure", _sure(indicator)
    yield "Source", ", ".join(filter(None, indicator.source.model_dump().values()))


def _direction(indicator: "Indicator", year: "Standard") -> Lines:
    neutral = 1 if indicator.kind == "relative_likelihood" else 0
    names = f"Above {neutral}", f"Below {neutral}"
    if indicator.kind == "percentage" and not indicator.is_compared_with(year.reference):
        names = "Higher", "Lower"
    texts = (indicator.above, indicator.below)
    for name, side, text in zip(names, ("above", "below"), texts, strict=True):
        yield (
            name,
            text + (_of(" (worse for {compared} staff)", year) if indicator.adverse == side else ""),
        )
    if indicator.adverse == "none":
        yield "", _of("Neither side is worse for {compared} staff in itself.", year)


def _survey(indicator: "Indicator", year: "Standard") -> Lines:
    for question in _questions(indicator):
        yield question["column"], question["wording"]
        yield (
            "",
            f"Counted: {_words(question['counted'], year)}. In the base: {_words(question['base'], year)}.",
        )


def _changes(year: "Standard", indicator: "Indicator") -> Lines:
    differences = _differences(year, indicator)
    if differences is None:
        yield "Changed", "This is the first year shipped."
        return
    yield "Changed", indicator.changed or ("See below." if differences else "Nothing since the year before.")
    for each in differences:
        name = _of(_NAMES.get(each["field"], _words(each["field"], year)), year)
        yield "", f"- {name}; before: {_words(each['before'], year)}"


def _sure(indicator: "Indicator") -> str:
    if indicator.verified:
        return "Confirmed: read in an official or primary source."
    return "Not confirmed in an official or primary source."


def _all(year: "Standard") -> Lines:
    """All indicators in short, and the rules of counting."""
    for each in year.indicators:
        yield str(each.number), each.title
        yield "", each.wording
        yield from (("", f"{label}: {text}") for label, text in _direction(each, year) if label)
        if not each.verified:
            yield "", _sure(each)
        yield "", ""
    yield "", "Rules of counting"
    for rule in year.rules:
        yield "-", rule.text if rule.verified else f"{rule.text} (not confirmed)"


def _print(screen: "Console", heading: str, lines: Lines, indent: int) -> None:
    from rich.text import Text

    width = min(screen.width, _WIDEST)
    screen.print(Text(fill(heading, width), style="bold"), "", sep="\n", soft_wrap=True)
    for label, text in lines:
        start = label.ljust(indent)
        whole = Text(fill(text, width, initial_indent=start, subsequent_indent=" " * indent).rstrip())
        whole.stylize("bold", 0, len(label))
        screen.print(whole, soft_wrap=True)
    screen.print()
