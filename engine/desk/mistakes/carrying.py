"""What goes over to the dossier of the right procedure beside its opening: acceptance, files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from engine.desk import attaching, moving
from engine.desk.acting import Acting
from engine.desk.attaching import RESULT, Attached
from engine.desk.draft import Draft, Scene
from engine.desk.requests import Wish
from engine.desk.writing import Ledgered
from engine.errors import Conflict
from engine.facts import Facts
from engine.ledger import DossierRef, Entry, standing
from engine.store.beside import file_names_of
from engine.store.files import Files, StoredFile
from engine.store.write import Write
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Carrying:
    """The new dossier `ref`, inside the write that voids the old one, which `old` shows."""

    acting: Acting
    write: Write
    old: Scene
    ref: DossierRef

    def accepted(self, line: Timeline, entropy: Callable[[int], bytes]) -> Timeline:
        """Accept it as the old one was, at the moment from which the promise counts.

        Decided by the rights of who accepted the old one; entered by who reclassifies it.
        """
        taken = self._acceptance()
        action = line.procedure.actions.get(str(taken.facts["action"])) if taken else None
        if taken is None or action is None or line.state not in action.sources:
            return line
        clerk = self.old.office.person(taken.actor)
        scene = replace(self._scene(line), by=clerk, at=taken.happened_at, now=taken.happened_at)
        draft = moving.draft(scene, Wish(action.id), entropy)
        return self._enter(scene, draft)

    def _acceptance(self) -> Entry | None:
        """The entry that accepted the old dossier, if that was not its opening."""
        line = self.old.line
        later = (one for one in standing(self.old.entries)[1:] if "action" in one.facts)
        if line.accepted_at in {None, line.opened_at}:
            return None
        return next((one for one in later if one.happened_at == line.accepted_at), None)

    def attached(self, line: Timeline, files: Files | None) -> Timeline:
        """The files of the old dossier, but for drafts of its result: on disk before the act."""
        given = list(self._given(files))
        if not given:
            return line
        scene = self._scene(line)
        return self._enter(scene, attaching.attach(scene, given))

    def _given(self, files: Files | None) -> Iterator[Attached]:
        names = file_names_of(self.write.connection, self.old.ref)
        known: Facts = {}
        for entry in self.old.entries:
            known = {**known, **entry.facts.get("files", {})}  # type: ignore[dict-item]  # JSON
        for address, (size, kind, purpose) in known.items():
            if purpose == RESULT:
                continue
            if files is None:
                raise Conflict("Không đọc được tệp của hồ sơ.", code="files_out_of_reach")
            digest = bytes.fromhex(address)
            files.share(self.old.ref, self.ref, digest)
            name = names.get(address[:32], address[:12])
            yield Attached(StoredFile(digest, size, kind), name, purpose)

    def _scene(self, line: Timeline) -> Scene:
        scene = self.acting.scene(self.write.connection, self.ref, self.old.by)
        now = self.write.moment
        return replace(scene, at=max(now, line.last_at), now=now)

    def _enter(self, scene: Scene, draft: Draft) -> Timeline:
        held = self.write.hold(self.ref)
        before = Ledgered(self.ref, held.entries, held.head, held.restricted)
        return self.acting.pen.write(self.write, before, draft, at=scene.at, by=self.old.by)
