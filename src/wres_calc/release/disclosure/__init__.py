"""Disclosure control: which cells of a release must be hidden. It knows nothing of indicators."""

from wres_calc.release.disclosure.protect import Pattern, protect
from wres_calc.release.disclosure.release import Cell, Relation, Release

__all__ = ["Cell", "Pattern", "Relation", "Release", "protect"]
