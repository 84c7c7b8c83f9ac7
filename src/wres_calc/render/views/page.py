"""A report, or years side by side, as a page for everybody: first in plain words, then in figures."""

from collections.abc import Iterator

from wres_calc.across.years import Comparison
from wres_calc.facts.indicator_number import as_name
from wres_calc.render.blocks import Block, Fold, Items, Section, Text
from wres_calc.render.views import groups_of
from wres_calc.render.views.apart import beside_the_standard
from wres_calc.render.views.board_page import annual_report, board
from wres_calc.render.views.charts import charts_of
from wres_calc.render.views.indicator import in_full, unknown_share
from wres_calc.render.views.overview import in_a_sentence, rows
from wres_calc.render.views.trend import by_indicator, every_change
from wres_calc.report.report import IndicatorReport, Report
from wres_calc.report.words import labels, numbers, sentences, uncertainty
from wres_calc.report.words.plain import group_meaning, plain

_KNOWN = {"share": "Staff", "gap": "Board"}


def of_report(report: Report) -> Iterator[Section]:
    """Yield the parts of the page of a report: an internal one begins with the page for the board."""
    if not report.public:
        yield board(report)
        yield from filter(None, [annual_report(report)])
    yield Section("summary", "In short", list(_summary(report)))
    for indicator in report.indicators:
        name = f"indicator-{as_name(indicator.number)}"
        yield Section(name, f"{indicator.number}. {indicator.title}", list(_indicator(indicator, report)))
    yield from beside_the_standard(report)
    if report.trend is not None:
        years = list(by_indicator(report.trend, report.standard, charts=True))
        yield Section("years", "The years side by side", [Fold("Each indicator over the years", years)])
    yield Section("method", "How the figures were made", list(_method(report)))


def _summary(report: Report) -> Iterator[Block]:
    number = len(report.indicators)
    yield Text(
        f"Each year NHS organisations report how they do on {numbers.plural(number, 'measure')} of the "
        f"{report.standard.title}. This page gives ours."
    )
    if meaning := group_meaning(groups_of(report)[1]):
        yield Text(meaning)
    if report.public and (said := in_a_sentence(rows(report), report)):  # else it stands at the head
        yield Text(said, lead=True)


def _indicator(indicator: IndicatorReport, report: Report) -> Iterator[Block]:
    """A finding in plain words with its chart; folded away, the figures behind it and how they are defined."""
    yield Text(" ".join(plain(indicator, report.standard)), lead=True)
    drawn = list(charts_of(indicator, report))
    if len(drawn) == 1:
        yield from drawn
    elif drawn:
        yield Fold("Charts", drawn)
    if tables := list(in_full(indicator, report)):
        yield Fold("Figures", [*tables, *map(Text, uncertainty.cautions(indicator))])
    unknown = labels.unknown_rule(indicator.unknown, report.standard.characteristic)
    source = indicator.source.title + (f", {indicator.source.page}" if indicator.source.page else "")
    measured = (
        indicator.wording,
        f"{sentences.as_sentence(indicator.formula)} {unknown}",
        f"Source: {source}.",
    )
    yield Fold("What is measured", [*map(Text, measured)])


def _method(report: Report) -> Iterator[Block]:
    yield Text(labels.publication(report))
    yield Text("A dash (-) means that there is no figure, for instance because the group is empty.")
    shares = [
        f"{_KNOWN[indicator.kind]}: {numbers.figure(share)}"
        for indicator in report.indicators
        if indicator.kind in _KNOWN and (share := unknown_share(indicator, report))
    ]
    unknown: Block = Items(shares) if shares else Text("There is no figure for this.")
    yield Fold(f"{report.standard.characteristic.capitalize()} not known", [unknown])
    if intervals := list(uncertainty.about_intervals(report)):
        yield Fold("How sure the figures are", [*map(Text, intervals)])
    accepted = (
        [Items([item.message for item in report.issues.items])]
        if report.public and report.issues.items
        else []
    )
    yield Fold("Quality of the data", [Text(sentences.checked(report)), *accepted])
    yield Fold("How sure the rules are", list(_rules(report)))


def _rules(report: Report) -> Iterator[Block]:
    """What is confirmed and what is not, said once, in the name of the program."""
    unsure = [str(each.number) for each in report.indicators if not each.verified]
    if unsure:
        yield Text(
            f"{report.tool.name}, the program that made this page, could not confirm in an official source the "
            f"definition of {numbers.plural(len(unsure), 'indicator').partition(' ')[2]} {numbers.listed(unsure)}."
        )
    for verified, before in (
        (False, "It could not confirm these rules of counting:"),
        (True, "These it could:"),
    ):
        if texts := [rule.text for rule in report.method.rules if rule.verified is verified]:
            yield Text(before)
            yield Items(texts)


def of_years(comparison: Comparison) -> Iterator[Section]:
    """Yield the parts of the page of years side by side."""
    yield Section(
        "years",
        "The years side by side",
        list(by_indicator(comparison.trend, comparison.standard, charts=True)),
    )
    about = Text("Each figure, from each year to the next one given. Open an indicator to read its changes.")
    yield Section("every-change", "Every change", [about, *every_change(comparison.trend)])
    how = (
        labels.audience(comparison.publication),
        (
            "A change is called clear only where its interval leaves out no change. A change from before a break in a "
            "series to after it is never given."
        ),
    )
    yield Section("method", "How to read it", list(map(Text, how)))
