"""What was published into a folder before, for the same organisation and day.

Whoever has two releases sees both. The JSON of every release is kept, in `.wres` where it is not written itself, and
taken into account by the next one. A workbook, page or table of which no JSON is there cannot be read back, so that
other figures must not replace it unnoticed.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from wres_calc.errors import UsageError
from wres_calc.render import json_text
from wres_calc.render.files import encoded_in, file_of, is_own, make_folder, stem_of, write_whole
from wres_calc.render.formats import FORMATS
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, document_in

KEPT = ".wres"
"""The folder in an output folder that is the program's own."""


def releases_in(folder: Path, standard: str, code: str, year: int) -> list[Path]:
    """Return the JSON of every release in the folder: the last one first, then those in `.wres`, the newest first."""
    stem = stem_of(standard, code, year, public=True)
    last = folder / f"{stem}.json"
    kept = [path for path in (folder / KEPT).glob(f"{stem}_*.json") if path.stem.rpartition("_")[2].isdigit()]
    kept.sort(key=lambda path: -int(path.stem.rpartition("_")[2]))
    return [*([last] if last.is_file() else []), *kept]


def check_release(report: Report, formats: Collection[str], folder: Path, *, named: bool) -> list[Path]:
    """Look at what a public report would replace; return the last release where it shows other figures.

    `named` says that the earlier release was given, and so taken into account.

    Raises:
        UsageError: a file that cannot be read back shows something else.
    """
    found = releases_in(folder, report.standard.code, report.organisation.code, report.reporting_year)
    if found or named:
        return [path for path in found[:1] if not _same_figures(path, report)]
    for name in FORMATS:
        path = file_of(report, name, folder)
        if name == "html" and name not in formats:  # making a page takes libraries that may not be installed
            continue
        if is_own(path, name) and path.read_bytes() != encoded_in(report, name):
            raise UsageError(
                f"{path} was published before for the same day, or lies ready to be, and shows something else: "
                "small numbers could be worked out from the two together.",
                "Give the JSON of the earlier release with --previous, or name another folder. If the file was never "
                "published, delete it.",
            )
    return []


def keep_release(report: Report, folder: Path) -> None:
    """Keep a copy of the JSON that a public report with other figures is about to replace."""
    last = file_of(report, "json", folder)
    if last.is_file() and not _same_figures(last, report):
        _keep(last.read_bytes(), last.stem, folder)


def record_release(report: Report, folder: Path) -> None:
    """Keep the JSON of a public report that is published within something else, unless its figures are there."""
    found = releases_in(folder, report.standard.code, report.organisation.code, report.reporting_year)
    if not any(_same_figures(path, report) for path in found):
        _keep(encoded_in(report, "json"), file_of(report, "json", folder).stem, folder)


def _keep(data: bytes, stem: str, folder: Path) -> None:
    make_folder(folder / KEPT)
    number = 1
    while (place := folder / KEPT / f"{stem}_{number}.json").exists():
        number += 1
    write_whole(place, data)


def _same_figures(path: Path, report: Report) -> bool:
    try:
        before: Any = document_in(path)["indicators"]
    except NO_REPORT:
        return False
    return bool(before == json.loads(json_text.text(report))["indicators"])
