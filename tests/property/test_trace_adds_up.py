"""The rows of a trace, added up here, are the counts behind every figure of the report, on random submissions."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.naive import random_submissions

from wres_calc import pipeline
from wres_calc.counting.trace import Trace
from wres_calc.report.report import IndicatorReport, Measure

SENIOR = {"band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm"}
EVENTS = {2: ("appointed", "shortlisted"), 3: ("disciplinary", "workforce"), 4: ("training", "workforce")}

Row = dict[str, Any]


def counted_rows(trace: Trace) -> dict[str, list[Row]]:
    """The rows that counted, by population."""
    found: dict[str, list[Row]] = {}
    for table in trace.tables:
        for row in table.rows.iter_rows(named=True):
            assert (row["counted"] == "yes") == (row["populations"] is not None)
            for population in (row["populations"] or "").split(";"):
                if row["counted"] == "yes":
                    found.setdefault(population, []).append(row)
    return found


def people(rows: Iterable[Row], group: str | None, halved: bool = False) -> Fraction:
    """The people in the rows of a group (`None`: of all)."""
    number = sum(row.get("people", 1) for row in rows if group in (None, row["group"]))
    return Fraction(number, 2 if halved else 1)


def in_part(row: Row, breakdown: dict[str, str]) -> bool:
    band, wanted = row.get("pay_band"), breakdown.get("pay_band")
    if wanted == "senior_bands":
        return band in SENIOR and row["staff_category"] != "medical_and_dental"
    if breakdown.get("staff_category") not in (None, row.get("staff_category")):
        return False
    # A consultant who is a senior medical manager too is in both bands; in counts the consultants hold them already.
    return wanted in (None, band) or (wanted, band) == ("consultant", "senior_medical_manager")


def workforce(rows: dict[str, list[Row]], breakdown: dict[str, str]) -> Iterator[Row]:
    for row in rows.get("workforce", ()):
        if in_part(row, breakdown):
            yield row
    for row in rows.get("workforce_of_which", ()):
        if row["pay_band"] == breakdown.get("pay_band"):
            yield row


def board(rows: dict[str, list[Row]], part: str, group: str | None) -> Fraction:
    """Board members; where two counts came, those of neither are the rest."""
    if part == "total":
        return people(rows["board"], group)
    if part.startswith("non_") and "people" in rows["board"][0]:
        return board(rows, "total", group) - board(rows, part.removeprefix("non_"), group)
    return people(rows.get(f"board_{part}", ()), group)


def added_up(
    rows: dict[str, list[Row]], indicator: IndicatorReport, measure: Measure, two_years: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Numerator and denominator of a measure, from the rows of the trace."""
    group, number = measure.group, indicator.number
    if indicator.kind == "share":
        part = list(workforce(rows, measure.breakdown))
        return people(part, group), people(part, None)
    if indicator.kind == "gap":
        name = measure.breakdown["board"]
        return board(rows, name, group), board(rows, name, None)
    if indicator.kind == "relative_likelihood":
        events, base = EVENTS[number]
        halved = two_years and number == 3
        return people(rows.get(events, ()), group, halved), people(rows.get(base, ()), group)
    if f"survey_{number}_answered" in rows or f"survey_{number}_published" not in rows:
        return tuple(people(rows.get(f"survey_{number}_{one}", ()), group) for one in ("yes", "answered"))
    published = [row for row in rows[f"survey_{number}_published"] if row["group"] == group]
    return None, published[0].get("respondents") if published else None


def disagreements(folder: Path, seed: int) -> Iterator[str]:
    random_submissions.make(folder, seed)
    report = pipeline.calculate(folder)
    trace = pipeline.trace(folder, pipeline.Options())[0][1]
    assert all(total.agrees for total in trace.totals)
    rows = counted_rows(trace)
    for indicator in report.indicators:
        for one in indicator.measures:
            if (
                one.measure not in ("share", "likelihood", "percentage")
                or one.reason == "no_detail_in_counts"
            ):
                continue
            expected = added_up(rows, indicator, one, two_years=report.reporting_year < 2020)
            if expected != (one.numerator, one.denominator):
                yield f"{indicator.number} {one.breakdown} {one.group}: {one}, the trace {expected}"


@pytest.mark.parametrize("seed", range(60))
def test_the_rows_of_the_trace_are_the_counts_of_the_report(tmp_path: Path, seed: int) -> None:
    assert list(disagreements(tmp_path, seed)) == []


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(15))
def test_so_they_are_on_many_more(tmp_path: Path, hundred: int) -> None:
    for seed in range(1000 + 100 * hundred, 1100 + 100 * hundred):
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert list(disagreements(folder, seed)) == [], f"seed {seed}"
