"""How much was found, in words: kinds of fault, and the rows that have them."""

from collections.abc import Iterable, Iterator, Sequence

from wres_calc.report.report import IssueItem, Issues, Severity
from wres_calc.report.words.numbers import plural


def totals(found: Iterable[Issues], *severities: Severity) -> Iterator[str]:
    """Yield for each severity how many kinds of fault there are, and in how many rows: "7 kinds of error in 237 rows".

    A kind is one fault in one column; where none of them occurs twice they are simply counted: "2 errors".
    """
    items = [(number, item) for number, each in enumerate(found) for item in each.items]
    for severity in severities:
        of_it = [(number, item) for number, item in items if item.severity is severity]
        yield _total(of_it, severity.value)


def _total(items: Sequence[tuple[int, IssueItem]], name: str) -> str:
    kinds = len({(number, item.code, item.table, item.column, item.reason) for number, item in items})
    if kinds == sum(item.count or 1 for _, item in items):
        return plural(kinds, name)
    numbers: dict[tuple[int, str | None, str | None], set[int]] = {}
    for number, item in items:
        if item.row is not None:
            numbers.setdefault((number, item.file, item.sheet), set()).update((item.row, *item.further_rows))
    rows = sum(map(len, numbers.values()))
    return f"{plural(kinds, 'kind')} of {name}" + (f" in {plural(rows, 'row')}" if rows else "")
