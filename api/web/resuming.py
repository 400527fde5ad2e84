"""A form that came after its session was over: kept through the sign-in, then sent once more.

It is kept only if a page of ours gave it out to that very session, and shown again to nobody but
the person whose session it was; they send it themselves.
"""

import json
from dataclasses import dataclass
from typing import Self

from fastapi import Request

from api import clock
from api.bodies import MOST_OF_ANYBODY
from api.web import csrf
from api.web.asking import ALWAYS_OPEN, SESSION, Form, read_form
from api.web.house import House
from api.web.signin_address import SIGN_IN, safe

FIELD = "giu"
_LARGEST = 200_000  # letters of one form


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, for which address and by whom; `files`: chosen files could not be kept."""

    path: str
    staff: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False

    @property
    def typed(self) -> list[str]:
        """What a person would be sorry to lose: the texts of several words."""
        return [value for _, value in self.fields if " " in value.strip()]

    def text(self) -> str:
        return json.dumps([self.path, self.staff, self.fields, self.files])

    @classmethod
    def read(cls, form: Form) -> Self | None:
        """What the sign-in page carried along, if anything."""
        try:
            path, staff, fields, files = json.loads(form.text(FIELD))
            pairs = tuple((str(name), str(value)) for name, value in fields)
            return cls(safe(str(path)), str(staff), pairs, bool(files))
        except (ValueError, TypeError):
            return None


async def kept_of(request: Request, house: House) -> Kept | None:
    """The form of a request whose session is over."""
    path = request.url.path
    claims = house.signing.keys.read(request.cookies.get(SESSION, ""), clock.now())
    if request.method != "POST" or claims is None or path in ALWAYS_OPEN | {SIGN_IN}:
        return None
    data = await read_form(request, MOST_OF_ANYBODY)
    texts = [(name, value) for name, value in data.multi_items() if isinstance(value, str)]
    token = dict(texts).get(csrf.FIELD, "")
    keys = house.signing.keys.secrets
    ours = any(csrf.holds(key, claims.session.hex, token) for key in keys)
    if not ours or sum(len(value) for _, value in texts) > _LARGEST:
        return None
    fields = tuple(one for one in texts if one[0] != csrf.FIELD)
    return Kept(path, claims.staff, fields, len(texts) < len(data.multi_items()))
