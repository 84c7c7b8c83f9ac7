"""What the documentation site does with a page: links to files outside the documents become their names."""

import re
from typing import Any

_FOLDERS = "src|schemas|tests|tools|README|CHANGELOG|LICENSE"
_OUTSIDE = re.compile(rf"(?<!!)\[([^\]]+)\]\((?:\.\./)+(?:{_FOLDERS})[^)]*\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return the page's text without links that lead out of the site; they resolve in the repository alone."""
    return _OUTSIDE.sub(r"\1", markdown)
