"""What happens during a year: applications, disciplinary investigations, training."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.people import Pool, by_group, ethnic_categories

Period = tuple[dt.date, dt.date]
"""The first and the last day."""

_APPLICATIONS_PER_PERSON = 0.8
_FEWEST_APPLICATIONS = 20
_CASES_PER_PERSON = 0.009
_CAPABILITY_CASES_PER_PERSON = 0.003
_FEWEST_CASES = 3
_ATTENDANCES_PER_PERSON = 0.6
_BLANK = 0.1


def _yes(stream: Stream, rows: int, likelihood: float) -> pl.Series:
    return stream.texts({"Yes": likelihood, "No": 1 - likelihood}, rows)


def recruitment(stream: Stream, own: Stream, staff: int, code: str) -> pl.DataFrame:
    """The table `recruitment`: applications as a recruitment system hands them out, some not shortlisted.

    `own` is the stream of who is disabled.
    """
    rows = max(_FEWEST_APPLICATIONS, round(staff * _APPLICATIONS_PER_PERSON))
    groups = stream.texts(shapes.APPLICANTS, rows)
    posts = stream.indices([post.weight for post in shapes.POSTS], rows)
    offers = {group: _yes(stream, rows, likelihood) for group, likelihood in shapes.APPOINTED.items()}
    frame = pl.DataFrame(
        {
            "position": pl.int_range(rows, eager=True),
            "ethnic_category": ethnic_categories(stream, groups, labels_only=True),
            "disability": own.texts(shapes.DISABLED_APPLICANTS, rows),
            "staff_group": pl.Series([post.staff_group for post in shapes.POSTS]).gather(posts),
            "grade": pl.Series([post.advertised for post in shapes.POSTS]).gather(posts),
            "shortlisted": _yes(stream, rows, 0.88),
            "offered": by_group(groups, offers),
            "declines": _yes(stream, rows, 0.08),
            "internal": _yes(stream, rows, 0.32),
        }
    )
    return _applications(frame, code)


def _applications(frame: pl.DataFrame, code: str) -> pl.DataFrame:
    offered = (pl.col("shortlisted") == "Yes") & (pl.col("offered") == "Yes")
    declined = offered & (pl.col("declines") == "Yes")
    return frame.select(
        pl.format("A{}", (pl.col("position") + 1).cast(pl.String).str.zfill(7)).alias("application_id"),
        pl.format("V{}", (pl.col("position") // 5 + 1).cast(pl.String).str.zfill(6)).alias("vacancy_id"),
        "ethnic_category",
        "disability",
        "shortlisted",
        pl.when(offered & ~declined).then(pl.lit("Yes")).otherwise(pl.lit("No")).alias("appointed"),
        pl.when(declined).then(pl.lit("Yes")).otherwise(pl.lit("No")).alias("offer_declined"),
        "internal",
        "staff_group",
        "grade",
        pl.lit(code).alias("organisation_code"),
    )


def _chosen(
    people: pl.DataFrame, stream: Stream, likelihood: Mapping[str, float], rows: int, by: str = "ethnic_group"
) -> pl.DataFrame:
    """`rows` of the people by how likely each group of `by` is (1 where it is not said); some may come up again."""
    weights = pl.col(by).replace_strict(
        list(likelihood), list(likelihood.values()), default=1.0, return_dtype=pl.Float64
    )
    return people[stream.indices(people.select(weights).to_series().to_list(), rows)]


def _sometimes_blank(frame: pl.DataFrame, stream: Stream, column: str = "ethnic_category") -> pl.Expr:
    blank = stream.uniform(frame.height) < _BLANK
    return pl.when(blank).then(None).otherwise(column).alias(column)


def disciplinary(pool: Pool, year: int, stream: Stream, period: Period, code: str) -> pl.DataFrame:
    """The table `disciplinary`: entries within `period`, also of people who have left since."""
    people = pl.concat([pool.left(year), pool.staff(year)])
    rows = max(_FEWEST_CASES, round(pool.employed * _CASES_PER_PERSON * (period[1].year - period[0].year)))
    cases = _chosen(people, stream, shapes.DISCIPLINED, rows)
    return _cases(cases, stream, period, code, "D", "ethnic_category")


def capability(pool: Pool, year: int, stream: Stream, period: Period, code: str) -> pl.DataFrame:
    """The table `capability`: as `disciplinary`, by who is disabled."""
    people = pl.concat([pool.left(year), pool.staff(year)])
    expected = pool.employed * _CAPABILITY_CASES_PER_PERSON * (period[1].year - period[0].year)
    cases = _chosen(
        people, stream, shapes.ENTERED_CAPABILITY, max(_FEWEST_CASES, round(expected)), "disability"
    )
    return _cases(cases, stream, period, code, "C", "disability")


def _cases(
    cases: pl.DataFrame, stream: Stream, period: Period, code: str, letter: str, column: str
) -> pl.DataFrame:
    number = (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(5)
    return cases.select(
        "employee_number",
        pl.format(f"{letter}{{}}", number).alias("case_id"),
        _sometimes_blank(cases, stream, column),
        stream.days(*period, cases.height).alias("entered_on"),
        "assignment_category",
        pl.lit(code).alias("organisation_code"),
    )


def training(pool: Pool, year: int, stream: Stream, period: Period, code: str) -> pl.DataFrame:
    """The table `training`: attendances in `period`; somebody may attend several courses, or one twice."""
    rows = round(pool.employed * _ATTENDANCES_PER_PERSON)
    attendances = _chosen(pool.staff(year), stream, shapes.TRAINED, rows)
    courses = stream.indices([weight for _, weight in shapes.COURSES.values()], rows)
    return attendances.select(
        "employee_number",
        _sometimes_blank(attendances, stream),
        pl.Series(list(shapes.COURSES)).gather(courses).alias("course"),
        pl.Series([mandatory for mandatory, _ in shapes.COURSES.values()]).gather(courses).alias("mandatory"),
        stream.days(*period, rows).alias("completed_on"),
        pl.lit(code).alias("organisation_code"),
    )
