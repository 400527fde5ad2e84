"""The keys of a state and of an action."""

from collections.abc import Mapping
from datetime import time

from engine.actors import Address
from engine.definitions.defects import Path
from engine.definitions.limits import BUDGET, LIMIT, WHEN
from engine.definitions.readers import (
    CLOCK_TIME,
    TEXT,
    WORD,
    Field,
    Reader,
    Record,
    choice,
    items,
    one_or_more,
    table,
    wrong,
)
from engine.definitions.records import made, record
from engine.errors import BadInput
from engine.procedure import (
    Action,
    Ask,
    ClockMode,
    Expiry,
    Final,
    Instant,
    OnReturn,
    OnSilence,
    Opens,
    State,
)

# What the names `sign` and `seal` mean unless an action says otherwise.
MARKS = {"sign": Instant.SIGNED, "seal": Instant.SEALED}


def _address(value: object, path: Path) -> Address:
    text = TEXT.read(value, path)
    try:
        return Address.parse(text)
    except BadInput as refusal:
        fix = "Ghi vai trò, ví dụ officer, land_registry/officer, commune:cadastre/officer."
        raise wrong(path, refusal.message, fix, "unknown_role") from None


def _only(word: str) -> Reader[str]:
    def read(value: object, path: Path) -> str:
        if value != word:
            raise wrong(path, f"Chỉ ghi được “{word}”.", f"Ghi {word}.", "unknown_value")
        return word

    return Reader(read, {"const": word})


def _cutoff(given: Mapping[str, time]) -> time:
    return given["cutoff"]


ADDRESS = Reader(_address, {"type": "string"})
_FORWARD = record({"cutoff": Field(CLOCK_TIME, required=True)}).then(_cutoff)
_EXPIRY = made(
    {
        "after": Field(LIMIT, required=True, says="Sau bao lâu ở bước này"),
        "propose": Field(WORD, required=True, says="Thao tác được đề nghị; người có quyền quyết"),
    },
    Expiry,
)

_STATE: dict[str, Field] = {
    "label": Field(TEXT, required=True, says="Tên bước trên màn hình"),
    "holder": Field(ADDRESS, says="Ai giữ hồ sơ ở bước này"),
    "clock": Field(choice(ClockMode), says="on | off (chưa tính) | ended (đã có kết quả)"),
    "budget": Field(BUDGET, says="Phần thời hạn của bước: 4h, 1d, 0.5d, rest"),
    "within": Field(LIMIT, says="Hạn riêng của bước"),
    "forward_by": Field(_FORWARD, says="Nhận trước giờ này thì chuyển trong ngày"),
    "stop": Field(WORD, says="Lý do tạm dừng tính thời gian"),
    "on_return": Field(choice(OnReturn), says="restart: tính lại từ đầu; resume: tính tiếp"),
    "expires": Field(_EXPIRY, says="Quá lâu thì đề nghị thao tác nào"),
    "final": Field(choice(Final), says="Hồ sơ kết thúc như thế nào"),
}

_ASK = made(
    {
        "of": Field(ADDRESS, required=True, says="Lấy ý kiến ai"),
        "limit": Field(LIMIT, required=True, says="Trong bao lâu"),
        "on_silence": Field(choice(OnSilence), says="remind: nhắc; proceed: coi như đồng ý"),
    },
    Ask,
)
_OPENS = made(
    {
        "procedure": Field(TEXT, required=True, says="Mã thủ tục của hồ sơ con"),
        "agency": Field(TEXT, required=True, says="commune:place, hoặc mã một cơ quan"),
    },
    Opens,
)

_ACTION: dict[str, Field] = {
    "label": Field(TEXT, says="Tên thao tác; mặc định lấy từ labels.yaml"),
    "from": Field(one_or_more(WORD), required=True, into="sources", says="Từ bước nào"),
    "to": Field(WORD, required=True, says="Sang bước nào"),
    "by": Field(one_or_more(ADDRESS), required=True, says="Ai được làm"),
    "reason": Field(
        _only("required").then(bool), into="reason_required", says="required: phải nêu lý do"
    ),
    "letter": Field(WORD, says="Văn bản phát hành"),
    "takes": Field(_only("fee"), says="fee: thu phí, lệ phí"),
    "outcome": Field(one_or_more(WORD), into="outcomes", says="Kết quả: granted, declined"),
    "when": WHEN,
    "four_eyes": Field(WORD, says="Người đã làm thao tác này không được làm thao tác kia"),
    "asks": Field(items(_ASK), says="Lấy ý kiến song song"),
    "opens": Field(_OPENS, says="Mở hồ sơ con"),
    "marks": Field(choice(Instant), says="Thời điểm được ghi: signed, sealed, at_counter"),
}


def _named_states(given: Mapping[str, Record]) -> dict[str, State]:
    return {id_: State(id=id_, **attributes) for id_, attributes in given.items()}


STATES = table(WORD, record(_STATE)).then(_named_states)
ACTIONS = table(WORD, record(_ACTION))


def named_actions(given: Mapping[str, Record], labels: Mapping[str, str]) -> dict[str, Action]:
    """Actions with their ids, the labels that they leave to the catalogue, and their marks."""
    return {
        id_: Action(
            **{"id": id_, "label": labels.get(id_, id_), "marks": MARKS.get(id_), **attributes}
        )
        for id_, attributes in given.items()
    }
