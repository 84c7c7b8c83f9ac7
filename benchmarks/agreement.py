"""Whether a peer comes to the same figures: nothing is timed before it does."""

import sys
from collections.abc import Iterable, Mapping
from typing import Any

Key = tuple[int, str, tuple[tuple[str, str], ...], str]

_TOLERANCE = 1e-9


def _key(number: int, measure: Mapping[str, Any]) -> Key:
    return number, measure["measure"], tuple(sorted(measure["breakdown"].items())), measure["group"]


def figures_of_report(report: Mapping[str, Any]) -> dict[Key, float]:
    """Every value of `wres calc --format json`; what has no value is left out."""
    return {
        _key(indicator["number"], measure): measure["value"]
        for indicator in report["indicators"]
        for measure in indicator["measures"]
        if measure["value"] is not None
    }


def figures_of_peer(measures: Iterable[Mapping[str, Any]]) -> dict[Key, float]:
    """Every value a peer printed."""
    return {_key(measure["indicator"], measure): measure["value"] for measure in measures}


def stop_where_they_differ(ours: Mapping[Key, float], peers: Mapping[Key, float]) -> int:
    """How many figures agree; `SystemExit` with those that differ or that only one of the two has."""
    differ = [
        f"  {key}: ours {ours.get(key)}, peer {peers.get(key)}"
        for key in sorted(ours.keys() | peers.keys())
        if key not in ours or key not in peers or abs(ours[key] - peers[key]) > _TOLERANCE
    ]
    if differ:
        sys.exit("\n".join(["The peer comes to other figures; nothing was timed.", *differ]))
    return len(ours)
