"""A report in the rows of the national return: counts as they are, what follows from them as formulas of other rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from wres_calc.report.report import MARKER, Measure, Report, Status
from wres_calc.standards.returns import Form, Row, Source, form

Ref = tuple[str, str]
"""A cell: the key of its row, and its group."""


@dataclass(frozen=True)
class FormCell:
    """A number of the form, with the cells that it follows from: `over` one another, `less` another, a share of `of`.

    `percent` says that it is shown in percent; a count is not.
    """

    value: Fraction
    percent: bool = False
    over: tuple[Ref, Ref] | None = None
    less: tuple[Ref, Ref] | None = None
    of: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class FormRow:
    """A row of the form: its label, its cells by group, and why a cell is empty; a title has neither key nor cells."""

    label: str
    key: str = ""
    cells: Mapping[str, FormCell] | None = None
    why: str = ""


def filled(report: Report) -> tuple[Form, list[FormRow]]:
    """Return the form of the report's standard and its rows, filled.

    Raises:
        UsageError: the return of this standard is not known.
    """
    layout = form(report.standard.code)
    return layout, list(_Filling(layout, report).rows())


class _Filling:
    def __init__(self, layout: Form, report: Report) -> None:
        self._layout = layout
        self._groups = [column.group for column in layout.columns]
        self._indicators = {each.number: each for each in report.indicators}
        self._values: dict[Ref, Fraction] = {}

    def rows(self) -> Iterator[FormRow]:
        for section in self._layout.sections:
            yield FormRow(section.title)
            for row in section.rows:
                cells = dict(self._cells(row))
                self._values |= {(row.key, group): cell.value for group, cell in cells.items()}
                yield FormRow(row.label, row.key or row.label, cells, self._why(row, cells))

    def _cells(self, row: Row) -> Iterator[tuple[str, FormCell]]:
        if row.formula and "." in row.formula[0]:
            yield from self._one(row.formula)
            return
        for group in self._groups:
            cell = self._formed(row.formula, group) if row.formula else self._sent(row, group)
            if cell is not None:
                yield group, cell

    def _one(self, formula: tuple[str, ...]) -> Iterator[tuple[str, FormCell]]:
        """A row of one number, between two columns of another row: it stands in the first column."""
        (above, _, over), (below, _, under) = formula[0].partition("."), formula[2].partition(".")
        first, second = self._values.get((above, over)), self._values.get((below, under))
        if first is not None and second:
            yield self._groups[0], FormCell(first / second, over=((above, over), (below, under)))

    def _formed(self, formula: tuple[str, ...], group: str) -> FormCell | None:
        own = self._values.get((formula[0], group))
        if own is None:
            return None
        if formula[1] == "share":
            whole = [(formula[0], each) for each in self._groups]
            if not all(ref in self._values for ref in whole):  # one that is withheld is no 0
                return None
            total = sum(self._values[ref] for ref in whole)
            ref = (formula[0], group)
            return FormCell(own / total, True, of=(ref, *whole)) if total else None
        other = self._values.get((formula[2], group))
        refs = (formula[0], group), (formula[2], group)
        if other is None or (formula[1] == "/" and not other):
            return None
        return (
            FormCell(own / other, True, over=refs)
            if formula[1] == "/"
            else FormCell(own - other, True, less=refs)
        )

    def _sent(self, row: Row, group: str) -> FormCell | None:
        source = row.count or row.value
        measure = self._measure(source, group) if source else None
        if source is None or measure is None:
            return None
        number = getattr(measure, source.take or "value")
        if number is None:
            return None
        exact = Fraction(str(number))
        return FormCell(exact) if source.take else FormCell(exact / 100, True)

    def _measure(self, source: Source, group: str) -> Measure | None:
        indicator = self._indicators.get(source.indicator)
        for each in indicator.measures if indicator else ():
            if each.measure == source.measure and each.breakdown == source.part and each.group == group:
                return each
        return None

    def _why(self, row: Row, cells: Mapping[str, FormCell]) -> str:
        """Why cells are empty, nothing where none need be."""
        source = row.count or row.value
        measures = [self._measure(source, group) for group in self._groups] if source else []
        if any(measure is not None and measure.status is Status.SUPPRESSED for measure in measures):
            return f"{MARKER} Withheld to protect people's identity."
        if cells:
            return ""
        indicator = self._indicators.get(source.indicator) if source else None
        if indicator is not None and indicator.reason is not None:
            return f"Not calculated: {indicator.reason.value.replace('_', ' ')}."
        return "Cannot be formed from the rows above." if row.formula else "Nobody, or not calculated."
