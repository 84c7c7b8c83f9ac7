"""A filled-in national return: sums that do not add up, and numbers that are not what its counts come to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from wres_calc.checking import printed
from wres_calc.checking.issue import Issue
from wres_calc.facts.characteristics import Grouping
from wres_calc.facts.pay import OF_WHICH
from wres_calc.intake import texts
from wres_calc.intake.files.sheet_reach import cell_name
from wres_calc.intake.model import FilledForm, PrintedRow, RawTable
from wres_calc.standards.returns import form

_HALVES = (("voting", "non_voting"), ("executive", "non_executive"))
"""Parts that make up a board."""
_LEAST, _MOST, _HIGHEST_SCORE = 0, 100, 10


def check(raw: RawTable, filled: FilledForm, main: Grouping) -> list[Issue]:
    """List everything that is wrong with the numbers of a return, each at its cell; nothing of another standard's."""
    columns = [column.group for column in form(filled.standard).columns]
    return list(_Filled(raw, filled.rows, columns).issues()) if {*columns} <= {*main.groups} else []


def placed(issue: Issue, tables: Mapping[str, RawTable]) -> Issue:
    """Return an issue about one count with the cell of the return that it stands in, where it came in one."""
    raw = tables.get(issue.table or "")
    if issue.cell is None or raw is None or raw.filled is None:
        return issue
    population, part, group = issue.cell
    said = dict(part)
    for row in raw.filled.rows:
        counted, value = row.row.count, row.row.value
        is_it = (
            counted.names(population, said)
            if counted
            else value and str(value.indicator) == said.get("indicator")
        )
        if is_it and group in raw.columns:
            return issue.at(row.number, raw.headings[group])
    return issue


class _Filled:
    def __init__(self, raw: RawTable, rows: Sequence[PrintedRow], columns: Sequence[str]) -> None:
        self.raw, self.rows, self.columns = raw, rows, columns
        self.groups = [group for group in columns if group in raw.columns]
        self.values: dict[tuple[str, str], Fraction] = {}
        self.by_part: dict[tuple[str, frozenset[tuple[str, str]]], list[PrintedRow]] = {}
        for row in rows:
            if source := row.row.count:
                part = frozenset(source.part.items()) if source.population == "workforce" else frozenset()
                self.by_part.setdefault((source.population, part), []).append(row)
            said = {group: printed.read(row.cells[group] or "0") for group in self.groups if row.row.count}
            if any(row.cells[group] for group in said):  # a blank cell among numbers is nobody
                self.values |= {(row.row.name, group): each.number for group, each in said.items() if each}

    def issues(self) -> Iterator[Issue]:
        yield from self._texts()
        for group in self.groups:
            yield from self._workforce(group)
            yield from self._board(group)
        yield from self._derived()
        yield from self._percentages()

    def at(self, row: PrintedRow, group: str, code: str, words: str) -> Issue:
        """An issue at a cell."""
        heading = self.raw.headings[group]
        place = f"{cell_name(row.number, self.raw.columns[group])}, {row.label}, {heading}"
        message = f'{self.raw.file}, sheet "{self.raw.sheet}": {place}: {words}'
        return Issue(code, message, self.raw.name, self.raw.file, self.raw.sheet, heading, (row.number,))

    def _texts(self) -> Iterator[Issue]:
        """Cells of counts and of survey percentages that hold no such number."""
        for row in self.rows:
            for group in self.groups if row.row.count else ():
                if (text := row.cells[group]) is not None and not _is_people(row, text):
                    yield self.at(row, group, "wrong-number", "this is not a number of people.")

    def _people(self, rows: Iterable[PrintedRow], group: str) -> int | None:
        """The people of several rows; `None` where none of them holds a number."""
        found = [n for row in rows if (n := texts.whole_number(row.cells[group] or "")) is not None]
        return sum(found) if found else None

    def _workforce(self, group: str) -> Iterator[Issue]:
        """Bands against the total of their staff category, those against the workforce, which stands several times."""
        categories: dict[str, list[PrintedRow]] = {}
        totals: dict[str, PrintedRow] = {}
        for (population, part), rows in self.by_part.items():
            said = dict(part)
            if population == "workforce" and "pay_band" in said:
                categories.setdefault(said["staff_category"], []).extend(rows)
            elif population == "workforce" and said:
                totals[said["staff_category"]] = rows[0]
        sums: list[int | None] = []
        for category, rows in categories.items():
            yield from self._of_which(rows, group)
            whole = [row for row in rows if _band(row) not in OF_WHICH]
            total = totals.get(category)
            people, said_total = self._people(whole, group), self._people([total] if total else [], group)
            if total and people is not None and said_total not in (None, people):
                words = f"rows {whole[0].number} to {whole[-1].number} come to {people:,}, this says {said_total:,}."
                yield self.at(total, group, "counts-do-not-add-up", words)
            sums.append(people if said_total is None else said_total)
            if total is not None and people is not None:
                self.values.setdefault((total.row.name, group), Fraction(people))
        yield from self._whole(group, sum(n or 0 for n in sums) if any(n is not None for n in sums) else None)

    def _of_which(self, rows: Sequence[PrintedRow], group: str) -> Iterator[Issue]:
        people = {_band(row): (row, self._people([row], group) or 0) for row in rows}
        for part, whole in OF_WHICH.items():
            if part in people and whole in people and people[part][1] > people[whole][1]:
                words = f"of which rows are within theirs: row {people[whole][0].number} says {people[whole][1]:,}."
                yield self.at(people[part][0], group, "counts-do-not-add-up", words)

    def _whole(self, group: str, people: int | None) -> Iterator[Issue]:
        """The rows of the whole workforce against each other: what most of them and the bands say is taken as right."""
        rows = [row for row in self.by_part.get(("workforce", frozenset()), ()) if row.cells[group]]
        said = [(row, number) for row in rows if (number := self._people([row], group)) is not None]
        votes = Counter(number for _, number in said)
        votes.update([] if people is None else [people])
        most = max(votes, key=lambda number: (votes[number], number == people), default=0)
        if people is not None and said and people != most:
            words = f"the bands come to {people:,}, this says {most:,}."
            row = next(row for row, number in said if number == most)
            yield self.at(row, group, "counts-do-not-add-up", words)
        for row, number in said:
            if number != most:
                words = f"this says {number:,}, where {_elsewhere(rows, row, people == most)} say {most:,}."
                yield self.at(row, group, "return-workforce-differs", words)

    def _board(self, group: str) -> Iterator[Issue]:
        rows = {population: own[0] for (population, _), own in self.by_part.items() if "board" in population}
        people = {population: self._people([row], group) for population, row in rows.items()}
        total, sums = people.get("board"), {}
        for parts in _HALVES:
            halves = [people.get(f"board_{part}") for part in parts]
            if None not in halves:
                sums[parts] = sum(number or 0 for number in halves)
        wrong = {parts: number for parts, number in sums.items() if total is not None and number != total}
        if len(wrong) == len(_HALVES) and len({*wrong.values()}) == 1:
            words = f"its voting, and its executive, parts come to {max(wrong.values())}, this says {total}."
            yield self.at(rows["board"], group, "counts-do-not-add-up", words)
            return
        for (first, second), number in wrong.items():
            pair = f"{first} and {second}".replace("_", "-")
            words = f"{pair} come to {number}, the board has {total}."
            yield self.at(rows[f"board_{first}"], group, "counts-do-not-add-up", words)

    def _derived(self) -> Iterator[Issue]:
        """What is printed beside the counts against what follows from them."""
        expected = {}
        for row in self.rows:
            for group in self.groups if row.row.formula else ():
                value = row.row.formed(group, self.columns, self.values)
                if value is not None:
                    expected[row.row.name, group] = self.values[row.row.name, group] = value
        styles = {}
        for kind in {_kind(row) for row in self.rows if row.row.is_percentage}:
            own = [row for row in self.rows if row.row.is_percentage and _kind(row) == kind]
            styles[kind] = printed.style(
                (text, expected[row.row.name, group])
                for row in own
                for group in self.groups
                if (text := row.cells[group]) and (row.row.name, group) in expected
            )
        yield from self._more_events(expected)
        for row in self.rows:
            for group in self.groups:
                text, value = row.cells[group], expected.get((row.row.name, group))
                if text is not None and value is not None:
                    yield from self._one(row, group, text, value, styles.get(_kind(row)))

    def _more_events(self, expected: Mapping[tuple[str, str], Fraction]) -> Iterator[Issue]:
        """Means of two years above their workforce: they are in no table, where that would be seen."""
        halves = {row.row.name: row for row in self.rows if row.row.count and row.row.count.halves}
        for row in self.rows:
            events = halves.get(row.row.formula[0]) if row.row.formula else None
            for group in self.groups if events else ():
                if events and expected.get((row.row.name, group), 0) > 1:
                    yield self.at(events, group, "more-events-than-people", "there are fewer people.")

    def _one(
        self, row: PrintedRow, group: str, text: str, value: Fraction, fractions: bool | None
    ) -> Iterator[Issue]:
        if row.row.formula[1] == "+":
            if texts.whole_number(text) != value:
                yield self.at(
                    row, group, "counts-do-not-add-up", f"its rows come to {value}, this says {text}."
                )
            return

        def again(decimals: int) -> Fraction | None:
            near = {key: printed.rounded(100 * each, decimals) / 100 for key, each in self.values.items()}
            return row.row.formed(group, self.columns, near) if row.row.is_of_rates else None

        ratio = row.row.is_ratio
        wrong = printed.what_is_wrong(
            text, value, is_ratio=ratio, fractions=fractions is not False, again=again
        )
        if wrong is not None:
            yield self.at(row, group, *wrong)

    def _percentages(self) -> Iterator[Issue]:
        """Survey percentages: text, out of range, and a fraction among those in per cent."""
        rows = [row for row in self.rows if row.row.value]
        every = [(row, group, text) for row in rows for group in self.groups if (text := row.cells[group])]
        cells = [each for each in every if not each[0].row.is_score]
        signed = any(text.endswith("%") for *_, text in cells)
        fractions = not signed and printed.style((text, None) for *_, text in cells)
        for row, group, text in every:
            number = printed.read(text)
            if number is None:
                yield self.at(row, group, "wrong-number", "this is text; a number belongs here.")
                continue
            if row.row.is_score:
                if number.in_percent or not _LEAST <= number.number <= _HIGHEST_SCORE:
                    yield self.at(row, group, "number-out-of-range", "a score is from 0 to 10.")
                continue
            percent = number.number * (100 if number.in_percent or fractions else 1)
            if not _LEAST <= percent <= _MOST:
                yield self.at(row, group, "number-out-of-range", "a percentage is from 0 to 100.")
            elif not fractions and not number.in_percent and 0 < percent <= 1:
                words = "this looks like a fraction among numbers in per cent; if not, write it with a per cent sign."
                yield self.at(row, group, "percentages-look-like-fractions", words)


def _is_people(row: PrintedRow, text: str) -> bool:
    """Whether a text is a number of people; a mean of two years may end in a half."""
    number = printed.read(text) if row.row.count and row.row.count.halves else None
    if number is not None:
        return not number.in_percent and number.number >= 0 and (2 * number.number).denominator == 1
    people = texts.whole_number(text)
    return people is not None and people >= 0


def _band(row: PrintedRow) -> str:
    return row.row.count.part.get("pay_band", "") if row.row.count else ""


def _kind(row: PrintedRow) -> str:
    return row.row.formula[1] if row.row.formula else ""


def _elsewhere(rows: Sequence[PrintedRow], own: PrintedRow, bands: bool) -> str:
    others = ", ".join(f"row {row.number}" for row in rows if row is not own)
    return " and ".join(filter(None, ("the bands" if bands else "", others)))
