"""Repairs the texts of a table before they are judged: dates, stages, employee numbers."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from wres_calc.intake.config import TableSettings
from wres_calc.intake.days import date, date_day_first, date_month_first, is_serial, period
from wres_calc.intake.model import RawTable
from wres_calc.intake.tables import day_columns
from wres_calc.intake.texts import percentage

_BETWEEN_SYSTEMS = dt.timedelta(1462)
"""What is counted from 1904 is so much less than what is counted from 1900."""

_Reading = Callable[[Sequence[str]], Mapping[str, str]]
"""From the different texts of a column to those that are read in their place."""


def repair(table: RawTable, settings: TableSettings) -> RawTable:
    """Write what a column says in another way as its own cells say it: a remark says so of each but the order of dates.

    Days are read in the order that the settings name. In a column that they name for a flag days say yes; in one that
    they name for a day a month, or a financial year or its quarter, is its first day. Shares of 100 % in one that they
    name for it are stages of training. A stage and its part in a column beside it are one text.
    """
    if settings.dates is not None:
        read = date_day_first if settings.dates == "day_first" else date_month_first
        table = replace(table, frame=_with_days(table.name, table.frame, read))
    for column in table.headings if table.read_as is None else ():
        if column in settings.columns and (reading := _reading(table.name, column)):
            table = _rewritten(table, column, *reading)
    return _with_part_of_stage(table) if "sub_stage" in table.headings else table


def _reading(table: str, column: str) -> tuple[_Reading, str] | None:
    if column in ("shortlisted", "appointed", "offer_declined", "formal", "mandatory"):
        return _days_as_yes, "days are read as yes."
    if column in ("entered_on", "completed_on"):
        return _first_days, "months, quarters and years are read as their first day."
    if (table, column) == ("training", "stage"):
        return _shares_as_stages, "what is not complete is read as not completed."
    return None


def _rewritten(table: RawTable, column: str, read: _Reading, message: str) -> RawTable:
    """Return the table with the texts that `read` returns for those of a column, where it returns any."""
    found = read(table.texts(column))
    remark = table.fault("table-reshaped", message, column=column)
    return table.with_texts(column, found, remark) if found else table


def _days_as_yes(sent: Sequence[str]) -> Mapping[str, str]:
    are_days = all(date(text) is not None and not is_serial(text) for text in sent)
    return dict.fromkeys(sent, "yes") if are_days else {}


def _first_days(sent: Sequence[str]) -> Mapping[str, str]:
    """Return the first day of each month, financial year or quarter; a calendar year is parted between two."""
    found = {text: span for text in sent if (span := period(text)) is not None and date(text) is None}
    return {
        text: first.isoformat()
        for text, (first, last) in found.items()
        if (first.month, last.month) != (1, 12)
    }


def _shares_as_stages(sent: Sequence[str]) -> Mapping[str, str]:
    """Completed for all of 100, or of 1 where none is more. Numbers of which none is all could count anything."""
    shares = {text: percentage(text) for text in sent}
    signed = any("%" in text for text in sent)
    whole = 1 if not signed and all((share or 0) <= 1 for share in shares.values()) else 100
    are_shares = all(share is not None and 0 <= share <= 100 for share in shares.values())
    if not are_shares or {*sent} <= {"0", "1"} or not (signed or whole in shares.values()):
        return {}
    return {text: "Completed" if share == whole else "Not completed" for text, share in shares.items()}


def _with_part_of_stage(table: RawTable) -> RawTable:
    """Return the table with "Offer" and "Declined" in two columns as "Offer: Declined" in that of the stage."""
    frame, headings = table.frame, dict(table.headings)
    part = headings.pop("sub_stage")
    columns = {name: at for name, at in table.columns.items() if name != "sub_stage"}
    if "stage" in headings and frame.get_column("sub_stage").count():
        parts = pl.col("stage").cast(pl.String), pl.col("sub_stage").cast(pl.String)
        both = pl.concat_str(parts[0], pl.lit(": "), parts[1])
        frame = frame.with_columns(pl.coalesce(both, *parts).alias("stage"))
        message = f'read together with "{part}", which says more of it.'
        table = table.with_remarks(table.fault("table-reshaped", message, column="stage"))
    ignored = table.ignored if "stage" in headings else (*table.ignored, part)
    return replace(table, frame=frame.drop("sub_stage"), headings=headings, columns=columns, ignored=ignored)


def since_1900(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the canonical columns of a workbook that counts its days from 1904, where they came as numbers."""

    def read(text: str) -> dt.date | None:
        day = date(text) if is_serial(text) else None
        return None if day is None else day + _BETWEEN_SYSTEMS

    return _with_days(table, frame, read)


def _with_days(table: str, frame: pl.DataFrame, read: Callable[[str], dt.date | None]) -> pl.DataFrame:
    """Return the frame with each text of a day that can be read as a day of ISO 8601."""
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


def unify_employee_numbers(tables: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """Write each employee number in one way: as in the workforce table, where one number alone is like it there.

    A number that is not in the workforce is written in one way within its own table, a bare one with the zeros of the
    only other way. What is like several numbers stays as it is, for others to judge. A remark says so.
    """
    sent = {name: table for name, table in tables.items() if COLUMN in table.frame.columns}
    if all_differ(table.frame for table in sent.values()):
        return dict(tables)
    numbered = {name: _ways(table) for name, table in sent.items()}
    workforce = numbered.pop("workforce", None)
    written = dict(tables)
    if workforce is not None and not _all_differ(workforce):
        written["workforce"] = _renumbered(tables["workforce"], workforce, _one_form(workforce))
    for name, own in numbered.items():
        if workforce is None:
            chosen, others = [], own
        else:
            chosen, others = [_one_form(workforce)], own.join(workforce, on="key", how="anti")
        if chosen or not _all_differ(own):
            chosen += [_one_form(others), _padded(others)]
            written[name] = _renumbered(tables[name], own, pl.concat(chosen))
    return written


def all_differ(frames: Iterable[pl.DataFrame]) -> bool:
    """Whether each employee number is like itself alone, in all the tables together: the usual case.

    Those without leading zeros, decimals and capital letters are.
    """
    sent = [frame.get_column(COLUMN) for frame in frames]
    if not any(numbers.str.contains(r"^0|[.]|\p{Lu}").any() for numbers in sent):
        return True
    texts = pl.concat(sent).unique().to_frame()
    return bool(texts.select(KEY.n_unique()).item() == texts.height)


def _ways(table: RawTable) -> pl.DataFrame:
    """List each `text` of the column once, with its `key`, in the order of the rows."""
    # A column that keeps its order takes a quarter of the memory of a frame that does.
    texts = table.frame.get_column(COLUMN).drop_nulls().unique(maintain_order=True)
    return texts.to_frame().select(pl.col(COLUMN).alias("text"), KEY.alias("key"))


def _with_form(ways: pl.DataFrame) -> pl.DataFrame:
    return ways.with_columns(ways.select(pl.col("text").alias(COLUMN)).select(FORM.alias("form")))


def _all_differ(ways: pl.DataFrame) -> bool:
    """Whether no two texts have a `key` in common: the usual case, and quickly found out."""
    return ways.get_column("key").n_unique() == ways.height


def _one_form(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text of each `key` that has one form."""
    if _all_differ(ways):
        return ways.select("key", "text")
    alone = _with_form(ways).filter(pl.col("form").n_unique().over("key") == 1)
    return alone.group_by("key").agg(pl.col("text").first())


def _padded(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text with zeros of each `key` that has two forms, a bare one and one with zeros."""
    zeros = pl.col("form").str.starts_with("0")
    many = ways.filter(pl.col("key").is_duplicated())
    both = _with_form(many).filter(pl.col("form").n_unique().over("key") == 2, (~zeros).any().over("key"))
    return both.filter(zeros).group_by("key").agg(pl.col("text").first())


def _renumbered(table: RawTable, own: pl.DataFrame, chosen: pl.DataFrame) -> RawTable:
    changed = own.join(chosen, on="key", suffix="_chosen").filter(pl.col("text") != pl.col("text_chosen"))
    if not changed.height:
        return table
    message = (
        f"{changed.height:,} employee numbers are also written with other leading zeros, decimals or capital "
        "letters; they are read as the same."
    )
    read = dict(changed.select("text", "text_chosen").iter_rows())
    return table.with_texts(COLUMN, read, table.fault("employee-numbers-alike", message, column=COLUMN))
