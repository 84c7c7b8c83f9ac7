"""What is published of random submissions withstands the auditor, who shares no code with what hid the numbers."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wres_calc import pipeline
from wres_calc.pipeline.audit import AuditOptions, audit
from wres_calc.render.files import write_reports


def load(name: str) -> ModuleType:
    """A module of `tests/naive`, which is no package and on no path."""
    spec = importlib.util.spec_from_file_location(
        f"published_{name}", Path(__file__).parents[1] / "naive" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


random_submissions = load("random_submissions")

LONG = pytest.mark.long


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=() if seed in (0, 1, 2, 4, 5) else LONG) for seed in range(32)]
)
def test_published_withstands(seed: int, tmp_path: Path) -> None:
    submission, published = tmp_path / "submission", tmp_path / "published"
    submission.mkdir()
    by = random_submissions.make(submission, seed)
    with (submission / "submission.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[disclosure]\nboard = "{("publish", "protect")[seed % 2]}"\n')
    seen = pipeline.assess(submission, pipeline.Options(by=by))
    write_reports(
        pipeline.build_report(seen, pipeline.Options(by=tuple(by), publish=True)),
        ("json", "csv", "excel"),
        published,
    )
    for truth in (None, submission):
        (found,) = audit([published], AuditOptions(), truth=truth).audits
        assert [each for each in found.findings if not each.harmless] == []
