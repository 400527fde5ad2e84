"""The papers that a dossier may have printed, each made from what its record says."""

from collections.abc import Callable, Mapping

from api.papers.control_slip import control_slip
from api.papers.facts import Said
from api.papers.notices import apology, suspension_notice
from api.papers.receipt import cover_receipt, receipt
from api.papers.results import result_slip
from api.papers.turned_away import refusal, supplement_request
from engine.errors import NotFound
from receipts.letters import Letter, copies, render

# By the name of the form; a paper that the dossier has no ground for is empty.
PAPERS: Mapping[str, Callable[[Said], tuple[Letter, ...]]] = {
    "receipt": receipt,
    "cover_receipt": cover_receipt,
    "supplement_request": supplement_request,
    "refusal": refusal,
    "apology": apology,
    "suspension_notice": suspension_notice,
    "control_slip": control_slip,
    "result_slip": result_slip,
}


def printable(said: Said) -> tuple[str, ...]:
    """The papers that this dossier may have printed now."""
    return tuple(name for name, made in PAPERS.items() if made(said))


def printed(said: Said, paper: str) -> bytes:
    """The paper in all its copies as a PDF; NotFound if the dossier has none of that name."""
    made = PAPERS.get(paper)
    letters = made(said) if made else ()
    if not letters:
        raise NotFound("Hồ sơ này không có giấy tờ đó để in.", code="no_such_paper")
    return render(*(copy for letter in letters for copy in copies(letter)))
