"""The verbs about places: who decides, where the result is fetched, where the papers are."""

from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.places import returning, transferring
from engine.desk.places.requests import Elsewhere, Sending, Signed, Taking, Transfer
from engine.desk.places.signing import Signing
from engine.desk.requests import Outcome
from engine.desk.texts import tidy
from engine.ledger import DossierRef


@dataclass(frozen=True, slots=True)
class Places:
    """A group of the desk; see `engine.desk.desk` for what its verbs have in common."""

    acting: Acting

    def transfer(
        self,
        ref: DossierRef,
        wish: Transfer,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Leave the dossier to the agency that is competent; its code and promise stay."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "transfer", ref, asdict(wanted))
        return self.acting.on(
            ref,
            ask,
            lambda _, scene: transferring.transfer(scene, wanted),
            version=version,
            at=wanted.happened_at,
        )

    def return_elsewhere(
        self,
        ref: DossierRef,
        wish: Elsewhere,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Let the result be fetched at another one-stop office, at the applicant's wish."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "return_elsewhere", ref, asdict(wanted))
        return self.acting.on(
            ref,
            ask,
            lambda _, scene: returning.return_elsewhere(scene, wanted),
            version=version,
        )

    def send(self, sending: Sending, by: Actor, *, key: str | None = None) -> Signed:
        """Sign a slip: papers of these dossiers leave. One act for all of them."""
        wanted = tidy(sending)
        ask = ask_of(by, key, "send", *_spelled(wanted))
        return self.acting.durably(ask, lambda write: Signing(self.acting).send(write, wanted, ask))

    def take(self, taking: Taking, by: Actor, *, key: str | None = None) -> Signed:
        """Sign the other end of a slip, item by item; what did not come stays open."""
        wanted = tidy(taking)
        ask = ask_of(by, key, "take_slip", asdict(wanted))
        return self.acting.durably(ask, lambda write: Signing(self.acting).take(write, wanted, ask))


def _spelled(sending: Sending) -> tuple[object, ...]:
    parcels = [
        [one.ref.agency, one.ref.id.hex, one.what, dict(one.originals)] for one in sending.parcels
    ]
    return sending.agency, sending.unit, sending.to, sending.to_unit, parcels
