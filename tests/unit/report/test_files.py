"""Files: whole or not at all, never over somebody else's, and a message that says what to do."""

import errno
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from wres_calc.errors import UnwritableOutput
from wres_calc.render.files import slug, write_reports, write_whole
from wres_calc.render.formats import FORMATS


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_names_and_order(make: SimpleNamespace, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    paths = write_reports(make.report(), {"csv", "excel", "json"}, folder)
    assert paths == [folder / f"wres_RX1_2025.{extension}" for extension in ("xlsx", "json", "csv")]
    assert sorted(contents(folder)) == sorted(path.name for path in paths)


def test_nothing_asked_for_makes_nothing(make: SimpleNamespace, tmp_path: Path) -> None:
    assert write_reports(make.report(), (), tmp_path / "out") == []
    assert not (tmp_path / "out").exists()


def test_a_file_of_ours_is_replaced(make: SimpleNamespace, tmp_path: Path) -> None:
    write_reports(make.report("Before"), FORMATS, tmp_path)
    before = contents(tmp_path)
    write_reports(make.report("After"), FORMATS, tmp_path)
    assert contents(tmp_path).keys() == before.keys()
    assert all(data != before[name] for name, data in contents(tmp_path).items())
    write_reports(make.report("Before"), FORMATS, tmp_path)
    assert contents(tmp_path) == before


CUT_OFF = {("xlsx", b""), ("json", b""), ("csv", b""), ("parquet", b""), ("xlsx", b"PK\x03\x04")}
"""What a power cut may leave of a report: it is replaced (`test_faults.py`), and holds nobody's work."""


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        (extension, content)
        for extension in ("xlsx", "json", "csv", "parquet")
        for content in (
            *(
                b"",
                b"minutes of the board",
                b"PK\x03\x04",
                b"[1]",
                b'{"tool": "wres-calc"}',
                b'{"tool": null}',
            ),
            b"PK\x03\x04 another workbook PK\x05\x06",
        )
        if (extension, content) not in CUT_OFF
    ],
)
def test_a_file_that_is_not_ours_is_never_touched(
    make: SimpleNamespace, tmp_path: Path, extension: str, content: bytes
) -> None:
    theirs = tmp_path / f"wres_RX1_2025.{extension}"
    theirs.write_bytes(content)
    with pytest.raises(UnwritableOutput, match="not written by wres-calc") as refusal:
        write_reports(make.report(), FORMATS, tmp_path)
    assert refusal.value.exit_code == 4
    assert "another folder" in refusal.value.advice
    assert contents(tmp_path) == {theirs.name: content}


def test_a_workbook_of_another_program_is_not_ours(make: SimpleNamespace, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.save(tmp_path / "wres_RX1_2025.xlsx")
    with pytest.raises(UnwritableOutput, match="not written by wres-calc"):
        write_reports(make.report(), ("excel",), tmp_path)


def test_a_folder_in_the_place_of_a_file(make: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "wres_RX1_2025.json").mkdir()
    with pytest.raises(UnwritableOutput, match="not written by wres-calc"):
        write_reports(make.report(), ("json",), tmp_path)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_the_place_of_the_folder(make: SimpleNamespace, tmp_path: Path, below: str) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="file in its place"):
        write_reports(make.report(), ("json",), tmp_path / "out" / below)


def test_a_workbook_open_in_excel(
    make: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(make.report("Before"), ("excel",), tmp_path)
    before = contents(tmp_path)

    def in_use(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(
        UnwritableOutput, match="open in another program, probably Excel: close it and run again"
    ):
        write_reports(make.report("After"), ("excel",), tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(("number", "says"), [(errno.ENOSPC, "the disk is full"), (errno.EIO, "not written")])
def test_a_disk_that_fails_leaves_no_part_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "report.json"
    path.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnwritableOutput, match=says):
        write_whole(path, b"after")
    assert contents(tmp_path) == {"report.json": b"before"}


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnwritableOutput, match="the folder does not allow it"):
        write_whole(tmp_path / "report.json", b"x")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RX1", "RX1"),
        ("../../x", "x"),
        ("a b/c\\d\x00", "a-b-c-d"),
        ("健康", "organisation"),
        ("R" * 99, "R" * 40),
    ],
)
def test_an_organisation_code_cannot_lead_out_of_the_folder(
    make: SimpleNamespace, tmp_path: Path, code: str, name: str
) -> None:
    assert slug(code) == name
    [path] = write_reports(make.report(code=code), ("json",), tmp_path / "out")
    assert path == tmp_path / "out" / f"wres_{name}_2025.json"
    assert json.loads(path.read_text(encoding="utf-8"))["organisation"]["code"] == code
