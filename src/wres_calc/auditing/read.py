"""What was published, from its files: whatever is of one organisation and year is seen together."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wres_calc.auditing import from_counts, from_report, from_rollup
from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Seen
from wres_calc.errors import UnreadableInput

READABLE = (".json", ".csv")
ROLLUP = "rollup.json"
_NOT_PUBLISHED = ("run.json", "issues.json", "rollup.csv", "rollup.xlsx")
"""Beside reports in the folder of a batch: no figures of an organisation, or those of the roll-ups once more."""


@dataclass
class Bundle:
    """What was published about one organisation and year: `files` were read, `others` lie beside them.

    `report` is the report as JSON, where there is one of this program.
    """

    organisation: str | None
    reporting_year: int | None
    seen: Seen = field(default_factory=Seen)
    files: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    rules: Rules | None = None
    report: Mapping[str, Any] | None = None


@dataclass
class Published:
    """What was published: of each organisation and year a bundle, and roll-ups of several by their file."""

    bundles: list[Bundle]
    rollups: dict[Path, Mapping[str, Any]]


def read(paths: Iterable[Path], rounded_to: int = 1) -> Published:
    """The publications in these files and folders, and in the folders of organisations below these.

    Raises:
        UnreadableInput: a file cannot be read, is neither a report nor a table of counts, or has cells that cannot be
            told; all such cells of a file are named.
    """
    bundles: dict[tuple[str | None, int | None], Bundle] = {}
    rollups: dict[Path, Mapping[str, Any]] = {}
    others: list[Path] = []
    for path in _files(paths):
        if path.suffix.lower() not in READABLE:
            others.append(path)
            continue
        if path.name == ROLLUP:
            rollups[path] = _rollup(path)
            continue
        one = _see(path, rounded_to)
        bundle = bundles.setdefault((one.organisation, one.reporting_year), one)
        if bundle is not one:
            _join(bundle.seen, one.seen)
            bundle.files += one.files
            bundle.rules = bundle.rules or one.rules
            bundle.report = bundle.report or one.report
    if not (bundles or rollups):
        raise UnreadableInput(
            "There is nothing in it to audit.",
            "Give the report as JSON or CSV, or a table of counts (population, ethnic_group, people) as CSV.",
        )
    for bundle in bundles.values():
        stems = {path.with_suffix("") for path in bundle.files}
        bundle.others = [path for path in others if path.with_suffix("") in stems]
    return Published(list(bundles.values()), rollups)


def _rollup(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(_text(path))
    except ValueError:
        document = None
    if not from_rollup.is_rollup(document):
        raise UnreadableInput(f"{path} holds no roll-ups of wres-calc.")
    return dict(document)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            below = sorted(each for each in [*path.glob("*"), *path.glob("*/*")] if each.name[0] not in ".~")
            yield from (each for each in below if each.is_file() and each.name not in _NOT_PUBLISHED)
        elif path.exists():
            yield path
        else:
            raise UnreadableInput(f"{path} does not exist.", "Name published files, or a folder of them.")


def _see(path: Path, rounded_to: int) -> Bundle:
    text, seen = _text(path), Seen()
    try:
        if path.suffix.lower() == ".json":
            document = json.loads(text)
            if from_report.is_report(document):
                organisation, year, rules = from_report.see_report(seen, document, path.name)
                return Bundle(organisation, year, seen, [path], rules=rules, report=document)
        else:
            lines = _lines(text)
            columns = list(lines[0]) if lines else []
            if from_report.is_table(columns):
                return Bundle(*from_report.see_table(seen, lines, path.name), seen, [path])
            if from_counts.is_table(columns):
                _see_counts(seen, lines, path, rounded_to)
                return Bundle(None, None, seen, [path])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        pass
    raise UnreadableInput(
        f"{path} is neither a report of wres-calc nor a table of counts.",
        "A table of counts has the columns population, ethnic_group and people, and staff_category and pay_band "
        "where it has bands; a mark such as [c] stands for a hidden count.",
    )


def _see_counts(seen: Seen, lines: list[dict[str, str]], path: Path, rounded_to: int) -> None:
    if faults := from_counts.see_counts(seen, lines, path.name, rounded_to):
        raise UnreadableInput(f"{path} cannot be audited, for {len(faults)} of its cells.", "\n".join(faults))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UnreadableInput(f"{path} could not be read: {fault.strerror}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(text: str) -> list[dict[str, str]]:
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows.fieldnames = [name.strip().lower().replace(" ", "_") for name in rows.fieldnames or ()]
    return [{key: value or "" for key, value in row.items() if key} for row in rows]


def _join(whole: Seen, more: Seen) -> None:
    """Add what another file shows."""
    for cell, between in more.counts.items():
        whole.print_count(cell, between, more.places[cell])
    for cell, place in more.hidden.items():
        whole.hidden.setdefault(cell, place)
    for mark, place in more.marks.items():
        whole.marks.setdefault(mark, place)
    whole.limits |= more.limits
    whole.contradictions |= more.contradictions
    whole.percentages += more.percentages
    whole.figures += more.figures
    whole.doubled |= more.doubled
