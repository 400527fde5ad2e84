"""The verbs about results: acknowledged, handed over, come back, put away, corrected."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft, Scene
from engine.desk.receiving import Receiving
from engine.desk.requests import Outcome
from engine.desk.results import acknowledging, correcting, leaving
from engine.desk.results.requests import Archiving, ComeBack, Correction, Handing
from engine.desk.texts import FREE, tidy, tidy_text
from engine.ledger import DossierRef
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Results:
    """Each is one durable act; all but the correction write one entry of one dossier."""

    acting: Acting
    receiving: Receiving

    def acknowledge(
        self,
        ref: DossierRef,
        by: Actor,
        *,
        results: Sequence[int] = (),
        note: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        """A related unit or agency has its copies; it depends on no state."""
        text = tidy_text(note, "note", FREE) if note else None
        wanted = tuple(results)
        ask = ask_of(by, key, "acknowledge", ref, list(wanted), text)
        return self.acting.on(
            ref, ask, lambda _, scene: acknowledging.acknowledge(scene, wanted, text)
        )

    def hand(
        self,
        ref: DossierRef,
        wish: Handing,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Results leave by themselves: a phase on the way, or what came back after the end."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "hand_result", ref, asdict(wanted))
        return self.acting.on(
            ref,
            ask,
            lambda _, scene: leaving.hand(scene, wanted),
            version=version,
            at=wanted.happened_at,
        )

    def come_back(
        self, ref: DossierRef, wish: ComeBack, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """The post brought results back; they lie at the counter again, and no figure changes."""
        wanted = tidy(wish)
        ask = ask_of(by, key, leaving.COME_BACK, ref, asdict(wanted))
        return self.acting.on(
            ref, ask, lambda _, scene: leaving.come_back(scene, wanted), at=wanted.happened_at
        )

    def archive(
        self, ref: DossierRef, wish: Archiving, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Put away what nobody fetched after the last reminder."""
        wanted = tidy(wish)
        ask = ask_of(by, key, leaving.ARCHIVE, ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: leaving.archive(scene, wanted))

    def correct(
        self,
        ref: DossierRef,
        wish: Correction,
        by: Actor,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Open the linked case that gives the right result; the answer is the old dossier's.

        The case is the last child of its timeline.
        """
        wanted = tidy(wish)

        def decide(write: Write, scene: Scene) -> Draft:
            wrong = correcting.check(scene, wanted)
            request = correcting.request(scene, wanted, write)
            case, line = self.receiving.open(
                write, request, scene.by, parent=ref, provenance=correcting.FREE
            )
            return correcting.opened(scene, wanted, wrong, case, line)

        ask = ask_of(by, key, correcting.VERB, ref, asdict(wanted))
        return self.acting.on(ref, ask, decide, version=version)
