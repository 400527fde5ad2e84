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
    group: str
    roles: frozenset[Role]
    key: str = ""
    within: bool = False  # a part of another place: in the menu, never in the bar


_COUNTER = frozenset({Role.COUNTER})
_AT_COUNTER = _COUNTER | {Role.POSTAL_COUNTER}
_HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER})
_AT_WORK = _AT_COUNTER | _HEADS | {Role.OFFICER, Role.CLERICAL}
_READERS = _AT_COUNTER | {Role.LEADER, Role.AUDITOR}
_RECEIVING, _RETURNING, _BOOKS, _HOUSE, _DESK = (
    "Tiếp nhận hồ sơ",
    "Trả kết quả, thu phí",
    "Sổ sách",
    "Cơ quan",
    "Công việc",
)
FINDING = "/tim"
BAR = 6  # the places of the bar: as many as stand in one row of a small screen
PLACES: tuple[Place, ...] = (  # what a person opens most comes first
    Place("/viec", "Việc của tôi", "inbox", _DESK, _AT_WORK, "1"),
    Place("/tiep-nhan", "Tiếp nhận", "receive", _RECEIVING, _AT_COUNTER, "2"),
    Place("/tra-ket-qua", "Trả kết quả", "result", _RETURNING, _AT_COUNTER, "5"),
    Place("/truc-tuyen", "Hàng chờ trực tuyến", "globe", _RECEIVING, _COUNTER, "4"),
    Place("/nhan-su", "Phân công", "people", _HOUSE, _HEADS, "0"),
    Place("/phi", "Thu phí", "money", _RETURNING, _AT_COUNTER | _HEADS, "8"),
    Place("/buu-chinh", "Bưu chính", "post", _RECEIVING, _AT_COUNTER, "6"),
    Place("/buu-chinh/nhan", "Nhận bưu gửi", "post", _RECEIVING, _AT_COUNTER, within=True),
    Place("/so", "Sổ theo dõi", "book", _BOOKS, _READERS, "7"),
    Place("/so/phieu", "Sổ phiếu 02, 03", "stop", _BOOKS, _READERS, within=True),
    Place("/so/nhap-bu", "Nhập bù biên nhận giấy", "edit", _BOOKS, _AT_COUNTER, within=True),
    Place("/phi/so-quy", "Sổ quỹ trong ngày", "chart", _RETURNING, _AT_COUNTER, within=True),
    Place("/ban-chinh", "Bản chính", "original", _BOOKS, _AT_WORK, "9"),
    Place("/su-co", "Sự cố", "bell", _HOUSE, _HEADS | {Role.SYSTEM_ADMIN}),
    Place(FINDING, "Tìm hồ sơ", "find", _DESK, _AT_WORK | {Role.AUDITOR}, "3"),
)
_GROUPS = tuple(dict.fromkeys(place.group for place in PLACES))


@dataclass(frozen=True, slots=True)
class Menu:
    """The bar of a person, all their places by groups, and the one that is open."""

    bar: tuple[Place, ...]
    groups: tuple[tuple[str, tuple[Place, ...]], ...]
    here: Place | None

    def beyond_bar(self, places: tuple[Place, ...]) -> bool:
        """Whether a group has anything that the bar does not."""
        return any(place not in self.bar for place in places)

    def leads_here(self, place: Place) -> bool:
        """Whether the open page is a part of that place."""
        return self.here is not None and self.here.path.startswith(f"{place.path}/")

    @property
    def in_one_bar(self) -> bool:
        """Whether the bar has everything."""
        return not any(self.beyond_bar(places) for _, places in self.groups)

    @property
    def finds(self) -> bool:
        """Whether a search is offered above the page, which is not the search itself."""
        found = any(place.path == FINDING for _, places in self.groups for place in places)
        return found and (self.here is None or self.here.path != FINDING)


def places_of(actor: Actor | None, day: date) -> tuple[Place, ...]:
    if actor is None:
        return ()
    roles = {one.role for one in actor.grants if one.valid_from <= day <= one.valid_to}
    return tuple(place for place in PLACES if place.roles & roles)


def menu_of(actor: Actor | None, day: date, path: str) -> Menu:
    """The menu of a person at the page of that path."""
    places = places_of(actor, day)
    open_ = [one for one in places if path == one.path or path.startswith(f"{one.path}/")]
    return Menu(
        tuple(one for one in places if not one.within)[:BAR],
        tuple((group, found) for group in _GROUPS if (found := _of(group, places))),
        max(open_, key=lambda one: len(one.path), default=None),
    )


def _of(group: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.group == group)
