"""Which of several files and sheets is which table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wres_calc.intake.config import TableSettings
from wres_calc.intake.tables import is_previous, kind
from wres_calc.propose.model import Ask, Option, Question
from wres_calc.propose.tables import Fit, Part, fits, rivals


@dataclass
class Assigned:
    """The parts of each table, those that may be one of several tables, and those that are none."""

    by_table: dict[str, list[Fit]] = field(default_factory=dict)
    unplaced: list[list[Fit]] = field(default_factory=list)
    none: list[Part] = field(default_factory=list)


def assign(
    parts: Sequence[Part], known: Mapping[str, TableSettings], tables: Sequence[str], ask: Ask
) -> Assigned:
    """Each part to one of the `tables`; what may be one of several tables is one that no other part is, or is asked."""
    done = Assigned()
    several: list[list[Fit]] = []
    found = [(part, _likely(part, known, tables)) for part in parts]
    # One file alone is of this year, or of both.
    alone = sum(any(is_previous(fit.table) for fit in likely) for _, likely in found) == 1
    for part, likely in found:
        if alone and len({kind(fit.table) for fit in likely}) == 1:
            likely = [fit for fit in likely if not is_previous(fit.table)] or likely
        if len(likely) == 1:
            done.by_table.setdefault(likely[0].table, []).append(likely[0])
        elif likely:
            several.append(likely)
        else:
            done.none.append(part)
    for likely in several:
        left = [fit for fit in likely if fit.table not in done.by_table] or likely
        chosen = left[0] if len(left) == 1 else _which(left, ask)
        if chosen is None:
            done.unplaced.append(left)
        else:
            done.by_table.setdefault(chosen.table, []).append(chosen)
    return done


def _likely(part: Part, known: Mapping[str, TableSettings], tables: Sequence[str]) -> list[Fit]:
    """What the part may be, the likeliest first; what it was said to be before is certain."""
    found = fits(part, known, tables)
    said = [fit for fit in found if _is_said(part, known.get(fit.table))]
    return said[:1] or list(rivals(found))


def _is_said(part: Part, settings: TableSettings | None) -> bool:
    if settings is None or settings.file != part.export.label:
        return False
    return settings.sheet in (None, part.grid.sheet)


def _which(likely: Sequence[Fit], ask: Ask) -> Fit | None:
    options = tuple(Option(fit.table) for fit in likely)
    names = {fit.table: fit for fit in likely}
    words = f"{likely[0].part.shown}: which table is it?"
    answer = ask(Question("", ("table",), words, options, names.__contains__))
    return None if answer is None else names[str(answer)]
