"""All indicators on one page: for the board in sentences, for the analyst in figures, for everybody in plain words."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from wres_calc.across.years import headline as first_series
from wres_calc.render.blocks import (
    Cell,
    Column,
    Holds,
    Section,
    Table,
    Text,
    in_unit,
    table,
    value_of,
    with_unit,
)
from wres_calc.render.views import groups_of
from wres_calc.render.views.indicator import WHOLE, said, unknown_share
from wres_calc.report.contract import Series
from wres_calc.report.figures import Line, headline, is_headline, lines
from wres_calc.report.report import IndicatorReport, Issues, Measure, Reason, Report, Status, Unit
from wres_calc.report.words import labels, numbers, sentences, uncertainty
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.plain import adjective, plain, plain_of_board

_MINUS = "\N{MINUS SIGN}"


class Row(NamedTuple):
    """A row of an overview: an indicator, and which of its lines; `None` where it has none to show."""

    indicator: IndicatorReport
    line: Line | None
    groups: tuple[str, str, str]
    first: bool = True

    def rate(self, place: int) -> Measure | None:
        """The rate of one of the groups."""
        return self.line.rates.get(self.groups[place]) if self.line else None

    @property
    def result(self) -> Measure | None:
        """What compares the groups; of a share against the workforce that of the compared group."""
        if self.line is None:
            return None
        found = self.line.comparisons
        return found.get(self.groups[1]) or next(iter(found.values()), None)

    @property
    def named_board(self) -> str:
        """The members of the board whom the indicator's wording names, if the row is about them."""
        named = self.line is not None and is_headline(self.indicator, self.line)
        return (self.line.board or "") if self.line and named else ""


def board(report: Report) -> Section:
    """Return the board's page: each indicator in a sentence, whether it is adverse, how sure, and against last year."""
    groups = groups_of(report)
    reference, compared, _ = map(labels.group_name, groups)
    rows = [Row(each, line, groups) for each in report.indicators for line in _board_lines(each)]
    columns: list[Column[Row]] = [
        Column("Indicator", _title, width=25, fixed=True),
        Column("What it says", lambda row: _unbroken(" ".join(_plain(row, report))), width=62, fixed=True),
        Column(f"{reference} or compared", _one_side, Holds.PERCENT, 10, fixed=True),
        Column(compared, lambda row: value_of(row.rate(1)), Holds.PERCENT, 9, fixed=True),
        Column("Ratio or gap", lambda row: value_of(row.result), Holds.FIGURES, 10, fixed=True),
        Column(f"Worse for {compared} staff?", lambda row: worse(row.result), width=12, fixed=True),
        Column("How sure", lambda row: _how_sure(row.result), width=20, fixed=True),
    ]
    if report.trend is not None:
        year = report.trend.years[-2].reporting_year
        columns.append(Column(f"Against {year}", lambda row: _before(row, report), width=24, fixed=True))
    made = table("For the board", columns, rows, filters=False)
    notes = map(Text, _notes(report))
    return Section(
        "For the board", f"{report.standard.title}: {_which(report)} in brief", [made, *notes], one_page=True
    )


_ALL = 9


def _which(report: Report) -> str:
    """What is on the page: a standard may come to have more indicators than it had."""
    number = len(report.indicators)
    if number < _ALL:
        return "some of the indicators"
    return "the nine indicators" if number == _ALL else "the indicators"


def _notes(report: Report) -> Iterator[str]:
    reference, compared, _ = groups_of(report)
    yield (
        f'"Worse" means worse for {adjective(compared)} staff. "Not clear": chance alone could explain the '
        "difference, or the numbers are too small to say."
    )
    yield (
        "A ratio says how many times as likely. A gap is in percentage points: "
        f"{labels.group_name(compared)} % minus {labels.group_name(reference)} %."
    )
    for indicator in report.indicators:
        if indicator.kind == "gap":
            yield (
                f"Row {indicator.number}: board % minus workforce %. Under {labels.group_name(compared)} stands the "
                f"{labels.group_name(compared)} share of the board's members, under "
                f'"{labels.group_name(reference)} or compared" that of those it is compared with.'
            )
    if report.trend is None:
        yield "No earlier year was given to set beside this one."
    yield "Counts, definitions and every other figure are on the sheets that follow."


def _board_lines(indicator: IndicatorReport) -> Sequence[Line | None]:
    """The whole; of the board the members whom the indicator is about, where they are known apart."""
    if indicator.status is not Status.CALCULATED:
        return [None]
    own = headline(indicator) or lines(indicator.measures)
    named = [line for line in own if line.board and is_headline(indicator, line) and _known_apart(line)]
    return named or [next((line for line in own if line.breakdown in ({}, {"board": "total"})), None)]


def _known_apart(line: Line) -> bool:
    return any(rate.reason is not Reason.NO_DETAIL_IN_COUNTS for rate in line.rates.values())


def _title(row: Row) -> str:
    of = f", {labels.breakdown_label(row.line.breakdown).lower()}" if row.line and row.named_board else ""
    return f"{row.indicator.number}. {row.indicator.title}{of}"


def _plain(row: Row, report: Report) -> Iterator[str]:
    if row.line and row.named_board:
        return plain_of_board(row.indicator, report.standard, row.line)
    return plain(row.indicator, report.standard)


def _one_side(row: Row) -> Cell:
    """The reference group; of the board the share of the compared group among those it is compared with."""
    if row.result is not None and row.result.measure.startswith("gap_to_"):
        value = row.result.compared_value
        return None if value is None else in_unit(value, Unit.PERCENT)
    return value_of(row.rate(0))


def worse(result: Measure | None) -> str | None:
    """Return yes or no where it is clear, whichever side it is on; nothing without a figure."""
    if result is None or result.value is None or result.verdict is None:
        return None
    return {True: "Yes", False: "No", None: "Not clear"}[result.verdict.adverse]


def _how_sure(result: Measure | None) -> str | None:
    if result is None or result.value is None:
        return None
    if result.interval is None:
        return "No interval can be given"
    tested = [uncertainty.p_value(test.p_value) for test in result.tests[:1]]
    return _unbroken(", ".join([uncertainty.interval(result), *tested]))


def _unbroken(text: str) -> str:
    """The text with a minus sign before negative numbers: a line may break behind a hyphen."""
    return text.replace(" -", f" {_MINUS}")


def _before(row: Row, report: Report) -> str:
    """The last change of the figure that compares; of a share that of the compared group."""
    result = row.result
    at = dict(row.line.breakdown) if row.line else {}
    wanted = (
        (result.measure, result.group, result.compared_with) if result else ("share", row.groups[1], None)
    )
    for each in report.trend.indicators if report.trend else ():
        for series in first_series(each, report.standard) if each.number == row.indicator.number else ():
            if series.breakdown == at and (series.measure, series.group, series.compared_with) == wanted:
                return _since(series, report.reporting_year)
    return "not compared"


def _since(series: Series, year: int) -> str:
    """What changed up to this year, with the figure that it was; no such figure where the two are not comparable."""
    if not series.changes or series.changes[-1].to_year != year:
        return "not compared"
    change = series.changes[-1]
    if change.value is None:
        return trend_wording.reading(change)
    was = next(point for point in series.points if point.reporting_year == change.from_year)
    before = trend_wording.point(was, series.unit)
    return _unbroken(f"{trend_wording.reading(change)} (was {before} in {change.from_year})")


def summary(report: Report) -> Section:
    """Return all indicators in figures and in the words of the standard, on one page."""
    groups = groups_of(report)
    rows = [row for indicator in report.indicators for row in _summary_rows(indicator, groups)]
    reference, compared, unknown = map(labels.group_name, groups)
    columns: list[Column[Row]] = [
        Column("No.", lambda row: row.indicator.number, Holds.NUMBER, 5, fixed=True),
        Column("Indicator", lambda row: row.indicator.title if row.first else None, width=29, fixed=True),
        Column("Of", _of, width=17, fixed=True),
        Column(reference, lambda row: value_of(row.rate(0)), Holds.PERCENT, 9, fixed=True),
        Column(f"{reference} counts", lambda row: _counts(row.rate(0)), Holds.COUNT, 16, fixed=True),
        Column(compared, lambda row: value_of(row.rate(1)), Holds.PERCENT, 9, fixed=True),
        Column(f"{compared} counts", lambda row: _counts(row.rate(1)), Holds.COUNT, 16, fixed=True),
        Column(unknown, lambda row: value_of(row.rate(2)), Holds.PERCENT, 10, fixed=True),
        Column("Result", lambda row: with_unit(value_of(row.result)), Holds.FIGURES, 13, fixed=True),
        Column("In words", _in_words, width=84, fixed=True),
        Column("Status", lambda row: labels.STATUS_NAMES[row.indicator.status], width=11, fixed=True),
        Column("Definition", _sureness, width=11, fixed=True),
    ]
    notes = [
        (
            "A ratio says how many times as likely one group is as the other; 1.00 is equally likely. pp are "
            "percentage points. Figures are rounded for display only."
        )
    ]
    if not report.method.definitions_verified:
        notes.append(
            '"Not confirmed" says that the definition was not read in a primary source: see the sheet Method.'
        )
    made: Table = table("Summary", columns, rows, filters=False)
    about = [*_unknown_shares(report), *([] if report.public else [_issues(report.issues)])]
    return Section(
        "Summary",
        f"{report.standard.title}: {_which(report)}",
        [made, *map(Text, notes)],
        about,
        one_page=True,
    )


def _summary_rows(indicator: IndicatorReport, groups: tuple[str, str, str]) -> Iterator[Row]:
    """The title stands in the first row of its indicator only: the page has room for nine."""
    hidden = indicator.status is Status.SUPPRESSED
    found = [] if hidden else [line for line in headline(indicator) if _is_shown(indicator, line)]
    wholes_first = sorted(found, key=lambda line: len(line.parts))
    for title, line in zip_longest([indicator.title], wholes_first):
        yield Row(indicator, line, groups, first=title is not None)


def _is_shown(indicator: IndicatorReport, line: Line) -> bool:
    """Whether a line is of the whole board or one that a board reads first; the others are on the indicator's sheet."""
    return line.board == "total" or is_headline(indicator, line)


def _counts(measure: Measure | None) -> str | None:
    return numbers.counts(measure) if measure else None


def _of(row: Row) -> str | None:
    wholes = WHOLE | {
        "relative_likelihood": sentences.people(row.indicator),
        "percentage": "Survey respondents",
    }
    return labels.breakdown_label(row.line.breakdown, wholes[row.indicator.kind]) if row.line else None


def _in_words(row: Row) -> str | None:
    if row.line is None:
        return sentences.not_calculated(row.indicator)
    result = row.result or row.rate(1)
    if result is None:
        return None
    text = said(row.indicator, result) if row.result else sentences.sentence(row.indicator, result)
    return " ".join([text, *uncertainty.cautions(row.indicator)])


def _sureness(row: Row) -> str:
    return "Confirmed" if row.indicator.verified else "Not confirmed"


def _unknown_shares(report: Report) -> Iterator[str]:
    for indicator in report.indicators:
        unknown = unknown_share(indicator, report) if indicator.kind == "share" else None
        if unknown is not None and unknown.value is not None:
            yield f"{report.standard.characteristic.capitalize()} unknown in the workforce: {numbers.rate(unknown)}"


def _issues(issues: Issues) -> str:
    by_severity = ((issues.error, "error"), (issues.warning, "warning"), (issues.note, "note"))
    found = ", ".join(numbers.plural(number, name) for number, name in by_severity if number)
    return f"Issues in the data: {found or 'none'}" + (" (see the sheet Issues)" if found else "")
