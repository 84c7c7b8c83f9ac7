"""The command `wres`: what can be asked for, and the exit code of everything that can go wrong.

Nothing heavy is imported here: `--help`, `--version` and completion stay quick.
"""

import gc
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from wres_calc import __version__
from wres_calc.cli import (
    audit,
    batch,
    calc,
    compare,
    explain,
    goals,
    init,
    reconcile,
    reference,
    trace,
    validate,
)
from wres_calc.cli.console import flush, give_up_what_fails, note
from wres_calc.errors import NO_ROOM, UnwritableOutput, UsageError, WresError

FAULT = 70
"""Exit code for a fault of this program."""

_COLLECTED_SELDOM = (50_000, 20, 1_000)
"""A run makes much and drops little: looking for what can be dropped as often as Python does costs a tenth of it."""

# Another program's plugin, which would be handed every cell, is no part of a run; nor is looking for one.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class _Group(TyperGroup):
    """Lists the commands in the order of work, each with an example, which is its epilog."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a list of commands for each step."""
        width = max(map(len, self.commands))
        for step in dict.fromkeys(_STEPS.values()):
            rows = []
            for name, command in self.commands.items():
                if _STEPS[name] == step:
                    example = (command.epilog or "").removeprefix(_EXAMPLE)
                    rows += [(name.ljust(width), command.short_help or ""), ("", example)]
            with formatter.section(step):
                formatter.write_dl(rows)


class _Command(TyperCommand):
    """Names its arguments by one word each: typer would put braces round it and a type behind it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the line "Usage"."""
        pieces = (piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx))
        return [re.sub(r"(\.\.\.]?)\.\.\.$", r"\1", piece) for piece in pieces]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        lists: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                argument = param.param_type_name == "argument"
                name = re.sub(r" <.*>$", "", record[0]) if argument else record[0]
                lists["Arguments" if argument else "Options"].append((name, record[1]))
        for heading, records in lists.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


app = typer.Typer(
    name="wres",
    cls=_Group,
    help="The NHS Workforce Race Equality Standard: nine indicators from a trust's own extracts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_EXAMPLE = "Example: "
_STEPS: dict[str, str] = {}
"""The step of the work that each command is for."""


def _add(step: str, name: str, does: Callable[..., None], what: str, example: str) -> None:
    _STEPS[name] = step
    app.command(name, short_help=what, epilog=f"{_EXAMPLE}wres {name} {example}".rstrip(), cls=_Command)(does)


_add(
    "Prepare",
    "init",
    init.init,
    "Make a submission of your exports, or templates to fill in.",
    '"WRES 2025" --from exports --year 2025 --org RX1',
)
_add(
    "Prepare", "sample", reference.sample, "Make synthetic submissions to try things on.", "trial --staff 500"
)
_add("Check", "validate", validate.validate, "List what is wrong, where, and what to do.", '"WRES 2025"')
_add("Check", "trace", trace.trace, "Show how every row was counted.", '"WRES 2025" --employee 12345678')
_add("Calculate", "calc", calc.calc, "Calculate the indicators and write the report.", '"WRES 2025"')
_add(
    "Calculate",
    "compare",
    compare.compare,
    "Set the years of one organisation side by side.",
    '"WRES 2024" "WRES 2025"',
)
_add(
    "Calculate",
    "goals",
    goals.goals,
    "Show what it takes to reach equity in senior bands.",
    '"WRES 2025" --target 19 --by 2030 --turnover 10',
)
_add(
    "Check",
    "reconcile",
    reconcile.reconcile,
    "Compare a filled-in national return with a submission.",
    'return.xlsx "WRES 2025"',
)
_add(
    "Publish",
    "audit",
    audit.audit,
    "Check that hidden numbers cannot be worked out.",
    "wres-output/wres_RX1_2025_published.json",
)
_add(
    "Many organisations",
    "batch",
    batch.batch,
    "Calculate every submission in a folder, and add them up.",
    "Trusts",
)
_add(
    "About the standard",
    "explain",
    explain.explain,
    "Say what an indicator is in a given year.",
    "2 --year 2025",
)
_add("About the standard", "years", reference.years, "List the reporting years, with their sources.", "")
_add(
    "About the standard",
    "schema",
    reference.schema,
    "Write the JSON Schemas of tables and reports.",
    "schemas",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"wres-calc {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """The NHS Workforce Race Equality Standard: nine indicators from a trust's own extracts."""


def main() -> None:
    """Run the command and end the process with an exit code of the contract."""
    debug = "--debug" in sys.argv
    gc.set_threshold(*_COLLECTED_SELDOM)
    _end_tidily_when_asked()
    if sys.stderr is None:  # closed by whoever started this; it lasts as long as the process
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    try:
        try:
            _refuse_standard_input(sys.argv[1:])
            app(prog_name="wres")
        finally:
            flush()
    except WresError as refused:
        _say(f"wres: {refused.message}", *([refused.advice] if refused.advice else []))
        sys.exit(refused.exit_code)
    except KeyboardInterrupt:
        _say("wres: stopped.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            _fault(fault, debug)
        _say("wres: what was to be shown could not be written: the disk is full.")
        sys.exit(UnwritableOutput.exit_code)
    except BaseException as fault:  # a panic inside a library written in Rust is no `Exception`
        if isinstance(fault, SystemExit):
            raise
        _fault(fault, debug)
    finally:
        give_up_what_fails(sys.stderr)
        gc.freeze()  # nothing is looked through once more at the end


def _refuse_standard_input(arguments: list[str]) -> None:
    if "-" in arguments:
        raise UsageError(
            "- stands for standard input, which no command reads.",
            "Save it to a file and give the path; a file that is really called - is ./-.",
        )


def _end_tidily_when_asked() -> None:
    """Where a process manager asks for the end, come to it as by Ctrl-C: nothing half-done stays.

    Where whoever started this wants that ignored, it stays ignored; Windows does not ask.
    """
    if sys.platform != "win32" and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def _fault(fault: BaseException, debug: bool) -> NoReturn:
    if debug:
        _trace(fault)
    _say(
        f"wres: a fault of the program ({type(fault).__name__}); nothing in it is your doing.",
        "Run again with --debug and send what it prints, without any of your data, to the maintainers.",
    )
    sys.exit(FAULT)


def _trace(fault: BaseException) -> None:
    """Where a fault happened, without its text: that may hold cells of the data."""
    import traceback

    _say(*(line.rstrip("\n") for line in traceback.format_tb(fault.__traceback__)))


def _say(*lines: str) -> None:
    with suppress(OSError):  # there may be no reader any more
        note(*lines)
