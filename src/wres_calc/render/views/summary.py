"""All indicators on one page, in figures and in the words of the standard."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from wres_calc.render.blocks import (
    Cell,
    Column,
    Holds,
    Number,
    Section,
    Table,
    Text,
    table,
    value_of,
    with_unit,
)
from wres_calc.render.views import groups_of
from wres_calc.render.views.indicator import WHOLE, said, unknown_share
from wres_calc.report.figures import Line, headline, is_headline
from wres_calc.report.report import IndicatorReport, Issues, Measure, Report, Status
from wres_calc.report.words import labels, numbers, sentences, uncertainty
from wres_calc.standards.model import SURVEY_KINDS


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


_ALL = 9


def _which(report: Report) -> str:
    """What is on the page: a standard may come to have more indicators than it had."""
    number = len(report.indicators)
    if number < _ALL:
        return "some of the indicators"
    return "the nine indicators" if number == _ALL else "the indicators"


def summary(report: Report) -> Section:
    """Return all indicators in figures and in the words of the standard, on one page."""
    groups = groups_of(report)
    rows = [row for indicator in report.indicators for row in _summary_rows(indicator, groups)]
    reference, compared, unknown = map(labels.group_name, groups)
    columns: list[Column[Row]] = [
        Column("No.", lambda row: row.indicator.number, Holds.NUMBER, 5, fixed=True),
        Column(
            "Indicator",
            lambda row: row.indicator.title if row.first or report.public else None,
            width=29,
            fixed=True,
        ),
        Column("Of", _of, width=17, fixed=True),
        Column(reference, lambda row: _figure(row, row.rate(0)), Holds.PERCENT, 9, fixed=True),
        Column(f"{reference} counts", lambda row: _counts(row, row.rate(0)), Holds.COUNT, 16, fixed=True),
        Column(compared, lambda row: _figure(row, row.rate(1)), Holds.PERCENT, 9, fixed=True),
        Column(f"{compared} counts", lambda row: _counts(row, row.rate(1)), Holds.COUNT, 16, fixed=True),
        Column(unknown, lambda row: _figure(row, row.rate(2)), Holds.PERCENT, 10, fixed=True),
        Column("Result", lambda row: with_unit(_figure(row, row.result)), Holds.FIGURES, 13, fixed=True),
        Column("In words", _in_words, width=84, fixed=True),
        Column("Status", _status, width=11, fixed=True),
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
            '"Not confirmed" says that the definition was not read in a primary source: see how the figures were made.'
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


def _figure(row: Row, measure: Measure | None) -> Cell:
    """A figure of a row; where its indicator has none to show, that it is withheld or not to be had."""
    if row.line is None:
        return Number(None, Holds.PERCENT, withheld=row.indicator.status is Status.SUPPRESSED)
    return value_of(measure)


def _counts(row: Row, measure: Measure | None) -> Cell:
    return numbers.counts(measure) if measure else _figure(row, measure)


def _status(row: Row) -> str:
    """The status of a row: withheld where all its figures are."""
    line = row.line
    shown = {each.status for each in (*line.rates.values(), *line.comparisons.values())} if line else set()
    return labels.STATUS_NAMES[Status.SUPPRESSED if shown == {Status.SUPPRESSED} else row.indicator.status]


def _of(row: Row) -> str | None:
    wholes = WHOLE | {
        "relative_likelihood": sentences.people(row.indicator),
        **dict.fromkeys(SURVEY_KINDS, "Survey respondents"),
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
