"""Every table, from the first migration on. Rows of a dossier are keyed (agency, dossier, …)."""

from engine.tables import drawer, office, papers, people, record, signin
from engine.tables.types import Moment, metadata

__all__ = ["Moment", "drawer", "metadata", "office", "papers", "people", "record", "signin"]
