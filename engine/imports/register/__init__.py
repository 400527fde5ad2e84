"""Dossiers of an older system: a register or an event log, read by a mapping file, brought in.

What was given is kept as it was given, under a marked edition of the procedure that promises
nothing and decides nothing; what contradicts itself is counted, and no row is mended.
"""

from engine.imports.register.bringing_in import Brought, Importing
from engine.imports.register.mapping import Mapping, Rows

__all__ = ["Brought", "Importing", "Mapping", "Rows"]
