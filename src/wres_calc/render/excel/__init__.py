"""The report as an Excel workbook: what the HR director takes to the board, and the analyst keeps."""

from wres_calc.report.report import Report


def workbook(report: Report) -> bytes:
    """Return the workbook as bytes; the same report gives the same bytes.

    Values, never formulas; text that looks like a formula stays text.
    """
    from wres_calc.render.excel.bands import bands_sheet
    from wres_calc.render.excel.board import board_sheet
    from wres_calc.render.excel.board_charts import charts_sheet
    from wres_calc.render.excel.book import Book, cover_of
    from wres_calc.render.excel.issues import issue_sheets
    from wres_calc.render.excel.measures import measure_sheets
    from wres_calc.render.excel.method import method_sheet
    from wres_calc.render.excel.summary import summary_sheet

    book = Book(cover_of(report))
    board_sheet(book, report)
    summary_sheet(book, report)
    charts_sheet(book, report)
    bands_sheet(book, report)
    measure_sheets(book, report)
    if report.benchmark is not None:
        from wres_calc.render.excel.benchmark import benchmark_sheet

        benchmark_sheet(book, report.benchmark)
    if report.trend is not None:
        from wres_calc.render.excel.trend import trend_sheets

        trend_sheets(book, report.trend)
    method_sheet(book, report)
    if not report.public:
        issue_sheets(book, report)
    return book.encoded()
