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
    AGENCY = "agency"
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


def key_of(line: Timeline, by: By, agency: str, tiers: Mapping[str, str]) -> str:
    """The row that the dossier belongs to. Names are those of the edition it follows."""
    procedure = line.procedure
    match by:
        case By.AGENCY:
            return agency
        case By.PROCEDURE:
            return line.origin.procedure
        case By.FIELD:
            return procedure.field
        case By.CHANNEL:
            return str(line.origin.channel)
        case By.LEVEL:
            return str(procedure.level)
        case By.TIER:
            return tiers.get(agency, str(procedure.tier))
