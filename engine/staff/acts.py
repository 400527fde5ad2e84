"""Acts about people: append-only, one chain for each agency, like the ledger of a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from engine.canonical import canonical, moment_text
from engine.ledger import linked_digest

FORMAT = b"motcua-staff-act-1"
GENESIS = sha256(FORMAT).digest()  # what the first act of an agency follows


class StaffKind(StrEnum):
    """What an agency decided about a person."""

    DELEGATED = "delegated"  # somebody does the work of another for a time
    DELEGATION_REVOKED = "delegation_revoked"
    GRANTED = "granted"  # a role for a time
    GRANT_REVOKED = "grant_revoked"
    DISABLED = "disabled"  # may not act any more
    ENABLED = "enabled"
    REDISTRIBUTED = "redistributed"  # all open work went to others


@dataclass(frozen=True, slots=True)
class StaffAct:
    """One act. `facts` hold ids, codes and days; never a name or a sentence."""

    seq: int
    kind: StaffKind
    at: datetime
    actor: str
    facts: Mapping[str, object]
    hash: bytes = b""

    def digest(self, agency: str, previous: bytes, /) -> bytes:
        """SHA-256 over every field and the hash of the act before."""
        return linked_digest(
            FORMAT,
            agency.encode(),
            str(self.seq).encode(),
            self.kind.encode(),
            moment_text(self.at).encode(),
            self.actor.encode(),
            canonical(self.facts),
            previous,
        )
