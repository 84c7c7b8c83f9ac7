"""Any bytes as a table or as settings: a refusal or a report, and no other exception."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres_calc import pipeline
from wres_calc.errors import WresError
from wres_calc.intake.tables import TABLES

ALPHABET = st.one_of(
    st.sampled_from('",;\t\n\r\0 \ufeff\u00a0A=#é'), st.characters(exclude_categories=["Cs"])
)
TEXT = st.text(ALPHABET, max_size=60)
CELLS = st.lists(st.lists(st.text(ALPHABET, max_size=8), max_size=6), max_size=6)
KEYS = st.sampled_from(
    """submission reporting_year organisation code name tables workforce file sheet header_row columns values accept
    issue table reason population_served bme thresholds grade ethnic_category x""".split()
)
VALUES = st.one_of(
    st.integers(-3, 3000),
    st.booleans(),
    st.floats(),
    st.sampled_from(['"A"', '"../x"', '"workforce.csv"', '""', "[]"]),
)


def judge(files: dict[str, bytes], year: int | None = 2025) -> None:
    with TemporaryDirectory() as place:
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        try:
            report = pipeline.calculate(Path(place), year=year, organisation="RX1")
        except WresError as refused:
            if refused.exit_code not in (3, 4):
                raise
        else:
            assert report.issues.error or report.issues.items


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(list(TABLES)), content=st.binary(max_size=200))
def test_any_bytes(name: str, content: bytes) -> None:
    judge({f"{name}.csv": content})


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(list(TABLES)), cells=CELLS, separator=st.sampled_from(",;\t"), tail=TEXT)
def test_any_text_below_headings(name: str, cells: list[list[str]], separator: str, tail: str) -> None:
    lines = [list(TABLES[name].model_fields), *cells]
    text = "\n".join(separator.join(cell for cell in line) for line in lines) + tail
    judge({f"{name}.csv": text.encode()})


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(list(TABLES)), content=st.binary(max_size=300), kind=st.sampled_from(["xlsx"]))
def test_no_workbooks(name: str, content: bytes, kind: str) -> None:
    judge({f"{name}.{kind}": b"PK\x03\x04" + content})


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(st.tuples(KEYS, KEYS, VALUES), max_size=6), tail=TEXT)
def test_any_settings(lines: list[tuple[str, str, object]], tail: str) -> None:
    parts = [
        f"[{section}]\n{key} = {str(value).lower() if isinstance(value, bool) else value}\n"
        for section, key, value in lines
    ]
    table = b"employee_number,ethnic_category,staff_group,grade\n1,A,Students,Band 5\n"
    judge({"submission.toml": ("".join(parts) + tail).encode(), "workforce.csv": table})


@pytest.mark.long
@settings(max_examples=4000, deadline=None)
@given(name=st.sampled_from(list(TABLES)), cells=CELLS, separator=st.sampled_from(",;\t"))
def test_many_more_texts_below_headings(name: str, cells: list[list[str]], separator: str) -> None:
    lines = [list(TABLES[name].model_fields), *cells]
    judge({f"{name}.csv": "\n".join(separator.join(line) for line in lines).encode()})
