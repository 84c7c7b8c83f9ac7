"""What a template says about its columns: the comment on each heading, and the sheet of notes."""

from collections.abc import Sequence
from typing import Any

from wres_calc.intake.tables import TABLES
from wres_calc.render import blocks
from wres_calc.render.excel.sheet import Formats, Worksheet
from wres_calc.render.templates.columns import Column
from wres_calc.report.words.numbers import date
from wres_calc.standards.model import Standard

SHEET = "Notes"


def comment(column: Column) -> str:
    """The comment on a heading: whether it is required, what a cell holds, an example."""
    lines = [_required(column), _holds(column)]
    if column.example:
        lines.append(f"Example: {column.example}")
    return "\n".join(lines)


def write(
    worksheet: Any, formats: Formats, table: str, columns: Sequence[Column], definitions: Standard
) -> None:
    """Write the sheet of notes: how to fill in the table, and its data dictionary."""
    worksheet.hide_gridlines(2)
    sheet = Worksheet(worksheet, formats)
    sheet.title(f"How to fill in: {table}")
    for line in _how(table, definitions):
        sheet.line(line)
    sheet.gap()
    described: list[blocks.Column[Column]] = [
        blocks.Column("Column", lambda column: column.name, width=24),
        blocks.Column("Required", lambda column: column.required or "no", width=20),
        blocks.Column(
            "Blank cells", lambda column: "allowed" if column.may_be_blank else "not allowed", width=12
        ),
        blocks.Column("A cell holds", _holds, width=62),
        blocks.Column("Example", lambda column: column.example, width=36),
    ]
    sheet.table(blocks.table("columns_of_the_table", described, columns, filters=False))


def _how(table: str, definitions: Standard) -> list[str]:
    first, last = definitions.flow_period()
    flows = f"the year from {date(first)} to {date(last)}"
    periods = (
        f"snapshot {date(definitions.snapshot_date)}; {flows}; staff survey of {definitions.survey.year}"
    )
    return [
        f"One row on the sheet '{table}' is {TABLES[table].what}. Fill it in from row 2 on, without totals.",
        f"Reporting year {definitions.reporting_year}: {periods}.",
        "Required columns have a dark heading in bold. The others may stay blank. Leave the headings as they are.",
        "Paste values only: cells then keep their format. What is pasted is not held to the lists.",
        *_if_nothing(table),
        "When the tables are filled in: wres validate FOLDER, then wres calc FOLDER.",
    ]


def _if_nothing(table: str) -> list[str]:
    lines = ["If you do not send this table, take the file out of the folder."]
    if TABLES[table].may_be_empty:
        lines.append(
            f"If there were no people in the year, save the headings alone as {table}.csv in its place."
        )
    return lines


def _required(column: Column) -> str:
    return f"{column.required.capitalize()}." if column.required else "Not required."


def _holds(column: Column) -> str:
    said = column.description
    if column.period:
        first, last = column.period
        said += f"; from {date(first)} to {date(last)}"
    if not column.offered:
        return said
    joint = " Choose" if said.endswith("?") else "; choose"
    others = "" if column.closed else ", or type another text"
    return f"{said}{joint} from the list ({len(column.offered)}){others}"
