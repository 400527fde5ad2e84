"""A form with every kind of field, and what to say of it briefly."""

from forms.answers import Answers, Complaints
from forms.load import load
from forms.parse import parse
from forms.remarks import Remark
from tests.forms.filling import TODAY

FIELDS = {
    "name": {"kind": "full_name", "label": "Họ tên", "required": True},
    "identity": {"kind": "identity", "label": "Giấy tờ", "born": "born"},
    "born": {"kind": "date", "label": "Ngày sinh", "when": "past", "year_only": True},
    "phone": {"kind": "phone", "label": "Điện thoại"},
    "email": {"kind": "email", "label": "Thư điện tử"},
    "home": {"kind": "address", "label": "Nơi ở"},
    "request": {"kind": "choice", "label": "Đề nghị", "options": {"new": "Cấp mới", "old": "Đổi"}},
    "permit": {
        "kind": "text",
        "label": "Số giấy phép",
        "required": True,
        "most": 10,
        "shown_when": {"request": "old"},
    },
    "lost": {"kind": "yes_no", "label": "Bị mất", "shown_when": {"request": "old"}},
    "lost_on": {
        "kind": "date",
        "label": "Ngày mất",
        "required": True,
        "shown_when": {"lost": True},
    },
    "want": {
        "kind": "choices",
        "label": "Nhận qua",
        "options": {"post": "Bưu chính", "sms": "Tin"},
    },
    "area": {"kind": "number", "label": "Diện tích", "unit": "m²"},
    "floors": {"kind": "number", "label": "Số tầng", "decimals": 0},
    "away": {"kind": "address", "label": "Nơi ở nước ngoài", "abroad": True},
    "fees": {
        "kind": "table",
        "label": "Khoản thu",
        "most": 3,
        "columns": {
            "what": {"kind": "text", "label": "Tên khoản", "required": True},
            "amount": {"kind": "money", "label": "Số tiền", "required": True},
        },
    },
    "scan": {"kind": "file", "label": "Bản chụp"},
}


FORM = load(
    {
        "form": "sample",
        "title": "Đơn",
        "source": [{"law": "mẫu thử", "confidence": "assumption"}],
        "sections": [{"title": "Nội dung", "fields": FIELDS}],
        "sums": {"total": {"label": "Tổng", "of": ["fees.amount"]}},
    }
)


def answered(**raw: object) -> Answers:
    result = parse(FORM, {"name": "Đỗ Ý", **raw}, today=TODAY)
    assert isinstance(result, Answers), result
    return result


def complaint(path: str, **raw: object) -> str:
    result = parse(FORM, {"name": "Đỗ Ý", **raw}, today=TODAY)
    assert isinstance(result, Complaints), result
    assert [entry.path for entry in result.entries] == [path]
    return result.entries[0].code


def codes(remarks: tuple[Remark, ...]) -> list[tuple[str, str]]:
    return [(remark.path, remark.code) for remark in remarks]
