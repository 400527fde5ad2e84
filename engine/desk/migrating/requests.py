"""What is asked when dossiers are to follow another edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Migration:
    """All open dossiers of a procedure (or those of the codes in `only`) go over to an edition.

    `edition` may be the beginning of one, if no other begins so. `states` says which step of the
    new edition is which of the old one, where the names differ. `reason` is a code.
    """

    procedure: str
    edition: str
    states: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Every dossier of a migration (or those of the codes in `only`) goes back."""

    procedure: str
    migration: str
    only: tuple[str, ...] = ()
    reason: str | None = None
