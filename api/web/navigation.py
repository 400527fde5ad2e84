"""Which pages a person is led to: by the roles granted to them today."""

from dataclasses import dataclass
from datetime import date

from engine.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu; `key` opens it from the keyboard with Alt."""

    path: str
    label: str
    icon: str
    roles: frozenset[Role]
    key: str = ""


_AT_COUNTER = frozenset({Role.COUNTER, Role.POSTAL_COUNTER})
_AT_WORK = _AT_COUNTER | {Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERICAL}
PLACES: tuple[Place, ...] = (
    Place("/viec", "Việc của tôi", "inbox", _AT_WORK, "1"),
    Place("/tiep-nhan", "Nhận hồ sơ", "receive", _AT_COUNTER, "2"),
    Place("/truc-tuyen", "Hàng chờ trực tuyến", "globe", frozenset({Role.COUNTER}), "4"),
    Place("/tra-ket-qua", "Trả kết quả", "result", _AT_COUNTER, "5"),
    Place("/buu-chinh", "Bưu chính", "post", _AT_COUNTER, "6"),
    Place("/so", "Sổ theo dõi", "book", _AT_COUNTER | {Role.LEADER, Role.AUDITOR}, "7"),
    Place("/phi", "Thu phí", "money", _AT_COUNTER | {Role.UNIT_HEAD, Role.LEADER}, "8"),
    Place("/ban-chinh", "Bản chính", "original", _AT_WORK, "9"),
    Place("/nhan-su", "Phân công", "people", frozenset({Role.UNIT_HEAD, Role.LEADER}), "0"),
    Place("/su-co", "Sự cố", "bell", frozenset({Role.UNIT_HEAD, Role.LEADER, Role.SYSTEM_ADMIN})),
    Place("/tim", "Tìm hồ sơ", "find", _AT_WORK | {Role.AUDITOR}, "3"),
)


def places_of(actor: Actor | None, day: date) -> tuple[Place, ...]:
    if actor is None:
        return ()
    roles = {one.role for one in actor.grants if one.valid_from <= day <= one.valid_to}
    return tuple(place for place in PLACES if place.roles & roles)
