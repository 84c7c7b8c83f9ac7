"""Numbers of workbooks in full: the reader's text of one ends after nine decimals."""

from collections.abc import Iterable

import fastexcel
import polars as pl

_NINE_DECIMALS = r"^-?[0-9]+[.][0-9]{9}$"


def in_full(
    workbook: fastexcel.ExcelReader, sheet: str, frame: pl.DataFrame, columns: Iterable[int] | None = None
) -> pl.DataFrame:
    """The cells of a sheet with the numbers of some columns, or of all, in full."""
    looked_at = range(frame.width - 1) if columns is None else columns
    cut = [i for i in looked_at if frame.get_column(str(i)).str.contains(_NINE_DECIMALS).any()]
    if not cut:
        return frame
    # By their names: their numbers would be counted from column A, be there something in it or not.
    names = [f"__UNNAMED__{i}" for i in cut]
    numbers = workbook.load_sheet(
        sheet, header_row=None, skip_rows=0, use_columns=names, dtypes="float"
    ).to_polars()
    for i, column in zip(cut, numbers.columns, strict=True):
        whole = numbers.get_column(column).map_elements(repr, return_dtype=pl.String)
        is_cut = pl.col(str(i)).str.contains(_NINE_DECIMALS) & whole.is_not_null()
        frame = frame.with_columns(pl.when(is_cut).then(whole).otherwise(pl.col(str(i))).alias(str(i)))
    return frame
