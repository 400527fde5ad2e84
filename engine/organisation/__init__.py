"""The agencies of a province as they are on a day: names, units, places, lineage and people.

`values` say what an agency is, `reading` makes them from parsed files, `checks` refuse what
contradicts itself, `lineage` knows who took over from whom, `directory` answers questions about
a day.
"""

from engine.organisation.directory import Organisation
from engine.organisation.values import (
    WHOLE_PROVINCE,
    Agency,
    DatedName,
    Lineage,
    LineageKind,
    Unit,
    Workplace,
)

__all__ = [
    "WHOLE_PROVINCE",
    "Agency",
    "DatedName",
    "Lineage",
    "LineageKind",
    "Organisation",
    "Unit",
    "Workplace",
]
