"""Which reporting years are asked for."""

import re

from wres_calc.errors import UsageError

_FORM = re.compile(r"\d{4}(?:-\d{4})?(?:,\d{4}(?:-\d{4})?)*")


def _stretch(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


def reporting_years(text: str) -> list[int]:
    """The years of `2025`, `2024,2025` or `2024-2025`, in order, each once; `UsageError` for other text."""
    found = text.replace(" ", "")
    parts = found.split(",") if _FORM.fullmatch(found) else []
    years = {year for part in parts for year in _stretch(part)}
    if not years:
        raise UsageError("The reporting years are not readable.", "Write 2025, 2024,2025 or 2024-2025.")
    return sorted(years)
