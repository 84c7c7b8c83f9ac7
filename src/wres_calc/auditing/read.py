"""What was published, from its files: whatever is of one organisation and year is seen together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from wres_calc.auditing import reports, typed_tables
from wres_calc.auditing.publication_view import PublicationView, Rules
from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.bounded import LARGEST_LIST, TooLarge, lines
from wres_calc.intake.files.path_checks import text_in
from wres_calc.report.saved import NO_REPORT, check_figures, check_report, check_rollup, document_in

_ROLLUP = "rollup"
"""How the names of roll-ups begin."""
_SAME_AS_ROLLUP = "holds the same figures as the roll-ups in JSON beside it, which are what is read"
_SAME_AS_JSON = "holds the same figures as the JSON that --to json writes beside it, which is what is read"
_COMPARISON = "compares years: each of them is audited from its own report"
_SKIPPED_NAMES = {
    "run.json": "says how a batch went: no figures of an organisation",
    "issues.json": "lists what is wrong with submissions: no figures of an organisation",
}
_SKIPPED_SUFFIXES = {
    ".json": None,
    ".csv": None,
    ".xlsx": _SAME_AS_JSON,
    ".ods": _SAME_AS_JSON,
    ".html": _SAME_AS_JSON,
}
"""Why files with these endings are not read; `None` for those that are."""


@dataclass
class Bundle:
    """What was published about one organisation and year: `files` were read, `others` lie beside them.

    `names` is what the files read are called. `report` is the report as JSON, where there is one of this program.
    """

    organisation: str | None
    reporting_year: int | None
    seen: PublicationView = field(default_factory=PublicationView)
    files: list[Path] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    rules: Rules | None = None
    report: Mapping[str, Any] | None = None

    @property
    def subject(self) -> tuple[object, ...]:
        """What the publication is about: files about the same are seen together."""
        return self.organisation, self.reporting_year, self.seen.characteristic.name

    def add(self, more: "Bundle") -> None:
        """Add what another file of the same organisation and year shows."""
        self.seen.add(more.seen)
        self.files += more.files
        self.names += more.names
        self.rules = self.rules or more.rules
        self.report = self.report or more.report


@dataclass
class PublishedFiles:
    """What was published: of each organisation and year a bundle, and roll-ups of several by their file.

    `not_read` says of every other file why it was passed over.
    """

    bundles: list[Bundle]
    rollups: dict[Path, Mapping[str, Any]]
    not_read: dict[Path, str]


def read(paths: Iterable[Path], rounded_to: int = 1) -> PublishedFiles:
    """The publications in these files and folders, and in the folders of organisations below these.

    Raises:
        UnreadableInput: a file cannot be read, is neither a report nor a table of counts, or has cells that cannot be
            told; all such cells of a file are named.
    """
    bundles: dict[tuple[object, ...], Bundle] = {}
    rollups: dict[Path, Mapping[str, Any]] = {}
    files = list(_files(paths))
    not_read = {path: why for path in files if (why := _skipped_by_name(path))}
    called = Counter(path.name for path in files)
    for path in (each for each in files if each not in not_read):
        if path.name.startswith(_ROLLUP):
            rollups[path] = _rollup(path)
            continue
        one = _bundle_or_reason(path, path.name if called[path.name] == 1 else str(path), rounded_to)
        if isinstance(one, str):
            not_read[path] = one
        elif (bundle := bundles.setdefault(one.subject, one)) is not one:
            bundle.add(one)
    if not (bundles or rollups):
        raise UnreadableInput(
            "There is nothing in it to audit.",
            "".join(f"{path} {why}.\n" for path, why in not_read.items())
            + "Give the report as JSON or CSV, or a table of counts (population, group, people) as CSV.",
        )
    _share_totals(bundles.values())
    for bundle in bundles.values():
        stems = {path.with_suffix("") for path in bundle.files}
        bundle.others = [path for path in not_read if path.with_suffix("") in stems]
    return PublishedFiles(list(bundles.values()), rollups, not_read)


def _share_totals(bundles: Iterable[Bundle]) -> None:
    """Show in each publication the totals of those that divide the same people by another characteristic.

    So it is with those that these hide: zeros within one of them say nothing.
    """
    known = [(each, each.seen.totals()) for each in bundles if each.organisation]
    for one, other in permutations(known, 2):
        if one[0].subject[:2] == other[0].subject[:2]:
            one[0].seen.doubled |= other[0].seen.doubled
            for cell, bounds in other[1].items():
                one[0].seen.print_count(cell, bounds, ", ".join(other[0].names))
            one[0].seen.elsewhere |= other[0].seen.hidden_totals() - one[0].seen.cells


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            below = sorted([*path.glob("*"), *path.glob("*/*")])
            yield from (each for each in below if each.is_file() and not _is_private(each.relative_to(path)))
        elif path.exists():
            yield path
        else:
            raise UnreadableInput(f"{path} does not exist.", "Name published files, or a folder of them.")


def _is_private(path: Path) -> bool:
    """Whether a file, or the folder it is in, is a program's own: what a batch keeps, what an editor has open."""
    return any(part[0] in ".~" for part in path.parts)


def _skipped_by_name(path: Path) -> str | None:
    """Why a file in a folder is not read, as far as its name says; `None` for one that is."""
    by_suffix = _SKIPPED_SUFFIXES.get(path.suffix.lower(), "is neither JSON nor CSV")
    if path.name.startswith(_ROLLUP) and path.suffix in (".csv", ".xlsx"):
        return _SAME_AS_ROLLUP
    return _SKIPPED_NAMES.get(path.name, by_suffix)


def _rollup(path: Path) -> Mapping[str, Any]:
    try:
        document = document_in(path)
        if reports.is_rollup(document):
            check_rollup(path, document)
            return dict(document)
    except NO_REPORT:
        pass
    raise UnreadableInput(f"{path} holds no roll-ups of wres-calc.")


def _bundle_or_reason(path: Path, name: str, rounded_to: int) -> Bundle | str:
    """What a file shows; for one of this program that is no publication of one year, why it is not read."""
    try:
        is_json = path.suffix.lower() == ".json"
        found = _from_json(path, name) if is_json else _from_csv(path, name, rounded_to)
    except TooLarge as error:
        raise UnreadableInput(f"{path} {error}.", "Look whether it is the right file.") from None
    except NO_REPORT:
        found = None
    if found is None:
        raise UnreadableInput(
            f"{path} is neither a report of wres-calc nor a table of counts.",
            "A table of counts has the columns population, group and people, and staff_category and pay_band "
            "where it has bands; a mark such as [c] stands for a hidden count.",
        )
    return found


def _from_json(path: Path, name: str) -> Bundle | str | None:
    document = document_in(path)
    if reports.is_report(document):
        check_report(path, document)
        view = PublicationView()
        organisation, year, rules = reports.view_report(view, document, name)
        return Bundle(organisation, year, view, [path], [name], rules=rules, report=document)
    return _COMPARISON if isinstance(document, Mapping) and {"tool", "trend"} <= document.keys() else None


def _from_csv(path: Path, name: str, rounded_to: int) -> Bundle | str | None:
    columns, rows = lines(text_in(path, LARGEST_LIST))
    view = PublicationView()
    if rows and reports.is_figures_table(columns):
        of = int(rows[0]["reporting_year"]), rows[0]["standard"]
        check_figures(path, *of, reports.figures_of_table(rows))
        return Bundle(*reports.view_figures_table(view, rows, name), view, [path], [name])
    if rows and typed_tables.is_typed_table(columns):
        if faults := typed_tables.view_typed_table(view, rows, name, rounded_to):
            raise UnreadableInput(
                f"{path} cannot be audited, for {len(faults)} of its cells.", "\n".join(faults)
            )
        return Bundle(None, None, view, [path], [name])
    if {"from_year", "to_year", "change"} <= set(columns):
        return _COMPARISON
    if {"row", "counted", "fate", "why"} <= set(columns):
        return "tells of single people, row by row: never to be published"
    return None
