"""Over random small tables nothing is called clear that interval, test and numbers do not bear out."""

import random

import pytest

from wres_calc.across.change import FigureInYear, change
from wres_calc.across.figures import Figures
from wres_calc.counting.dimensions import WHOLE
from wres_calc.figures.figure import Figure, FigureKey, comparison, percent
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.figures.statistics.proportion import fisher_exact, n_minus_1_chi_squared
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.render.views.overview import Row
from wres_calc.report import report as r
from wres_calc.report.assemble import indicator_report, standard_summary
from wres_calc.report.figures import lines
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.uncertainty import reading
from wres_calc.standards.load import load

YEAR = load(2025)
LEAST, FEW = YEAR.small_numbers.least, YEAR.small_numbers.few
COUNTS = tuple[int, int, int, int]


def table(random: random.Random) -> COUNTS:
    n1, n2 = (random.choice((random.randint(1, 12), random.randint(5, 80), 2000)) for _ in range(2))
    return random.randint(0, min(n1, 40)), n1, random.randint(0, min(n2, 60)), n2


def compared(number: int, counts: COUNTS, confidence: float) -> tuple[r.IndicatorReport, r.Measure]:
    def rate(group: str, x: int, n: int) -> Figure:
        kind = "percentage" if number == 5 else "likelihood"
        return percent(FigureKey("wres", number, kind, WHOLE, None, group), x, n)

    bme, white = rate("bme", *counts[:2]), rate("white", *counts[2:])
    measure = "relative_likelihood" if number == 3 else "difference"
    last = comparison(bme.key._replace(measure=measure, compared_with="white"), bme, white)
    result = IndicatorResult(YEAR.indicators[number - 1], (bme, white, last))
    found = indicator_report(with_uncertainty(result, confidence, YEAR))
    return found, found.measures[-1]


def bears_out(counts: COUNTS, limits: tuple[float, float | None], neutral: int, confidence: float) -> bool:
    """Interval, test and sizes, each worked out here once more."""
    x1, n1, x2, n2 = counts
    small = min(x1, n1 - x1, x2, n2 - x2) < 5
    p = (fisher_exact if small else n_minus_1_chi_squared)(*counts)
    apart = limits[0] > neutral or (limits[1] is not None and limits[1] < neutral)
    sizes = min(n1, n2, x1 + x2, n1 + n2 - x1 - x2) >= LEAST
    return apart and p is not None and p < 1 - confidence and sizes


@pytest.mark.parametrize("number", [3, 5])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_no_sentence_and_no_board_row_says_more_than_the_numbers(number: int, confidence: float) -> None:
    draw = random.Random(number)
    clear = 0
    for _ in range(1500):
        counts = table(draw)
        indicator, measure = compared(number, counts, confidence)
        if measure.interval is None or measure.value is None:
            continue
        neutral = 1 if number == 3 else 0
        limits = measure.interval.lower, measure.interval.upper
        said = " ".join(reading(indicator, measure))
        row = Row(indicator, lines(indicator.measures)[0], ("white", "bme", "unknown"), None)
        assert row.result is measure
        if "would be unusual" in said or row.adverse is not None:
            clear += 1
            assert bears_out(counts, limits, neutral, confidence), counts
            assert row.adverse is (measure.value > neutral)
            assert "could be chance" not in said
        assert "not likely" not in said
    assert clear > 50


@pytest.mark.parametrize("number", [3, 5])
def test_no_change_over_years_says_more_than_the_numbers(number: int) -> None:
    draw = random.Random(number)
    clear = 0
    for _ in range(400):
        before, now = table(draw), table(draw)
        for at in range(3):
            years = [year(number, counts, at, which) for counts, which in ((before, 2024), (now, 2025))]
            found = change(years[0], years[1], 0.95, YEAR.small_numbers, broken=False)
            told = trend_wording.reading(found)
            if not {"↑", "↓"} & set(told):
                assert "clear rise" not in told
                continue
            clear += 1
            assert found.interval is not None
            limits = found.interval.lower, found.interval.upper
            if at < 2:
                own = slice(0, 2) if at == 0 else slice(2, 4)
                assert bears_out((*now[own], *before[own]), limits, 0, 0.95)  # type: ignore[arg-type]
                continue
            assert found.p_value is None or found.p_value < 0.05
            assert limits[0] > (number == 3) or limits[1] < (number == 3)  # type: ignore[operator]
            assert min(min(x1, n1 - x1, x2, n2 - x2) for x1, n1, x2, n2 in (before, now)) >= LEAST
    assert clear > 10


def year(number: int, counts: COUNTS, at: int, which: int) -> FigureInYear:
    figures = Figures([compared(number, counts, 0.95)[0]], "wres")
    figure = list(figures.by_key.values())[at]
    return FigureInYear(which, standard_summary(YEAR), YEAR.indicators[number - 1], figures, figure)
