"""Every submission below a folder, each on its own, by several processes."""

from wres_calc.pipeline.batch.find import find
from wres_calc.pipeline.batch.run import RUN, BatchOptions, Run, plan, run
from wres_calc.pipeline.batch.work import Outcome

__all__ = ["RUN", "BatchOptions", "Outcome", "Run", "find", "plan", "run"]
