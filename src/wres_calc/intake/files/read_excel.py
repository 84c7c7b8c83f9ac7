"""Workbooks: the right sheet, every cell text, and nothing taken for blank that is not."""

import hashlib
from collections.abc import Iterator, Mapping

import polars as pl

from wres_calc.intake.columns import Placement, find_headings, place_columns
from wres_calc.intake.example_values import NOT_FILLED_IN
from wres_calc.intake.files.frames import canonical_frame, repaired, tidy, without_blank_rows
from wres_calc.intake.files.leftovers import above, records
from wres_calc.intake.files.merged_cells import fill
from wres_calc.intake.files.sheet_cells import cells_of, chosen
from wres_calc.intake.files.sheet_xml import Sheet
from wres_calc.intake.files.source import MOST_FAULTS, Refused, TableSource
from wres_calc.intake.files.workbooks import is_template, is_xlsx, open_workbook
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.repairs import since_1900
from wres_calc.intake.unused_columns import watched_columns


def sheet_names(source: TableSource) -> list[str]:
    """The sheets of the workbook, in its order. Raises `Refused` where it cannot be opened."""
    return open_workbook(source).sheet_names


def every_sheet(
    source: TableSource, most: int | None = None
) -> Iterator[tuple[str, list[tuple[str | None, ...]], Sheet]]:
    """Each sheet of the workbook with its rows, or the first `most`, as text, and what its own text says besides.

    Empty ones are left out.

    Raises `Refused` where it cannot be opened.
    """
    workbook = open_workbook(source)
    for name in workbook.sheet_names:
        cells, inspected = cells_of(source.on_sheet(name), workbook)
        if not cells.is_empty():
            rows = tidy(cells.head(most or cells.height)).drop(ROW).rows()
            yield name, rows, inspected


def read(source: TableSource) -> RawTable:
    """The table of `source` as text. Raises `Refused` for what cannot be taken as sent."""
    workbook = open_workbook(source)
    source = source.on_sheet(chosen(source, workbook))
    cells, inspected = cells_of(source, workbook)
    if cells.is_empty():
        raise source.refusal("file-empty", "the sheet is empty.")
    top = tidy(cells.head(source.rows_to_look_at)).drop(ROW).rows()
    told = source.settings.header_row is not None
    headings = find_headings(source, top)
    source = source.at_row(headings.number)
    placement = place_columns(source, headings.row, top)
    _refuse_uncalculated(source, placement, inspected)
    frame = _with_errors(source, cells, placement, inspected)
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
        watched=watched_columns(found.frame, placement.watched),
    )


def _hidden(source: TableSource, inspected: Sheet) -> Iterator[FileFault]:
    """What of the sheet is not seen in Excel: it counts all the same."""
    found = [
        "the sheet is hidden" if inspected.hidden else "",
        f"{inspected.hidden_rows:,} of its rows are hidden" if inspected.hidden_rows else "",
        "some of its columns are hidden" if inspected.hidden_columns else "",
    ]
    if not is_xlsx(source):
        message = "in this kind of workbook an error cell (#N/A) looks blank, and hidden rows are not marked."
        yield source.fault("workbook-of-another-kind", message)
    if said := " and ".join(filter(None, found)):
        yield source.fault("hidden-cells", f"{said}, by a filter or by hand; they are read like all others.")


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
            "file-unreadable", "the sheet holds error cells such as #N/A, and their places are not known."
        )
    for i in {i for _, i in places}:
        rows = [row - 1 for row, at in places if at == i]
        column = cells[str(i)].scatter(rows, [text for (_, at), text in places.items() if at == i])
        cells = cells.with_columns(column)
    return cells
