"""A heading that `submission.toml` takes for two columns."""

from pathlib import Path

from wres_calc.intake.load import load


def test_a_heading_taken_for_two_columns_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "board.csv").write_text("ethnic_category,Yes or no\nA,yes\n", encoding="utf-8")
    (tmp_path / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
        '[tables.board]\ncolumns = { voting = "Yes or no", executive = "yes or no" }\n',
        encoding="utf-8",
    )
    (fault,) = load(tmp_path).faults
    assert (fault.code, fault.table, fault.row, fault.column) == (
        "heading-mapped-twice",
        "board",
        1,
        "Yes or no",
    )
    assert "executive and for voting" in fault.message
