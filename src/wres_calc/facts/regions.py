"""The NHS England regions, by their ODS codes."""

from collections.abc import Mapping
from types import MappingProxyType

from wres_calc.facts.table import rows

REGIONS: Mapping[str, str] = MappingProxyType({row["code"]: row["name"] for row in rows("regions")})
