"""Who stands in a dossier, without a name: what the desk checks when one of them acts."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party by number. `warnings` are codes of what a check of its numbers had to say.

    `scope` and `expires_on` are those of an authorisation, whose last day still counts;
    `ended_at` is when it was revoked or replaced.
    """

    no: int
    role: str
    scope: tuple[str, ...] = ()
    expires_on: date | None = None
    warnings: tuple[str, ...] = ()
    ended_at: datetime | None = None
