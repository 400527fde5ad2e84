"""Every table, from the first migration on. Rows of a dossier are keyed (agency, dossier, …)."""

from engine.tables import office, papers, people, record
from engine.tables.types import Moment, metadata

__all__ = ["Moment", "metadata", "office", "papers", "people", "record"]
