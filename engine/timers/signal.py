"""One thing that time has to say of a dossier."""

from dataclasses import dataclass

from engine.desk.draft import Draft


@dataclass(frozen=True, slots=True)
class Signal:
    """What is said, and about which line of the record.

    `what`: expired, due_soon, overdue, over_budget, silent, uncollected, archive_result or
    unacknowledged.
    """

    what: str
    about: str
    draft: Draft
