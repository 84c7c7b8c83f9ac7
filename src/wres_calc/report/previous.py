"""What was published before for the same day: what it shows is known to everybody, what it withholds stays withheld."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.report.saved import NO_REPORT, check_report, document_in

Named = Mapping[tuple[object, ...], float | None]
"""Counts by indicator, measure, breakdown as sorted pairs, ethnic group, and `numerator` or `denominator`."""


class Before(NamedTuple):
    """The counts that an earlier report shows, and those in whose place it has a marker (`None`)."""

    shown: Named
    withheld: Named


def published_before(path: Path, code: str, year: int) -> Before:
    """What a report published as JSON shows, and what it withholds.

    Raises:
        UnreadableInput: there is no report of this program at `path`, or one with figures that cannot be.
        UsageError: it is internal, or of another organisation or reporting year than `code` and `year`.
    """
    try:
        report = document_in(path)
        check_report(path, report)
        organisation, of = report["organisation"]["code"], report["reporting_year"]
        audience = report["publication"]["audience"]
        counts = [each for indicator in report["indicators"] for each in _counts(indicator)]
        right = (organisation.upper(), of) == (code.upper(), year)
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} is no report in JSON as wres-calc writes it.",
            "Give the JSON that `wres calc --publish --to json` wrote.",
        ) from None
    if not right:
        raise UsageError(f"--previous is of {organisation} {of}; it should be of {code} {year}.")
    if audience != "public":
        raise UsageError(
            f"{path} is an internal report: it shows every number, and none would be left to protect.",
            "Give the report that was published: the JSON that `wres calc --publish --to json` wrote.",
        )
    return Before(
        {name: number for name, number, _ in counts if number is not None},
        {name: number for name, number, status in counts if number is None and status == "suppressed"},
    )


def _counts(indicator: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], float | None, str]]:
    """Every count of an indicator: its name, its number, and the status of its measure."""
    for measure in indicator["measures"]:
        breakdown = tuple(sorted(measure["breakdown"].items()))
        for each in ("numerator", "denominator"):
            name = (indicator["number"], measure["measure"], breakdown, measure["group"], each)
            yield name, measure[each], measure["status"]
