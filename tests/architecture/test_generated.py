"""What is generated and committed is what would be generated now."""

import subprocess
import sys
from pathlib import Path


def test_the_committed_schemas_are_those_the_program_writes(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "wres_calc", "schema", str(tmp_path)], check=True, capture_output=True
    )
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    committed = {path.name: path.read_text(encoding="utf-8") for path in (root / "schemas").glob("*.json")}
    assert "report.schema.json" in written
    assert committed == written, "Write them anew: make schemas"
