"""How a dossier moves, when it is due, and the record of it."""
