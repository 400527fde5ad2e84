"""The one place that asks the machine for the time, and the zone of the edge."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

# Where a moment without a zone is read and shown; a dossier's own clock uses its calendar's zone.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- here, and nowhere else


def local(moment: datetime) -> datetime:
    """The same instant by the clock on the wall."""
    return moment.astimezone(ZONE)
