"""Workbooks: the right sheet, every cell text, and nothing taken for blank that is not."""

import hashlib
from collections.abc import Iterator, Mapping

import fastexcel
import polars as pl

from wres_calc.submission import archive, sheet_xml
from wres_calc.submission.columns import Placement, place, recognised, required
from wres_calc.submission.days import since_1900
from wres_calc.submission.exact_numbers import in_full
from wres_calc.submission.frames import canonical_frame, repaired, tidy, without_blank_rows
from wres_calc.submission.headings import find
from wres_calc.submission.leftovers import above, records
from wres_calc.submission.merged_cells import fill
from wres_calc.submission.model import ROW, FileFault, RawTable
from wres_calc.submission.names import simplified
from wres_calc.submission.offered import NOT_FILLED_IN
from wres_calc.submission.sheet_xml import Sheet
from wres_calc.submission.source import MOST_FAULTS, Refused, TableSource
from wres_calc.submission.telling import texts
from wres_calc.submission.workbooks import is_template, is_xlsx, open_workbook

_DAMAGED_SHEET = "the sheet could not be read; it may be damaged."


def sheet_names(source: TableSource) -> list[str]:
    """The sheets of the workbook, in its order. Raises `Refused` where it cannot be opened."""
    return open_workbook(source).sheet_names


def every_sheet(
    source: TableSource, most: int | None = None
) -> Iterator[tuple[str, list[tuple[str | None, ...]]]]:
    """Each sheet of the workbook with its rows, or the first `most`, as text; empty ones are left out.

    Raises `Refused` where it cannot be opened.
    """
    workbook = open_workbook(source)
    for name in workbook.sheet_names:
        cells, _ = _cells(source.on_sheet(name), workbook)
        if not cells.is_empty():
            yield name, tidy(in_full(workbook, name, cells).head(most or cells.height)).drop(ROW).rows()


def read(source: TableSource) -> RawTable:
    """The table of `source` as text. Raises `Refused` for what cannot be taken as sent."""
    workbook = open_workbook(source)
    source = source.on_sheet(_sheet(source, workbook))
    cells, inspected = _cells(source, workbook)
    if cells.is_empty():
        raise source.refusal("file-empty", "the sheet is empty.")
    top = tidy(cells.head(source.rows_to_look_at)).drop(ROW).rows()
    told = source.settings.header_row is not None
    headings = find(source, top)
    source = source.at_row(headings.number)
    placement = place(source, headings.row, top)
    _refuse_uncalculated(source, placement, inspected)
    frame = _with_errors(source, cells, placement, inspected)
    frame = in_full(workbook, source.sheet or "", frame, sorted(set(placement.positions.values())))
    sent = frame.slice(source.header_row)
    tidied = tidy(sent)
    found = records(source, without_blank_rows(tidied), placement)
    if found.frame.is_empty() and is_template(source, workbook):
        raise source.refusal(NOT_FILLED_IN, "nothing is filled in yet: the table counts as not sent.")
    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    filled, said = fill(source, found.frame, placement, inspected)
    frame = canonical_frame(filled, placement.positions)
    return RawTable(
        source.name,
        source.label,
        source.sheet,
        digest,
        since_1900(source.name, frame) if inspected.from_1904 else frame,
        placement.headings,
        placement.ignored,
        source.settings.values,
        source.header_row,
        placement.columns(inspected.first_column),
        repaired(sent, tidied, placement.positions),
        (*([] if told else above(source)), *found.remarks, *said, *_hidden(source, inspected)),
        found.totals,
        watched=texts(found.frame, placement.watched),
    )


def _hidden(source: TableSource, inspected: Sheet) -> Iterator[FileFault]:
    """What of the sheet is not seen in Excel: it counts all the same."""
    found = [
        "the sheet is hidden" if inspected.hidden else "",
        f"{inspected.hidden_rows:,} of its rows are hidden" if inspected.hidden_rows else "",
        "some of its columns are hidden" if inspected.hidden_columns else "",
    ]
    if not is_xlsx(source):
        message = (
            "this kind of workbook does not tell an error cell (#N/A) from a blank one, nor what is hidden."
        )
        yield source.fault("workbook-of-another-kind", message)
    if said := " and ".join(filter(None, found)):
        yield source.fault("hidden-cells", f"{said}, by a filter or by hand; they are read like all others.")


def _sheet(source: TableSource, workbook: fastexcel.ExcelReader) -> str:
    """The sheet asked for, else the one named after the table, else the only one that fits or that holds anything."""
    names = workbook.sheet_names
    if not names:
        raise source.refusal("file-unreadable", "the workbook has no sheets; it may be damaged.")
    wanted = source.sheet
    listed = ", ".join(f'"{name}"' for name in names)
    name = wanted or source.name
    alike = [sheet for sheet in names if simplified(sheet) == simplified(name)]
    if name in names or len(alike) == 1:
        return name if name in names else alike[0]
    if wanted:
        message = f"there is no such sheet; the sheets are {listed}."
        raise source.refusal("sheet-missing", message)
    if len(names) == 1:
        return names[0]
    cells = {name: _cells(source.on_sheet(name), workbook)[0] for name in names}
    filled = [name for name in names if not cells[name].is_empty()]
    fitting = [name for name in filled if _fits(source.on_sheet(name), cells[name])]
    if len(fitting) == 1:
        return fitting[0]
    if len(filled) > 1:
        raise source.refusal(
            "sheet-unclear",
            f"several sheets hold data and none is named {source.name}: {', '.join(filled)}. "
            f'Say which under [tables.{source.name}] in submission.toml: sheet = "{filled[0]}".',
        )
    return filled[0] if filled else names[0]


def _fits(source: TableSource, cells: pl.DataFrame) -> bool:
    """Whether a sheet has all the headings that the table must have."""
    row = find(source, tidy(cells.head(source.rows_to_look_at)).drop(ROW).rows()).row
    return recognised(source, row) >= set(required(source.name))


def _cells(source: TableSource, workbook: fastexcel.ExcelReader) -> tuple[pl.DataFrame, Sheet]:
    """All cells of the sheet from its row 1 on, in columns named 0, 1, 2, …, with the row numbers."""
    try:
        inspected = _inspected(source)
        # Without skip_rows=0 blank rows at the top would be left out and every row number be wrong.
        sheet = workbook.load_sheet(source.sheet or "", header_row=None, skip_rows=0, dtypes="string")
        frame = sheet.to_polars()
    except archive.Unsafe as error:
        raise source.refusal(error.code, error.message) from None
    except (fastexcel.FastExcelError, *archive.DAMAGED):
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    except BaseException as fault:
        # What the reader did not foresee comes as no `Exception`, of a class that cannot be imported.
        if type(fault).__name__ != "PanicException":
            raise
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    names = {name: str(i) for i, name in enumerate(frame.columns)}
    return frame.rename(names).with_row_index(ROW, 1), inspected


def _inspected(source: TableSource) -> Sheet:
    """What the sheet's own text says; formats that are no XML, or another, tell nothing of it."""
    if is_xlsx(source):
        return sheet_xml.inspect(source.path, source.sheet or "")
    return Sheet()


def _in_used_columns(
    source: TableSource, placement: Placement, inspected: Sheet, places: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    """Those of `places` below the headings and in used columns, the columns counted as the reader gives them."""
    used = set(placement.positions.values())
    moved = {(row, column - inspected.first_column): text for (row, column), text in places.items()}
    return {at: text for at, text in sorted(moved.items()) if at[0] > source.header_row and at[1] in used}


def _refuse_uncalculated(source: TableSource, placement: Placement, inspected: Sheet) -> None:
    places = _in_used_columns(source, placement, inspected, dict.fromkeys(inspected.uncalculated, ""))
    headings = {i: placement.headings[column] for column, i in placement.positions.items()}
    faults: list[FileFault] = [
        source.fault(
            "formula-without-value",
            f'row {row}, "{headings[i]}": the formula has never been calculated.',
            row=row,
            column=headings[i],
        )
        for row, i in list(places)[:MOST_FAULTS]
    ]
    if len(places) > MOST_FAULTS:
        more = len(places) - MOST_FAULTS
        faults.append(
            source.fault("formula-without-value", f"{more} more formulas have never been calculated.")
        )
    if inspected.unplaced:
        faults.append(
            source.fault(
                "file-unreadable",
                "the sheet holds errors or formulas without a result, and does not say in which cells.",
            )
        )
    if faults:
        raise Refused(faults)


def _with_errors(
    source: TableSource, cells: pl.DataFrame, placement: Placement, inspected: Sheet
) -> pl.DataFrame:
    """Error cells as the text they show, such as #N/A, where the reader left nothing."""
    places = _in_used_columns(source, placement, inspected, inspected.errors)
    if places and inspected.width != cells.width - 1:
        raise source.refusal(
            "file-unreadable", "the sheet holds error cells such as #N/A, and their places cannot be told."
        )
    for i in {i for _, i in places}:
        rows = [row - 1 for row, at in places if at == i]
        column = cells[str(i)].scatter(rows, [text for (_, at), text in places.items() if at == i])
        cells = cells.with_columns(column)
    return cells
