"""A filled-in national return, or what was published, against the figures recalculated from the submission.

Where a number differs, other rules are tried, each by recalculating the whole submission.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from pathlib import Path

from wres_calc.checking import printed
from wres_calc.counting.other_rules import OTHER_RULES, OtherRule
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.intake.files.sheet_reach import cell_name
from wres_calc.intake.files.source import Refused
from wres_calc.intake.layouts import read_return
from wres_calc.pipeline.assess import Assessment, Options, assess, assess_each, with_counts
from wres_calc.pipeline.given import Given, Place, Values, given_figures, values_of_figures
from wres_calc.pipeline.reports import build_report
from wres_calc.report.reconciliation import CellStatus, NumberUnit, ReconciledCell, Reconciliation
from wres_calc.report.report import Report
from wres_calc.report.return_form import filled
from wres_calc.standards.returns import Row


def reconcile(
    returned: Path | None, submission: Path, options: Options, published: Path | None = None
) -> Reconciliation:
    """Compare what a return says, and what was published, with what the submission comes to.

    Raises:
        UsageError: the return is none, or what was published is of another organisation, year or standard.
        UnreadableInput, ConfigurationError: as `assess`, and where one of the two cannot be read.
    """
    trial = _Trial(assess(submission, options))
    report = trial.report
    cells: list[ReconciledCell] = []
    if returned is not None:
        cells += _compared(list(_in_return(returned, report)), trial, values_of_form)
    if published is not None:
        cells += _compared(list(given_figures(published, report)), trial, values_of_figures)
    return Reconciliation(
        tool=report.tool,
        standard=report.standard,
        organisation=report.organisation,
        reporting_year=report.reporting_year,
        cells=tuple(cells),
    )


class _Trial:
    """A submission recalculated by other rules, each when it is first asked for."""

    def __init__(self, own: Assessment) -> None:
        self._own = own
        self._by_rule: dict[str, Report] = {}

    @cached_property
    def report(self) -> Report:
        return build_report(self._own, Options())

    def by(self, rule: OtherRule) -> Report:
        """The report by another rule."""
        if rule.name not in self._by_rule:
            sent, other = rule.sent(self._own.submission), self._own
            if sent is not self._own.submission:
                other = assess_each(sent, Options(standards=(self._own.definitions.code,)))[0]
            other = with_counts(other, rule.counted(other.counts), ())
            self._by_rule[rule.name] = build_report(replace(other, prior=(), run=None), Options())
        return self._by_rule[rule.name]


def _compared(
    given: Sequence[Given], trial: _Trial, values_of: Callable[[Report], Values]
) -> Iterator[ReconciledCell]:
    own = values_of(trial.report)
    differing = [
        each
        for each in given
        if each.text is not None and each.place in own and not each.agrees(own[each.place])
    ]
    explained = _explained(differing, own, trial, values_of)
    for each in given:
        value = own.get(each.place)
        rule = explained.get(each.place)
        yield _cell(each, value, rule, values_of(trial.by(rule))[each.place] if rule else None)


def _explained(
    differing: Sequence[Given], own: Values, trial: _Trial, values_of: Callable[[Report], Values]
) -> Mapping[Place, OtherRule]:
    """Return the rule that explains each number: one that explains most comes first, two together come last."""
    found: dict[Place, OtherRule] = {}
    rules: Sequence[OtherRule] = OTHER_RULES if differing else ()
    while rules:
        open_ones = [each for each in differing if each.place not in found]
        by_rule = {}
        for rule in rules:
            values = values_of(trial.by(rule))
            by_rule[rule] = [
                each
                for each in open_ones
                if each.place in values
                and values[each.place] != own[each.place]
                and each.agrees(values[each.place])
            ]
        for rule, cells in sorted(by_rule.items(), key=lambda item: -len(item[1])):
            for each in cells:
                found.setdefault(each.place, rule)
        alone = [rule for rule in rules if by_rule[rule]]
        more = len(found) < len(differing) and rules is OTHER_RULES
        rules = [one.then(other) for one, other in combinations(alone, 2)] if more else ()
    return found


def _cell(
    each: Given, value: Fraction | None, rule: OtherRule | None, other: Fraction | None
) -> ReconciledCell:
    status, why = CellStatus.SAME, ""
    if each.text is None:
        status = CellStatus.NOT_GIVEN if value else CellStatus.SAME
        why = "it is blank here." if value else ""
    elif value is None:
        status, why = CellStatus.NOT_RECALCULATED, "the submission gives no number here."
    elif not each.agrees(value):
        status = CellStatus.DIFFERS
        why = "no rule that was tried explains it."
        if printed.read(each.text) is None:
            why = "this is text; a number belongs here."
        elif rule is not None and other is not None:
            why = f"with {rule.words} it would be so."
        elif each.unit is not NumberUnit.COUNT:
            wrong = printed.what_is_wrong(
                each.text,
                value / 100 if each.is_share else value,
                is_ratio=not each.is_share,
                fractions=each.as_fraction,
            )
            why = wrong[1] if wrong else why
    return ReconciledCell(
        file=each.file,
        cell=each.cell,
        section=each.section,
        row=each.row,
        column=each.column,
        status=status,
        given=each.text,
        calculated=None if value is None else float(value),
        difference=each.less(value) if value is not None and status is CellStatus.DIFFERS else None,
        unit=each.unit,
        explained_by=rule.name if rule else None,
        why=why,
    )


def values_of_form(report: Report) -> Values:
    """Return each number of the return, shares in per cent."""
    _, rows = filled(report)
    return {
        (row.section.title, row.key, group): cell.value * (100 if cell.percent else 1)
        for row in rows
        for group, cell in row.cells.items()
    }


def _in_return(returned: Path, report: Report) -> Iterator[Given]:
    """Every number of the form, with its text where the return has it; rows that need not be written if it has them."""
    try:
        form = read_return(returned, report.reporting_year) if returned.is_file() else None
    except Refused as refused:
        raise UnreadableInput(" ".join(fault.message for fault in refused.faults)) from None
    if form is None or form.layout.standard != report.standard.code:
        raise UsageError(
            f"{returned} is not a filled-in return of the {report.standard.code.upper()}.",
            "Name the return first, then the submission; --standard says of which standard.",
        )
    there = {(row.section.title, row.row.name): row for row in form.rows}
    headings = {column.group: column.heading for column in form.layout.columns}
    for section in form.layout.sections:
        for row in section.rows:
            sent = there.get((section.title, row.name))
            for group, heading in headings.items() if sent or row.written == "always" else ():
                at = form.at.get(group)
                text = sent.cells.get(group) if sent else None
                yield Given(
                    (section.title, row.name, group),
                    returned.name,
                    section.title,
                    row.label,
                    heading,
                    _unit(row),
                    text,
                    cell_name(*form.block.place(sent.number, at)) if sent and at is not None else None,
                    as_fraction=True,
                )


def _unit(row: Row) -> NumberUnit:
    if row.is_score:
        return NumberUnit.SCORE
    if row.is_ratio:
        return NumberUnit.RATIO
    return NumberUnit.PERCENT if row.is_percentage else NumberUnit.COUNT
