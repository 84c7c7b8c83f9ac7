"""The audit of what is to be published: from its files alone, or against the submission it was made from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wres_calc.auditing import Audit, Finding, PublicationView, Rules, read
from wres_calc.auditing import audit as audit_seen
from wres_calc.auditing.attack import Attack
from wres_calc.auditing.audit import audit_rollup, internal
from wres_calc.auditing.contract import Audits, NotRead
from wres_calc.auditing.read import Bundle
from wres_calc.auditing.system import System
from wres_calc.auditing.truth import truth_of, with_other_numbers
from wres_calc.counting.model import Counts
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.figures.figure import Cell
from wres_calc.pipeline.assess import Assessment, Options, assess, check_choices, with_counts
from wres_calc.pipeline.reports import report_hiding
from wres_calc.render.files import encoded_as
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT
from wres_calc.standards.load import of_characteristic


@dataclass(frozen=True)
class AuditOptions:
    """What was asked of an audit; what is `None` is taken from the publication, else from the defaults.

    `standards` are the codes of those whose publications are audited, none for all of them.
    """

    threshold: int | None = None
    survey_base: int | None = None
    level: int | None = None
    board: str | None = None
    zeros_shown: bool | None = None
    rounded_to: int = 1
    standards: tuple[str, ...] = ()


def audit(
    paths: Iterable[Path],
    asked: AuditOptions,
    *,
    truth: Path | None = None,
    year: int | None = None,
    organisation: str | None = None,
) -> Audits:
    """Attack publications; with `truth`, the submission behind one, hold it against its figures too.

    Raises:
        UsageError: the truth is of another organisation or year than the publication; a standard does not exist.
        UnreadableInput: a publication cannot be read.
        ConfigurationError: the submission's configuration is wrong.
    """
    check_choices(Options(standards=asked.standards))
    published = read(paths, asked.rounded_to)
    bundles = [each for each in published.bundles if _is_asked(each.seen.characteristic.name, asked)]
    if truth is not None and len({(bundle.organisation, bundle.reporting_year) for bundle in bundles}) > 1:
        raise UsageError("--truth goes with what was published by one organisation for one year.")
    audits = [_audit(bundle, asked, _examined(bundle, truth, year, organisation)) for bundle in bundles]
    audits += [
        _rollup_or_refusal(path, document, bundles)
        for path, document in published.rollups.items()
        if _is_asked(document["standard"]["characteristic"], asked)
    ]
    rebuilt = {path for bundle in bundles for path in bundle.others} if truth else set()
    not_read = [
        NotRead(file=str(path), reason=why) for path, why in published.not_read.items() if path not in rebuilt
    ]
    return Audits(audits=tuple(audits), not_read=tuple(not_read))


def _is_asked(characteristic: str, asked: AuditOptions) -> bool:
    return not asked.standards or not set(asked.standards).isdisjoint(of_characteristic(characteristic))


def _rollup_or_refusal(path: Path, document: Mapping[str, Any], bundles: Iterable[Bundle]) -> Audit:
    """The audit of roll-ups beside the reports of the same standard."""
    try:
        of = str(document["standard"]["characteristic"])
        by_code = {
            bundle.organisation.upper(): bundle.seen
            for bundle in bundles
            if bundle.organisation and bundle.seen.characteristic.name == of
        }
        return _audit_rollup(path, document, by_code)
    except NO_REPORT:
        raise UnreadableInput(f"{path} holds no whole roll-ups of wres-calc.") from None


def _audit_rollup(path: Path, document: Mapping[str, Any], by_code: Mapping[str, PublicationView]) -> Audit:
    rules = Rules()
    said = document.get("publication") or {}
    return Audit(
        organisation="Roll-ups",
        reporting_year=document["reporting_year"],
        files=(path.name,),
        threshold=said.get("threshold") or rules.threshold,
        survey_base=said.get("survey_base") or rules.survey_base,
        level=said.get("level") or rules.level,
        with_truth=False,
        printed=_numbers(document, printed=True),
        hidden=_numbers(document, printed=False),
        findings=(
            *([internal(path.name)] if said.get("audience") == "internal" else []),
            *audit_rollup(document, by_code),
        ),
    )


def _numbers(document: Mapping[str, Any], *, printed: bool) -> int:
    """How many figures of the roll-ups are printed, or withheld."""
    return sum(
        (measure["value"] is not None) if printed else (measure["status"] == "suppressed")
        for level in document["levels"]
        for indicator in level["indicators"]
        for measure in indicator["measures"]
    )


def _examined(
    bundle: Bundle, truth: Path | None, year: int | None, organisation: str | None
) -> Assessment | None:
    if truth is None:
        return None
    year, organisation = year or bundle.reporting_year, organisation or bundle.organisation
    if (truth / "submission.toml").is_file():
        year = organisation = None
    report = bundle.report or {}
    options = replace(
        _report_options(bundle),
        year=year,
        organisation=organisation,
        indicators=[each["number"] for each in report.get("indicators", ())] or None,
    )
    assessment = assess(truth, options)
    of = assessment.submission.organisation.code.upper(), assessment.submission.reporting_year
    if bundle.organisation is not None and of != (bundle.organisation.upper(), bundle.reporting_year):
        raise UsageError(
            f"--truth is of {of[0]} {of[1]}; what was published is of {bundle.organisation} {bundle.reporting_year}."
        )
    return assessment


def _audit(bundle: Bundle, asked: AuditOptions, truth: Assessment | None) -> Audit:
    rules = _rules(bundle, asked, truth)
    people = truth_of(truth.counts, bundle.seen) if truth else None
    findings = audit_seen(bundle.seen, rules, people)
    if truth is not None and bundle.report is not None:
        findings += _rebuilt(bundle, rules, truth)
    return Audit(
        organisation=bundle.organisation,
        reporting_year=bundle.reporting_year,
        files=tuple(bundle.names),
        threshold=rules.threshold,
        survey_base=rules.survey_base,
        level=rules.level,
        with_truth=truth is not None,
        printed=len(bundle.seen.counts),
        hidden=len(bundle.seen.still_hidden(bundle.seen.hidden)),
        findings=tuple(findings),
    )


def _rules(bundle: Bundle, asked: AuditOptions, truth: Assessment | None) -> Rules:
    rules = bundle.rules or Rules()
    if truth is not None:
        rules = replace(rules, show_all_or_none=truth.disclosure.show_all_or_none)
    given = {
        name: value
        for name in ("threshold", "survey_base", "level", "board", "zeros_shown")
        if (value := getattr(asked, name)) is not None
    }
    return replace(rules, **given)


def _rebuilt(bundle: Bundle, rules: Rules, truth: Assessment) -> Iterator[Finding]:
    """Make the files again, with what they hide: from the submission, then from another table that fits all they show.

    The first must give the same bytes, or it was not this program that made them of this submission. The second must
    too, or something in them rests on a hidden number.
    """
    files = [*bundle.files, *bundle.others]
    yield from _compared(
        bundle, truth, files, "differs_from_ours", "is not what this version makes of the submission"
    )
    other = _another(bundle.seen, rules, truth)
    yield from _compared(
        bundle,
        with_counts(truth, other, _report_options(bundle).by),
        files,
        "canary",
        "changes when hidden numbers do: something in it tells of them",
    )


def _another(seen: PublicationView, rules: Rules, truth: Assessment) -> Counts:
    people = truth_of(truth.counts, seen)
    other = {
        cell: number
        for component in System(seen, rules, people).components()
        for cell, number in (Attack(component, seen, rules).another_table() or {}).items()
    }
    return with_other_numbers(truth.counts, other, seen)


def _compared(
    bundle: Bundle, assessment: Assessment, files: list[Path], kind: str, message: str
) -> Iterator[Finding]:
    report = _published(bundle, assessment)
    for path in files:
        made = encoded_as(report, path.suffix.removeprefix("."))
        if made is not None and made != path.read_bytes():
            yield Finding.model_validate({"kind": kind, "message": f"{path.name} {message}."})


def _published(bundle: Bundle, assessment: Assessment) -> Report:
    """The public report of these counts, with exactly those hidden that the publication hides."""
    hidden = frozenset(Cell(*each) for each in bundle.seen.hidden)
    board = {"board": bundle.rules.board} if bundle.rules else {}
    rules = assessment.disclosure.model_copy(update=board)
    return report_hiding(assessment, _report_options(bundle), hidden, rules)


def _report_options(bundle: Bundle) -> Options:
    """How the publication was told, as it says itself; a table says nothing of it."""
    if bundle.report is None:
        return Options(standards=of_characteristic(bundle.seen.characteristic.name), publish=True)
    try:
        method, standards = bundle.report["method"], (str(bundle.report["standard"]["code"]),)
        by = tuple(map(str, method["groupings"]))
        return Options(standards=standards, by=by, confidence=float(method["confidence"]), publish=True)
    except NO_REPORT:
        raise UnreadableInput(
            f"{', '.join(bundle.names)} does not say by which groupings and with what confidence it was made.",
            "Give the file as wres-calc wrote it, or leave out --truth.",
        ) from None
