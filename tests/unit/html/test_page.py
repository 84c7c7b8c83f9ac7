"""The web page: its figures are those of the report, and it hides what must be hidden."""

import html
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.unit.html.outline import Outline

from wres_calc import pipeline
from wres_calc.render.drawn import Chart, brief
from wres_calc.render.html import encoded as page
from wres_calc.render.html.draw import svg
from wres_calc.render.views.charts import by_theme
from wres_calc.report.contract import IssueItem
from wres_calc.report.words.plain import plain


def test_it_needs_no_network_and_no_script(read):
    _, text, outline = read
    assert not [
        tag for tag, _ in outline.tags if tag in ("script", "link", "img", "iframe", "object", "embed")
    ]
    addresses = [
        attrs[name] for _, attrs in outline.tags for name in ("src", "href", "action") if attrs.get(name)
    ]
    assert addresses
    assert all(address.startswith("#") for address in addresses if address)
    assert "url(" not in text
    assert "@import" not in text


def test_the_figures_are_those_of_the_report(read):
    report, _, outline = read
    from wres_calc.report.words.numbers import figure, numerator

    shown = Counter(outline.words)
    for indicator in report.indicators:
        for measure in indicator.measures:
            assert shown[figure(measure)] > 0
            if measure.numerator is not None and measure.denominator is not None:
                assert f"{numerator(measure)} of {measure.denominator:,}" in outline.text


def all_charts(report) -> list[Chart]:
    return [chart for _, charts in by_theme(report) for chart in charts]


def labels(chart: Chart) -> Iterator[dict[str, str]]:
    """What each mark of a chart's SVG says of itself."""
    for label in re.findall(r'aria-label="([^"]*; Row: [^"]*)"', svg(chart)):
        yield dict(part.split(": ", 1) for part in html.unescape(label).split("; "))


def test_the_charts_draw_the_figures_of_the_report(read):
    """The numbers are read back from the marks of the SVG: in which row, of whom, and how far the interval reaches."""
    report, _, _ = read
    charts = all_charts(report)
    assert len(charts) > 6
    for chart in charts:
        said = list(labels(chart))
        series = {mark.row: mark.series for mark in chart.marks}
        values = {
            (each["Row"], each.get("Group", series[each["Row"]])): float(each["Value"])
            for each in said
            if "Value" in each
        }
        wanted = {(mark.row, mark.series): mark.value for mark in chart.marks}
        assert values == pytest.approx(wanted, rel=1e-4)
        for end, name in (("lower", "Lower"), ("upper", "Upper")):
            reached = {
                (each["Row"], each.get("Group", series[each["Row"]])): float(each[name])
                for each in said
                if name in each
            }
            bounded = [mark for mark in chart.marks if mark.lower is not None and mark.upper is not None]
            ends = {(mark.row, mark.series): getattr(mark, end) for mark in bounded if chart.kind != "shares"}
            assert reached == pytest.approx(ends, rel=1e-4)


def test_what_is_withheld_is_not_drawn(public):
    hidden = [m for each in public.indicators for m in each.measures if m.status.value == "suppressed"]
    assert hidden
    charts = all_charts(public)
    assert sum(chart.withheld for chart in charts) > 0
    for chart in charts:
        assert None not in [mark.value for mark in chart.marks]
    text = page(public).decode("utf-8")
    assert "[c]" in text
    assert "[c]: withheld" in text
    assert "Internal" not in Outline(text).text


def test_a_band_that_is_withheld_has_its_row_and_says_so(public):
    bands = [chart for chart in all_charts(public) if chart.kind == "shares"]
    assert any(chart.hidden for chart in bands)
    for chart in bands:
        drawn = re.sub(r"</text>|<tspan[^>]*>|</tspan>", " ", svg(chart))
        assert drawn.count(">[c] ") >= len(chart.hidden)
        for row in chart.rows:
            assert all(word in drawn for word in brief(row).split()), row


def test_a_board_that_is_withheld_leaves_no_chart_of_the_workforce_alone(public):
    board = next(each for each in public.indicators if each.kind == "gap")
    assert board.status == "suppressed"
    assert not [chart for chart in all_charts(public) if chart.number == board.number]


def test_each_finding_is_said_once_and_the_rest_is_folded_away(read):
    """What a reader sees first are findings and charts; tables and definitions stand in details, open in print."""
    report, text, _ = read
    seen = re.sub(
        r"<details.*?</details>", "", re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL), flags=re.DOTALL
    )
    for indicator in report.indicators:
        said = html.escape(" ".join(plain(indicator, report.standard)), quote=False).replace("'", "&#39;")
        assert text.count(said) == 1
        assert said in seen
        assert html.escape(indicator.wording, quote=False).replace("'", "&#39;") not in seen
    assert seen.count("<table") == (0 if report.public else 2)
    printed = text.partition("@media print {")[2]
    assert "details::details-content { content-visibility: visible; block-size: auto; }" in printed


def test_the_name_of_the_group_is_explained_where_it_first_stands(public):
    body = page(public).decode("utf-8").partition("<body")[2]
    meaning = "<p>BME means Black and minority ethnic: people from all ethnic groups but White.</p>"
    assert meaning in body
    assert body.index("BME") == body.index(meaning) + len("<p>")


def test_on_a_telephone_tables_are_rows_below_each_other_each_figure_with_its_heading(public):
    text = page(public).decode("utf-8")
    narrow = text.partition("@media (max-width: 30rem) {")[2].partition("\n}")[0]
    assert "td::before { content: attr(data-label);" in narrow
    cells = re.findall(r"<td[^>]*>", text)
    assert len(cells) > 100
    assert all('data-label="' in cell and 'role="cell"' in cell for cell in cells)
    assert re.search(r"\.chart svg \{[^}]*max-width: 100%", text)


def test_what_is_not_confirmed_is_said_once_in_the_name_of_the_program(public):
    text = page(public).decode("utf-8")
    assert "(our rule" not in text
    assert "not confirmed from" not in text
    assert "wres-calc, the program that made this page, could not confirm in an official source" in text
    for rule in public.method.rules:
        assert (
            text.count(html.escape(rule.text, quote=False).replace("'", "&#39;").replace('"', "&#34;")) == 1
        )


def test_an_internal_page_says_so_wherever_it_is_printed(internal):
    text = page(internal).decode("utf-8")
    assert '<p class="banner">Internal: small numbers are not protected' in text
    printed = text.partition("@media print {")[2]
    assert ".banner { position: fixed" in printed
    # It keeps a place of its own on each page, and covers no line.
    assert '<body class="internal">' in text
    assert re.search(r"\.internal \{[^}]*; box-decoration-break: clone; padding-top: \d+mm;", printed)


def test_issues_are_counted_in_words(internal):
    issues = internal.issues.model_copy(update={"error": 0, "warning": 1, "note": 1200})
    text = page(internal.model_copy(update={"issues": issues})).decode("utf-8")
    assert "0 errors, 1 warning, 1,200 notes." in text


def test_accepted_issues_are_announced_where_there_are_any(public):
    assert not public.issues.items
    assert "accepted on purpose" not in page(public).decode("utf-8")
    one = IssueItem(code="duplicate-row", severity="note", message="Accepted.", advice="")
    text = page(public.model_copy(update={"issues": public.issues.model_copy(update={"items": (one,)})}))
    assert "Issues accepted on purpose are listed below." in text.decode("utf-8")


def test_the_range_under_ratios_is_said_to_be_ours(public):
    text = page(public).decode("utf-8")
    unsure = text.partition("It could not confirm these rules of counting:")[2].partition("</ul>")[0]
    assert re.search(r"<li>Indicator 3 is read against the range 0\.80 to 1\.25[^<]+</li>", unsure)
    assert "our rule" not in text


def test_a_public_page_keeps_no_place_for_a_banner(public):
    assert "<body>" in page(public).decode("utf-8")


def test_printed_no_sentence_is_torn_from_its_indicator(public):
    printed = page(public).decode("utf-8").partition("@media print {")[2]
    assert re.search(r"[^}]*\.lead[^}]*\{ break-after: avoid; \}", printed)
    assert re.search(r"[^}]*\.lead \{ break-inside: avoid; \}", printed)


def test_formulas_are_sentences_and_headings_say_what_a_column_compares(public):
    text = page(public).decode("utf-8")
    assert "People of the group in the band ÷ all people in the band" in text
    assert "÷ all people in the workforce. People of unknown ethnicity" in text
    for heading in (
        "Applicants",
        "White over BME",
        "BME minus White, points",
        "BME gap to the whole workforce, points",
    ):
        assert re.search(rf'<th role="columnheader" scope="col"[^>]*>{heading}</th>', text)


def test_the_same_report_gives_the_same_bytes(public):
    assert page(public) == page(public)


def test_names_of_any_kind_are_text(public):
    name = '<script>alert(1)</script> & "Trust" \u202e\x1b[2J'
    named = public.model_copy(update={"organisation": public.organisation.model_copy(update={"name": name})})
    text = page(named).decode("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not {"\u202e", "\x1b"} & set(text)


def test_hidden_numbers_leave_no_trace(tmp_path):
    """Two trusts that differ in a hidden number alone have the same page."""
    pages = []
    for cases in (2, 3):
        folder = tmp_path / str(cases)
        folder.mkdir()
        (folder / "submission.toml").write_text(
            '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n', "utf-8"
        )
        (folder / "counts.csv").write_text(
            "population,group,people\nworkforce,white,700\nworkforce,bme,300\nworkforce,unknown,50\n"
            f"disciplinary,white,30\ndisciplinary,bme,{cases}\n",
            "utf-8",
        )
        report = pipeline.build_report(pipeline.assess(folder), pipeline.Options(publish=True))
        pages.append(page(report))
    assert pages[0] == pages[1]
