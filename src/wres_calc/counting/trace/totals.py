"""The totals of a trace beside those of the report: the rows as traced, added up anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from wres_calc.checking.dates import years_back
from wres_calc.counting.grouping import Tally
from wres_calc.counting.model import WHOLE, Counts
from wres_calc.counting.trace.rows import COUNTED, POPULATIONS, SEPARATOR, TableTrace
from wres_calc.counting.values import Number
from wres_calc.standards.model import Standard

_Groups = Mapping[str | None, Number]


@dataclass(frozen=True)
class Total:
    """One population: everybody in it as the trace adds up and as the report says.

    `agrees` says that each ethnic group, and each category where it is known, agrees too.
    """

    population: str
    traced: Number
    reported: Number
    agrees: bool


def totals(traces: Iterable[TableTrace], counts: Counts, definitions: Standard) -> tuple[Total, ...]:
    """Every population of the report that was counted, and whatever else the trace says there is."""
    groups, categories = _traced(traces, definitions)
    reported = dict(_reported(counts))
    names = [*reported, *(name for name in groups if name not in reported)]
    return tuple(
        _total(name, groups.get(name, {}), categories.get(name), reported.get(name)) for name in names
    )


def _total(name: str, groups: _Groups, categories: _Groups | None, tally: Tally | None) -> Total:
    if tally is None:
        return Total(name, sum(groups.values()), 0, agrees=False)
    agrees = _same(groups, tally.by_group)
    if tally.by_category is not None:
        agrees = agrees and _same(categories or {}, tally.by_category)
    return Total(name, sum(groups.values()), tally.total, agrees)


def _same(these: _Groups, those: Mapping[str, Number]) -> bool:
    """The same people in the same groups; a group without anybody may be left out."""
    return {name: n for name, n in these.items() if n} == {name: n for name, n in those.items() if n}


def _reported(counts: Counts) -> Iterator[tuple[str, Tally]]:
    """The populations as the trace names them. A part of the board that is the rest of two counts has no rows."""
    for name, counted in counts.populations.items():
        yield name, counted.tallies[WHOLE]
        if name == "board":
            for part, tally in counted.tallies.items():
                board = dict(part).get("board", "total")
                if board != "total" and not (counted.table == "counts" and board.startswith("non_")):
                    yield f"board_{board}", tally


def _traced(
    traces: Iterable[TableTrace], definitions: Standard
) -> tuple[dict[str, dict[str | None, Number]], dict[str, dict[str | None, Number]]]:
    """People of each population by ethnic group and by category; of two years, half a person for each row."""
    groups: dict[str, dict[str | None, Number]] = {}
    categories: dict[str, dict[str | None, Number]] = {}
    for one in traces:
        if one.raw.name == "survey_summary" or not one.counted:
            continue
        detailed = "ethnic_category" in one.rows.columns
        by = [POPULATIONS, "group", *(["ethnic_category"] if detailed else [])]
        people = pl.col("people").sum() if "people" in one.rows.columns else pl.len().cast(pl.Int64)
        found = one.rows.filter(pl.col(COUNTED) == "yes").group_by(by).agg(people.alias("people"))
        for row in found.iter_rows(named=True):
            for name in str(row[POPULATIONS]).split(SEPARATOR):
                if name == "workforce_of_which":
                    continue
                share = Fraction(row["people"], years_back(definitions, name) + 1)
                _add(groups.setdefault(name, {}), row["group"], share)
                if detailed:
                    _add(categories.setdefault(name, {}), row["ethnic_category"], share)
    return groups, categories


def _add(tally: dict[str | None, Number], group: str | None, people: Number) -> None:
    tally[group] = tally.get(group, 0) + people
