"""Where a dossier comes from, if nobody has just handed it in: paper, a wrong procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the opening entry says of it, in the ledger (`facts`) and under seal (`private`).

    `replaces`: it stands in the place of a dossier whose own act was authorised, and keeps what
    was said there of who filed it. `free`: no fee is taken for it, now or later. `tells` is the
    notice that the applicant gets, if any.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, object] = field(default_factory=dict)
    replaces: bool = False
    free: bool = False
    tells: str | None = "received"


HANDED_IN = Provenance()
