"""The page of a comparison: the years of one organisation side by side."""

from wres_calc.across.years import Comparison
from wres_calc.render.html.page import environment, over_the_years
from wres_calc.report.words import audience, date, organisation_name
from wres_calc.report.words import trend as wording


def text(comparison: Comparison) -> str:
    """Return the page of a comparison; the same comparison gives the same text."""
    first, last = comparison.years
    changes = [
        (
            f"{indicator.number}. {indicator.title}",
            [wording.sentence(series, change) for series in indicator.series for change in series.changes],
        )
        for indicator in comparison.trend.indicators
    ]
    return (
        environment()
        .get_template("comparison.html.j2")
        .render(
            version=comparison.tool.version,
            public=comparison.public,
            name=organisation_name(comparison.organisation),
            snapshot=date(comparison.snapshot_date),
            audience=audience(comparison.publication),
            first=first,
            last=last,
            all_changes=[(name, sentences) for name, sentences in changes if sentences],
            **over_the_years(comparison.trend),
        )
    )
