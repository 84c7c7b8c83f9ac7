"""What became of a row, in plain words; and the populations of a trace by name."""

from collections.abc import Mapping
from types import MappingProxyType

from wres_calc.counting.fate import Fate

FATES: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.EXCLUDED: "the row is left out on purpose, as submission.toml says",
        Fate.OTHER_SNAPSHOT: "the row is of another snapshot in the file",
        Fate.NOT_COMPLETED: "the training was not completed",
        Fate.NOT_IN_FORCE: "the row is not in force on the snapshot date",
        Fate.OTHER_CASE_TYPE: "the case is of another type than those that take part",
        Fate.NOT_FORMAL: "the case is not in the formal process",
        Fate.NOT_IN_POST: "the assignment status is not that of somebody in post",
        Fate.CATEGORY_TAKES_NO_PART: "bank, honorary, non-executive and agency staff take no part",
        Fate.FURTHER_ASSIGNMENT: "a further assignment: each person counts once",
        Fate.NOT_SHORTLISTED: "the application was not shortlisted",
        Fate.OFFER_DECLINED: "the offer was declined",
        Fate.DATE_OUTSIDE_YEAR: "the date is outside the year",
        Fate.MANDATORY: "mandatory training takes no part",
        Fate.PERSON_TAKES_NO_PART: "the person is bank, honorary, non-executive or agency staff only",
        Fate.SAME_PERSON_AGAIN: "a further row of the same person: each counts once",
        Fate.COUNTED: "it counts",
        Fate.COUNTED_IN_BAND_ONLY: "it counts in its band alone: the consultants' count has these people already",
        Fate.NO_ANSWER_USED: "no question that the year uses was answered",
        Fate.ROWS_ARE_USED: "the same was sent as rows, and those are used",
        Fate.BANDS_ARE_USED: "the counts by band are used",
        Fate.PREVIOUS_YEAR_MISSING: "a mean of two years needs the year before, and it did not come",
        Fate.MANDATORY_NOT_TOLD: "nothing says which training is mandatory",
        Fate.NOT_USED: "no figure of the year is made from it",
        Fate.TABLE_HAS_ERRORS: "the table has errors",
    }
)
"""Why a row did not count, or how it did, as part of a sentence."""

_SURVEY = {
    "yes": "who said so",
    "answered": "who answered",
    "published": "as published",
}


def population_name(population: str) -> str:
    """Return a population as a reader calls it: "board, voting", "indicator 5, who answered"."""
    match population.split("_"):
        case ["survey", number, what]:
            return f"indicator {number}, {_SURVEY.get(what, what)}"
        case ["board", *part] if part:
            return f"board, {'-'.join(part)}"
        case ["workforce", "of", "which"]:
            return "workforce, in one band only"
        case _:
            return population.replace("_", " ")
