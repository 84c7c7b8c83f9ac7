"""What commands that calculate have in common: which files are asked for, and the exit code."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.cli import options
from wres_calc.cli.options import FILES, listed

if TYPE_CHECKING:
    from wres_calc.checking.issue import Issue


PUBLISHED_BEFORE = (
    "What it shows counts as known, and what it withholds stays withheld; a copy is in the folder .wres beside it. If "
    "it was never published, delete both and run again."
)
"""What an earlier release of other figures does to the new one."""


def numbers(text: str | None) -> list[int] | None:
    """The numbers of `--indicators`; `None` for all of them.

    Raises:
        UsageError: it is no list of numbers.
    """
    from wres_calc.errors import UsageError

    if text is None:
        return None
    words = listed([text])
    if not words or not all(word.isdecimal() for word in words):
        raise UsageError("--indicators takes numbers with commas between them, for example 1,2,5,6.")
    return [int(word) for word in words]


def chosen_files(
    to: list[str] | None, out: Path | None, output: options.Format, offered: Sequence[str] = FILES
) -> list[str]:
    """Which files to write: a workbook, unless data goes to standard output and no files were asked for.

    Raises:
        UsageError: a format does not exist, or `none` is given with another.
    """
    from wres_calc.errors import UsageError

    wanted = listed(to)
    if unknown := [name for name in wanted if name not in offered]:
        raise UsageError(f"--to does not know {', '.join(unknown)}.", f"It takes {', '.join(offered)}.")
    if "none" in wanted and len(wanted) > 1:
        raise UsageError("--to none goes with nothing else.")
    if not wanted:
        return ["excel"] if output is options.Format.TEXT or out is not None else []
    return [name for name in FILES if name in wanted and name != "none"]


def exit_code(issues: Sequence["Issue"], fail_on: options.FailOn) -> int:
    """4 where a file could not be read, 1 where there are findings at or above `fail_on`, else 0."""
    if any(issue.entry.unreadable for issue in issues):
        return 4
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on.value]
    return 1 if any(issue.severity in counted for issue in issues) else 0
