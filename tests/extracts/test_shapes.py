"""Extracts that are no record a row, or not in the words of the tables: always the figures of the canonical tables."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.ethnicity import parse_ethnic_category
from wres_calc.render.marked_copies import write_marked
from wres_calc.report.report import Report

TABLES = ("workforce", "recruitment", "training", "disciplinary", "staff_survey", "board")


def _csv(folder: Path, table: str, found: list[dict[str, str]]) -> None:
    write_csv(folder / f"{table}.csv", [list(found[0]), *(list(row.values()) for row in found)])


def job_name(folder: Path) -> None:
    """ESR's `Staff Group|Job Role` in one column."""
    found = rows("workforce")
    for row in found:
        row["JobName"] = f"{row.pop('staff_group')}|{row.pop('job_role')}"
    _csv(folder, "workforce", found)


def history(folder: Path) -> None:
    """Dated rows: an old and a later one of everybody beside the one in force; open ends in three forms."""
    found = []
    ends = ("", "31 Dec 4712", "1900-01-01", "31/12/4712")
    for i, row in enumerate(rows("workforce")):
        old = row | {"grade": "NHS|XR02|Review Body Band 2", "ethnic_category": "Z Not Stated"}
        found.append(old | {"Effective Start Date": "2019-05-01", "Effective End Date": "30/09/2021"})
        found.append(row | {"Effective Start Date": "01/10/2021", "Effective End Date": ends[i % 4]})
        found.append(old | {"Effective Start Date": "2025-06-01", "Effective End Date": ""})
    _csv(folder, "workforce", found)


def stages(folder: Path) -> None:
    """A row an application with its last stage."""
    found = []
    for row in rows("recruitment"):
        yes = {name: row.pop(name) == "Yes" for name in ("shortlisted", "appointed", "offer_declined")}
        row["Application Status"] = (
            "Offer declined"
            if yes["offer_declined"]
            else "Appointed"
            if yes["appointed"]
            else "Rejected at interview"
            if yes["shortlisted"]
            else "Rejected at shortlisting"
        )
        found.append(row)
    _csv(folder, "recruitment", found)


def _summary() -> list[list[str]]:
    counted: dict[str, Counter[str]] = {}
    for row in rows("recruitment"):
        category = parse_ethnic_category(row["ethnic_category"]) if row["ethnic_category"] else "Z"
        assert category is not None
        each = counted.setdefault(ETHNICITY.categories[category], Counter())
        takes_part = row["shortlisted"] == "Yes" and row["offer_declined"] != "Yes"
        each["applied"] += 1
        each["shortlisted"] += takes_part
        each["appointed"] += takes_part and row["appointed"] == "Yes"
    names = ("applied", "shortlisted", "appointed")
    lines = [[label, *(str(each[name]) for name in names)] for label, each in counted.items()]
    total = ["Total", *(str(sum(each[name] for each in counted.values())) for name in names)]
    return [["Ethnic Origin", "Applications", "Shortlisted", "Appointed"], *lines, total]


def summary(folder: Path) -> None:
    write_csv(folder / "recruitment.csv", [["Recruitment monitoring 2024/25"], [], *_summary()])


def disciplinary_stages(folder: Path) -> None:
    """A case list with cases that never were formal."""
    found = [row | {"Stage": "Formal investigation"} for row in rows("disciplinary")]
    informal = [
        row | {"Stage": "Fact finding", "case_id": f"X{i}"} for i, row in enumerate(rows("workforce")[:5])
    ]
    for row in informal:
        for name in set(row) - set(found[0]):
            del row[name]
    blank = {**dict.fromkeys(found[0], "")}
    _csv(
        folder, "disciplinary", [*found, *({**blank, **row, "entered_on": "2024-09-01"} for row in informal)]
    )


def several_trusts(folder: Path) -> None:
    """One file of three organisations, each with the same people."""
    for table in TABLES:
        found = rows(table)
        others = [row | {"organisation_code": code} for code in ("RY1", "RZZ") for row in found]
        _csv(folder, table, [*others[: len(found)], *found, *others[len(found) :]])


def survey_codes(folder: Path) -> None:
    """The survey's own ethnicity question with its codes."""
    codes = {"A": "01", "B": "02", "C": "04", "D": "05", "E": "06", "F": "07", "G": "08", "H": "09"}
    codes |= {"J": "10", "K": "11", "R": "12", "L": "13", "N": "14", "M": "15", "P": "16", "S": "18", "Z": ""}
    found = []
    for row in rows("staff_survey"):
        category = parse_ethnic_category(row.pop("ethnic_category") or "Z")
        assert category is not None
        found.append({"Q28": codes[category], **row})
    _csv(folder, "staff_survey", found)


SHAPES: dict[Callable[[Path], None], str] = {
    job_name: "workforce",
    history: "workforce",
    stages: "recruitment",
    summary: "recruitment",
    disciplinary_stages: "disciplinary",
    survey_codes: "staff_survey",
}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_gives_the_same_figures(shape: Callable[[Path], None], tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=[SHAPES[shape]])
    shape(folder)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report) == expected()


def test_one_of_several_organisations_is_taken_out(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trusts", but=[*TABLES, "submission"])
    several_trusts(folder)
    report = pipeline.calculate(folder, year=2025, organisation="RX0")
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report) == expected()
    left_out = [item for item in report.issues.items if item.code == "other-organisations-left-out"]
    assert {item.table for item in left_out} == set(TABLES)


def _several(tmp_path: Path) -> Path:
    folder = canonical(tmp_path / "trusts", but=[*TABLES, "submission"])
    several_trusts(folder)
    return folder


def _errors(folder: Path) -> set[tuple[str, str | None]]:
    report = pipeline.calculate(folder, year=2025, organisation="RX0")
    return {(item.code, item.table) for item in report.issues.items if item.severity == "error"}


def test_a_row_without_a_code_among_several_organisations_is_an_error(tmp_path: Path) -> None:
    folder = _several(tmp_path)
    path = folder / "workforce.csv"
    path.write_text(path.read_text().replace(",RX0", ",", 1))
    assert _errors(folder) == {("blank-cell", "workforce")}


def test_a_table_without_codes_beside_several_organisations_is_an_error(tmp_path: Path) -> None:
    folder = _several(tmp_path)
    found = rows("training")
    for row in found:
        del row["organisation_code"]
    _csv(folder, "training", found)
    assert ("column-missing", "training") in _errors(folder)


def test_a_mistyped_code_is_no_other_organisation(tmp_path: Path) -> None:
    folder = _several(tmp_path)
    path = folder / "workforce.csv"
    path.write_text(path.read_text().replace(",RX0", ",RXO", 1))
    assert _errors(folder) == {("other-organisation", "workforce")}


def test_without_being_asked_rows_of_others_stay_an_error(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trusts", but=TABLES)
    several_trusts(folder)
    assert "other-organisation" in {item.code for item in pipeline.calculate(folder).issues.items}


def test_what_a_history_dropped_is_counted(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    history(folder)
    report = pipeline.calculate(folder)
    (workforce,) = (each for each in report.method.populations if each.population == "workforce")
    dropped = {step.step: step.dropped for step in workforce.steps}
    assert dropped["not_in_force"] == 2 * len(rows("workforce"))


@pytest.mark.parametrize(
    ("table", "heading", "text"),
    [("recruitment", "Application Status", "Panel held"), ("disciplinary", "Stage", "Somewhere")],
)
def test_an_unheard_of_stage_is_an_error_until_it_is_mapped(
    table: str, heading: str, text: str, tmp_path: Path
) -> None:
    folder = canonical(tmp_path / "trust", but=[table])
    (stages if table == "recruitment" else disciplinary_stages)(folder)
    path = folder / f"{table}.csv"
    known = "Rejected at interview" if table == "recruitment" else "Fact finding"
    path.write_text(path.read_text().replace(known, text))
    said = {item.code for item in pipeline.calculate(folder).issues.items if item.severity == "error"}
    assert said == {"unknown-stage"}
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text() + f'\n[tables.{table}]\nvalues.stage = {{ "{text}" = "{known}" }}\n')
    assert figures(pipeline.calculate(folder)) == expected()


def test_an_origin_that_is_in_no_list_stops_a_summary(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[1][0] = "Martian"
    write_csv(folder / "recruitment.csv", table)
    report = pipeline.calculate(folder)
    assert "unknown-ethnic-category" in {item.code for item in report.issues.items}
    assert report.indicators[1].reason is not None


@pytest.mark.parametrize(("row", "cell"), [(1, 0), (1, 2), (2, 3)])
def test_a_blank_cell_stops_a_summary(row: int, cell: int, tmp_path: Path) -> None:
    """A row of totals without a label, or a number that is missing."""
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[row][cell] = ""
    write_csv(folder / "recruitment.csv", table)
    items = [item for item in pipeline.calculate(folder).issues.items if item.code == "blank-cell"]
    assert [(item.row, item.column) for item in items] == [(row + 1, table[0][cell])]


def test_the_faulty_cell_of_a_summary_is_marked(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[2][2], table[3][3] = "about 20", ""
    write_csv(folder / "recruitment.csv", table)
    marked = tmp_path / "marked"
    write_marked(pipeline.validate([folder]), marked)
    sheet = openpyxl.load_workbook(marked / "recruitment.xlsx")["recruitment"]
    said = {cell.coordinate for row in sheet for cell in row if cell.comment and "Error" in cell.comment.text}
    assert said >= {"C3", "D4"}
    assert not said & {"A3", "A4"}


@pytest.mark.parametrize(("stage", "text"), [(2, ""), (3, "few")])
def test_the_faulty_cell_of_a_cross_tab_is_named(stage: int, text: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = [list(row) for row in zip(*_summary(), strict=True)]
    table[stage][2] = text
    write_csv(folder / "recruitment.csv", table)
    codes = {"blank-cell", "wrong-number"}
    (item,) = (item for item in pipeline.calculate(folder).issues.items if item.code in codes)
    assert (item.row, item.column) == (stage + 1, table[0][2])


def accept_unlisted(folder: Path) -> None:
    """Accept origins that are in no list."""
    accepted = '[[accept]]\nissue = "unknown-ethnic-category"\ntable = "recruitment"\nreason = "known"\n'
    toml = folder / "submission.toml"
    toml.write_text(f"{toml.read_text()}\n{accepted}")


def with_subtotals() -> list[list[str]]:
    """A summary with a total of each group and of all at the top, which are no origins."""
    heading, *origins, total = _summary()

    def of(name: str, group: str) -> list[str]:
        own = [row for row in origins if ETHNICITY.main.of[parse_ethnic_category(row[0]) or "Z"] == group]
        return [name, *(str(sum(int(row[i]) for row in own)) for i in (1, 2, 3))]

    return [heading, total, of("White total", "white"), *origins, of("BME", "bme"), total]


@pytest.mark.parametrize("turned", [False, True])
def test_totals_of_groups_among_the_origins_are_left_out_and_said(turned: bool, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = with_subtotals()
    write_csv(
        folder / "recruitment.csv", [list(row) for row in zip(*table, strict=True)] if turned else table
    )
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report) == expected()
    said = " ".join(item.message for item in report.issues.items if item.code == "table-reshaped")
    assert f"{2 if turned else 3} totals among them" in said


@pytest.mark.parametrize(
    ("name", "origins"),
    [
        ("Asian or Asian British", ["Indian", "Bangladeshi"]),
        ("Black or Black British", ["African", "Caribbean"]),
        ("Mixed total", ["White and Asian", "White and Black African"]),
        ("All other ethnic groups", ["Indian", "African", "White and Asian"]),
    ],
)
def test_headings_with_their_sums_are_totals(name: str, origins: list[str], tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    of = [[origin, "9", "5", "1"] for origin in origins]
    total = [name, *(str(len(of) * number) for number in (9, 5, 1))]
    table = [["Ethnic Origin", "Applications", "Shortlisted", "Appointed"], ["British", "9", "9", "3"]]
    write_csv(folder / "recruitment.csv", [*table, total, *of])
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report)[2, "likelihood", (), "bme", None][:2] == (len(of), 5 * len(of))


def test_what_is_named_a_total_and_is_none_is_an_error(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = with_subtotals()
    table[2][2] = str(int(table[2][2]) - 1)
    write_csv(folder / "recruitment.csv", table)
    accept_unlisted(folder)
    report = pipeline.calculate(folder)
    (item,) = (item for item in report.issues.items if item.severity == "error")
    assert (item.code, item.row) == ("counts-do-not-add-up", 3)
    assert report.indicators[1].reason == "table_has_errors"


@pytest.mark.parametrize("column", [2, 3])
def test_a_total_that_is_not_the_sum_of_a_summary_is_an_error(column: int, tmp_path: Path) -> None:
    """A row may be missing, or an origin may stand in it twice."""
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[-1][column] = str(int(table[-1][column]) + 1)
    write_csv(folder / "recruitment.csv", table)
    report = pipeline.calculate(folder)
    assert report.indicators[1].reason == "table_has_errors"
    (item,) = (item for item in report.issues.items if item.code == "counts-do-not-add-up")
    assert (item.row, item.column) == (len(table), table[0][column])


@pytest.mark.parametrize(
    ("text", "code"), [("-", "blank-cell"), ("*", "wrong-number"), ("<5", "wrong-number")]
)
def test_a_cell_of_a_summary_that_is_no_number_is_an_error(text: str, code: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[2][3] = text
    write_csv(folder / "recruitment.csv", table)
    report = pipeline.calculate(folder)
    assert report.indicators[1].reason == "table_has_errors"
    assert code in {item.code for item in report.issues.items}


@pytest.mark.parametrize("text", ["n/a", "*", "<5", "-3"])
def test_a_cell_of_a_cross_tab_that_is_no_number_is_an_error(text: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    cross_tab_workbook(folder)
    path = folder / "recruitment.xlsx"
    book = openpyxl.load_workbook(path)
    book["By ethnicity"].cell(4, 2).value = text
    book.save(path)
    report = pipeline.calculate(folder)
    assert report.indicators[1].reason == "table_has_errors"
    assert "wrong-number" in {item.code for item in report.issues.items}


def test_percentages_are_no_numbers_of_people(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    table[0] = ["Ethnic Origin", "Applications", "Shortlisted %", "Appointed %"]
    write_csv(folder / "recruitment.csv", table)
    report = pipeline.calculate(folder)
    assert report.indicators[1].reason is not None


def _benchmark(path: Path, code: str = "RX0", cells: dict[str, float] | None = None) -> dict[str, float]:
    """The national workbook with the trust on the second sheet, among others."""
    items = cells or {
        "har_from_pat_eth_summary_1_2024": 0.2531234567891,
        "har_from_pat_eth_summary_2_2024": 0.3,
        "har_from_staff_eth_summary_1_2024": 0.24,
        "har_from_staff_eth_summary_2_2024": 0.3125,
        "equal_eth_summary_1_2024": 0.57,
        "equal_eth_summary_2_2024": 0.49,
        "q16b_eth_summary_1_2024": 0.07,
        "q16b_eth_summary_2_2024": 0.15,
        "q16b_eth_summary_n_1_2024": 2560,
        "q16b_eth_summary_n_2_2024": 900,
        "q16b_eth_summary_1_2023": 0.08,
        "q16b_eth_summary_2_2023": 0.17,
    }
    book = openpyxl.Workbook()
    for i, name in enumerate(("Acute Specialist Trusts", "Acute&Acute Community Trusts", "Notes")):
        sheet = book.create_sheet(name, i)
        if name == "Notes":
            sheet.append(["Fractions from 0 to 1"])
            continue
        sheet.append(["NHS Staff Survey benchmark results"])
        sheet.append(["Organisation", "ODS code", *items])
        others = ("RP4", "RBS") if i == 0 else ("R0A", code, "RXZ")
        for other in others:
            values = items.values() if other == code else [0.5] * len(items)
            sheet.append([f"Trust of {other}", other, *values])
    del book["Sheet"]
    book.save(path)
    return items


def _survey(report: Report) -> dict[tuple[int, str], tuple[object, object]]:
    return {
        (indicator.number, measure.group): (measure.value, measure.denominator)
        for indicator in report.indicators
        if indicator.kind == "percentage"
        for measure in indicator.measures
        if measure.measure == "percentage"
    }


def test_the_national_benchmark_workbook(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["staff_survey"])
    items = _benchmark(folder / "survey_summary.xlsx")
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    found = _survey(report)
    assert found[5, "white"] == (
        pytest.approx(items["har_from_pat_eth_summary_1_2024"] * 100, rel=1e-12),
        None,
    )
    assert found[6, "bme"] == (31.25, None)
    assert found[7, "white"] == (57, None)
    assert found[8, "bme"] == (15, 900)


def test_units_of_a_trust_in_the_benchmark_workbook_are_asked_about(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["staff_survey"])
    _benchmark(folder / "survey_summary.xlsx", "RX01")
    report = pipeline.calculate(folder)
    (item,) = (item for item in report.issues.items if item.code == "organisation-not-found")
    assert 'unit = "RX01"' in item.message
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text() + '\n[tables.survey_summary]\nunit = "RX01"\n')
    assert _survey(pipeline.calculate(folder))[8, "bme"] == (15, 900)


def test_a_benchmark_workbook_of_another_year_is_refused(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["staff_survey"])
    _benchmark(folder / "survey_summary.xlsx", cells={"q16b_eth_summary_1_2022": 0.1})
    messages = [item.message for item in pipeline.calculate(folder).issues.items]
    assert any("no results of the 2024 survey, but of 2022" in message for message in messages)


@pytest.mark.parametrize(
    ("white", "bme", "percent"), [("0.134", "0.2", 13.4), ("13.4", "20", 13.4), ("0.4%", "0.9%", 0.4)]
)
def test_fractions_are_told_by_the_whole_column(white: str, bme: str, percent: float, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["staff_survey"])
    lines = [["indicator", "group", "percentage"]]
    lines += [
        [str(number), group, text]
        for number in (5, 6, 7, 8)
        for group, text in (("white", white), ("bme", bme))
    ]
    write_csv(folder / "survey_summary.csv", lines)
    report = pipeline.calculate(folder)
    told = "percentages-read-as-fractions" in {item.code for item in report.issues.items}
    assert told == (white == "0.134")
    if "%" not in white:
        assert _survey(report)[5, "white"] == (percent, None)


def test_a_summary_stands_beside_counts_of_other_populations(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment", "training"])
    summary(folder)
    counts = [["population", "group", "people"], ["training", "white", "4"], ["training", "bme", "3"]]
    write_csv(folder / "counts.csv", [*counts, ["training", "unknown", "0"]])
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    found = figures(report)
    assert {key: found[key] for key in found if key[0] == 2} == {
        key: value for key, value in expected().items() if key[0] == 2
    }
    assert found[4, "likelihood", (), "white", None][0] == 4


def counts_beside(folder: Path, *further: list[str]) -> None:
    counts = [["training", "white", "4"], ["training", "bme", "3"], ["training", "unknown", "0"], *further]
    write_csv(folder / "counts.csv", [["population", "group", "people"], *counts])


@pytest.mark.parametrize("turned", [False, True])
def test_an_error_in_a_summary_stops_no_more_than_its_indicator(turned: bool, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment", "training"])
    table = _summary()
    table[1][0] = "Martian"
    write_csv(
        folder / "recruitment.csv", [list(row) for row in zip(*table, strict=True)] if turned else table
    )
    counts_beside(folder)
    report = pipeline.calculate(folder)
    assert [(item.code, item.table) for item in report.issues.items if item.severity == "error"] == [
        ("unknown-ethnic-category", "recruitment")
    ]
    assert {one.number: one.reason for one in report.indicators if one.reason} == {2: "table_has_errors"}
    assert {one.table for one in report.inputs} >= {"recruitment", "counts"}


def test_an_error_in_the_counts_beside_a_summary_leaves_the_summary_alone(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment", "training"])
    summary(folder)
    counts_beside(folder, ["training", "purple", "1"])
    report = pipeline.calculate(folder)
    assert {one.number: one.reason for one in report.indicators if one.reason} == {4: "table_has_errors"}


@pytest.mark.parametrize("total", [None, "Grand total", "All applicants", "All"])
def test_an_origin_that_is_accepted_counts_as_unknown(total: str | None, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    table = _summary()
    if total:  # which the unlisted origin is part of
        table.insert(1, [total, *table[-1][1:]])
    (white,) = (row for row in table if row[0] == ETHNICITY.categories["A"])
    white[0] = "Martian"
    write_csv(folder / "recruitment.csv", table)
    accept_unlisted(folder)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert "acceptance-without-issue" not in {item.code for item in report.issues.items}
    key, found, of_rows = (2, "likelihood", ()), figures(report), expected()
    for place, people in ((1, int(white[2])), (0, int(white[3]))):
        assert found[*key, "unknown", None][place] == of_rows[*key, "unknown", None][place] + people
        assert found[*key, "white", None][place] == of_rows[*key, "white", None][place] - people


def test_a_summary_is_used_and_not_the_counts_of_the_same(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment", "training"])
    summary(folder)
    counts_beside(folder, *(["shortlisted", group, "9"] for group in ("white", "bme", "unknown")))
    report = pipeline.calculate(folder)
    twice = [item for item in report.issues.items if item.code == "population-sent-twice"]
    assert [(item.table, item.row) for item in twice] == [("counts", 5), ("counts", 6), ("counts", 7)]
    found = figures(report)
    assert {key: found[key] for key in found if key[0] == 2} == {
        key: value for key, value in expected().items() if key[0] == 2
    }


def test_mandatory_courses_on_a_list_of_their_own(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["training"])
    found = rows("training")
    mandatory = sorted({row["course"] for row in found if row["mandatory"] == "Yes"})
    assert not {row["course"] for row in found if row["mandatory"] != "Yes"} & set(mandatory)
    for row in found:
        del row["mandatory"]
    _csv(folder, "training", found)
    write_csv(
        folder / "Mandatory.csv", [["Course"], *([name.upper()] for name in mandatory), ["No such course"]]
    )
    toml = folder / "submission.toml"
    toml.write_text(toml.read_text() + '\n[tables.training]\nmandatory_courses = "Mandatory.csv"\n')
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items]
    assert figures(report) == expected()
    (said,) = (item.message for item in report.issues.items if item.code == "table-reshaped")
    assert "1 of the" in said
    (folder / "Mandatory.csv").unlink()
    assert "file-missing" in {item.code for item in pipeline.calculate(folder).issues.items}


def cross_tab(folder: Path) -> None:
    """Ethnic origins as columns, stages as rows, with totals on both sides."""
    heading, *found = _summary()
    origins = found[:-1]
    turned = [[heading[i], *(row[i] for row in origins), found[-1][i]] for i in range(1, len(heading))]
    lines = [["Equality report"], [], ["Stage", *(row[0] for row in origins), "Total"], *turned]
    write_csv(folder / "recruitment.csv", lines, ";")


def cross_tab_workbook(folder: Path) -> None:
    heading, *found = _summary()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Read me"
    book.active.append(["About this report"])
    sheet = book.create_sheet("By ethnicity")
    sheet.append(["Ethnic Origin", *(row[0] for row in found[:-1])])
    for i in range(1, len(heading)):
        sheet.append([heading[i], *(int(row[i]) for row in found[:-1])])
    book.save(folder / "recruitment.xlsx")


def cross_tab_of_codes(folder: Path) -> None:
    heading, *found = _summary()
    codes = [parse_ethnic_category(row[0]) or "Z" for row in found[:-1]]
    write_csv(
        folder / "recruitment.csv",
        [["Stage", *codes], *([heading[i], *(row[i] for row in found[:-1])] for i in (1, 2, 3))],
    )


@pytest.mark.parametrize("shape", [cross_tab, cross_tab_workbook, cross_tab_of_codes])
def test_a_cross_tab_of_recruitment_comes_to_the_figures_of_its_rows(
    shape: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = canonical(tmp_path / "sent", but=("recruitment",))
    shape(folder)
    report = pipeline.calculate(folder)
    assert figures(report) == expected()
    assert "table-reshaped" in {item.code for item in report.issues.items}


def test_a_cross_tab_whose_total_is_not_its_sum_is_an_error(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=("recruitment",))
    cross_tab(folder)
    path = folder / "recruitment.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[-1] = lines[-1].rsplit(";", 1)[0] + ";999"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = pipeline.calculate(folder)
    assert report.indicators[1].status == "not_calculated"
    assert "counts-do-not-add-up" in {item.code for item in report.issues.items}


@pytest.mark.parametrize("without", ["Shortlisted", "Appointed"])
def test_a_cross_tab_without_a_stage_is_refused(without: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=("recruitment",))
    cross_tab(folder)
    path = folder / "recruitment.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(without, "Interviewed"), encoding="utf-8")
    report = pipeline.calculate(folder)
    assert report.indicators[1].status == "not_calculated"
    found = [item for item in report.issues.items if item.code == "column-missing"]
    assert without.lower() in found[0].message


CONTRACTOR = ["QuestionNumber", "DimName", "DimValue", "BaseSize", "Score"]


def contractor(folder: Path, lines: list[list[str]], score: str | None) -> Report:
    canonical(folder, but=("staff_survey",))
    write_csv(folder / "survey_summary.csv", [CONTRACTOR, *lines])
    if score is not None:
        with (folder / "submission.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[tables.survey_summary]\nscore = "{score}"\n')
    return pipeline.calculate(folder)


RESULTS = [
    ["Q14a", "Ethnicity", "White", "400", "0.25"],
    ["Q14a", "Ethnicity", "BME", "100", "0.3"],
    ["Q14a", "Gender", "Female", "100", "0.9"],
    ["Q14b/c", "Ethnicity", "White", "400", "0.2"],
    ["Q14b/c", "Ethnicity", "BME", "100", "0.4"],
    ["Q15", "Ethnicity", "White", "400", "0.6"],
    ["Q15", "Ethnicity", "BME", "100", "0.5"],
    ["Q16b", "Ethnicity", "White", "400", "0.05"],
    ["Q16b", "Ethnicity", "BME", "100", "0.15"],
    ["Q99", "Ethnicity", "BME", "100", "1"],
]


@pytest.mark.parametrize(
    ("score", "per_group"),
    [
        ("experienced", {5: (25, 30), 6: (20, 40), 7: (60, 50), 8: (5, 15)}),
        ("not_experienced", {5: (75, 70), 6: (80, 60), 7: (60, 50), 8: (95, 85)}),
    ],
)
def test_a_contractors_results_are_read_as_the_settings_say(
    score: str, per_group: dict[int, tuple[int, int]], tmp_path: Path
) -> None:
    report = contractor(tmp_path / "sent", RESULTS, score)
    found = {
        each.number: tuple(m.value for m in each.measures if m.measure == "percentage")
        for each in report.indicators
        if each.number in per_group
    }
    assert found == {number: pytest.approx(values) for number, values in per_group.items()}
    assert "percentages-read-as-fractions" in {item.code for item in report.issues.items}


def test_a_score_that_may_mean_two_things_is_never_guessed(tmp_path: Path) -> None:
    report = contractor(tmp_path / "sent", RESULTS, None)
    assert {each.status for each in report.indicators if each.number in (5, 6, 7, 8)} == {"not_calculated"}
    assert "score-unclear" in {item.code for item in report.issues.items}
    of_7 = [line for line in RESULTS if line[0] == "Q15"]
    report = contractor(tmp_path / "of 7", of_7, None)
    assert report.indicators[6].status == "calculated"
