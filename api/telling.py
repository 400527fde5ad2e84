"""A dossier told in plain words: what happened, what was promised and why, who held the time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.charged import charged
from api.clock import local
from api.files_told import ADDED, brings_files_alone, files_told
from api.given import event_words, given
from api.handed_on import handed_on
from api.migrated import edition_at, migrated
from api.mistaken import mistaken
from api.naming import agency_name, person_name, unit_name, words
from api.paper_trail import papers_told
from api.people_told import People, people_told
from api.results_told import WORDS as RESULT_WORDS
from api.results_told import results_told
from api.under_way import under_way
from engine.actors import Role, Seat
from engine.clock import standing_at, verdict
from engine.counting import Promise
from engine.desk.places.returning import REASON as FETCHED_ELSEWHERE
from engine.facts import Facts, seat_from
from engine.fold import fold
from engine.ledger import Entry, Kind, standing
from engine.procedure import OnReturn
from engine.timeline import Cause, PromiseLine, Timeline
from engine.why import Line, explain, explain_extension, explain_stop
from workflows.published import Published

KIND_WORDS = {
    Kind.ASSIGNED: "Phân công người thụ lý",
    Kind.EXTENDED: "Xin lỗi và hẹn lại ngày trả",
    Kind.TRANSFERRED: "Chuyển hồ sơ sang nơi khác giữ, giải quyết",
    Kind.PAPERS_SENT: "Gửi đi theo phiếu luân chuyển",
    Kind.PAPERS_TAKEN: "Ký nhận phiếu luân chuyển",
    Kind.ANSWERED: "Trả lời ý kiến",
    Kind.CHILD_ENDED: "Hồ sơ liên thông đã kết thúc",
    Kind.COLLECTED: "Thu phí, lệ phí",
    Kind.ASSESSED: "Xác định, giảm phí, lệ phí",
    Kind.RECEIPT_VOIDED: "Hủy biên lai",
    Kind.REFUNDED: "Hoàn phí, lệ phí",
    Kind.PARTIES_CHANGED: "Ghi thêm người, thay đổi ủy quyền",
    Kind.COMMENTED: "Ghi chú",
    Kind.PROPOSED: "Hệ thống đề xuất",
    Kind.WARNED: "Nhắc việc",
    Kind.OUTAGE: "Ghi nhận sự cố hệ thống",
    Kind.CALENDAR_SHIFT: "Dời ngày hẹn vì lịch làm việc thay đổi",
    Kind.EDITION_CHANGED: "Áp dụng bản mới của lịch hoặc quy trình",
    Kind.UNDONE: "Hoàn tác",
    Kind.VOIDED: "Hủy do tiếp nhận nhầm",
    Kind.ENTRUSTED: "Bản chính giấy tờ",
    Kind.DIGITISED: "Ghi nhận số hóa",
    Kind.REFERRED: "Ghi mã ở hệ thống khác",
    Kind.GIVEN: "Như hệ thống cũ ghi",
    Kind.ERASED: "Đã xóa dữ liệu cá nhân",
    **RESULT_WORDS,
}
_CAUSES = {
    Cause.RECEIPT: "hẹn khi tiếp nhận",
    Cause.STOP: "hẹn lại sau khi tạm dừng",
    Cause.EXTENSION: "xin lỗi và hẹn lại",
    Cause.CALENDAR: "dời vì lịch làm việc thay đổi",
    Cause.GIVEN: "hẹn hiện hành, như hệ thống cũ ghi",
    Cause.EDITION: "hẹn lại theo bản quy trình mới",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words; `note` is the free text that it seals, if that may be shown."""

    seq: int
    at: datetime
    recorded_at: datetime
    what: str
    who: str
    details: tuple[str, ...]
    undone: bool
    note: str = ""

    @property
    def late(self) -> bool:
        """Written down so long after it happened that a line says so."""
        return (self.recorded_at - self.at).total_seconds() >= LATE_ENTRY


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with its ledger, in the words of an office; `now` ends what still runs."""

    published: Published
    entries: Sequence[Entry]
    line: Timeline
    now: datetime

    def voided_words(self) -> str | None:
        """That it was received by mistake, and what stands for it; None if it was not."""
        voiding = self.line.voiding
        if voiding is None:
            return None
        other = voiding.replaced_by
        return f"Đã hủy, thay bằng hồ sơ {other.code}" if other else "Đã hủy do tiếp nhận nhầm"

    def standing_words(self) -> str:
        """How it stands, or how it ended: the verdict where there is one."""
        judged = verdict(self.line)
        if judged is not None:
            return words(self.published, "verdicts")[str(judged)]
        return words(self.published, "standings")[str(standing_at(self.line, self.now))]

    def tone(self) -> str:
        """The colour that goes with the words: good, warn, bad or calm."""
        judged = str(verdict(self.line) or standing_at(self.line, self.now))
        return _TONES.get(judged, "calm")

    def seat(self, seat: Seat) -> str:
        """Role, unit and agency of a seat."""
        day = local(self.now).date()
        role = words(self.published, "roles")[str(seat.role)].lower()
        if seat.role in OUTSIDE:
            return role
        unit = f", {unit_name(self.published, seat.agency, seat.unit, day)}" if seat.unit else ""
        return f"{role}{unit} ({agency_name(self.published, seat.agency, day)})"

    # what happened

    def story(
        self,
        notes: Mapping[tuple[int, str], object] | None = None,
        parties: Sequence[Mapping[str, Any]] = (),
    ) -> list[Told]:
        """Every entry in words; sealed texts and the people by name, if the reader may see them."""
        sealed, people = notes or {}, People(self.published, self.line.parties, parties)
        kept = {entry.seq for entry in standing(self.entries)}
        return [
            Told(
                entry.seq,
                entry.happened_at,
                entry.recorded_at,
                self._what(entry),
                self._who(entry),
                (*self._details(entry.facts, people), *files_told(self.published, entry, sealed)),
                entry.seq not in kept,
                str(sealed.get((entry.seq, "note"), "")),
            )
            for entry in self.entries
        ]

    def _who(self, entry: Entry) -> str:
        """Who acted, and for whom if the step was somebody else's."""
        who, absent = person_name(self.published, entry.actor), entry.facts.get("for")
        return f"{who} xử lý thay {person_name(self.published, str(absent))}" if absent else who

    def _what(self, entry: Entry) -> str:
        facts: Facts = entry.facts
        action = facts.get("action")
        followed = edition_at(self.published, self.entries, entry.seq)
        known = followed.actions.get(action) if action else None
        label = known.label if known else words(self.published, "actions").get(str(action), "")
        label = label or words(self.published, "verbs").get(str(action), "")
        if "event" in facts:
            return event_words(facts, label)
        if entry.kind is Kind.TRANSFERRED and facts.get("reason") == FETCHED_ELSEWHERE:
            return words(self.published, "verbs")["return_elsewhere"]
        if brings_files_alone(entry):
            return ADDED
        if entry.kind is Kind.PROPOSED:
            return f"{KIND_WORDS[entry.kind]}: {label}"
        return label or KIND_WORDS.get(entry.kind, str(entry.kind))

    def _details(self, facts: Facts, people: People) -> Iterator[str]:
        day = local(self.now).date()
        if "outcome" in facts:
            yield f"kết quả: {words(self.published, 'outcomes').get(facts['outcome'])}"
        if facts.get("officer"):
            before = facts.get("before")
            known = person_name(self.published, before) if isinstance(before, str) else None
            held = f" (trước đó: {known})" if known else ""
            yield f"giao {person_name(self.published, facts['officer'])}{held}"
        if facts.get("reason"):
            yield f"lý do: {self._reason(facts['reason'])}"
        yield from given(facts)
        yield from handed_on(self.published, facts, day)
        yield from under_way(self.published, facts, day)
        for told in (migrated, mistaken, charged):
            yield from told(self.published, facts)
        yield from papers_told(self.published, facts, self._paper)
        yield from people_told(self.published, facts, people)
        yield from results_told(self.published, self.line.procedure, facts, day)
        for ask in facts.get("asks", ()):
            seat = seat_from(ask["seat"])
            yield f"hỏi ý kiến {self.seat(seat)}" if seat else "hỏi ý kiến"
        if "opens" in facts:
            opened = facts["opens"]
            agency = agency_name(self.published, opened["agency"], day)
            yield f"mở hồ sơ liên thông {opened['code']} ({agency})"
        if facts.get("letter"):
            yield f"giấy tờ: {words(self.published, 'letters').get(facts['letter'])}"

    def _paper(self, paper: str) -> str:
        """What the procedure calls one of its papers."""
        return next((one.name for one in self.line.procedure.papers if one.id == paper), paper)

    def _reason(self, code: str) -> str:
        known = self.published.reasons.get("reasons")
        entry = known.get(code) if isinstance(known, dict) else None
        return str(entry["text"]) if isinstance(entry, dict) else code

    # what was promised

    def promises(self) -> list[tuple[datetime, str, list[str]]]:
        """Each date that was promised, its cause, and its arithmetic line by line."""
        return [
            (one.due, _CAUSES[one.cause], [line.text for line in self._why(number, one)])
            for number, one in enumerate(self.line.promises)
        ]

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
        if promise.cause is Cause.EDITION and not then.stops:
            return explain(then.calendar, limit, accepted)
        if promise.cause in {Cause.CALENDAR, Cause.EDITION, Cause.GIVEN}:
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
        return then.procedure_of(visit).states[visit.state].on_return or OnReturn.RESUME


LATE_ENTRY = 60  # seconds between the act and its entry that are worth a line
OUTSIDE = (Role.APPLICANT, Role.SYSTEM, Role.OUTAGE)  # who sits in no agency
_TONES = {
    "early": "good",
    "on_time": "good",
    "late": "bad",
    "overdue": "bad",
    "in_time": "good",
}
