"""The tiers of disparity ratios: which pay bands are the lower, the middle and the upper one."""

from wres_calc.errors import UsageError

TIERS = "1-5,6-7,8a-vsm"
"""The lower, middle and upper tier, as they are commonly given."""


def tiers_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the tiers that a text like "1-5,6-7,8a-vsm" names, from low to high, each with its bands.

    Raises:
        UsageError: it names no bands, one twice, or fewer than two tiers.
    """
    from wres_calc.facts.pay import BANDS, PayBand
    from wres_calc.facts.staff import StaffCategory

    order = [band for band in BANDS[StaffCategory.NON_CLINICAL] if band is not PayBand.OTHER]
    names = {band.value.removeprefix("band_"): place for place, band in enumerate(order)}
    found: dict[str, tuple[str, ...]] = {}
    for tier in (each.strip().casefold() for each in text.split(",")):
        ends = tier.split("-")
        if len(ends) > 2 or not all(end in names for end in ends):
            raise UsageError(f"--tiers {text}: {tier!r} names no pay bands.", f"Give tiers like {TIERS}.")
        found[tier] = tuple(band.value for band in order[names[ends[0]] : names[ends[-1]] + 1])
    bands = [band for tier in found.values() for band in tier]
    if len(found) < 2 or len(bands) != len(set(bands)) or not all(found.values()):
        raise UsageError("Tiers are two or more, from low to high, with no band twice.", f"Like {TIERS}.")
    return found
