"""`wres years`: the reporting years shipped, with their sources and how sure they are."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from wres_calc.standards.model import Standard

_COLUMNS = (("Year", 6), ("Snapshot", 15), ("Survey", 8), ("Confirmed", 11), ("Changed", 12))
_NOTE_WIDTH = 48
_FOOT = (
    "Confirmed: how many of the nine indicators stand as an official or primary source has them; the others rest on "
    "a secondary source or on general knowledge of the field. Changed: the indicators that differ from the year "
    "before. `wres explain INDICATOR --year YEAR` says how."
)


def years(
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="What goes to standard output.")
    ] = "text",
) -> None:
    """List the reporting years shipped, with their sources and how sure they are."""
    from wres_calc.standards import load

    shipped = [load.load(year) for year in load.years()]
    if output_format == "json":
        import json

        from wres_calc.cli.console import write_data

        data = {"format": 1, "years": [_as_data(year) for year in shipped]}
        write_data(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        _print(shipped)


def _as_data(year: "Standard") -> dict[str, Any]:
    from wres_calc.standards.load import sha256

    first, last = year.flow_period()
    return {
        "reporting_year": year.reporting_year,
        "title": year.heading,
        "snapshot_date": year.snapshot_date.isoformat(),
        "flows": {"from": first.isoformat(), "to": last.isoformat()},
        "survey": year.survey.model_dump(),
        "verified": year.verified,
        "verified_indicators": _verified(year),
        "changed_indicators": _changed(year),
        "note": year.note,
        "source": year.source.model_dump(),
        "sha256": sha256(year.reporting_year),
    }


def _verified(year: "Standard") -> list[int]:
    return [indicator.number for indicator in year.indicators if indicator.verified]


def _changed(year: "Standard") -> list[int]:
    return [indicator.number for indicator in year.indicators if indicator.changed]


def _print(shipped: list["Standard"]) -> None:
    from textwrap import fill

    from rich.text import Text

    from wres_calc.cli.console import console as standard_console

    with standard_console() as console:
        width = min(console.width, 100)
        heading = "".join(name.ljust(size) for name, size in _COLUMNS)
        notes_below = width < len(heading) + _NOTE_WIDTH
        console.print(
            Text(heading.rstrip() if notes_below else f"{heading}Note", style="bold"), soft_wrap=True
        )
        for year in shipped:
            console.print(_row(year, width, notes_below), soft_wrap=True)
        console.print()
        console.print(fill(_FOOT, width), soft_wrap=True)
        console.print(Text("\nSources", style="bold"), soft_wrap=True)
        for span, source in _sources(shipped):
            console.print(fill(f"{span}: {source}", width, subsequent_indent="  "), soft_wrap=True)


def _row(year: "Standard", width: int, note_below: bool) -> str:
    """One year; its note beside it where there is room, else below it."""
    from textwrap import fill

    cells = (
        str(year.reporting_year),
        f"{year.snapshot_date.day} {year.snapshot_date:%B %Y}",
        str(year.survey.year),
        f"{len(_verified(year))} of {len(year.indicators)}",
        ", ".join(map(str, _changed(year))) or "-",
    )
    row = "".join(cell.ljust(size) for cell, (_, size) in zip(cells, _COLUMNS, strict=True))
    if not year.note:
        return row.rstrip()
    if note_below:
        indent = " " * _COLUMNS[0][1]
        return f"{row.rstrip()}\n{fill(year.note, width, initial_indent=indent, subsequent_indent=indent)}"
    return fill(year.note, width, initial_indent=row, subsequent_indent=" " * len(row))


def _sources(shipped: list["Standard"]) -> list[tuple[str, str]]:
    """Each source once, with the run of years that rests on it."""
    from itertools import groupby

    runs = [(title, [*run]) for title, run in groupby(shipped, key=lambda year: year.source.title)]
    return [
        (" to ".join(dict.fromkeys((str(run[0].reporting_year), str(run[-1].reporting_year)))), title)
        for title, run in runs
    ]
