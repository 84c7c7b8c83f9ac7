"""The tables as a Data Package: held to the standard by `frictionless`, and true of what is sent."""

import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from wres_calc.intake.tables import TABLES
from wres_calc.render.data_package import data_package

SMALL = Path(__file__).parents[3] / "sample_data" / "small"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A submission with the description of its tables beside them."""
    folder = shutil.copytree(SMALL, tmp_path / "sent")
    package = data_package()
    package["resources"] = [each for each in package["resources"] if (folder / each["path"]).exists()]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def errors(descriptor: dict[str, Any]) -> list[str]:
    return [error.message for error in frictionless.Package.validate_descriptor(descriptor).errors]


def test_it_is_a_data_package() -> None:
    assert errors(data_package()) == []
    wrong = data_package()
    wrong["resources"][0]["schema"]["fields"][0]["type"] = "an identifier"
    assert "not supported" in errors(wrong)[0]


def test_every_table_and_column_is_in_it() -> None:
    found = {
        each["path"]: [field["name"] for field in each["schema"]["fields"]]
        for each in data_package()["resources"]
    }
    assert found == {f"{name}.csv": list(table.model_fields) for name, table in TABLES.items()}


def test_a_submission_is_what_it_says(sent: Path) -> None:
    report = frictionless.validate(sent / "datapackage.json")
    assert len(report.tasks) == len(list(sent.glob("*.csv"))) > 5
    assert report.valid, report.flatten(["message"])


def test_a_heading_that_is_another_is_found(sent: Path) -> None:
    board = sent / "board.csv"
    lines = board.read_text(encoding="utf-8").splitlines()
    board.write_text("\n".join(["a,b,c,d,e,f,g", *lines[1:]]), encoding="utf-8")
    assert not frictionless.validate(sent / "datapackage.json").valid
