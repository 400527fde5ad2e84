"""Files chosen for a dossier that is not saved yet: kept apart, so that nobody chooses them twice.

They lie outside of the files of dossiers, in a folder that only the page of the same clerk leads
to: its name follows from a secret of the house. What is not saved is erased with the drafts.
"""

import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self
from uuid import UUID

from starlette.datastructures import UploadFile

from api import clock
from api.web.asking import Worker
from api.web.attached import MOST, keep, plain_name
from api.web.pages.intake_typed import Typed
from engine.desk.attaching import Attached
from engine.desk.drafts import KEPT_FOR
from engine.errors import BadInput, NotFound
from engine.ledger import DossierRef
from engine.store.checks import is_attached
from engine.store.files import Files
from engine.store.sweeping import sweep_waiting

FIELD, DROPPED = "held", "unheld"
_SHA = 64


@dataclass(frozen=True, slots=True)
class Held:
    """The files of one dossier of the page: their folder, and of each its address and name."""

    nonce: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, typed: Typed) -> Self:
        """As the page carries it; what cannot be read holds nothing."""
        try:
            nonce, listed = json.loads(typed.one(FIELD) or "null")
            files = [(str(address), plain_name(str(name))) for address, name in listed[:MOST]]
        except (ValueError, TypeError):
            return cls()
        dropped = typed.all(DROPPED)
        kept = (one for one in files if _is_address(one[0]) and one[0] not in dropped)
        return cls(str(nonce), tuple(kept))

    def text(self) -> str:
        return json.dumps([self.nonce, self.files]) if self.files else ""


def _is_address(text: str) -> bool:
    return len(text) == _SHA and set(text) <= set("0123456789abcdef")


def held_in(typed: Typed) -> Typed:
    """The same page, without what was dropped from it."""
    return typed.filled({FIELD: Held.of(typed).text(), DROPPED: ""})


def hold(
    who: Worker, agency: str, typed: Typed, given: Sequence[UploadFile], purpose: str
) -> Typed:
    """The page with these uploads kept for it; BadInput names one that cannot be taken."""
    held = Held.of(typed)
    if given:
        files = _waiting(who)
        sweep_waiting(files, clock.now() - KEPT_FOR)
        held = held if held.nonce else replace(held, nonce=secrets.token_hex(16))
        fresh = keep(files, _folder(who, agency, held), given, purpose)
        known = {address for address, _ in held.files}
        added = [(one.file.sha256.hex(), one.name) for one in fresh]
        held = replace(held, files=(*held.files, *(one for one in added if one[0] not in known)))
    if len(held.files) > MOST:
        raise BadInput(f"Mỗi hồ sơ kèm tối đa {MOST} tệp.", code="too_many_files", at="files")
    return typed.filled({FIELD: held.text(), DROPPED: ""})


def moved(who: Worker, ref: DossierRef, held: Held, purpose: str) -> tuple[Attached, ...]:
    """The kept files as files of the dossier; NotFound if one is gone and was never attached."""
    return tuple(_moved(who, ref, held, purpose))


def _moved(who: Worker, ref: DossierRef, held: Held, purpose: str) -> Iterator[Attached]:
    waiting, folder = _waiting(who), _folder(who, ref.agency, held)
    for address, name in held.files:
        try:
            with waiting.open(folder, bytes.fromhex(address)) as content:
                yield Attached(who.house.files.keep(ref, content), name, purpose)
        except FileNotFoundError:
            with who.house.reading() as now:
                if not is_attached(now, ref, bytes.fromhex(address)):
                    raise NotFound("Tệp giữ tạm không còn.", code="file_missing") from None


def release(who: Worker, agency: str, held: Held) -> None:
    """The dossier has its files: nothing stays beside it."""
    if held.files:
        _waiting(who).erase(_folder(who, agency, held))


def _waiting(who: Worker) -> Files:
    return Files(who.house.system.waiting)


def _folder(who: Worker, agency: str, held: Held) -> DossierRef:
    key, said = who.house.signing.keys.secrets[0], f"held:{who.actor.id}:{agency}:{held.nonce}"
    return DossierRef(agency, UUID(bytes=hmac.new(key, said.encode(), sha256).digest()[:16]))
