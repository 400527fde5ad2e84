"""Files of a dossier: brought, and fetched."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, UploadFile
from starlette.responses import Response, StreamingResponse

from api.rest.caller import Signed
from api.rest.headers import Key, etag
from api.rest.problems import problems
from api.rest.shapes import Text, answer_of
from api.rest.strict import FilesRoute
from api.rest.subjects.dossiers import ONE
from api.rest.verbs import REFUSALS, AgencyId, DossierId
from api.web.house import House
from engine.desk import Outcome
from engine.desk.attaching import Attached, files_named
from engine.errors import NotFound
from engine.ledger import DossierRef
from engine.store.files import MEBIBYTE

router = APIRouter(tags=["dossiers"], route_class=FilesRoute)
MOST_FILES = 20  # of one request
Address = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="Its SHA-256.")]


@router.post(
    f"{ONE}/files",
    operation_id="attach",
    response_model=answer_of(Outcome),
    responses=problems(*REFUSALS),
)
def attach(  # noqa: PLR0913, PLR0917 -- what a form holds
    who: Signed,
    agency: AgencyId,
    dossier: DossierId,
    response: Response,
    files: Annotated[list[UploadFile], File(max_length=MOST_FILES)],
    purpose: Annotated[Text, Form(description="paper, supplement, evidence or result")],
    key: Key = None,
) -> object:
    """Bring files into the dossier; what they are is found in them, not in what they are called."""
    ref, house = DossierRef(agency, dossier), who.house
    house.desk.possible(ref, who.actor)  # nothing is written where the person sees nothing
    brought = [_kept(house, ref, one, purpose) for one in files]
    done = house.desk.attach(ref, _each_once(brought), who.actor, key=key)
    response.headers["etag"] = etag(done.version)
    return done


def _kept(house: House, ref: DossierRef, one: UploadFile, purpose: str) -> Attached:
    return Attached(house.files.keep(ref, one.file), one.filename or "", purpose)


def _each_once(brought: Sequence[Attached]) -> list[Attached]:
    return list({one.file.sha256: one for one in brought}.values())


@router.get(
    f"{ONE}/files/{{sha256}}",
    operation_id="file",
    response_class=Response,
    responses=problems(*REFUSALS) | {200: {"content": {"application/octet-stream": {}}}},
)
def file(who: Signed, agency: AgencyId, dossier: DossierId, sha256: Address) -> Response:
    """A file of the dossier, as it was brought; the access is recorded first."""
    ref = DossierRef(agency, dossier)
    seen = who.house.desk.seeing.open(ref, who.actor)
    if sha256 not in files_named(seen.entries):
        raise NotFound("Hồ sơ không có tệp này.", code="unknown_file")
    content = _read(who.house, ref, bytes.fromhex(sha256))
    named = {"content-disposition": f'attachment; filename="{sha256[:16]}"'}
    return StreamingResponse(content, media_type="application/octet-stream", headers=named)


def _read(house: House, ref: DossierRef, digest: bytes) -> Iterator[bytes]:
    """The file bit by bit; refused now if it is not there, and closed whatever becomes of it."""
    house.files.open(ref, digest).close()

    def bits() -> Iterator[bytes]:
        with house.files.open(ref, digest) as content:
            while bit := content.read(MEBIBYTE):
                yield bit

    return bits()
