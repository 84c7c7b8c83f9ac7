"""Issues accepted on purpose in `submission.toml`: marked with the reason, and counted by the catalogue's rule."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.checking.issue import Issue
from wres_calc.errors import ConfigurationError
from wres_calc.intake.config import Acceptance


def accept(issues: Iterable[Issue], accepted: Sequence[Acceptance]) -> list[Issue]:
    """The issues, those accepted marked with the reason.

    Raises:
        ConfigurationError: an acceptance names an issue that does not exist.
    """
    for acceptance in accepted:
        if acceptance.issue not in CATALOGUE:
            near = get_close_matches(acceptance.issue, CATALOGUE, n=1)
            raise ConfigurationError(
                f"submission.toml accepts the issue '{acceptance.issue}', which does not exist.",
                f"Did you mean '{near[0]}'?" if near else "docs/issues.md lists all issues.",
            )
    reasons = {(a.issue, a.table): a.reason for a in accepted if _possible(a.issue)}
    marked = []
    for issue in issues:
        reason = reasons.get((issue.code, issue.table or ""))
        marked.append(issue if reason is None else issue.accept(reason))
    return marked


def unfounded(issues: Iterable[Issue], accepted: Iterable[Acceptance]) -> list[Issue]:
    """What is wrong with the acceptances: those that match nothing, and those that no rule allows."""
    found = {(issue.code, issue.table) for issue in issues}
    wrong = []
    for acceptance in accepted:
        if (acceptance.issue, acceptance.table) not in found:
            message = f"The accepted issue {acceptance.issue} does not occur in {acceptance.table}."
            wrong.append(Issue("acceptance-without-issue", message))
        elif not _possible(acceptance.issue):
            message = (
                f"{acceptance.issue} in {acceptance.table} cannot be accepted: no rule says how to count it."
            )
            wrong.append(Issue("acceptance-not-possible", message))
    return wrong


def _possible(code: str) -> bool:
    """Whether an issue may be accepted: an error only where a rule says how to count it."""
    entry = CATALOGUE[code]
    return entry.severity != "error" or bool(entry.accepted_as)
