"""How people are divided: the parts of each population, and which parts make which whole. Declared once.

Counting, breakdowns, and the sums of disclosure control read it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from wres_calc.facts.indicator_number import IndicatorNumber, as_name
from wres_calc.facts.pay import BANDS, CLUSTERS, OF_WHICH, SENIOR_BANDS, PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.intake.model import BREAKDOWN_TABLES, breakdown_column
from wres_calc.standards.model import Standard

Part = tuple[tuple[str, str], ...]
"""Which part of a population, as (key, value) pairs; empty for the whole."""

DIMENSIONS = ("staff_category", "pay_band", "board", "internal", "international")
"""What people are divided by, in the order in which a part names it; a submission may name columns of its own."""

WHOLE: Part = ()
SENIOR: Part = (("pay_band", "senior_bands"),)
"""Bands 8a to 9 and VSM together, doctors and dentists apart: the part the 2015 standard looks at."""

BOARD_PARTS: Mapping[str, tuple[str, bool]] = {
    "voting": ("voting", True),
    "non_voting": ("voting", False),
    "executive": ("executive", True),
    "non_executive": ("executive", False),
}
"""Each part of the board: its column of the table, and what the column says of who is in it."""

_HAPPENS_TO = {
    "appointed": "shortlisted",
    "disciplinary": "workforce",
    "capability": "workforce",
    "training": "workforce",
}


class Division(NamedTuple):
    """One way of dividing a part: `complete` where each person is in one of `parts`; `name` is of who is in none."""

    name: str
    parts: tuple[Part, ...]
    complete: bool


class Breakdown(NamedTuple):
    """A column by which people are divided where that is asked for: its values are parts, named by `key`.

    It is of the rows of `tables`. Without `only` every value that occurs is a part. Who has none is in no part, unless
    `blank` names theirs. `sent_as` is what a submission must have for it.
    """

    key: str
    column: str
    tables: tuple[str, ...]
    sent_as: str
    only: tuple[str, ...] = ()
    blank: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is one that the submission names."""
        return self.key not in DIMENSIONS


BREAKDOWNS: Mapping[str, tuple[Breakdown, ...]] = {
    "pay-band": (Breakdown("pay_band", "pay_band", ("recruitment",), "grade"),),
    "staff-category": (Breakdown("staff_category", "staff_category", ("recruitment",), "staff_group"),),
    "internal": (Breakdown("internal", "internal", ("recruitment",), "internal"),),
    "international": (Breakdown("international", "international", ("recruitment",), "international"),),
    "medical": (
        Breakdown(*("pay_band", "pay_band", ("recruitment",), "grade"), only=(PayBand.CONSULTANT.value,)),
        Breakdown(
            *("staff_category", "staff_category", ("staff_survey",), "staff_group"),
            only=(StaffCategory.MEDICAL_AND_DENTAL.value,),
        ),
    ),
}
"""What may be asked for in every submission, by the name of the option."""

NOT_STATED = "not stated"


def own_breakdown(name: str, heading: str) -> Breakdown:
    """Return what a submission divides its people by with a column of its own, by any text; a blank one is a part."""
    return Breakdown(name, breakdown_column(name), tuple(BREAKDOWN_TABLES), heading, blank=NOT_STATED)


def category_part(category: str) -> Part:
    """Return the part of the workforce in one staff category."""
    return (("staff_category", category),)


def band_part(category: str, band: str) -> Part:
    """Return the part of the workforce in one pay band of a staff category."""
    return (("staff_category", category), ("pay_band", band))


def board_part(name: str) -> Part:
    """Return a part of the board: `total`, or one of `BOARD_PARTS`."""
    return (("board", name),)


def has_clusters(standard: Standard) -> bool:
    """Whether an indicator of the standard is given by pay cluster."""
    return any(each.kind == "share" and "pay_cluster" in each.breakdowns for each in standard.indicators)


@cache
def cluster_parts() -> Mapping[Part, tuple[Part, ...]]:
    """Return the pay clusters of each staff category that has them, with the bands that make them up."""
    return {
        band_part(category.value, cluster): tuple(band_part(category.value, band.value) for band in bands)
        for category in BANDS
        if category is not StaffCategory.MEDICAL_AND_DENTAL
        for cluster, bands in CLUSTERS.items()
    }


@cache
def workforce_parts(category: str, band: str, *, clustered: bool = False) -> tuple[Part, ...]:
    """Return the parts that somebody in a band counts in; an "of which" band counts in its whole too.

    In pay clusters nobody counts but where the standard asks for them: each count more is one more to protect.
    """
    parts = [WHOLE, category_part(category), band_part(category, band)]
    if whole := OF_WHICH.get(PayBand(band)):
        parts.append(band_part(category, whole.value))
    if category != StaffCategory.MEDICAL_AND_DENTAL and band in SENIOR_BANDS:
        parts.append(SENIOR)
    if clustered:
        parts += [whole for whole, bands in cluster_parts().items() if band_part(category, band) in bands]
    return tuple(parts)


def every_workforce_part(*, clustered: bool = False) -> Iterator[Part]:
    """Yield every part of the workforce, the whole first; pay clusters as in `workforce_parts`."""
    yield from (WHOLE, SENIOR, *(cluster_parts() if clustered else ()))
    for category, bands in BANDS.items():
        yield category_part(category.value)
        yield from (band_part(category.value, band.value) for band in bands)


def with_whole(band: str) -> tuple[str, ...]:
    """Return a value of a column, and for an "of which" band the whole that it is a part of."""
    return (band, OF_WHICH[PayBand(band)].value) if band in OF_WHICH else (band,)


def survey_populations(number: IndicatorNumber) -> tuple[str, str]:
    """Return the names of the two populations of a survey indicator: who said so, and its base."""
    name = f"survey_{as_name(number)}"
    return f"{name}_yes", f"{name}_answered"


def with_score(part: Part, score: str) -> Part:
    """Return those of a part who have a score."""
    return (*part, ("score", score))


def base_of(population: str) -> str | None:
    """Return the population that an event happens to, or that was asked; `None` of one that is no event.

    Of what happens to staff so far as it can be known: people leave.
    """
    if population.startswith("survey_") and population.endswith("_yes"):
        return population.removesuffix("_yes") + "_answered"
    return _HAPPENS_TO.get(population)


def divisions(population: str, part: Part, there: Iterable[Part]) -> Iterator[Division]:
    """Yield the ways of dividing a part of a population, of which the parts `there` are known.

    Where people are divided by the values of a column, blank ones are in no part, but in one of a submission's own.
    """
    if population == "workforce":
        yield from _of_workforce().get(part, ())
    elif part == WHOLE and population == "board":
        for name in ("voting", "executive"):
            yield Division(name, (board_part(name), board_part(f"non_{name}")), complete=True)
    if part == WHOLE and population != "board":
        columns = {each for each in there if len(each) == 1}
        yield from _of_columns(columns if population != "workforce" else {*filter(is_own, columns)})
    whole = dict(part).get("pay_band")
    for band in (band for band, of in OF_WHICH.items() if of == whole):
        yield Division(f"not {band.value}", ((*part[:-1], ("pay_band", band.value)),), complete=False)


_OF_WHICH = [("pay_band", band.value) for band in OF_WHICH]


def _of_columns(there: Collection[Part]) -> Iterator[Division]:
    for column in sorted({part[0][0] for part in there}):
        values = sorted(part for part in there if part[0][0] == column and part[0] not in _OF_WHICH)
        yield Division(f"{column} column", tuple(values), complete=is_own(values[0]))


def is_own(part: Part) -> bool:
    """Whether a part is one by a column that the submission names."""
    return any(key not in DIMENSIONS for key, _ in part)


@cache
def _of_workforce() -> Mapping[Part, tuple[Division, ...]]:
    categories = tuple(category_part(category.value) for category in BANDS)
    found: dict[Part, tuple[Division, ...]] = {
        WHOLE: (
            Division("staff_category", categories, complete=True),
            Division("senior_bands", (SENIOR,), complete=False),
        )
    }
    for category, bands in BANDS.items():
        own = tuple(band_part(category.value, band.value) for band in bands if band not in OF_WHICH)
        clusters = tuple(part for part in cluster_parts() if part[0] == category_part(category.value)[0])
        found[category_part(category.value)] = (
            Division("pay_band", own, complete=True),
            *([Division("pay_cluster", clusters, complete=False)] if clusters else []),
        )
    senior = tuple(
        band_part(category.value, band.value)
        for category in BANDS
        if category is not StaffCategory.MEDICAL_AND_DENTAL
        for band in SENIOR_BANDS
    )
    found[SENIOR] = (Division("senior", senior, complete=True),)
    found |= {
        whole: (Division("pay_band", bands, complete=True),) for whole, bands in cluster_parts().items()
    }
    return found
