"""People who come into a dossier after it was opened, and authorisations that end."""

from engine.desk.people.parties import Joined, Parties

__all__ = ["Joined", "Parties"]
