"""Who fetches a result: the people of the dossier and whether each may, or somebody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.web.asking import Form
from engine.desk import Party
from engine.desk.representing import check_errand
from engine.desk.requests import WithoutReceipt
from engine.desk.seeing import Seen
from engine.desk.visits import Collection
from engine.errors import BadInput, Refusal
from engine.ledger import DossierRef

OTHER, SHOWN = "khac", "co"  # somebody else; the receipt was shown


@dataclass(frozen=True, slots=True)
class Fetcher:
    """One of the dossier's people; `refusal` says in words why this one may not."""

    no: int
    content: Mapping[str, Any]
    refusal: Refusal | None


def fetchers(seen: Seen, day: date) -> list[Fetcher]:
    """The people of the dossier as possible collectors, in their order."""
    return [
        Fetcher(no, content, _refused(seen, no, day))
        for no, content in enumerate(seen.parties, start=1)
    ]


def _refused(seen: Seen, no: int, day: date) -> Refusal | None:
    try:
        check_errand(seen.line.parties, no, "collect", day)
    except Refusal as refusal:
        return refusal
    return None


def collection(form: Form, seen: Seen, refs: Sequence[DossierRef]) -> Collection:
    """What the form asks of the desk; BadInput where it leaves open who came, or how one knows."""
    way, paid = form.text("giay_hen"), form.flag("paid")
    collector = _checked(form, seen, way)
    return Collection(
        tuple(dict.fromkeys((seen.ref, *refs))),
        collector,
        paid=paid,
        method=form.maybe("method") if paid else None,
        without_receipt=None if way == SHOWN else WithoutReceipt(way),
    )


def _checked(form: Form, seen: Seen, way: str) -> Party:
    """Who came. Whatever the form leaves open is told in one refusal."""
    unsaid = BadInput(
        "Ghi rõ: người nhận có giấy hẹn, hay đã xác nhận bằng cách nào.", code="way_missing"
    )
    try:
        collector = _collector(form, seen)
    except BadInput as refusal:
        refusal.facts["also"] = [] if way else [unsaid.message]
        raise
    if not way:
        raise unsaid
    return collector


def _collector(form: Form, seen: Seen) -> Party:
    chosen = form.text("nguoi")
    if chosen == OTHER:
        return _somebody_else(form)
    found = {str(no): one for no, one in enumerate(seen.parties, start=1)}.get(chosen)
    if found is None:
        raise BadInput("Chọn người đến nhận kết quả.", code="collector_missing", at="nguoi")
    return Party(
        str(found["role"]),
        str(found["name"]),
        kind=str(found.get("kind", "person")),
        identity_kind=str(found["identity_kind"]),
        identity=found["identity"],
        scope=tuple(found.get("scope") or ()),
    )


def _somebody_else(form: Form) -> Party:
    """Whoever is not of the dossier is entered by name and paper."""
    name, number = form.text("ten"), form.text("so_giay_to")
    if not name or not number:
        raise BadInput(
            "Ghi họ tên và số giấy tờ của người nhận thay.", code="collector_missing", at="ten"
        )
    return Party(
        "collector",
        name,
        identity_kind=form.text("loai_giay_to", "citizen"),
        identity=number,
        phone=form.maybe("dien_thoai"),
    )
