"""One table, whatever kind of file it stands in."""

from wres_calc.intake.files.kinds import Kind
from wres_calc.intake.files.plain_cells import plain_cells
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import RawTable


def read(source: TableSource) -> RawTable:
    """The table at `source` as text. Raises `Refused` for what cannot be taken as sent."""
    try:
        return plain_cells(_read(source))
    except OSError as error:
        raise source.refusal("file-unreadable", f"the file could not be read: {error.strerror}.") from None


def _read(source: TableSource) -> RawTable:
    # Each kind brings libraries of its own, which a folder without it need not load.
    match source.kind:
        case Kind.XLSX | Kind.XLS | Kind.XLSB | Kind.ODS:
            from wres_calc.intake.files.read_excel import read as read_excel

            return read_excel(source)
        case Kind.PARQUET:
            from wres_calc.intake.files.read_parquet import read as read_parquet

            return read_parquet(source)
        case Kind.TEXT:
            from wres_calc.intake.files.read_csv import read as read_csv

            return read_csv(source)
        case other:
            raise source.not_a_table(other)
