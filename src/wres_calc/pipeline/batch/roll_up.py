"""From what became of each organisation to the roll-ups."""

from pathlib import Path

from wres_calc.pipeline.batch.run import Run
from wres_calc.reporting.report import Report
from wres_calc.reporting.rollup.contract import LeftOut
from wres_calc.reporting.rollup.files import write_rollup


def roll_up(done: Run) -> list[Path]:
    """Write the roll-ups of a run; return their paths, none where no organisation has a report.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.reporting.rollup import roll_up as add_up

    outcomes = [outcome for _, outcome in sorted(done.outcomes.items())]
    reports = [Report.model_validate_json(each.report) for each in outcomes if each.report is not None]
    if not reports:
        return []
    failed = [
        LeftOut(code=each.record.code, indicator=None, reason=each.record.reason or "failed")
        for each in outcomes
        if each.report is None
    ]
    accepted = {each.record.code: each.record.accepted for each in outcomes}
    return write_rollup(add_up(reports, failed, accepted), done.asked.job.out)
