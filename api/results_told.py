"""Results in plain words: what was given to whom, where each is now, what was promised of it."""

from collections.abc import Iterator
from datetime import date, datetime

from api.clock import local
from api.naming import agency_name, person_name, unit_name, words
from engine.actors import Seat
from engine.canonical import moment_text
from engine.clock import verdict_of_phase
from engine.facts import Facts, seat_from
from engine.ledger import Kind
from engine.procedure import Procedure
from engine.timeline import Phase, Result, Timeline
from workflows.published import Published

WORDS = {
    Kind.HANDED: "Trả riêng kết quả",
    Kind.ACKNOWLEDGED: "Xác nhận đã nhận bản kết quả",
    Kind.COME_BACK: "Bưu chính trả lại kết quả",
    Kind.ARCHIVED: "Đưa kết quả không ai nhận vào lưu trữ",
    Kind.CORRECTED: "Mở hồ sơ đính chính kết quả",
    Kind.REPLACED: "Kết quả đã được thay bằng kết quả khác",
}
STATES = {
    "ready": "chờ trả tại quầy",
    "handed": "đã trả",
    "posted": "đã gửi",
    "come_back": "bưu chính trả lại, chờ tại quầy",
    "archived": "đã đưa vào lưu trữ",
    "undone": "đã hoàn tác",
}
_WAYS = {
    "identity_card": "giấy tờ tùy thân",
    "vneid": "VNeID",
    "phone_code": "mã gửi điện thoại",
    "known_to_staff": "công chức biết người nhận",
}


def result_name(procedure: Procedure, kind: str) -> str:
    """What the definition calls it."""
    known = {rule.id: rule.name for rule in procedure.given}
    return known.get(kind, "Văn bản trả lời")


def results_told(
    published: Published, procedure: Procedure, facts: Facts, day: date
) -> Iterator[str]:
    """What one entry says of results."""
    for one in facts.get("results", ()):
        if isinstance(one, dict):
            number = one.get("number") or facts.get("number")
            told = f" số {number}" if number else ""
            to = _receiver(published, seat_from(one.get("to")), day)
            yield f"kết quả {one['no']}: {result_name(procedure, one['id'])}{told}, cho {to}"
        else:
            yield f"kết quả {one}"
    if authority := facts.get("authority", {}).get("decision"):
        yield f"thẩm quyền ký theo {authority}"
    if (known := facts.get("without_receipt")) is not None:
        way = _WAYS.get(known["way"], known["way"])
        who = person_name(published, known["confirmed_by"])
        yield f"không có giấy hẹn; xác nhận bằng {way} ({who})"
    if "days" in facts:
        yield f"đã chờ {facts['days']} ngày tại quầy"
    for one in facts.get("phases", ()):
        due = local(datetime.fromisoformat(one["due"]))
        yield f"hẹn riêng {result_name(procedure, one['result'])}: {due:%H:%M %d/%m/%Y}"


def results_page(published: Published, line: Timeline, day: date) -> list[str]:
    """The results as they are now, and the promises that some of them have by themselves."""
    lines = [f"  {_result(published, line, one, day)}" for one in line.results]
    lines += [f"  {_phase(published, line, one)}" for one in line.phases.values()]
    return ["Kết quả:", *lines] if lines else []


def _result(published: Published, line: Timeline, one: Result, day: date) -> str:
    number = f" số {one.number}" if one.number else ""
    to = _receiver(published, one.seat, day)
    told = STATES[one.state]
    if one.seat is not None:
        told += ", đã xác nhận" if one.acknowledged_at else ", chưa xác nhận"
    if one.replaced:
        told += "; đã được thay thế"
    return f"{one.no}. {result_name(line.procedure, one.kind)}{number}, cho {to}: {told}"


def _phase(published: Published, line: Timeline, one: Phase) -> str:
    judged = verdict_of_phase(line, one)
    said = words(published, "verdicts")[str(judged)].lower() if judged else "chưa xong"
    name = result_name(line.procedure, one.result)
    return f"Hẹn riêng {name}: {local(one.due):%H:%M %d/%m/%Y} – {said}"


def _receiver(published: Published, seat: Seat | None, day: date) -> str:
    if seat is None:
        return "người nộp"
    agency = agency_name(published, seat.agency, day)
    return f"{unit_name(published, seat.agency, seat.unit, day)}, {agency}" if seat.unit else agency


def results_json(line: Timeline) -> dict[str, object]:
    """The same for programs."""
    return {
        "results": [
            {
                "no": one.no,
                "kind": one.kind,
                "number": one.number,
                "state": str(one.state),
                "recipient": one.seat.agency if one.seat else "applicant",
                "unit": one.seat.unit if one.seat else None,
                "acknowledged_at": moment_text(one.acknowledged_at)
                if one.acknowledged_at
                else None,
                "replaced": one.replaced,
                "replaced_by": one.replaced_by[1] if one.replaced_by else None,
            }
            for one in line.results
        ],
        "phases": [_phase_json(line, one) for one in line.phases.values()],
    }


def _phase_json(line: Timeline, one: Phase) -> dict[str, object]:
    judged = verdict_of_phase(line, one)
    return {
        "result": one.result,
        "due": moment_text(one.due),
        "done_at": moment_text(one.done_at) if one.done_at else None,
        "verdict": str(judged) if judged else None,
    }
