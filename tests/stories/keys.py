"""A keyboard that counts, for the stories of who works without a mouse."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(slots=True)
class Keys:
    """A keyboard that counts. A chord is one keystroke; what a scanner types is none."""

    page: Page
    count: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def scan(self, text: str) -> None:
        """A USB scanner types the text of the code and Enter."""
        self.page.keyboard.type(text)
        with self.page.expect_response("**/the/*"):
            self.page.keyboard.press("Enter")

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.name"))

    def enter_until(self, name: str) -> None:
        """Enter from box to box up to that one."""
        for _ in range(60):
            if self.focused() == name:
                return
            self.press("Enter")
        raise AssertionError(f"Enter never comes to {name}")
