"""Holds the web pages to WCAG 2.2 AA in a browser: `make accessibility`, which fetches axe-core for it.

It needs Chromium, and pdftotext to read what is printed; npm fetches axe-core. Each page is looked at wide, at 320
pixels, which is 400 % zoom of 1280, and in dark: axe-core must find nothing, and the page must not be wider than the
window. Printed, an internal page must carry its banner on every sheet, above all else.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wres_calc import pipeline
from wres_calc.pipeline.compare import compare
from wres_calc.render.html import encoded, encoded_comparison

SAMPLES = Path(__file__).parents[1] / "sample_data"
SMALL, LAST, THIS = SAMPLES / "small", SAMPLES / "large" / "2024", SAMPLES / "large" / "2025"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BANNER = "Internal: small numbers are not protected. Not for publication."
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --virtual-time-budget=60000"
).split()
# The page stands in a frame as wide as is asked for: a window has a least width.
FRAME = """<!DOCTYPE html><html lang="en"><title>Check</title><body style="margin:0">
<iframe id="page" style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe><pre id="found"></pre>
<script>
document.getElementById("page").onload = async event => {{
  const view = event.target.contentWindow, root = view.document.documentElement;
  const found = await view.axe.run(view.document, {{runOnly: {rules}, resultTypes: ["violations"]}});
  const told = found.violations.map(each => ({{id: each.id, help: each.help, html: each.nodes.map(n => n.html)}}));
  document.getElementById("found").textContent = JSON.stringify(
    {{violations: told, passes: found.passes.length, width: view.innerWidth,
      beyond: root.scrollWidth - root.clientWidth}});
}};
</script></body></html>"""


def main() -> None:
    """Look at every page in every way, and say what is wrong; the exit code is 1 where anything is."""
    if len(sys.argv) != 2:
        raise SystemExit("Use: accessibility.py axe.min.js")
    axe = Path(sys.argv[1]).read_text(encoding="utf-8")
    browser = _program("chromium", "chromium-browser", "google-chrome")
    reader = _program("pdftotext")
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        for name, page in _pages():
            for how, width, text in _ways(page):
                faults = list(_looked_at(browser, axe, text, width, Path(made)))
                wrong += _told(f"{name}, {how}", faults)
            if BANNER in page:
                wrong += _told(f"{name}, printed", list(_printed(browser, reader, page, Path(made))))
    raise SystemExit(1 if wrong else 0)


def _pages() -> Iterator[tuple[str, str]]:
    """Every kind of page: for the public and internal, with and without earlier years, the years side by side."""
    full = pipeline.assess(THIS, pipeline.Options(by=["ethnic-heading"], prior=[LAST]))
    telling = pipeline.Options(by=("ethnic-heading",))
    public = pipeline.Options(publish=True)
    yield "internal", encoded(pipeline.build_report(full, telling)).decode("utf-8")
    yield "public", encoded(pipeline.build_report(pipeline.assess(THIS), public)).decode("utf-8")
    yield "small and public", encoded(pipeline.build_report(pipeline.assess(SMALL), public)).decode("utf-8")
    yield "the years", encoded_comparison(compare([LAST, THIS], pipeline.Options())[0][0]).decode("utf-8")


def _ways(page: str) -> Iterator[tuple[str, int, str]]:
    dark = page.replace("@media (prefers-color-scheme: dark)", "@media all")
    assert dark != page
    yield "1280 pixels", 1280, page
    yield "320 pixels", 320, page
    yield "dark", 1280, dark
    yield "all opened", 1280, page.replace("<details>", "<details open>")


def _looked_at(browser: str, axe: str, page: str, width: int, made: Path) -> Iterator[str]:
    with_axe = page.replace("</body>", f"<script>{axe}</script></body>")
    frame = FRAME.format(width=width, page=html.escape(with_axe), rules=json.dumps(RULES))
    (made / "frame.html").write_text(frame, encoding="utf-8")
    shown = _run(
        browser, *FLAGS, f"--user-data-dir={made}/profile", "--dump-dom", (made / "frame.html").as_uri()
    )
    result = re.search(r'<pre id="found">(.*?)</pre>\n<script>', shown, re.DOTALL)
    if result is None or not result[1]:
        yield "the page was not looked at"
        return
    found: dict[str, Any] = json.loads(html.unescape(result[1]))
    if found["passes"] < 20 or found["width"] != width:
        yield f"looked at by {found['passes']} rules and {found['width']} pixels wide"
    if found["beyond"] > 0:
        yield f"it reaches {found['beyond']} pixels beyond a window of {width}"
    for each in found["violations"]:
        yield f"{each['id']}: {each['help']}: {len(each['html'])} times, as in {each['html'][0][:200]}"


def _printed(browser: str, reader: str, page: str, made: Path) -> Iterator[str]:
    (made / "page.html").write_text(page, encoding="utf-8")
    target = made / "page.pdf"
    flags = (*FLAGS, f"--user-data-dir={made}/profile", "--no-pdf-header-footer", f"--print-to-pdf={target}")
    _run(browser, *flags, (made / "page.html").as_uri())
    sheets = _run(reader, "-layout", str(target), "-").split("\f")[:-1]
    if not sheets:
        yield "nothing was printed"
    for number, sheet in enumerate(sheets, start=1):
        if sheet.strip().splitlines()[:1] != [BANNER]:
            yield f"sheet {number} of {len(sheets)} does not begin with the banner alone"


def _told(name: str, faults: list[str]) -> int:
    print(f"{name}: {'; '.join(faults) or 'nothing found'}")
    return len(faults)


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"This needs {names[0]}, which is not here.")
    return found


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    main()
