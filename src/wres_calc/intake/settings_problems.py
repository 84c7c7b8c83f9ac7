"""What is wrong with `submission.toml`, in words: one sentence for each problem."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from wres_calc.intake import config
from wres_calc.intake.columns import canonical
from wres_calc.intake.names import did_you_mean
from wres_calc.intake.tables import TABLES

_SECTIONS: Mapping[str, type[BaseModel]] = {
    "submission": config.SubmissionYear,
    "organisation": config.Organisation,
    "tables": config.TableSettings,
    "exclude": config.Exclusion,
    "accept": config.Acceptance,
    "population_served": config.PopulationServed,
    "thresholds": config.Thresholds,
    "disclosure": config.DisclosureSettings,
}
LISTS = ("exclude", "accept")
"""Sections that may stand several times, in double square brackets."""
_WORDS = {
    "string_type": "must be text in quotation marks",
    "string_too_short": "is blank",
    "string_pattern_mismatch": "must be an ODS code: 3 to 6 letters and digits",
    "int_type": "must be a whole number without quotation marks",
    "float_type": "must be a number without quotation marks",
    "float_parsing": "must be a number",
    "greater_than_equal": "is too small: it must be {ge:g} or more",
    "less_than_equal": "is too large: it must be {le:g} or less",
    "dict_type": 'must hold pairs, written {{ left = "right" }} or as a section of its own',
    "model_type": "must be a section, written in square brackets on a line of its own",
    "tuple_type": "must be a list, in square brackets; of sections, each stands below its name: [[accept]]",
    "missing": "is missing",
}
_HOW = {
    ("submission", "reporting_year"): "the reporting year is not given: write reporting_year = 2025 "
    "under [submission] in submission.toml, or use --year 2025",
    ("organisation", "code"): 'the organisation is not given: write code = "RX1" under [organisation] '
    "in submission.toml, or, for one submission alone, use --org RX1",
}


def problem(error: Mapping[str, Any]) -> str:
    """Return what one error of the settings model means, and where it stands."""
    place, kind = tuple(error["loc"]), error["type"]
    if kind == "missing" and place in _HOW:
        return _HOW[place]
    if place[0] == "thresholds" and place[1:] and kind != "extra_forbidden":
        likeness = config.Thresholds.model_fields[str(place[1])].default
        shown = list(likeness) if isinstance(likeness, tuple) else likeness
        return f"{place[1]} under [thresholds] must be of the shape {shown}"
    if kind == "issue_or_rows":
        return f"an exclusion names an issue or rows, and does not {_named(place)}"
    if "repeats" in place[2:]:
        return f'repeats {_named(place[:2])} must be "fill" or "blank", or one of them for each column'
    key = str(place[-1])
    if len(place) > 2 and isinstance(place[-1], int):
        place, key = place[:-1], f"entry {place[-1] + 1} of {place[-2]}"
    section = _named(place[:-1])
    if kind == "extra_forbidden":
        return f'unknown key "{key}" {section}{did_you_mean(key, _keys(place[:-1]))}'
    words = _WORDS.get(kind, "has a value that is not accepted here").format(**error.get("ctx", {}))
    return f"{key} {section} {words}"


def _named(place: tuple[Any, ...]) -> str:
    """The section at `place` as `submission.toml` writes it."""
    if not place:
        return "at the top level"
    if place[0] in LISTS and len(place) > 1:
        return f"in [[{place[0]}]] number {place[1] + 1}"
    return f"under [{'.'.join(map(str, place))}]"


def _keys(place: tuple[Any, ...]) -> Iterable[str]:
    if not place:
        return config.SubmissionConfig.model_fields
    return _SECTIONS[place[0]].model_fields


def unknown_names(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield names of tables and columns that do not exist; pydantic sees them as free keys."""
    for name, settings in section_of(data, "tables").items():
        if name not in TABLES:
            yield f'unknown table "{name}" in [tables.{name}]{did_you_mean(name, TABLES)}'
        elif isinstance(settings, dict):
            yield from _unknown_columns(name, settings)
    for name in LISTS:
        sections = data.get(name)
        for number, item in enumerate(sections if isinstance(sections, list) else [], 1):
            table = item.get("table") if isinstance(item, dict) else None
            if isinstance(table, str) and table.strip() not in TABLES:
                yield f'unknown table "{table}" in [[{name}]] number {number}{did_you_mean(table, TABLES)}'


def _unknown_columns(table: str, settings: Mapping[str, Any]) -> Iterator[str]:
    columns = canonical(table)
    if "case_types" in settings and "case_type" not in columns:
        yield f"case_types under [tables.{table}] is for disciplinary"
    for key in ("columns", "values", "repeats"):
        for column in section_of(settings, key):
            if column not in columns:
                yield f'unknown column "{column}" under [tables.{table}.{key}]{did_you_mean(column, columns)}'


def section_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a section of the file; an empty one where it is missing or no section."""
    section = data.get(name)
    return section if isinstance(section, dict) else {}
