from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from wres_calc.cli.explain import explain
from wres_calc.cli.reference import years

Run = Callable[..., Result]


@pytest.fixture(params=[80])
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `years` or `explain` with its arguments as if in a pipe of 80 columns; its result."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    app = typer.Typer()
    app.command()(years)
    app.command()(explain)

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments])

    return call
