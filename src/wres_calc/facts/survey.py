"""The questions of the NHS Staff Survey that the indicators use, and what their answers mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wres_calc.facts.normalise import plain
from wres_calc.facts.table import rows


@dataclass(frozen=True)
class Question:
    """A question's column in `staff_survey`, the scale of its answers, whether all are asked, and its wording.

    The scales are those of `data/survey_answers.csv`.
    """

    column: str
    scale: str
    of_all: bool
    wording: str


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        row["column"]: Question(row["column"], row["scale"], row["asked"] != "some", row["wording"])
        for row in rows("survey_questions")
    }
)

HIGHEST_SCORE = 10
"""Scores run from 0 to this."""

_MEANINGS: dict[str, dict[str, str]] = {}
for _row in rows("survey_answers"):
    _MEANINGS.setdefault(_row["scale"], {})[plain(_row["answer"])] = _row["meaning"]


def parse_answer(column: str, text: str) -> str | None:
    """`never`, `at_least_once`, `yes`, `no` or `dont_know`; `None` where `text` is no answer to the question.

    Codes and labels are taken alike; the key findings (`kf…`) take words only, for a 1 is "never" in one scale
    and "yes" in another. A sign before a digit counts: survey files mark what is missing with -1, -8 or -9.
    Raises `KeyError` for a column that is no question.
    """
    meanings = _MEANINGS[QUESTIONS[column].scale]
    key = plain(text)
    if key.isdigit() and key != text.strip():
        return None
    return meanings.get(key)


def meanings(column: str) -> tuple[str, ...]:
    """What an answer to the question can mean, in the order of its scale."""
    return tuple(dict.fromkeys(_MEANINGS[QUESTIONS[column].scale].values()))
