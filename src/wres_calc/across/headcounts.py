"""The people in pay bands that goals go by: of one report, and of several together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from wres_calc.errors import UsageError
from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.facts.staff import StaffCategory
from wres_calc.report.report import IndicatorReport, Report

ALL_SENIOR, EVERYBODY = "senior_bands", "workforce"
"""The parts beside the single bands: all senior bands together, and the whole workforce."""


class People(NamedTuple):
    """People of a part: all, of the compared group, of the reference group."""

    everybody: int
    compared: int
    reference: int

    @property
    def share(self) -> Fraction | None:
        """The part of everybody that is of the compared group."""
        return Fraction(self.compared, self.everybody) if self.everybody else None


@dataclass(frozen=True)
class Headcounts:
    """People by staff category and pay band, and in the whole workforce."""

    bands: Mapping[tuple[str, str], People]
    whole: People

    @classmethod
    def of(cls, report: Report) -> "Headcounts":
        """Return the counts of the share indicator of a report.

        Raises:
            UsageError: it has none, or some of them are withheld.
        """
        indicator = next((each for each in report.indicators if each.kind == "share"), None)
        if indicator is None or not indicator.measures:
            raise UsageError(
                "Goals go by the people in each pay band, and these were not calculated.",
                "Run wres validate to see what keeps the workforce table from being counted.",
            )
        bands: dict[tuple[str, str], People] = {}
        whole = _NOBODY
        for part, people in _parts(indicator, (report.standard.compared, report.standard.reference)):
            if part.keys() == {"staff_category", "pay_band"}:
                bands[part["staff_category"], part["pay_band"]] = people
            elif not part:
                whole = people
        return cls(bands, whole)

    @classmethod
    def together(cls, several: Sequence["Headcounts"]) -> "Headcounts":
        """Return the people of several organisations."""
        bands = dict.fromkeys(band for each in several for band in each.bands)
        return cls(
            {band: _sum(each.bands.get(band, _NOBODY) for each in several) for band in bands},
            _sum(each.whole for each in several),
        )

    def within(self, bands: Collection[str]) -> People:
        """Everybody in these bands who is no doctor or dentist, together."""
        found = [
            people
            for (category, band), people in self.bands.items()
            if category != StaffCategory.MEDICAL_AND_DENTAL and band in bands
        ]
        return _sum(found)

    def part(self, name: str) -> People:
        """A senior band, all of these together, or the whole workforce."""
        if name == EVERYBODY:
            return self.whole
        return self.within(SENIOR_BANDS if name == ALL_SENIOR else (name,))


_NOBODY = People(0, 0, 0)


def _sum(people: Iterable[People]) -> People:
    return People(*map(sum, zip(*(_NOBODY, *people), strict=True)))


def _parts(indicator: IndicatorReport, groups: tuple[str, str]) -> Iterator[tuple[Mapping[str, str], People]]:
    found: dict[tuple[tuple[str, str], ...], dict[str, tuple[int, int]]] = {}
    for each in indicator.measures:
        if each.measure != "share" or "grouping" in each.breakdown:
            continue
        if each.numerator is None or each.denominator is None:
            raise UsageError(
                "Counts of this report are withheld; goals need all of them.",
                "Give the submission, or its internal report.",
            )
        counts = int(each.numerator), int(each.denominator)
        found.setdefault(tuple(each.breakdown.items()), {})[each.group] = counts
    for part, counted in found.items():
        everybody = max(denominator for _, denominator in counted.values())
        compared, reference = (counted.get(group, (0, 0))[0] for group in groups)
        yield dict(part), People(everybody, compared, reference)
