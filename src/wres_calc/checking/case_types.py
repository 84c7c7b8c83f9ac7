"""Which types of case take part in a tracker of several, as `submission.toml` says, and what is amiss with them."""

from collections.abc import Iterator

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look


def takes_part(types: tuple[str, ...]) -> pl.Expr:
    """Whether the type of a case is one of these, without regard to case and space; a blank one is the blank type."""
    sent = pl.col("case_type").fill_null("").str.replace_all(r"\s", "").str.to_lowercase()
    return sent.is_in([_plain(text) for text in types])


def check(look: Look) -> Iterator[Issue]:
    """Types that were listed and do not occur, and rows that do not say of what type they are."""
    types = look.raw.case_types
    if not types or not look.has("case_type"):
        return
    sent = {_plain(text or "") for text in look.frame.get_column("case_type").unique()}
    for each in types:
        if _plain(each) not in sent:
            message = f'No case is of the type "{each}", which submission.toml lists under case_types.'
            yield look.issue("case-type-not-there", message, column="case_type")
    if "" not in types:
        message = "The type of case is blank; the row takes no part."
        yield from look.where(pl.col("case_type").is_null(), "case-type-blank", message, "case_type")


def _plain(text: str) -> str:
    return "".join(text.split()).lower()
