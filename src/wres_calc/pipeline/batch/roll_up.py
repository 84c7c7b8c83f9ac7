"""From what became of each organisation to the roll-ups."""

from pathlib import Path

from wres_calc.pipeline.batch.run import Run


def roll_up(done: Run) -> list[Path]:
    """Write the roll-ups of a run; return their paths."""
    return []
