"""Originals that leave the office's hands one by one: given back, or filed for good."""

from engine.actors import APPLICANT_ID
from engine.desk.custody.closing import FILED
from engine.desk.custody.hands import chosen, must_have
from engine.desk.custody.rows import left
from engine.desk.draft import Draft, Scene
from engine.desk.originals.requests import Filing, GivingBack
from engine.errors import BadInput
from engine.ledger import Kind
from engine.timeline import Custody


def give_back(scene: Scene, wish: GivingBack) -> Draft:
    """Back to the applicant, who signs: before the result, with it, or after the end."""
    items = chosen(scene, wish.items)
    must_have(scene, items)
    if any(one.state is Custody.LENT for one in items):
        raise BadInput("Bản chính đang mượn phải trả bên cho mượn trước.", code="original_lent")
    facts = {"act": "returned", "items": list(wish.items)}
    private = {"taker": {"name": wish.taker}} if wish.taker else {}
    made = tuple(left(scene.key, items, Custody.RETURNED, APPLICANT_ID, scene.at))
    return Draft(Kind.ENTRUSTED, facts, private, made)


def file(scene: Scene, wish: Filing) -> Draft:
    """Kept by the office for good, on a ground (lưu theo quy định)."""
    scene.office.check_reason(wish.reason, "archive_original")
    items = chosen(scene, wish.items)
    must_have(scene, items)
    if any(one.state is Custody.LENT for one in items):
        raise BadInput("Bản chính đang mượn phải trả bên cho mượn trước.", code="original_lent")
    facts = {"act": "archived", "items": list(wish.items), "reason": wish.reason}
    made = tuple(left(scene.key, items, Custody.ARCHIVED, FILED, scene.at))
    return Draft(Kind.ENTRUSTED, facts, rows=made)
