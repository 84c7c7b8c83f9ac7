"""From what became of each organisation to the roll-ups."""

from collections.abc import Sequence
from pathlib import Path

from wres_calc.across.contract import LeftOut
from wres_calc.pipeline.batch.work import Outcome
from wres_calc.render.rollup_files import write_rollup
from wres_calc.report.report import Report


def roll_up(outcomes: Sequence[Outcome], out: Path) -> list[Path]:
    """Write the roll-ups of organisations, in their order, to `out`; return their paths, none without any report.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.across.organisations import roll_up as add_up

    reports = [Report.model_validate_json(each.report) for each in outcomes if each.report is not None]
    if not reports:
        return []
    failed = [
        LeftOut(code=each.record.code, indicator=None, reason=each.record.reason or "failed")
        for each in outcomes
        if each.report is None
    ]
    accepted = {each.record.code: each.record.accepted for each in outcomes}
    return write_rollup(add_up(reports, failed, accepted), out)
