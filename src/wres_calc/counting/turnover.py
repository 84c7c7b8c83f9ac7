"""Who of one year's workforce is still there in another: the turnover of a part of it."""

from collections.abc import Collection

import polars as pl

from wres_calc.checking.validate import ValidatedSubmission
from wres_calc.counting.fate import Fate
from wres_calc.counting.membership import FATE, Memberships
from wres_calc.facts.staff import StaffCategory
from wres_calc.intake.repairs import COLUMN, KEY

_LEAST_IN_COMMON = 0.3


class Stayed:
    """The headcounts of two years of one organisation, joined by employee number."""

    def __init__(self, before: ValidatedSubmission, now: ValidatedSubmission) -> None:
        self._people = _headcount(before).join(_headcount(now), on="person", how="left", suffix=" now")
        self.years = now.definitions.reporting_year - before.definitions.reporting_year

    @property
    def is_known(self) -> bool:
        """Whether the numbers of the two years are of the same people: hardly an organisation loses seven in ten."""
        stayed = self._people.filter(pl.col("band now").is_not_null()).height
        return bool(self._people.height) and stayed / self._people.height >= _LEAST_IN_COMMON

    def turnover(self, bands: Collection[str] | None) -> float | None:
        """Return which percentage of those in the bands is no longer in them a year later; `None`: of the workforce.

        Doctors and dentists are in no band. Over several years it is the yearly rate that comes to the same. `None`
        where nobody was in them.
        """
        own, still = self._people, pl.col("band now").is_not_null()
        if bands is not None:
            own, still = own.filter(pl.col("band").is_in(bands)), pl.col("band now").is_in(bands)
        if not own.height:
            return None
        stayed: float = own.filter(still).height / own.height
        return float(100 * (1 - stayed ** (1 / self.years)))


def _headcount(submission: ValidatedSubmission) -> pl.DataFrame:
    """Each person counted in the workforce, once, with the band; that of doctors and dentists is "medical"."""
    member = Memberships(submission).of("workforce")
    if member is None or COLUMN not in member.frame.columns:
        return pl.DataFrame(schema={"person": pl.String, "band": pl.String})
    medical = pl.col("staff_category").cast(pl.String) == StaffCategory.MEDICAL_AND_DENTAL.value
    band = pl.when(medical).then(pl.lit("medical")).otherwise(pl.col("pay_band").cast(pl.String))
    counted = member.frame.filter(pl.col(FATE) == Fate.COUNTED)
    return counted.select(KEY.cast(pl.String).alias("person"), band.alias("band")).unique(
        "person", keep="first"
    )
