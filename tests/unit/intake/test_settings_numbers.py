"""Numbers in `submission.toml` that no file can mean are wrong settings, and no fault of the program."""

import pytest

from wres_calc.errors import ConfigurationError
from wres_calc.intake.load import load

START = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'


@pytest.mark.parametrize("row", ["99999999999999999999", "9" * 5_000, "1048577"])
def test_a_heading_row_beyond_any_sheet(tmp_path, row):
    (tmp_path / "workforce.csv").write_text("employee_number\n1\n", encoding="utf-8")
    settings = START + f"[tables.workforce]\nheader_row = {row}\n"
    (tmp_path / "submission.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        load(tmp_path)
