"""Dossiers: received, moved on, asked about, written into."""

from dataclasses import replace

from fastapi import APIRouter

from api.rest.strict import StrictRoute
from api.rest.subjects.examples import HAND_OVER, PAPER_RECEIPT, PARTY, RECEPTION, VISIT, WISH
from api.rest.verbs import Verb, offer
from api.web.house import House
from engine.actors import Actor
from engine.desk import Outcome, Wish
from engine.desk.requests import CitedFile
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.sniffing import media_type

router = APIRouter(tags=["dossiers"], route_class=StrictRoute)
ONE = "/dossiers/{agency}/{dossier}"


def take(
    house: House,
    ref: DossierRef,
    wish: Wish,
    by: Actor,
    *,
    key: str | None = None,
    version: int | None = None,
) -> Outcome:
    """Take an action of the dossier's definition.

    A file that shows what another system did is one that was attached before, by its SHA-256.
    """
    house.desk.possible(ref, by)  # before anything is said of its files
    shown = _on_disk(house, ref, wish)
    return house.desk.take(ref, shown, by, key=key, version=version)


def _on_disk(house: House, ref: DossierRef, wish: Wish) -> Wish:
    """The wish with the file as it lies there, whatever was said of it."""
    cited = wish.external
    if cited is None or cited.file is None:
        return wish
    return replace(wish, external=replace(cited, file=_as_kept(house, ref, cited.file)))


def _as_kept(house: House, ref: DossierRef, named: CitedFile) -> CitedFile:
    try:
        with house.files.open(ref, bytes.fromhex(named.sha256)) as kept:
            kind = media_type(kept)
            size = kept.seek(0, 2)
    except (FileNotFoundError, ValueError):
        raise BadInput(
            "Chưa có tệp này trong hồ sơ. Gửi tệp lên trước, rồi nêu SHA-256 của tệp.",
            code="file_unknown",
        ) from None
    return replace(named, size=size, media_type=kind)


offer(
    router,
    Verb("/dossiers", "receive", 201, RECEPTION),
    Verb("/hand-over-records", "receive_from_post", 201, HAND_OVER),
    Verb("/visits", "visits.receive", 201, VISIT),
    Verb("/visits/collection", "visits.hand_over"),
    Verb("/visits/at-once", "visits.resolve_now", 201),
    Verb("/back-entries", "back_entries.receive", 201, PAPER_RECEIPT),
    Verb("/back-entry-permits", "back_entries.permit", 201),
    Verb(f"{ONE}/steps", take, 200, WISH),
    Verb(f"{ONE}/assignment", "assign", 200, {"officer": "dn-sxd-07"}),
    Verb(f"{ONE}/extensions", "extend"),
    Verb(f"{ONE}/answers", "answer"),
    Verb(f"{ONE}/comments", "comment", 200, {"text": "Đã gọi điện cho người nộp."}),
    Verb(f"{ONE}/undo", "undo"),
    Verb(f"{ONE}/void", "mistakes.void"),
    Verb(f"{ONE}/reclassification", "mistakes.reclassify"),
    Verb(f"{ONE}/digitised", "digitisation.enter"),
    Verb(f"{ONE}/references", "ministry.refer"),
    Verb(
        f"{ONE}/tracking-token",
        "tracking.issue",
        201,
        note="""A fresh token and secret for a print of the receipt; earlier prints are revoked.

        Neither is kept, so that no key can give the same ones again.""",
    ),
    Verb(f"{ONE}/parties", "parties.add", 201, PARTY),
    Verb(f"{ONE}/parties/{{no}}/replacement", "parties.replace"),
    Verb(f"{ONE}/parties/{{no}}/revocation", "parties.revoke"),
)
