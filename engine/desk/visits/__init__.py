"""One person at the counter with many dossiers, or with one that is resolved while they wait."""

from engine.desk.visits.group import Visits
from engine.desk.visits.requests import AtOnce, Collection, Settled, Visit

__all__ = ["AtOnce", "Collection", "Settled", "Visit", "Visits"]
