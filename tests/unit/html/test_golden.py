"""The public page of the small sample, whole, as it was looked at. After a change that was meant, write it anew:

    python tests/unit/html/test_golden.py

and read the difference. Charts are left out: another version of the library draws them with other digits.
"""

import re
from pathlib import Path

from wres_calc import __version__, pipeline
from wres_calc.reporting.to_html import encoded

SMALL = Path(__file__).parents[3] / "sample_data" / "small"
GOLDEN = Path(__file__).parent / "golden" / "small_published.html"


def page() -> str:
    """The page without its charts, version and style sheet."""
    report = pipeline.report_of(pipeline.examine(SMALL), pipeline.Telling(publish=True))
    text = encoded(report).decode("utf-8").replace(f"wres-calc {__version__}", "wres-calc VERSION")
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    return re.sub(r"<svg.*?</svg>", "<svg></svg>", text, flags=re.DOTALL)


def test_the_page_is_as_it_was_looked_at() -> None:
    assert page() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(page(), encoding="utf-8", newline="\n")
