"""What ships with the program: `wres years` lists it, `schema` describes its tables, `sample` makes data for it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import console, note, write_json

if TYPE_CHECKING:
    from wres_calc.standards.model import Standard

_WIDEST = 100
_COLUMNS = {"Year": 6, "Snapshot": 15, "Survey": 8, "Confirmed": 11, "Changed": 12}
_NOTE_WIDTH = 48
_FOOT = (
    "Confirmed: how many of the indicators agree with an official or primary source; the others rest on "
    "a secondary source or on general knowledge of the field. Changed: the indicators that differ from the year "
    "before. `wres explain INDICATOR --year YEAR` says how."
)


def years(standard: options.Shipped = None, output: options.DataFormat = "text") -> None:
    """List the reporting years shipped, with their sources and how sure they are."""
    from wres_calc.standards import load

    found = options.of_year(options.listed(standard), None)
    shipped = {each.title: [load.load(year, each.code) for year in load.years(each.code)] for each in found}
    if output == "json":
        write_json({"format": 1, "years": [_year_as_data(year) for own in shipped.values() for year in own]})
    else:
        _print_years(shipped)
        note(f"Next: wres explain --year {found[0].reporting_year} says what each indicator is.")


def schema(
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="Folder to write them to, each as NAME.schema.json; without it the schemas go to standard output.",
        ),
    ] = None,
    debug: options.Debug = False,
) -> None:
    """Write the JSON Schemas of the input tables, submission.toml and the report, and the tables as a Data Package."""
    import json

    from wres_calc.render.data_package import data_package
    from wres_calc.render.files import make_folder, write_whole
    from wres_calc.render.json_text import schemas

    if directory is None:
        write_json(schemas())
        return
    make_folder(directory)
    described = {f"{name}.schema.json": content for name, content in schemas().items()}
    for name, content in {**described, "datapackage.json": data_package()}.items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        write_whole(directory / name, text.encode("utf-8"))
    note(f"Next: check files against the schemas in {directory}.")


def sample(
    directory: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A folder that is new, empty or made by this command.")
    ],
    seed: Annotated[int, choices.number("--seed", 0, "The same seed gives the same bytes.")] = 1,
    staff: Annotated[int, choices.number("--staff", 1, "People in the workforce headcount, about.")] = 8000,
    organisations: Annotated[int, choices.number("--organisations", 1, "How many organisations.")] = 1,
    years: Annotated[
        str, typer.Option(metavar="YEARS", help="Reporting years: 2025, 2024,2025 or 2024-2025.")
    ] = "2025",
) -> None:
    """Make synthetic submissions: plausible in shape, with no real people.

    A submission goes to DIR/CODE/YEAR; with one organisation or one year that level is left out.
    """
    from wres_calc.errors import quoted_path
    from wres_calc.sampling.samples import reporting_years, write_samples

    wanted = reporting_years(years)
    for written in write_samples(directory, seed=seed, staff=staff, number=organisations, years=wanted):
        rows = ", ".join(f"{table} {number:,}" for table, number in written.rows.items())
        note(f"{written.folder}: {written.organisation} {written.year}, rows: {rows}")
    one = organisations == 1 and len(wanted) == 1
    note(f"Next: wres {'calc' if one else 'batch'} {quoted_path(directory)}")


def _year_as_data(year: "Standard") -> dict[str, Any]:
    from wres_calc.standards.load import sha256

    first, last = year.flow_period()
    return {
        "standard": year.code,
        "reporting_year": year.reporting_year,
        "title": year.title,
        "snapshot_date": year.snapshot_date.isoformat(),
        "flows": {"from": first.isoformat(), "to": last.isoformat()},
        "survey": year.survey.model_dump(),
        "verified": year.verified,
        "verified_indicators": [each.number for each in year.indicators if each.verified],
        "changed_indicators": [each.number for each in year.indicators if each.changed],
        "note": year.note,
        "source": year.source.model_dump(),
        "sha256": sha256(year.reporting_year, year.code),
    }


def _print_years(shipped: "Mapping[str, list[Standard]]") -> None:
    from rich.text import Text

    with console() as screen:
        width = min(screen.width, _WIDEST)
        heading = "".join(name.ljust(size) for name, size in _COLUMNS.items())
        beside = width >= len(heading) + _NOTE_WIDTH
        for title, years in shipped.items():
            screen.print(Text(f"{title}\n", style="bold"), soft_wrap=True)
            screen.print(Text(f"{heading}Note" if beside else heading.rstrip(), style="bold"), soft_wrap=True)
            for year in years:
                screen.print(_year_in_line(year, width, beside), soft_wrap=True)
            screen.print(Text("\nSources", style="bold"), soft_wrap=True)
            for span, source in _sources(years):
                screen.print(fill(f"{span}: {source}", width, subsequent_indent="  "), soft_wrap=True)
            screen.print()
        screen.print(fill(_FOOT, width), soft_wrap=True)


def _year_in_line(year: "Standard", width: int, beside: bool) -> str:
    """One year; its note beside it where there is room, else below it."""
    cells = (
        str(year.reporting_year),
        f"{year.snapshot_date.day} {year.snapshot_date:%B %Y}",
        str(year.survey.year),
        f"{sum(each.verified for each in year.indicators)} of {len(year.indicators)}",
        ", ".join(str(each.number) for each in year.indicators if each.changed) or "-",
    )
    row = "".join(cell.ljust(size) for cell, size in zip(cells, _COLUMNS.values(), strict=True))
    if not year.note:
        return row.rstrip()
    if beside:
        return fill(year.note, width, initial_indent=row, subsequent_indent=" " * len(row))
    indent = " " * _COLUMNS["Year"]
    return f"{row.rstrip()}\n{fill(year.note, width, initial_indent=indent, subsequent_indent=indent)}"


def _sources(shipped: list["Standard"]) -> Iterator[tuple[str, str]]:
    """Each source once, with the run of years that rests on it."""
    for title, run in groupby(shipped, key=lambda year: year.source.title):
        years = [str(year.reporting_year) for year in run]
        yield " to ".join(dict.fromkeys((years[0], years[-1]))), title
