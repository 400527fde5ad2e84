"""A plan as people and programs read it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from api.changes import Change, Follower, Plan, Verb
from api.clock import local
from engine.canonical import moment_text
from engine.desk.correcting import Shift

_KINDS = {
    "procedure": "thủ tục",
    "calendars": "lịch",
    "codes": "lược đồ mã",
    "agencies": "cơ quan",
    "periods": "kỳ báo cáo",
    "forms": "mẫu đơn",
    "labels": "chữ trên màn hình",
    "reasons": "lý do",
    "fields": "lĩnh vực",
    "statuses": "trạng thái",
    "fee-receipts": "quyển biên lai",
    "systems": "hệ thống của bộ, ngành",
}
_MARKS = {
    Verb.ADDED: "+ thêm",
    Verb.CHANGED: "~ đổi",
    Verb.RETIRED: "- thôi áp dụng",
    Verb.RESTORED: "! khôi phục",
}
_MOST_LINES = 40  # of one text; a rewritten one is read in its file


def as_json(plan: Plan) -> dict[str, object]:
    return {
        "changes": [_change_json(change) for change in plan.changes],
        "old_editions": [
            {"procedure": one.procedure, "edition": one.edition, "dossiers": one.dossiers}
            for one in plan.followers
        ],
        "moved_promises": [_shift_json(shift) for shift in plan.shifts],
        "obstacles": [
            {"code": one.code, "subject": one.subject, "message": one.message}
            for one in plan.obstacles
        ],
    }


def _change_json(change: Change) -> dict[str, object]:
    return {
        "verb": str(change.verb),
        "kind": change.kind,
        "code": change.code,
        "before": change.before,
        "after": change.after,
        "diff": [
            {"path": list(line.path), "before": line.before, "after": line.after}
            for line in change.lines
        ],
    }


def _shift_json(shift: Shift) -> dict[str, object]:
    return {
        "code": shift.code,
        "agency": shift.ref.agency,
        "dossier": shift.ref.id.hex,
        "before": moment_text(shift.before),
        "after": moment_text(shift.after),
        "why": shift.closed,
    }


def page(plan: Plan, *, applied: bool) -> list[str]:
    """The plan, most important first; of something done if `applied`."""
    lines = [line for change in plan.changes for line in _change(change)]
    if not lines:
        lines = ["Danh mục đang áp dụng giống các tệp, không có gì đổi."]
    if plan.followers:
        lines += ["Hồ sơ đang giải quyết theo quy trình cũ (đi hết theo quy trình cũ):"]
        lines += [f"  {_follower(follower)}" for follower in plan.followers]
    if plan.shifts:
        moved = "Đã dời" if applied else "Sẽ dời"
        lines += [f"{moved} {len(plan.shifts)} ngày hẹn rơi vào ngày nghỉ theo lịch mới:"]
        lines += [f"  {_shift(shift)}" for shift in plan.shifts]
    if plan.obstacles:
        lines += ["Chưa áp dụng được:"]
        lines += [f"  [{one.code}] {one.message}" for one in plan.obstacles]
    return [*lines, _sum(plan, applied=applied)]


def _change(change: Change) -> Iterator[str]:
    kind = _KINDS.get(change.kind, change.kind)
    name = kind if change.kind == change.code else f"{kind} {change.code}"
    yield f"{_MARKS[change.verb]} {name}"
    for line in change.lines[:_MOST_LINES]:
        yield f"    {line}"
    more = len(change.lines) - _MOST_LINES
    if more > 0:
        yield f"    … và {more} chỗ khác"


def _follower(follower: Follower) -> str:
    return f"{follower.procedure}: {follower.dossiers} hồ sơ theo bản {follower.edition[:12]}"


def _shift(shift: Shift) -> str:
    why = f" ({shift.closed})" if shift.closed else ""
    return f"{shift.code}: {_local(shift.before)} → {_local(shift.after)}{why}"


def _local(moment: datetime) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"


def _kinds(plan: Plan) -> str:
    """How many texts of each kind differ: “ (2 thủ tục, 1 lịch)”."""
    counted = Counter(_KINDS.get(change.kind, change.kind) for change in plan.changes)
    told = ", ".join(f"{count} {kind}" for kind, count in counted.items())
    return f" ({told})" if told else ""


def _sum(plan: Plan, *, applied: bool) -> str:
    count = {verb: sum(one.verb is verb for one in plan.changes) for verb in Verb}
    done = "Đã áp dụng" if applied else "Nếu áp dụng"
    restored = f", khôi phục {count[Verb.RESTORED]}" if count[Verb.RESTORED] else ""
    return (
        f"{done}{_kinds(plan)}: thêm {count[Verb.ADDED]}, đổi {count[Verb.CHANGED]}, "
        f"thôi áp dụng {count[Verb.RETIRED]}{restored}; dời {len(plan.shifts)} ngày hẹn."
    )
