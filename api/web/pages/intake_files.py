"""Files that come with an intake: looked at before anything is saved, kept once it is."""

from collections.abc import Sequence

from starlette.datastructures import UploadFile

from api.web.asking import Form, Worker
from api.web.attached import keep, plain_name, uploads
from api.web.pages.intake_held import Held, moved, release
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.files import MEBIBYTE, Files
from engine.store.sniffing import media_type

PURPOSE = "paper"
INPUTS = ("files", "photo")  # chosen or dropped, and photographed


def files_of(form: Form) -> list[UploadFile]:
    """What was chosen, dropped or photographed; refused if it is too much."""
    return [one for name in INPUTS for one in uploads(form, name)]


def complaint(files: Files, one: UploadFile) -> str | None:
    """Why it cannot be taken, by its name; None if it can."""
    try:
        _check(files, one)
    except BadInput as refusal:
        return f"{plain_name(one.filename or '')}: {refusal.message}"
    return None


def _check(files: Files, one: UploadFile) -> None:
    if (one.size or 0) > files.limit:
        most = files.limit // MEBIBYTE
        raise BadInput(f"Tệp lớn hơn {most} MB. Hãy chia nhỏ.", code="file_too_large")
    one.file.seek(0)
    media_type(one.file)


def attach(
    who: Worker, ref: DossierRef, held: Held, given: Sequence[UploadFile], key: str | None
) -> None:
    """Put the files into the dossier that was just opened; the same key does it once."""
    kept = (*moved(who, ref, held, PURPOSE), *keep(who.house.files, ref, given, PURPOSE))
    if kept:
        who.house.desk.attach(ref, kept, who.actor, key=f"{key}-files" if key else None)
    release(who, ref.agency, held)
