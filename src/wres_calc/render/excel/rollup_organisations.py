"""The sheets of the roll-ups' workbook that name organisations: where they stand, who stands out, what is missing."""

from collections.abc import Iterator, Sequence

from wres_calc.across import words as wording
from wres_calc.across.contract import Funnel, Member, Rollup
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, Column, bounded_cell, count_cell, limit_cell, plain_number
from wres_calc.report.report import Unit
from wres_calc.report.words import breakdown_label, group_name, measure_name


def figures(*headings: str) -> list[Column]:
    """Return columns of figures."""
    return [Column(heading, 11, figures=True) for heading in headings]


def organisations_sheet(book: Book, rollup: Rollup) -> None:
    """Add the sheet."""
    sheet = book.sheet("Organisations", "Where each organisation stands", *wording.RANKS)
    rows: list[list[Cell]] = [
        [
            *_who(member),
            plain_number(each.indicator),
            measure_name(each.measure),
            breakdown_label(each.breakdown, "Whole"),
            group_name(each.group),
            bounded_cell(each.value, each.unit),
            count_cell(each.rank),
            count_cell(each.of),
            count_cell(each.quartile),
            each.peers,
            bounded_cell(each.peer_median, each.unit),
            limit_cell(each.distance, _apart(each.unit)),
            wording.RULES[each.rule],
        ]
        for member in rollup.organisations
        for each in member.standings
    ]
    columns = [
        Column("Code", 8),
        Column("Organisation", 26),
        Column("No.", 5),
        Column("Figure", 24),
        Column("Part", 18),
        Column("Ethnic group", 12),
        *figures("Value", "Rank", "Of", "Quartile"),
        Column("Peers", 14),
        *figures("Peer median", "Distance"),
        Column("Order", 16),
    ]
    if rows:
        sheet.rows("Organisations", columns, rows)


def _apart(unit: Unit) -> Unit:
    """What the distance of two values is in: percentages lie points apart."""
    return Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit


def _who(member: Member) -> list[Cell]:
    return [member.code, member.name]


def regions_sheet(book: Book, rollup: Rollup) -> None:
    """Add the sheet."""
    rows: list[list[Cell]] = [
        [
            plain_number(ranking.indicator),
            measure_name(ranking.measure),
            region.name,
            bounded_cell(region.value, ranking.unit),
            count_cell(region.rank),
            wording.RULES[ranking.rule],
        ]
        for ranking in rollup.regions
        for region in ranking.regions
    ]
    if not rows:
        return
    sheet = book.sheet("Regions", "Regions ranked by their pooled figures", *wording.RANKS)
    columns = [Column("No.", 5), Column("Figure", 28), Column("Region", 28), *figures("Value", "Rank")]
    sheet.rows("Regions", [*columns, Column("Order", 16)], rows)


def stand_out_sheet(book: Book, rollup: Rollup) -> None:
    """Add the sheet."""
    sheet = book.sheet("Stand out", "Who stands out from England's pooled figure", *wording.FUNNELS)
    for funnel in rollup.funnels:
        sheet.line(wording.funnel(funnel))
    sheet.gap()
    rows = [row for funnel in rollup.funnels for row in _funnel_rows(funnel)]
    columns = [
        Column("No.", 5),
        Column("Figure", 24),
        Column("Code", 8),
        *figures("Value", "England", "SD", "SD allowing"),
        Column("By chance alone", 26),
        Column("Allowing for dispersion", 26),
    ]
    if rows:
        sheet.rows("Stand_out", columns, rows)


def _funnel_rows(funnel: Funnel) -> Iterator[list[Cell]]:
    """Furthest out first."""
    for each in sorted(funnel.organisations, key=lambda each: (-abs(each.z_adjusted), each.code)):
        yield [
            plain_number(funnel.indicator),
            measure_name(funnel.measure),
            each.code,
            limit_cell(each.value, funnel.unit),
            limit_cell(funnel.target, funnel.unit),
            limit_cell(each.z, Unit.RATIO),
            limit_cell(each.z_adjusted, Unit.RATIO),
            wording.POSITIONS[each.position],
            wording.POSITIONS[each.position_adjusted],
        ]


def completeness_sheet(book: Book, rollup: Rollup) -> None:
    """Add the sheet."""
    sheet = book.sheet("Completeness", "How complete the data are")
    populations = list(dict.fromkeys(name for each in rollup.organisations for name in each.unknown_percent))
    columns = [
        Column("Code", 8),
        Column("Organisation", 26),
        Column("Region", 10),
        Column("ICB", 10),
        Column("Type", 14),
        *figures(*(f"Unknown, {name}" for name in populations)),
        Column("Not calculated", 40),
        *figures("Errors", "Warnings", "Accepted"),
    ]
    sheet.rows("Completeness", columns, [_complete(member, populations) for member in rollup.organisations])


def _complete(member: Member, populations: Sequence[str]) -> list[Cell]:
    missing = "; ".join(
        f"{each.indicator}: {wording.left_out(each.reason)}" for each in member.not_calculated
    )
    return [
        *_who(member),
        member.region,
        member.icb,
        member.type,
        *(limit_cell(member.unknown_percent.get(name), Unit.PERCENT) for name in populations),
        missing or None,
        count_cell(member.errors),
        count_cell(member.warnings),
        count_cell(member.accepted),
    ]


def left_out_sheet(book: Book, rollup: Rollup) -> None:
    """Add the sheet."""
    rows: list[list[Cell]] = [
        [level.name, each.code, plain_number(each.indicator) or "all", wording.left_out(each.reason)]
        for level in rollup.levels
        for each in level.left_out
    ]
    if rows:
        sheet = book.sheet("Left out", "Who takes no part in which indicator, and why")
        columns = [Column("Of", 24), Column("Code", 12), Column("Indicator", 10), Column("Why", 70)]
        sheet.rows("Left_out", columns, rows)
