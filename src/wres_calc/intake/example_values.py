"""Lists example values of a cell that holds one of a list: drop-down lists in templates, examples in the schemas.

Each text is one that the cell's type accepts. The types accept more: codes alone, other spellings, names of other
systems.
"""

import re

from wres_calc.facts import pay, staff, stages, survey
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.table import rows

TEMPLATE_MARK = "wres_template"
"""The defined name by which a template is known when it comes back, whichever program has saved it."""

NOT_FILLED_IN = "template-not-filled-in"
"""The fault of a template that came back with its headings alone: a table that was not sent, not one without rows."""

YES_NO = ("Yes", "No")
ETHNIC_CATEGORIES = tuple(f"{code} {label}" for code, label in ETHNICITY.categories.items())
RECRUITMENT_STAGES = tuple(stages.RECRUITMENT_STAGES)
DISCIPLINARY_STAGES = tuple(stages.DISCIPLINARY_STAGES)
TRAINING_STAGES = tuple(stages.TRAINING_STAGES)
STAFF_GROUPS = tuple(staff.STAFF_GROUPS)
GRADES = tuple(pay.BAND_LABELS.values())
MEDICAL_ROLES = tuple(row["grade"] for row in rows("medical_grades"))
ASSIGNMENT_STATUSES = tuple(row["status"] for row in rows("assignment_statuses"))
ASSIGNMENT_CATEGORIES = tuple(row["category"] for row in rows("assignment_categories"))
POPULATIONS = tuple(
    "workforce shortlisted appointed disciplinary disciplinary_previous_year capability capability_previous_year "
    "training board board_voting board_executive".split()
)


def answers(column: str) -> tuple[str, ...]:
    """Return the answers to a question of the staff survey in words, in the order of its scale.

    Of answers that say the same in other words (`1-2`, `1 to 2`, `1-2 times`) the first of the reference list.
    """
    scale = survey.QUESTIONS[column].scale
    first: dict[tuple[str, ...], str] = {}
    for row in rows("survey_answers"):
        if row["scale"] == scale and not row["answer"].isdigit():
            first.setdefault((row["meaning"], *re.findall(r"\d+", row["answer"])), row["answer"])
    return tuple(first.values())
