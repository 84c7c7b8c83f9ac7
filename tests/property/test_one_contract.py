"""One contract, applied fast: `cells.judge` finds what the models find when they are put to one row after the other.

The models of `intake/tables.py` are the only statement of what a cell may be. Here each row is put to its model
as a whole; the fast way, which judges distinct values and compiles patterns into expressions, must come to the same
issues at the same cells, and must read the same values.
"""

import random
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wres_calc.checking import cells
from wres_calc.checking.cells import Judged
from wres_calc.facts.table import rows as reference
from wres_calc.intake.files.frames import tidy
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.tables import TABLES

Found = Counter[tuple[str, int, str, str | None]]
"""Code, row, heading as sent, and the value where the column is coded; a `Counter`, so that nothing is said twice."""

NOT_CODED = frozenset(
    """employee_number assignment_number organisation_code application_id vacancy_id case_id respondent_id member_id
    grade job_role assignment_status assignment_category course role case_type snapshot sub_stage""".split()
)
"""Identifiers and free text: every value may be another, and none is repeated in an issue."""
NOT_CODED_IN = {("staff_survey", "staff_group")}
"""Free text in one table, where contractors have labels of their own, and coded in others."""

ETHNIC = [row["label"] for row in reference("ethnic_labels")] + [
    *(
        "A",
        "CA",
        "a",
        "C2",
        "Z",
        "A White - British",
        "C2 White Northern Irish",
        "H Asian or Asian British - Indian",
    ),
    *(
        "T",
        "1",
        "99",
        "A1B",
        "A Chinese",
        "White",
        "BME",
        "not stated",
        "White - Britsh",
        "A  White\nBritish",
    ),
    *("A\tWhite British", "\u200bA", "Ａ", "NA", "no", "-", "?", "\ufeffA", "À", "White – British"),
]
YES_NO = "yes Y TRUE true 1 no N False 0 ja yess 2 01 ｙes YES! ١ y/n oui Yeſ trᵘe".split()
DATES = [
    *(
        "2025-03-31",
        "31/03/2025",
        "1/4/2024",
        "31-Mar-2025",
        "31 March 2025",
        "5 Sept 2024",
        "2025-03-31T00:00",
    ),
    *("2025-03-31 00:00:00", "31/03/2025 12:30", "2025-3-1", "29/02/2024", "2025-03-31 00:00:00.123"),
    *(
        "31/02/2025",
        "2025-13-01",
        "29/02/2025",
        "0000-01-01",
        "9999-12-31",
        "1/4/24",
        "31.03.2025",
        "03/31/2025",
    ),
    *("31-Mrz-2025", "45747", "2025-03-31Z", "March 2025", "١/٤/٢٠٢٤", "31-MAR-2025", "31 mar 2025 "),
]
NUMBERS = [
    *(
        "0",
        "1",
        "0.8",
        "1.0",
        "37.5",
        "100",
        "100.0",
        "1,234",
        "1,234.5",
        "0,8",
        "12.5%",
        "12.5 %",
        "+5",
        "00012",
    ),
    *(
        "-1",
        "-0",
        "-0.5",
        "100.1",
        "1e5",
        "1.23E+07",
        "1,2E+3",
        "12E",
        "0x1F",
        "NaN",
        "inf",
        "1_000",
        "1 000",
    ),
    *("1000000000", "1000000001", "1,000,000,000", "1000000000.1"),
    *("٣", "½", "1,23,4", ".5", "5.", "0.1", "0." + "0" * 30 + "1", "9" * 9, "9" * 10, "9" * 19, "9" * 400),
]
CODES = [
    *(
        "white",
        "BME",
        "unknown",
        "Asian",
        "workforce",
        "board voting",
        "Board-Executive",
        "medical_and_dental",
    ),
    *(
        "Non Clinical",
        "band_8a",
        "Band 8a",
        "vsm",
        "VSM ",
        "consultant",
        "5",
        "Indicator 6",
        "wres8",
        "9",
        "5.0",
    ),
    *("Medical and Dental", "Nursing and Midwifery Registered", "Estates & Ancillary", "Nurses", "Students"),
    *(
        "1",
        "2",
        "9",
        "Never",
        "More than 10",
        "3-5",
        "Don’t know",
        "don't know",
        "Prefer not to say",
        "Often",
    ),
]
TEXTS = [
    *(
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ),
    *("#n/a", "#N/A!", "x#N/A", "#N/A x", "#REF", "#N/A\nx", "x\n#N/A", "#", "N/A", "\n#REF!"),
    *("1E5", "1e5", "1.5E+10", "12345678E-3", "E5", "1.E5", "1E", "1E5 ", "1E5\n2", "a1E5", "1E5a"),
    *("١E٥", "²E5", "\U00011f50E5"),
    *(
        "x" * 100,
        "x" * 101,
        "é" * 100,
        "é" * 101,
        "😀" * 100,
        "😀" * 101,
        "e\u0301" * 60,
        "x\n" * 60,
        "y" * 5000,
    ),
    *(
        "",
        " ",
        "\u00a0",
        "\t\n",
        "\u200b",
        "\u2028",
        "\x00",
        "\x1b[31m",
        "0012",
        "=1+1",
        "O’Brien",
        "ß",
        "İ",
        "Ǆ",
    ),
    *(
        "NHS|XR05|Review Body Band 5",
        "Active Assignment",
        "Bank",
        "null",
        "None",
        "nan",
        "RX1",
        "中文",
        "שלום",
    ),
]
POOL: list[str | None] = [None, *ETHNIC, *YES_NO, *DATES, *NUMBERS, *CODES, *TEXTS]

GOOD = {
    "ethnic_category": "A",
    "staff_group": "Students",
    "grade": "Band 5",
    "group": "white",
    "indicator": "5",
    "percentage": "1",
    "population": "board",
    "people": "1",
    "appointed": "no",
    "voting": "no",
    "executive": "no",
    "employee_number": "1",
}
"""A text that each required column accepts: it stands in for a refused cell, which would hide its row's others."""


def table(name: str, columns: Mapping[str, Sequence[str | None]]) -> RawTable:
    """The cells as the readers hand them on: stripped, blank ones null; headings of their own, rows from 2."""
    texts = pl.DataFrame({column: pl.Series(given, dtype=pl.String) for column, given in columns.items()})
    frame = tidy(texts.with_row_index(ROW, 2))
    headings = {column: f"As sent: {column}" for column in columns}
    return RawTable(name, f"{name}.csv", None, "", frame, headings)


def by_rows(raw: RawTable) -> tuple[Found, list[dict[str, Any]]]:
    """The faults and the values of each row, the model being put to one row after the other."""
    model = TABLES[raw.name]
    one_of = [column for column in model.one_of if column in raw.frame.columns]
    found: Found = Counter()
    values = []
    for row in raw.frame.iter_rows(named=True):
        number = row.pop(ROW)
        refused = _refused(raw.name, row)
        for column, code in refused.items():
            free = column in NOT_CODED or (raw.name, column) in NOT_CODED_IN
            value = None if free else row[column]
            found[code, number, raw.headings[column], value] += 1
        if one_of and all(row[column] is None for column in one_of):
            found["blank-cell", number, raw.headings[one_of[0]], None] += 1
        values.append(_values(raw.name, row, refused))
    return found, values


def _refused(name: str, row: Mapping[str, str | None]) -> dict[str, str]:
    """The refused cells of a row, with the code; columns that were not sent are no matter of cells."""
    try:
        TABLES[name].model_validate(row)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        refused = [(str(fault["loc"][0]), fault["type"]) for fault in faults if fault["type"] != "missing"]
        assert len(dict(refused)) == len(refused)
        return dict(refused)
    return {}


def _values(name: str, row: Mapping[str, str | None], refused: Mapping[str, str]) -> dict[str, Any]:
    """What the model reads in each cell; `None` in one that it refuses."""
    whole = {**GOOD, **{column: text for column, text in row.items() if column not in refused}}
    read = TABLES[name].model_validate(whole)
    return {column: None if column in refused else _plain(getattr(read, column)) for column in row}


def _plain(value: Any) -> Any:
    """A value as a frame holds it: numbers that must stay exact, and names of codes, are text."""
    return str(value) if isinstance(value, str | Decimal) else value


def by_columns(judged: Judged) -> Found:
    """The issues of the fast way, one for each cell."""
    found: Found = Counter()
    for issue in judged.issues:
        assert issue.rows
        assert issue.shown == (issue.value is not None)
        for row in issue.rows:
            found[issue.code, row, str(issue.column), issue.value] += 1
    return found


def assert_same(raw: RawTable) -> None:
    judged = cells.judge(raw)
    expected, values = by_rows(raw)
    found = by_columns(judged)
    assert found - expected == Counter(), "only the fast way finds these"
    assert expected - found == Counter(), "only the models find these"
    assert judged.frame.drop(ROW).rows(named=True) == values
    assert judged.frame[ROW].equals(raw.frame[ROW])
    for issue in judged.issues:
        assert (issue.table, issue.file) == (raw.name, raw.file)


def columns_of(name: str) -> list[str]:
    return list(TABLES[name].model_fields)


cell = st.one_of(st.sampled_from(POOL), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


@st.composite
def tables(draw: st.DrawFn, name: str) -> RawTable:
    """Up to eight rows of all columns, or of some, with any texts."""
    columns = draw(st.lists(st.sampled_from(columns_of(name)), min_size=1, unique=True))
    height = draw(st.integers(0, 8))
    column = st.lists(cell, min_size=height, max_size=height)
    return table(name, {name: draw(column) for name in columns})


@pytest.mark.parametrize("name", TABLES)
def test_any_texts(name: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tables(name))
    def holds(raw: RawTable) -> None:
        assert_same(raw)

    holds()


@pytest.mark.parametrize("name", TABLES)
def test_every_text_in_every_column(name: str) -> None:
    assert_same(table(name, dict.fromkeys(columns_of(name), POOL)))


def near(text: str | None, chance: random.Random) -> str | None:
    """A text, often as it is, else with one character dropped, doubled, put in, exchanged or in the other case."""
    if not text or chance.random() < 0.5:
        return text
    at = chance.randrange(len(text))
    other = chance.choice(string.printable + "\u00a0éÀ–’١")
    piece = chance.choice(["", text[at] * 2, other, other + text[at], text[at].swapcase(), " " + text[at]])
    return text[:at] + piece + text[at + 1 :]


def random_table(name: str, seed: int, height: int = 300) -> RawTable:
    """Many rows: each column holds mostly what it accepts, else near misses or what belongs elsewhere."""
    chance = random.Random(f"{name} {seed}")
    accepted = {
        column: [text for text in POOL if column not in _refused(name, {column: text})]
        for column in columns_of(name)
    }
    sent = [column for column in columns_of(name) if chance.random() < 0.85] or columns_of(name)
    return table(
        name,
        {
            column: [
                near(chance.choice(accepted[column] if chance.random() < 0.8 else POOL), chance)
                for _ in range(height)
            ]
            for column in sent
        },
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", TABLES)
def test_random_frames(name: str, seed: int) -> None:
    assert_same(random_table(name, seed))


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_many_more_random_frames(name: str) -> None:
    for seed in range(100, 160):
        assert_same(random_table(name, seed, 500))


def test_the_oracle_finds_faults_of_every_kind() -> None:
    """The texts above reach every way in which a cell can be refused: the comparison is not of nothing with nothing."""
    codes = set()
    for name in TABLES:
        found, _ = by_rows(table(name, dict.fromkeys(columns_of(name), POOL)))
        codes |= {code for code, *_ in found}
    assert codes == {
        *("blank-cell", "spreadsheet-error", "number-in-scientific-form", "text-too-long", "wrong-yes-no"),
        *(
            "wrong-date",
            "wrong-number",
            "number-out-of-range",
            "unknown-ethnic-category",
            "unknown-group",
        ),
        *("unknown-staff-group", "unknown-survey-answer", "unknown-population", "unknown-staff-category"),
        *("unknown-pay-band", "unknown-indicator", "unknown-stage", "unknown-disability"),
    }
