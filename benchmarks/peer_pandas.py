"""The nine indicators as a good analyst would script them: pandas in, openpyxl out.

Usage: peer_pandas.py SUBMISSION WORKBOOK. Prints the measures as JSON. It reads only what `wres sample` writes for
reporting years from 2022 on: one spelling of everything, nothing checked. It shares no code with `wres-calc`.
"""

import json
import sys
from pathlib import Path

import pandas as pd

YEAR = ("2024-04-01", "2025-03-31")
GROUPS = ["white", "bme", "unknown"]
LABELS = {
    "White - British": "white",
    "White - Irish": "white",
    "White - Any other White background": "white",
    "Not Stated": "unknown",
}
LEFT = ["Inactive Not Worked", "Terminate Assignment"]
NO_PART = ["Bank", "Honorary", "Non-Exec Director/Chair", "Agency"]
STAFF_CATEGORIES = {
    "Medical and Dental": "medical_and_dental",
    "Administrative and Clerical": "non_clinical",
    "Estates and Ancillary": "non_clinical",
}
BANDS = {
    **{f"{number:02}": f"band_{number}" for number in range(1, 8)},
    "08": "band_8a",
    "09": "band_8b",
    "10": "band_8c",
    "11": "band_8d",
    "12": "band_9",
}
OTHER_GRADES = {"VSM": "vsm", "Apprentice": "under_band_1"}
MEDICAL = {
    "Consultant": "consultant",
    "Medical Director": "senior_medical_manager",
    "Clinical Director - Medical": "senior_medical_manager",
    "Associate Specialist": "non_consultant_career_grade",
    "Specialist": "non_consultant_career_grade",
    "Specialty Doctor": "non_consultant_career_grade",
    "Specialty Registrar": "trainee_grade",
    "Core Training": "trainee_grade",
    "Foundation Year 1": "trainee_grade",
    "Foundation Year 2": "trainee_grade",
}
SURVEY = {5: ["q14a"], 6: ["q14b", "q14c"], 7: ["q15"], 8: ["q16b"]}
BOARDS = {
    "total": lambda board: board.index == board.index,
    "voting": lambda board: board.voting == "Yes",
    "non_voting": lambda board: board.voting == "No",
    "executive": lambda board: board.executive == "Yes",
    "non_executive": lambda board: board.executive == "No",
}


def read(folder, table):
    return pd.read_csv(folder / f"{table}.csv", dtype=str)


def group_of_codes(categories):
    """A, B and C are White, Z and blank unknown, the other letters BME."""
    letters = categories.str[0].fillna("Z")
    return letters.map({"A": "white", "B": "white", "C": "white", "Z": "unknown"}).fillna("bme")


def group_of_labels(labels):
    return labels.fillna("Not Stated").map(LABELS).fillna("bme")


def headcount(assignments):
    in_post = ~assignments.assignment_status.isin(LEFT) & ~assignments.assignment_category.isin(NO_PART)
    people = assignments[in_post].assign(
        secondary=lambda rows: rows.primary_assignment != "Yes", fte=lambda rows: pd.to_numeric(rows.fte)
    )
    ordered = people.sort_values(
        ["secondary", "fte"], ascending=[True, False], na_position="last", kind="stable"
    )
    people = ordered.drop_duplicates("employee_number").copy()
    people["group"] = group_of_codes(people.ethnic_category)
    people["staff_category"] = people.staff_group.map(STAFF_CATEGORIES).fillna("clinical_non_medical")
    afc = people.grade.str.extract(r"X[RN](\d\d)", expand=False).map(BANDS)
    afc = afc.fillna(people.grade.map(OTHER_GRADES)).fillna("other")
    medical = people.job_role.map(MEDICAL).fillna("other_medical")
    people["pay_band"] = afc.where(people.staff_category != "medical_and_dental", medical)
    return people


def attendees(events, date, people, assignments):
    """Distinct people of the year, without those who are only bank staff or the like; their ethnic group."""
    events = events[events[date].between(*YEAR)]
    if "assignment_category" in events:
        events = events[~events.assignment_category.isin(NO_PART)]
    counted = ~assignments.assignment_category.isin(NO_PART)
    never_counted = ~counted.groupby(assignments.employee_number).any()
    events = events[~events.employee_number.isin(never_counted[never_counted].index)]
    categories = events.groupby("employee_number").ethnic_category.first()
    for known in (people, assignments.drop_duplicates("employee_number")):
        categories = categories.fillna(known.set_index("employee_number").ethnic_category)
    return group_of_codes(categories).value_counts()


def shares(people, **breakdown):
    counts = people.group.value_counts().reindex(GROUPS, fill_value=0)
    total = len(people)
    return [("share", breakdown, group, count, total, count / total * 100) for group, count in counts.items()]


def gap(rows, whole, groups):
    return [
        ("gap_to_workforce", breakdown, group, None, None, value - whole[group])
        for _, breakdown, group, _, _, value in rows
        if group in groups
    ]


def indicator_1(people):
    managers = people[people.pay_band == "senior_medical_manager"].assign(pay_band="consultant")
    in_bands = pd.concat([people, managers])
    by_band = [
        row
        for (category, band), rows in in_bands.groupby(["staff_category", "pay_band"])
        for row in shares(rows, staff_category=category, pay_band=band)
    ]
    by_category = [
        row
        for category, rows in people.groupby("staff_category")
        for row in shares(rows, staff_category=category)
    ]
    whole = {row[2]: row[5] for row in shares(people)}
    return [*by_band, *by_category, *shares(people), *gap(by_band, whole, ["bme"])]


def likelihoods(events, base, over, under):
    rows = [
        ("likelihood", {}, group, events.get(group, 0), base[group], events.get(group, 0) / base[group] * 100)
        for group in GROUPS
        if base.get(group, 0)
    ]
    value = {row[2]: row[5] for row in rows}
    return [*rows, ("relative_likelihood", {}, over, None, None, value[over] / value[under])]


def indicator_2(applications):
    shortlisted = applications[(applications.shortlisted != "No") & (applications.offer_declined != "Yes")]
    groups = group_of_labels(shortlisted.ethnic_category)
    appointed = groups[shortlisted.appointed == "Yes"].value_counts()
    return likelihoods(appointed, groups.value_counts(), "white", "bme")


def percentages(survey, questions):
    answers = survey[questions]
    answered = answers.notna().any(axis=1)
    said_so = (answers.notna() & ~answers.isin(["Never", "No", "Don't know"])).any(axis=1)
    rows = []
    for group in ("white", "bme"):
        base = answered & (survey.group == group)
        count = int((said_so & base).sum())
        rows.append(("percentage", {}, group, count, int(base.sum()), count / base.sum() * 100))
    return [*rows, ("difference", {}, "bme", None, None, rows[1][5] - rows[0][5])]


def indicator_9(board, people):
    board = board.assign(group=group_of_codes(board.ethnic_category))
    rows = [row for name, chosen in BOARDS.items() for row in shares(board[chosen(board)], board=name)]
    return [*rows, *gap(rows, {row[2]: row[5] for row in shares(people)}, GROUPS)]


def calculate(folder):
    assignments = read(folder, "workforce")
    people = headcount(assignments)
    base = people.group.value_counts()
    survey = read(folder, "staff_survey").assign(group=lambda rows: group_of_labels(rows.ethnic_category))
    training = read(folder, "training")
    training = training[training.mandatory != "Yes"]
    disciplined = attendees(read(folder, "disciplinary"), "entered_on", people, assignments)
    trained = attendees(training, "completed_on", people, assignments)
    return {
        1: indicator_1(people),
        2: indicator_2(read(folder, "recruitment")),
        3: likelihoods(disciplined, base, "bme", "white"),
        4: likelihoods(trained, base, "white", "bme"),
        **{number: percentages(survey, questions) for number, questions in SURVEY.items()},
        9: indicator_9(read(folder, "board"), people),
    }


def main():
    folder, workbook = map(Path, sys.argv[1:])
    columns = ["measure", "breakdown", "group", "numerator", "denominator", "value"]
    measures = []
    with pd.ExcelWriter(workbook, engine="openpyxl") as writer:
        for number, rows in calculate(folder).items():
            frame = pd.DataFrame(rows, columns=columns)
            measures += [{"indicator": number, **row} for row in frame.to_dict("records")]
            frame["breakdown"] = frame.breakdown.map(lambda keys: ", ".join(keys.values()))
            frame.to_excel(writer, sheet_name=f"Indicator {number}", index=False)
    keys = ("indicator", "measure", "breakdown", "group", "value")
    print(json.dumps([{key: measure[key] for key in keys} for measure in measures]))


if __name__ == "__main__":
    main()
