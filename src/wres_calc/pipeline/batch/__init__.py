"""Every submission below a folder, each on its own, by several processes."""

from wres_calc.pipeline.batch.find import find
from wres_calc.pipeline.batch.run import Asked, Run, run
from wres_calc.pipeline.batch.work import Outcome

__all__ = ["Asked", "Outcome", "Run", "find", "run"]
