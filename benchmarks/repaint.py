"""Repainting: the atlas against the bare page, in turns, in one browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from flask import Flask
from playwright.sync_api import Browser

from benchmarks import trace
from benchmarks.bare import bare_page, bare_server
from benchmarks.browser import Opened, opened, switch_atlas, switch_bare
from benchmarks.plan import Switch
from tests.browser.harness import serving

Times = dict[str, float]


@dataclass
class Timings:
    """Times of the same switches on both pages, in milliseconds."""

    kinds: list[str] = field(default_factory=list)
    atlas: list[Times] = field(default_factory=list)
    bare: list[Times] = field(default_factory=list)

    def medians(self, measure: str, kind: str = "") -> tuple[float, float]:
        """Return the medians of atlas and bare page; of all switches or of one *kind*."""
        chosen = [place for place, one in enumerate(self.kinds) if kind in ("", one)]
        return (
            median(self.atlas[place][measure] for place in chosen),
            median(self.bare[place][measure] for place in chosen),
        )


@dataclass(frozen=True)
class Pair:
    """The two pages with the same polygons, and the switches that both know."""

    atlas: Opened
    bare: Opened
    switches: list[Switch]
    areas: int


@contextmanager
def pair(browser: Browser, server: Flask, switches: list[Switch]) -> Iterator[Pair]:
    """Give the atlas of *server* and its bare twin; the twin is made from what the atlas shows."""
    with ExitStack() as running:
        atlas = running.enter_context(opened(browser, running.enter_context(serving(server))))
        shape, looks = record(atlas, switches)
        address = running.enter_context(serving(bare_server(bare_page(shape, looks))))
        bare = running.enter_context(opened(browser, address))
        yield Pair(atlas, bare, switches, len(shape["paths"]))


def record(atlas: Opened, switches: list[Switch]) -> tuple[dict[str, Any], list[list[str]]]:
    """Run *switches* once; return the outlines, and the fills at first and after each switch."""
    looks = [atlas.page.evaluate("() => bench.look()")]
    for one in switches:
        switch_atlas(atlas, one.event)
        looks.append(atlas.page.evaluate("() => bench.look()"))
    return atlas.page.evaluate("() => bench.shape()"), looks


def measure(both: Pair, browser: Browser, rounds: int, slower: float = 1) -> Timings:
    """Time *rounds* of all switches on both pages in turns, with the browser's trace running."""
    for opened_page in (both.atlas, both.bare):
        opened_page.slow_down(slower)
    browser.start_tracing(categories=trace.CATEGORIES)
    found = Timings()
    for number in range(rounds):
        for place, one in enumerate(both.switches):
            found.kinds.append(one.kind)
            if (number + place) % 2:
                found.bare.append(switch_bare(both.bare, place))
            found.atlas.append(switch_atlas(both.atlas, one.event))
            if not (number + place) % 2:
                found.bare.append(switch_bare(both.bare, place))
    traced = trace.switches(browser.stop_tracing())
    for times, more in ((found.atlas, traced["atlas"]), (found.bare, traced["bare"])):
        for time, extra in zip(times, more, strict=True):
            time.update(extra)
    return found
