"""The report as a tidy table: one measure a row, codes as in the JSON, numbers as they are."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wres_calc.report.report import MARKER, IndicatorReport, Measure, Report, Status, Unit
from wres_calc.report.safe import guarded
from wres_calc.report.words.labels import BREAKDOWN_KEYS

_BREAKDOWN = (*(key for key in BREAKDOWN_KEYS if key != "grouping"), "grouping")
COLUMNS = (
    *(
        "standard",
        "organisation_code",
        "organisation_name",
        "reporting_year",
        "snapshot_date",
        "indicator",
        "title",
        "measure",
    ),
    *_BREAKDOWN,
    *("group", "compared_with", "numerator", "denominator", "value", "unit"),
    *("lower", "upper", "confidence", "interval_method", "test", "p_value", "status", "reason"),
)
HEADING = ",".join(COLUMNS)

Cell = str | float | None


def text(report: Report) -> str:
    """Return the table with its heading line; lines end in CR LF, as spreadsheets write them.

    An indicator without measures has one row with its status and reason. Text that a spreadsheet would take for a
    formula has an apostrophe before it; numbers, negative ones too, are plain. An upper limit without bound is empty.
    """
    return table(COLUMNS, _rows(report))


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return rows as CSV with a heading line; what a row does not say is blank."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _field(cell) for column, cell in row.items()})
    return target.getvalue()


def encoded(report: Report) -> bytes:
    """Return the same as the bytes of a file: UTF-8 with the byte-order mark that Excel goes by."""
    return text(report).encode("utf-8-sig")


def _field(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case _:
            return repr(cell)


def _rows(report: Report) -> Iterator[dict[str, Cell]]:
    head: dict[str, Cell] = {
        "standard": report.standard.code,
        "organisation_code": report.organisation.code,
        "organisation_name": report.organisation.name,
        "reporting_year": report.reporting_year,
        "snapshot_date": report.snapshot_date.isoformat(),
    }
    for indicator in report.indicators:
        about = head | {"indicator": indicator.number, "title": indicator.title}
        if not indicator.measures:
            yield about | _verdict(indicator)
        for measure in indicator.measures:
            yield about | _figures(measure) | _verdict(measure)


def _verdict(judged: IndicatorReport | Measure) -> dict[str, Cell]:
    return {"status": judged.status.value, "reason": judged.reason.value if judged.reason else None}


def _figures(measure: Measure) -> dict[str, Cell]:
    interval = measure.interval
    return {
        "measure": measure.measure,
        **measure.breakdown,
        "group": measure.group,
        "compared_with": measure.compared_with,
        "numerator": _or_marker(measure, measure.numerator, measure.unit is Unit.PERCENT),
        "denominator": _or_marker(measure, measure.denominator, measure.unit is Unit.PERCENT),
        "value": _or_marker(measure, measure.value, True),
        "unit": measure.unit.value,
        "lower": interval.lower if interval else None,
        "upper": interval.upper if interval else None,
        "confidence": interval.confidence if interval else None,
        "interval_method": interval.method if interval else None,
        "test": measure.tests[0].method if measure.tests else None,
        "p_value": measure.tests[0].p_value if measure.tests else None,
    }


def _or_marker(measure: Measure, number: float | None, expected: bool) -> Cell:
    """The number, or the marker where one is expected and withheld."""
    withheld = expected and number is None and measure.status is Status.SUPPRESSED
    return MARKER if withheld else number
