"""A citizen with a receipt in hand, and what its page shows."""

import re
from dataclasses import dataclass
from typing import Any

from httpx2 import Response

from engine.desk import Outcome
from engine.desk.tracking import Issued
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, OWNER

DIGITS = "6789"  # the end of the owner's telephone
PERSONAL = (OWNER.name, "Ánh", str(OWNER.identity), str(OWNER.phone), "0913456789", DIGITS)


@dataclass(frozen=True, slots=True)
class Citizen:
    """A browser, and the receipt of one dossier."""

    visitor: Visitor
    outcome: Outcome
    issued: Issued

    @property
    def here(self) -> str:
        return f"/t/{self.issued.token}"

    def page(self) -> str:
        return self.visitor.get(self.here).text

    def send(self, form: str, **data: Any) -> Response:  # noqa: ANN401 -- fields and files
        """Send a form of the page as a browser would, with all that is hidden in it."""
        files = data.pop("files", None)
        hidden = _hidden(self.page(), f"{self.here}/{form}")
        return self.visitor.client.post(f"{self.here}/{form}", data={**hidden, **data}, files=files)

    def proves(self, given: str = DIGITS) -> Response:
        return self.send("xac-nhan", chung=given)


def _hidden(page: str, action: str) -> dict[str, str]:
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)
    if form is None:
        token = re.search(r'name="_csrf" value="([0-9a-f]+)"', page)
        return {"_csrf": token[1]} if token else {}
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))


def with_receipt(visitor: Visitor, outcome: Outcome) -> Citizen:
    """The counter printed the receipt and gave it out."""
    return Citizen(visitor, outcome, visitor.house.desk.tracking.issue(outcome.ref, COUNTER))
