"""What an office put right in a dossier: received by mistake, entered later from paper."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Other:
    """Another dossier, as an entry names it: `id` in 32 hex digits, `code` as on its receipt."""

    agency: str
    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Voiding:
    """That it was received by mistake: when and by whom that was said, why, what stands for it."""

    at: datetime
    by: str
    reason: str
    replaced_by: Other | None


@dataclass(frozen=True, slots=True)
class BackEntry:
    """That it was received on paper and entered afterwards: when, by whom, why, who agreed."""

    entered_at: datetime
    by: str
    reason: str
    approved_by: str | None
