"""Result documents: a template filled with the data of a dossier, and its text laid out.

A template is a text file of its own (`templates/`), by the code of a procedure or the usual one:
`# ` begins the title, `## ` the line below it, `- ` an item; any other line is a paragraph. It is
filled by Jinja2 in a sandbox; a name that is not there is an error. What was filled in may be
edited before it is laid out.
"""

from receipts.decisions.document import Decision, draw
from receipts.decisions.templates import Library, Unfilled

__all__ = ["Decision", "Library", "Unfilled", "draw"]
