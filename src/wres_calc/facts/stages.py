"""How far an application, a case or an attendance came: what the words of systems mean.

The lists are ours (`data/SOURCES.md`).
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from wres_calc.facts.normalise import plain
from wres_calc.facts.table import lookup, rows


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

_BETWEEN = re.compile(r"\s*[:>|/\\;\u00bb\u2192]\s*|\s+[-\u2010-\u2015]+>?\s+|\s*[\u2013\u2014]\s*")
_ANY = "*"
_ENDS = frozenset(
    "rejected unsuccessful withdrawn withdrew declined refused failed rescinded cancelled not".split()
)
"""Words that turn an outcome round: it is read only where the list has them too."""
_NAMES = lookup("recruitment_stage_names", "name", "stage")
_OUTCOMES: dict[str, dict[str, str]] = {}
for _row in rows("recruitment_outcomes"):
    _OUTCOMES.setdefault(_row["stage"], {})[plain(_row["outcome"]) or _ANY] = _row["means"]
_RECRUITMENT = lookup("recruitment_stages", "stage", "stage")
_DISCIPLINARY = lookup("disciplinary_stages", "stage", "stage")

_TRAINING = lookup("training_stages", "stage", "stage")


def codes_among(texts: Collection[str]) -> set[str]:
    """Return the texts that look like codes of stages, not like sentences.

    A part of them names a stage of one of the lists, or they begin as another of the texts does ("Panel: One", "Panel:
    Two").
    """
    lists = (_NAMES, _RECRUITMENT, _DISCIPLINARY, _TRAINING)
    parts = {text: [plain(part) for part in _BETWEEN.split(text)] for text in texts}
    begun = Counter(first for first, *others in parts.values() if others)
    return {
        text
        for text, found in parts.items()
        if (len(found) > 1 and begun[found[0]] > 1) or any(part in each for part in found for each in lists)
    }


def parse_recruitment_stage(text: str) -> str | None:
    """The stage of an application by its name in the list, or by stage and outcome as Trac prints them.

    "Offer: Declined", "Shortlisting - Rejected" and the like; `None` where neither is in a list.
    """
    if (listed := _RECRUITMENT.get(plain(text))) is not None:
        return listed
    parts = [part for part in map(plain, _BETWEEN.split(text)) if part]
    at = next((i for i, part in enumerate(parts) if part in _NAMES), None)
    if at is None or len(parts) < 2:
        return None
    outcomes = parts[at + 1 :] or parts[:at]
    found = dict.fromkeys(_outcome(_NAMES[parts[at]], outcome) for outcome in outcomes)
    if None in found:
        return None
    return _furthest([name for name in found if name is not None])


def _outcome(stage: str, outcome: str) -> str | None:
    """What an outcome means at a stage, by its own words or the ones it begins with ("Rejected by the panel")."""
    known = _OUTCOMES[stage]
    words = outcome.split()
    for end in range(len(words), 0, -1):
        begun = " ".join(words[:end])
        if begun in known:
            return known[begun] if not _ENDS & set(words[end:]) else None
    listed = _RECRUITMENT.get(outcome)
    says_more = listed is not None and (
        RECRUITMENT_STAGES[listed].appointed or RECRUITMENT_STAGES[listed].offer_declined
    )
    if says_more:
        return listed if stage in ("offer", "checks") else None
    return known.get(_ANY)


def _furthest(names: list[str]) -> str | None:
    """The one that ended an application of several outcomes: "Offer: Conditional: Declined"; `None` of two such."""
    if len(names) == 1:
        return names[0]
    ended = [name for name in names if not RECRUITMENT_STAGES[name].appointed]
    return ended[0] if len(ended) == 1 else names[0] if not ended else None


def parse_disciplinary_stage(text: str) -> str | None:
    """The stage of a case by its name in the list, or by the parts of "Formal: Hearing"; `None` where it is in none."""
    if (listed := _DISCIPLINARY.get(plain(text))) is not None:
        return listed
    known = [_DISCIPLINARY[part] for part in map(plain, _BETWEEN.split(text)) if part in _DISCIPLINARY]
    return known[0] if len({DISCIPLINARY_STAGES[name] for name in known}) == 1 else None


def parse_training_stage(text: str) -> str | None:
    """The stage of an attendance by its name in the list; `None` where it is not in it."""
    return _TRAINING.get(plain(text))
