"""`wres explain`: what an indicator is in a given year."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from wres_calc.standards.model import Indicator, Standard

Lines = Iterator[tuple[str, str]]
"""A label (empty where the one before goes on) and what it says."""

_NOT_COMPARED = {"number", "source", "verified", "changed", "breaks_series", "words", "rules"}
_LABEL_WIDTH = 12
_UNKNOWN = {
    "in_denominator": "People of unknown ethnicity are in the denominator.",
    "takes_no_part": "People of unknown ethnicity take no part.",
}
_NAMES = {
    "unknown": "unknown ethnicity",
    "adverse": "side worse for BME staff",
    "over": "group above the line",
    "under": "group below the line",
    "questions": "survey questions",
    "answers": "answers counted",
    "dont_know_in_base": "don't know in the base",
    "gap_groups": "groups with a gap",
}


def explain(
    indicator: Annotated[
        int | None,
        typer.Argument(metavar="[INDICATOR]", min=1, help="Its number; all of them in short without it."),
    ] = None,
    year: Annotated[int | None, typer.Option(help="The reporting year; the latest without it.")] = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="What goes to standard output.")
    ] = "text",
) -> None:
    """Say what an indicator is in a given year: wording, formula, populations, direction, sources."""
    from wres_calc.standards import load

    definitions = load.load(load.years()[-1] if year is None else year)
    wanted = [each for each in definitions.indicators if indicator in (None, each.number)]
    if not wanted:
        numbers = [each.number for each in definitions.indicators]
        raise typer.BadParameter(
            f"There is no indicator {indicator}: they are {numbers[0]} to {numbers[-1]}.",
            param_hint="INDICATOR",
        )
    if output_format == "json":
        import json

        from wres_calc.cli.console import write_data

        write_data(json.dumps(_as_data(definitions, wanted), indent=2, ensure_ascii=False) + "\n")
    elif indicator is None:
        _print_all(definitions)
    else:
        _print_one(definitions, wanted[0])


def _as_data(year: "Standard", wanted: list["Indicator"]) -> dict[str, Any]:
    return {
        "format": 1,
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
    without = () if indicator.dont_know_in_base else ("dont_know",)
    return [
        {
            "column": column,
            "wording": QUESTIONS[column].wording,
            "counted": list(indicator.answers),
            "base": [meaning for meaning in meanings(column) if meaning not in without],
        }
        for column in indicator.questions
    ]


def _differences(year: "Standard", indicator: "Indicator") -> list[dict[str, Any]] | None:
    """Each field that differs from the year before, with both values; `None` where no year before is shipped."""
    from wres_calc.standards import load

    if year.reporting_year - 1 not in load.years():
        return None
    earlier = load.load(year.reporting_year - 1).indicators
    before = next(each for each in earlier if each.number == indicator.number).model_dump(mode="json")
    now = indicator.model_dump(mode="json")
    return [
        {"field": name, "before": before.get(name), "now": now.get(name)}
        for name in dict.fromkeys([*now, *before])
        if name not in _NOT_COMPARED and now.get(name) != before.get(name)
    ]


def _period(year: "Standard", indicator: "Indicator") -> str:
    def span(years_back: int) -> str:
        return " to ".join(f"{day.day} {day:%B %Y}" for day in year.flow_period(years_back))

    match indicator.period:
        case "snapshot":
            return f"At {year.snapshot_date.day} {year.snapshot_date:%B %Y}"
        case "survey":
            return f"NHS Staff Survey of autumn {year.survey.year}"
        case "two_year_average":
            return f"Mean of {span(0)} and {span(1)}"
        case "year":
            return span(0)


def _words(value: Any) -> str:
    """A field's value as a reader would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_words(each) for each in value) or "none"
    text = "none" if value is None else str(value)
    text = {"bme": "BME", "white": "White", "dont_know": "don't know"}.get(text, text)
    return text.replace("_", " ")


def _one(year: "Standard", indicator: "Indicator") -> Lines:
    yield "Wording", indicator.wording
    yield "Formula", indicator.formula
    yield "Who counts", indicator.populations
    yield "Period", _period(year, indicator)
    yield from _direction(indicator)
    if indicator.kind == "relative_likelihood" and indicator.ratio_range is not None:
        yield "Range", indicator.ratio_range.text
    yield "Unknown", _UNKNOWN[indicator.unknown]
    yield from _survey(indicator)
    yield from _changes(year, indicator)
    yield "How sure", _sure(indicator)
    yield "Source", ", ".join(filter(None, indicator.source.model_dump().values()))


def _direction(indicator: "Indicator") -> Lines:
    neutral = 1 if indicator.kind == "relative_likelihood" else 0
    for side, text in (("above", indicator.above), ("below", indicator.below)):
        yield (
            f"{side.capitalize()} {neutral}",
            text + (" (worse for BME staff)" if indicator.adverse == side else ""),
        )
    if indicator.adverse == "none":
        yield "", "Neither side is worse for BME staff in itself."


def _survey(indicator: "Indicator") -> Lines:
    for question in _questions(indicator):
        yield question["column"], question["wording"]
        yield "", f"Counted: {_words(question['counted'])}. In the base: {_words(question['base'])}."


def _changes(year: "Standard", indicator: "Indicator") -> Lines:
    differences = _differences(year, indicator)
    if differences is None:
        yield "Changed", "This is the first year shipped."
        return
    yield "Changed", indicator.changed or ("See below." if differences else "Nothing since the year before.")
    for each in differences:
        name = _NAMES.get(each["field"], _words(each["field"]))
        yield "", f"- {name}; before: {_words(each['before'])}"


def _sure(indicator: "Indicator") -> str:
    if indicator.verified:
        return "Confirmed: read in an official or primary source."
    return "Not confirmed in an official or primary source."


def _print_all(year: "Standard") -> None:
    heading = f"{year.heading}, at {year.snapshot_date.day} {year.snapshot_date:%B %Y}"
    lines: list[tuple[str, str]] = []
    for each in year.indicators:
        lines += [(str(each.number), each.title), ("", each.wording)]
        lines += [("", f"{label}: {text}") for label, text in _direction(each) if label]
        lines += [] if each.verified else [("", _sure(each))]
        lines.append(("", ""))
    lines.append(("", "Rules of counting"))
    lines += [("-", rule.text if rule.verified else f"{rule.text} (not confirmed)") for rule in year.rules]
    _print(heading, lines, 3)


def _print_one(year: "Standard", indicator: "Indicator") -> None:
    heading = f"{year.reporting_year} · {indicator.number} {indicator.title}"
    _print(heading, list(_one(year, indicator)), _LABEL_WIDTH)


def _print(heading: str, lines: list[tuple[str, str]], indent: int) -> None:
    from textwrap import fill

    from rich.text import Text

    from wres_calc.cli.console import console as standard_console

    with standard_console() as console:
        width = min(console.width, 100)
        console.print(Text(heading, style="bold"), "", sep="\n", soft_wrap=True)
        for label, text in lines:
            start = label.ljust(indent)
            whole = Text(fill(text, width, initial_indent=start, subsequent_indent=" " * indent).rstrip())
            whole.stylize("bold", 0, len(label))
            console.print(whole, soft_wrap=True)
