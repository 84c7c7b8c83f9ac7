"""Web pages: one file each that needs no network and no script. They take the extra `html`."""

from collections.abc import Iterator
from contextlib import contextmanager

from wres_calc.across.years import Comparison
from wres_calc.errors import UsageError
from wres_calc.report.report import Report


def encoded(report: Report) -> bytes:
    """Return the page of a report as bytes; the same report gives the same bytes.

    Raises:
        UsageError: the extra `html` is not installed.
    """
    with _extra():
        from wres_calc.render.html.page import text
    return text(report).encode("utf-8")


def encoded_comparison(comparison: Comparison) -> bytes:
    """Return the page of a comparison as bytes, otherwise as `encoded`."""
    with _extra():
        from wres_calc.render.html.comparison import text
    return text(comparison).encode("utf-8")


@contextmanager
def _extra() -> Iterator[None]:
    try:
        yield
    except ImportError:
        raise UsageError(
            "Web pages and their charts need more than the bare program.",
            'Install the extra: pip install "wres-calc[html]"; in the folder of the source: pip install ".[html]"',
        ) from None
