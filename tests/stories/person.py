"""Somebody in front of a browser, and what the browser itself saw."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no types
from playwright.sync_api import Browser, BrowserContext, Page, Response

from api.signin.passwords import DEMO

SERIOUS = {"serious", "critical"}


@dataclass(slots=True)
class Person:
    """A browser window; every answer that came is kept for the record."""

    context: BrowserContext
    page: Page
    address: str
    answers: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at_desk(cls, browser: Browser, address: str, *, scripts: bool = True) -> Self:
        return cls._new(browser, address, 1280, 900, scripts=scripts)

    @classmethod
    def on_phone(cls, browser: Browser, address: str, *, scripts: bool = True) -> Self:
        return cls._new(browser, address, 360, 740, scripts=scripts)

    @classmethod
    def _new(
        cls, browser: Browser, address: str, width: int, height: int, *, scripts: bool
    ) -> Self:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            reduced_motion="reduce",  # a page that still glides moves away under the pointer
        )
        context.set_default_timeout(15_000)
        here = cls(context, context.new_page(), address)
        here.page.on("response", lambda answer: here.answers.append(answer))  # noqa: PLW0108 -- no builtin
        here.page.on("console", lambda said: here._hear(said.type, said.text))
        here.page.on("pageerror", lambda error: here.complaints.append(str(error)))
        return here

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def leave(self) -> None:
        self.context.close()

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, staff: str, password: str = DEMO) -> None:
        self.context.clear_cookies()
        self.go("/dang-nhap")
        self.page.fill("#staff", staff)
        self.page.fill("#password", password)
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()

    def text(self) -> str:
        return self.page.inner_text("body")

    # what the browser saw

    def breaches(self) -> list[str]:
        """What axe-core finds serious or critical on the page, with the place."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {node['target']}"
            for one in found
            if one["impact"] in SERIOUS
            for node in one["nodes"]
        ]

    def weight(self) -> int:
        """Bytes over the wire since the last `forget`, heads included."""
        sizes = [
            answer.request.sizes() for answer in self.answers if not answer.from_service_worker
        ]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def forget(self) -> None:
        self.answers.clear()

    def strangers(self) -> list[str]:
        """Hosts other than ours that were asked for something."""
        ours = urlsplit(self.address).netloc
        hosts = {urlsplit(answer.url).netloc for answer in self.answers}
        return sorted(host for host in hosts if host not in {ours, ""})

    def is_too_wide(self) -> bool:
        """Whether the page must be moved sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
            )
        )
