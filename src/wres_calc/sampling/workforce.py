"""The assignments at a snapshot: main ones, second and bank ones, and those of people who have just left."""

import polars as pl

from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.people import Pool

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
        pl.col("ethnic_group", "ethnic_category"),
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
        pl.lit(code).alias("organisation_code"),
    )
