"""A submission out of a few lines, and the trace of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.counting.trace import Trace

Traced = Callable[..., Trace]


@pytest.fixture
def traced(tmp_path: Path) -> Traced:
    """Traces a case: the tables as CSV text, the year, lines for `submission.toml`."""

    def trace(tables: Mapping[str, str], year: int = 2025, settings: str = "") -> Trace:
        texts = {
            name: "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
            for name, text in tables.items()
        }
        build.submission(tmp_path, texts, year=year, settings=settings)
        return pipeline.trace(tmp_path, pipeline.Options())[0][1]

    return trace


@pytest.fixture
def rows() -> Callable[[Trace, str], list[dict[str, object]]]:
    """The rows of one table of a trace."""

    def of(trace: Trace, table: str) -> list[dict[str, object]]:
        (found,) = (one for one in trace.tables if one.raw.name == table)
        return list(found.rows.iter_rows(named=True))

    return of
