"""Somebody at the pages, without a browser: follows forms as a browser without scripts does."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from api.signin.passwords import DEMO
from api.web.house import House

_TOKEN = re.compile(r'name="_csrf" value="([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser with its cookies."""

    client: TestClient

    @property
    def house(self) -> House:
        house: House = self.client.app.state.house  # type: ignore[attr-defined]  # of FastAPI
        return house

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def token(self, page: str = "/dang-nhap") -> str:
        """What a form of that page would send along."""
        found = _TOKEN.search(self.get(page).text)
        assert found, f"no form at {page}"
        return found[1]

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, page: str | None = None
    ) -> Response:
        """Send a form that `page` gave out (by default any page of ours)."""
        here = page or ("/mat-khau" if self.get("/mat-khau").status_code == 200 else "/dang-nhap")
        return self.client.post(path, data={"_csrf": self.token(here), **(data or {})})

    def sign_in(self, staff: str, password: str = DEMO, **more: str) -> Response:
        return self.post(
            "/dang-nhap", {"staff": staff, "password": password, **more}, page="/dang-nhap"
        )

    def with_cookies_of(self, stolen: dict[str, str]) -> "Visitor":
        """Somebody else's browser that got hold of the cookies."""
        self.client.cookies.clear()
        self.client.cookies.update(stolen)
        return self

    def signed_in(self, staff: str) -> "Visitor":
        assert self.sign_in(staff).status_code == 303
        return self
