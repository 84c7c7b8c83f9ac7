"""Which series a board reads first."""

from collections.abc import Iterator

from wres_calc.report.contract.trend import IndicatorTrend, Series

_BOARDS = ("total", "voting", "executive")
_PARTS = ({"staff_category"}, {"board"}, set[str]())


def headline(trend: IndicatorTrend) -> Iterator[Series]:
    """Yield the whole and its main parts: rates of White and BME, and what compares them."""
    for series in trend.series:
        keys = set(series.breakdown)
        shown = keys in _PARTS or series.breakdown.get("pay_band") == "senior_bands"
        board = series.breakdown.get("board", "total") in _BOARDS
        if shown and board and series.group in _groups(trend.number):
            yield series


def _groups(number: int) -> tuple[str, ...]:
    """Of shares and gaps only those of BME staff: White and unknown make up the rest."""
    return ("bme",) if number in (1, 9) else ("white", "bme")
