"""Bytes on the wire: the first visit with an empty cache, and ten switches after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser

from benchmarks.browser import DRIVE, Opened, blank, switch_atlas
from benchmarks.plan import Switch
from tests.browser.harness import serving

LIMIT_BYTES, CITY_LIMIT_BYTES = 900_000, 60_000
LAYOUT = "/_dash-layout"
ENCODING = {"Accept-Encoding": "br"}
KINDS = (
    ("/_dash-component-suites/", "libraries"),
    ("/assets/", "own"),
    ("/daten/", "city"),
    (LAYOUT, "layout"),
    ("/_dash-", "layout"),
)
SWITCHES = 10
SILENCE = """() => new Promise(done => {
    const quiet = 500, asked = () => performance.getEntriesByType("resource").length;
    let last = asked(), since = performance.now();
    const look = () => {
        if (asked() !== last) { last = asked(); since = performance.now(); }
        if (performance.now() > since + quiet) done(); else setTimeout(look, 50);
    };
    look();
})"""


@dataclass
class Wire:
    """What a page has asked for: bytes as sent (headers and compressed bodies) by address."""

    sent: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    _paths: dict[str, str] = field(default_factory=dict)

    def listen(self, opened: Opened) -> None:
        """Count from now on what *opened* loads, cache switched on as usual."""
        opened.session.on("Network.requestWillBeSent", self._asked)
        opened.session.on("Network.loadingFinished", self._came)
        opened.session.send("Network.enable")

    def _asked(self, event: Mapping[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        parts = urlsplit(str(request["url"]))
        if parts.scheme == "http":
            self.requests += 1
            self._paths[str(event["requestId"])] = parts.path

    def _came(self, event: Mapping[str, object]) -> None:
        path = self._paths.get(str(event["requestId"]))
        if path is not None:
            size = event["encodedDataLength"]
            assert isinstance(size, (int, float))
            self.sent[path] = self.sent.get(path, 0) + int(size)

    @property
    def total(self) -> int:
        """All bytes together."""
        return sum(self.sent.values())


@dataclass(frozen=True)
class Visit:
    """The bytes of a first visit by kind, of the city's documents by name, of later switches."""

    kinds: Mapping[str, int]
    documents: Mapping[str, int]
    requests: int
    switch_bytes: int
    switch_requests: int


def kind_of(path: str) -> str:
    """Return the kind of what is found at *path*.

    Examples
    --------
    >>> kind_of("/assets/map.js"), kind_of("/")
    ('own', 'document')
    """
    return next((kind for start, kind in KINDS if path.startswith(start)), "document")


def visit(browser: Browser, server: Flask, switches: list[Switch]) -> Visit:
    """Open the atlas of *server* for the first time, then switch ten times."""
    with serving(server) as address, blank(browser) as opened:
        wire = Wire()
        wire.listen(opened)
        opened.page.goto(address)
        opened.wait_until_drawn()
        opened.page.evaluate(SILENCE)
        first = Wire(dict(wire.sent), wire.requests)
        opened.page.evaluate(DRIVE.read_text(encoding="utf-8"))
        opened.page.evaluate("() => bench.watch()")
        for number in range(SWITCHES):
            switch_atlas(opened, switches[number % len(switches)].event)
        opened.page.evaluate(SILENCE)
    kinds: Counter[str] = Counter()
    for path, size in first.sent.items():
        kinds[kind_of(path)] += size
    documents = {
        path.rsplit("/", 1)[-1].removesuffix(".json"): size
        for path, size in first.sent.items()
        if kind_of(path) == "city"
    }
    return Visit(
        kinds, documents, first.requests, wire.total - first.total, wire.requests - first.requests
    )


def layout_bytes(server: Flask, empty: Flask) -> int:
    """Return the compressed bytes of document and layout that depend on the city.

    That is what those of *server* have more than those of *empty*, an atlas of a city with four
    indicators and neither milestones nor funded areas.
    """
    mine, theirs = (_page_bytes(one) for one in (server, empty))
    return mine - theirs


def _page_bytes(server: Flask) -> int:
    with server.test_client() as client:
        return sum(len(client.get(path, headers=ENCODING).data) for path in ("/", LAYOUT))
