"""Makes the pictures of the documents anew, and those to look at: `make pictures`.

It needs LibreOffice, pdftoppm and Chromium beside what the project installs. Into docs/pictures go the terminal, the
board's page, the charts and the web page; into .pictures every page of the workbook and the web page at three widths.
"""

import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from wres_calc import pipeline
from wres_calc.render import terminal
from wres_calc.render.files import write_reports
from wres_calc.report.report import Report

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_data" / "large"
DOCS, LOOK = ROOT / "docs" / "pictures", ROOT / ".pictures"
WIDTHS = {320: 2400, 768: 1600, 1280: 900}
LINES = 40


def main() -> None:
    """Make all pictures, or say which program is missing."""
    browser = _program("chromium", "chromium-browser", "google-chrome")
    office, pages = _program("libreoffice", "soffice"), _program("pdftoppm")
    examined = pipeline.assess(SAMPLES / "2025", pipeline.Options(prior=[SAMPLES / "2024"]))
    internal = pipeline.build_report(examined, pipeline.Options())
    public = pipeline.build_report(examined, pipeline.Options(publish=True))
    for folder in (DOCS, LOOK):
        folder.mkdir(exist_ok=True)
    _terminal(internal)
    with tempfile.TemporaryDirectory() as made:
        (workbook,) = write_reports(internal, ["excel"], Path(made))
        (page,) = write_reports(public, ["html"], Path(made))
        _run(office, "--headless", "--convert-to", "pdf", "--outdir", made, str(workbook))
        pdf = str(workbook.with_suffix(".pdf"))
        _run(pages, "-png", "-r", "80", pdf, str(LOOK / "page"))
        for name, number in (("board", 1), ("charts", 4)):
            at = ("-f", str(number), "-l", str(number), "-singlefile")
            _run(pages, "-png", "-r", "80", *at, pdf, str(DOCS / name))
        for width, height in WIDTHS.items():
            target = LOOK / f"page-{width}.png"
            flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
            _run(browser, *flags, f"--window-size={width},{height}", f"--screenshot={target}", page.as_uri())
    shutil.copyfile(LOOK / "page-1280.png", DOCS / "page-1280.png")
    print(f"Made: {DOCS}, {LOOK}")


def _terminal(report: Report) -> None:
    """The first lines of the terminal report, as a terminal shows them."""
    shown = io.StringIO()
    terminal.render(report, file=shown, width=100, colour=True)
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text.from_ansi("\n".join(shown.getvalue().splitlines()[:LINES])))
    picture = console.export_svg(title="wres calc", unique_id="terminal")
    # The reader's own fonts: rich would fetch one.
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    (DOCS / "terminal.svg").write_text(picture, encoding="utf-8", newline="\n")


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"Pictures need {names[0]}, which is not here.")
    return found


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
