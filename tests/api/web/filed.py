"""A dossier on the officer's table, and the files on its page."""

import re

from httpx2 import Response

from engine.desk import Outcome, Wish
from engine.ledger import DossierRef
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, reception


def examined_by(visitor: Visitor) -> Outcome:
    """A dossier that the counter has just forwarded."""
    outcome = visitor.house.desk.receive(reception(), COUNTER)
    return visitor.house.desk.take(outcome.ref, Wish("forward"), COUNTER)


def path(ref: DossierRef) -> str:
    return f"/ho-so/{ref.agency}/{ref.id.hex}"


def upload(visitor: Visitor, where: str, files: list[tuple[str, bytes]], **data: str) -> Response:
    """Send files with a form of the page above that address."""
    here = where.rpartition("/")[0]
    return visitor.client.post(
        where,
        data={"_csrf": visitor.token(here), "key": "f", **data},
        files=[("files", one) for one in files],
    )


def links(visitor: Visitor, ref: DossierRef) -> list[str]:
    """Where the page leads to for each file of the dossier."""
    page = visitor.get(path(ref)).text
    return list(dict.fromkeys(re.findall(r'href="(/ho-so/[^"]+/tep/[0-9a-f]{64})"', page)))
