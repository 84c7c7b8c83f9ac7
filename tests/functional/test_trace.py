"""`wres trace` from outside: exit codes, standard output and error, files."""

import csv
import shutil

import pytest


def test_it_writes_a_file_of_each_kind_for_each_table_and_sums_up_on_standard_error(wres, small, tmp_path):
    done = wres("trace", small, "-o", tmp_path / "out put")
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    names = {path.name for path in (tmp_path / "out put").iterdir()}
    tables = {path.stem for path in small.glob("*.csv")}
    assert names == {f"wres_RX0_2025_trace_{table}.{kind}" for table in tables for kind in ("csv", "parquet")}
    said = done.stderr.decode()
    assert "a further assignment: each person counts once" in said
    assert "The two agree" in said
    assert "\x1b" not in said
    assert max(len(line) for line in said.splitlines()) <= 100


def test_every_row_of_every_table_is_there(wres, small, tmp_path):
    assert wres("trace", small, "-o", tmp_path, "--to", "csv", "-q").stderr == b""
    for path in small.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as sent:
            numbers = [str(number) for number, row in enumerate(csv.reader(sent), 1) if any(row)][1:]
        with (tmp_path / f"wres_RX0_2025_trace_{path.name}").open(encoding="utf-8-sig", newline="") as told:
            assert [row["row"] for row in csv.DictReader(told)] == numbers
    assert not list(tmp_path.glob("*.parquet"))


def test_one_person_is_explained_on_standard_output_and_nothing_is_written(wres, tmp_path):
    (tmp_path / "workforce.csv").write_text(
        "employee_number,ethnic_category,staff_group,grade,primary_assignment\n"
        "0042,A,Nursing and Midwifery Registered,Band 5,No\n"
        "0042,H,Nursing and Midwifery Registered,Band 6,Yes\n"
        "0043,A,Nursing and Midwifery Registered,Band 5,Yes\n",
        encoding="utf-8",
    )
    (tmp_path / "training.csv").write_text("employee_number,mandatory\n0042,No\n0042,Yes\n", encoding="utf-8")
    done = wres(
        *("trace", tmp_path, "--year", "2025", "--org", "RX1", "--employee", "0042"),
        COLUMNS="200",
    )
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.decode().split())
    assert "Employee 0042: 4 rows; counted in workforce and training." in said
    assert (
        "Row 2 did not count: a further assignment: each person counts once. Row 3 counted: a primary" in said
    )
    assert (
        "Row 3 counted in workforce, as BME (H Asian or Asian British - Indian); Clinical, non-medical; Band 6."
        in said
    )
    assert "this row states no category; it is from the counted workforce row." in said
    assert "Row 3 did not count: mandatory training takes no part." in said
    assert "0043" not in said
    assert done.stderr == b""
    assert not list((tmp_path / "somewhere else").iterdir())


@pytest.mark.parametrize("employee", ["9", "[bold]", "1048510"])
def test_somebody_who_is_not_there_is_wrong_use_and_no_guess(wres, small, employee):
    done = wres("trace", small, "--employee", employee)
    assert done.returncode == 2
    assert done.stdout == b""
    said = done.stderr.decode()
    assert (
        "No row has this employee number. Looked in workforce.csv, disciplinary.csv, capability.csv, training.csv."
        in said
    )
    assert "00104851" not in said


def test_a_number_without_its_leading_zeros_finds_the_person(wres, small):
    (short, whole) = (wres("trace", small, "--employee", number) for number in ("104851", "00104851"))
    assert short.returncode == whole.returncode == 0
    assert short.stdout.replace(b"Employee 104851", b"Employee 00104851") == whole.stdout


def test_a_table_with_errors_is_exit_1_and_its_rows_are_listed(wres, small, tmp_path):
    folder = tmp_path / "sent"
    shutil.copytree(small, folder)
    board = folder / "board.csv"
    board.write_text(board.read_text(encoding="utf-8").replace(",Yes,", ",Perhaps,", 1), encoding="utf-8")
    done = wres("trace", folder, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "`wres validate` lists the errors." in done.stderr.decode()
    with (tmp_path / "out" / "wres_RX0_2025_trace_board.csv").open(encoding="utf-8-sig", newline="") as told:
        assert {row["why"] for row in csv.DictReader(told)} == {"the table has errors"}
    assert wres("trace", folder, "--to", "none", "--fail-on", "never").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"), [(("--to", "excel"), 2), (("--to", "none,csv"), 2), (("--year", "1999"), 3)]
)
def test_wrong_use(wres, small, arguments, code):
    assert wres("trace", small, *arguments).returncode == code


def test_a_place_that_is_taken_is_exit_4(wres, small, tmp_path):
    taken = tmp_path / "wres_RX0_2025_trace_board.csv"
    taken.write_text("mine\n", encoding="utf-8")
    assert wres("trace", small, "-o", tmp_path).returncode == 4
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [taken.name]
