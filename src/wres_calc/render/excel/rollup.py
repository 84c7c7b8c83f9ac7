"""The roll-ups as one workbook."""

import datetime as dt
from collections.abc import Iterator

from wres_calc.across import words as wording
from wres_calc.across.contract import Level, Rollup
from wres_calc.render.excel.book import Book, Cover
from wres_calc.render.excel.cells import (
    Cell,
    Column,
    bounded_cell,
    count_cell,
    limit_cell,
    plain_number,
    value_cell,
)
from wres_calc.render.excel.rollup_organisations import (
    completeness_sheet,
    figures,
    left_out_sheet,
    organisations_sheet,
    regions_sheet,
    stand_out_sheet,
)
from wres_calc.report.figures import lines
from wres_calc.report.report import Measure, Unit
from wres_calc.report.words import (
    audience,
    breakdown_label,
    date,
    group_name,
    measure_name,
)


def workbook(rollup: Rollup) -> bytes:
    """Return the workbook as bytes; the same roll-ups give the same bytes."""
    book = Book(_cover(rollup))
    _summary(book, rollup)
    _pooled(book, rollup)
    _distribution(book, rollup)
    organisations_sheet(book, rollup)
    regions_sheet(book, rollup)
    stand_out_sheet(book, rollup)
    completeness_sheet(book, rollup)
    left_out_sheet(book, rollup)
    return book.encoded()


def _cover(rollup: Rollup) -> Cover:
    year = rollup.reporting_year
    day = dt.date(year, 3, 31)
    many = rollup.levels[0].organisations
    return Cover(
        title=f"Workforce Race Equality Standard {year}: roll-ups",
        subject=f"{many} organisations, snapshot {date(day)}",
        comments=f"Definitions {rollup.definitions_sha256}",
        tool=rollup.tool,
        company="",
        date=day,
        left="Roll-ups",
        right=f"Workforce Race Equality Standard {year}"
        + ("" if rollup.publication.audience == "public" else ": internal, not for publication"),
        about=f"{many} organisations, reporting year {year}, snapshot {date(day)}",
        audience=audience(rollup.publication),
    )


def _summary(book: Book, rollup: Rollup) -> None:
    sheet = book.sheet("Summary", "Where BME staff fare worse", *wording.about(rollup))
    rows: list[list[Cell]] = [
        [
            level.name,
            plain_number(each.indicator),
            count_cell(each.organisations),
            count_cell(each.adverse),
            limit_cell(each.percent, Unit.PERCENT),
            count_cell(each.inside_range),
            count_cell(each.outside_range),
            each.sentence,
        ]
        for level in rollup.levels
        for each in level.share_adverse
    ]
    heads = ("Organisations", "Worse for BME", "Per cent", "Inside 0.80 to 1.25", "Outside")
    columns = [Column("Of", 24), Column("No.", 5), *(Column(head, 11, figures=True) for head in heads)]
    if rows:
        sheet.rows("Summary", [*columns, Column("In words", 60)], rows)


def _pooled(book: Book, rollup: Rollup) -> None:
    sheet = book.sheet("Pooled", "Indicators from summed counts")
    rows = [row for level in rollup.levels for row in _pooled_rows(level)]
    if rows:
        sheet.rows(
            "Pooled", [*_FIGURE, *figures("Number", "Out of", "Value", "Lower limit", "Upper limit")], rows
        )


def _pooled_rows(level: Level) -> Iterator[list[Cell]]:
    for indicator in level.indicators:
        for line in lines(indicator.measures):
            for measure in (*line.rates.values(), *line.comparisons.values()):
                limits = measure.interval
                yield [
                    *_named(level, indicator.number, measure),
                    count_cell(measure.numerator),
                    count_cell(measure.denominator),
                    value_cell(measure),
                    limit_cell(limits.lower, measure.unit) if limits else None,
                    limit_cell(limits.upper, measure.unit) if limits else None,
                ]


def _named(level: Level, number: int, measure: Measure) -> list[Cell]:
    other = f" against {group_name(measure.compared_with)}" if measure.compared_with else ""
    return [
        level.name,
        plain_number(number),
        measure_name(measure.measure),
        breakdown_label(measure.breakdown, "Whole"),
        group_name(measure.group) + other,
    ]


_FIGURE = [
    Column("Of", 24),
    Column("No.", 5),
    Column("Figure", 24),
    Column("Part", 32),
    Column("Ethnic group", 22),
]


def _distribution(book: Book, rollup: Rollup) -> None:
    sheet = book.sheet("Distribution", "How the figures lie apart over organisations", wording.QUANTILES)
    rows: list[list[Cell]] = []
    for level in rollup.levels:
        for each in level.distribution:
            other = f" against {group_name(each.compared_with)}" if each.compared_with else ""
            values = (each.minimum, each.lower_quartile, each.median, each.upper_quartile, each.maximum)
            rows.append(
                [
                    level.name,
                    plain_number(each.indicator),
                    measure_name(each.measure),
                    breakdown_label(each.breakdown, "Whole"),
                    group_name(each.group) + other,
                    count_cell(each.organisations),
                    *(bounded_cell(value, each.unit) for value in values),
                ]
            )
    heads = ("Organisations", "Minimum", "Lower quartile", "Median", "Upper quartile", "Maximum")
    if rows:
        sheet.rows("Distribution", [*_FIGURE, *figures(*heads)], rows)
