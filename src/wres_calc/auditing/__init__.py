"""The auditor: attacks what is to be published, and says what could be worked out from it.

It shares no code with `calculation.disclosure` and `calculation.publication`, which choose what is hidden: what those
overlook must not be overlooked here for the same reason. It sees what a reader sees (`seen`), sets up for itself how
counts add up (`tree`) and solves for the hidden ones in whole numbers (`attack`).
"""

from wres_calc.auditing.audit import audit
from wres_calc.auditing.contract import Audit, Finding
from wres_calc.auditing.read import read
from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Cell, Seen

__all__ = ["Audit", "Cell", "Finding", "Rules", "Seen", "audit", "read"]
