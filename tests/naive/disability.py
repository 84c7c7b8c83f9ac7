"""The naive calculator's WDES, and random submissions of both standards: those of `random_submissions` with more.

It is written from the contract alone, as `calculator` is, and takes from there who counts.
"""

import csv
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from pathlib import Path
from random import Random

from tests.naive import calculator as naive
from tests.naive import random_submissions

SAYS = {
    "disabled": ("Yes", "Y", "true", "1", "Disabled", "Yes - disabled", "yes"),
    "not_disabled": ("No", "N", "FALSE", "0", "Not disabled", "No disability", "no"),
    "unknown": ("Not stated", "Prefer not to say", "Unknown", "Not declared", ""),
}
GROUPS = ("not_disabled", "disabled", "unknown")
CLUSTERS = {
    "cluster_1": ("band_1", "band_2", "band_3", "band_4"),
    "cluster_2": ("band_5", "band_6", "band_7"),
    "cluster_3": ("band_8a", "band_8b"),
    "cluster_4": ("band_8c", "band_8d", "band_9", "vsm"),
}


def engagement(year: int) -> tuple[str, ...]:
    """The questions of the score in the survey before a reporting year."""
    last = {2022: "q21", 2023: "q23"}.get(year, "q25")
    return ("q2a", "q2b", "q2c", "q3c", "q3d", "q3f", *(f"{last}{part}" for part in "acd"))


def adjustments(year: int) -> str:
    """The question of metric 8 in it."""
    return {2022: "q28b", 2023: "q30b"}.get(year, "q31b")


OFTEN = ("never", "rarely", "sometimes", "often", "always")
AGREE = ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree")
SATISFIED = (
    "very dissatisfied",
    "dissatisfied",
    "neither satisfied nor dissatisfied",
    "satisfied",
    "very satisfied",
)
YES = {"1", "yes", "yes, i reported it", "yes, a colleague reported it"}
NO = {"2", "no"}

naive.DATE_COLUMN.update(capability="entered_on", capability_previous_year="entered_on")


class Sent(naive.Sent):  # type: ignore[misc, name-defined]
    """A submission, whose rows state who is disabled where the calculator asks for an ethnic category."""

    def ethnic(self, table: str, row: dict[str, str]) -> str:
        text = row.get("disability", "").lower()
        for group, texts in SAYS.items():
            if text and text in map(str.lower, texts):
                return "Z" if group == "unknown" else group
        assert not text
        return ""


def count(parts: Iterable[object], group: str) -> Fraction:
    found = Fraction(0)
    for part in parts:
        own = part.ethnic if part.ethnic in GROUPS else "unknown"
        found += part.people if own == group else 0
    return found


def calculate(folder: Path, by: Collection[str] = ()) -> dict:
    """Every measure of the WDES of a folder of CSV tables."""
    sent = naive.read(folder)
    sent = Sent(**{**sent.__dict__, "accepted": set()})
    sent.tables.pop("counts", None)  # by ethnic group
    book = naive.Book()
    jobs: dict[object, Callable[[], None]] = {
        1: lambda: metric_1(sent, book),
        2: lambda: metric_2(sent, book, by),
        3: lambda: metric_3(sent, book),
        **{number: (lambda number=number: survey(sent, book, number)) for number in QUESTIONS},
        "9a": lambda: metric_9a(sent, book),
        10: lambda: metric_10(sent, book),
    }
    for number, job in jobs.items():
        try:
            job()
        except naive.NotCalculated as reason:
            book.put(number, naive.NOT_CALCULATED, {}, "", "", naive.nothing(str(reason)))
    return book.figures


def metric_1(sent: Sent, book) -> None:
    people = naive.workforce(sent).parts
    heads = [part for part in people if not part.of_which]
    places = []
    for category, bands in naive.BANDS.items():
        inside = [part for part in people if part.category == category]
        places += [
            ({"pay_band": band}, category, [p for p in inside if p.band == band], True) for band in bands
        ]
        if category != "medical_and_dental":
            for name, of in CLUSTERS.items():
                places.append(({"pay_band": name}, category, [p for p in inside if p.band in of], True))
        places.append(({}, category, [part for part in inside if not part.of_which], False))
    whole = {group: naive.rate(count(heads, group), naive.total(heads)) for group in GROUPS}
    for group in GROUPS:
        book.put(1, "share", {}, "", group, whole[group])
    for breakdown, category, inside, with_gap in places:
        at = {"staff_category": category, **breakdown}
        for group in GROUPS:
            book.put(1, "share", at, "", group, naive.rate(count(inside, group), naive.total(inside)))
        if with_gap:
            share = naive.rate(count(inside, "disabled"), naive.total(inside))
            book.put(1, "gap_to_workforce", at, "", "disabled", naive.minus(share, whole["disabled"]))


def likelihoods(book, number, happened, base, pair, breakdown=None) -> None:
    heads = [part for part in base if not part.of_which]
    found = {group: naive.rate(count(happened, group), count(heads, group)) for group in GROUPS}
    for group, figure in found.items():
        book.put(number, "likelihood", breakdown or {}, "", group, figure)
    first, second = pair
    figure = naive.ratio(found[first], found[second])
    book.put(number, "relative_likelihood", breakdown or {}, "", first, figure, second)


def metric_2(sent: Sent, book, by: Collection[str]) -> None:
    pair = ("not_disabled", "disabled")
    shortlisted, appointed = naive.recruitment(sent)
    likelihoods(book, 2, appointed.parts, shortlisted.parts, pair)
    for name in (each.replace("-", "_") for each in by):
        values: dict[str, list] = {}
        for row in naive.applications(sent):
            if value := naive.further_value(name, row):
                values.setdefault(value, []).append(row)
        for value, rows in values.items():
            short, made = naive.of_applications(sent, rows)
            likelihoods(book, 2, made.parts, short.parts, pair, {name: value})


def metric_3(sent: Sent, book) -> None:
    if "capability" in sent.tables and "capability_previous_year" in sent.tables:
        parts = []
        for table, year in (("capability", sent.year), ("capability_previous_year", sent.year - 1)):
            own = naive.events_of_a_year(sent, table, year).parts
            parts += [naive.Part(part.ethnic, Fraction(1, 2)) for part in own]
    else:
        parts = naive.events(sent, "capability", two_years=True).parts
    likelihoods(book, 3, parts, naive.workforce(sent).parts, ("disabled", "not_disabled"))


def at_least_once(text: str) -> bool:
    return text not in naive.NEVER


def yes(text: str) -> bool | None:
    return True if text in YES else False if text in NO else None


def equal(text: str) -> bool:
    return text in naive.YES_CODES


def satisfied(text: str) -> bool:
    return text in ("4", "5", *SATISFIED[3:])


QUESTIONS: dict[object, tuple[str, Callable[[str], bool | None]]] = {
    "4a i": ("q14a", at_least_once),
    "4a ii": ("q14b", at_least_once),
    "4a iii": ("q14c", at_least_once),
    "4b": ("q14d", yes),
    5: ("q15", equal),
    6: ("q11e", yes),
    7: ("q4b", satisfied),
    8: ("q31b", yes),
}
"""The question of each metric, and whether an answer counts; `None` for one that is not in the base."""


def has(sent: Sent, *questions: str) -> bool:
    """Whether respondents came; raises where a column of theirs did not."""
    if "staff_survey" not in sent.tables:
        return False
    rows = sent.tables["staff_survey"]
    if rows and not all(question in rows[0] for question in questions):
        raise naive.NotCalculated("column_missing")
    return True


def survey(sent: Sent, book, number) -> None:
    question, counts = QUESTIONS[number]
    question = adjustments(sent.year) if number == 8 else question
    groups = ("disabled",) if number == 8 else ("not_disabled", "disabled")
    if not has(sent, question):
        published(sent, book, number, groups, "percentage", "difference")
        return
    base, said = [], []
    for row in sent.tables["staff_survey"]:
        text = row[question].lower()
        answer = counts(text) if text else None
        if answer is not None:
            part = naive.Part(sent.ethnic("staff_survey", row))
            base.append(part)
            said += [part] if answer else []
    rates = {group: naive.rate(count(said, group), count(base, group)) for group in groups}
    compare(book, number, rates, "percentage", "difference")


def compare(book, number, rates, measure: str, difference: str) -> None:
    for group, figure in rates.items():
        book.put(number, measure, {}, "", group, figure)
    if len(rates) == 2:
        figure = naive.minus(rates["disabled"], rates["not_disabled"])
        book.put(number, difference, {}, "", "disabled", figure, "not_disabled")


def published(sent: Sent, book, number, groups, measure: str, difference: str) -> None:
    found = {}
    for row in sent.tables.get("survey_summary", []):
        if row["indicator"] == str(number) and row["group"] in GROUPS:
            respondents = row.get("respondents", "")
            many = Fraction(respondents) if respondents else None
            found[row["group"]] = (Fraction(row["percentage"]), None, many, None)
    if not found:
        raise naive.NotCalculated("table_missing")
    rates = {group: found.get(group, naive.nothing("not_published")) for group in groups}
    compare(book, number, rates, measure, difference)


def metric_9a(sent: Sent, book) -> None:
    groups = ("not_disabled", "disabled")
    asked = engagement(sent.year)
    if not has(sent, *asked):
        published(sent, book, "9a", groups, "mean", "mean_difference")
        return
    scores: dict[str, list[Fraction]] = {group: [] for group in (*groups, "Z", "")}
    for row in sent.tables["staff_survey"]:
        answers = [row[question].lower() for question in asked]
        if all(answers):
            scale = [OFTEN] * 3 + [AGREE] * 6
            steps = [
                int(text) - 1 if text.isdigit() else names.index(text)
                for text, names in zip(answers, scale, strict=True)
            ]
            thirds = [Fraction(sum(steps[at : at + 3]), 3) * 10 / 4 for at in (0, 3, 6)]
            scores[sent.ethnic("staff_survey", row)].append(sum(thirds) / 3)
    rates = {}
    for group in groups:
        own = scores[group]
        many = Fraction(len(own))
        rates[group] = (sum(own) / many, None, many, None) if own else (None, None, many, "nobody_in_group")
    compare(book, "9a", rates, "mean", "mean_difference")


def metric_10(sent: Sent, book) -> None:
    members, _ = naive.boards(sent)
    heads = [part for part in naive.workforce(sent).parts if not part.of_which]
    for board, parts in members.items():
        for group in GROUPS:
            share = naive.rate(count(parts, group), naive.total(parts))
            whole = naive.rate(count(heads, group), naive.total(heads))
            book.put(10, "share", {"board": board}, "", group, share)
            book.put(10, "gap_to_workforce", {"board": board}, "", group, naive.minus(share, whole))


# --- random submissions of both standards ---


def year_of(seed: int) -> int:
    """The reporting year that `random_submissions.make` draws first."""
    return Random(seed).choice([*range(2015, 2020), *range(2015, 2027), 2025])


def make(folder: Path, seed: int) -> set[str]:
    """Write a submission that serves both standards into an empty folder; gives the further breakdowns to ask for."""
    by = random_submissions.make(folder, seed)
    rng, year = Random(f"disability {seed}"), year_of(seed)
    tables = {path.stem: naive.read_rows(path) for path in sorted(folder.glob("*.csv"))}
    people: dict[str, str] = {}
    for name in ("workforce", "recruitment", "board", "staff_survey"):
        for row in tables.get(name, []):
            number = naive.number_of(row.get("employee_number", "")) or str(rng.random())
            group = people.setdefault(number, rng.choice(GROUPS + GROUPS[:2] * 2))
            row["disability"] = rng.choice(SAYS["unknown" if rng.random() < 0.1 else group])
    add_answers(rng, tables.get("staff_survey", []), year)
    add_summary(rng, tables)
    add_capability(rng, tables, list(people), year)
    for name in tables:
        if tables[name] and name not in ("counts",):
            write(folder / f"{name}.csv", tables[name])
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        for name in ("capability", "capability_previous_year"):
            if name in tables:
                file.write(f'\n[tables.{name}]\nrepeats = "blank"\n')
    return by


def add_answers(rng: Random, rows: list[dict[str, str]], year: int) -> None:
    for row in rows:
        row.update(answers(rng, year))
    for question in (engagement(year)[0], "q4b", adjustments(year), "q14d"):
        if rng.random() < 0.1:
            for row in rows:
                del row[question]


def answers(rng: Random, year: int) -> dict[str, str]:
    found = {
        "q14d": rng.choice(("1", "2", "Yes", "No", "Don't know", "Not applicable", "Yes, I reported it", "")),
        "q11e": rng.choice(("1", "2", "Yes", "No", "")),
        "q4b": rng.choice((*"12345", *SATISFIED, "")),
        adjustments(year): rng.choice(("1", "2", "Yes", "No", "No adjustment required", "")),
    }
    for at, question in enumerate(engagement(year)):
        found[question] = rng.choice((*"12345" * 4, *(OFTEN if at < 3 else AGREE) * 3, ""))
    return found


def add_summary(rng: Random, tables: dict) -> None:
    rows = tables.get("survey_summary", [])
    columns = list(rows[0]) if rows else ["indicator", "group", "percentage", "respondents"]
    if rng.random() < 0.6:
        for number in (*QUESTIONS, "9a"):
            for group in GROUPS[:2] if rng.random() < 0.9 else ():
                high = 100 if number == "9a" else 1000
                row = {
                    "indicator": str(number),
                    "group": group,
                    "percentage": f"{rng.randint(11, high) / 10:g}",
                    "respondents": str(rng.randint(10, 3000)),
                }
                if rng.random() < 0.9:
                    rows.append({name: row[name] for name in columns})
    if rows:
        tables["survey_summary"] = rows


def add_capability(rng: Random, tables: dict, people: list[str], year: int) -> None:
    def rows(first: int, last: int, letter: str) -> list[dict[str, str]]:
        return [
            {
                "case_id": f"{letter}{number}",
                "employee_number": rng.choice([*people, f"X{number}"]) if rng.random() < 0.8 else "",
                "disability": rng.choice(SAYS[rng.choice(GROUPS)]) if rng.random() < 0.6 else "",
                "entered_on": f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            }
            for number in range(rng.randint(1, 25))
        ]

    kind = rng.random()
    if kind < 0.5:
        tables["capability"] = rows(year - 3, year, "C")
    elif kind < 0.8:
        tables["capability"] = rows(year - 2, year, "C")
        tables["capability_previous_year"] = rows(year - 3, year - 1, "B")


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
