"""Putting mistakes right: a dossier received by mistake is voided, a wrong procedure replaced."""

from engine.desk.mistakes.group import Mistakes
from engine.desk.mistakes.requests import Reclassified, Reclassify

__all__ = ["Mistakes", "Reclassified", "Reclassify"]
