"""The tables of people at a day: assignments at a snapshot, the board, and the respondents of a staff survey."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import comb

import polars as pl

from wres_calc.facts.survey import QUESTIONS
from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.organisations import SMALL
from wres_calc.sampling.people import Pool, by_group, ethnic_categories
from wres_calc.standards.model import PercentageIndicator, Standard, SurveyIndicator

_BANK_AS_WELL = 0.05
_SECOND_POST = 0.07
_LEFT_LATELY = 6
"""One in so many of a year's leavers is still in the extract, with a terminated assignment."""


def _next_posts() -> pl.Series:
    """For each post the next of its staff group; itself where it is the last, or a doctor's."""
    following = (*shapes.POSTS[1:], shapes.POSTS[-1])
    higher = [
        position + (post is not after and post.staff_group == after.staff_group != "Medical and Dental")
        for position, (post, after) in enumerate(zip(shapes.POSTS, following, strict=True))
    ]
    return pl.Series(higher, dtype=pl.UInt32)


def _main(staff: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    return staff.with_columns(
        assignment_status=stream.texts(shapes.STATUSES, staff.height),
        primary_assignment=pl.lit("Yes"),
        number=pl.lit(1, pl.UInt8),
    )


def _left(left: pl.DataFrame) -> pl.DataFrame:
    return left.tail(max(1, left.height // _LEFT_LATELY)).with_columns(
        assignment_status=pl.lit("Terminate Assignment"),
        primary_assignment=pl.lit("Yes"),
        number=pl.lit(1, pl.UInt8),
    )


def _further(main: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    drawn = main.with_columns(
        chance=stream.uniform(main.height), small=stream.texts(shapes.SMALL_EQUIVALENTS, main.height)
    )
    chosen = drawn.filter(
        pl.col("chance") < _BANK_AS_WELL + _SECOND_POST, pl.col("assignment_category").is_in(shapes.COUNTED)
    )
    bank = pl.col("chance") < _BANK_AS_WELL
    return chosen.select(
        pl.col("person", "employee_number"),
        pl.when(bank).then("post").otherwise(_next_posts().gather(chosen["post"])).alias("post"),
        pl.col("ethnic_group", "ethnic_category", "disability"),
        pl.when(bank).then(pl.lit("Bank")).otherwise("assignment_category").alias("assignment_category"),
        pl.when(bank).then(None).otherwise("small").alias("fte"),
        pl.lit("Active Assignment").alias("assignment_status"),
        pl.lit("No").alias("primary_assignment"),
        pl.lit(2, pl.UInt8).alias("number"),
    )


def _post_column(name: str, posts: pl.Series) -> pl.Expr:
    texts = pl.Series([getattr(post, name) for post in shapes.POSTS]).gather(posts)
    non_executive = pl.col("assignment_category") == "Non-Exec Director/Chair"
    own = pl.lit(shapes.NON_EXECUTIVE[name])
    return pl.when(non_executive).then(own).otherwise(texts).alias(name)


def workforce(pool: Pool, year: int, stream: Stream, code: str) -> pl.DataFrame:
    """The table `workforce` of the `year`-th year, in the order of the employee numbers."""
    main = _main(pool.staff(year), stream)
    rows = pl.concat([_left(pool.left(year)), main, _further(main, stream)]).sort("person", "number")
    second = pl.when(pl.col("number") > 1).then(pl.lit("-2")).otherwise(pl.lit(""))
    return rows.select(
        "employee_number",
        (pl.col("employee_number") + second).alias("assignment_number"),
        "primary_assignment",
        "assignment_status",
        "assignment_category",
        _post_column("staff_group", rows["post"]),
        _post_column("job_role", rows["post"]),
        _post_column("grade", rows["post"]),
        "fte",
        "ethnic_category",
        "disability",
        pl.lit(code).alias("organisation_code"),
    )


_SMALL_BOARD = 6
_SMALLEST_FULL_BOARD = 12
_EVER = 4 * len(shapes.SEATS)
"""As many members are drawn in every year, so that nobody's ethnic category depends on how many years there are."""


def _members(stream: Stream, staff: int, year: int) -> tuple[list[int], pl.Series]:
    """For each seat the number of the member who holds it, and each member's ethnic category."""
    more = int(stream.number() * (len(shapes.SEATS) - _SMALLEST_FULL_BOARD + 1))
    size = _SMALL_BOARD if staff < SMALL else _SMALLEST_FULL_BOARD + more
    seats = list(range(size))
    for passed in range(year):
        seats[passed % size] = size + passed
    groups = stream.texts(shapes.BOARD_MEMBERS, _EVER)
    return seats, ethnic_categories(stream, groups).gather(seats)


def board(stream: Stream, own: Stream, staff: int, year: int, code: str) -> pl.DataFrame:
    """The table `board` of the `year`-th year asked for, from 0; `own` is the stream of who is disabled."""
    seats, categories = _members(stream, staff, year)
    roles, voting, executive = zip(*shapes.SEATS[: len(seats)], strict=True)
    return pl.DataFrame(
        {
            "member_id": [f"B{member + 1:02}" for member in seats],
            "role": roles,
            "ethnic_category": categories,
            "disability": own.texts(shapes.DISABLED_MEMBERS, _EVER).gather(seats),
            "voting": voting,
            "executive": executive,
            "organisation_code": [code] * len(seats),
        }
    )


_RESPONSE_RATE = 0.47
_FEWEST_RESPONDENTS = 10
_DO_NOT_KNOW = 0.2
_NOTHING_REQUIRED = 0.6


def _shares(scale: str, yes: float) -> Mapping[str, float]:
    """Shares of a scale's answers where a share of `yes` says yes, or that it happened at least once.

    Of a score it is the mean, as a part of the highest; long scales are in their codes, as survey files have them.
    """
    no = 1 - yes
    match scale:
        case "frequency":
            total = sum(shapes.OFTEN.values())
            return {"Never": no, **{answer: yes * share / total for answer, share in shapes.OFTEN.items()}}
        case "yes_no_dont_know":
            return {"Yes": yes, "No": no - _DO_NOT_KNOW, "Don't know": _DO_NOT_KNOW}
        case "reported":
            return {"Yes": yes, "No": no, "Don't know": _DO_NOT_KNOW}
        case "adjustments":
            return {"Yes": yes, "No": no, "No adjustment required": _NOTHING_REQUIRED}
        case "satisfaction":
            return {"1": no * 0.25, "2": no * 0.35, "3": no * 0.4, "4": yes * 0.75, "5": yes * 0.25}
        case "how_often" | "agreement":
            return {str(code + 1): comb(4, code) * yes**code * no ** (4 - code) for code in range(5)}
        case _:
            return {"Yes": yes, "No": no}


def _answers(indicator: PercentageIndicator, question: str, groups: pl.Series, stream: Stream) -> pl.Series:
    rows = len(groups)
    drawn = {
        group: stream.texts(_shares(QUESTIONS[question].scale, yes), rows)
        for group, yes in zip(("white", "bme"), shapes.ANSWERED_YES[indicator.number], strict=True)
    }
    answers = by_group(groups, {**drawn, "unknown": drawn["white"]})
    blank = stream.uniform(rows) < shapes.BLANK_ANSWERS
    return pl.select(pl.when(blank).then(None).otherwise(answers).alias(question)).to_series()


def _by_disability(years: Iterable[Standard], disability: pl.Series, stream: Stream) -> Iterator[pl.Series]:
    """The questions of standards about disability, by who is disabled and by who is asked."""
    rows, disabled = len(disability), (disability == "Yes").fill_null(False)
    for indicator in (
        each for year in years for each in year.indicators if isinstance(each, SurveyIndicator)
    ):
        if indicator.number not in shapes.ANSWERED_BY_DISABILITY:
            continue
        yes = shapes.ANSWERED_BY_DISABILITY[indicator.number]
        asked = shapes.ASKED_BY_DISABILITY.get(indicator.number, (1.0, 1.0))
        for question in indicator.questions:
            theirs, others = (stream.texts(_shares(QUESTIONS[question].scale, each), rows) for each in yes)
            drawn, chance = theirs.zip_with(disabled, others), stream.uniform(rows)
            part = pl.when(disabled).then(asked[0]).otherwise(asked[1]) * (1 - shapes.BLANK_ANSWERS)
            yield pl.select(pl.when(chance < part).then(drawn).alias(question)).to_series()


def staff_survey(
    stream: Stream, own: Stream, staff: int, years: tuple[Standard, Sequence[Standard]], code: str
) -> pl.DataFrame:
    """The table `staff_survey`: about half of the staff, nobody's employee number; `own` as in `board`.

    `years` are the standard about ethnicity, whose questions are answered by it, and the others.
    """
    year, others = years
    disability = own.texts(
        shapes.DISABLED_RESPONDENTS, max(_FEWEST_RESPONDENTS, round(staff * _RESPONSE_RATE))
    )
    groups = stream.texts(shapes.RESPONDENTS, len(disability))
    frame = pl.DataFrame({"ethnic_category": ethnic_categories(stream, groups, labels_only=True)})
    number = (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(7)
    return frame.select(
        pl.format("S{}", number).alias("respondent_id"),
        "ethnic_category",
        disability.alias("disability"),
        *(
            _answers(indicator, question, groups, stream)
            for indicator in year.indicators
            if isinstance(indicator, PercentageIndicator)
            for question in indicator.questions
        ),
        *_by_disability(others, disability, own),
        pl.lit(code).alias("organisation_code"),
    )
