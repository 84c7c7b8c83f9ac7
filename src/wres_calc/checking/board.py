"""Board members whose role says something else than their columns."""

import re

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look

_NON_EXECUTIVE = re.compile(
    r"\b(non[- ]?exec\w*|ned|chair|chairman|chairwoman|chairperson|senior independent director)\b",
    re.IGNORECASE,
)
_NOT_ON_BOARD = re.compile(
    r"\b(secretary|assistant|deputy director|associate director|head of)\b", re.IGNORECASE
)


def check(look: Look) -> list[Issue]:
    """Executives whose role is that of a non-executive, or of somebody who does not sit on a board."""
    if not look.has("role", "executive"):
        return []
    executive = look.frame.filter("executive")
    issues = []
    for pattern, message in (
        (_NON_EXECUTIVE, "Marked as an executive; the role is that of a non-executive."),
        (_NOT_ON_BOARD, "Marked as an executive; the role is not that of a board member."),
    ):
        roles = look.texts("role", lambda text, pattern=pattern: pattern.search(text) is not None)  # type: ignore[misc]
        issues += look.at(
            executive.filter(pl.col("role").is_in(roles)), "board-role-conflict", message, "role"
        )
    return issues
