"""What notebooks import: it costs nothing until it is used, and the page about it runs."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.functional.conftest import ROOT

import wres_calc
from wres_calc import Report, WresError, calculate, goals, validate

SMALL = str(ROOT / "sample_data" / "small")


def test_importing_it_imports_nothing_else() -> None:
    program = "import sys; import wres_calc; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert [name for name in said.split() if name.startswith("wres_calc")] == ["wres_calc"]
    assert not {"polars", "pydantic", "rich", "typer"} & set(said.split())


def test_it_says_what_there_is() -> None:
    assert {"calculate", "validate", "goals", "Report", "WresError"} <= set(wres_calc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'calculat'"):
        _ = wres_calc.calculat


def test_the_page_runs_as_a_notebook_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "sample_data" / "large", tmp_path / "sample_data" / "large")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    cells = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(cells) >= 6
    (tmp_path / "notebook.py").write_text("\n".join(cells), encoding="utf-8")
    names = runpy.run_path(str(tmp_path / "notebook.py"))
    ratios, withheld, found = names["ratios"], names["withheld"], names["found"]
    assert isinstance(ratios, pl.DataFrame)
    assert ratios["indicator"].unique().len() == 3
    assert isinstance(withheld, pl.DataFrame)
    assert withheld.height > 0
    assert withheld["value"].null_count() == withheld.height
    assert found == goals(str(tmp_path / "sample_data" / "large" / "2025"), by=2030, turnover=10)


def test_paths_are_texts_or_paths() -> None:
    assert calculate(SMALL) == calculate(Path(SMALL))
    assert validate(SMALL) == validate([Path(SMALL)]) == validate([SMALL])


def test_refusals_have_the_exit_code_of_the_command(tmp_path: Path) -> None:
    with pytest.raises(WresError) as refused:
        goals(tmp_path / "missing")
    assert refused.value.exit_code == 4


@pytest.mark.parametrize("publish", [False, True])
def test_files_hold_the_figures_typed(wres, folder, publish: bool) -> None:
    """A column of numbers has nothing but numbers in it, also where something is withheld."""
    flag = ["--publish"] if publish else []
    assert wres("calc", SMALL, "--to", "csv,parquet,json", "-o", "out", *flag).returncode == 0
    stem = folder / "out" / f"wres_RX0_2025{'_published' if publish else ''}"
    figures = Report.model_validate_json(stem.with_suffix(".json").read_text(encoding="utf-8")).figures()
    typed = {name: kind for name, kind in figures.schema.items() if kind.is_numeric()}
    assert len(typed) >= 8
    read = pl.read_csv(stem.with_suffix(".csv"), infer_schema_length=None)
    assert [
        name
        for name in typed
        if not (read.schema[name].is_numeric() or read[name].null_count() == read.height)
    ] == []
    assert read.select(pl.col(*typed).cast(pl.Float64)).equals(
        figures.select(pl.col(*typed).cast(pl.Float64))
    )
    assert pl.read_parquet(stem.with_suffix(".parquet")).equals(figures)
    assert read.filter(pl.col("value").is_null() & (pl.col("status") == "calculated")).is_empty()
