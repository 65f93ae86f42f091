"""Pages to be measured: opened, slowed down, driven."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize
from playwright.sync_api import Error as PlaywrightError

from tests.browser.harness import LOOK, READY

SCREEN: ViewportSize = {"width": 1440, "height": 900}
DRIVE = Path(__file__).with_name("drive.js")
NETWORK = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 1.25e6,
    "uploadThroughput": 1.25e6,
}
PATIENCE_MS = 60_000
COUNTERS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration")


@dataclass(frozen=True)
class Opened:
    """A page with its line to the browser's own instruments."""

    page: Page
    session: CDPSession
    said: list[str]

    def wait_until_drawn(self) -> None:
        """Wait for the first picture; thousands of areas may take longer than a test would wait."""
        try:
            self.page.evaluate(LOOK.replace("EXPRESSION", READY), PATIENCE_MS)
        except PlaywrightError as error:
            error.add_note(f"The page said: {self.said or 'nothing'}")
            raise

    def slow_down(self, times: float) -> None:
        """Let the page's main thread run *times* slower."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def slow_network(self) -> None:
        """10 Mbit/s with 40 ms from request to answer."""
        self.session.send("Network.enable")
        self.session.send("Network.emulateNetworkConditions", NETWORK)

    def counters(self) -> dict[str, float]:
        """Milliseconds that the main thread has spent so far, by kind of work."""
        found = self.session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: 1000 * one["value"] for one in found if one["name"] in COUNTERS}


@contextmanager
def blank(browser: Browser) -> Iterator[Opened]:
    """Give an empty page in a fresh context: nothing in its cache."""
    context = browser.new_context(viewport=SCREEN, locale="de-DE")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        yield Opened(page, session, said)
    finally:
        context.close()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Give the page at *address*, drawn and ready to be timed."""
    with blank(browser) as found:
        found.page.goto(address)
        found.wait_until_drawn()
        found.page.evaluate(DRIVE.read_text(encoding="utf-8"))
        found.page.evaluate("() => bench.watch()")
        yield found


def switch_atlas(found: Opened, event: dict[str, Any]) -> dict[str, float]:
    """Send *event* to the atlas; return the times of ``drive.js``."""
    times: dict[str, float] = found.page.evaluate(
        "event => bench.timed('atlas', () => atlas.wiring.send(event))", event
    )
    return times


def switch_bare(found: Opened, place: int) -> dict[str, float]:
    """Show what switch number *place* leads to on the bare page; return the times."""
    times: dict[str, float] = found.page.evaluate(
        "place => bench.timed('bare', () => dress(looks[place]))", place + 1
    )
    return times
