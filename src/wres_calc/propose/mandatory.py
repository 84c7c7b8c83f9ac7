"""The question of mandatory training, where neither a column nor a list of courses answers it."""

from collections.abc import Collection

from wres_calc.facts.normalise import plain
from wres_calc.propose.model import Draft, Option, Question
from wres_calc.propose.tables import Part

_ANSWERS = ("mandatory_courses", "all_non_mandatory")


def none_mandatory(draft: Draft) -> Question | None:
    """Ask whether none of the training is mandatory; `None` where that is settled or asked in another way."""
    if {*draft.settings, *(question.key[0] for question in draft.questions)} & set(_ANSWERS):
        return None
    words = (
        "nothing says which training is mandatory, and indicator 4 needs it: is none of it? Otherwise fill a column "
        "Mandatory, or give a list of the mandatory courses"
    )
    option = Option(value=True, why="none of it is mandatory")
    return Question(draft.table, ("all_non_mandatory",), words, (option,), lambda text: False)


def course_list(part: Part, courses: Collection[str]) -> Question | None:
    """Return the question whether a file is the list of mandatory courses; `None` where it names no course."""
    names = {plain(text) for row in part.grid.rows[1:] for text in row[:1] if text}
    common = names.intersection(courses)
    if not common or any(sum(map(bool, row)) > 1 for row in part.grid.rows):
        return None
    listed = part.export.label
    why = f"{len(common)} of its {len(names)} names are courses"
    return Question(
        "training",
        ("mandatory_courses",),
        f"is {listed} the list of mandatory courses?",
        (Option(listed, why),),
        lambda text: text == listed,
    )
