"""A dossier told in plain words: what happened, what was promised and why, who held the time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.cli.naming import agency_name, person_name, procedure_name, unit_name, words
from api.clock import local
from engine.actors import Role, Seat
from engine.canonical import moment_text
from engine.clock import attribution, standing_at, verdict
from engine.counting import Promise
from engine.facts import Facts, seat_from
from engine.fold import fold
from engine.ledger import Entry, Kind, standing
from engine.procedure import OnReturn
from engine.reports.format import working_time
from engine.timeline import Cause, PromiseLine, Timeline
from engine.why import Line, explain, explain_extension, explain_stop
from workflows.published import Published

_WORDS = {
    Kind.ASSIGNED: "Phân công người thụ lý",
    Kind.EXTENDED: "Xin lỗi và hẹn lại ngày trả",
    Kind.ANSWERED: "Trả lời ý kiến",
    Kind.CHILD_ENDED: "Hồ sơ liên thông đã kết thúc",
    Kind.COLLECTED: "Thu phí, lệ phí",
    Kind.COMMENTED: "Ghi chú",
    Kind.PROPOSED: "Hệ thống đề xuất",
    Kind.WARNED: "Nhắc việc",
    Kind.OUTAGE: "Ghi nhận sự cố hệ thống",
    Kind.CALENDAR_SHIFT: "Dời ngày hẹn vì lịch làm việc thay đổi",
    Kind.EDITION_CHANGED: "Áp dụng bản mới của lịch hoặc quy trình",
    Kind.UNDONE: "Hoàn tác",
    Kind.VOIDED: "Hủy do tiếp nhận nhầm",
    Kind.ERASED: "Đã xóa dữ liệu cá nhân",
}
_CAUSES = {
    Cause.RECEIPT: "hẹn khi tiếp nhận",
    Cause.STOP: "hẹn lại sau khi tạm dừng",
    Cause.EXTENSION: "xin lỗi và hẹn lại",
    Cause.CALENDAR: "dời vì lịch làm việc thay đổi",
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with its ledger, in the words of an office; `now` ends what still runs."""

    published: Published
    entries: Sequence[Entry]
    line: Timeline
    now: datetime

    def page(self) -> list[str]:
        """Everything, for a person."""
        return [
            *self._heading(),
            "Diễn biến:",
            *(f"  {line}" for entry in self.entries for line in self._entry(entry)),
            *self._promises(),
            *self._attribution(),
        ]

    def _heading(self) -> Iterator[str]:
        line, origin = self.line, self.line.origin
        day = local(self.now).date()
        channel = words(self.published, "channels")[str(origin.channel)].lower()
        state = line.procedure.states.get(line.state)
        yield f"Hồ sơ {origin.code}: {procedure_name(self.published, origin.procedure)}"
        yield f"  {agency_name(self.published, line.competent, day)}; nộp {channel}"
        yield f"  Hiện nay: {state.label if state else line.state}{self._holder()}"
        judged = verdict(line)
        if judged is not None:
            yield f"  Kết luận: {words(self.published, 'verdicts')[str(judged)].lower()}"
        else:
            standing_now = standing_at(line, self.now)
            yield f"  Tiến độ: {words(self.published, 'standings')[str(standing_now)].lower()}"

    def _holder(self) -> str:
        if self.line.final is not None or self.line.seat is None:
            return ""
        held = f", đang ở {self._seat(self.line.seat)}"
        officer = self.line.officer
        return f"{held}, {person_name(self.published, officer)}" if officer else held

    def _seat(self, seat: Seat) -> str:
        day = local(self.now).date()
        role = words(self.published, "roles")[str(seat.role)].lower()
        if seat.role in _OUTSIDE:
            return role
        unit = f", {unit_name(self.published, seat.agency, seat.unit, day)}" if seat.unit else ""
        return f"{role}{unit} ({agency_name(self.published, seat.agency, day)})"

    # what happened

    def _entry(self, entry: Entry) -> Iterator[str]:
        facts: Facts = entry.facts
        undone = " [đã hoàn tác]" if entry not in standing(self.entries) else ""
        who = person_name(self.published, entry.actor)
        yield f"{_minute(entry.happened_at)}  {self._what(entry, facts)} – {who}{undone}"
        late = entry.recorded_at - entry.happened_at
        if late.total_seconds() >= _LATE_ENTRY:
            yield f"{_INDENT}ghi vào hệ thống lúc {_minute(entry.recorded_at)}"
        yield from (f"{_INDENT}{line}" for line in self._details(facts))

    def _what(self, entry: Entry, facts: Facts) -> str:
        action = facts.get("action")
        procedure = self.line.procedure
        known = procedure.actions.get(action) if action else None
        label = known.label if known else words(self.published, "actions").get(str(action), "")
        if entry.kind is Kind.PROPOSED:
            return f"{_WORDS[entry.kind]}: {label}"
        return label or _WORDS.get(entry.kind, str(entry.kind))

    def _details(self, facts: Facts) -> Iterator[str]:
        day = local(self.now).date()
        if "outcome" in facts:
            yield f"kết quả: {words(self.published, 'outcomes').get(facts['outcome'])}"
        if facts.get("officer"):
            yield f"giao {person_name(self.published, facts['officer'])}"
        if facts.get("reason"):
            yield f"lý do: {self._reason(facts['reason'])}"
        for ask in facts.get("asks", ()):
            seat = seat_from(ask["seat"])
            yield f"hỏi ý kiến {self._seat(seat)}" if seat else "hỏi ý kiến"
        if "opens" in facts:
            opened = facts["opens"]
            agency = agency_name(self.published, opened["agency"], day)
            yield f"mở hồ sơ liên thông {opened['code']} ({agency})"
        if facts.get("letter"):
            yield f"giấy tờ: {words(self.published, 'letters').get(facts['letter'])}"

    def _reason(self, code: str) -> str:
        known = self.published.reasons.get("reasons")
        entry = known.get(code) if isinstance(known, dict) else None
        return str(entry["text"]) if isinstance(entry, dict) else code

    # what was promised

    def _promises(self) -> Iterator[str]:
        if not self.line.promises:
            return
        yield "Ngày hẹn:"
        for number, promise in enumerate(self.line.promises):
            yield f"  {_minute(promise.due)} – {_CAUSES[promise.cause]}"
            yield from (f"{_INDENT}{line.text}" for line in self._why(number, promise))

    def _why(self, number: int, promise: PromiseLine) -> tuple[Line, ...]:
        """The arithmetic, by the calendar that held when the promise was made."""
        then = self._as_it_was(promise)
        limit, accepted = then.limit, then.accepted_at
        if limit is None or accepted is None:
            return ()
        if promise.cause is Cause.RECEIPT:
            return explain(then.calendar, limit, accepted)
        before = self.line.promises[number - 1]
        was = Promise(before.due, before.raw)
        if promise.cause is Cause.EXTENSION:
            return explain_extension(then.calendar, was, Promise(promise.due, promise.raw))
        if promise.cause is Cause.CALENDAR:
            return ()
        stop = next(one for one in reversed(then.stops) if one.until == promise.set_at)
        return explain_stop(
            then.calendar,
            limit,
            self._on_return(then, stop.since),
            stopped_at=stop.since,
            returned_at=promise.set_at,
            current=was,
        )

    def _as_it_was(self, promise: PromiseLine) -> Timeline:
        known = [entry for entry in standing(self.entries) if entry.seq <= promise.seq]
        return fold(self.published.catalogue, known)

    @staticmethod
    def _on_return(then: Timeline, since: datetime) -> OnReturn:
        visit = next(one for one in then.visits if one.entered == since)
        return then.procedure.states[visit.state].on_return or OnReturn.RESUME

    # who held the time

    def _attribution(self) -> Iterator[str]:
        held = attribution(self.line, self.now)
        if not held:
            return
        yield "Thời gian làm việc đã dùng, từ tiếp nhận đến khi có kết quả:"
        for seat, span in sorted(held.items(), key=lambda one: -one[1]):
            yield f"  {working_time(span):>12}  {self._seat(seat)}"

    # for programs

    def as_json(self) -> dict[str, object]:
        line = self.line
        judged = verdict(line)
        return {
            "code": line.origin.code,
            "procedure": line.origin.procedure,
            "edition": line.edition,
            "calendar": line.calendar.edition,
            "channel": str(line.origin.channel),
            "competent": line.competent,
            "state": line.state,
            "final": str(line.final) if line.final else None,
            "outcome": line.outcome,
            "standing": str(standing_at(line, self.now)),
            "verdict": str(judged) if judged else None,
            "timeline": [_entry_json(entry) for entry in self.entries],
            "promises": [
                {
                    "due": moment_text(promise.due),
                    "cause": str(promise.cause),
                    "set_at": moment_text(promise.set_at),
                    "why": [one.text for one in self._why(number, promise)],
                }
                for number, promise in enumerate(line.promises)
            ],
            "attribution": [
                {
                    "role": str(seat.role),
                    "agency": seat.agency,
                    "unit": seat.unit,
                    "seconds": round(span.total_seconds()),
                }
                for seat, span in attribution(line, self.now).items()
            ],
        }


_OUTSIDE = (Role.APPLICANT, Role.SYSTEM, Role.OUTAGE)
_INDENT = " " * 20
_LATE_ENTRY = 60  # seconds between the act and its entry that are worth a line


def _minute(moment: datetime) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"


def _entry_json(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "kind": str(entry.kind),
        "happened_at": moment_text(entry.happened_at),
        "recorded_at": moment_text(entry.recorded_at),
        "actor": entry.actor,
        "action": entry.facts.get("action"),
        "to": entry.facts.get("to"),
    }
