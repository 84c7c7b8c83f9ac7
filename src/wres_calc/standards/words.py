"""The words of an indicator: what the sentences about it are made of."""

from typing import Annotated, Literal

from pydantic import Field

from wres_calc.strict_model import StrictModel

Board = Literal["total", "voting", "non_voting", "executive", "non_executive"]


class PlainWords(StrictModel):
    """The words of an indicator for a reader who has never seen the standard.

    `{group}` in `case` and `cases` stands for a group as prose names it: "3 cases among White staff". `unit` is one
    case without its group. `happened` goes on from people: "5% of White staff said they had been bullied".
    """

    people: str
    event: str = ""
    happened: str = ""
    case: str
    cases: str
    unit: str


class Words(StrictModel):
    """What sentences about an indicator need: nouns, verb phrases, and what a board reads first.

    `people` are whom it is about, `event` what a likelihood is of or what respondents say ("White applicants are as
    likely as BME applicants to" be appointed from shortlisting; "the share of staff who" experienced discrimination).
    `short` is its title where one line of 80 characters has it beside its figures; a noun that may stand in a sentence.
    `case` and `cases` are the noun of what is counted. `worse` says what its adverse side means, `needs` which tables
    it is made from. `headline` names the parts that a board reads first.
    """

    short: Annotated[str, Field(max_length=20)] = ""
    people: str
    event: str = ""
    case: str
    cases: str
    worse: str = ""
    needs: str
    headline: Annotated[
        tuple[Literal["whole", "staff_category", "senior_bands"] | Board, ...], Field(min_length=1)
    ] = ("whole",)
    plain: PlainWords


Adverse = Literal["above", "below", "none"]
"""The side of parity that is worse for the group compared: above or below 1 for a ratio, 0 for a gap or difference."""
