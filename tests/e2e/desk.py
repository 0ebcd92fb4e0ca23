"""The console as a member of staff handles it."""

import time
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.e2e.places import Place
from tests.servers.patience import PATIENCE

_TURN = """to => {
    for (const each of document.querySelectorAll('h1, h2')) each.dataset.before = '';
    performance.setResourceTimingBufferSize(5000);
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
}"""
_ARRIVED = """() => {
    const asked = performance.getEntriesByType('resource').length;
    if (window.asked !== asked) [window.asked, window.askedAt] = [asked, performance.now()];
    const still = performance.now() - window.askedAt > 400;
    const heading = 'main h1:not([data-before]), main h2:not([data-before])';
    return still && document.querySelector(heading) !== null;
}"""


@dataclass
class Desk:
    """One signed-in (or not yet signed-in) console."""

    page: Page
    base: str
    place: Place

    def words(self, key: str, **values: object) -> str:
        return self.place.words(key, **values)

    def go(self, path: str) -> "Desk":
        self.page.goto(f"{self.base}/console{path}")
        return self

    def turn_to(self, path: str) -> "Desk":
        """Goes on to another page as a link would, without loading the console anew; waits until
        its heading is there and it has asked the server for nothing more for a while.
        """
        self.page.evaluate(_TURN, f"/console{path}")
        self.page.wait_for_function(_ARRIVED, polling=100)
        return self

    def until_told(self, path: str, words: str) -> None:
        """Waits until what the server answers this person there holds these words."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.page.request.get(f"{self.base}/api{path}").text():
            assert time.monotonic() < deadline, f"{words!r} is not in {path}"
            time.sleep(0.2)

    def button(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.words(key, **values), exact=True)

    def field(self, key: str) -> Locator:
        return self.page.get_by_label(self.words(key), exact=True)

    def sign_in(self, email: str, password: str) -> "Desk":
        """By the form, as people do."""
        self.go("/login")
        self.field("people:email").fill(email)
        self.field("people:password").fill(password)
        self.button("people:login.submit").click()
        return self

    def arrives(self) -> "Desk":
        """Signed in and at the workbench."""
        expect(self.list).to_be_visible()
        return self

    def go_online(self) -> "Desk":
        self.button("conversations:offline.go").click()
        expect(self.button("conversations:offline.go")).to_have_count(0)
        return self

    def become(self, status: str) -> None:
        """Chooses a state in the switch above the list."""
        self.list.locator("header button").click()
        item = self.page.get_by_role("menuitem").filter(
            has_text=self.words(f"conversations:presence.{status}")
        )
        item.click()
        expect(self.list.locator("header button")).to_contain_text(
            self.words(f"shell:presence.{status}")
        )

    @property
    def list(self) -> Locator:
        return self.page.get_by_role("region", name=self.words("conversations:list"), exact=True)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name=self.words("conversations:messages"), exact=True)

    @property
    def composer(self) -> Locator:
        return self.page.locator("section[data-hides-tabs] textarea")

    def row(self, text: str) -> Locator:
        return self.list.locator("li[data-conversation]").filter(has_text=text)

    def open(self, text: str) -> "Desk":
        """Its row may move away under the finger, as it is given out; people press again."""
        link = self.row(text).get_by_role("link")
        link.click()
        try:
            self.log.wait_for(timeout=5_000)
        except TimeoutError:
            link.click()
        expect(self.log).to_contain_text(text)
        return self

    def pick(self, box: Locator, name: str, *, typed: str = "") -> None:
        """Chooses from a list that opens, found by what is typed there. It may be drawn anew under
        the finger; people press again.
        """
        box.click()
        if typed:
            box.fill(typed)
        listed = self.page.locator(".ant-select-dropdown:visible .ant-select-item-option")
        option = listed.filter(has_text=name)
        option.click()
        try:
            option.wait_for(state="hidden", timeout=5_000)
        except TimeoutError:
            option.click()
            option.wait_for(state="hidden")

    def leave(self) -> None:
        """Back to the list, with no conversation open."""
        if self.place.phone:
            self.button("conversations:back").click()
        else:
            self.page.go_back()
        expect(self.composer).to_have_count(0)

    def answer(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def begin_note(self) -> None:
        """By the head of the conversation; a phone has the tab alone."""
        if self.place.phone:
            self.page.get_by_role("tab", name=self.words("conversations:composer.note")).click()
        else:
            self.act("conversations:note")

    def barrier(self, name: str) -> Locator:
        """The line that says who handles this conversation instead."""
        words = self.words("conversations:barrier.other", name=name)
        return self.page.get_by_text(words, exact=True)

    def whose(self) -> str:
        """The name of who sits here."""
        me = self.page.request.get(f"{self.base}/api/auth/me").json()
        name: str = me["name"]
        return name

    def note(self, text: str) -> None:
        self.page.get_by_role("tab", name=self.words("conversations:composer.note")).click()
        self.composer.fill(text)
        self.button_like("conversations:composer.save").click()

    def button_like(self, key: str) -> Locator:
        """A button whose name holds these words, beside a key cap or a sign."""
        return self.page.get_by_role("button", name=self.words(key))

    def act(self, key: str) -> None:
        """Something from the head of the conversation; a phone keeps it in a menu."""
        if self.place.phone:
            self.button("conversations:more").click()
            self.page.get_by_role("menuitem", name=self.words(key), exact=True).click()
        else:
            head = self.page.locator("section[data-hides-tabs] header")
            head.get_by_role("button").filter(has_text=self.words(key)).first.click()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")


class Seated(Protocol):
    """Seats a member of the staff at a page of the console; without one, at the workbench."""

    def __call__(self, role: str, path: str = "/") -> Desk: ...
