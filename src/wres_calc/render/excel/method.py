"""The Method sheet: definitions, rules, how headcounts came to be, and which files were read."""

from collections.abc import Iterator, Sequence

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, count_cell, plain_number
from wres_calc.render.excel.layout import Column
from wres_calc.render.excel.sheet import Sheet
from wres_calc.report.report import IndicatorReport, Input, Method, Report, Source
from wres_calc.report.words import UNKNOWN_RULES, about_intervals

_WIDTHS = (18, 26, 90, 16, 14)


def method_sheet(book: Book, report: Report) -> None:
    """Add the sheet: its tables stand one below the other in the same five columns."""
    sheet = book.sheet("Method", "How the figures were made", *_about(report))
    definitions = [row for indicator in report.indicators for row in _definition(indicator)]
    _part(sheet, "Definitions", ("Indicator", "Item", "Text", "Confirmed"), definitions)
    _part(sheet, "Rules", ("Rule", "Standing", "Text"), _rules(report.method))
    _part(
        sheet,
        "Intervals",
        ("About", "Item", "Text"),
        [["Intervals", None, note] for note in about_intervals(report)],
    )
    _part(sheet, "Accepted", ("About", "Item", "Text"), _accepted(report))
    counted = ("Population", "Step", "What it does", "Rows dropped", "Left")
    _part(sheet, "Headcounts", counted, list(_steps(report.method)))
    read = ("Table", "File", "SHA-256 of the file", "Rows", "People")
    _part(sheet, "Files", read, [_input(item) for item in report.inputs])


def _about(report: Report) -> Iterator[str]:
    method = report.method
    yield f"Made by {report.tool.name} {report.tool.version}; staff survey of {method.survey_year}"
    sure = "all confirmed" if method.definitions_verified else "not all confirmed"
    yield f"Definitions {sure} from a primary source; SHA-256 {method.definitions_sha256}"
    if method.groupings:
        yield f"Detailed ethnic groups: {', '.join(method.groupings).replace('_', ' ')}"


def _part(sheet: Sheet, name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    if not rows:
        return
    sheet.heading(name)
    columns = [
        Column(
            heading or "About",
            width,
            figures=heading in ("Rows dropped", "Left", "Rows", "People"),
            fixed=True,
        )
        for heading, width in zip(headings, _WIDTHS, strict=False)
    ]
    sheet.table(name, columns, rows, frozen=False)


def _definition(indicator: IndicatorReport) -> Iterator[list[Cell]]:
    items = {
        "Title": indicator.title,
        "Wording": indicator.wording,
        "Formula": indicator.formula,
        "Above": indicator.above,
        "Below": indicator.below,
        "Unknown ethnicity": UNKNOWN_RULES.get(indicator.unknown, indicator.unknown),
        "Source": _source(indicator.source),
    }
    sure = "Yes" if indicator.verified else "No"
    for item, text in items.items():
        if text:
            yield [plain_number(indicator.number), item, text, sure]


def _source(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.page, source.url) if part)


def _rules(method: Method) -> list[list[Cell]]:
    return [
        [_words(rule.name), "Confirmed" if rule.verified else "Ours, not confirmed", rule.text]
        for rule in method.rules
    ]


def _accepted(report: Report) -> list[list[Cell]]:
    """The issues accepted on purpose, where the sheet of issues is not for the reader."""
    return [["Accepted issue", item.table, item.message] for item in report.issues.items if report.public]


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def _steps(method: Method) -> Iterator[list[Cell]]:
    for population in method.populations:
        name = _words(population.population)
        for step in population.steps:
            yield [name, _words(step.step), step.description, count_cell(step.dropped), count_cell(step.left)]
        yield [name, "People", f"from the table {population.table}", None, count_cell(population.people)]


def _input(item: Input) -> list[Cell]:
    place = f"{item.file}, sheet {item.sheet}" if item.sheet else item.file
    return [item.table, place, item.sha256, count_cell(item.rows), count_cell(item.people)]
