"""The command `wres`: what can be asked for, and the exit code of everything that can go wrong.

Nothing heavy is imported here: `--help`, `--version` and completion stay quick.
"""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from wres_calc import __version__
from wres_calc.cli import audit, batch, calc, compare, explain, init, reference, trace, validate
from wres_calc.cli.console import flush, give_up_what_fails, note
from wres_calc.errors import NO_ROOM, UnwritableOutput, WresError

FAULT = 70
"""Exit code for a fault of this program."""

_COLLECTED_SELDOM = (50_000, 20, 1_000)
"""A run makes much and drops little: looking for what can be dropped as often as Python does costs a tenth of it."""

# Another program's plugin, which would be handed every cell, is no part of a run; nor is looking for one.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

app = typer.Typer(
    name="wres",
    help="The NHS Workforce Race Equality Standard: nine indicators from a trust's own extracts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("calc", short_help="Calculate the nine indicators of a submission.")(calc.calc)
app.command("validate", short_help="Check submissions; made for CI.")(validate.validate)
app.command("batch", short_help="Work on every submission below a folder.")(batch.batch)
app.command("compare", short_help="Set the years of one organisation side by side.")(compare.compare)
app.command("trace", short_help="Say what became of every row.")(trace.trace)
app.command("audit", short_help="Attack what is to be published.")(audit.audit)
app.command("years", short_help="List the reporting years shipped.")(reference.years)
app.command("explain", short_help="Say what an indicator is in a given year.")(explain.explain)
app.command("schema", short_help="Write the JSON Schemas.")(reference.schema)
app.command("sample", short_help="Make synthetic submissions.")(reference.sample)
app.command("init", short_help="Make an empty submission to fill in.")(init.init)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"wres-calc {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
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
            app()
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
