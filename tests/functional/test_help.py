"""Help in the order of work, what the shell completes, and wrong use said in the user's words."""

import re
import sys

import pytest

from wres_calc.cli.app import app
from wres_calc.cli.options import BY, FINDINGS_PRINTED, PRINTED
from wres_calc.render.formats import FINDINGS, FORMATS
from wres_calc.standards.load import codes, years

COMMANDS = [each.name for each in app.registered_commands]


def shown(wres, *words):
    return wres(*words, COLUMNS="80").stdout.decode()


def test_commands_stand_in_the_order_of_work_with_an_example_each(wres):
    text = shown(wres, "--help")
    steps = re.findall(r"^([A-Z][a-z ]+):$", text, re.MULTILINE)
    assert steps == [
        "Options",
        "Prepare",
        "Check",
        "Calculate",
        "Publish",
        "Many organisations",
        "About the standard",
    ]
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].+\n +wres {name}( |$)", text, re.MULTILINE), name
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_types_are_words(wres, name):
    """No type of the program's language, no braces round what is to be given; an example at the end."""
    text = shown(wres, name, "--help")
    assert not re.search(r"[<{][a-zA-Z\[\]|]+[>}]|list\[", text)
    assert text.rstrip().rsplit("\n", 1)[1].startswith(f"  Example: wres {name}")
    for option in re.findall(r"^  (?:-., )?(--[a-z-]+)  ", text, re.MULTILINE):
        assert option in {
            *(
                "--help",
                "--quiet",
                "--debug",
                "--publish",
                "--internal",
                "--show-values",
                "--redact",
                "--force",
                "--dry-run",
            ),
            "--yes",
        }, f"{option} says what it takes, or takes nothing"


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_has_a_short_option(wres, option):
    assert shown(wres, option).startswith("wres-calc ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("calc . --year abc", "'--year': it takes a year, for example 2025, not 'abc'."),
        ("calc . --format pdf", "'--format': it takes text, json or csv, not 'pdf'."),
        ("calc . --fail-on all", "'--fail-on': it takes error, warning or never, not 'all'."),
        ("calc . --confidence high", "'--confidence': it takes a number, for example 0.95, not 'high'."),
        ("explain two", "'INDICATOR': it takes the number of an indicator, for example 2, not 'two'."),
        ("sample x --staff 0", "'--staff': it takes a number from 1, not '0'."),
        ("audit x --level 3", "'--level': it takes a number from 1 to 2, not '3'."),
    ],
)
def test_wrong_use_is_said_in_the_users_words(wres, words, said):
    done = wres(*words.split())
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == f"Error: Invalid value for {said}"


def test_the_formats_are_those_of_the_tables():
    assert set(PRINTED) == {"text", *(name for name, each in FORMATS.items() if each.printed)}
    assert set(FINDINGS_PRINTED) == {"text", *FINDINGS}


@pytest.mark.skipif(sys.platform == "win32", reason="the completion of bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("wres calc x --by ", BY),
        ("wres calc x --by pay-band,st", ["pay-band,staff-category"]),
        ("wres calc x --to excel,j", ["excel,json"]),
        ("wres calc x --format ", PRINTED),
        ("wres validate x --format ", FINDINGS_PRINTED),
        ("wres calc x --year ", years()),
        ("wres calc x --indicators ", [*range(1, 11)]),
        ("wres calc x --standard w", codes()),
        ("wres calc x --detail n", ["none"]),
    ],
)
def test_the_shell_completes_choices(wres, typed, offered):
    done = wres(_WRES_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(typed.count(" ")))
    assert done.stdout.decode().split() == [str(each) for each in offered]
