"""How far an application, a case or an attendance came: what the words of systems mean.

The lists are ours (`data/SOURCES.md`).
"""

from typing import NamedTuple

from wres_calc.reference.normalise import plain
from wres_calc.reference.table import lookup, rows


class RecruitmentStage(NamedTuple):
    """What an application's last stage says of it."""

    shortlisted: bool
    appointed: bool
    offer_declined: bool


RECRUITMENT_STAGES = {
    row["stage"]: RecruitmentStage(*(row[name] == "yes" for name in RecruitmentStage._fields))
    for row in rows("recruitment_stages")
}
"""Each stage of an application by its name."""

DISCIPLINARY_STAGES = {row["stage"]: row["formal"] == "yes" for row in rows("disciplinary_stages")}
"""Whether a case at a stage is in the formal process, by the name of the stage."""

TRAINING_STAGES = {row["stage"]: row["completed"] == "yes" for row in rows("training_stages")}
"""Whether an attendance at a stage was completed, by the name of the stage."""

_RECRUITMENT = lookup("recruitment_stages", "stage", "stage")
_DISCIPLINARY = lookup("disciplinary_stages", "stage", "stage")

_TRAINING = lookup("training_stages", "stage", "stage")


def parse_recruitment_stage(text: str) -> str | None:
    """The stage of an application by its name in the list; `None` where it is not in it."""
    return _RECRUITMENT.get(plain(text))


def parse_disciplinary_stage(text: str) -> str | None:
    """The stage of a case by its name in the list; `None` where it is not in it."""
    return _DISCIPLINARY.get(plain(text))


def parse_training_stage(text: str) -> str | None:
    """The stage of an attendance by its name in the list; `None` where it is not in it."""
    return _TRAINING.get(plain(text))
