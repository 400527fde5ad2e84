"""The verbs about money."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from engine.actors import Actor
from engine.desk import post
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft, Scene
from engine.desk.fees import sheets
from engine.desk.fees.assessing import assess, relieve
from engine.desk.fees.collecting import Taking, collect
from engine.desk.fees.refunding import refund
from engine.desk.fees.requests import Assessment, Refund, Relief, SheetClose, VoidReceipt
from engine.desk.fees.sheets import Sheet
from engine.desk.fees.voiding import void
from engine.desk.receipts import Cashier
from engine.desk.requests import Outcome
from engine.desk.standing import admitted
from engine.desk.texts import tidy
from engine.desk.writing import Ask
from engine.errors import BadInput, NotYourStep
from engine.ledger import DossierRef
from engine.store.beside import write_rows
from engine.store.held import database_moment
from engine.store.read import reading
from engine.store.tills import Tally, Till, sheets_of
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Fees:
    """Money: assessed, reduced, taken, struck out, given back, counted at the day's end.

    Money taken gives a receipt whose number follows the one before it in the agency's book; its
    total is the sum of the lines that it covers.
    """

    acting: Acting

    def assess(
        self, ref: DossierRef, wish: Assessment, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Say what a fee comes to that no tariff gives, or correct what was said before."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "assess", ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: assess(scene, wanted))

    def reduce(
        self, ref: DossierRef, wish: Relief, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Reduce a line that is still owed, on a ground of the tariff, with its evidence."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "reduce", ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: relieve(scene, wanted))

    def collect(
        self,
        ref: DossierRef,
        lines: Sequence[int],
        method: str,
        by: Actor,
        *,
        key: str | None = None,
    ) -> Outcome:
        """Take the money for lines of one dossier that are owed."""
        ask = ask_of(by, key, "collect", ref, list(lines), method)

        def decide(write: Write, scene: Scene) -> Draft:
            taking = Taking(Cashier(write, self.acting.office, by), method)
            draft = taking.draft(scene, lines)
            taking.finish()
            return draft

        return self.acting.on(ref, ask, decide)

    def collect_together(
        self,
        wanted: Mapping[DossierRef, Sequence[int]],
        method: str,
        by: Actor,
        *,
        key: str | None = None,
    ) -> tuple[Outcome, ...]:
        """Take the money for lines of several dossiers under one receipt."""
        spelled = [[ref.agency, ref.id.hex, *lines] for ref, lines in wanted.items()]
        ask = ask_of(by, key, "collect_together", spelled, method)
        agency = next((ref.agency for ref in wanted), "")

        def act(write: Write) -> tuple[Outcome, ...]:
            known = ask.answered(write, agency)
            if known is not None:
                return post.read_answer(known)
            return _remembered(write, ask, agency, collect(self.acting, write, wanted, method, by))

        return self.acting.durably(ask, act)

    def void_receipt(
        self, wish: VoidReceipt, by: Actor, *, key: str | None = None
    ) -> tuple[Outcome, ...]:
        """Strike a receipt out; its number stays used, its lines are owed again.

        Who took the money may, on the day; later a head of the agency, until the sheet is closed.
        """
        wanted = tidy(wish)
        ask = ask_of(by, key, "void_receipt", asdict(wanted))
        agency = wanted.receipt.agency

        def act(write: Write) -> tuple[Outcome, ...]:
            known = ask.answered(write, agency)
            if known is not None:
                return post.read_answer(known)
            return _remembered(write, ask, agency, void(self.acting, write, wanted, by))

        return self.acting.durably(ask, act)

    def refund(
        self, ref: DossierRef, wish: Refund, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Give whole lines back, by the decision of a head who did not take the money."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "refund", ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: refund(scene, wanted), voided=True)

    def close_sheet(self, wish: SheetClose, by: Actor, *, key: str | None = None) -> Sheet:
        """Close the day's cash sheet of a counter with what was counted."""
        if type(wish.day) is not date:
            raise BadInput("Ngày của sổ quỹ phải là một ngày.", code="not_a_day")
        wanted = tidy(wish)
        ask = ask_of(by, key, "close_sheet", asdict(wanted))
        return self._on_sheet(
            ask, wanted.agency, lambda write: sheets.close(write, self.acting.office, wanted, by)
        )

    def countersign_sheet(self, till: Till, no: int, by: Actor, *, key: str | None = None) -> Sheet:
        """Look a closed sheet over, as a second person."""
        ask = ask_of(by, key, "countersign_sheet", asdict(till), no)
        return self._on_sheet(
            ask, till.agency, lambda write: sheets.sign(write, self.acting.office, till, no, by)
        )

    def sheets(self, agency: str, day: date, by: Actor) -> list[Tally]:
        """The agency's sheets of a day by counter and method, and what stands on none yet."""
        calendar = self.acting.office.calendar_of(self.acting.office.organisation.agency(agency).id)
        with reading(self.acting.engine) as connection:
            now = self.acting.clock() if self.acting.clock else database_moment(connection)
            today = calendar.local_day(now)
            if not sheets.may_look(admitted(connection, by, today), agency, today):
                raise NotYourStep("Bạn không có quyền xem sổ quỹ của cơ quan này.", verb="sheets")
            return sheets_of(connection, agency, day)

    def _on_sheet(self, ask: Ask, agency: str, decide: Callable[[Write], Sheet]) -> Sheet:
        def act(write: Write) -> Sheet:
            known = ask.answered(write, agency)
            if known is not None:
                return Sheet.read(known)
            sheet = decide(write)
            write_rows(write, (), ask.remember(agency, sheet.facts()))
            return sheet

        return self.acting.durably(ask, act)


def _remembered(
    write: Write, ask: Ask, agency: str, outcomes: tuple[Outcome, ...]
) -> tuple[Outcome, ...]:
    write_rows(write, (), ask.remember(agency, post.answer(outcomes)))
    return outcomes
