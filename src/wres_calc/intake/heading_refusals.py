"""Headings that cannot be told apart, or that `submission.toml` names and the file does not have."""

from collections.abc import Sequence

from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.names import did_you_mean, simplified

Row = Sequence[str | None]


def mapped_twice(source: TableSource, heading: str, columns: Sequence[str]) -> Refused:
    """Return the refusal of one heading that `submission.toml` names for several columns."""
    return source.refusal(
        "heading-mapped-twice",
        f'submission.toml takes the heading "{heading}" for {" and for ".join(sorted(columns))}.',
        row=source.header_row,
        column=heading,
    )


def missing_choice(source: TableSource, column: str, heading: str, row: Row) -> str:
    """Return that a heading which `submission.toml` names is not in the row of headings."""
    near = did_you_mean(heading, [cell for cell in row if cell])
    return (
        f'{source.place}: row {source.header_row} has no heading "{heading}", '
        f"which submission.toml names for {column} of the table {source.name}{near}"
    )


def unclear(source: TableSource, column: str, row: Row, found: Sequence[int]) -> Refused:
    """Return the refusal of several headings that could each be the column."""
    headings = [row[i] or "" for i in found]
    if len({simplified(heading) for heading in headings}) == 1:
        return repeated(source, headings[0], found)
    named = ", ".join(f'"{heading}"' for heading in headings)
    return source.refusal(
        "heading-ambiguous",
        f"the headings {named} could each be {column}. "
        f'Say which under [tables.{source.name}] in submission.toml: columns.{column} = "{headings[0]}".',
        row=source.header_row,
        column=headings[0],
    )


def repeated(source: TableSource, heading: str, found: Sequence[int]) -> Refused:
    """Return the refusal of a heading that stands several times."""
    numbers = ", ".join(str(i + 1) for i in found)
    return source.refusal(
        "heading-repeated",
        f'the heading "{heading}" stands {len(found)} times in row {source.header_row} (columns {numbers}).',
        row=source.header_row,
        column=heading,
    )
