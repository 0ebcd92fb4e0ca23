"""The chat window as a visitor handles it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.places import Place


@dataclass
class Window:
    """The chat window on the demo shop's page."""

    page: Page
    base: str
    place: Place

    def words(self, key: str) -> str:
        return self.place.window(key)

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.words(key), exact=True)

    def open(self, path: str = "/demo") -> "Window":
        self.page.goto(self.base + path)
        expect(self.page.locator("zhiyin-chat .launcher")).to_be_visible()
        self.page.locator("zhiyin-chat .launcher").click()
        expect(self.page.locator("zhiyin-chat .panel")).to_be_visible()
        return self

    def write(self, text: str) -> None:
        field = self.page.locator("zhiyin-chat .composer textarea")
        field.fill(text)
        field.press("Enter")

    def mine(self) -> list[str]:
        return self.page.locator("zhiyin-chat .mine .bubble").all_inner_texts()

    def sees(self, text: str) -> None:
        expect(self.page.locator("zhiyin-chat .panel")).to_contain_text(text)

    def sent(self, text: str) -> None:
        """The message is stored: nothing is on its way any more."""
        self.sees(text)
        # The state below a message, whichever of the two: kept turns into sending.
        states = re.compile(f"{self.words('sending')}|{self.words('kept')}")
        under_way = self.page.locator("zhiyin-chat .meta").filter(has_text=states)
        expect(under_way).to_have_count(0)
