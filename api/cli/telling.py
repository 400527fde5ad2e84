"""A dossier told in the terminal: its page of lines, and the same for programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from api import telling
from api.clock import local
from api.naming import agency_name, person_name, procedure_name, words
from api.results_told import results_json, results_page
from api.telling import Told
from engine.canonical import moment_text
from engine.clock import attribution, standing_at, verdict
from engine.ledger import Entry
from engine.reports.format import working_time

_INDENT = " " * 20


@dataclass(frozen=True, slots=True)
class Dossier(telling.Dossier):
    """The dossier as lines of text."""

    def page(self) -> list[str]:
        """Everything, for a person."""
        return [
            *self._heading(),
            "Diễn biến:",
            *(f"  {line}" for told in self.story() for line in self._entry(told)),
            *self._promises(),
            *results_page(self.published, self.line, local(self.now).date()),
            *self._attribution(),
        ]

    def _heading(self) -> Iterator[str]:
        line, origin = self.line, self.line.origin
        day = local(self.now).date()
        channel = words(self.published, "channels")[str(origin.channel)].lower()
        state = line.procedure.states.get(line.state)
        yield f"Hồ sơ {origin.code}: {procedure_name(self.published, origin.procedure)}"
        agency = agency_name(self.published, line.competent, day)
        yield f"  {agency}; nộp {channel}{self._assisted()}"
        now = self.voided_words() or (state.label if state else line.state)
        yield f"  Hiện nay: {now}{self._holder()}"
        judged = verdict(line)
        if judged is not None:
            yield f"  Kết luận: {words(self.published, 'verdicts')[str(judged)].lower()}"
        else:
            standing_now = standing_at(line, self.now)
            yield f"  Tiến độ: {words(self.published, 'standings')[str(standing_now)].lower()}"

    def _assisted(self) -> str:
        """Who filed it, if it came online."""
        assisted = self.line.origin.assisted
        said = words(self.published, "assisted").get(assisted, assisted) if assisted else None
        return f" ({said.lower()})" if said else ""

    def _holder(self) -> str:
        if self.line.final is not None or self.line.seat is None:
            return ""
        held = f", đang ở {self.seat(self.line.seat)}"
        officer = self.line.officer
        return f"{held}, {person_name(self.published, officer)}" if officer else held

    @staticmethod
    def _entry(told: Told) -> Iterator[str]:
        undone = " [đã hoàn tác]" if told.undone else ""
        yield f"{_minute(told.at)}  {told.what} – {told.who}{undone}"
        if told.late:
            yield f"{_INDENT}ghi vào hệ thống lúc {_minute(told.recorded_at)}"
        yield from (f"{_INDENT}{line}" for line in told.details)

    def _promises(self) -> Iterator[str]:
        if self.line.promises:
            yield "Ngày hẹn:"
        for due, cause, why in self.promises():
            yield f"  {_minute(due)} – {cause}"
            yield from (f"{_INDENT}{text}" for text in why)

    def _attribution(self) -> Iterator[str]:
        held = attribution(self.line, self.now)
        if not held:
            return
        yield "Thời gian làm việc đã dùng, từ tiếp nhận đến khi có kết quả:"
        for seat, span in sorted(held.items(), key=lambda one: -one[1]):
            yield f"  {working_time(span):>12}  {self.seat(seat)}"

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
            "assisted": line.origin.assisted,
            "originals": [
                {"no": one.no, "paper": one.paper, "state": one.state, "custodian": one.custodian}
                for one in line.originals
            ],
            "digital": {paper: sorted(ways) for paper, ways in line.digital.items()},
            "digital_result": moment_text(line.digital_result) if line.digital_result else None,
            "systems": sorted(line.systems),
            **results_json(line),
            "competent": line.competent,
            "state": line.state,
            "final": str(line.final) if line.final else None,
            "voided": line.voided,
            "replaced_by": line.voiding.replaced_by.code
            if line.voiding and line.voiding.replaced_by
            else None,
            "replaces": line.replaces.code if line.replaces else None,
            "outcome": line.outcome,
            "standing": str(standing_at(line, self.now)),
            "verdict": str(judged) if judged else None,
            "timeline": [_entry_json(entry) for entry in self.entries],
            "promises": [
                {
                    "due": moment_text(promise.due),
                    "cause": str(promise.cause),
                    "set_at": moment_text(promise.set_at),
                    "why": why,
                }
                for promise, (_, _, why) in zip(line.promises, self.promises(), strict=True)
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
