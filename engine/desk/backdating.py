"""How far back a person may date what they enter; the office's leader may go further."""

from datetime import date, datetime

from engine.actors import Actor, Role
from engine.desk.office import Office
from engine.errors import BadInput


def is_too_far(office: Office, wished: datetime, now: datetime) -> bool:
    """Whether a moment is longer ago than the office lets anybody enter by themselves."""
    return now - wished > office.backdate_within


def check_backdating(
    office: Office, by: Actor, agency: str, day: date, *, wished: datetime | None, now: datetime
) -> None:
    """Refuse a moment longer ago than the office allows, unless a leader of `agency` says it.

    `day` is the office day on which it is written down.
    """
    if wished is None or not is_too_far(office, wished, now):
        return
    if not by.has(Role.LEADER, agency, day):
        raise BadInput(
            f"Chỉ được ghi lùi tối đa {office.backdate_within.days} ngày; "
            "lâu hơn thì lãnh đạo cơ quan phải tự ghi.",
            code="backdated_too_far",
        )
