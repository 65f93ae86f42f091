"""What a reader does with two maps, and where their areas are."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.harness import wait_until
from tests.browser.steps import (
    PHONE,
)

DESKTOP: dict[str, Any] = {"width": 1440, "height": 900}
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
YEARS = "vergleich=karten&mit-jahr=2018"
SWIPE = "vergleich=wischen&mit-jahr=2018"
PLACES = """(id) => [...document.querySelectorAll(`#${id} path.area`)].map((path) => {
    const {x, y, width} = path.getBoundingClientRect(), frame = document.getElementById(id);
    const origin = frame.getBoundingClientRect();
    return [x - origin.x, y - origin.y, width];
})"""
LABELS = """(id) => [...document.querySelectorAll(`#${id} path.area`)]
    .map((path) => [path.getAttribute('aria-label'), path.getAttribute('class')])"""
STILL = """['map', 'second-map'].every((id) =>
    document.querySelector('#' + id + ' .leaflet-map-pane').getAnimations({subtree: true})
        .length === 0)
    && !document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')"""
WITHIN = """async () => {
    const map = atlas.second.frame.map, [lon, lat] = atlas.second.scene.level.points[0];
    const {x, y} = map.latLngToContainerPoint([lat, lon]);
    const origin = map.getContainer().getBoundingClientRect();
    return [origin.x + x, origin.y + y];
}"""
CLEAR = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def second(page: Page, name: str) -> Locator:
    """Return the path of an area on the second map."""
    return page.locator(f'#second-map path.area[aria-label^="{name}: "]')


def first(page: Page, name: str) -> Locator:
    return page.locator(f'#map path.area[aria-label^="{name}: "]')


def still(page: Page) -> None:
    """Wait until no map moves: an animation begins a frame after what asked for it."""
    for _ in range(2):
        page.evaluate(CLEAR)
    wait_until(page, STILL)


def together(page: Page) -> float:
    """Return how far the areas of both maps are apart at most, in pixels."""
    page.evaluate(CLEAR)
    one, two = page.evaluate(PLACES, "map"), page.evaluate(PLACES, "second-map")
    assert len(one) == len(two) > 0
    return max(
        abs(a - b)
        for here, there in zip(one, two, strict=True)
        for a, b in zip(here, there, strict=True)
    )
