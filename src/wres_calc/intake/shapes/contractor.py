"""A survey contractor's results: a row for each question and value of a dimension, with its base and score."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import file_digest

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake import texts
from wres_calc.intake.columns import Row
from wres_calc.intake.files.grids import Grid, grids, whole_grids
from wres_calc.intake.files.source import TOP_ROWS, Refused, TableSource
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.names import simplified
from wres_calc.intake.shapes import survey
from wres_calc.intake.shapes.survey import Scale
from wres_calc.standards.model import PercentageIndicator, Standard

HEADINGS = ("questionnumber", "dimname", "dimvalue", "basesize", "score")
_FAVOURABLE = 7
"""The indicator of which a high percentage is good: a score of it is the share that said yes."""
_COLUMNS = ("indicator", "group", "percentage", "respondents")

_MOST_CELLS = 1_000
"""In a row: a column for each part of the organisation."""


def find(source: TableSource, questions: Mapping[str, int]) -> RawTable | None:
    """The results by ethnic group as the table `survey_summary`; `None` where the file has another layout.

    `questions` gives the indicator for each question that is one alone. Of the questions on harassment and
    discrimination a score may be the share that experienced it or the share that did not: `score` of the settings says.

    Raises:
        Refused: no row is of an ethnic group and an indicator, or `score` is needed and not said.
    """
    if not any(heading_row(grid.rows) for grid in grids(source)):
        return None
    for grid in whole_grids(source, _MOST_CELLS):
        if source.sheet in (None, grid.sheet) and (number := heading_row(grid.rows)):
            return _table(
                source if grid.sheet is None else source.on_sheet(grid.sheet), grid, number, questions
            )
    return None


def questions_of(definitions: Standard) -> dict[str, int]:
    """The indicator of each question of a year that is one alone; of two together as 14b/c."""
    found: dict[str, int] = {}
    for indicator in definitions.indicators:
        if isinstance(indicator, PercentageIndicator):
            first, *others = indicator.questions
            name = simplified(first + "".join(question[-1] for question in others))
            found |= {name: indicator.number, name.removeprefix("q"): indicator.number}
    return found


def heading_row(rows: Sequence[Row]) -> int:
    """The number of the row that holds the headings of this layout; 0 where there is none."""
    for number, row in enumerate(rows[:TOP_ROWS], 1):
        if set(HEADINGS) <= {simplified(cell) for cell in row if cell}:
            return number
    return 0


def _table(source: TableSource, grid: Grid, number: int, questions: Mapping[str, int]) -> RawTable:
    at = {simplified(cell): i for i, cell in enumerate(grid.rows[number - 1]) if cell}
    found = list(_lines(grid.rows[number:], number + 1, at, questions))
    if not found:
        message = "no row is of an indicator (questions of the year) and of White or BME staff."
        raise source.refusal("no-rows", message)
    if source.settings.score is None and any(indicator != _FAVOURABLE for _, indicator, *_ in found):
        raise _score_unclear(source)
    told = survey.scale(score for *_, score in found if score)
    if told is Scale.MIXED:
        raise source.refusal("percentages-look-like-fractions", survey.MIXED)
    fractions = told is Scale.OF_1
    rows = [
        (row, str(indicator), group, _percentage(source, indicator, score, fractions), base)
        for row, indicator, group, base, score in found
    ]
    columns = {name: [row[i] for row in rows] for i, name in enumerate((ROW, *_COLUMNS))}
    with source.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return RawTable(
        source.name,
        source.label,
        source.sheet,
        digest,
        pl.DataFrame(columns, schema={ROW: pl.UInt32, **dict.fromkeys(_COLUMNS, pl.String)}),
        {name: name for name in _COLUMNS},
        header_row=number,
        remarks=tuple(_remarks(source, len(rows), fractions)),
    )


def _lines(
    rows: Sequence[Row], first: int, at: Mapping[str, int], questions: Mapping[str, int]
) -> Iterator[tuple[int, int, str, str | None, str | None]]:
    """Row, indicator, ethnic group, base and score of each row of an ethnic group and an indicator."""
    for number, row in enumerate(rows, first):
        question, name, value, base, score = (row[at[h]] if at[h] < len(row) else None for h in HEADINGS)
        indicator = questions.get(simplified(question or "")) or texts.indicator_number(question or "")
        group = ETHNICITY.parse_group(value or "")
        if indicator and "ethnic" in simplified(name or "") and group in ETHNICITY.main.known_groups:
            yield number, indicator, group, base, score


def _percentage(source: TableSource, indicator: int, sent: str | None, fractions: bool) -> str | None:
    """The percentage that experienced it (for indicator 7: that said yes); what is no number stays as sent."""
    score = texts.percentage(sent or "")
    if score is None:
        return sent
    percent = score * 100 if fractions else score
    if indicator != _FAVOURABLE and source.settings.score == "not_experienced":
        percent = 100 - percent
    return format(percent.normalize(), "f")


def _score_unclear(source: TableSource) -> Refused:
    return source.refusal(
        "score-unclear",
        "the scores of harassment and discrimination may count those who experienced it, or those who did not. "
        'Say which under [tables.survey_summary] in submission.toml: score = "experienced" or "not_experienced".',
    )


def _remarks(source: TableSource, rows: int, fractions: bool) -> Iterator[FileFault]:
    said = f", scores as those who {source.settings.score.replace('_', ' ')}" if source.settings.score else ""
    message = (
        f"{source.place}: read as a contractor's results by question; {rows} rows are of indicators{said}."
    )
    yield source.fault("table-reshaped", message)
    if fractions:
        yield source.fault(
            "percentages-read-as-fractions", "every score is 1 or less; read as fractions of 1."
        )
