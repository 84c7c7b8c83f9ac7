"""The auditor: attacks what is to be published, and says what could be worked out from it.

It shares no code with `release`, which chooses what is hidden: what that overlooks must not be overlooked here for the
same reason. It sees what a reader sees (`publication_view`), forms for itself the sums of what adds up (`adding_up`)
and solves for the hidden counts in whole numbers (`attack`).
"""

from wres_calc.auditing.audit import audit
from wres_calc.auditing.contract import Audit, Finding
from wres_calc.auditing.publication_view import Cell, PublicationView, Rules
from wres_calc.auditing.read import read

__all__ = ["Audit", "Cell", "Finding", "PublicationView", "Rules", "audit", "read"]
