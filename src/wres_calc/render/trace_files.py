"""A trace as files: a table each, as CSV for a spreadsheet and as Parquet for a program."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.counting.trace import TableTrace, Trace
from wres_calc.render.files import make_folder, refuse_foreign, write_whole
from wres_calc.report.safe import guarded
from wres_calc.report.words.labels import FATES

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("csv", "parquet")
WHY = "why"
_ALWAYS = ("row", "counted", "fate", WHY, "populations")
_HARMLESS = r"^[0-9A-Za-z][0-9A-Za-z _./:-]*$"
"""Of the texts that came from outside, those that need no look at each: nearly every identifier there is."""
_MADE_BY = b"wres-calc trace"
_FOOT = 65_536


def write_trace(trace: Trace, stem: str, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write each table's trace as `out_dir/<stem>_trace_<table>.<format>`; return the paths.

    Raises `UnwritableOutput` where the folder cannot be had, a file of that name is not ours, or writing fails.
    """
    files = [
        (out_dir / f"{stem}_trace_{table.raw.name}.{name}", table, name)
        for table in trace.tables
        for name in FORMATS
        if name in formats
    ]
    make_folder(out_dir)
    for path, _, name in files:
        refuse_foreign(path, _KINDS[name].is_ours)
    for path, table, name in files:  # made one at a time: of 1.5 million rows each is large
        write_whole(path, _KINDS[name].encode(table))
    return [path for path, _, _ in files]


def told(table: TableTrace) -> "pl.DataFrame":
    """The rows of a trace with `why` after `fate`: the fate in plain words."""
    fates = {fate.value: text for fate, text in FATES.items()}
    why = table.rows.get_column("fate").replace_strict(fates).alias(WHY)
    return table.rows.clone().insert_column(table.rows.columns.index("fate") + 1, why)


def csv(table: TableTrace) -> bytes:
    """A trace as CSV that Excel opens as it is: UTF-8 with byte-order mark, lines ending in CR LF, text guarded.

    What did not count has empty cells for what it would have counted as.
    """
    frame = told(table)
    for column in _from_outside(table):
        frame = frame.with_columns(_guarded(frame.get_column(column)))
    target = BytesIO()
    frame.write_csv(target, include_bom=True, line_terminator="\r\n")
    return target.getvalue()


def parquet(table: TableTrace) -> bytes:
    """A trace as Parquet: the same columns, identifiers as they were sent."""
    target = BytesIO()
    told(table).write_parquet(target, metadata={"made_by": _MADE_BY.decode()})
    return target.getvalue()


def _from_outside(table: TableTrace) -> list[str]:
    """The columns that hold text as it was sent: the identifiers, between the row number and the verdict."""
    columns = table.rows.columns
    return columns[1 : columns.index("counted")]


def _guarded(texts: "pl.Series") -> "pl.Series":
    """Each text that a spreadsheet could take for more than text, guarded."""
    if texts.dtype.is_numeric():
        return texts
    doubtful = texts.filter(~texts.str.contains(_HARMLESS)).unique().drop_nulls().to_list()
    return texts.replace(doubtful, [guarded(text) for text in doubtful])


def _is_our_csv(path: Path) -> bool:
    with path.open("rb") as file:
        heading = file.readline(1_000).removeprefix(b"\xef\xbb\xbf").decode().strip().split(",")
    return [column for column in heading if column in _ALWAYS] == list(_ALWAYS)


def _is_our_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _FOOT))
        return _MADE_BY in file.read()


@dataclass(frozen=True)
class _Kind:
    encode: Callable[[TableTrace], bytes]
    is_ours: Callable[[Path], bool]


_KINDS = {"csv": _Kind(csv, _is_our_csv), "parquet": _Kind(parquet, _is_our_parquet)}
