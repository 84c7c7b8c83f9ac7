"""What a submission would come to by another rule: tried to explain a figure that somebody else came to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from wres_calc.counting.model import Counted, Counts, Tally
from wres_calc.facts.characteristics import UNKNOWN
from wres_calc.facts.normalise import plain
from wres_calc.facts.pay import BAND_LABELS, PayBand, parse_grade
from wres_calc.facts.staff import parse_assignment_category
from wres_calc.intake.model import ROW, RawTable, Submission

_TAKES_PART = "Permanent"
_BANK = ("bank", "nhs professionals")
Sent = Callable[[Submission], Submission]


@dataclass(frozen=True)
class OtherRule:
    """A rule in place of one of ours: `name` is that one's, `words` say what is done instead.

    It changes what was `sent`, or what was counted of it; a submission that it does not touch is returned as it is.
    """

    name: str
    words: str
    sent: Sent = lambda submission: submission
    counted: Callable[[Counts], Counts] = lambda counts: counts

    def then(self, other: "OtherRule") -> "OtherRule":
        """Return both together."""
        return OtherRule(
            f"{self.name}, {other.name}",
            f"{self.words} and {other.words}",
            lambda submission: other.sent(self.sent(submission)),
            lambda counts: other.counted(self.counted(counts)),
        )


def _retold(column: str, read: Callable[[str], str | None], table: str = "") -> Sent:
    """Each text of a column, as the settings map it, as another one where `read` gives one."""

    def applied(submission: Submission) -> Submission:
        tables = {
            name: other
            for name, raw in submission.tables.items()
            if table in ("", name) and (other := _with_texts(raw, column, read)) is not raw
        }
        return replace(submission, tables={**submission.tables, **tables}) if tables else submission

    return applied


def _with_texts(raw: RawTable, column: str, read: Callable[[str], str | None]) -> RawTable:
    mapped = {text.casefold(): meant for text, meant in raw.values.get(column, {}).items()}
    found = {text: read(mapped.get(text.casefold(), text)) for text in raw.texts(column)}
    others = {text: meant for text, meant in found.items() if meant is not None}
    return raw.with_texts(column, others) if others else raw


def _bank(text: str) -> str | None:
    is_bank = any(word in plain(text) for word in _BANK)
    return _TAKES_PART if is_bank and parse_assignment_category(text) is False else None


def _each_assignment(submission: Submission) -> Submission:
    """Every further row of a person in the workforce as that of another one."""
    raw = submission.tables.get("workforce")
    if raw is None or "employee_number" not in raw.frame.columns:
        return submission
    number = pl.col("employee_number")
    other = pl.concat_str(number, pl.lit(" row "), pl.col(ROW))
    if not raw.frame.select(number.drop_nulls().is_duplicated().any()).item():
        return submission
    frame = raw.frame.with_columns(
        pl.when(number.is_first_distinct()).then(number).otherwise(other).alias("employee_number")
    )
    return replace(submission, tables={**submission.tables, "workforce": replace(raw, frame=frame)})


def _known_alone(counts: Counts) -> Counts:
    return replace(counts, populations={name: _known(each) for name, each in counts.populations.items()})


def _known(counted: Counted) -> Counted:
    return replace(counted, tallies={part: _known_tally(tally) for part, tally in counted.tallies.items()})


def _known_tally(tally: Tally) -> Tally:
    return Tally({group: people for group, people in tally.by_group.items() if group != UNKNOWN}, None)


OTHER_RULES = (
    OtherRule("unknown-in-share-denominators", "unknown left out of the base", counted=_known_alone),
    OtherRule("bank-staff", "bank staff counted in", _retold("assignment_category", _bank)),
    OtherRule(
        "headcount-categories",
        "bank, honorary, non-executive and agency staff counted in",
        _retold(
            "assignment_category",
            lambda text: _TAKES_PART if parse_assignment_category(text) is False else None,
        ),
    ),
    OtherRule("one-row-per-person", "assignments counted in place of people", _each_assignment),
    OtherRule("offer-declined", "declined offers counted", _retold("offer_declined", lambda text: "no")),
    OtherRule(
        "pay-bands",
        "VSM put in with band 9",
        _retold(
            "grade",
            lambda text: BAND_LABELS[PayBand.BAND_9] if parse_grade(text) is PayBand.VSM else None,
            "workforce",
        ),
    ),
    OtherRule(
        "mandatory-training",
        "mandatory training counted",
        _retold("mandatory", lambda text: "no", "training"),
    ),
)
"""Those by which returns are most often made, each in place of one of ours."""
