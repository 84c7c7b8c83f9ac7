"""Concludes the settings of a submission from a number of exports, and asks what cannot be concluded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wres_calc.checking.columns import case_types
from wres_calc.checking.dates import is_used
from wres_calc.errors import ConfigurationError
from wres_calc.facts.normalise import plain
from wres_calc.intake.columns import canonical, find_headings
from wres_calc.intake.config import TableSettings
from wres_calc.intake.files.grids import Grid, grids
from wres_calc.intake.files.read import read
from wres_calc.intake.files.source import TOP_ROWS, Refused, TableSource
from wres_calc.intake.layouts import layouts_of
from wres_calc.intake.layouts.layout import Block, Layout
from wres_calc.intake.layouts.training import states_mandatory
from wres_calc.intake.names import simplified
from wres_calc.intake.repairs import repair
from wres_calc.intake.tables import TABLES, like
from wres_calc.intake.unused_columns import case_type_heading
from wres_calc.propose import values
from wres_calc.propose.columns import in_words, is_needed
from wres_calc.propose.model import Ask, Draft, Export, Findings, Option, Question
from wres_calc.propose.tables import APART, Fit, FoundSheet, assign
from wres_calc.standards.load import load, shipped
from wres_calc.standards.model import Standard


def none_mandatory(draft: Draft) -> Question | None:
    """Ask whether none of the training is mandatory; `None` where that is settled or asked in another way."""
    if {*draft.settings, *(question.key[0] for question in draft.questions)} & {
        "mandatory_courses",
        "all_non_mandatory",
    }:
        return None
    words = (
        "nothing says which training is mandatory and takes no part: is none of it? Otherwise fill a column "
        "Mandatory, or give a list of the mandatory courses"
    )
    option = Option(value=True, why="none of it is mandatory")
    return Question(draft.table, ("all_non_mandatory",), words, (option,), lambda text: False)


def course_list(part: FoundSheet, courses: Collection[str]) -> Question | None:
    """Return the question whether a file is the list of mandatory courses; `None` where it names no course."""
    names = {plain(text) for row in part.grid.rows[1:] for text in row[:1] if text}
    common = names.intersection(courses)
    if not common or any(sum(map(bool, row)) > 1 for row in part.grid.rows):
        return None
    listed = part.export.label
    words = f"is {listed} the list of mandatory courses?"
    why = f"{len(common)} of its {len(names)} names are courses"
    return Question.one_of("training", ("mandatory_courses",), words, Option(listed, why))


def infer(
    exports: Sequence[Export],
    known: Mapping[str, TableSettings],
    organisation: str,
    definitions: Standard,
    ask: Ask,
) -> Findings:
    """Return a draft for each table that was found in the exports; `ask` is asked the rest.

    `known` are the settings of tables as they are, which are kept; `definitions` are those of the reporting year.
    """
    return _Inference(known, organisation, definitions, ask).of(exports)


@dataclass
class _Inference:
    known: Mapping[str, TableSettings]
    organisation: str
    definitions: Standard
    ask: Ask
    drafts: dict[str, Draft] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    courses: set[str] = field(default_factory=set)
    mandatory_stated: bool = True

    def of(self, exports: Sequence[Export]) -> Findings:
        year = self.definitions.reporting_year
        every = [load(year, code) for code in shipped(year)]
        tables = [table for table in TABLES if any(is_used(table, each) for each in every)]
        assigned = assign(list(self._parts(exports)), self.known, tables, self.ask)
        for table, found in assigned.by_table.items():
            self._table(table, found)
        for several in assigned.unplaced:
            self._left_open(several)
        for part in assigned.none:
            self._list(part)
        if not self.mandatory_stated and (question := none_mandatory(self._draft("training"))):
            self._draft("training").put(question, self.ask)
        order = sorted(self.drafts.values(), key=lambda draft: (not draft.questions, draft.table))
        return Findings(tuple(order), tuple(self.remarks))

    def _parts(self, exports: Sequence[Export]) -> Iterator[FoundSheet]:
        """Every sheet that holds anything; a file in a shape of its own is taken as a whole."""
        for export in exports:
            source = TableSource("survey_summary", export.path, export.label, TableSettings())
            try:
                found = grids(source)
            except Refused as refused:
                self.remarks += [fault.message for fault in refused.faults]
                continue
            if layouts := list(layouts_of(source, found)):
                for layout, block in layouts:
                    self._in_layout(source, layout, block, found)
                continue
            if not found:
                self.remarks.append(f"{export.label}: it is empty.")
            yield from (FoundSheet(export, grid, len(found)) for grid in found)

    def _in_layout(self, source: TableSource, layout: Layout, block: Block, sheets: Sequence[Grid]) -> None:
        """Conclude the settings of a file in a layout; ask where it is refused and a setting would answer that."""
        draft = self._draft(layout.table)
        draft.set(("file",), source.label)
        if len(sheets) > 1 and not layout.on_every_sheet:
            draft.set(("sheet",), str(block.source.sheet))
        draft.concluded.append(f"{source.label}: {layout.name}, by its headings")
        placed = replace(source, name=layout.table, settings=draft.as_settings())
        try:
            layout.table_of(placed, sheets, self.definitions, self.organisation)
        except Refused as refused:
            for fault in refused.faults:
                if asked := layout.asks.get(fault.code):
                    key, *answers = asked
                    options = tuple(map(Option, answers))
                    fits = set(answers).__contains__ if answers else bool
                    draft.put(Question(draft.table, (key,), fault.message, options, fits), self.ask)
                else:
                    self.remarks.append(fault.message)

    def _draft(self, table: str) -> Draft:
        """Return a draft that begins with what is settled already."""
        known = self.known.get(table, TableSettings()).model_dump(exclude_defaults=True)
        return self.drafts.setdefault(table, Draft(table, known))

    def _left_open(self, several: Sequence[Fit]) -> None:
        """Ask of a part that may be one of several tables about each that no other part is."""
        shown = several[0].part.shown
        names = ", ".join(fit.table for fit in several)
        free = [fit for fit in several if "file" not in self._draft(fit.table).settings]
        for fit in free:
            words = f"{shown} may be one of {names}"
            question = Question(fit.table, ("file",), words, (Option(fit.part.export.label),))
            self._draft(fit.table).questions.append(question)
        if not free:
            self.remarks.append(f"{shown} may be one of {names}, which other files are: left out.")

    def _table(self, table: str, found: list[Fit]) -> None:
        found.sort(key=lambda fit: -fit.score)
        draft, best = self._draft(table), found[0]
        near = [each for each in found if best.score - each.score < APART]
        if len(near) > 1:
            options = tuple(Option(each.part.shown) for each in near)
            answer = self.ask(Question(table, ("file",), "which of these is the table?", options))
            if answer is None:
                options = tuple(Option(each.part.export.label, each.part.shown) for each in near)
                draft.leave_open(Question(table, ("file",), "several files or sheets look like it", options))
                return
            best = next((each for each in near if each.part.shown == answer), best)
        others = [each.part.shown for each in found if each is not best]
        self.remarks += [f"{shown} also looks like {table}, and less so: left out." for shown in others]
        self._columns(draft, best)

    def _columns(self, draft: Draft, fit: Fit) -> None:
        """File, sheet, headings and columns of a table; then its texts."""
        draft.set(("file",), fit.part.export.label)
        if fit.part.sheets > 1:
            draft.set(("sheet",), str(fit.part.grid.sheet))
        row = f"{fit.part.shown}: headings in row {fit.headings.number}"
        named = [column for column, taken in fit.columns.taken.items() if taken.named]
        draft.concluded.append(f"{row}; by their headings: {', '.join(named) or 'no column'}")
        for column, taken in fit.columns.taken.items():
            if not taken.named:
                draft.set(("columns", column), taken.heading)
                draft.concluded.append(f'{column}: "{taken.heading}", {taken.why}')
        instead = TABLES[draft.table].instead.values()
        for column in sorted(canonical(draft.table), key=lambda column: column not in instead):
            if column not in fit.columns.taken:
                self._ask_for(draft, fit, column)
        self._case_type(draft, fit)
        self._header_row(draft, fit)
        self._texts(draft, replace(fit.source, settings=draft.as_settings()))

    def _ask_for(self, draft: Draft, fit: Fit, column: str) -> None:
        known = draft.settings.get("columns", {})
        likely = _but(fit.columns.unsure.get(column, []), known)
        needed = is_needed(draft.table, column, {**fit.columns.taken, **known})
        if not (likely or needed) or (needed and column in TABLES[draft.table].one_of[1:]):
            return
        words = f"which column says {in_words(draft.table, column)}?"
        words = words if likely else f"no heading looks like it: {words}"
        others = () if likely else _but(fit.columns.others, known)
        sent = {simplified(cell) for cell in fit.headings.row if cell}
        question = Question(
            draft.table, ("columns", column), words, likely, lambda text: simplified(text) in sent, others
        )
        draft.put(question, self.ask)

    def _case_type(self, draft: Draft, fit: Fit) -> None:
        """Take the column that says of what type a case is; what is left is said, lest it is dropped without a word."""
        left = [str(each.value) for each in _but(fit.columns.others, draft.settings.get("columns", {}))]
        heading = case_type_heading(left)
        if heading and like(draft.table) == "disciplinary" and "case_type" not in fit.columns.taken:
            draft.set(("columns", "case_type"), heading)
            left.remove(heading)
        if left:  # where no heading is known, a row of data may stand in their place
            known = any(taken.named for taken in fit.columns.taken.values())
            said = ", ".join(left) if known else f"{len(left)} columns"
            draft.concluded.append(f"{fit.part.shown}: not used: {said}")

    def _header_row(self, draft: Draft, fit: Fit) -> None:
        """Say the row of the headings where the reader would not find it."""
        there = find_headings(
            replace(fit.source, settings=draft.as_settings()), fit.part.grid.rows[:TOP_ROWS]
        )
        if draft.settings.get("header_row") is None and there.number != fit.headings.number:
            draft.set(("header_row",), fit.headings.number)

    def _texts(self, draft: Draft, source: TableSource) -> None:
        try:
            raw = repair(read(source), source.settings)
        except Refused as refused:
            self.remarks += [] if draft.questions else [fault.message for fault in refused.faults]
            return
        except ConfigurationError as error:
            self.remarks.append(error.message)
            return
        if raw.name == "training":
            self.mandatory_stated = states_mandatory(raw)
            if "course" in raw.headings and "mandatory" not in raw.headings:
                self.courses = set(map(plain, raw.texts("course")))
        of_case = values.types_of_case(raw)
        if of_case is None:
            draft.doubts += [
                f'"{issue.column}": {issue.message} {issue.entry.advice}' for issue in case_types(raw)
            ]
        asked = list(values.all_questions(raw, self.definitions, draft))
        for question in ([of_case] if of_case else []) + asked:
            draft.put(question, self.ask)

    def _list(self, part: FoundSheet) -> None:
        """Take a file that is not a table as a list of mandatory courses, or leave it out."""
        question = course_list(part, self.courses)
        if question is None:
            self.remarks.append(f"{part.shown} looks like none of the tables: left out.")
        elif "mandatory_courses" not in (draft := self._draft("training")).settings:
            draft.put(question, self.ask)


def _but(options: Sequence[Option], known: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the options that are not the heading of a known column."""
    return tuple(option for option in options if option.value not in known.values())
