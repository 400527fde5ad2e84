"""What the office says is put into English where it is shown: refusals, the story, arithmetic."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from api.web.in_english import english, in_english
from engine import errors
from engine.errors import Refusal

ROOT = Path(__file__).parents[3]
_KINDS = {name for name, one in vars(errors).items() if isinstance(one, type)} | {"NotSignedIn"}
# Said to administrators in a terminal, and to the authors of the catalogue.
_AT_A_TERMINAL = (
    "api/backups",
    "api/cli",
    "api/database.py",
    "api/demo",
    "api/sealing.py",
    "api/settings.py",
    "api/sheets.py",
    "api/signin/production.py",
    "api/simulation",
    "api/tenant.py",
    "engine/calendar_file.py",
    "engine/conditions.py",
    "engine/counting",
    "engine/definitions",
    "engine/desk/migrating",
    "engine/desk/receipt_books.py",
    "engine/desk/succession",
    "engine/desk/systems.py",
    "engine/exports",
    "engine/expressions.py",
    "engine/fields.py",
    "engine/imports",
    "engine/organisation",
    "engine/reports",
    "engine/seals",
    "engine/store/backup",
    "engine/store/importing.py",
    "engine/store/migrations.py",
    "engine/verify",
    "receipts",
    "workflows",
)
_LETTER = re.compile("[^\\W\\d_]")  # a message of places alone says what its parts say


def _template(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(
                str(one.value) if isinstance(one, ast.Constant) else "{}" for one in parts
            )
    return None


def _refusals() -> Iterator[tuple[str, str]]:
    for path in sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("api/**/*.py")]):
        name = str(path.relative_to(ROOT))
        if name.startswith(_AT_A_TERMINAL):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=kind), args=[first, *_]) if kind in _KINDS:
                    text = _template(first)
                    if text is not None and _LETTER.search(text.replace("{}", "")):
                        yield name, text


def test_every_refusal_that_a_page_may_show_has_its_english() -> None:
    said = set(_refusals())

    assert len(said) > 300
    assert sorted(one for one in said if one[1] not in english()) == []


def test_every_place_of_a_sentence_is_filled() -> None:
    """{0} {1} … of the English are places that the Vietnamese has."""
    wrong = [
        vietnamese
        for vietnamese, said in english().items()
        if not {int(no) for no in re.findall(r"\{(\d)\}", said)}
        <= set(range(vietnamese.count("{}")))
        or "{}" in said
    ]

    assert wrong == []


def test_every_word_for_a_code_has_its_english() -> None:
    labels = yaml.safe_load((ROOT / "workflows/labels.yaml").read_text(encoding="utf-8"))
    shown = (
        "actions verbs channels assisted roles parties errands doubts stops finals standings "
        "verdicts letters purposes custody opinions outcomes capacities fee_methods"
    )
    reasons = yaml.safe_load((ROOT / "workflows/reasons.yaml").read_text(encoding="utf-8"))
    words = {text for section in shown.split() for text in labels.get(section, {}).values()}
    words |= {one["text"] for one in reasons["reasons"].values()}

    assert sorted(one for one in words if one not in english()) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Không có cơ quan “dn-x”.", "There is no agency “dn-x”."),
        (
            "Không thể “Ký” khi hồ sơ ở bước “Đang thụ lý”. Có thể: Trình kết quả, Hoàn phí.",
            (
                "“Sign” cannot be done while the dossier is at “Being examined”. "
                "Possible now: Propose the result, Refund."
            ),
        ),
        (
            "Chưa thể “Trả kết quả”: còn phí, lệ phí chưa nộp.",
            "“Return of results” cannot be done yet: there are fees to pay.",
        ),
        (
            "Bạn không có quyền chuyển việc (dành cho: Hệ thống, Công chức, viên chức thụ lý).",
            "You may not move work (for: System, Officer in charge).",
        ),
        (
            "Ngày 1–3: thứ Hai 23/11/2026 – thứ Tư 25/11/2026.",
            "Day 1–3: Monday 23/11/2026 – Wednesday 25/11/2026.",
        ),
        ("Bắt đầu tính từ 08:00 thứ Ba 24/11/2026.", "Counted from 08:00 Tuesday 24/11/2026."),
        ("lý do: Số lượng hồ sơ nhiều", "reason: Many dossiers"),
        ("Võ Anh Tài xử lý thay Lê An", "Võ Anh Tài on behalf of Lê An"),
        ("Võ Anh Tài", "Võ Anh Tài"),
    ],
)
def test_a_sentence_keeps_what_stands_in_its_places(said: str, meant: str) -> None:
    assert in_english(said) == meant


def test_refusals_that_have_no_sentence_stay_as_they_are() -> None:
    refusal = Refusal("Một câu chưa ai dịch, của một tệp.")

    assert in_english(refusal.message) == refusal.message
