"""Columns that must be there and are not, and columns that are there and not used."""

from difflib import get_close_matches

from wres_calc.checking.issue import Issue
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake.columns import case_type_headings, known_headings
from wres_calc.intake.model import RawTable
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, kind
from wres_calc.standards.model import Standard

NEAR = 0.85
"""How alike two headings are (0 to 1) for one to be taken for a slip of the other."""


def check(raw: RawTable, definitions: Standard) -> list[Issue]:
    """What is missing, with the nearest heading that is there; and what is not used, listed once."""
    near = _nearly_known(raw)
    issues = [
        _missing(raw, names, near)
        for names in _wanted(raw, definitions)
        if not set(names) & set(raw.headings)
    ]
    if raw.case_types and "case_type" not in raw.headings:
        issues.append(_missing(raw, ["case_type"], near))
    if raw.ignored:
        message = f"Columns that are not used: {', '.join(raw.ignored)}."
        issues.append(Issue("columns-not-used", message, raw.name, raw.file, raw.sheet))
    issues += case_types(raw)
    for column, cells in raw.repaired.items():
        message = f"{cells:,} cells had white space around the text, which was taken off."
        heading = raw.headings.get(column, column)
        issues.append(Issue("white-space-repaired", message, raw.name, raw.file, raw.sheet, heading))
    for heading, column in near.items():
        message = (
            f"The heading is not known and not used; it is close to one for {column}, which is not there."
        )
        issues.append(Issue("heading-nearly-known", message, raw.name, raw.file, raw.sheet, heading))
    return issues


def case_types(raw: RawTable) -> list[Issue]:
    """A warning for each heading of a list of cases that says of what type a case is: no type is left out."""
    known = case_type_headings()
    if raw.case_types:
        return []
    message = (
        "The type of case is not used: every row counts as a disciplinary case, a grievance among them too."
    )
    filled = "case_type" in raw.headings and raw.frame.get_column("case_type").count()
    sent = [raw.headings["case_type"]] if filled else []
    return [
        Issue("case-type-not-used", message, raw.name, raw.file, raw.sheet, heading)
        for heading in (*sent, *(each for each in raw.ignored if simplified(each) in known))
        if kind(raw.name) == "disciplinary"
    ]


def _wanted(raw: RawTable, definitions: Standard) -> list[list[str]]:
    """The columns of which one each must be there; of characteristics, the standard's where the table can have it."""
    model = TABLES[raw.form]
    must = [name for name, field in model.model_fields.items() if field.is_required()]
    characteristics = {each.column for each in CHARACTERISTICS.values()}
    own = CHARACTERISTICS[definitions.characteristic].column
    if own in model.model_fields:
        must = [own if name in characteristics else name for name in must]
    wanted = [[name, model.instead[name]] if name in model.instead else [name] for name in must]
    return [*wanted, list(model.one_of)] if model.one_of else wanted


def _missing(raw: RawTable, names: list[str], near: dict[str, str]) -> Issue:
    message = f"There is no column {' or '.join(names)}."
    if headings := [heading for heading, column in near.items() if column in names]:
        message += f" Did you mean the heading '{headings[0]}'?"
    return Issue("column-missing", message, raw.name, raw.file, raw.sheet, " or ".join(names))


def _nearly_known(raw: RawTable) -> dict[str, str]:
    """Headings that are not used, each with the missing column it is close to."""
    meant = {
        heading: column
        for heading, columns in known_headings(raw.form).items()
        for column in columns
        if column not in raw.headings
    }
    found = {}
    for heading in raw.ignored:
        if close := get_close_matches(simplified(heading), meant, n=1, cutoff=NEAR):
            found[heading] = meant[close[0]]
    return found
