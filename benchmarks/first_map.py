"""The first map: from the start of the navigation to the drawn picture, cache empty."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser

from benchmarks.browser import blank

SLOWER = 4
WATCH = """(() => {
    const look = () => {
        if (document.documentElement?.dataset.atlas === "ready" && !window.benchFirst) {
            window.benchFirst = performance.now();
        }
    };
    new MutationObserver(look).observe(document, {subtree: true, attributeFilter: ["data-atlas"]});
})();"""


@dataclass(frozen=True)
class First:
    """Medians in milliseconds, of the atlas and of the bare page."""

    atlas: float
    bare: float


def first_map(browser: Browser, atlas: str, bare: str, times: int, slow: bool = False) -> First:
    """Visit both addresses *times* in turns; *slow*: 4 x CPU, 10 Mbit/s, 40 ms."""
    found: dict[str, list[float]] = {atlas: [], bare: []}
    for _ in range(times):
        for address, seen in found.items():
            seen.append(_visit(browser, address, slow))
    return First(median(found[atlas]), median(found[bare]))


def _visit(browser: Browser, address: str, slow: bool) -> float:
    with blank(browser) as opened:
        if slow:
            opened.slow_down(SLOWER)
            opened.slow_network()
        opened.page.add_init_script(WATCH)
        opened.page.goto(address)
        opened.wait_until_drawn()
        moment: float = opened.page.evaluate("() => window.benchFirst")
    return moment
