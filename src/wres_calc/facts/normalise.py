"""Text made comparable: how every list of this floor is looked up."""

import re
import unicodedata
from functools import lru_cache

_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """`text` casefolded, `&` as `and`, and every run of spaces and punctuation as one space.

    Non-breaking spaces, curly quotes, dashes, slashes, underscores and accents make no difference; invisible
    characters (byte-order mark, zero-width space) are dropped. Nothing but punctuation gives the empty string.
    """
    spread = text.replace("&", " and ")
    if not spread.isascii():
        spread = unicodedata.normalize("NFKD", spread)
        spread = "".join(char for char in spread if unicodedata.category(char) not in ("Cf", "Mn"))
    return _PUNCTUATION.sub(" ", spread.casefold()).strip()
