"""A recruitment cross-tab: the stages as rows, the ethnic origins as columns."""

from collections.abc import Mapping, Sequence

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake.columns import Row, known_headings
from wres_calc.intake.files.grids import MOST_ROWS, Grid, grids
from wres_calc.intake.files.source import TOP_ROWS, TableSource
from wres_calc.intake.layouts.recruitment import as_counts
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.names import simplified

_FEWEST_ORIGINS = 3
_STAGES = ("shortlisted", "appointed")
_TOTALS = ("total", "grandtotal", "all", "overall")


def find(source: TableSource) -> RawTable | None:
    """The numbers of a cross-tab in the form of the table `counts`; `None` where the file is no cross-tab.

    Raises:
        Refused: it is one, and does not say how many were shortlisted and appointed.
    """
    for grid in grids(source, MOST_ROWS):
        if source.sheet in (None, grid.sheet) and (number := heading_row(grid.rows)):
            return _table(source if grid.sheet is None else source.on_sheet(grid.sheet), grid, number)
    return None


def heading_row(rows: Sequence[Row]) -> int:
    """The number of the row whose cells are ethnic origins, most of them; 0 where there is none."""
    for number, row in enumerate(rows[:TOP_ROWS], 1):
        filled = [cell for cell in row if cell]
        known = [cell for cell in filled if ETHNICITY.parse(cell)]
        if len(known) < _FEWEST_ORIGINS or len(known) * 2 <= len(filled):
            continue
        # Letters alone may be the headings of anything.
        if sum(len(cell) > 1 for cell in known) >= _FEWEST_ORIGINS or _stages(rows[number:]) == set(_STAGES):
            return number
    return 0


def has_its_rows(rows: Sequence[Row]) -> bool:
    """Whether it is a cross-tab that says how many were shortlisted and how many appointed."""
    number = heading_row(rows)
    return number > 0 and _stages(rows[number:]) == set(_STAGES)


def _stages(rows: Sequence[Row]) -> set[str]:
    """The stages that begin a row."""
    known = known_headings("recruitment")
    labels = {simplified(next((cell for cell in row if cell), "")) for row in rows}
    return {stage for stage in _STAGES if any(stage in known.get(label, {}) for label in labels)}


def _table(source: TableSource, grid: Grid, number: int) -> RawTable:
    heading = grid.rows[number - 1]
    lines = _lines(source, grid.rows[number:], number + 1)
    first = next(iter(lines.values()))[0]
    label = next((i for i, cell in enumerate(first) if cell), 0)
    at = [i for i, cell in enumerate(heading) if cell and i > label and simplified(cell) not in _TOTALS]
    columns = {stage: [_cell(line, i) for i in at] for stage, (line, _) in lines.items()}
    frame = pl.DataFrame(
        {
            ROW: pl.Series([number] * len(at), dtype=pl.UInt32),
            "ethnic_category": [heading[i] for i in at],
            **columns,
        },
        schema_overrides=dict.fromkeys(_STAGES, pl.String),
    )
    message = f"{source.place}: read as a cross-tab, with the ethnic origins in row {number}."
    raw = RawTable(
        source.name,
        source.label,
        source.sheet,
        source.sha256(),
        frame,
        {"ethnic_category": "the ethnic origins", **{stage: stage for stage in lines}},
        values=source.settings.values,
        header_row=number,
        remarks=(FileFault("table-reshaped", message, source.name, source.label, source.sheet, number),),
        totals=_totals(heading, lines),
    )
    return as_counts(raw, {stage: row for stage, (_, row) in lines.items()})


def _totals(heading: Row, lines: Mapping[str, tuple[Row, int]]) -> pl.DataFrame:
    """The totals beside the origins, a row for each stage and total."""
    at = [i for i, cell in enumerate(heading) if cell and simplified(cell) in _TOTALS]
    found = [{ROW: number, stage: _cell(line, i)} for stage, (line, number) in lines.items() for i in at]
    return pl.DataFrame(found, schema={ROW: pl.UInt32, **dict.fromkeys(_STAGES, pl.String)})


def _lines(source: TableSource, rows: Sequence[Row], first: int) -> Mapping[str, tuple[Row, int]]:
    """The row of each stage with its number. Raises `Refused` where one is missing or there twice."""
    known = known_headings(source.name)
    found: dict[str, tuple[Row, int]] = {}
    for number, row in enumerate(rows, first):
        label = next((cell for cell in row if cell), "")
        for stage in _STAGES:
            if stage in known.get(simplified(label), {}):
                if stage in found:
                    message = f"a cross-tab with two rows of {stage}, {found[stage][1]} and {number}."
                    raise source.refusal("heading-repeated", message, row=number)
                found[stage] = (row, number)
    if missing := [stage for stage in _STAGES if stage not in found]:
        message = f"a cross-tab of ethnic origins without a row of {' and of '.join(missing)}."
        raise source.refusal("column-missing", message)
    return found


def _cell(row: Row, i: int) -> str | None:
    return row[i] if i < len(row) else None
