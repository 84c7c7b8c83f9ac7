"""The question of mandatory training, where neither a column nor a list of courses answers it."""

from wres_calc.intake.model import Draft, Option, Question

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
