"""A submission folder to put files into."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from wres_calc.intake.load import load
from wres_calc.intake.model import Submission

HEADINGS = "employee_number,ethnic_category,staff_group,grade"

Sender = Callable[..., Submission]


@pytest.fixture
def send(tmp_path: Path) -> Sender:
    """Write the files given and load the folder."""

    def sender(files: Mapping[str, str | bytes], toml: str = "") -> Submission:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        if toml:
            (tmp_path / "submission.toml").write_text(toml, encoding="utf-8")
        return load(tmp_path, year=2025, organisation="RX1")

    return sender
