"""What counts as a small number, for the purpose of the audit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """Counts of 1 to `threshold` - 1 are small, and so are survey answers of 1 to `survey_base` - 1 respondents.

    At level 2 whoever is alone in a cell must be left in doubt about the other small numbers. `show_all_or_none`
    allows survey answers that everybody of a group gave, or nobody. `zeros_shown` says whether the tables print their
    zeros, so that a hidden count is at least 1; `None`: they do where one is printed.
    """

    threshold: int = 5
    survey_base: int = 11
    level: int = 2
    show_all_or_none: bool = False
    zeros_shown: bool | None = None
