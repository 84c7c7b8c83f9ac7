"""Reports made by hand, to try the writers on: all nine indicators, nulls, issues, and names meant to do harm."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from wres_calc.report.report import (
    IndicatorReport,
    Input,
    IssueGroup,
    IssueItem,
    Issues,
    Measure,
    Method,
    Organisation,
    Population,
    Reason,
    Report,
    Rule,
    Severity,
    Source,
    StandardSummary,
    Status,
    Step,
    Tool,
    Unit,
)
from wres_calc.standards.load import load

ODD = "=cmd|'/c calc'!A1 [/x] :smile: \x1b]0;pwn\x07\x1b[2J \x9b2J \u202egnp \ud800 & Søns"
CATEGORIES = {
    "non_clinical": ("band_2", "band_3", "band_5", "band_7", "band_8a", "band_9", "vsm", "other"),
    "clinical_non_medical": ("band_2", "band_5", "band_6", "band_7", "band_8a", "band_8d", "vsm"),
    "medical_and_dental": (
        "consultant",
        "senior_medical_manager",
        "non_consultant_career_grade",
        "trainee_grade",
        "other_medical",
    ),
}
COUNTS = {
    ("non_clinical", "band_2"): (812, 95, 20),
    ("non_clinical", "band_3"): (410, 61, 9),
    ("non_clinical", "band_5"): (220, 30, 3),
    ("non_clinical", "band_7"): (101, 9, 2),
    ("non_clinical", "band_8a"): (55, 2, 0),
    ("non_clinical", "vsm"): (9, 0, 0),
    ("non_clinical", "other"): (1, 0, 0),
    ("clinical_non_medical", "band_2"): (1210, 310, 30),
    ("clinical_non_medical", "band_5"): (1350, 990, 44),
    ("clinical_non_medical", "band_6"): (1402, 402, 21),
    ("clinical_non_medical", "band_7"): (700, 89, 8),
    ("clinical_non_medical", "band_8a"): (201, 14, 1),
    ("clinical_non_medical", "vsm"): (3, 1, 0),
    ("medical_and_dental", "consultant"): (201, 165, 7),
    ("medical_and_dental", "senior_medical_manager"): (8, 2, 0),
    ("medical_and_dental", "non_consultant_career_grade"): (31, 70, 2),
    ("medical_and_dental", "trainee_grade"): (140, 171, 12),
}
GROUPS = ("white", "bme", "unknown")
SOURCE = Source(title="WRES technical guidance", page="p. 12", url="https://www.england.nhs.uk/wres/")


def rate(
    measure: str,
    group: str,
    numerator: float | None,
    denominator: float | None,
    value: float | None = None,
    **breakdown: str,
) -> Measure:
    """A percentage, from its counts or as published; without a value where there is nobody."""
    if value is None and numerator is not None and denominator:
        value = 100 * numerator / denominator
    return Measure(
        measure=measure,
        breakdown=breakdown,
        group=group,
        compared_with=None,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unit=Unit.PERCENT,
        status=Status.CALCULATED if value is not None else Status.NOT_CALCULATED,
        reason=None if value is not None else Reason.NOBODY_IN_GROUP,
    )


def comparison(
    measure: str,
    group: str,
    other: str | None,
    value: float | None,
    unit: Unit = Unit.RATIO,
    reason: Reason | None = None,
    **breakdown: str,
) -> Measure:
    """A ratio, difference or gap."""
    return Measure(
        measure=measure,
        breakdown=breakdown,
        group=group,
        compared_with=other,
        numerator=None,
        denominator=None,
        value=value,
        unit=unit,
        status=Status.CALCULATED if value is not None else Status.NOT_CALCULATED,
        reason=reason,
    )


def indicator(
    number: int, measures: tuple[Measure, ...] = (), reason: Reason | None = None, verified: bool = True
) -> IndicatorReport:
    """An indicator with its title; not calculated where there is a reason."""
    kinds = {
        1: "share",
        2: "relative_likelihood",
        3: "relative_likelihood",
        4: "relative_likelihood",
        9: "gap",
    }
    titles = {
        1: "Percentage of staff in each pay band and medical subgroup, and VSM, compared with the whole workforce",
        2: "Relative likelihood of White applicants being appointed from shortlisting compared with BME applicants",
        3: "Relative likelihood of BME staff entering the formal disciplinary process compared with White staff",
        4: "Relative likelihood of White staff accessing non-mandatory training and CPD compared with BME staff",
        5: "Percentage of staff experiencing harassment, bullying or abuse from patients, relatives or the public",
        6: "Percentage of staff experiencing harassment, bullying or abuse from staff",
        7: "Percentage of staff believing that the organisation provides equal opportunities for progression",
        8: "Percentage of staff personally experiencing discrimination at work from a manager or colleague",
        9: "Percentage difference between the board's voting and executive membership and the workforce",
    }
    definition = load(2025).indicators[number - 1]
    return IndicatorReport(
        number=number,
        title=titles[number],
        status=Status.NOT_CALCULATED if reason else Status.CALCULATED,
        reason=reason,
        kind=kinds.get(number, "percentage"),  # type: ignore[arg-type]
        wording=titles[number] + ", as the standard words it.",
        formula="(appointed / shortlisted) of White ÷ the same of BME",
        unknown="in_denominator" if number in (1, 9) else "takes_no_part",
        above="White applicants are more likely to be appointed",
        below="BME applicants are more likely to be appointed",
        adverse=definition.adverse,
        words=definition.words,
        rules=definition.rules,
        source=SOURCE,
        verified=verified,
        measures=measures,
    )


def likelihoods(
    number: int, white: tuple[float, float], bme: tuple[float, float], over: str, **breakdown: str
) -> tuple[Measure, ...]:
    """Two likelihoods and their ratio, `over` over the other; none where the other has none."""
    rates = {"white": white[0] / white[1], "bme": bme[0] / bme[1]}
    under = "bme" if over == "white" else "white"
    ratio = rates[over] / rates[under] if rates[under] else None
    why = None if ratio is not None else Reason.NO_EVENTS_IN_COMPARISON_GROUP
    return (
        rate("likelihood", "white", *white, **breakdown),
        rate("likelihood", "bme", *bme, **breakdown),
        comparison("relative_likelihood", over, under, ratio, reason=why, **breakdown),
    )


def survey(
    white: tuple[float | None, int, float], bme: tuple[float | None, int, float]
) -> tuple[Measure, ...]:
    """Two percentages and their difference."""
    return (
        rate("percentage", "white", *white),
        rate("percentage", "bme", *bme),
        comparison("difference", "bme", "white", bme[2] - white[2], Unit.PERCENTAGE_POINTS),
    )


def _workforce() -> Iterator[Measure]:
    whole = [
        sum(numbers[at] for (_, band), numbers in COUNTS.items() if band != "senior_medical_manager")
        for at in (0, 1, 2)
    ]
    for category, bands in CATEGORIES.items():
        for band in bands:
            numbers = COUNTS.get((category, band), (0, 0, 0))
            yield from _shares(numbers, staff_category=category, pay_band=band)
            share = 100 * numbers[1] / sum(numbers) - 100 * whole[1] / sum(whole) if sum(numbers) else None
            why = None if share is not None else Reason.NOBODY_IN_GROUP
            place = {"staff_category": category, "pay_band": band}
            yield comparison("gap_to_workforce", "bme", None, share, Unit.PERCENTAGE_POINTS, why, **place)
        mine = [n for (c, b), n in COUNTS.items() if c == category and b != "senior_medical_manager"]
        yield from _shares(tuple(sum(n[at] for n in mine) for at in (0, 1, 2)), staff_category=category)
    yield from _shares(tuple(whole))


def _shares(numbers: tuple[int, ...], **breakdown: str) -> Iterator[Measure]:
    for group, people in zip(GROUPS, numbers, strict=True):
        yield rate("share", group, people, sum(numbers), **breakdown)


def _detailed() -> Iterator[Measure]:
    applicants = {
        "A": (150, 700),
        "B": (9, 30),
        "C": (11, 50),
        "J": (5, 61),
        "N": (20, 181),
        "R": (1, 2400),
        "Z": (0, 0),
    }
    place = {"grouping": "ethnic_category"}
    for code, (hired, all_) in applicants.items():
        yield rate("likelihood", code, hired, all_, **place)
    for code, (hired, all_) in list(applicants.items())[3:-1]:
        yield comparison("relative_likelihood", code, "white", hired / all_ / (170 / 780), **place)
    for internal in ("yes", "no"):
        yield from likelihoods(2, (80, 300), (20, 99), "white", internal=internal)
    yield from likelihoods(2, (90, 480), (0, 80), "white", staff_category="non_clinical", pay_band="band_8a")


def _boards() -> Iterator[Measure]:
    boards = {
        "total": (13, 2, 1),
        "voting": (10, 1, 1),
        "non_voting": (3, 1, 0),
        "executive": (7, 0, 0),
        "non_executive": (6, 2, 1),
    }
    workforce = {"white": 70.4, "bme": 27.9, "unknown": 1.7}
    for board, numbers in boards.items():
        yield from _shares(numbers, board=board)
        for group, people in zip(GROUPS, numbers, strict=True):
            gap = 100 * people / sum(numbers) - workforce[group]
            yield comparison("gap_to_workforce", group, None, gap, Unit.PERCENTAGE_POINTS, board=board)


def _issues(odd: str) -> Issues:
    groups = [
        IssueGroup(
            code="unknown-ethnic-category",
            severity=Severity.ERROR,
            title="Unknown ethnic category",
            advice="Correct them at the source, or map them under [tables.training.values] in submission.toml.",
            message="Two values of the column are no ethnic category.",
            table="training",
            file="training.csv",
            column=odd,
            count=17,
            rows=(4, 19, 33),
            values=(("Whte - British", 12), (odd, 5)),
        ),
        IssueGroup(
            code="grade-without-band",
            severity=Severity.WARNING,
            title="Grades that fit no pay band",
            advice="They count as other.",
            message="1 grade fits no pay band.",
            table="workforce",
            file="Staff in post 31 March.xlsx",
            sheet="Export",
            column="Pay Scale",
            count=1,
            rows=(2071,),
            reason="legacy grade, moved in June",
        ),
    ]
    groups += [
        IssueGroup(
            code=f"issue-{number}",
            severity=Severity.NOTE,
            title=f"Kind {number}",
            advice="",
            message="A note.",
            count=number,
        )
        for number in range(1, 9)
    ]
    item = IssueItem(
        code="unknown-ethnic-category",
        severity=Severity.ERROR,
        table="training",
        file="training.csv",
        row=4,
        column=odd,
        message="The value is not an ethnic category.",
        advice="Correct it.",
    )
    return Issues(error=17, warning=1, note=8, items=(item,), groups=tuple(groups))


def _method() -> Method:
    steps = (
        Step(step="status", description="assignments of people who are not in post", dropped=312, left=9012),
        Step(
            step="category",
            description="bank, honorary, agency and non-executive assignments",
            dropped=790,
            left=8222,
        ),
        Step(
            step="one_per_person", description="further assignments of the same person", dropped=0, left=8222
        ),
    )
    return Method(
        definitions_sha256="a" * 64,
        definitions_verified=False,
        survey_year=2024,
        groupings=("ethnic_category",),
        rules=(
            Rule(
                name="trust_grade_doctors",
                text="Trust-grade doctors go by the level they work at.",
                verified=False,
            ),
            Rule(name="bank_staff", text="Bank staff take no part.", verified=True),
        ),
        populations=(
            Population(population="workforce", table="workforce", steps=steps, people=8222),
            Population(population="board", table="board", steps=(), people=16),
        ),
    )


def report(
    name: str | None = "Example NHS Foundation Trust", code: str = "RX1", odd: str = "Ethnic Origin"
) -> Report:
    """A whole report; `name` and `odd` (a heading and a value in an issue) may be meant to do harm."""
    indicators = (
        indicator(1, tuple(_workforce()), verified=False),
        indicator(2, (*likelihoods(2, (170, 780), (46, 386), "white"), *_detailed())),
        indicator(3, likelihoods(3, (0, 5200.5), (9.5, 2100), "bme"), verified=False),
        indicator(4, reason=Reason.TABLE_HAS_ERRORS),
        indicator(5, survey((512, 2250, 100 * 512 / 2250), (260, 1031, 100 * 260 / 1031))),
        indicator(6, survey((None, 2250, 21.96), (None, 1031, 21.94))),
        indicator(7, survey((2250, 2250, 100.0), (0, 1031, 0.0)), verified=False),
        indicator(8, reason=Reason.TABLE_MISSING),
        indicator(9, tuple(_boards())),
    )
    sha = "0123456789abcdef" * 4
    return Report(
        tool=Tool(version="0.1.0"),
        standard=StandardSummary(
            code="wres",
            title="Workforce Race Equality Standard",
            characteristic="ethnicity",
            compared="bme",
            reference="white",
        ),
        organisation=Organisation(code=code, name=name),
        reporting_year=2025,
        snapshot_date=dt.date(2025, 3, 31),
        inputs=(
            Input(
                table="workforce",
                file="Staff in post 31 March.xlsx",
                sheet="Export",
                sha256=sha,
                rows=9324,
                people=8222,
            ),
            Input(table="training", file=odd, sha256=sha, rows=120),
        ),
        issues=_issues(odd),
        indicators=indicators,
        method=_method(),
    )


@pytest.fixture
def make() -> SimpleNamespace:
    """The makers of this page: a whole report, an indicator, a rate, a comparison."""
    return SimpleNamespace(report=report, indicator=indicator, rate=rate, comparison=comparison, odd=ODD)
