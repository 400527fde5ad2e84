"""The verbs about other systems: what a ministry's own system has of a dossier."""

from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft, Scene
from engine.desk.external import Reference, refer
from engine.desk.requests import Outcome
from engine.desk.texts import tidy
from engine.errors import Conflict
from engine.ledger import DossierRef
from engine.store.external import bearer_of
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Ministry:
    """Codes and times of a dossier in the systems of ministries (`systems.yaml`)."""

    acting: Acting

    def refer(
        self, ref: DossierRef, wish: Reference, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Enter the dossier's code and times in another system, or what is newly known of them."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "refer", ref, asdict(wanted))

        def decide(write: Write, scene: Scene) -> Draft:
            bearer = bearer_of(write.connection, wanted.system, wanted.code)
            if bearer not in {None, ref}:
                raise Conflict(
                    "Mã này của hệ thống kia đã ghi cho hồ sơ khác. Kiểm tra lại mã.",
                    code="external_code_known",
                    system=wanted.system,
                )
            return refer(scene, wanted)

        return self.acting.on(ref, ask, decide)
