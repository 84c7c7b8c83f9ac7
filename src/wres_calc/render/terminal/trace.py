"""A trace on a terminal: the outcome of the rows of each table in short, and of the rows of one person in full."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TextIO

from wres_calc.counting.fate import Fate
from wres_calc.counting.trace import PersonRow, Trace
from wres_calc.intake.model import RawTable, Submission
from wres_calc.render.blocks import Cell, Column, Holds, Number, Table
from wres_calc.render.terminal.screen import BOLD, DIM, INDENT, Screen
from wres_calc.report.words.labels import FATES, breakdown_value, group_name, population_name
from wres_calc.report.words.numbers import plural

_BETTER = "a primary assignment goes before others, then the larger FTE, then the earlier row"


def render_summary(sent: Submission, trace: Trace, saved: Sequence[Path], *, file: TextIO) -> None:
    """Show how many rows of each table counted and what dropped the others, and the totals beside the report's."""
    screen = Screen(file)
    screen.say(_heading(sent), BOLD)
    screen.line()
    if rows := [row for one in trace.tables for row in _fates(one.raw, one.fates())]:
        columns: list[Column[object]] = [Column("Table"), Column("Rows by outcome"), _numbers("Rows")]
        screen.table(Table("Rows", columns, rows, grouped=True))
        screen.line()
    if trace.totals:
        totals: list[list[Cell]] = [
            [_capital(population_name(one.population)), *map(_people, (one.traced, one.reported))]
            for one in trace.totals
        ]
        columns = [Column("Who counted"), _numbers("Trace"), _numbers("Report")]
        screen.table(Table("Who counted", columns, totals))
        screen.say("The two agree for each group too.", DIM, INDENT)
    _add_unread(screen, sent)
    if any(Fate.TABLE_HAS_ERRORS in one.fates() for one in trace.tables):
        screen.say("`wres validate` lists the errors.")
    if saved:
        screen.say(f"Written to {saved[0].parent}: {plural(len(saved), 'file')}, {_names(saved)}")
    screen.show()


def _numbers(heading: str) -> Column[object]:
    return Column(heading, holds=Holds.COUNT)


def _people(number: Fraction | int) -> Number:
    return Number(float(number), Holds.COUNT)


def _names(saved: Sequence[Path]) -> str:
    """What the files have in common: "wres_RX1_2025_trace_*.csv, *.parquet"."""
    stem = saved[0].name.partition("_trace_")[0]
    endings = dict.fromkeys(path.suffix for path in saved)
    return f"{stem}_trace_*" + ", *".join(endings)


def _fates(raw: RawTable, fates: dict[Fate, int]) -> Iterator[list[Cell]]:
    place = _place(raw)
    yield [place, "sent", Number(sum(fates.values()), Holds.COUNT)]
    for fate, number in sorted(fates.items(), key=lambda pair: pair[0] is not Fate.COUNTED):
        said = "counted" if fate is Fate.COUNTED else FATES[fate]
        yield [place, said, Number(number, Holds.COUNT)]


def could_not_be_read(sent: Submission) -> list[str]:
    """Return the tables that came and of which no row could be looked at."""
    return sorted({fault.table for fault in sent.faults if fault.table and fault.table not in sent.tables})


def _add_unread(screen: Screen, sent: Submission) -> None:
    if unread := could_not_be_read(sent):
        screen.say(f"Could not be read, and so has no rows here: {', '.join(unread)}.")


def _heading(sent: Submission) -> str:
    name = sent.organisation.name
    who = f"{name} ({sent.organisation.code})" if name else sent.organisation.code
    return f"{who}, reporting year {sent.reporting_year}"


def _place(raw: RawTable) -> str:
    return f"{raw.name} ({raw.file}{f', sheet {raw.sheet}' if raw.sheet else ''})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def render_person(
    sent: Submission, employee: str, found: Sequence[tuple[RawTable, Sequence[PersonRow]]], *, file: TextIO
) -> None:
    """Show each row of one person: whether it counted, as what, or why not."""
    screen = Screen(file)
    screen.say(_heading(sent), BOLD)
    screen.say(f"Employee {employee}: {_in_short(found)}", BOLD)
    for raw, rows in found:
        screen.line()
        screen.say(_place(raw), BOLD)
        for sentence in _sentences(rows) or ["No row of this person."]:
            screen.say(sentence, indent=INDENT)
    looked = {raw.name for raw, _ in found}
    if others := [name for name in sent.tables if name not in looked]:
        screen.line()
        screen.say(f"These tables have no employee numbers: {', '.join(others)}.", DIM)
    _add_unread(screen, sent)
    screen.show()


def _in_short(found: Sequence[tuple[RawTable, Sequence[PersonRow]]]) -> str:
    counted = dict.fromkeys(
        population_name(name) for _, rows in found for row in rows for name in row.populations
    )
    number = sum(len(rows) for _, rows in found)
    return f"{plural(number, 'row')}; counted in {_listed(list(counted)) or 'nothing'}."


def _listed(names: Sequence[str]) -> str:
    """Return "workforce, disciplinary and training"."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _sentences(rows: Sequence[PersonRow]) -> list[str]:
    counting = [row.row for row in rows if row.counted]
    return [_counted(row) if row.counted else _not_counted(row, counting) for row in rows]


def _not_counted(row: PersonRow, counting: Sequence[int]) -> str:
    text = f"Row {row.row} did not count: {FATES[row.fate]}."
    if counting and row.fate in (Fate.FURTHER_ASSIGNMENT, Fate.SAME_PERSON_AGAIN):
        text += f" Row {_listed([str(other) for other in counting])} counted"
        text += f": {_BETTER}." if row.fate is Fate.FURTHER_ASSIGNMENT else "."
    return text


def _counted(row: PersonRow) -> str:
    """For example: Row 12 counted in workforce: as BME (H Indian), non-clinical, band 5."""
    where = _listed([population_name(name) for name in row.populations])
    as_what = [f"{group_name(row.group or '')} ({group_name(row.category or '')})"]
    for key, value in (("staff_category", row.staff_category), ("pay_band", row.pay_band)):
        as_what += [breakdown_value(key, value)] if value else []
    of_year = f" of {row.year - 1}/{row.year % 100:02}" if row.year else ""
    return f"Row {row.row} counted in {where}{of_year}, as {'; '.join(as_what)}{_source(row)}."


def _source(row: PersonRow) -> str:
    match row.category_from:
        case None | "this row":
            return ""
        case "nowhere":
            return ": no category is stated anywhere"
        case elsewhere:
            place = elsewhere if elsewhere.startswith("another") else f"the {elsewhere}"
            return f": this row states no category; it is from {place}"
