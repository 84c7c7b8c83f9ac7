"""Web pages: one file each that needs no network and no script. They take the extra `html`."""

import platform
import sys
from collections.abc import Iterable
from typing import Any

from wres_calc.across.years import Comparison
from wres_calc.errors import UsageError
from wres_calc.render.blocks import Section
from wres_calc.render.views import goals as views
from wres_calc.render.views import page
from wres_calc.report.goals import Goals
from wres_calc.report.report import Report
from wres_calc.report.safe import safe
from wres_calc.report.words.labels import organisation_name
from wres_calc.report.words.numbers import date

_EXTRA = (
    'Install the extra: pip install "wres-calc[html]"; in the folder of the source: pip install ".[html]"'
)
_ARM = "Charts cannot be drawn by the Python for Windows on Arm: install the x64 Python, or write --to excel."


def encoded(report: Report) -> bytes:
    """Return the page of a report as bytes; the same report gives the same bytes.

    Raises:
        UsageError: the extra `html` is not installed.
    """
    snapshot = date(report.snapshot_date)
    return _page(
        report,
        page.of_report(report),
        title=f"{report.standard.title} {report.reporting_year}",
        about=f"Staff and board on {snapshot}. NHS Staff Survey of {report.method.survey_year}.",
        made=f"reporting year {report.reporting_year}, snapshot {snapshot}. Made with wres-calc "
        f"{report.tool.version}, definitions {report.method.definitions_sha256[:12]}.",
    )


def encoded_comparison(comparison: Comparison) -> bytes:
    """Return the page of a comparison as bytes, otherwise as `encoded`."""
    first, last = comparison.years
    return _page(
        comparison,
        page.of_years(comparison),
        title=f"{comparison.standard.title}: {first} to {last}",
        about=f"The years side by side. Last snapshot {date(comparison.snapshot_date)}.",
        made=f"reporting years {first} to {last}. Made with wres-calc {comparison.tool.version}.",
    )


def encoded_goals(goals: Goals) -> bytes:
    """Return the page of what equity takes as bytes, otherwise as `encoded`."""
    return _page(
        goals,
        views.sections(goals),
        title=f"{goals.standard.title}: goals to {goals.aim.by}",
        about=f"From the reporting year {goals.reporting_year}.",
        made=f"reporting year {goals.reporting_year}. Made with wres-calc {goals.tool.version}.",
    )


def _on_arm() -> bool:
    return (sys.platform, platform.machine()) == ("win32", "ARM64")


def _page(about_whom: Report | Comparison | Goals, sections: Iterable[Section], **more: Any) -> bytes:
    """Lay out a page: the template says how each kind of block looks."""
    try:
        import altair  # noqa: F401  # asked for here, so that a missing extra is noticed before anything is drawn
        import jinja2
        import vl_convert  # noqa: F401
    except ImportError:
        raise UsageError(
            "Web pages and their charts need more than the bare program.", _ARM if _on_arm() else _EXTRA
        ) from None
    from wres_calc.render.html.draw import spread_svg, svg, years_svg

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("wres_calc.render.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    page_text = environment.get_template("page.html.j2").render(
        version=about_whom.tool.version,
        public=about_whom.public,
        name=organisation_name(about_whom.organisation),
        standard=about_whom.standard.title,
        sections=list(sections),
        draw={"Chart": svg, "LineChart": years_svg, "Spread": spread_svg},
        **more,
    )
    return page_text.encode("utf-8")


def _harmless(value: object) -> object:
    """Text of any origin without characters that nobody sees; what is marked as SVG of ours stays."""
    return safe(value) if type(value) is str else value
