"""Where an issue is, for programs that open the file there: a path from the working folder, a row and a column."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from wres_calc.intake.settings import FILE
from wres_calc.report.findings import Findings
from wres_calc.report.report import IssueItem


def located(findings: Findings) -> Iterator[tuple[IssueItem, str, int | None]]:
    """Yield each issue with its file, as `relative` gives it, and the number of its column.

    What is in no file is said at `submission.toml`, else at the folder, which then ends in `/`.
    """
    for submission in findings.submissions:
        columns = {
            (table.table, heading): number
            for table in submission.tables
            for heading, number in table.columns.items()
        }
        sent = {table.table: table.file for table in submission.tables}
        items = [(item, item.file or sent.get(item.table or "")) for item in submission.issues.items]
        files = {file: _file(Path(submission.path), file) for file in {file for _, file in items}}
        for item, file in items:
            yield item, files[file], columns.get((item.table or "", item.column or ""))


def _file(submission: Path, file: str | None) -> str:
    """A file as the submission names it; a workbook is both."""
    if not submission.is_dir():
        return relative(submission)
    if file is None and not (submission / FILE).is_file():
        return f"{relative(submission)}/"
    return relative(submission / (file or FILE))


def relative(path: Path) -> str:
    """Return a path from the working folder on, with `/`; of a path elsewhere no more than the last two parts.

    That is how tools that show findings in a repository look for files, and it names no folder of this machine.
    """
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return "/".join(path.resolve().parts[-2:])


def uri(path: str) -> str:
    """Return a relative path as a relative URI: what is no letter or digit is percent-encoded."""
    return quote(path, safe="/", errors="replace")
