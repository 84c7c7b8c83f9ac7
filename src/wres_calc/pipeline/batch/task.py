"""One organisation's part of a batch."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wres_calc.errors import WresError
from wres_calc.intake.model import Submission


class About(NamedTuple):
    """What a manifest says of an organisation, where its own settings do not."""

    region: str | None = None
    icb: str | None = None
    type: str | None = None


NOT_SAID = About()


@dataclass(frozen=True)
class Task:
    """A submission to be worked on: what stands at `path`, or the one of `organisation` among others there.

    `code` names its folder in the output. `refused` says why it cannot be worked on at all.
    """

    code: str
    path: Path
    reporting_year: int | None = None
    organisation: str | None = None
    about: About = NOT_SAID
    shared: bool = False
    refused: WresError | None = None


@dataclass(frozen=True)
class Sent:
    """A task with its submission, where that was read from files it shares with others."""

    task: Task
    submission: Submission | None = None
