"""Sample files, changed at random, and what must hold of whatever becomes of them.

A case is a seed: the same seed makes the same files on every machine.
"""

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.property import test_naive_agrees

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError, UnreadableInput

TESTS = Path(__file__).parents[1]
SMALL = TESTS.parent / "sample_data" / "small"
SETTINGS = "submission.toml"

Rows = list[list[str]]
Tables = dict[str, Rows]
Verdict = str

JUNK = [
    *(
        "",
        " ",
        "#N/A",
        "#REF!",
        "1.23E+07",
        "A",
        "Z",
        "T",
        "9",
        "White",
        "White - British",
        "A White - British",
    ),
    *(
        "Yes",
        "no",
        "Y",
        "0",
        "maybe",
        "2024-09-18",
        "31/03/2025",
        "1/4/2023",
        "31/02/2025",
        "45000",
        "-1",
        "1e9",
    ),
    *(
        "9" * 30,
        "0.5",
        "1,5",
        "100.01",
        "Bank",
        "Honorary",
        "Terminate Assignment",
        "Medical and Dental",
        "Band 5",
    ),
    *(
        "VSM",
        "Consultant",
        "NHS|XR08|Review Body Band 8 - Range A",
        "x" * 200,
        "=1+1",
        "\x1b[31m",
        '"',
        "a,b",
        "é",
    ),
    *(
        "\u200b",
        "\u202e",
        "a\nb",
        "None",
        "null",
        "RX0",
        "RX1",
        "00106376",
        "106376",
        "Chief Executive",
        "Don't know",
    ),
]


NOT_RECOGNISED = {
    *("grade-not-recognised", "medical-grade-not-recognised"),
    *("unknown-assignment-status", "unknown-assignment-category"),
}
"""Issues that say that a text was not understood: the naive calculator may read it otherwise, knowing fewer."""


def _has_stray_returns(folder: Path) -> bool:
    """Whether some line is broken by a carriage return alone: to the naive calculator's reader a row ends there."""
    return any(re.search(rb"\r(?!\n)", path.read_bytes()) for path in folder.glob("*.csv"))


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _csv(rows: Rows, separator: str = ",", quoting: int = csv.QUOTE_MINIMAL, ends: str = "\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=ends).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


# --- what a cell, a row, a column may become: still a table, and perhaps with other figures ---


def _some_cell(rows: Rows, chance: random.Random) -> tuple[int, int]:
    return chance.randrange(1, len(rows)), chance.randrange(len(rows[0]))


def _junk(rows: Rows, chance: random.Random) -> None:
    row, column = _some_cell(rows, chance)
    rows[row][column] = chance.choice(JUNK)


def _swap_in_column(rows: Rows, chance: random.Random) -> None:
    (row, column), (other, _) = _some_cell(rows, chance), _some_cell(rows, chance)
    rows[row][column], rows[other][column] = rows[other][column], rows[row][column]


def _swap_anywhere(rows: Rows, chance: random.Random) -> None:
    (row, column), (other, elsewhere) = _some_cell(rows, chance), _some_cell(rows, chance)
    rows[row][column], rows[other][elsewhere] = rows[other][elsewhere], rows[row][column]


def _repeat_row(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(1, len(rows) + 1), list(chance.choice(rows[1:])))


def _drop_rows(rows: Rows, chance: random.Random) -> None:
    at = chance.randrange(1, len(rows))
    del rows[at : at + chance.randrange(1, 4)]
    if len(rows) == 1:
        rows.append([""] * len(rows[0]))


def _shuffle_rows(rows: Rows, chance: random.Random) -> None:
    rest = rows[1:]
    chance.shuffle(rest)
    rows[1:] = rest


def _blank_column(rows: Rows, chance: random.Random) -> None:
    column = chance.randrange(len(rows[0]))
    for row in rows[1:]:
        row[column] = ""


def _drop_column(rows: Rows, chance: random.Random) -> None:
    column = chance.randrange(len(rows[0]))
    for row in rows:
        del row[column]


CONTENT: list[Callable[[Rows, random.Random], None]] = [
    *(_junk, _junk, _swap_in_column, _swap_in_column, _swap_in_column, _swap_anywhere),
    *(_repeat_row, _drop_rows, _shuffle_rows, _blank_column, _drop_column),
]

# --- how the same table may be written: the figures stay ---


def _shuffled_columns(rows: Rows, chance: random.Random) -> Rows:
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    return [[row[i] for i in order] for row in rows]


def _text(rows: Rows, chance: random.Random) -> bytes:
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    text = _csv(rows, chance.choice(",;\t"), quoting, chance.choice(["\n", "\r\n"]))
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def _workbook(path: Path, rows: Rows) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Export")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()


def write(folder: Path, tables: Tables, chance: random.Random) -> None:
    """The tables in any of the kinds of file that are read, columns in any order."""
    for name, rows in tables.items():
        given = _shuffled_columns(rows, chance)
        kind = chance.choices(["csv", "xlsx", "parquet"], [8, 3, 0.3])[0]
        path = folder / f"{name}.{kind}"
        if kind == "xlsx":
            _workbook(path, given)
        elif kind == "parquet":
            pl.DataFrame(given[1:], schema=dict.fromkeys(given[0], pl.String), orient="row").write_parquet(
                path
            )
        else:
            path.write_bytes(_text(given, chance))


def write_plainly(folder: Path, tables: Tables) -> None:
    """The tables as the naive calculator reads them."""
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(_csv(rows), encoding="utf-8", newline="")


# --- what a file may suffer ---


def _flip(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8])):
        broken[chance.randrange(len(broken))] = chance.choice([chance.randrange(256), 0, 34, 44, 10, 255])
    return bytes(broken)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _lose(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice([1, 2, 10, 300]) :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    pieces = [
        b'"',
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xc2\xa0",
        b'","',
        b"\xef\xbb\xbf",
        b"'",
        b"<",
        b"&",
    ]
    return data[:at] + chance.choice(pieces) * chance.choice([1, 1, 2, 50]) + data[at:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[at:end] + data[end:]


def _mixed_encodings(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    tail = data[at:].decode("utf-8", "replace") + "é–’"
    return data[:at] + tail.encode(chance.choice(["utf-16", "utf-16-le", "cp1252", "utf-8"]), "replace")


def _other_delimiter(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    for at in chance.sample(range(len(lines)), chance.choice([1, len(lines)])):
        lines[at] = lines[at].replace(b",", chance.choice([b";", b"\t", b"|", b",,"]))
    return b"\n".join(lines)


DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [
    *(_flip, _flip, _flip, _cut, _lose, _insert, _insert, _repeat, _mixed_encodings, _other_delimiter)
]


def _inside_the_archive(data: bytes, chance: random.Random) -> bytes:
    """One part of a workbook damaged, lost or cut, in an archive that is sound again."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = chance.choice(list(parts))
    if chance.random() < 0.15:
        del parts[name]
    else:
        parts[name] = chance.choice([_flip, _cut, _lose, _insert, _repeat])(parts[name], chance)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)
    return whole.getvalue()


def damage(path: Path, chance: random.Random) -> None:
    """One thing happens to a file."""
    data = path.read_bytes()
    if path.suffix == ".xlsx" and chance.random() < 0.7:
        path.write_bytes(_inside_the_archive(data, chance))
    elif data:
        path.write_bytes(chance.choice(DAMAGE)(data, chance))


class Fuzzer:
    """Makes cases and judges what became of them."""

    def __init__(self) -> None:
        self.tables = {path.stem: _read(path) for path in sorted(SMALL.glob("*.csv"))}
        for row in self.tables[
            "workforce"
        ]:  # the naive calculator reads no grade of medical staff in this shape
            row[:] = [text.removeprefix("NHS|YC72|") for text in row]
        self.settings = (SMALL / SETTINGS).read_text(encoding="utf-8")

    def varied(self, folder: Path, seed: int) -> tuple[Path, Path]:
        """As `changed`, but not of the sample: of a random submission, where every rule has something to do."""
        drawn = folder / "drawn"
        drawn.mkdir(parents=True)
        test_naive_agrees.random_submissions.make(drawn, seed)
        tables = {path.stem: _read(path) for path in sorted(drawn.glob("*.csv"))}
        return self._sent(folder, seed, tables, (drawn / SETTINGS).read_text(encoding="utf-8"))

    def changed(self, folder: Path, seed: int) -> tuple[Path, Path]:
        """Tables with other cells, rows and columns: as sent in any shape, and as the naive calculator reads them."""
        tables = {name: [list(row) for row in rows] for name, rows in self.tables.items()}
        return self._sent(folder, seed, tables, self.settings)

    def _sent(self, folder: Path, seed: int, tables: Tables, settings: str) -> tuple[Path, Path]:
        chance = random.Random(seed)
        filled = [name for name, rows in tables.items() if len(rows) > 2]
        for _ in range(chance.choice([0, 1, 1, 2, 3, 6]) if filled else 0):
            chance.choice(CONTENT)(tables[chance.choice(filled)], chance)
        sent, plain = folder / "sent", folder / "plain"
        for place in (sent, plain):
            place.mkdir(parents=True)
            (place / SETTINGS).write_text(settings, encoding="utf-8")
        write(sent, tables, chance)
        write_plainly(plain, tables)
        return sent, plain

    def damaged(self, folder: Path, seed: int, kind: str) -> Path:
        """The sample as files of one kind, one to three of them damaged, `submission.toml` now and then."""
        chance = random.Random(f"{kind} {seed}")
        folder.mkdir(parents=True)
        (folder / SETTINGS).write_text(self.settings, encoding="utf-8")
        for name, rows in self.tables.items():
            path = folder / f"{name}.{kind}"
            if kind == "xlsx":
                _workbook(path, rows)
            elif kind == "parquet":
                pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(path)
            else:
                write_plainly(folder, {name: rows})
        files = [path for path in sorted(folder.iterdir()) if path.name != SETTINGS or chance.random() < 0.2]
        for path in chance.sample(files, chance.choice([1, 1, 2, 3])):
            damage(path, chance)
        return folder

    def has_its_headings(self, folder: Path) -> bool:
        """Whether the headings are whole: damaged ones are recognised here more often than by the naive calculator."""
        return all(
            (folder / f"{name}.csv").read_bytes().startswith(",".join(rows[0]).encode() + b"\n")
            for name, rows in self.tables.items()
        )

    def case(self, folder: Path, kind: str, seed: int) -> Verdict:
        """What became of the case of that kind and seed, made in a folder that is not there yet."""
        if kind in ("varied", "changed"):
            return self.verdict(*getattr(self, kind)(folder, seed))
        sent = self.damaged(folder, seed, kind)
        return self.verdict(sent, sent if kind == "csv" and self.has_its_headings(sent) else None)

    def verdict(self, sent: Path, plain: Path | None) -> Verdict:
        """`refused`, `error` (an issue says so), `agreed`, or `not compared` where the naive calculator cannot read.

        Any exception but a refusal, and any figure that differs, fails the test.
        """
        try:
            report = pipeline.calculate(sent)
        except (ConfigurationError, UnreadableInput):
            return "refused"
        if report.issues.error:
            return "error"
        if plain is None or _has_stray_returns(plain):
            return "not compared"
        try:
            expected = test_naive_agrees.naive.calculate(plain)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, ZeroDivisionError):
            return "not compared"
        real = test_naive_agrees.figures(report)
        differ = [
            one for one in real.keys() | expected.keys() if not self._same(real.get(one), expected.get(one))
        ]
        if differ and any(item.code in NOT_RECOGNISED for item in report.issues.items):
            return "error"
        assert not differ, [(one, real.get(one), expected.get(one)) for one in differ[:5]]
        return "agreed"

    def _same(self, real: tuple[object, ...] | None, expected: tuple[object, ...] | None) -> bool:
        return real is not None and expected is not None and test_naive_agrees.same(real, expected)


@pytest.fixture(scope="session")
def fuzzer() -> Fuzzer:
    """Makes cases and judges what became of them."""
    return Fuzzer()
