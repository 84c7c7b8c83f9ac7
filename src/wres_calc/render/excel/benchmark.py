"""The Benchmark sheet: where the organisation stands among the others."""

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, bounded_cell, count_cell
from wres_calc.render.excel.layout import Column
from wres_calc.report.contract.benchmark import Benchmark
from wres_calc.report.words import benchmark as wording


def benchmark_sheet(book: Book, benchmark: Benchmark) -> None:
    """Add the sheet."""
    sheet = book.sheet("Benchmark", "Among other organisations", *wording.notes(benchmark), one_page=True)
    rows: list[list[Cell]] = [
        [
            wording.name(place),
            bounded_cell(place.value, place.unit),
            count_cell(place.rank),
            count_cell(place.of),
            count_cell(place.quartile),
            bounded_cell(place.median, place.unit),
            place.peers,
            count_cell(place.peer_rank),
            count_cell(place.peers_of),
            bounded_cell(place.peer_median, place.unit),
            wording.RULES[place.rule],
        ]
        for place in benchmark.places
    ]
    heads = ("Value", "Rank", "Of", "Quartile", "Median")
    columns = [
        Column("Figure", 54),
        *(Column(head, 10, figures=True) for head in heads),
        Column("Peers", 16),
        *(Column(head, 10, figures=True) for head in ("Peer rank", "Of peers", "Peer median")),
        Column("Order", 18),
    ]
    if rows:
        sheet.table("Benchmark", columns, rows)
