"""The nine indicators of every trust below a folder, as a good analyst would write them in SQL: DuckDB and globs.

Usage: peer_duckdb.py ROOT. Prints the measures of each organisation as JSON. It reads only what `wres sample`
writes for reporting years from 2022 on: one spelling of everything, nothing checked. It shares no code with wres-calc.
"""

import json
import sys
from pathlib import Path

import duckdb

SQL = """
create macro of_code(text) as case
  when text is null or text[1] = 'Z' then 'unknown' when text[1] in ('A', 'B', 'C') then 'white' else 'bme' end;
create macro of_label(text) as case
  when text is null or text = 'Not Stated' then 'unknown'
  when text in ('White - British', 'White - Irish', 'White - Any other White background') then 'white' else 'bme' end;
create macro counted(category) as coalesce(
  category not in ('Bank', 'Honorary', 'Non-Exec Director/Chair', 'Agency'), true);

create table assignments as
  select *, organisation_code as org from read_csv('{root}/*/workforce.csv', all_varchar=true);
create table people as
with taking_part as (
  select * from (select *, rowid as place from assignments)
  where counted(assignment_category)
    and coalesce(assignment_status not in ('Inactive Not Worked', 'Terminate Assignment'), true)
  qualify row_number() over (partition by org, employee_number
    order by primary_assignment is distinct from 'Yes', try_cast(fte as double) desc nulls last, place) = 1
), placed as (
  select *, of_code(ethnic_category) as grp, case staff_group
      when 'Medical and Dental' then 'medical_and_dental' when 'Administrative and Clerical' then 'non_clinical'
      when 'Estates and Ancillary' then 'non_clinical' else 'clinical_non_medical' end as staff_category,
    regexp_extract(grade, 'X[RN](\\d\\d)', 1) as code
  from taking_part
)
select org, employee_number, ethnic_category, grp, staff_category, case
    when staff_category = 'medical_and_dental' then case
      when job_role = 'Consultant' then 'consultant'
      when job_role in ('Medical Director', 'Clinical Director - Medical') then 'senior_medical_manager'
      when job_role in ('Associate Specialist', 'Specialist', 'Specialty Doctor') then 'non_consultant_career_grade'
      when job_role in ('Specialty Registrar', 'Core Training', 'Foundation Year 1', 'Foundation Year 2')
        then 'trainee_grade' else 'other_medical' end
    when code = '08' then 'band_8a' when code = '09' then 'band_8b' when code = '10' then 'band_8c'
    when code = '11' then 'band_8d' when code = '12' then 'band_9'
    when code <> '' then 'band_' || cast(cast(code as integer) as varchar)
    when grade = 'VSM' then 'vsm' when grade = 'Apprentice' then 'under_band_1' else 'other' end as pay_band
from placed;
create table bands as
  select org, staff_category, pay_band, grp from people
  union all select org, staff_category, 'consultant', grp from people where pay_band = 'senior_medical_manager';
create table never as
  select org, employee_number from assignments group by all having not bool_or(counted(assignment_category));
create table first_rows as
  select org, employee_number, arg_min(coalesce(ethnic_category, ''), rowid) as category from assignments group by all;
create macro happened(day) as day between '2024-04-01' and '2025-03-31';
create table events as
  select organisation_code as org, 'disciplinary' as what, employee_number, ethnic_category, rowid as place
  from (select *, row_number() over () as rowid from read_csv('{root}/*/disciplinary.csv', all_varchar=true))
  where happened(entered_on) and counted(assignment_category)
  union all
  select organisation_code, 'training', employee_number, ethnic_category, rowid
  from (select *, row_number() over () as rowid from read_csv('{root}/*/training.csv', all_varchar=true))
  where happened(completed_on) and mandatory is distinct from 'Yes';
create table attendees as
with each_person as (
  select org, what, employee_number, arg_min(ethnic_category, place) filter (ethnic_category is not null) as own
  from events anti join never using (org, employee_number) group by all
)
select each_person.org, what, of_code(coalesce(own, people.ethnic_category, nullif(category, ''))) as grp
from each_person left join people using (org, employee_number) left join first_rows using (org, employee_number);
create table applications as
  select organisation_code as org, of_label(ethnic_category) as grp, appointed = 'Yes' as appointed
  from read_csv('{root}/*/recruitment.csv', all_varchar=true)
  where shortlisted is distinct from 'No' and offer_declined is distinct from 'Yes';
create table answers as
  select organisation_code as org, of_label(ethnic_category) as grp, q14a, q14b, q14c, q15, q16b
  from read_csv('{root}/*/staff_survey.csv', all_varchar=true);
create table board as
  select organisation_code as org, of_code(ethnic_category) as grp, voting, executive
  from read_csv('{root}/*/board.csv', all_varchar=true);
"""
GROUPS = ("white", "bme", "unknown")
BOARDS = {
    "total": "true",
    "voting": "voting = 'Yes'",
    "non_voting": "voting = 'No'",
    "executive": "executive = 'Yes'",
    "non_executive": "executive = 'No'",
}
SURVEY = {5: ["q14a"], 6: ["q14b", "q14c"], 7: ["q15"], 8: ["q16b"]}


def counted(db, sql):
    """Counts by organisation and group, and what lies between them: `{org: {(…): {group: n}}}`."""
    found = {}
    for org, *keys, group, number in db.execute(sql).fetchall():
        found.setdefault(org, {}).setdefault(tuple(keys), {})[group] = number
    return found


def shares(counts, **breakdown):
    total = sum(counts.values())
    return (
        [("share", breakdown, group, counts.get(group, 0) / total * 100) for group in GROUPS] if total else []
    )


def gaps(rows, whole, groups):
    return [("gap_to_workforce", keys, g, value - whole[g]) for _, keys, g, value in rows if g in groups]


def likelihoods(events, base, over, under):
    value = {group: events.get(group, 0) / base[group] * 100 for group in GROUPS if base.get(group)}
    rows = [("likelihood", {}, group, rate) for group, rate in value.items()]
    ratio = [("relative_likelihood", {}, over, value[over] / value[under])] if value.get(under) else []
    return rows + ratio


def percentages(said):
    value = {group: said[group][1] / said[group][0] * 100 for group in ("white", "bme") if said[group][0]}
    rows = [("percentage", {}, group, rate) for group, rate in value.items()]
    both = len(value) == 2
    return rows + ([("difference", {}, "bme", value["bme"] - value["white"])] if both else [])


def calculate(root):
    db = duckdb.connect()
    db.execute(SQL.replace("{root}", str(root)))
    by = "org, grp, count(*)"
    by_band = counted(db, "select org, staff_category, pay_band, grp, count(*) from bands group by all")
    by_category = counted(db, "select org, staff_category, grp, count(*) from people group by all")
    people = counted(db, f"select {by} from people group by all")
    events = counted(db, "select org, what, grp, count(*) from attendees group by all")
    listed = counted(db, f"select {by} from applications group by all")
    appointed = counted(db, f"select {by} from applications where appointed group by all")
    boards = {
        name: counted(db, f"select {by} from board where {which} group by all")
        for name, which in BOARDS.items()
    }
    said = {number: {} for number in SURVEY}
    for number, questions in SURVEY.items():
        answered = " or ".join(f"{q} is not null" for q in questions)
        yes = " or ".join(f"coalesce({q} not in ('Never', 'No', 'Don''t know'), false)" for q in questions)
        sql = f"select org, grp, count(*) filter ({answered}), count(*) filter ({yes}) from answers group by all"
        for org, group, base, number_said in db.execute(sql).fetchall():
            said[number].setdefault(org, {})[group] = (base, number_said)
    return {
        org: _indicators(org, by_band, by_category, people, events, listed, appointed, said, boards)
        for org in people
    }


def _indicators(org, by_band, by_category, people, events, listed, appointed, said, boards):
    base = people[org][()]
    whole = {group: value for _, _, group, value in shares(base)}
    bands = [
        row
        for (category, band), counts in by_band[org].items()
        for row in shares(counts, staff_category=category, pay_band=band)
    ]
    categories = [
        row
        for (category,), counts in by_category[org].items()
        for row in shares(counts, staff_category=category)
    ]
    board = [
        row for name, counts in boards.items() for row in shares(counts.get(org, {}).get((), {}), board=name)
    ]
    happened = events.get(org, {})
    return {
        1: [*bands, *categories, *shares(base), *gaps(bands, whole, ["bme"])],
        2: likelihoods(appointed.get(org, {}).get((), {}), listed[org][()], "white", "bme"),
        3: likelihoods(happened.get(("disciplinary",), {}), base, "bme", "white"),
        4: likelihoods(happened.get(("training",), {}), base, "white", "bme"),
        **{number: percentages(said[number][org]) for number in SURVEY},
        9: [*board, *gaps(board, whole, GROUPS)],
    }


def main():
    keys = ("indicator", "measure", "breakdown", "group", "value")
    found = {
        org: [dict(zip(keys, (number, *row), strict=True)) for number, rows in each.items() for row in rows]
        for org, each in calculate(Path(sys.argv[1])).items()
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
