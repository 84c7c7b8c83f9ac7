"""The files of the roll-ups."""

from pathlib import Path

from wres_calc.reporting import to_json
from wres_calc.reporting.files import write_files
from wres_calc.reporting.rollup import to_csv
from wres_calc.reporting.rollup.contract import Rollup
from wres_calc.reporting.rollup.to_excel import workbook


def write_rollup(rollup: Rollup, out_dir: Path) -> list[Path]:
    """Write `rollup.json`, `rollup.csv` and `rollup.xlsx`; return the paths.

    Raises:
        UnwritableOutput: as for reports.
    """
    files = {
        "rollup.json": to_json.text(rollup).encode("utf-8"),
        "rollup.csv": to_csv.encoded(rollup),
        "rollup.xlsx": workbook(rollup),
    }
    return write_files(files, out_dir)
