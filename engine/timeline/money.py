"""The fees of a dossier."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: assessed amount in đồng after reduction, and whether it was taken."""

    no: int
    kind: str
    name: str
    amount: int
    moment: str
    collected_at: datetime | None = None
