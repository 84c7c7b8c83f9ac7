"""What was published before for the same day: its counts are known to everybody, and protect nothing any more."""

import json
from pathlib import Path
from typing import Any

from wres_calc.errors import UnreadableInput, UsageError

Shown = frozenset[tuple[object, ...]]
"""Counts by indicator, measure, breakdown as sorted pairs, ethnic group, and `numerator` or `denominator`."""


def shown_before(path: Path, code: str, year: int) -> Shown:
    """The counts that a report published as JSON shows.

    Raises:
        UnreadableInput: there is no report of this program at `path`.
        UsageError: it is of another organisation or reporting year than `code` and `year`.
    """
    try:
        report = json.loads(path.read_bytes())
        organisation, of = report["organisation"]["code"], report["reporting_year"]
        indicators = report["indicators"]
        shown = frozenset(each for indicator in indicators for each in _shown(indicator))
    except OSError as fault:
        raise UnreadableInput(f"{path} could not be read: {fault.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableInput(
            f"{path} is no report in JSON as wres-calc writes it.",
            "Give the JSON that `wres calc --publish --to json` wrote.",
        ) from None
    if (organisation.upper(), of) != (code.upper(), year):
        raise UsageError(f"--previous is of {organisation} {of}; it should be of {code} {year}.")
    return shown


def _shown(indicator: dict[str, Any]) -> list[tuple[object, ...]]:
    return [
        (
            indicator["number"],
            measure["measure"],
            tuple(sorted(measure["breakdown"].items())),
            measure["ethnic_group"],
            name,
        )
        for measure in indicator["measures"]
        for name in ("numerator", "denominator")
        if measure[name] is not None
    ]
