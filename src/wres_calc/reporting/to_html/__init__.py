"""The report as a web page: one file that needs no network and no script. It takes the extra `html`."""

from wres_calc.errors import UsageError
from wres_calc.reporting.report import Report


def encoded(report: Report) -> bytes:
    """Return the page as bytes; the same report gives the same bytes.

    Raises:
        UsageError: the extra `html` is not installed.
    """
    try:
        from wres_calc.reporting.to_html.page import text
    except ImportError:
        raise UsageError(
            "Web pages and their charts need more than the bare program.",
            'Install it with: pip install "wres-calc[html]"',
        ) from None
    return text(report).encode("utf-8")
