"""The other tests here call the command; these start it, as its users do, and nothing may differ."""

import re
import shutil

import pytest
from tests.functional.conftest import ROOT

COMMANDS = {
    "calc": "calc some/one --to csv -o out",
    "validate": "validate some/one --format json",
    "batch": "batch some --to json --jobs 1 -o out",
    "compare": "compare years/2024 years/2025 --indicators 9 --to none",
    "trace": "trace some/one -o out",
    "audit": "audit some/one",
    "init": "init new --year 2025 --org RX1",
    "explain": "explain 3",
    "years": "years",
    "schema": "schema",
    "sample": "sample new --staff 30",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_process_says_and_answers_what_a_call_does(wres, process, folder, command):
    ended = []
    for start in (process, wres):
        shutil.copytree(ROOT / "sample_data" / "small", folder / "some" / "one")
        shutil.copytree(ROOT / "sample_data" / "large", folder / "years")
        done = start(*command.split())
        ended.append(
            [done.returncode, *(re.sub(rb"[\d.]+ s\b", b"", text) for text in (done.stdout, done.stderr))]
        )
        for made in folder.iterdir():
            shutil.rmtree(made)
    assert ended[0] == ended[1]
