"""Returns to test with: random counts of a trust, the return filled from them, and forms of somebody's own."""

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, PatternFill, Protection, Side

from tests import build
from wres_calc import pipeline
from wres_calc.render.formats import FORMATS
from wres_calc.report.report import Report

OPTIONS = pipeline.Options(year=2025, organisation="RX1")
AFC = [
    "under_band_1",
    *(f"band_{n}" for n in range(1, 8)),
    "band_8a",
    "band_8b",
    "band_8c",
    "band_8d",
    "band_9",
    "vsm",
]
MEDICAL = [
    "consultant",
    "senior_medical_manager",
    "non_consultant_career_grade",
    "trainee_grade",
    "other_medical",
]


def random_tables(seed: int) -> dict[str, str]:
    """Counts of every population and survey percentages, plausible and all different enough to be told apart."""
    chance = random.Random(seed)
    lines = ["population,group,people,staff_category,pay_band"]
    staff = dict.fromkeys(build.GROUPS, 0)
    for category, bands in (
        ("non_clinical", AFC),
        ("clinical_non_medical", AFC),
        ("medical_and_dental", MEDICAL),
    ):
        whole = dict.fromkeys(build.GROUPS, 0)
        for band in bands:
            for group, most in zip(build.GROUPS, (150, 60, 12), strict=True):
                people = (
                    chance.randint(0, whole[group] // 4)
                    if band == "senior_medical_manager"
                    else chance.randint(3, most)
                )
                lines.append(f"workforce,{group},{people},{category},{band}")
                if band == "consultant":
                    whole[group] = people
                staff[group] += 0 if band == "senior_medical_manager" else people
    for base, event, least, most in (
        ("shortlisted", "appointed", 200, 900),
        (None, "disciplinary", 0, 0),
        (None, "training", 0, 0),
    ):
        for group in build.GROUPS:
            people = staff[group] if base is None else chance.randint(least, most)
            lines += [f"{base},{group},{people},,"] if base else []
            share = chance.uniform(0.1, 0.5) if event != "disciplinary" else chance.uniform(0.01, 0.06)
            lines.append(f"{event},{group},{max(1, round(people * share))},,")
    parts: dict[str, dict[str, int]] = {}
    for group, most in zip(build.GROUPS, (9, 6, 2), strict=True):
        people = chance.randint(2, most)
        parts.setdefault("board", {})[group] = people
        for part in ("board_voting", "board_executive"):
            parts.setdefault(part, {})[group] = chance.randint(1, people)
    lines += [f"{part},{group},{people},," for part, of in parts.items() for group, people in of.items()]
    survey = [
        (number, group, round(chance.uniform(*span), 1), "")
        for number in (5, 6, 7, 8)
        for group, span in (("white", (5, 30)), ("bme", (35, 70)))
    ]
    return {"counts": "\n".join(lines) + "\n", "survey_summary": build.survey_summary(*survey)}


def random_report(seed: int, folder: Path, **more: Any) -> Report:
    return pipeline.calculate(build.submission(folder, random_tables(seed), **more))


def typed(report: Report, style: str = "full", path: Path | None = None) -> openpyxl.Workbook:
    """The return of a report as somebody has it who types its values.

    `style`: in full, rounded in cells that show per cents, rounded as numbers in per cent, or all as text.
    """
    book = openpyxl.load_workbook(BytesIO(FORMATS["return"].report(report)), data_only=True)
    for row in book["Return"].iter_rows(min_row=5, min_col=2, max_col=4):
        for cell in row:
            if cell.value is None or style == "full":
                continue
            if "%" in cell.number_format:
                percent = _half_up(100 * cell.value, 1)
                if style == "cells":
                    cell.value, cell.number_format = round(percent / 100, 3), "0.0%"
                else:
                    cell.value, cell.number_format = (
                        (f"{percent:.1f} %" if style == "text" else percent),
                        "General",
                    )
            elif cell.number_format == "0.00":
                cell.value = f"{_half_up(cell.value, 2):.2f}" if style == "text" else _half_up(cell.value, 2)
            elif style == "text":
                cell.value = f"{cell.value:,}"
    if path is not None:
        book.save(path)
    return book


def _half_up(value: float, decimals: int) -> float:
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals


def rows_of(sheet: Any) -> dict[str, list[int]]:
    """The numbers of the rows of each label, in order."""
    found: dict[str, list[int]] = {}
    for (cell,) in sheet.iter_rows(max_col=1):
        if cell.value:
            found.setdefault(cell.value, []).append(cell.row)
    return found


COLUMNS = {6: "F", 8: "H", 9: "I"}
"""Where the groups stand in `own_form`."""


def own_form(path: Path, *, protected: bool = True, years: bool = False) -> Path:
    """A form of somebody's own: other fonts and labels, merged titles, further rows and columns, a protected sheet."""
    book = openpyxl.Workbook()
    form = _OwnForm(book.active, years=years)
    form.write()
    if protected:
        book.active.protection.enable()
    book.create_sheet("Guidance")["A1"] = "Fill in the white cells."
    book.save(path)
    return path


class _OwnForm:
    def __init__(self, sheet: Any, *, years: bool) -> None:
        self.sheet, self.years, self.at, self.number = sheet, years, 6, 0

    def row(self, label: str, measure: str = "Headcount", formula: str = "", look: str = "General") -> int:
        """A row of the form; a formula may have {c} for the column and {r} for the row above."""
        self.number += 1
        for column, text in ((2, self.number), (4, label), (5, measure)):
            self.sheet.cell(self.at, column, text)
        for column, letter in COLUMNS.items():
            cell = self.sheet.cell(self.at, column)
            cell.font, cell.border = Font(name="Georgia", size=9), Border(bottom=Side("thin"))
            cell.number_format, cell.protection = look, Protection(locked=bool(formula))
            if formula:
                cell.value = formula.format(c=letter, r=self.at - 1)
        self.at += 1
        return self.at - 1

    def title(self, text: str) -> None:
        self.sheet.cell(self.at, 2, text).font = Font(bold=True)
        self.sheet.merge_cells(start_row=self.at, start_column=2, end_row=self.at, end_column=10)
        self.at += 1

    def write(self) -> None:
        sheet = self.sheet
        sheet.title = "WRES template"
        sheet["B2"] = "Workforce Race Equality Standard (WRES): trust return"
        sheet.merge_cells("B2:H2")
        sheet["B2"].font, sheet["B2"].fill = (
            Font(name="Comic Sans MS", size=18),
            PatternFill("solid", fgColor="005EB8"),
        )
        headings = [
            "No.",
            "INDICATOR",
            "DATA ITEM",
            "MEASURE",
            "WHITE",
            "White %",
            "BME",
            "ETHNICITY UNKNOWN/NULL",
            "Notes",
        ]
        for column, text in enumerate(headings, 2):
            sheet.cell(5, column, text).font = Font(name="Times New Roman", italic=True)
        if self.years:
            sheet["F4"], sheet["K4"] = "31 March 2025", "31 March 2024"
            for column, text in enumerate(["White", "BME", "Unknown"], 11):
                sheet.cell(5, column, text)
        self._bands()
        self._likelihoods()
        self.title("Staff survey")
        for label in (
            "% of staff experiencing harassment, bullying or abuse from patients, relatives, public in last 12 months",
            "% of staff experiencing harassment, bullying or abuse from staff in last 12 months",
            "% believing that trust provides equal opportunities for career progression or promotion",
            "% of staff personally experienced discrimination at work from Manager/team leader or other colleagues",
        ):
            self.row(label, "Percentage", look="0.0")
        self._board()

    def _bands(self) -> None:
        afc = [
            "Under Band 1",
            *(f"AfC Band {n}" for n in range(1, 8)),
            "Band 8A",
            "Band 8B",
            "Band 8C",
            "Band 8D",
            "Band 9",
            "VSM",
        ]
        for title in ("1a) Non Clinical workforce", "1b) Clinical workforce of which Non Medical"):
            self.title(title)
            first = self.at
            for label in afc:
                self.row(label)
            self.row("Total", formula=f"=SUM({{c}}{first}:{{c}}{{r}})")
        self.title("Of which Medical & Dental")
        for label in (
            "Consultants",
            "of which Senior medical manager",
            "Non-consultant career grade",
            "Trainee grades",
            "Other",
        ):
            self.row(label)

    def _likelihoods(self) -> None:
        self.title("2 Relative likelihood of staff being appointed from shortlisting across all posts")
        shortlisted = self.row("Number of shortlisted applicants")
        self.row("Number appointed from shortlisting")
        self.row(
            "Likelihood of appointment from shortlisting", "Auto", f"={{c}}{{r}}/{{c}}{shortlisted}", "0.0%"
        )
        self.row(
            "Relative likelihood of White staff being appointed from shortlisting compared to BME staff",
            look="0.00",
        )
        for number, event, ratio in (
            (3, "entering the formal disciplinary process", "BME staff {} compared to White staff"),
            (4, "accessing non-mandatory training and CPD", "White staff {} compared to BME staff"),
        ):
            self.title(f"{number} Relative likelihood of staff {event}")
            self.row("Number of staff in workforce")
            self.row(f"Number of staff {event}")
            self.row(f"Likelihood of staff {event}", "", look="0.0%")
            self.row(f"Relative likelihood of {ratio.format(event)}", "")
        self.row("A question of our own: staff networks")

    def _board(self) -> None:
        self.title(
            "9 Percentage difference between the organisations' Board voting membership and its overall workforce"
        )
        for label in (
            "Total Board members",
            "of which: Voting Board members",
            ": Non Voting Board members",
            "Total Board members",
            "of which: Exec Board members",
            ": Non Executive Board members",
            "Number of staff in overall workforce",
        ):
            self.row(label)
        for label in (
            *("Total Board members - % by Ethnicity", "Voting Board Member - % by Ethnicity"),
            *("Non Voting Board Member - % by Ethnicity", "Executive Board Member - % by Ethnicity"),
            *("Non Executive Board Member - % by Ethnicity", "Overall workforce - % by Ethnicity"),
            "Difference (Total Board -Overall workforce )",
            "Difference (Voting membership - Overall Workforce)",
            "Difference (Executive membership - Overall Workforce)",
        ):
            self.row(label, "", look="0.0%")
