"""Many results fetched as one: the last action of each dossier, and who fetched it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.actors import Actor
from engine.desk import moving
from engine.desk.acting import Acting
from engine.desk.authority import refusal
from engine.desk.draft import Draft, Scene
from engine.desk.fees.collecting import collect
from engine.desk.people import drafts
from engine.desk.receipts import CASH, Cashier
from engine.desk.requests import Outcome, Party, Wish
from engine.desk.visits.requests import Collection, Settled
from engine.errors import NotNow, OutOfScope, Refusal
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Action, Final
from engine.store.beside import parties_of
from engine.store.held import look
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class HandingOver:
    """The results of several dossiers on their way out, inside one write."""

    acting: Acting
    write: Write
    request: Collection
    by: Actor
    pepper: bytes
    entropy: Callable[[int], bytes]

    def hand_over(self) -> Settled:
        """All of them, in the order given; locked first, in the order of their keys."""
        refs = self.request.refs
        codes = {ref: self._lock(ref) for ref in sorted(refs, key=lambda r: (r.agency, r.id))}
        paid = self._pay()
        done = {ref: self._hand(ref, code) for ref, code in codes.items()}
        outcomes = tuple(done[ref][0] for ref in refs)
        amounts = tuple(paid.get(ref, 0) + done[ref][1] for ref in refs)
        return Settled(outcomes, amounts, self.request.paid)

    def _lock(self, ref: DossierRef) -> str:
        """The dossier is held from here on; its code."""
        return str(self.write.hold(ref).entries[0].facts["code"])

    def _pay(self) -> Mapping[DossierRef, int]:
        """Take what is owed already, of all dossiers under one receipt: the đồng of each."""
        owed = {ref: self._owed(ref) for ref in self.request.refs} if self.request.paid else {}
        lines = {ref: list(amounts) for ref, amounts in owed.items() if amounts}
        if lines:
            collect(self.acting, self.write, lines, self.request.method or CASH, self.by)
        return {ref: sum(amounts.values()) for ref, amounts in owed.items()}

    def _hand(self, ref: DossierRef, code: str) -> tuple[Outcome, int]:
        """The last act on one dossier, and what was paid with it."""
        with naming(code):
            party = self._party(ref)
            paid = 0

            def decide(write: Write, scene: Scene) -> Draft:
                nonlocal paid
                draft = self._draft(write, scene, party)
                paid = _collected(draft.facts)
                return draft

            return self.acting.within(self.write, ref, self.by, decide), paid

    def _draft(self, write: Write, scene: Scene, party: int | None) -> Draft:
        wish = Wish(
            last_action(scene).id,
            party=party,
            paid=self.request.paid,
            method=self.request.method,
            without_receipt=self.request.without_receipt,
        )
        cashier = Cashier(write, self.acting.office, self.by)
        return moving.draft(scene, wish, self.entropy, cashier)

    def _party(self, ref: DossierRef) -> int | None:
        """The number of who collects, entered now where the dossier does not know the person."""
        one = self.request.collector
        if one is None:
            return None
        known = parties_of(self.write.connection, ref)
        found = next((no for no, who in enumerate(known, start=1) if _is_same(who, one)), None)
        if found is not None:
            return found
        self.acting.within(
            self.write, ref, self.by, lambda _, scene: drafts.joined(scene, one, self.pepper)
        )
        return len(known) + 1

    def _owed(self, ref: DossierRef) -> Mapping[int, int]:
        line = fold(self.acting.office.catalogue, look(self.write.connection, ref).entries)
        return {fee.no: fee.amount for fee in line.unpaid}


def last_action(scene: Scene) -> Action:
    """The action that hands over the result from here; refused while there is none to hand."""
    states = scene.procedure.states
    leaving = scene.procedure.leaving(scene.line.state)
    last = [one for one in leaving if states[one.to].final is Final.COMPLETED]
    if not last:
        raise NotNow("Chưa có kết quả để trả.", code="result_not_ready")
    return next((one for one in last if refusal(scene, one) is None), last[0])


@contextmanager
def naming(code: str) -> Iterator[None]:
    """A refusal of an act over many dossiers says which of them it is about."""
    try:
        yield
    except OutOfScope:
        raise  # not even its code is told
    except Refusal as refused:
        refused.message = f"Hồ sơ {code}: {refused.message}"
        refused.facts["receipt_code"] = code
        raise


def _is_same(known: Mapping[str, Any], one: Party) -> bool:
    """Whether both bear one identity number; where neither bears one, the same name and role."""
    mine, theirs = _bare(one.identity), _bare(known["identity"])
    if not mine and not theirs:
        return (known["name"], known["role"]) == (one.name, one.role)
    return bool(mine) and (known["identity_kind"], theirs) == (one.identity_kind, mine)


def _bare(number: str | None) -> str:
    return "".join((number or "").split()).lower()


def _collected(facts: Mapping[str, Any]) -> int:
    return sum(fee["amount"] for fee in facts.get("fees", ()) if fee.get("collected"))
