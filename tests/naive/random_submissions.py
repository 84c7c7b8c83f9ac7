"""Random submissions: messy in form, free of errors, the same for the same seed.

Every form that the contract allows turns up somewhere: codes, labels, blanks, lower case, grades in all shapes,
people with several assignments, bank staff, leavers, events of strangers, dates in and out of the year, counts
in place of rows.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

Cells = dict[str, str]

LETTERS = "A" * 24 + "BCC" + "DEFG" + "HHHJJK" + "LMNNNP" + "RSS" + "ZZ"

FORMS = {
    "A": (
        "A",
        "a",
        "A White - British",
        "CA",
        "White - British",
        "White - British",
        "A White - British",
        "British",
    ),
    "B": ("B", "B White - Irish", "White - Irish", "b"),
    "C": (
        "C",
        "C Any other White background",
        "CY",
        "C2 White Northern Irish",
        "Gypsy or Irish Traveller",
        "cp",
    ),
    "D": (
        "D",
        "D Mixed - White & Black Caribbean",
        "White and Black Caribbean",
        "Mixed - White & Black Caribbean",
    ),
    "E": ("E", "E Mixed - White & Black African", "White and Black African"),
    "F": ("F", "F Mixed - White & Asian", "White and Asian", "f"),
    "G": ("G", "GC", "GF Mixed - Other/Unspecified", "Any other mixed background"),
    "H": ("H", "H Asian or Asian British - Indian", "Indian", "Asian or Asian British - Indian", "h"),
    "J": ("J", "J Asian or Asian British - Pakistani", "Pakistani"),
    "K": ("K", "K Asian or Asian British - Bangladeshi", "Bangladeshi", "BANGLADESHI"),
    "L": ("L", "LK", "LE Asian Sri Lankan", "Any other Asian background"),
    "M": ("M", "M Black or Black British - Caribbean", "Caribbean", "Black or Black British - Caribbean"),
    "N": ("N", "N Black or Black British - African", "African", "n"),
    "P": ("P", "PC Black Nigerian", "PD", "P7", "Any other Black background"),
    "R": ("R", "R Chinese", "Chinese", "chinese"),
    "S": ("S", "SC Filipino", "sb", "Any Other Ethnic Group", "Arab"),
    "Z": ("Z", "Not Stated", "Z Not Stated", "Undefined", "unknown", "Prefer not to say", "", "z"),
}

STAFF_GROUPS = (
    *("Nursing and Midwifery Registered", "Allied Health Professionals", "Additional Clinical Services"),
    *("Add Prof Scientific and Technic", "Additional Professional Scientific and Technical", "Students"),
    *("Healthcare Scientists", "Supplementary Roles", "Administrative and Clerical", "Estates and Ancillary"),
    *("administrative and clerical", "NURSING AND MIDWIFERY REGISTERED"),
)
MEDICAL = ("Medical and Dental", "Medical and Dental", "medical and dental")

GRADES = (
    *(
        "NHS|XR05|Review Body Band 5",
        "NHS|XN04|Non Review Body Band 4",
        "XR06",
        "xr02",
        "XN12",
        "XR01",
        "XR07",
    ),
    *(
        "XR01",
        "XR07",
        "XR08",
        "XR09",
        "XN10",
        "XR11",
        "Review Body Band 8 - Range A",
        "Review Body Band 8 - Range D",
    ),
    *(
        "NHS|XR09|Review Body Band 8 - Range B",
        "Band 8a",
        "band 8B",
        "8A",
        "8c",
        "Band 2",
        "Band 9",
        "Band 3",
    ),
    *("Non Review Body Band 6", "Review Body Band 9", "Review Body Band 1", "VSM", "4", "7"),
    *("Band 2", "Band 9", "Band 3", "Apprentice"),
    *("Personal/ad hoc salary", "Local salary point", "XR13", "Band 8"),
)
ROLES = (
    *("Consultant", "consultant", "Dental surgeon acting as hospital consultant", "Medical Director"),
    *(
        "Clinical Director",
        "Director of Public Health",
        "Associate Specialist",
        "Specialty Doctor",
        "Staff Grade",
    ),
    *("Hospital Practitioner", "Clinical Assistant", "Specialty Registrar", "Core Training"),
    *(
        "Foundation Year 1",
        "Foundation Year 2",
        "House Officer",
        "Salaried GP",
        "Dental Officer",
        "Professor",
    ),
)
MEDICAL_GRADES = ("Consultant", "Specialty Registrar", "Associate Specialist", "Local grade", "YC72")
"""What a grade column holds for doctors: now and then a role, mostly a pay code that says nothing."""

IN_POST = (
    *("Active Assignment", "Active Assignment", "Internal Secondment", "Acting Up", "Maternity & Adoption"),
    *(
        "Career Break",
        "Suspend With Pay",
        "Suspend No Pay",
        "Out on External Secondment",
        "active assignment",
        "",
    ),
)
NOT_IN_POST = ("Inactive Not Worked", "Terminate Assignment", "Offer Accepted", "terminate assignment")
TAKING_PART = ("Permanent", "Fixed Term Temp", "Locum", "permanent", "")
TAKING_NO_PART = ("Bank", "bank", "Honorary", "Non-Exec Director/Chair", "Agency")

YES = ("Yes", "yes", "Y", "y", "TRUE", "true", "1", "YES")
NO = ("No", "no", "N", "n", "FALSE", "false", "0", "NO")

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

SCALE = ("1", "1", "2", "3", "4", "5", "Never", "never", "1-2", "3-5", "6-10", "More than 10", "")
YES_NO = ("Yes", "No", "yes", "no", "YES", "")
YES_NO_DONT_KNOW = ("Yes", "No", "Don't know", "1", "2", "9", "yes", "don't know", "")

NON_MEDICAL_BANDS = (
    *("under_band_1", "band_1", "band_2", "band_3", "band_4", "band_5", "band_6", "band_7"),
    *("band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm", "other"),
)
MEDICAL_BANDS = ("non_consultant_career_grade", "trainee_grade", "other_medical")


@dataclass
class Person:
    """Somebody of the workforce table, as the other tables know them."""

    number: str
    letter: str


@dataclass
class Draft:
    """A submission in the making."""

    rng: Random
    year: int
    tables: dict[str, list[Cells]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def ethnic(self, letter: str) -> str:
        return self.rng.choice(FORMS[letter])

    def yes_no(self, yes: float) -> str:
        return self.rng.choice(YES if self.chance(yes) else NO)

    def date(self) -> str:
        """A date, mostly in the year, in any of the forms."""
        year, month, day = self.year, self.rng.randint(1, 12), self.rng.randint(1, 28)
        if month >= 4:
            year -= 1
        if self.chance(0.1):
            year, month, day = self.rng.choice(
                [(self.year, 3, 31), (self.year, 4, 1), (self.year - 1, 3, 31), (self.year - 1, 4, 1)]
            )
        elif self.chance(0.25):
            year += self.rng.choice((-2, -1, -1, 1))
        name = MONTHS[month - 1]
        forms = (
            f"{year}-{month:02}-{day:02}",
            f"{day:02}/{month:02}/{year}",
            f"{day:02}-{name[:3]}-{year}",
            f"{day} {name} {year}",
        )
        return self.rng.choice(forms)

    def some_of(self, columns: Iterable[str], keep: float = 0.8) -> list[str]:
        return [column for column in columns if self.chance(keep)]

    def put(self, table: str, columns: list[str], rows: list[Cells]) -> None:
        self.tables[table] = rows
        self.columns[table] = columns


def make(folder: Path, seed: int) -> set[str]:
    """Write the submission of a seed into an empty folder; gives the further breakdowns to ask for."""
    rng = Random(seed)
    draft = Draft(rng, rng.choice([*range(2015, 2020), *range(2015, 2027), 2025]))
    people = make_workforce(draft)
    counts: list[Cells] = []
    if draft.chance(0.15):
        counts += workforce_counts(draft)
        del draft.tables["workforce"]
    elif draft.chance(0.03):
        del draft.tables["workforce"]
    for from_rows, from_counts in MAKERS:
        as_rows = draft.chance(0.8)
        if as_rows:
            from_rows(draft, people)
        # Sent twice now and then: the rows are what counts.
        if draft.chance(0.05 if as_rows else 0.7):
            counts += from_counts(draft)
    as_rows = draft.chance(0.7)
    if as_rows:
        make_survey(draft)
    if draft.chance(0.05 if as_rows else 0.7):
        make_survey_summary(draft)
    if counts:
        put_counts(draft, counts)
    own = divide(draft) if draft.chance(0.5) else []
    write(draft, folder, own)
    return choose_by(draft, own)


DIRECTORATES = ("Surgery", "Medicine", "Women & children", "Estates, IT", "")
SITES = ("North", "south", "3", "senior_medical_manager", "not stated", "")


def divide(draft: Draft) -> list[str]:
    """Put further columns into the tables: those of the settings under either heading, and what else is asked by."""
    rng = draft.rng
    for table in ("workforce", "recruitment", "disciplinary", "training", "staff_survey"):
        for name, texts in (("Org L3", DIRECTORATES), ("Site", SITES)):
            if table in draft.tables and draft.chance(0.7):
                heading = rng.choice((name, "Directorate")) if name == "Org L3" else name
                draft.columns[table].append(heading)
                few = texts[: rng.randint(1, len(texts))]
                for row in draft.tables[table]:
                    row[heading] = rng.choice(few)
    for row in draft.tables.get("recruitment", []):
        row["international"] = "" if draft.chance(0.1) else draft.yes_no(0.3)
    for row in draft.tables.get("staff_survey", []):
        row["staff_group"] = rng.choice(
            (*MEDICAL, "Medical / Dental - Consultant", *STAFF_GROUPS[:3], "Doctor", "")
        )
    for table, column in (("recruitment", "international"), ("staff_survey", "staff_group")):
        if table in draft.tables and draft.chance(0.8):
            draft.columns[table].append(column)
    return ["directorate", "site"]


def put_counts(draft: Draft, counts: list[Cells]) -> None:
    names = ["population", "group", "people", "staff_category", "pay_band"]
    if all("pay_band" not in row for row in counts):
        names = names[:3]
    draft.put("counts", names, counts)


def choose_by(draft: Draft, own: list[str]) -> set[str]:
    kind = draft.rng.randint(0, 5)
    further = ("international", "medical", "survey-ratio")
    if kind == 4:
        return {"ethnic-heading", "ethnic-category", "pay-band", "staff-category", "internal", *further, *own}
    if kind in (3, 5):
        return set(draft.some_of((*further, *own), 0.7))
    if kind == 1:
        return set(draft.some_of(("ethnic-heading", "ethnic-category"), 0.7))
    if kind == 2:
        return set(draft.some_of(("pay-band", "staff-category", "internal"), 0.7))
    return set()


def make_workforce(draft: Draft) -> list[Person]:
    rng = draft.rng
    size = rng.choice((rng.randint(1, 12), rng.randint(10, 200)))
    numbers = rng.sample(range(1, 100_000), size)
    style = rng.choice(("{}", "{:08}", "E{:05}"))
    people, rows = [], []
    for number in numbers:
        person = Person(style.format(number), rng.choice(LETTERS))
        people.append(person)
        for _ in range(rng.choice((1, 1, 1, 1, 1, 2, 2, 3))):
            rows.append(assignment(draft, person))
    rng.shuffle(rows)
    for number, row in enumerate(rows):
        row["assignment_number"] = str(number + 1)
    optional = ["job_role", "assignment_number", "primary_assignment", "assignment_status"]
    optional = draft.some_of([*optional, "assignment_category", "fte", "organisation_code"])
    draft.put("workforce", ["employee_number", "ethnic_category", "staff_group", "grade", *optional], rows)
    return people


def assignment(draft: Draft, person: Person) -> Cells:
    rng = draft.rng
    medical = draft.chance(0.15)
    return {
        "employee_number": person.number,
        "ethnic_category": stated(draft, person, blank=0.05),
        "staff_group": rng.choice(MEDICAL if medical else STAFF_GROUPS),
        "job_role": rng.choice((*ROLES, "", "Lead doctor") if medical else ("Nurse", "Consultant", "")),
        "grade": "" if draft.chance(0.02) else rng.choice(MEDICAL_GRADES if medical else GRADES),
        "primary_assignment": "" if draft.chance(0.1) else draft.yes_no(0.6),
        "assignment_status": rng.choice(NOT_IN_POST if draft.chance(0.12) else IN_POST),
        "assignment_category": rng.choice(TAKING_NO_PART if draft.chance(0.15) else TAKING_PART),
        "fte": rng.choice(("1", "1.0", "0.5", "0.6", "0.80", "")),
        "organisation_code": "RX1",
    }


def make_recruitment(draft: Draft, _people: list[Person]) -> None:
    rng = draft.rng
    rows = []
    for number in range(rng.randint(1, 200)):
        medical = draft.chance(0.1)
        shortlisted = draft.chance(0.9)
        rows.append(
            {
                "ethnic_category": draft.ethnic(rng.choice(LETTERS)),
                "appointed": draft.yes_no(0.25 if shortlisted else 0),
                "application_id": f"AR-{number:06}",
                "vacancy_id": f"V{rng.randint(1, 30)}",
                "shortlisted": rng.choice((*YES, "") if shortlisted else NO),
                "offer_declined": "" if draft.chance(0.5) else draft.yes_no(0.1),
                "internal": "" if draft.chance(0.1) else draft.yes_no(0.4),
                "staff_group": "" if draft.chance(0.05) else rng.choice(MEDICAL if medical else STAFF_GROUPS),
                "grade": rng.choice(("Consultant", "Specialty Doctor", "YC72", "") if medical else GRADES),
            }
        )
    if draft.chance(0.5):
        optional = ["shortlisted", "offer_declined", "internal", "staff_group", "grade"]
    else:
        optional = draft.some_of(("shortlisted", "offer_declined", "internal", "staff_group", "grade"))
    if "shortlisted" not in optional:
        rows = [row for row in rows if row["shortlisted"] not in NO]
    elif not any(row["shortlisted"] in NO for row in rows):
        # A blank beside yes alone says no: an appointed applicant would be a contradiction.
        for row in rows:
            row["shortlisted"] = row["shortlisted"] or ("Yes" if row["appointed"] in YES else "")
    if not rows:
        return
    columns = [*draft.some_of(("application_id", "vacancy_id")), "ethnic_category", "appointed", *optional]
    draft.put("recruitment", columns, rows)


def somebody(draft: Draft, people: list[Person]) -> Person:
    """Mostly of the workforce; now and then a stranger, who may turn up again."""
    if draft.chance(0.1):
        number = draft.rng.randint(1, 5)
        return Person(f"X{number}", "AHNBZ"[number - 1])
    return draft.rng.choice(people)


def otherwise_written(draft: Draft, number: str) -> str:
    """The number as a spreadsheet or a typist may leave it in single cells."""
    if draft.chance(0.8):
        return number
    return draft.rng.choice((number.lstrip("0"), number.lower(), number.upper()))


def stated(draft: Draft, person: Person, blank: float) -> str:
    """What a row says of a person: now and then nothing, and once in a while something else than the others."""
    if draft.chance(blank):
        return ""
    return draft.ethnic(draft.rng.choice(LETTERS) if draft.chance(0.03) else person.letter)


def make_disciplinary(draft: Draft, people: list[Person]) -> None:
    rng = draft.rng
    rows = []
    for number in range(rng.randint(0, 25)):
        person = somebody(draft, people)
        rows.append(
            {
                "employee_number": otherwise_written(draft, person.number),
                "case_id": f"C{number // 2 if draft.chance(0.3) else number}",
                "ethnic_category": stated(draft, person, blank=0.4),
                "entered_on": draft.date(),
                "assignment_category": rng.choice(TAKING_NO_PART if draft.chance(0.1) else TAKING_PART),
            }
        )
    age_some(draft, rows)
    columns = rng.choice((["employee_number"], ["employee_number", "case_id"], ["case_id"]))
    if len(columns) == 2:
        for row in rows[: rng.randint(0, 3)]:
            row["employee_number"] = ""
    optional = draft.some_of(("ethnic_category", "assignment_category"))
    if draft.year < 2020 or draft.chance(0.8):
        optional.append("entered_on")
    draft.put("disciplinary", [*columns, *optional], rows)


def age_some(draft: Draft, rows: list[Cells]) -> None:
    """Undated rows; in the years of the two-year average, rows of the year before."""
    if draft.year >= 2020 or draft.chance(0.05):
        for row in rows:
            if draft.chance(0.1):
                row["entered_on"] = ""
    if draft.year < 2020 and draft.chance(0.7):
        for row in rows[: draft.rng.randint(1, 2)]:
            row["entered_on"] = f"{draft.year - 2}-09-{draft.rng.randint(10, 28)}"


def make_training(draft: Draft, people: list[Person]) -> None:
    rng = draft.rng
    rows = []
    for _ in range(rng.choice((0, 1, *[rng.randint(1, 150)] * 8))):
        person = somebody(draft, people)
        rows.append(
            {
                "employee_number": otherwise_written(draft, person.number),
                "ethnic_category": stated(draft, person, blank=0.4),
                "course": rng.choice(("Leadership", "Fire safety", "MSc module")),
                "mandatory": "" if draft.chance(0.2) else draft.yes_no(0.3),
                "completed_on": "" if draft.chance(0.05) else draft.date(),
            }
        )
    optional = draft.some_of(("ethnic_category", "course", "mandatory", "completed_on"))
    draft.put("training", ["employee_number", *optional], rows)


def make_board(draft: Draft, _people: list[Person]) -> None:
    rows = [
        {
            "ethnic_category": draft.ethnic(draft.rng.choice(LETTERS)),
            "voting": draft.yes_no(0.7),
            "executive": draft.yes_no(0.5),
            "member_id": f"B{number}",
            "role": "Director",
        }
        for number in range(draft.rng.randint(1, 16))
    ]
    columns = ["ethnic_category", "voting", "executive", *draft.some_of(("member_id", "role"))]
    draft.put("board", columns, rows)


def survey_columns(year: int) -> dict[str, tuple[str, ...]]:
    if year >= 2022:
        return {"q14a": SCALE, "q14b": SCALE, "q14c": SCALE, "q15": YES_NO_DONT_KNOW, "q16b": YES_NO}
    if year >= 2019:
        return {"q13a": SCALE, "q13b": SCALE, "q13c": SCALE, "q14": YES_NO_DONT_KNOW, "q15b": YES_NO}
    return {"kf25": YES_NO, "kf26": YES_NO, "kf21": ("Yes", "No", "yes", "no", ""), "q17b": YES_NO}


def make_survey(draft: Draft) -> None:
    asked = survey_columns(draft.year)
    rows = []
    for number in range(draft.rng.randint(1, 150)):
        row = {question: draft.rng.choice(answers) for question, answers in asked.items()}
        row["ethnic_category"] = draft.ethnic(draft.rng.choice(LETTERS))
        row["respondent_id"] = f"R{number:05}"
        rows.append(row)
    questions = list(asked)
    if draft.chance(0.1):
        questions.remove(questions[0])
    draft.put("staff_survey", ["respondent_id", "ethnic_category", *questions], rows)


def make_survey_summary(draft: Draft) -> None:
    with_respondents = draft.chance(0.7)
    rows = []
    for indicator in (5, 6, 7, 8):
        if draft.chance(0.1):
            continue
        for group in ("white", "bme"):
            if draft.chance(0.9):
                rows.append(
                    {
                        "indicator": str(indicator),
                        "group": group,
                        "percentage": f"{draft.rng.randint(11, 1000) / 10:g}",
                        "respondents": str(draft.rng.randint(10, 3000)),
                    }
                )
    if rows:
        columns = ["indicator", "group", "percentage", *(["respondents"] if with_respondents else [])]
        draft.put("survey_summary", columns, rows)


def group_counts(draft: Draft, population: str, most: int, **cells: str) -> list[Cells]:
    rng = draft.rng
    groups = ("white", "bme", "unknown")
    return [
        {"population": population, "group": group, "people": str(rng.randint(0, most)), **cells}
        for group in groups
        if group != "unknown" or draft.chance(0.8)
    ]


def workforce_counts(draft: Draft) -> list[Cells]:
    rows: list[Cells] = []
    if draft.chance(0.4):
        return group_counts(draft, "workforce", 3000)
    for category in ("clinical_non_medical", "non_clinical"):
        for band in draft.some_of(NON_MEDICAL_BANDS):
            rows += group_counts(draft, "workforce", 300, staff_category=category, pay_band=band)
    medical = {"staff_category": "medical_and_dental"}
    for band in draft.some_of(MEDICAL_BANDS):
        rows += group_counts(draft, "workforce", 90, **medical, pay_band=band)
    consultants = group_counts(draft, "workforce", 90, **medical, pay_band="consultant")
    for row in consultants:
        managers = str(draft.rng.randint(0, int(row["people"])))
        rows += [row, {**row, "pay_band": "senior_medical_manager", "people": managers}]
    return rows


def within(draft: Draft, rows: list[Cells], population: str) -> list[Cells]:
    """Some of the people of other counts."""
    return [
        {**row, "population": population, "people": str(draft.rng.randint(0, int(row["people"])))}
        for row in rows
    ]


def recruitment_counts(draft: Draft) -> list[Cells]:
    shortlisted = group_counts(draft, "shortlisted", 500)
    return shortlisted + within(draft, shortlisted, "appointed")


def disciplinary_counts(draft: Draft) -> list[Cells]:
    return group_counts(draft, "disciplinary", 20)


def training_counts(draft: Draft) -> list[Cells]:
    return group_counts(draft, "training", 100)


def board_counts(draft: Draft) -> list[Cells]:
    board = group_counts(draft, "board", 9)
    rows = list(board)
    for part in draft.some_of(("board_voting", "board_executive"), 0.9):
        rows += within(draft, board, part)
    return rows


MAKERS: tuple[tuple[Callable[[Draft, list[Person]], None], Callable[[Draft], list[Cells]]], ...] = (
    (make_recruitment, recruitment_counts),
    (make_disciplinary, disciplinary_counts),
    (make_training, training_counts),
    (make_board, board_counts),
)
"""How the other tables are made, as rows or in `counts`."""


def write(draft: Draft, folder: Path, own: list[str]) -> None:
    lines = ["[submission]", f"reporting_year = {draft.year}", "", "[organisation]", 'code = "RX1"', ""]
    if draft.chance(0.6):
        lines += ["[population_served]", f"bme = {draft.rng.randint(0, 1000) / 10}", ""]
    if draft.chance(0.08):
        lines += legacy_codes(draft)
    if own:
        lines += ["[breakdowns]", 'directorate = ["Org L3", "Directorate"]', 'site = "Site"', ""]
    told = "training" in draft.tables and draft.chance(0.4)
    for name in draft.tables:
        lines += [f"[tables.{name}]", 'repeats = "blank"', ""]
        lines += ["all_non_mandatory = true", ""] if told and name == "training" else []
    (folder / "submission.toml").write_text("\n".join(lines), encoding="utf-8")
    for table, rows in draft.tables.items():
        encoding = draft.rng.choice(("utf-8", "utf-8", "utf-8-sig"))
        columns = draft.columns[table]
        draft.rng.shuffle(columns)
        with (folder / f"{table}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, lineterminator=draft.rng.choice(("\n", "\r\n")))
            writer.writerow(columns)
            for row in rows:
                writer.writerow([padded(draft, row.get(column, "")) for column in columns])


LEGACY = ("T", "16", "Whte - British", "Local group 4")


def legacy_codes(draft: Draft) -> list[str]:
    """Codes that nobody knows any more, accepted on purpose in one of the tables."""
    with_category = [table for table in draft.tables if "ethnic_category" in draft.columns[table]]
    if not with_category:
        return []
    table = draft.rng.choice(with_category)
    for row in draft.tables[table]:
        if draft.chance(0.1):
            row["ethnic_category"] = draft.rng.choice(LEGACY)
    issue = f'issue = "unknown-ethnic-category"\ntable = "{table}"\nreason = "legacy codes"'
    return ["[[accept]]", issue, ""]


def padded(draft: Draft, cell: str) -> str:
    return f" {cell} \u00a0" if cell and draft.chance(0.03) else cell
