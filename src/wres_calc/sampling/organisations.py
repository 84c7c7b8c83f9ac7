"""Invented trusts: who they are, how large they are and where."""

from dataclasses import dataclass

from wres_calc.sampling.draw import Stream

SMALL = 100
"""Below this many staff a trust is the small example, which can be checked by eye."""

_REGIONS = (
    ("Y60", "QHL", 1.0),
    ("Y56", "QMF", 1.7),
    ("Y58", "QUY", 0.65),
    ("Y59", "QRL", 0.85),
    ("Y61", "QH8", 1.05),
    ("Y62", "QOP", 0.8),
    ("Y63", "QWO", 0.7),
)
_TYPES = ("Acute", "Mental Health", "Community", "Acute Specialist", "Ambulance")


@dataclass(frozen=True)
class SampleOrganisation:
    """An invented trust. `bme` is how much larger its BME shares are than those of the posts."""

    code: str
    name: str
    region: str
    icb: str
    type: str
    staff: int
    bme: float


def _organisation(position: int, code: str, name: str, staff: int) -> SampleOrganisation:
    region, icb, bme = _REGIONS[position % len(_REGIONS)]
    return SampleOrganisation(code, name, region, icb, _TYPES[position % len(_TYPES)], staff, bme)


def organisations(number: int, staff: int, seed: int) -> list[SampleOrganisation]:
    """`number` trusts of about `staff` people each: one is RX1 (a small one RX0), several are R01, R02, …

    Where there are several, each has between half and one and a half times `staff`.
    """
    if number == 1:
        small = staff < SMALL
        name = "Small Example NHS Trust" if small else "Example NHS Foundation Trust"
        return [_organisation(0, "RX0" if small else "RX1", name, staff)]
    sizes = Stream(seed, "organisations")
    return [
        _organisation(
            position,
            f"R{position + 1:02}",
            f"Example {position + 1} NHS Foundation Trust",
            max(1, round(staff * (0.5 + sizes.number()))),
        )
        for position in range(number)
    ]
