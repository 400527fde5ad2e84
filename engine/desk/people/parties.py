"""The verbs about people: who comes in later, whose authorisation is replaced or revoked."""

from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.people import drafts
from engine.desk.requests import Outcome, Party
from engine.desk.texts import CODE, tidy, tidy_text
from engine.facts import parties_from
from engine.ledger import DossierRef
from engine.store.held import look
from engine.store.read import reading


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is of the dossier now, under this number: what `Wish.party` names."""

    outcome: Outcome
    no: int


@dataclass(frozen=True, slots=True)
class Parties:
    """Verbs of a desk; `pepper` keys the digests by which people are found."""

    acting: Acting
    pepper: bytes

    def add(self, ref: DossierRef, one: Party, by: Actor, *, key: str | None = None) -> Joined:
        """Enter another owner, a person authorised after receipt, or whoever collects."""
        wanted = tidy(one)
        ask = ask_of(by, key, "add_party", ref, asdict(wanted))
        return self._with_number(
            self.acting.on(ref, ask, lambda _, scene: drafts.joined(scene, wanted, self.pepper))
        )

    def replace(
        self,
        ref: DossierRef,
        no: int,
        one: Party,
        reason: str,
        by: Actor,
        *,
        key: str | None = None,
    ) -> Joined:
        """End the authorisation of party `no` and enter the person who takes the place."""
        wanted, why = tidy(one), tidy_text(reason, "reason", CODE)
        ask = ask_of(by, key, "replace_party", ref, no, asdict(wanted), why)
        return self._with_number(
            self.acting.on(
                ref, ask, lambda _, scene: drafts.replaced(scene, no, wanted, why, self.pepper)
            )
        )

    def revoke(
        self, ref: DossierRef, no: int, reason: str, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """End the authorisation of party `no`: what that person did before stays done."""
        why = tidy_text(reason, "reason", CODE)
        ask = ask_of(by, key, "revoke_party", ref, no, why)
        return self.acting.on(ref, ask, lambda _, scene: drafts.revoked(scene, no, why))

    def _with_number(self, outcome: Outcome) -> Joined:
        """The number that the entry of this outcome gave: the same again for the same key."""
        with reading(self.acting.engine) as snapshot:
            entry = look(snapshot, outcome.ref).entries[outcome.version - 1]
        return Joined(outcome, parties_from(entry.facts)[0].no)
