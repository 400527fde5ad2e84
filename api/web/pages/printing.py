"""Printing the papers of a dossier. Each print of the receipt carries a QR of its own."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.papers import Printer, printed
from api.web.asking import Posted, Signed
from engine.ledger import DossierRef

router = APIRouter(prefix="/ho-so/{agency}/{dossier}/in")


@router.post("/{paper}")
def print_paper(who: Signed, form: Posted, agency: str, dossier: UUID, paper: str) -> Response:
    """The paper as a PDF. A receipt's earlier prints are revoked: the lost one opens nothing."""
    del form
    house, site = who.house, str(who.request.base_url).rstrip("/")
    printer = Printer(house.desk, house.system.published, who.actor, site, clock.now())
    said = printer.opened_for(DossierRef(agency, dossier), paper)
    name = f"{said.line.origin.code}-{paper}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"'}
    return Response(printed(said, paper), media_type="application/pdf", headers=headers)
