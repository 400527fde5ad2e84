"""The verbs by which an office puts its own mistakes right: nothing is struck out."""

from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft, Scene
from engine.desk.mistakes import reclassifying, voiding
from engine.desk.mistakes.carrying import Carrying
from engine.desk.mistakes.requests import Reclassified, Reclassify
from engine.desk.outages.later import enter_outages
from engine.desk.receiving import Receiving
from engine.desk.requests import Outcome
from engine.desk.texts import FREE, tidy, tidy_text
from engine.desk.writing import Ask
from engine.ledger import DossierRef
from engine.store.beside import write_rows
from engine.store.files import Files
from engine.store.write import Write
from engine.timeline import Other


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Voiding and reclassifying."""

    acting: Acting
    receiving: Receiving

    def void(
        self,
        ref: DossierRef,
        reason: str,
        by: Actor,
        *,
        note: str | None = None,
        key: str | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Take a dossier that was received by mistake out of every figure but one of its own."""
        text = tidy_text(note, "note", FREE) if note else None
        ask = ask_of(by, key, "void", ref, reason, text)

        def decide(_: Write, scene: Scene) -> Draft:
            voiding.check(scene, reason, "void")
            return voiding.void(scene, reason, text)

        return self.acting.on(ref, ask, decide, version=version)

    def reclassify(
        self,
        ref: DossierRef,
        wanted: Reclassify,
        by: Actor,
        *,
        files: Files | None = None,
        key: str | None = None,
    ) -> Reclassified:
        """Put a dossier of the right procedure in the place of one of a wrong procedure.

        The new one has a code of its own and the reception of the old one, from which its promise
        counts. `files` is where attachments lie; a dossier that has some needs it.
        """
        request = tidy(wanted)
        ask = ask_of(by, key, "reclassify", ref, asdict(request))
        return self.acting.durably(
            ask, lambda write: self._replace(write, ref, request, ask, files)
        )

    def _replace(
        self, write: Write, ref: DossierRef, wanted: Reclassify, ask: Ask, files: Files | None
    ) -> Reclassified:
        write.hold(ref)
        known = ask.answered(write, ref.agency)
        if known is not None:
            return Reclassified.read(known)
        made: list[Outcome] = []

        def decide(write: Write, scene: Scene) -> Draft:
            voiding.check(scene, wanted.reason, "reclassify")
            reclassifying.check(scene, wanted)
            made.append(self._open(write, scene, wanted, files))
            new = made[-1]
            other = Other(new.agency, new.dossier, new.code)
            return voiding.void(scene, wanted.reason, wanted.note, other)

        old = self.acting.within(write, ref, ask.by, decide)
        done = Reclassified(old, made[0])
        write_rows(write, (), ask.remember(ref.agency, done.facts()))
        return done

    def _open(self, write: Write, scene: Scene, wanted: Reclassify, files: Files | None) -> Outcome:
        """The new dossier as far as the old one had come at the counter, with its attachments."""
        request = reclassifying.reception(scene, wanted, write.connection)
        kept = reclassifying.provenance(scene)
        ref, line = self.receiving.open(write, request, scene.by, provenance=kept)
        carrying = Carrying(self.acting, write, scene, ref)
        line = carrying.accepted(line, self.receiving.entropy)
        line = carrying.attached(line, files)
        line = enter_outages(self.acting.pen, write, ref, line)
        return Outcome.of(ref, line)
