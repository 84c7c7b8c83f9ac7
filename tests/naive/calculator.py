"""A second calculator of the nine indicators, written from the contract alone.

It shares no line with the program: the standard library, plain loops and fractions. It is slow, and it says
every rule once more in other words; `tests/property/test_naive_agrees.py` holds the two to the same figures.
It trusts its input: a folder of CSV tables with canonical headings, without errors.
"""

import contextlib
import csv
import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, str]
Tables = dict[str, list[Row]]
Key = tuple[int, str, frozenset[tuple[str, str]], str, str | None]
Figure = tuple[Fraction | None, Fraction | None, Fraction | None, str | None]
"""Value, numerator, denominator, and the reason where there is no value."""
Figures = dict[Key, Figure]

NOT_STATED = "not stated"
NOT_CALCULATED = "(the indicator)"
"""Stands for the measure where an indicator as a whole is not calculated."""

# --- the words of the field ---

HEADING_OF = (
    dict.fromkeys("ABC", "white")
    | dict.fromkeys("DEFG", "mixed")
    | dict.fromkeys("HJKL", "asian")
    | dict.fromkeys("MNP", "black")
    | dict.fromkeys("RS", "other")
    | {"Z": "unknown"}
)

LABELS = {
    "A": (
        *("white british", "british", "english welsh scottish northern irish british"),
        "white english welsh scottish northern irish british",
    ),
    "B": ("white irish", "irish"),
    "C": (
        *("white any other white background", "any other white background", "gypsy or irish traveller"),
        "white northern irish",
    ),
    "D": ("mixed white and black caribbean", "white and black caribbean"),
    "E": ("mixed white and black african", "white and black african"),
    "F": ("mixed white and asian", "white and asian"),
    "G": (
        *("mixed any other mixed background", "any other mixed background"),
        "any other mixed multiple ethnic background",
    ),
    "H": ("asian or asian british indian", "indian"),
    "J": ("asian or asian british pakistani", "pakistani"),
    "K": ("asian or asian british bangladeshi", "bangladeshi"),
    "L": ("asian or asian british any other asian background", "any other asian background"),
    "M": ("black or black british caribbean", "caribbean"),
    "N": ("black or black british african", "african"),
    "P": (
        *("black or black british any other black background", "any other black background"),
        "any other black african caribbean background",
    ),
    "R": ("chinese",),
    "S": ("any other ethnic group", "arab"),
    "Z": ("not stated", "undefined", "unknown", "prefer not to say"),
}
LETTER_OF_LABEL = {label: letter for letter, labels in LABELS.items() for label in labels}

NOT_IN_POST = {"inactive not worked", "terminate assignment", "offer accepted"}
TAKES_NO_PART = {"bank", "honorary", "non exec director chair", "agency"}

CATEGORY_OF_STAFF_GROUP = {
    "medical and dental": "medical_and_dental",
    "administrative and clerical": "non_clinical",
    "estates and ancillary": "non_clinical",
    "students": "clinical_non_medical",
    "nursing and midwifery registered": "clinical_non_medical",
    "allied health professionals": "clinical_non_medical",
    "additional professional scientific and technical": "clinical_non_medical",
    "add prof scientific and technic": "clinical_non_medical",
    "healthcare scientists": "clinical_non_medical",
    "additional clinical services": "clinical_non_medical",
    "supplementary roles": "clinical_non_medical",
}

AGENDA_FOR_CHANGE = (
    *("under_band_1", "band_1", "band_2", "band_3", "band_4", "band_5", "band_6", "band_7"),
    *("band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm", "other"),
)
SENIOR_BANDS = {"band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm"}
BANDS = {
    "clinical_non_medical": AGENDA_FOR_CHANGE,
    "non_clinical": AGENDA_FOR_CHANGE,
    "medical_and_dental": (
        *("consultant", "senior_medical_manager", "non_consultant_career_grade", "trainee_grade"),
        "other_medical",
    ),
}
PAY_CODES = {
    f"{number:02}": band
    for number, band in enumerate(
        (*AGENDA_FOR_CHANGE[1:8], "band_8a", "band_8b", "band_8c", "band_8d", "band_9"), 1
    )
}

MEDICAL_GRADES = {
    "consultant": ("consultant", "dental surgeon acting as hospital consultant"),
    "senior_medical_manager": (
        *("medical director", "clinical director", "clinical director medical", "clinical director dental"),
        "director of public health",
    ),
    "non_consultant_career_grade": (
        *("associate specialist", "specialist", "specialty doctor", "staff grade", "hospital practitioner"),
        *("clinical assistant", "clinical medical officer", "senior clinical medical officer"),
        "trust grade doctor career grade level",
    ),
    "trainee_grade": (
        *("specialty registrar", "core training", "foundation year 1", "foundation year 2", "house officer"),
        *("trust grade doctor ho level", "trust grade doctor sho level", "trust grade doctor spr level"),
    ),
    "other_medical": ("salaried gp", "dental officer", "professor", "senior lecturer"),
}
BAND_OF_MEDICAL_WORDS = {words: band for band, names in MEDICAL_GRADES.items() for words in names}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

AT_LEAST_ONCE = {"2", "3", "4", "5", "1-2", "3-5", "6-10", "more than 10"}
NEVER = {"1", "never"}
YES_CODES = {"1", "yes"}
NO_CODES = {"2", "no"}
DONT_KNOW = {"9", "don't know"}


def words(text: str) -> str:
    """Lower case, `&` as `and`, punctuation as a space."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " and ")).split())


def number_of(text: str) -> str:
    """An employee number as numbers are compared: neither capital letters nor leading zeros make another person."""
    return text.lower().lstrip("0")


def is_yes(text: str) -> bool:
    return text.lower() in ("yes", "y", "true", "1")


def letter_of(text: str, accepted: bool = False) -> str:
    """The one-letter ethnic category, "" for a blank, "Z" for all that says "not stated"."""
    if not text:
        return ""
    first = text.split()[0]
    if len(first) <= 2 and first[0].upper() in HEADING_OF:
        return first[0].upper()
    if words(text) in LETTER_OF_LABEL:
        return LETTER_OF_LABEL[words(text)]
    if accepted:
        return "Z"
    raise ValueError("an ethnic category that is none")


def date_of(text: str) -> dt.date | None:
    if not text:
        return None
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        year, month, day = found.groups()
        return dt.date(int(year), int(month), int(day))
    if found := re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text):
        day, month, year = found.groups()
        return dt.date(int(year), int(month), int(day))
    found = re.fullmatch(r"(\d\d?)[- ]([A-Za-z]+)[- ](\d{4})", text)
    if found is None:
        raise ValueError("a date that is none")
    day, name, year = found.groups()
    return dt.date(int(year), MONTHS.index(name[:3].lower()) + 1, int(day))


def band_of_grade(grade: str) -> str:
    """The Agenda for Change band, `other` where none fits."""
    for part in grade.split("|"):
        if found := re.fullmatch(r"x[rn](\d\d)", words(part)):
            return PAY_CODES.get(found[1], "other")
    text = words(grade.split("|")[-1])
    if text == "vsm":
        return "vsm"
    if text == "apprentice":
        return "under_band_1"
    found = re.fullmatch(r"((non )?review body )?(band )?([1-9]) ?(range )?([a-d]?)", text)
    if found is None:
        return "other"
    band = f"band_{found[4]}{found[6]}"
    return band if band in AGENDA_FOR_CHANGE else "other"


def medical_band(*texts: str) -> str:
    """The first text that is a medical role decides."""
    for text in texts:
        if words(text) in BAND_OF_MEDICAL_WORDS:
            return BAND_OF_MEDICAL_WORDS[words(text)]
    return "other_medical"


# --- reading ---


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{name: (cell or "").strip() for name, cell in row.items()} for row in csv.DictReader(file)]
    return [row for row in rows if any(row.values())]


@dataclass
class Sent:
    """A submission: its tables, and what `submission.toml` says."""

    tables: Tables
    year: int
    accepted: set[str]
    population_bme: Fraction | None
    mandatory_told: bool = True
    own: dict[str, list[str]] = field(default_factory=dict)
    """Further columns to divide by, each with the headings that it may have."""

    def has_own(self, table: str, name: str) -> bool:
        """Whether the rows of a table say it."""
        rows = self.tables.get(table, [])
        return bool(rows) and any(heading in rows[0] for heading in self.own[name])

    def own_text(self, row: Row, name: str) -> str:
        return next((row[heading] for heading in self.own[name] if heading in row), "")

    def own_of_event(self, row: Row, name: str) -> str:
        """Of who counts in the workforce that of the counted row, of others the event's, else the workforce's first."""
        number = number_of(row.get("employee_number", ""))
        if number and number in self.counted_rows:
            return self.own_text(self.counted_rows[number], name)
        said = [row, *self.workforce_rows(number)]
        return next(filter(None, (self.own_text(one, name) for one in said)), "")

    @cached_property
    def counted_rows(self) -> dict[str, Row]:
        return counted(self.tables.get("workforce", []))

    @cached_property
    def rows_of_people(self) -> dict[str, list[Row]]:
        people: dict[str, list[Row]] = {}
        for row in self.tables.get("workforce", []):
            people.setdefault(number_of(row["employee_number"]), []).append(row)
        return people

    def workforce_rows(self, number: str) -> list[Row]:
        return self.rows_of_people.get(number_of(number), []) if number else []

    def ethnic(self, table: str, row: Row) -> str:
        return letter_of(row.get("ethnic_category", ""), table in self.accepted)

    def ethnic_of_person(self, number: str) -> str:
        """What the workforce table states of a person: the row that counts first, then the others in their order."""
        own = self.workforce_rows(number)
        best = self.counted_rows.get(number_of(number))
        for row in [best, *own] if best else own:
            stated = self.ethnic("workforce", row)
            if stated not in ("", "Z"):
                return stated
        return "Z"


def read_of(folder: Path, organisation: str) -> Sent:
    """One organisation's part of files of several: a table without a row of it did not come, unless it is complete."""
    sent, settings = read(folder), settings_of(folder)
    for name, rows in list(sent.tables.items()):
        own = [row for row in rows if row["organisation_code"].upper() == organisation]
        if own or settings.get("tables", {}).get(name, {}).get("complete"):
            sent.tables[name] = own
        else:
            del sent.tables[name]
    return sent


def settings_of(folder: Path) -> dict[str, Any]:
    with (folder / "submission.toml").open("rb") as file:
        return tomllib.load(file, parse_float=str)


def tells_mandatory(folder: Path, rows: list[Row]) -> bool:
    """A column with something in it tells it; the heading alone does where there are no rows."""
    if rows:
        return any(row.get("mandatory") for row in rows)
    with (folder / "training.csv").open(encoding="utf-8-sig", newline="") as file:
        return "mandatory" in next(csv.reader(file))


def read(folder: Path) -> Sent:
    settings = settings_of(folder)
    served = settings.get("population_served", {}).get("bme")
    accepted = {
        item["table"] for item in settings.get("accept", ()) if item["issue"] == "unknown-ethnic-category"
    }
    tables = {path.stem: read_rows(path) for path in sorted(folder.glob("*.csv"))}
    year = int(settings["submission"]["reporting_year"])
    said = "training" not in tables or tells_mandatory(folder, tables["training"])
    said = said or settings.get("tables", {}).get("training", {}).get("all_non_mandatory", False)
    headings = settings.get("breakdowns", {})
    own = {name: [found] if isinstance(found, str) else found for name, found in headings.items()}
    return Sent(tables, year, accepted, None if served is None else Fraction(str(served)), said, own)


# --- people ---


@dataclass
class Part:
    """Some people of one ethnic category (a letter) or, out of `counts`, of one group (its name).

    `of_which` people are in another part already: no total counts them.
    """

    ethnic: str
    people: Fraction = Fraction(1)
    category: str = ""
    band: str = ""
    of_which: bool = False
    own: dict[str, str] = field(default_factory=dict)


@dataclass
class Population:
    """`detailed`: ethnic categories are known. `banded`: staff category and pay band are known."""

    parts: list[Part]
    detailed: bool = True
    banded: bool = True


class NotCalculated(Exception):
    """An indicator cannot be had; the message is the reason."""


def group_of(ethnic: str) -> str:
    if ethnic in ("white", "bme", "unknown"):
        return ethnic
    heading = HEADING_OF[ethnic or "Z"]
    return heading if heading in ("white", "unknown") else "bme"


def counted(rows: list[Row]) -> dict[str, Row]:
    """The workforce row that counts, for each employee number that has one."""
    best: dict[str, Row] = {}
    for row in rows:
        if words(row.get("assignment_status", "")) in NOT_IN_POST:
            continue
        if words(row.get("assignment_category", "")) in TAKES_NO_PART:
            continue
        number = number_of(row["employee_number"])
        # Strictly better only: of equals the earlier row stays.
        if number not in best or rank(row) > rank(best[number]):
            best[number] = row
    return best


def rank(row: Row) -> tuple[bool, Fraction]:
    fte = row.get("fte", "")
    return is_yes(row.get("primary_assignment", "")), Fraction(fte) if fte else Fraction(-1)


def person_parts(ethnic: str, row: Row) -> list[Part]:
    category = CATEGORY_OF_STAFF_GROUP[words(row["staff_group"])]
    if category != "medical_and_dental":
        return [Part(ethnic, category=category, band=band_of_grade(row["grade"]))]
    band = medical_band(row.get("job_role", ""), row["grade"])
    if band == "senior_medical_manager":
        return [
            Part(ethnic, category=category, band="consultant"),
            Part(ethnic, category=category, band=band, of_which=True),
        ]
    return [Part(ethnic, category=category, band=band)]


def workforce(sent: Sent) -> Population:
    if "workforce" not in sent.tables:
        return from_counts(sent, "workforce")
    parts: list[Part] = []
    for number, row in sent.counted_rows.items():
        own = {name: sent.own_text(row, name) or NOT_STATED for name in sent.own}
        parts += [replace(part, own=own) for part in person_parts(sent.ethnic_of_person(number), row)]
    return Population(parts)


def from_counts(sent: Sent, population: str) -> Population:
    parts = []
    for row in sent.tables.get("counts", []):
        if row["population"] == population:
            band = row.get("pay_band", "")
            parts.append(
                Part(
                    row["group"],
                    Fraction(row["people"]),
                    row.get("staff_category", ""),
                    band,
                    of_which=band == "senior_medical_manager",
                )
            )
    if not parts:
        raise NotCalculated("table_missing")
    return Population(parts, detailed=False, banded=all(part.band for part in parts))


def applications(sent: Sent) -> Iterator[Row]:
    said = [row.get("shortlisted", "") for row in sent.tables["recruitment"]]
    blank_says_no = any(map(is_yes, said)) and not any(map(is_no, said))
    for row in sent.tables["recruitment"]:
        out = is_no(row.get("shortlisted", "")) or (blank_says_no and not row["shortlisted"])
        if not out and not is_yes(row.get("offer_declined", "")):
            yield row


def is_no(text: str) -> bool:
    return text.lower() in ("no", "n", "false", "0")


def recruitment(sent: Sent) -> tuple[Population, Population]:
    """Those shortlisted, and those of them appointed."""
    if "recruitment" not in sent.tables:
        return from_counts(sent, "shortlisted"), from_counts(sent, "appointed")
    return of_applications(sent, applications(sent))


def of_applications(sent: Sent, rows: Iterable[Row]) -> tuple[Population, Population]:
    shortlisted, appointed = [], []
    for row in rows:
        part = Part(sent.ethnic("recruitment", row))
        shortlisted.append(part)
        if is_yes(row["appointed"]):
            appointed.append(part)
    return Population(shortlisted), Population(appointed)


DATE_COLUMN = {"disciplinary": "entered_on", "training": "completed_on"}


def events(sent: Sent, table: str, two_years: bool = False) -> Population:
    """Distinct people with an event in the year, or the mean of this and the previous year: half a person for each."""
    if not two_years:
        return events_of_a_year(sent, table, sent.year) if table in sent.tables else from_counts(sent, table)
    if table not in sent.tables:
        from_counts(sent, table)
        raise NotCalculated("previous_year_missing")
    dates = [date_of(row.get(DATE_COLUMN[table], "")) for row in sent.tables[table]]
    if None in dates or not any(in_year(date, sent.year - 1) for date in dates):
        raise NotCalculated("previous_year_missing")
    parts = []
    for year in (sent.year, sent.year - 1):
        found = events_of_a_year(sent, table, year).parts
        parts += [Part(part.ethnic, Fraction(1, 2), own=part.own) for part in found]
    return Population(parts)


def events_of_a_year(sent: Sent, table: str, year: int) -> Population:
    people: dict[tuple[str, str], list[Row]] = {}
    dated = table == "training" and any(row.get("completed_on") for row in sent.tables[table])
    for row in sent.tables[table]:
        if dated and not row["completed_on"]:
            continue  # not completed
        if in_year(date_of(row.get(DATE_COLUMN[table], "")), year) and takes_part(sent, row):
            people.setdefault(person_of(row), []).append(row)
    return Population(
        [
            Part(
                ethnic_of_events(sent, table, rows),
                own={name: sent.own_of_event(rows[0], name) or NOT_STATED for name in sent.own},
            )
            for rows in people.values()
        ]
    )


def in_year(date: dt.date | None, year: int) -> bool:
    """Without a date a row is one of the year: that is what the table holds."""
    return date is None or dt.date(year - 1, 4, 1) <= date <= dt.date(year, 3, 31)


def person_of(row: Row) -> tuple[str, str]:
    if row.get("employee_number"):
        return ("employee", number_of(row["employee_number"]))
    return ("case", row["case_id"])


def takes_part(sent: Sent, row: Row) -> bool:
    if is_yes(row.get("mandatory", "")):
        return False
    if words(row.get("assignment_category", "")) in TAKES_NO_PART:
        return False
    own = sent.workforce_rows(row.get("employee_number", ""))
    return not own or any(words(one.get("assignment_category", "")) not in TAKES_NO_PART for one in own)


def ethnic_of_events(sent: Sent, table: str, rows: list[Row]) -> str:
    """The first row that states one, else what the workforce states."""
    for row in rows:
        stated = sent.ethnic(table, row)
        if stated not in ("", "Z"):
            return stated
    return sent.ethnic_of_person(rows[0].get("employee_number", ""))


# --- measures ---

PLAIN = ""
GROUPS: dict[str, tuple[str, ...]] = {
    PLAIN: ("white", "bme", "unknown"),
    "ethnic_heading": ("white", "mixed", "asian", "black", "other", "unknown"),
    "ethnic_category": tuple("ABCDEFGHJKLMNPRSZ"),
}


def known(grouping: str) -> tuple[str, ...]:
    return GROUPS[grouping][:-1]


def compared(grouping: str) -> list[tuple[str, str]]:
    """In a detailed grouping each group against the whole White group."""
    return [(group, "white") for group in known(grouping) if group != "white"]


def belongs(ethnic: str, grouping: str, group: str) -> bool:
    if group == "white" or grouping == PLAIN:
        return group_of(ethnic) == group
    if grouping == "ethnic_heading":
        return HEADING_OF[ethnic or "Z"] == group
    return (ethnic or "Z") == group


def count(parts: Iterable[Part], grouping: str, group: str) -> Fraction:
    return sum((part.people for part in parts if belongs(part.ethnic, grouping, group)), Fraction(0))


def total(parts: Iterable[Part]) -> Fraction:
    return sum((part.people for part in parts), Fraction(0))


NO_DETAIL: Figure = (None, None, None, "no_detail_in_counts")


def nothing(reason: str) -> Figure:
    return (None, None, None, reason)


def rate(numerator: Fraction, denominator: Fraction) -> Figure:
    if denominator == 0:
        return (None, numerator, denominator, "nobody_in_group")
    return (100 * numerator / denominator, numerator, denominator, None)


def ratio(first: Figure, second: Figure) -> Figure:
    if not first[2] or not second[2]:
        return nothing("nobody_in_group")
    if not second[1]:
        return nothing("no_events_in_comparison_group")
    assert first[0] is not None
    assert second[0] is not None
    return (first[0] / second[0], None, None, None)


def minus(first: Figure, second: Figure) -> Figure:
    if first[0] is None or second[0] is None:
        return nothing(first[3] or second[3] or "")
    return (first[0] - second[0], None, None, None)


class Book:
    """Where the figures are written down."""

    def __init__(self) -> None:
        self.figures: Figures = {}

    def put(
        self,
        number: int,
        measure: str,
        breakdown: dict[str, str],
        grouping: str,
        group: str,
        figure: Figure,
        compared_with: str | None = None,
    ) -> None:
        whole = breakdown | ({"grouping": grouping} if grouping else {})
        key = (number, measure, frozenset(whole.items()), group, compared_with)
        assert key not in self.figures
        self.figures[key] = figure


def calculate(folder: Path, by: Collection[str] = (), organisation: str | None = None) -> Figures:
    """Every measure of the nine indicators of a folder of CSV tables, or of one organisation in it."""
    sent = read(folder) if organisation is None else read_of(folder, organisation)
    book = Book()
    groupings = [PLAIN, *(name.replace("-", "_") for name in by if name.startswith("ethnic-"))]
    further = [name.replace("-", "_") for name in by if not name.startswith("ethnic-")]
    sent.own = {name: headings for name, headings in sent.own.items() if name in by}
    jobs = {
        1: lambda: indicator_1(sent, book, groupings),
        2: lambda: indicator_2(sent, book, groupings, further),
        3: lambda: indicator_3(sent, book, groupings),
        4: lambda: indicator_4(sent, book, groupings),
        9: lambda: indicator_9(sent, book, groupings),
    }
    for number in range(1, 10):
        try:
            if number in jobs:
                jobs[number]()
            else:
                survey_indicator(sent, book, groupings, number, further)
        except NotCalculated as reason:
            book.put(number, NOT_CALCULATED, {}, PLAIN, "", nothing(str(reason)))
    return book.figures


def indicator_1(sent: Sent, book: Book, groupings: list[str]) -> None:
    people = workforce(sent)
    heads = [part for part in people.parts if not part.of_which]
    places: list[tuple[dict[str, str], list[Part], bool]] = []
    if sent.year == 2015:
        senior = [part for part in heads if part.band in SENIOR_BANDS]
        places.append(({"pay_band": "senior_bands"}, senior, True))
    else:
        for category, bands in BANDS.items():
            for band in bands:
                inside = [part for part in people.parts if (part.category, part.band) == (category, band)]
                places.append(({"staff_category": category, "pay_band": band}, inside, True))
            inside = [part for part in heads if part.category == category]
            places.append(({"staff_category": category}, inside, False))
    places.append(({}, heads, False))
    for grouping in groupings:
        for breakdown, inside, with_gap in places:
            has = (people.detailed or grouping == PLAIN) and (people.banded or not breakdown)
            for group in GROUPS[grouping]:
                share = rate(count(inside, grouping, group), total(inside)) if has else NO_DETAIL
                book.put(1, "share", breakdown, grouping, group, share)
            if with_gap:
                for group in known(grouping) if grouping else ("bme",):
                    gap = NO_DETAIL
                    if has:
                        share = rate(count(inside, grouping, group), total(inside))
                        gap = minus(share, rate(count(heads, grouping, group), total(heads)))
                    book.put(1, "gap_to_workforce", breakdown, grouping, group, gap)
    shares_by_own(sent, book, heads)


def shares_by_own(sent: Sent, book: Book, heads: list[Part]) -> None:
    """Shares of the workforce by the further columns that it has."""
    for breakdown in own_parts(sent, "workforce", heads):
        inside = [part for part in heads if breakdown.items() <= part.own.items()]
        for group in GROUPS[PLAIN]:
            share = rate(count(inside, PLAIN, group), total(inside))
            book.put(1, "share", breakdown, PLAIN, group, share)
        gap = minus(
            rate(count(inside, PLAIN, "bme"), total(inside)), rate(count(heads, PLAIN, "bme"), total(heads))
        )
        book.put(1, "gap_to_workforce", breakdown, PLAIN, "bme", gap)


def own_parts(sent: Sent, table: str, people: Iterable[Part]) -> list[dict[str, str]]:
    """The parts of some people by each further column that a table has."""
    found = {(name, part.own[name]) for part in people for name in sent.own if sent.has_own(table, name)}
    return [{name: text} for name, text in sorted(found)]


def events_by_own(
    sent: Sent, book: Book, number: int, happened: Population, base: Population, pair: tuple[str, str]
) -> None:
    """An indicator of what happens to staff by the further columns that the workforce has."""
    if not happened.detailed or not base.detailed:
        return
    for breakdown in own_parts(sent, "workforce", [*base.parts, *happened.parts]):
        some, of = (
            Population([part for part in each.parts if breakdown.items() <= part.own.items()])
            for each in (happened, base)
        )
        likelihoods(book, number, some, of, [PLAIN], pair, breakdown)


def likelihoods(
    book: Book,
    number: int,
    happened: Population,
    base: Population,
    groupings: list[str],
    pair: tuple[str, str],
    breakdown: dict[str, str] | None = None,
) -> None:
    heads = [part for part in base.parts if not part.of_which]

    def likelihood(grouping: str, group: str) -> Figure:
        return rate(count(happened.parts, grouping, group), count(heads, grouping, group))

    for grouping in groupings:
        has = grouping == PLAIN or (happened.detailed and base.detailed)
        for group in GROUPS[grouping]:
            figure = likelihood(grouping, group) if has else NO_DETAIL
            book.put(number, "likelihood", breakdown or {}, grouping, group, figure)
        for first, second in compared(grouping) if grouping else [pair]:
            figure = ratio(likelihood(grouping, first), likelihood(grouping, second)) if has else NO_DETAIL
            book.put(number, "relative_likelihood", breakdown or {}, grouping, first, figure, second)


def indicator_2(sent: Sent, book: Book, groupings: list[str], further: list[str]) -> None:
    pair = ("bme", "white") if sent.year == 2015 else ("white", "bme")
    shortlisted, appointed = recruitment(sent)
    likelihoods(book, 2, appointed, shortlisted, groupings, pair)
    if "recruitment" not in sent.tables:
        return
    columns = [*further, *(["pay_band"] if "medical" in further and "pay_band" not in further else [])]
    for name in columns:
        values: dict[str, list[Row]] = {}
        for row in applications(sent):
            if name not in sent.own:
                value = further_value(name, row)
            else:
                value = (sent.own_text(row, name) or NOT_STATED) if sent.has_own("recruitment", name) else ""
            if value and (name in further or value == "consultant"):
                values.setdefault(value, []).append(row)
        for value, rows in values.items():
            short, made = of_applications(sent, rows)
            likelihoods(book, 2, made, short, [PLAIN], pair, {name: value})


def further_value(name: str, row: Row) -> str:
    category = CATEGORY_OF_STAFF_GROUP.get(words(row.get("staff_group", "")), "")
    if name == "staff_category":
        return category
    if name in ("internal", "international"):
        text = row.get(name, "")
        return "yes" if is_yes(text) else "no" if text else ""
    if name != "pay_band" or "grade" not in row:
        return ""
    return medical_band(row["grade"]) if category == "medical_and_dental" else band_of_grade(row["grade"])


def indicator_3(sent: Sent, book: Book, groupings: list[str]) -> None:
    entering = events(sent, "disciplinary", two_years=sent.year <= 2019)
    base = workforce(sent)
    likelihoods(book, 3, entering, base, groupings, ("bme", "white"))
    events_by_own(sent, book, 3, entering, base, ("bme", "white"))


def indicator_4(sent: Sent, book: Book, groupings: list[str]) -> None:
    pair = ("bme", "white") if sent.year == 2015 else ("white", "bme")
    if "training" in sent.tables and not sent.mandatory_told:
        raise NotCalculated("mandatory_not_told")
    base = workforce(sent)
    trained = events(sent, "training")
    likelihoods(book, 4, trained, base, groupings, pair)
    events_by_own(sent, book, 4, trained, base, pair)


def questions(year: int, number: int) -> tuple[str, ...]:
    if year >= 2022:
        return {5: ("q14a",), 6: ("q14b", "q14c"), 7: ("q15",), 8: ("q16b",)}[number]
    if year >= 2019:
        return {5: ("q13a",), 6: ("q13b", "q13c"), 7: ("q14",), 8: ("q15b",)}[number]
    return {5: ("kf25",), 6: ("kf26",), 7: ("kf21",), 8: ("q17b",)}[number]


def answer(year: int, number: int, text: str) -> bool | None:
    """Whether the answer is the one that is looked for; `None` for one that is not in the base."""
    text = text.lower().replace("’", "'")
    if not text:
        return None
    if number in (5, 6) and year >= 2019:
        if text in AT_LEAST_ONCE | NEVER:
            return text in AT_LEAST_ONCE
    elif text in YES_CODES | NO_CODES:
        return text in YES_CODES
    elif number == 7 and text in DONT_KNOW:
        return False if year >= 2022 else None
    raise ValueError("an answer that is none")


def over(first: Figure, second: Figure) -> Figure:
    """One percentage over another, which no standard has."""
    if first[0] is None or second[0] is None:
        return nothing(first[3] or second[3] or "")
    return (first[0] / second[0], None, None, None) if second[0] else nothing("no_events_in_comparison_group")


def respondent_parts(sent: Sent, row: Row, further: list[str]) -> list[dict[str, str]]:
    """The parts that a respondent is in beside the whole."""
    parts = [
        {name: sent.own_text(row, name) or NOT_STATED}
        for name in sent.own
        if sent.has_own("staff_survey", name)
    ]
    group = words(row.get("staff_group", ""))
    if "medical" in further and group in ("medical and dental", "medical dental consultant"):
        parts.append({"staff_category": "medical_and_dental"})
    return parts


def answers_anything(sent: Sent, row: Row) -> bool:
    """Whether a respondent is in the base of an indicator."""
    every = [(number, questions(sent.year, number)) for number in (5, 6, 7, 8)]
    return any(
        answer(sent.year, number, row[question]) is not None
        for number, asked in every
        if all(question in row for question in asked)
        for question in asked
    )


def survey_indicator(sent: Sent, book: Book, groupings: list[str], number: int, further: list[str]) -> None:
    if "staff_survey" not in sent.tables:
        survey_from_summary(sent, book, groupings, number, further)
        return
    asked = questions(sent.year, number)
    rows = sent.tables["staff_survey"]
    if rows and not all(question in rows[0] for question in asked):
        raise NotCalculated("column_missing")
    parts: list[dict[str, str]] = [{}]
    for row in rows:
        for part in respondent_parts(sent, row, further) if answers_anything(sent, row) else ():
            parts += [] if part in parts else [part]
    for part in parts:
        survey_part(sent, book, groupings if not part else [PLAIN], number, further, part)


def survey_part(
    sent: Sent, book: Book, groupings: list[str], number: int, further: list[str], inside: dict[str, str]
) -> None:
    asked, base, yes = questions(sent.year, number), [], []
    for row in sent.tables["staff_survey"]:
        if inside and inside not in respondent_parts(sent, row, further):
            continue
        answers = [answer(sent.year, number, row[question]) for question in asked]
        if all(one is None for one in answers):
            continue
        part = Part(sent.ethnic("staff_survey", row))
        base.append(part)
        if any(answers):
            yes.append(part)

    def percentage(grouping: str, group: str) -> Figure:
        return rate(count(yes, grouping, group), count(base, grouping, group))

    for grouping in groupings:
        for group in known(grouping):
            book.put(number, "percentage", inside, grouping, group, percentage(grouping, group))
        for first, second in compared(grouping):
            pair = percentage(grouping, first), percentage(grouping, second)
            book.put(number, "difference", inside, grouping, first, minus(*pair), second)
            if grouping == PLAIN and "survey_ratio" in further:
                book.put(number, "unofficial_ratio", inside, grouping, first, over(*pair), second)


def survey_from_summary(
    sent: Sent, book: Book, groupings: list[str], number: int, further: list[str]
) -> None:
    found: dict[str, Figure] = {}
    for row in sent.tables.get("survey_summary", []):
        if row["indicator"] == str(number) and row["group"] in GROUPS[PLAIN]:
            respondents = row.get("respondents", "")
            found[row["group"]] = (
                Fraction(row["percentage"]),
                None,
                Fraction(respondents) if respondents else None,
                None,
            )
    if not found:
        raise NotCalculated("table_missing")
    nobody = nothing("not_published")
    for grouping in groupings:
        for group in known(grouping):
            figure = found.get(group, nobody) if grouping == PLAIN else NO_DETAIL
            book.put(number, "percentage", {}, grouping, group, figure)
        for first, second in compared(grouping):
            pair = found.get(first, nobody), found.get(second, nobody)
            figure = minus(*pair) if grouping == PLAIN else NO_DETAIL
            book.put(number, "difference", {}, grouping, first, figure, second)
            if grouping == PLAIN and "survey_ratio" in further:
                book.put(number, "unofficial_ratio", {}, PLAIN, first, over(*pair), second)


def boards(sent: Sent) -> tuple[dict[str, list[Part]], bool]:
    """The members of each board, and whether their ethnic categories are known."""
    names = ("total", "voting", "non_voting", "executive", "non_executive")
    found: dict[str, list[Part]] = {name: [] for name in names}
    if "board" in sent.tables:
        for row in sent.tables["board"]:
            member = Part(sent.ethnic("board", row))
            found["total"].append(member)
            found["voting" if is_yes(row["voting"]) else "non_voting"].append(member)
            found["executive" if is_yes(row["executive"]) else "non_executive"].append(member)
        return found, True
    whole = from_counts(sent, "board").parts
    found["total"] = whole
    for board in ("voting", "executive"):
        with contextlib.suppress(NotCalculated):
            some = from_counts(sent, f"board_{board}").parts
            found |= {board: some, f"non_{board}": rest(whole, some)}
    return found, False


def rest(whole: list[Part], some: list[Part]) -> list[Part]:
    return [*whole, *(Part(part.ethnic, -part.people) for part in some)]


def indicator_9(sent: Sent, book: Book, groupings: list[str]) -> None:
    if sent.year == 2015 and sent.population_bme is None:
        raise NotCalculated("population_served_missing")
    members, detailed = boards(sent)
    staff = workforce(sent) if sent.year > 2015 else Population([])
    heads = [part for part in staff.parts if not part.of_which]
    for grouping in groupings:
        for board, parts in members.items():
            place = {"board": board}
            for group in GROUPS[grouping]:
                share = share_of(parts, detailed, grouping, group)
                book.put(9, "share", place, grouping, group, share)
                if sent.year > 2015 and (group in known(grouping) or grouping == PLAIN):
                    whole = share_of(heads, staff.detailed, grouping, group)
                    book.put(9, "gap_to_workforce", place, grouping, group, minus(share, whole))
                if sent.year == 2015 and (grouping, group) == (PLAIN, "bme"):
                    served: Figure = (sent.population_bme, None, None, None)
                    book.put(9, "gap_to_population", place, grouping, group, minus(share, served))


def share_of(parts: list[Part], detailed: bool, grouping: str, group: str) -> Figure:
    if (grouping and not detailed) or (not parts and not detailed):
        return NO_DETAIL
    return rate(count(parts, grouping, group), total(parts))
