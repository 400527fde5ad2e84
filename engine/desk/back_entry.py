"""Receipts written by hand while power or network were down, entered afterwards.

A back-entered dossier takes the serial of its reception day and keeps the number of its paper
receipt, which is unique in its agency and is searched for like a code. Within
`Office.backdate_within` the counter enters it. For a receipt that is older the leader gives a
permit, which names its number and day; another person then enters it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from engine.actors import APPLICANT_ID, Actor, Role
from engine.desk.acting import Acting, ask_of
from engine.desk.backdating import is_too_far
from engine.desk.codes import check_code
from engine.desk.draft import happened
from engine.desk.outages.later import enter_outages
from engine.desk.provenance import Provenance
from engine.desk.receiving import Receiving
from engine.desk.requests import Outcome, Reception
from engine.desk.texts import tidy
from engine.desk.writing import Ask
from engine.errors import BadInput, Conflict, FourEyes, NotYourStep
from engine.procedure import Channel
from engine.store.beside import write_rows
from engine.store.paper_receipts import (
    LatePermit,
    bind,
    grant,
    is_entered,
    paper_number,
    permit_for,
)
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """A receipt written by hand. `reception.happened_at` is when it was written."""

    reception: Reception
    number: str
    reason: str = "power_cut"


@dataclass(frozen=True, slots=True)
class Permit:
    """That receipts of a day long past may be entered, by their numbers."""

    agency: str
    numbers: tuple[str, ...]
    received_on: date
    reason: str = "power_cut"


@dataclass(frozen=True, slots=True)
class BackEntries:
    """Entering paper receipts, and letting those be entered that are older than usual."""

    acting: Acting
    receiving: Receiving

    def receive(self, receipt: PaperReceipt, by: Actor, *, key: str | None = None) -> Outcome:
        """Open the dossier of a paper receipt, as of the moment at which that was written."""
        said = tidy(receipt)
        ask = ask_of(by, key, "back_enter", asdict(said))
        return self.acting.durably(ask, lambda write: self._receive(write, said, ask))

    def _receive(self, write: Write, said: PaperReceipt, ask: Ask) -> Outcome:
        reception, by = said.reception, ask.by
        known = ask.answered(write, reception.agency)
        if known is not None:
            return Outcome.read(known)
        number = paper_number(said.number)
        at = self._check(write, said, number, by)
        agreed = self._agreed(write, reception.agency, number, at, by)
        kept = Provenance(
            {"back_entered": {"reason": said.reason, "approved_by": agreed}},
            {"paper_number": number},
        )
        ref, line = self.receiving.open(write, reception, by, provenance=kept)
        bind(write, ref, number)
        line = enter_outages(self.acting.pen, write, ref, line)
        done = Outcome.of(ref, line)
        write_rows(write, (), ask.remember(reception.agency, done.facts()))
        return done

    def _check(self, write: Write, said: PaperReceipt, number: str, by: Actor) -> datetime:
        reception, at = said.reception, said.reception.happened_at
        if by.id == APPLICANT_ID or reception.channel is Channel.ONLINE:
            raise BadInput(
                "Chỉ nhập bù hồ sơ nhận bằng giấy tại bộ phận một cửa.", code="not_on_paper"
            )
        if at is None:
            raise BadInput("Phải ghi thời điểm trên biên nhận giấy.", code="reception_time_missing")
        happened(at, write.moment, None)
        check_code(number, "paper_number")
        self.acting.office.check_reason(said.reason, "back_enter")
        if is_entered(write.connection, reception.agency, number):
            raise Conflict(
                f"Biên nhận giấy số {number} đã được nhập. Tìm hồ sơ theo số này.",
                code="paper_number_known",
                number=number,
            )
        return at

    def _agreed(
        self, write: Write, agency: str, number: str, at: datetime, by: Actor
    ) -> str | None:
        """Who has agreed, if somebody had to; refused if nobody has, or only who enters it."""
        office = self.acting.office
        if not is_too_far(office, at, write.moment):
            return None
        permit = permit_for(write.connection, agency, number)
        if permit is None or permit.received_on != office.calendar_of(agency).local_day(at):
            raise BadInput(
                f"Biên nhận quá {office.backdate_within.days} ngày: lãnh đạo cơ quan duyệt số và "
                "ngày của biên nhận rồi mới nhập.",
                code="back_entry_needs_approval",
            )
        if permit.granted_by == by.id:
            raise FourEyes(
                "Người đã duyệt không được tự nhập biên nhận này.",
                first="permit",
                second="back_enter",
            )
        return permit.granted_by

    def permit(self, wanted: Permit, by: Actor, *, key: str | None = None) -> tuple[str, ...]:
        """The leader lets these receipts be entered; the numbers as they will be looked for."""
        said = tidy(wanted)
        ask = ask_of(by, key, "permit_back_entry", asdict(said))

        def act(write: Write) -> tuple[str, ...]:
            known = ask.answered(write, said.agency)
            numbers = tuple(paper_number(one) for one in said.numbers)
            if known is None:
                self._check_permit(write, said, numbers, by)
                for one in numbers:
                    span = (said.received_on, said.reason)
                    grant(write, LatePermit(said.agency, one, *span, by.id))
                write_rows(write, (), ask.remember(said.agency, {"numbers": list(numbers)}))
            return numbers

        return self.acting.durably(ask, act)

    def _check_permit(self, write: Write, said: Permit, numbers: Sequence[str], by: Actor) -> None:
        office = self.acting.office
        office.organisation.agency(said.agency)
        today = office.calendar_of(said.agency).local_day(write.moment)
        if not by.has(Role.LEADER, said.agency, today):
            raise NotYourStep("Chỉ lãnh đạo cơ quan duyệt nhập bù.", verb="permit_back_entry")
        office.check_reason(said.reason, "back_enter")
        if not numbers or len(set(numbers)) != len(numbers):
            raise BadInput("Ghi mỗi số biên nhận một lần.", code="given_twice")
        if type(said.received_on) is not date or said.received_on > today:
            raise BadInput("Ngày trên biên nhận không hợp lý.", code="future_moment")
        for number in numbers:
            check_code(number, "paper_number")
            taken = permit_for(write.connection, said.agency, number) is not None
            if taken or is_entered(write.connection, said.agency, number):
                raise Conflict(
                    f"Biên nhận giấy số {number} đã được duyệt hoặc đã nhập.",
                    code="paper_number_known",
                    number=number,
                )
