"""A layout is declared: every entry is one that the rest can use."""

import csv
from pathlib import Path

import pytest

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.intake.config import TableSettings
from wres_calc.intake.layouts import LAYOUTS
from wres_calc.intake.layouts.layout import Layout
from wres_calc.intake.tables import TABLES
from wres_calc.propose.infer import infer
from wres_calc.propose.model import Export
from wres_calc.standards.load import load

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_of_a_table_and_asks_for_settings_of_it(layout: Layout) -> None:
    assert layout.table in TABLES
    for code, (setting, *answers) in layout.asks.items():
        assert code in CATALOGUE
        for answer in answers or ["RX1"]:
            TableSettings.model_validate({setting: answer})


def test_the_worked_example_of_a_layout_is_the_entry_as_it_stands() -> None:
    entry = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("**A layout**")[1]
    shown = entry.split("```diff\n")[1].split("```")[0]
    added = [line[1:] for line in shown.splitlines() if line.startswith("+")]
    source = (ROOT / "src" / "wres_calc" / "intake" / "layouts" / "__init__.py").read_text(encoding="utf-8")
    assert len(added) > 5
    assert "\n".join(added[:-1]) in source
    assert added[-1] in source


def test_init_says_why_a_file_in_a_layout_could_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["QuestionNumber", "DimName", "DimValue", "BaseSize", "Score"],
                ["Q14a", "Gender", "Female", "9", "9"],
            ]
        )
    found = infer([Export(path, path.name)], {}, "RX1", load(2025), lambda question: None)
    assert [remark for remark in found.remarks if "no row is of an indicator" in remark]
