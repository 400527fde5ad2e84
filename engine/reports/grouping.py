"""By what a report is divided, and whose dossiers it is about."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from engine.errors import BadInput
from engine.timeline import Timeline

# The agency that answers today for the work of another, at a place of that one (None: unknown).
Successor: TypeAlias = Callable[[str, str | None], str]


class By(StrEnum):
    """What a row is.

    `agency` counts a linked dossier as the work of its agency, beside its parent; by the two places
    each dossier stands in one row, so that their rows add up to the same total.
    """

    AGENCY = "agency"
    COMPETENT_AGENCY = "competent_agency"
    RECEIVED_AT = "received_at"
    PROCEDURE = "procedure"
    FIELD = "field"
    CHANNEL = "channel"
    LEVEL = "level"
    TIER = "tier"


class Organised(StrEnum):
    """Agencies as they were in the period, or their successors of today."""

    THEN = "then"
    NOW = "now"


def agency_of(
    line: Timeline, end: datetime, organised: Organised, successor: Successor | None
) -> str:
    """Whose dossier it is: the agency competent at the end of the period, or its successor now."""
    if organised is Organised.THEN:
        return line.competent_at(end)
    if successor is None:
        raise BadInput(
            "Muốn báo cáo theo bộ máy hiện nay phải có danh mục cơ quan.", code="no_organisation"
        )
    return successor(line.competent, line.origin.place)


def received_at(line: Timeline, organised: Organised, successor: Successor | None) -> str:
    """Whose counter took it in, or who has that counter now."""
    return then_or_now(line, line.origin.received_at, organised, successor)


def then_or_now(
    line: Timeline, agency: str, organised: Organised, successor: Successor | None
) -> str:
    """An agency of then, or the one that answers for this dossier of it today."""
    if organised is Organised.THEN or successor is None:
        return agency
    return successor(agency, line.origin.place)


def key_of(line: Timeline, by: By, agency: str, tiers: Mapping[str, str], received_at: str) -> str:
    """The row that the dossier belongs to. Names are those of the edition it follows."""
    procedure = line.procedure
    keys = {
        By.AGENCY: agency,
        By.COMPETENT_AGENCY: agency,
        By.RECEIVED_AT: received_at,
        By.PROCEDURE: line.origin.procedure,
        By.FIELD: procedure.field,
        By.CHANNEL: str(line.origin.channel),
        By.LEVEL: str(procedure.level),
        By.TIER: tiers.get(agency, str(procedure.tier)),
    }
    return keys[by]
