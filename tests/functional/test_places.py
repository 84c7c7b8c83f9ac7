"""Where input comes from and output goes to: never from standard input, and to the folder that was named."""

import pytest
from tests.functional.conftest import ROOT

SMALL = ROOT / "sample_data" / "small"


@pytest.mark.parametrize("command", ["calc -", "validate - x", "batch -", "compare - -", "init new --from -"])
def test_standard_input_is_refused_with_what_to_do(wres, command):
    refused = wres(*command.split())
    assert refused.returncode == 2
    assert b"standard input" in refused.stderr
    assert b"Save it to a file" in refused.stderr


def test_the_environment_names_the_folder_and_o_goes_before_it(wres, folder):
    assert wres("calc", SMALL, "--to", "csv", WRES_OUT="usual").returncode == 0
    assert wres("calc", SMALL, "--to", "csv", "-o", "other", WRES_OUT="usual").returncode == 0
    assert wres("calc", SMALL, "--to", "csv", WRES_OUT="").returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["other", "usual", "wres-output"]


def test_the_environment_alone_asks_for_no_file(wres, folder):
    assert wres("calc", SMALL, "--format", "json", WRES_OUT="usual").returncode == 0
    assert list(folder.iterdir()) == []
