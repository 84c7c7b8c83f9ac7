"""What exports write around a text or in place of one: ="0012" is 0012, 123.00 is 123, NULL and its kin are blank."""

import re
from collections.abc import Collection
from dataclasses import replace

import polars as pl

from wres_calc.intake.files.frames import texts_of
from wres_calc.intake.model import ROW, FileFault, RawTable

BLANK = frozenset(
    "null (null) <null> [null] \\n nan (nan) nat <na> na n/a (n/a) n.a. n.a #n/a none (none) (blank)".split()
    + "- -- \u2013 \u2014".split()
)
"""Texts that stand for a blank cell, whatever system wrote them; in any case of letters."""

_ANSWERS = {"ethnic_category": {"na"}, "disability": {"none", "(none)"}}
"""Texts that say something in their column, or could: NA may be a code of African."""

_MARKED = re.compile(r"""=?"(?P<quoted>[^"]*)"|'(?P<text>[^']*)'?""")
_DECIMALS = re.compile(r"(\d+)\.0+")
_ODD = rf"""(?i)^(?:{"|".join(map(re.escape, sorted(BLANK)))}|=?".*"|'.*|\d+\.0+)$"""


def plain_cells(table: RawTable) -> RawTable:
    """The table with each such text as what it stands for; texts that `submission.toml` maps are left to it.

    A remark says how many cells are read as blank.
    """
    columns = [name for name in table.frame.columns if name != ROW]
    if not columns:
        return table
    coded = table.frame.select(pl.col(pl.Categorical)).columns
    cells = (pl.col(name).unique().cast(pl.String) if name in coded else pl.col(name) for name in columns)
    found = table.frame.select(each.str.contains(_ODD).any() for each in cells)
    odd = [name for name in columns if found.item(0, name)]
    frame, remarks = table.frame, []
    for name in odd:
        kept = {text.strip().casefold() for text in table.values.get(name, ())}
        column = frame.get_column(name)
        texts = texts_of(column)
        sent = [
            text for text in texts.filter(texts.str.contains(_ODD)).unique() if text.casefold() not in kept
        ]
        meant = _meant(name, sent)
        if _is_identifier(name) and _would_merge(column, meant):
            meant = {text: plain for text, plain in meant.items() if _DECIMALS.fullmatch(text) is None}
        frame = frame.with_columns(pl.col(name).replace(list(meant), list(meant.values())))
        if blank := int(column.is_in([text for text, plain in meant.items() if plain is None]).sum()):
            remarks.append(_remark(table, name, blank))
    return replace(table, frame=frame, remarks=(*table.remarks, *remarks)) if odd else table


def _meant(column: str, texts: Collection[str]) -> dict[str, str | None]:
    """What each text stands for; `None` is blank."""
    meant: dict[str, str | None] = {}
    for text in texts:
        marked = _MARKED.fullmatch(text)
        plain = (marked["quoted"] or marked["text"] or "").strip() if marked else text
        decimals = _DECIMALS.fullmatch(plain)
        plain = decimals[1] if decimals else plain
        says_nothing = plain.casefold() in BLANK - _ANSWERS.get(column, set())
        if says_nothing or not plain:
            meant[text] = None
        elif plain != text:
            meant[text] = plain
    return meant


def _is_identifier(column: str) -> bool:
    return column.endswith(("_number", "_id"))


def _would_merge(column: pl.Series, meant: dict[str, str | None]) -> bool:
    """Whether two texts of a column would become the same, which may be two people's."""
    named = {text: plain for text, plain in meant.items() if plain is not None}
    before = column.filter(~column.is_in([text for text in meant if text not in named]))
    return before.replace(named).n_unique() < before.n_unique()


def _remark(table: RawTable, column: str, cells: int) -> FileFault:
    heading = table.headings.get(column, column)
    message = (
        f'{table.file}: {cells:,} cells under "{heading}" hold a sign for no value (NULL, N/A, #N/A and the like); '
        "they are read as blank."
    )
    return FileFault("signs-read-as-blank", message, table.name, table.file, table.sheet, None, heading)
