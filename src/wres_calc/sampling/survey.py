"""The staff survey of a year: a row per respondent, with the questions that the year's definitions name."""

from collections.abc import Mapping

import polars as pl

from wres_calc.facts.survey import QUESTIONS
from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.people import by_group, ethnic_categories
from wres_calc.standards.model import PercentageIndicator, Standard

_RESPONSE_RATE = 0.47
_FEWEST_RESPONDENTS = 10
_DO_NOT_KNOW = 0.2


def _shares(scale: str, yes: float) -> Mapping[str, float]:
    """Shares of a scale's answers where a share of `yes` says yes, or that it happened at least once."""
    if scale == "frequency":
        total = sum(shapes.OFTEN.values())
        return {"Never": 1 - yes, **{answer: yes * share / total for answer, share in shapes.OFTEN.items()}}
    if scale == "yes_no_dont_know":
        return {"Yes": yes, "No": 1 - yes - _DO_NOT_KNOW, "Don't know": _DO_NOT_KNOW}
    return {"Yes": yes, "No": 1 - yes}


def _answers(indicator: PercentageIndicator, question: str, groups: pl.Series, stream: Stream) -> pl.Series:
    rows = len(groups)
    drawn = {
        group: stream.texts(_shares(QUESTIONS[question].scale, yes), rows)
        for group, yes in zip(("white", "bme"), shapes.ANSWERED_YES[indicator.number], strict=True)
    }
    answers = by_group(groups, {**drawn, "unknown": drawn["white"]})
    blank = stream.uniform(rows) < shapes.BLANK_ANSWERS
    return pl.select(pl.when(blank).then(None).otherwise(answers).alias(question)).to_series()


def staff_survey(stream: Stream, staff: int, year: Standard, code: str) -> pl.DataFrame:
    """The table `staff_survey`: about half of the staff, nobody's employee number."""
    rows = max(_FEWEST_RESPONDENTS, round(staff * _RESPONSE_RATE))
    groups = stream.texts(shapes.RESPONDENTS, rows)
    frame = pl.DataFrame({"ethnic_category": ethnic_categories(stream, groups, labels_only=True)})
    number = (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(7)
    return frame.select(
        pl.format("S{}", number).alias("respondent_id"),
        "ethnic_category",
        *(
            _answers(indicator, question, groups, stream)
            for indicator in year.indicators
            if isinstance(indicator, PercentageIndicator)
            for question in indicator.questions
        ),
        pl.lit(code).alias("organisation_code"),
    )
