"""Stages of applications and cases: by name, or by stage and outcome."""

import pytest

from wres_calc.facts.stages import (
    DISCIPLINARY_STAGES,
    RECRUITMENT_STAGES,
    parse_disciplinary_stage,
    parse_recruitment_stage,
)

OUT, SHORTLISTED, APPOINTED, DECLINED = (
    (False,) * 3,
    (True, False, False),
    (True, True, False),
    (True, False, True),
)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        *(
            (text, OUT)
            for text in ("Shortlisting: Rejected", "Shortlisting: Evaluate", "Shortlisting - Withdrawn")
        ),
        *(
            (text, OUT)
            for text in (
                "Application: Submitted",
                "Rejected: Shortlisting",
                "Shortlisting: Rejected by panel",
            )
        ),
        *(
            (text, OUT)
            for text in ("Recruitment > Shortlisting > Rejected", "Sift|Failed", "shortlisting:rejected")
        ),
        *(
            (text, SHORTLISTED)
            for text in ("Shortlisting: Shortlisted", "Shortlisting: Successful", "Interview: Invited")
        ),
        *(
            (text, SHORTLISTED)
            for text in ("Interview: Whatever it may be", "Interview: Successful", "Withdrawn: Interview")
        ),
        *(
            (text, SHORTLISTED)
            for text in ("Offer: Withdrawn", "Offer: Conditional: Withdrawn", "Interview > Rejected")
        ),
        *(
            (text, APPOINTED)
            for text in ("Offer: Conditional", "Offer - Unconditional", "Offer/Accepted", "Offer: Offer made")
        ),
        *(
            (text, APPOINTED)
            for text in (
                "Offer: Conditional - Accepted",
                "Pre-employment checks: In progress",
                "Hired: Started",
            )
        ),
        *(
            (text, DECLINED)
            for text in ("Offer: Declined", "Offer|Withdrawn by applicant", "Offer: Declined by candidate")
        ),
        *((text, DECLINED) for text in ("Offer: Accepted: Withdrawn by candidate", "Offer: Offer declined")),
    ],
)
def test_stage_and_outcome(text: str, means: tuple[bool, ...]) -> None:
    stage = parse_recruitment_stage(text)
    assert stage is not None
    assert RECRUITMENT_STAGES[stage] == means


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Offer: Rejected",
            "Offer: Pending",
            "Offer: Not accepted",
            "Offer: Conditional offer withdrawn",
            "Panel: One",
        ),
        *(
            "Pre-employment checks: Withdrawn",
            "Application: Successful",
            "Shortlisting: Not rejected",
            "Offer",
            ": Rejected",
        ),
        *("Interview: Offered", "Interview: Appointed", "Shortlisting: Complete"),
    ],
)
def test_what_may_mean_either_is_not_read(text: str) -> None:
    assert parse_recruitment_stage(text) is None


def test_stages_of_a_case() -> None:
    formal, informal = (
        parse_disciplinary_stage(text) for text in ("Formal: Hearing", "Informal - Fact finding")
    )
    assert formal is not None
    assert DISCIPLINARY_STAGES[formal]
    assert informal is not None
    assert not DISCIPLINARY_STAGES[informal]
    assert parse_disciplinary_stage("Formal / Informal") is None
