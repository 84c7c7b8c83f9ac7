"""The README as a package index shows it: what it points to in the repository has its whole address there."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)")


class IndexReadme(MetadataHookInterface):
    """Run by hatchling, which finds it by its base class."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the readme, with the address of the source before each path."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        source = metadata["urls"]["Source"]
        text = _RELATIVE.sub(rf"]({source}/blob/main/\1)", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
