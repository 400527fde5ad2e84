"""Receiving, resolving and handing over one dossier in one write."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.actors import Actor
from engine.desk import moving
from engine.desk.acting import Acting
from engine.desk.draft import Draft, Scene
from engine.desk.receipts import Cashier
from engine.desk.receiving import Receiving
from engine.desk.requests import Outcome
from engine.desk.visits.at_once import (
    check_limit,
    check_signer,
    makes_result,
    provenance,
    unprinted,
    way,
    wish,
)
from engine.desk.visits.requests import AtOnce, Settled
from engine.ledger import DossierRef
from engine.procedure import Action, Instant
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Resolving:
    """A dossier that is resolved while the person waits."""

    acting: Acting
    receiving: Receiving
    write: Write
    request: AtOnce
    by: Actor
    entropy: Callable[[int], bytes]

    def resolve(self) -> Settled:
        """Every entry that the definition asks for, up to the result in the person's hands."""
        reception = self.request.reception
        self.receiving.check_moment(self.write, reception.agency, reception.happened_at, self.by)
        ref, line = self.receiving.open(
            self.write, reception, self.by, provenance=provenance(self.request)
        )
        check_limit(line.limit, line.origin.procedure)
        outcome, amount = Outcome.of(ref, line), sum(fee.amount for fee in line.fees)
        steps = way(line.procedure, line.state)
        check_signer(self.acting.office, self.request, line, steps)
        for action in steps:
            outcome, taken = self._step(ref, action)
            amount += taken
        return Settled((outcome,), (amount,), reception.paid)

    def _step(self, ref: DossierRef, action: Action) -> tuple[Outcome, int]:
        assessed = 0

        def decide(write: Write, scene: Scene) -> Draft:
            nonlocal assessed
            cashier = Cashier(write, self.acting.office, self.by)
            wanted = wish(self.request, scene.procedure, action)
            draft = unprinted(moving.draft(scene, wanted, self.entropy, cashier))
            assessed = sum_of(draft)
            return self._signed(draft, makes_result(scene.procedure, action))

        at = self.request.reception.happened_at
        return self.acting.within(self.write, ref, self.by, decide, at=at), assessed

    def _signed(self, draft: Draft, made: bool) -> Draft:  # noqa: FBT001 -- says what the step did
        """The entry that makes the result names who signed it on paper."""
        signer = self.request.signer
        if signer is None or not made:
            return draft
        signed = {"signer": signer, "instant": str(Instant.SIGNED)}
        return replace(draft, facts={**draft.facts, **signed})


def sum_of(draft: Draft) -> int:
    """The đồng of the fee lines that an entry assesses."""
    fees = draft.facts.get("fees", ())
    return sum(fee["amount"] for fee in fees) if isinstance(fees, list) else 0
