"""Open dossiers that go over to another edition of their procedure, and back."""

from engine.desk.migrating.fates import Fate, Hindrance
from engine.desk.migrating.group import Editions
from engine.desk.migrating.requests import Migration, Return
from engine.desk.migrating.seen import Migrated, Returned

__all__ = ["Editions", "Fate", "Hindrance", "Migrated", "Migration", "Return", "Returned"]
