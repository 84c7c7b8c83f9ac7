"""What the auditor says, as JSON."""

from typing import Literal

from wres_calc.strict_model import StrictModel

Kind = Literal[
    "recovered",
    "narrowed",
    "told_by_the_lone",
    "small_number_shown",
    "small_rest_shown",
    "all_or_none_shown",
    "shown_elsewhere",
    "derived_figure",
    "several_markers",
    "internal_report",
    "contradiction",
    "impossible",
    "differs_from_truth",
    "differs_from_ours",
    "canary",
]


class CellName(StrictModel):
    """A count: of which population, which part of it, which group (`all`: everybody)."""

    population: str
    breakdown: dict[str, str]
    group: str


class Finding(StrictModel):
    """Something a reader can work out and should not, or that is printed and should not be.

    `harmless`: nothing is told of anybody, for the count is certain to be 0.

    `lower` and `upper` are the least and the most the count can be, where the finding is of a count; `how` says what it
    takes to see it.
    """

    kind: Kind
    harmless: bool = False
    message: str
    cell: CellName | None = None
    lower: float | None = None
    upper: float | None = None
    how: tuple[str, ...] = ()


class Audit(StrictModel):
    """The audit of what was published about one organisation and day.

    `printed` and `hidden` are numbers of counts. `with_truth` says whether the figures behind it were there to compare
    with; without them nobody can say which hidden counts are the small ones, nor play the person who is alone in one.
    """

    organisation: str | None
    reporting_year: int | None
    files: tuple[str, ...]
    threshold: int
    survey_base: int
    level: int
    with_truth: bool
    printed: int
    hidden: int
    findings: tuple[Finding, ...]

    @property
    def safe(self) -> bool:
        """Whether nothing was found that tells something of somebody."""
        return all(finding.harmless for finding in self.findings)


class NotRead(StrictModel):
    """A file that was passed over, and why."""

    file: str
    reason: str


class Audits(StrictModel):
    """What `wres audit --format json` prints: `not_read` are files that lie there and were not looked at."""

    format: Literal[1] = 1
    audits: tuple[Audit, ...]
    not_read: tuple[NotRead, ...] = ()
