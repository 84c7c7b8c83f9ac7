"""A report in the rows of the national return: counts as they are, what follows from them as formulas of other rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wres_calc.report.report import MARKER, Measure, Report, Status
from wres_calc.standards.returns import Form, Row, Section, Source, form

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
    """A row of the form: its section and row of the layout, its cells by group, and why a cell is empty.

    A title is a row without cells.
    """

    section: Section
    row: Row | None = None
    cells: Mapping[str, FormCell] = field(default_factory=dict)
    why: str = ""

    @property
    def label(self) -> str:
        """What stands before its cells."""
        return self.row.label if self.row else self.section.title

    @property
    def key(self) -> str:
        """What names it in references; nothing of a title."""
        return self.row.name if self.row else ""

    @property
    def is_written(self) -> bool:
        """Whether it is written into a form of ours."""
        written = self.row.written if self.row else "always"
        return written == "always" or (
            written == "people" and any(cell.value for cell in self.cells.values())
        )


def filled(report: Report) -> tuple[Form, list[FormRow]]:
    """Return the form of the report's standard and its rows, filled; those too that are not written.

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
            yield FormRow(section)
            for row in section.rows:
                cells = {group: cell for group in self._groups if (cell := self._cell(row, group))}
                self._values |= {(row.name, group): cell.value for group, cell in cells.items()}
                yield FormRow(section, row, cells, self._why(row, cells))

    def _cell(self, row: Row, group: str) -> FormCell | None:
        if not row.formula:
            return self._sent(row, group)
        value = row.formed(group, self._groups, self._values)
        if value is None:
            return None
        first, sign, *more = row.formula
        if row.is_ratio:
            (above, _, over), (below, _, under) = first.partition("."), more[0].partition(".")
            return FormCell(value, over=((above, over), (below, under)))
        own = (first, group)
        match sign:
            case "share":
                return FormCell(value, True, of=(own, *((first, each) for each in self._groups)))
            case "/":
                return FormCell(value, True, over=(own, (more[0], group)))
            case "+":
                return FormCell(value)
            case _:
                return FormCell(value, True, less=(own, (more[0], group)))

    def _sent(self, row: Row, group: str) -> FormCell | None:
        source = row.count or row.value
        measure = self._measure(source, group) if source else None
        if source is None or measure is None:
            return None
        number = getattr(measure, source.take or "value")
        if number is None:
            return None
        exact = Fraction(str(number))
        return FormCell(exact / 100, True) if row.is_percentage else FormCell(exact)

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
        return "Cannot be formed from the rows above." if row.formula else "No people, or not calculated."
