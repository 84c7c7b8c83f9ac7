"""What the analyst reads on a terminal: a report, issues, years side by side, a batch."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wres_calc.facts.indicator_number import IndicatorNumber, is_part
from wres_calc.render.blocks import Block, Column, Heading, Holds, Table
from wres_calc.render.terminal.issues import add_findings, add_issues
from wres_calc.render.terminal.screen import BOLD, DIM, INDENT, Screen
from wres_calc.render.views import indicator, method
from wres_calc.render.views.apart import beside_the_standard
from wres_calc.render.views.overview import at_a_glance
from wres_calc.report.findings import Findings
from wres_calc.report.goals import Goals
from wres_calc.report.reconciliation import Reconciliation
from wres_calc.report.report import Report
from wres_calc.report.run_record import OrganisationRecord, RunRecord
from wres_calc.report.words.labels import audience, organisation_name

if TYPE_CHECKING:
    from wres_calc.across.years import Comparison


def render(
    report: Report,
    *,
    file: TextIO,
    width: int | None,
    colour: bool | None,
    saved: Sequence[Path] = (),
    detail: Collection[IndicatorNumber] | None = None,
) -> None:
    """Show the report on `file`, first at a glance; `saved` are the files written, named at the end.

    `detail` are the indicators whose figures follow; `None` is all of them, with all that is behind the figures.
    `width` None takes the terminal's own, `colour` None goes by the terminal and `NO_COLOR`; False writes no escape
    sequence at all. A character that the stream cannot carry is replaced, rules are then drawn in ASCII.
    """
    screen = Screen(file, width, colour)
    screen.title(organisation_name(report.organisation), method.about(report))
    screen.blocks(at_a_glance(report))
    for each in report.indicators:
        if detail is None or any(is_part(each.number, asked) for asked in detail):
            screen.blocks([Heading(each.title, str(each.number)), *indicator.in_brief(each, report)])
    if detail is None:
        for section in beside_the_standard(report):
            screen.blocks([Heading(section.title), *section.blocks])
        screen.blocks(_beside_others(report))
        screen.blocks(method.in_brief(report))
    if detail is None and not report.public:
        add_issues(screen, report.issues)
    _add_saved(screen, saved)
    screen.show()


def _beside_others(report: Report) -> list[Block]:
    """What needs more than the report itself: other organisations, and other years."""
    blocks: list[Block] = []
    if report.benchmark is not None or report.trend is not None:
        from wres_calc.render.views.trend import among_others, by_indicator

        if report.benchmark is not None:
            places = among_others(report.benchmark, brief=True)
            blocks += [Heading(places.title), *places.blocks]
        if report.trend is not None:
            blocks += [Heading("The years side by side"), *by_indicator(report.trend, report.standard)]
    return blocks


def render_findings(findings: Findings, *, file: TextIO, width: int | None, colour: bool | None) -> None:
    """Show what was found in submissions on `file`; `width` and `colour` as for `render`."""
    screen = Screen(file, width, colour)
    add_findings(screen, findings)
    screen.show()


def render_comparison(
    comparison: "Comparison",
    *,
    file: TextIO,
    width: int | None,
    colour: bool | None,
    saved: Sequence[Path] = (),
) -> None:
    """Show the years side by side on `file`; the rest as for `render`."""
    from wres_calc.render.views.trend import by_indicator

    screen = Screen(file, width, colour)
    years = ", ".join(str(year.reporting_year) for year in comparison.trend.years)
    about = [f"{comparison.standard.title}, reporting years {years}", audience(comparison.publication)]
    screen.title(organisation_name(comparison.organisation), about)
    screen.blocks(by_indicator(comparison.trend, comparison.standard))
    _add_saved(screen, saved)
    screen.show()


def render_goals(
    goals: Goals, *, file: TextIO, width: int | None, colour: bool | None, saved: Sequence[Path] = ()
) -> None:
    """Show what equity takes on `file`; the rest as for `render`."""
    from wres_calc.render.views.goals import sections

    screen = Screen(file, width, colour)
    about = f"{goals.standard.title} {goals.reporting_year}: goals to {goals.aim.by}"
    screen.title(
        organisation_name(goals.organisation), [about, "For internal use: small numbers are as they are."]
    )
    for section in sections(goals):
        screen.blocks([Heading(section.title), *section.blocks])
    _add_saved(screen, saved)
    screen.show()


def render_reconciliation(found: Reconciliation, *, file: TextIO) -> None:
    """Show on `file` where a return differs from its submission."""
    from wres_calc.render.views.reconciliation import blocks

    screen = Screen(file)
    about = f"{found.standard.title} {found.reporting_year}: the return beside the submission"
    screen.title(organisation_name(found.organisation), [about])
    screen.blocks(blocks(found))
    screen.show()


_STATUS = {"done": "Done", "findings": "With errors", "failed": "Failed"}


def render_run(record: RunRecord, saved: Sequence[Path], *, file: TextIO) -> None:
    """Show a batch on `file`: how each organisation ended, and where the roll-ups (`saved`) were written."""
    screen = Screen(file)
    year = f", reporting year {record.reporting_year}" if record.reporting_year else ""
    screen.say(f"{', '.join(record.standards)}{year}", BOLD)
    rows = [
        [name, str(sum(each.status == status for each in record.organisations))]
        for status, name in _STATUS.items()
    ]
    columns: list[Column[object]] = [
        Column("Organisations"),
        Column(str(len(record.organisations)), holds=Holds.COUNT),
    ]
    screen.table(Table("Organisations", columns, rows), INDENT)
    screen.line()
    for each in record.organisations:
        if each.status == "failed":
            screen.say(f"{_name(each)}: {each.reason}", indent=INDENT)
        elif each.status == "findings":
            screen.say(f"{_name(each)}: errors in its tables stop some indicators", DIM, INDENT)
    screen.line()
    _add_saved(screen, saved)
    screen.show()


def _name(record: OrganisationRecord) -> str:
    return f"{record.name} ({record.code})" if record.name else record.code


def _add_saved(screen: Screen, saved: Sequence[Path]) -> None:
    for path in saved:
        screen.say(f"Written: {path}")
