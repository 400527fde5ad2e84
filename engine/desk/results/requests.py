"""What is asked of the desk about results: frozen values, already parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.desk.requests import PaperCount


@dataclass(frozen=True, slots=True)
class Handing:
    """Some results leave the counter by themselves: handed over, or posted as `carrier_item`.

    `results` empty: all that wait there.
    """

    results: tuple[int, ...] = ()
    carrier_item: str | None = None
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The post brought results back; empty `results`: all that were posted to the applicant."""

    reason: str
    results: tuple[int, ...] = ()
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Archiving:
    """Results that nobody fetched are put away; empty `results`: all that wait."""

    reason: str
    results: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Results are wrong; empty `results`: all that stand, copies included.

    The linked case begins with the papers and answers of the old file; those given here are added.
    """

    reason: str
    results: tuple[int, ...] = ()
    papers: Mapping[str, PaperCount] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None
