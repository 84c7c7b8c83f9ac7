"""Where survey percentages come from: respondents sent one by one, or figures that somebody published."""

from dataclasses import asdict

from wres_calc.counting.dimensions import WHOLE, survey_populations
from wres_calc.counting.model import Counts
from wres_calc.figures.result import IndicatorResult
from wres_calc.intake.model import Submission
from wres_calc.report import report as r


def survey_figures(result: IndicatorResult, submission: Submission, counts: Counts) -> r.SurveyFigures | None:
    """Say where the percentages of an indicator come from."""
    if result.definition.kind != "percentage" or result.reason is not None:
        return None
    if not any(number == result.definition.number for number, _ in counts.published):
        answered = counts.populations[survey_populations(result.definition.number)[1]].tallies[WHOLE]
        return r.SurveyFigures(
            table="staff_survey",
            weighted=False,
            answered=int(answered.total),
            unknown_ethnicity=int(answered.unknown),
        )
    edition = submission.tables["survey_summary"].edition
    return r.SurveyFigures(table="survey_summary", **asdict(edition))
