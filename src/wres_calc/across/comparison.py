"""What `wres compare` says: one organisation over the years."""

import datetime as dt
from typing import Literal

from wres_calc.across.trend.build import trend_of
from wres_calc.report.contract.part import Part
from wres_calc.report.contract.trend import Trend
from wres_calc.report.report import Organisation, Publication, Report, Tool


class Comparison(Part):
    """The years of one organisation side by side; `snapshot_date` is that of the last."""

    format: Literal[1] = 1
    tool: Tool
    organisation: Organisation
    snapshot_date: dt.date
    trend: Trend
    publication: Publication = Publication()

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.publication.audience == "public"

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        given = self.trend.years
        return given[0].reporting_year, given[-1].reporting_year


def compare(reports: list[Report]) -> Comparison:
    """Reports of one organisation, of different years and in order, as one; for the public where all of them are."""
    last = reports[-1]
    public = all(report.public for report in reports)
    return Comparison(
        tool=last.tool,
        organisation=last.organisation,
        snapshot_date=last.snapshot_date,
        trend=trend_of(reports),
        publication=last.publication if public else Publication(),
    )
