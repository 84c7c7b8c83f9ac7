"""The cells of a CSV file as text, beside the proof of its rows."""

import io
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from wres_calc.intake.files.csv_rows import Layout
from wres_calc.intake.files.csv_shape import Shape, shape_of
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import ROW

_LARGE = 1 << 22
"""From how many bytes on a file is worth a thread, and its cells are left in the pieces in which they were read."""


def proven(
    source: TableSource, layout: Layout, data: bytes | None, wanted: Collection[int]
) -> tuple[pl.DataFrame | None, Shape]:
    """The cells of a file and what its bytes say; `data` is the whole text where it is not read in place."""
    if (source.path.stat().st_size if data is None else len(data)) < _LARGE:
        shape, frame = _shape(source, layout, data), read_cells(source, layout, data, wanted)
        return None if frame is None else frame.rechunk(), shape
    # Polars leaves the interpreter free while it reads.
    with ThreadPoolExecutor(1) as beside:
        proof = beside.submit(_shape, source, layout, data)
        return read_cells(source, layout, data, wanted), proof.result()


def read_cells(
    source: TableSource, layout: Layout, data: bytes | None, wanted: Iterable[int]
) -> pl.DataFrame | None:
    """The wanted columns, named 0, 1, 2, …, and the row numbers; `None` where polars refuses the file.

    What polars says is never passed on: it quotes cells.
    """
    try:
        return (
            pl.scan_csv(
                str(source.path.resolve()) if data is None else data,
                has_header=False,
                separator=layout.separator.decode(),
                skip_rows=layout.header_row,
                schema={str(i): pl.String for i in range(layout.columns)},
                # Short rows are the proof's to find; without this, one in the first line would be all that is said.
                missing_columns="insert",
                row_index_name=ROW,
                row_index_offset=layout.header_row + 1,
                glob=False,
            )
            .select(ROW, *(str(i) for i in sorted(set(wanted))))
            .collect()
        )
    except pl.exceptions.PolarsError:
        return None


def _shape(source: TableSource, layout: Layout, data: bytes | None) -> Shape:
    if data is not None:
        return shape_of(io.BytesIO(data), layout)
    with source.path.open("rb") as file:
        return shape_of(file, layout)
