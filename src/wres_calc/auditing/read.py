"""What was published, from its files: whatever is of one organisation and year is seen together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wres_calc.auditing import from_counts, from_report, from_rollup, passed_over
from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Seen
from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.bounded import LARGEST_LIST, TooLarge, lines
from wres_calc.intake.files.standing import text_in
from wres_calc.report.saved import (
    NO_REPORT,
    check_figures,
    check_report,
    check_rollup,
    document_in,
)

ROLLUP = "rollup.json"


@dataclass
class Bundle:
    """What was published about one organisation and year: `files` were read, `others` lie beside them.

    `names` is what the files read are called. `report` is the report as JSON, where there is one of this program.
    """

    organisation: str | None
    reporting_year: int | None
    seen: Seen = field(default_factory=Seen)
    files: list[Path] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    rules: Rules | None = None
    report: Mapping[str, Any] | None = None


@dataclass
class Published:
    """What was published: of each organisation and year a bundle, and roll-ups of several by their file.

    `not_read` says of every other file why it was passed over.
    """

    bundles: list[Bundle]
    rollups: dict[Path, Mapping[str, Any]]
    not_read: dict[Path, str]


def read(paths: Iterable[Path], rounded_to: int = 1) -> Published:
    """The publications in these files and folders, and in the folders of organisations below these.

    Raises:
        UnreadableInput: a file cannot be read, is neither a report nor a table of counts, or has cells that cannot be
            told; all such cells of a file are named.
    """
    bundles: dict[tuple[str | None, int | None], Bundle] = {}
    rollups: dict[Path, Mapping[str, Any]] = {}
    files = list(_files(paths))
    not_read = {path: why for path in files if (why := passed_over.by_name(path))}
    called = Counter(path.name for path in files)
    for path in (each for each in files if each not in not_read):
        if path.name == ROLLUP:
            rollups[path] = _rollup(path)
            continue
        one = _see(path, path.name if called[path.name] == 1 else str(path), rounded_to)
        if isinstance(one, str):
            not_read[path] = one
            continue
        bundle = bundles.setdefault((one.organisation, one.reporting_year), one)
        if bundle is not one:
            _join(bundle.seen, one.seen)
            bundle.files += one.files
            bundle.names += one.names
            bundle.rules = bundle.rules or one.rules
            bundle.report = bundle.report or one.report
    if not (bundles or rollups):
        raise UnreadableInput(
            "There is nothing in it to audit.",
            "".join(f"{path} {why}.\n" for path, why in not_read.items())
            + "Give the report as JSON or CSV, or a table of counts (population, group, people) as CSV.",
        )
    for bundle in bundles.values():
        stems = {path.with_suffix("") for path in bundle.files}
        bundle.others = [path for path in not_read if path.with_suffix("") in stems]
    return Published(list(bundles.values()), rollups, not_read)


def _rollup(path: Path) -> Mapping[str, Any]:
    try:
        document = document_in(path)
        if from_rollup.is_rollup(document):
            check_rollup(path, document)
            return dict(document)
    except NO_REPORT:
        pass
    raise UnreadableInput(f"{path} holds no roll-ups of wres-calc.")


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


def _see(path: Path, name: str, rounded_to: int) -> Bundle | str:
    """What a file shows; for one of ours that is no publication of one year, why it is not read."""
    seen = Seen()
    try:
        if path.suffix.lower() == ".json":
            document = document_in(path)
            if from_report.is_report(document):
                check_report(path, document)
                organisation, year, rules = from_report.see_report(seen, document, name)
                return Bundle(organisation, year, seen, [path], [name], rules=rules, report=document)
            if why := passed_over.document(document):
                return why
        else:
            columns, rows = lines(text_in(path, LARGEST_LIST))
            if rows and from_report.is_table(columns):
                check_figures(path, int(rows[0]["reporting_year"]), from_report.figures(rows))
                return Bundle(*from_report.see_table(seen, rows, name), seen, [path], [name])
            if rows and from_counts.is_table(columns):
                _see_counts(seen, rows, path, name, rounded_to)
                return Bundle(None, None, seen, [path], [name])
            if why := passed_over.table(columns):
                return why
    except TooLarge as error:
        raise UnreadableInput(f"{path} {error}.", "Look whether it is the right file.") from None
    except NO_REPORT:
        pass
    raise UnreadableInput(
        f"{path} is neither a report of wres-calc nor a table of counts.",
        "A table of counts has the columns population, group and people, and staff_category and pay_band "
        "where it has bands; a mark such as [c] stands for a hidden count.",
    )


def _see_counts(seen: Seen, rows: list[dict[str, str]], path: Path, name: str, rounded_to: int) -> None:
    if faults := from_counts.see_counts(seen, rows, name, rounded_to):
        raise UnreadableInput(f"{path} cannot be audited, for {len(faults)} of its cells.", "\n".join(faults))


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
    whole.internal += more.internal
    whole.exceeding |= more.exceeding
