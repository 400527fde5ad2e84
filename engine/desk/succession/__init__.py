"""Agencies that end, merge, split or hand over a field, and what becomes of their open dossiers.

plan     the moves of one decision, as frozen values
reading  a parsed file → a plan
checks   a plan against the catalogue
heirs    who has a dossier afterwards: agency, unit, seat, person, counter
entry    the entry that says so
acts     the dry run, and the one act over all of them
"""

from engine.desk.succession.acts import Foreseen, Stranded, Succession
from engine.desk.succession.heirs import Hands, NoHeir, Passing
from engine.desk.succession.plan import Plan
from engine.desk.succession.reading import read_plan

__all__ = [
    "Foreseen",
    "Hands",
    "NoHeir",
    "Passing",
    "Plan",
    "Stranded",
    "Succession",
    "read_plan",
]
