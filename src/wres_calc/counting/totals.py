"""The rows of a trace added up anew, beside the populations of the report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from wres_calc.checking.dates import years_back
from wres_calc.counting.dimensions import WHOLE
from wres_calc.counting.model import Counts, Number, Tally
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.standards.model import Standard

if TYPE_CHECKING:
    from wres_calc.counting.trace import TableTrace

COUNTED, POPULATIONS, SEPARATOR = "counted", "populations", ";"


@dataclass(frozen=True)
class Total:
    """One population: everybody in it as the trace adds up and as the report says.

    `agrees` says that each group, and each category where it is known, agrees too.
    """

    population: str
    traced: Number
    reported: Number
    agrees: bool


_Groups = dict[str | None, Number]


def totals(traces: Iterable["TableTrace"], counts: Counts, definitions: Standard) -> tuple[Total, ...]:
    """Every population of the report that was counted, and whatever else the trace says there is."""
    column = CHARACTERISTICS[definitions.characteristic].column
    groups, categories = (_traced(traces, definitions, by) for by in ("group", column))
    reported = dict(_reported(counts))
    names = [*reported, *(name for name in groups if name not in reported)]
    return tuple(
        _total(name, groups.get(name, {}), categories.get(name, {}), reported.get(name)) for name in names
    )


def _total(name: str, groups: _Groups, categories: _Groups, tally: Tally | None) -> Total:
    if tally is None:
        return Total(name, sum(groups.values()), 0, agrees=False)
    agrees = _same(groups, tally.by_group) and (
        tally.by_category is None or _same(categories, tally.by_category)
    )
    return Total(name, sum(groups.values()), tally.total, agrees)


def _same(these: Mapping[Any, Number], those: Mapping[str, Number]) -> bool:
    """The same people in the same groups; a group without anybody may be left out."""
    return {name: n for name, n in these.items() if n} == {name: n for name, n in those.items() if n}


def _reported(counts: Counts) -> Iterator[tuple[str, Tally]]:
    """The populations as the trace names them. A part of the board that is the rest of two counts has no rows."""
    for name, counted in counts.populations.items():
        yield name, counted.tallies[WHOLE]
        for part, tally in counted.tallies.items():
            board = dict(part).get("board", "total")
            if board != "total" and not (counted.table == "counts" and board.startswith("non_")):
                yield f"board_{board}", tally


def _traced(traces: Iterable["TableTrace"], definitions: Standard, by: str) -> dict[str, _Groups]:
    """People of each population by group or category; of two years, half a person for each row."""
    found: dict[str, _Groups] = {}
    for one in traces:
        if one.raw.name == "survey_summary" or not one.counted or by not in one.rows.columns:
            continue
        people = pl.col("people").sum() if "people" in one.rows.columns else pl.len().cast(pl.Int64)
        rows = one.rows.filter(pl.col(COUNTED) == "yes").group_by(POPULATIONS, by).agg(people.alias("people"))
        for populations, group, number in rows.iter_rows():
            for name in str(populations).split(SEPARATOR):
                if name != "workforce_of_which":
                    tally = found.setdefault(name, {})
                    share = Fraction(number, years_back(definitions, name) + 1)
                    tally[group] = tally.get(group, 0) + share
    return found
