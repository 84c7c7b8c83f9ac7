"""Findings as workflow commands of GitHub Actions: annotations at the files and rows of a pull request."""

from collections import Counter
from collections.abc import Iterator, Sequence

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.report.findings import Findings
from wres_calc.report.places import located
from wres_calc.report.report import IssueItem, Severity
from wres_calc.report.safe import safe
from wres_calc.report.words import plural

MOST = 10
"""GitHub shows no more annotations of one severity for a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_Place = tuple[IssueItem, str, int | None]


def text(findings: Findings) -> str:
    """Return a command a line, worst first, and a last one that says how many issues were left out; else nothing."""
    return "".join(f"{line}\n" for line in _lines(list(located(findings))))


def _lines(places: Sequence[_Place]) -> Iterator[str]:
    left_out = []
    for severity in Severity:
        mine = [place for place in places if place[0].severity is severity]
        # The last notice is kept for what was left out.
        chosen = _chosen(mine, MOST - 1 if severity is Severity.NOTE else MOST)
        yield from (_command(*place) for place in chosen)
        if more := len(mine) - len(chosen):
            left_out.append(plural(more, f"more {severity.value}"))
    if left_out:
        yield f"::notice title=wres validate::Not shown here: {', '.join(left_out)}."


def _chosen(places: Sequence[_Place], most: int) -> list[_Place]:
    """At most so many, every kind of issue once before any of them twice, in the order in which they came."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    ranked = []
    for at, (item, file, _) in enumerate(places):
        kind = (item.code, file, item.column)
        ranked.append((seen[kind], at))
        seen[kind] += 1
    return [places[at] for at in sorted(at for _, at in sorted(ranked)[:most])]


def _command(item: IssueItem, file: str, column: int | None) -> str:
    heading = f", column '{item.column}'" if item.column else ""
    value = f" The cell holds '{safe(item.value)}'." if item.value is not None else ""
    properties = {
        "file": None if file.endswith("/") else file,
        "line": str(item.row) if item.row else None,
        "col": str(column) if item.row and column else None,
        "title": f"{CATALOGUE[item.code].title} ({item.code}){heading}",
    }
    told = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
    message = f"{safe(item.message)}{value}\nWhat to do: {safe(item.advice)}"
    return f"::{_COMMANDS[item.severity]} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    """Text as the runner takes it back apart: a percent sign and line ends would end or change the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same for a property, where a comma and a colon end it, too."""
    return _escaped(safe(text)).replace(":", "%3A").replace(",", "%2C")
