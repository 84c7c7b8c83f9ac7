"""What is put right in the texts of a table before they are judged: dates, employee numbers, repeats left out."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import get_args

import polars as pl

from wres_calc.intake.config import TableSettings
from wres_calc.intake.days import date, date_day_first, date_month_first, is_serial
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.refusals import SCIENTIFIC, Refusals
from wres_calc.intake.tables import TABLES, day_columns, kind

_BETWEEN_SYSTEMS = dt.timedelta(1462)
"""What is counted from 1904 is so much less than what is counted from 1900."""


def in_order(table: RawTable, order: str | None) -> RawTable:
    """The table with its dates in numbers read day first or month first, as `dates` of its settings says."""
    if order is None:
        return table
    read = date_day_first if order == "day_first" else date_month_first
    return replace(table, frame=_with(table.name, table.frame, read))


def since_1900(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The canonical columns of a workbook that counts its days from 1904, where they came as numbers."""

    def read(text: str) -> dt.date | None:
        day = date(text) if is_serial(text) else None
        return None if day is None else day + _BETWEEN_SYSTEMS

    return _with(table, frame, read)


def _with(table: str, frame: pl.DataFrame, read: Callable[[str], dt.date | None]) -> pl.DataFrame:
    """The frame with each text of a day that can be read as a day of ISO 8601."""
    for column in day_columns(table):
        if column in frame.columns:
            sent = frame.get_column(column).drop_nulls().unique()
            found = {text: day.isoformat() for text in sent if (day := read(text)) is not None}
            frame = frame.with_columns(pl.col(column).replace(list(found), list(found.values())))
    return frame


COLUMN = "employee_number"
FORM = pl.col(COLUMN).str.to_lowercase().str.replace(r"[.]0+$", "")
"""An employee number without regard to case and to the decimals of a number cell."""
KEY = FORM.str.strip_chars_start("0")
"""An employee number without its leading zeros too: what has the same one may be the same number."""


def alike(tables: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """Write each employee number in one way: as in the workforce table, where one number alone is like it there.

    A number that is not in the workforce is written in one way within its own table, a bare one with the zeros of the
    only other way. What is like several numbers stays as it is, for others to judge. A remark says so.
    """
    numbered = {name: _ways(table) for name, table in tables.items() if COLUMN in table.frame.columns}
    held = numbered.get("workforce")
    known = None if held is None else _one_form(held)
    written = {}
    for name, own in numbered.items():
        others = None if name == "workforce" else held
        if others is None and _all_differ(own):
            continue
        strangers = own if others is None else own.join(others, on="key", how="anti")
        chosen = [_one_form(strangers)]
        if name != "workforce":
            chosen += [_padded(strangers), *([] if known is None else [known])]
        written[name] = _rewritten(tables[name], own, pl.concat(chosen))
    return {**tables, **written}


def _ways(table: RawTable) -> pl.DataFrame:
    """List each `text` of the column once, with its `form` and `key`, in the order of the rows."""
    texts = table.frame.select(COLUMN).drop_nulls().unique(maintain_order=True)
    return texts.select(pl.col(COLUMN).alias("text"), FORM.alias("form"), KEY.alias("key"))


def _all_differ(ways: pl.DataFrame) -> bool:
    """Whether no two texts have a `key` in common: the usual case, and quicker told than what follows from it."""
    return ways.get_column("key").n_unique() == ways.height


def _one_form(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text of each `key` that has one form."""
    if _all_differ(ways):
        return ways.select("key", "text")
    alone = ways.filter(pl.col("form").n_unique().over("key") == 1)
    return alone.group_by("key").agg(pl.col("text").first())


def _padded(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text with zeros of each `key` that has two forms, a bare one and one with zeros."""
    zeros = pl.col("form").str.starts_with("0")
    both = ways.filter(pl.col("form").n_unique().over("key") == 2, (~zeros).any().over("key"))
    return both.filter(zeros).group_by("key").agg(pl.col("text").first())


def _rewritten(table: RawTable, own: pl.DataFrame, chosen: pl.DataFrame) -> RawTable:
    changed = own.join(chosen, on="key", suffix="_chosen").filter(pl.col("text") != pl.col("text_chosen"))
    if not changed.height:
        return table
    written = pl.col(COLUMN).replace(changed.get_column("text"), changed.get_column("text_chosen"))
    message = (
        f"{table.file}: {changed.height:,} employee numbers are also written with other leading zeros, decimals or "
        "capital letters; they are read as the same."
    )
    heading = table.headings.get(COLUMN)
    remark = FileFault("employee-numbers-alike", message, table.name, table.file, table.sheet, None, heading)
    return replace(table, frame=table.frame.with_columns(written), remarks=(*table.remarks, remark))


_FEWEST_BLANK = 4
"""A column with fewer blank cells than this is not asked about."""

_MANY_BLANK = 1 / 3
"""From this share of blank cells on values that always change are remarkable, however few they are."""

_MOST_BLANK = 4 / 5
"""The same where the first row is blank too, and every value stands once."""

_EVENTS = ("disciplinary", "training")

_PAIRS_EXPECTED = 3
"""Where so many values in two adjacent rows would be equal by chance, none that is equal is remarkable."""


def settle(table: RawTable, settings: TableSettings) -> RawTable:
    """Fill the columns in which repeated values are left out, as `repeats` of the settings says.

    Where the settings say nothing of such a column, an error among the remarks asks for it. `repeats` for the whole
    table speaks of the columns that look so alone; for a column by its name, of that one however it looks.
    """
    if table.read_as is not None:
        return table
    found = set(suspected(table))
    said: list[FileFault] = []
    frame = table.frame
    for column in table.headings:
        own = settings.repeats
        chosen = own.get(column) if isinstance(own, dict) else own if column in found else None
        if chosen == "fill" and frame.get_column(column).null_count():
            filled = frame.get_column(column).fill_null(strategy="forward")
            cells = frame.get_column(column).null_count() - filled.null_count()
            frame = frame.with_columns(filled)
            message = f"{cells:,} blank cells take the value above them, as submission.toml says."
            said.append(_remark(table, column, "repeats-filled", message))
        elif chosen is None and column in found:
            said.append(_remark(table, column, "repeats-unclear", _question(table, column)))
    return replace(table, frame=frame, remarks=(*table.remarks, *said)) if said else table


def _question(table: RawTable, column: str) -> str:
    blank = table.frame.get_column(column).null_count()
    return (
        f"the column holds a value only where it changes; {blank:,} of its cells are blank. Say under "
        f'[tables.{table.name}] in submission.toml: repeats = "fill" where a blank cell repeats the value above it, '
        f'or "blank" where it is blank. For one column alone: repeats.{column} = "fill".'
    )


def _remark(table: RawTable, column: str, code: str, message: str) -> FileFault:
    heading = table.headings[column]
    place = f'{table.file}, sheet "{table.sheet}"' if table.sheet else table.file
    text = f'{place}, "{heading}": {message}'
    return FileFault(code, text, table.name, table.file, table.sheet, None, heading)


def suspected(table: RawTable) -> Iterator[str]:
    """The columns that hold a value only where it changes.

    Either the first row is filled and each filled cell differs from the one before it (with a third of the cells
    blank) or stands above a blank one (with half of them blank). Or every value stands once, the first row is blank too
    and four fifths of the cells are. Or no two adjacent rows hold the same value where some would by chance: a report
    may print a value again on each page. A column of one value alone is one where only its first row holds it: yes and
    blank cells are an ordinary flag.
    """
    for column in filter(partial(_is_of_few, table), table.headings):
        cells = table.frame.get_column(column)
        blank = cells.null_count()
        above = cells.shift(1)
        if blank < _FEWEST_BLANK or cells.len() == blank or (cells == above).any():
            continue
        filled = cells.drop_nulls()
        different = filled.n_unique()
        first, share = cells[0] is not None, blank / cells.len()
        changes = share >= _MANY_BLANK and not (filled == filled.shift(1)).any()
        apart = share >= 1 / 2 and not (cells.is_not_null() & above.is_not_null()).any()
        if different == 1:
            found = first and filled.len() == 1
        else:
            found = (first and (changes or apart)) or (different == filled.len() and share >= _MOST_BLANK)
        if found or (different > 1 and _equal_by_chance(cells, above) >= _PAIRS_EXPECTED):
            yield column


def _is_of_few(table: RawTable, column: str) -> bool:
    """Whether a column holds one of few texts, or yes and no: not a day, a number, an identifier or a role.

    Nor an ethnic category beside the employee number of an event: a blank one is taken from the workforce.
    """
    if column == "ethnic_category" and kind(table.form) in _EVENTS and "employee_number" in table.headings:
        return False
    field = TABLES[table.form].model_fields[column]
    kinds = {bool, str} & {field.annotation, *get_args(field.annotation)}
    functions = [getattr(part, "func", None) for part in field.metadata]
    identifier = any(isinstance(each, Refusals) and SCIENTIFIC in each.refusals for each in functions)
    return bool(kinds) and not identifier and column != "role"


def _equal_by_chance(cells: pl.Series, above: pl.Series) -> float:
    """How many adjacent rows would hold the same value if the values stood in any order."""
    pairs = int((cells.is_not_null() & above.is_not_null()).sum())
    counts = Counter(cells.drop_nulls())
    many = counts.total()
    return pairs * sum(n * (n - 1) for n in counts.values()) / (many * (many - 1)) if many > 1 else 0.0
