"""Numbers as somebody gave them, beside what a submission comes to: one at a time, and those of a publication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from wres_calc.checking import printed
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.intake.files.bounded import LARGEST_LIST, TooLarge, lines
from wres_calc.intake.files.path_checks import text_in
from wres_calc.pipeline.reports import saved_report
from wres_calc.report.reconciliation import NumberUnit
from wres_calc.report.report import MARKER, Report
from wres_calc.report.tidy import Row, breakdown_of, rows
from wres_calc.report.words.labels import breakdown_label, group_name, measure_name

Place = tuple[object, ...]
Values = Mapping[Place, Fraction]


@dataclass(frozen=True)
class Given:
    """A number as it was given: what it is of, where it stands, and its text; `as_fraction`: a share may be one."""

    place: Place
    file: str
    section: str
    row: str
    column: str
    unit: NumberUnit
    text: str | None
    cell: str | None = None
    as_fraction: bool = False

    def agrees(self, value: Fraction) -> bool:
        """Whether it is this value as far as it is printed."""
        number = printed.read(self.text or "")
        if number is None or self.unit is NumberUnit.COUNT:
            return number is not None and number.number == value
        expected = value / 100 if self.is_share else value
        return printed.fits(self.text or "", expected, is_ratio=not self.is_share, fractions=self.as_fraction)

    @property
    def is_share(self) -> bool:
        """Whether it is in per cent, or a difference of two such."""
        return self.unit in (NumberUnit.PERCENT, NumberUnit.PERCENTAGE_POINTS)

    def less(self, value: Fraction) -> float | None:
        """By how much it is more than a value, in its unit; a share is meant as it comes nearer."""
        number = printed.read(self.text or "")
        if number is None:
            return None
        if not self.is_share:
            return float(number.number - value)
        times = {100} if number.in_percent else {1, 100} if self.as_fraction else {1}
        return float(min((number.number * each - value for each in times), key=abs))


_NUMBERS = ("value", "numerator", "denominator")
_WANTED = "Give the JSON or the CSV that wres calc --publish writes beside the page."
_NEEDED = ("indicator", "measure", "group", "value")


def values_of_figures(report: Report) -> Values:
    """Return every number of a report's figures."""
    return {
        place: Fraction(str(number))
        for row in rows(report)
        for name in _NUMBERS
        if (number := row.get(name)) is not None
        for place in (_place(row, name),)
    }


def _place(row: Mapping[str, object], name: str) -> Place:
    """What a number of a flat row is of."""
    parts = tuple(sorted(breakdown_of(row).items()))
    return (
        str(row["indicator"]),
        row["measure"],
        parts,
        row["group"],
        row.get("compared_with") or None,
        name,
    )


def given_figures(path: Path, report: Report) -> Iterator[Given]:
    """Yield the numbers of what was published: a report as JSON, or its figures as CSV.

    Raises:
        UnreadableInput: it is neither.
        UsageError: it is of another organisation, year or standard.
    """
    ours = report.organisation.code, str(report.reporting_year), report.standard.code
    for row in _rows(path):
        theirs = tuple(
            str(row.get(name) or own)
            for name, own in zip(("organisation_code", "reporting_year", "standard"), ours, strict=True)
        )
        if theirs != ours:
            raise UsageError(
                f"{path} is of {' '.join(theirs)}; the submission is of {' '.join(ours)}.",
                "Give what was published of the same organisation, year and standard.",
            )
        yield from _given_in_row(path.name, row)


def _given_in_row(file: str, row: Row) -> Iterator[Given]:
    breakdown = breakdown_of(row)
    compared = f" beside {group_name(str(row['compared_with']))}" if row.get("compared_with") else ""
    for name in _NUMBERS if row.get("measure") else ():
        text = str(row.get(name) or "") if row.get(name) != 0 else "0"
        if text or (name == "value" and row.get("status") == "suppressed"):
            said = measure_name(str(row["measure"])) if name == "value" else name.capitalize()
            yield Given(
                _place(row, name),
                file,
                f"Indicator {row['indicator']}",
                f"{said}, {breakdown_label(breakdown, 'whole')}",
                f"{group_name(str(row['group']))}{compared}",
                NumberUnit(str(row.get("unit") or "percent")) if name == "value" else NumberUnit.COUNT,
                None if text in ("", MARKER) else text,
            )


def _rows(path: Path) -> Iterator[Row]:
    """The figures in a file, as flat rows."""
    if path.suffix.casefold() == ".json":
        yield from rows(saved_report(path))
        return
    try:
        columns, found = lines(text_in(path, LARGEST_LIST))
    except (TooLarge, ValueError) as fault:
        raise UnreadableInput(f"{path} {fault}.", _WANTED) from None
    if missing := [name for name in _NEEDED if name not in columns]:
        raise UnreadableInput(f"{path} has no column {', '.join(missing)}.", _WANTED)
    yield from found
