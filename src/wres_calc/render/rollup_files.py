"""The files of the roll-ups."""

from pathlib import Path

from wres_calc.across.contract import Rollup
from wres_calc.render import csv_rollup, json_text
from wres_calc.render.excel.rollup import workbook
from wres_calc.render.files import write_files


def write_rollup(rollup: Rollup, out_dir: Path) -> list[Path]:
    """Write `rollup.json`, `rollup.csv` and `rollup.xlsx`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    files = {
        "rollup.json": json_text.text(rollup).encode("utf-8"),
        "rollup.csv": csv_rollup.encoded(rollup),
        "rollup.xlsx": workbook(rollup),
    }
    return write_files(files, out_dir)
