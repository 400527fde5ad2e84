"""A program that calls the interface, for one person or another."""

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from api.rest.application import PREFIX
from api.web.house import House
from tests.api.rest.seeded import Seeded

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Program:
    """Speaks for whoever it is told to."""

    client: TestClient
    seeded: Seeded

    @property
    def house(self) -> House:
        house: House = self.client.app.state.house  # type: ignore[attr-defined]  # of FastAPI
        return house

    def token(self, role: str) -> str:
        return self.house.signing.keys.issue(self.seeded.claims(role))

    def call(self, role: str, method: str, path: str, **more: Any) -> Response:  # noqa: ANN401
        headers = dict(more.pop("headers", {}))
        if role != NOBODY:
            headers["authorization"] = f"Bearer {self.token(role)}"
        return self.client.request(method, f"{PREFIX}{path}", headers=headers, **more)

    def get(self, role: str, path: str, **more: Any) -> Response:  # noqa: ANN401
        return self.call(role, "GET", path, **more)

    def post(self, role: str, path: str, body: object = None, **more: Any) -> Response:  # noqa: ANN401
        return self.call(role, "POST", path, json={} if body is None else body, **more)
