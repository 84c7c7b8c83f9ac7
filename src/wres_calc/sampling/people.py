"""The people of a trust over the years asked for: most stay, some leave and are followed by others.

People stand in one row by when they came; each year the trust is a stretch of that row which has moved on by
the number of leavers. So a person keeps number, post and ethnic category over the years.
"""

from dataclasses import dataclass

import polars as pl

from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.organisations import SampleOrganisation

_COUNTED_SHARE = (
    sum(shapes.ASSIGNMENT_CATEGORIES[category] for category in shapes.COUNTED)
    / sum(shapes.ASSIGNMENT_CATEGORIES.values())
    * (1 - shapes.STATUSES["Inactive Not Worked"] / sum(shapes.STATUSES.values()))
)
_LARGEST_BME_SHARE = 0.9


@dataclass(frozen=True)
class Pool:
    """Everyone who is in the trust in some year, or left in the year before the first.

    `frame` has a row per person: `person` (position), `employee_number`, `post` (position in `shapes.POSTS`),
    `ethnic_group`, `ethnic_category`, `disability`, `assignment_category`, `fte`. `employed` are in the trust at any
    one snapshot, those who do not count in the headcount included; `leavers` leave in a year.
    """

    frame: pl.DataFrame
    employed: int
    leavers: int

    def staff(self, year: int) -> pl.DataFrame:
        """The people in the trust at the snapshot of the `year`-th year asked for, from 0."""
        return self.frame.slice(self.leavers * (year + 1), self.employed)

    def left(self, year: int) -> pl.DataFrame:
        """The people who left during the `year`-th year asked for, from 0."""
        return self.frame.slice(self.leavers * year, self.leavers)


def _ethnic_groups(stream: Stream, bme_share: pl.Series) -> pl.Series:
    drawn = pl.DataFrame(
        {"known": stream.uniform(len(bme_share)), "group": stream.uniform(len(bme_share)), "bme": bme_share}
    )
    chosen = (
        pl.when(pl.col("known") < shapes.UNKNOWN_SHARE)
        .then(pl.lit("unknown"))
        .when(pl.col("group") < pl.col("bme"))
        .then(pl.lit("bme"))
        .otherwise(pl.lit("white"))
    )
    return drawn.select(chosen.alias("ethnic_group")).to_series()


def by_group(groups: pl.Series, drawn: dict[str, pl.Series]) -> pl.Series:
    """For each row the value drawn for its ethnic group; `drawn` has a whole column for each group."""
    choice = pl.when(groups == "white").then(drawn["white"]).when(groups == "bme").then(drawn["bme"])
    return pl.select(choice.otherwise(drawn["unknown"])).to_series()


def ethnic_categories(stream: Stream, groups: pl.Series, *, labels_only: bool = False) -> pl.Series:
    """An ethnic category for each of `groups`: as ESR prints it, or its label alone."""
    categories = shapes.LABELS if labels_only else shapes.ESR_CATEGORIES
    return by_group(groups, {group: stream.texts(categories[group], len(groups)) for group in shapes.GROUPS})


def employee_numbers(rows: int) -> pl.Series:
    """Eight digits, leading zeros kept: different for the first hundred million people."""
    numbers = (pl.int_range(rows, dtype=pl.Int64, eager=True) * 61 + 104_729) % 10**8
    return numbers.cast(pl.String).str.zfill(8)


def pool(organisation: SampleOrganisation, years: int, seed: int) -> Pool:
    """The people of `organisation` over that many years."""
    stream = Stream(seed, organisation.code, "people")
    employed = round(organisation.staff / _COUNTED_SHARE)
    leavers = max(1, round(employed * shapes.LEAVERS_SHARE))
    rows = employed + leavers * (years + 1)
    posts = stream.indices([post.weight for post in shapes.POSTS], rows)
    newcomer = pl.int_range(rows, eager=True) >= employed + leavers
    share = pl.Series([post.bme / 100 * organisation.bme for post in shapes.POSTS]).gather(posts)
    share = (share * (1 + newcomer * (shapes.NEWCOMERS_BME - 1))).clip(0, _LARGEST_BME_SHARE)
    groups = _ethnic_groups(stream, share)
    frame = pl.DataFrame(
        {
            "person": pl.int_range(rows, dtype=pl.UInt32, eager=True),
            "employee_number": employee_numbers(rows),
            "post": posts,
            "ethnic_group": groups,
            "ethnic_category": ethnic_categories(stream, groups),
            "disability": Stream(seed, organisation.code, "people", "disability").texts(
                shapes.DISABLED, rows
            ),
            "assignment_category": stream.texts(shapes.ASSIGNMENT_CATEGORIES, rows),
            "fte": stream.texts(shapes.FULL_TIME_EQUIVALENTS, rows),
        }
    )
    return Pool(frame, employed, leavers)
