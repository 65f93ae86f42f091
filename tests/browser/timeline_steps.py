"""What tests of the timeline do and look at again and again."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.steps import box

RECORDS = "document.querySelector('#timeline-list tr[id^=tl-row-g-]') !== null"


def lane(page: Page, area: str) -> Locator:
    """Return the lane of the procedure of a funded area."""
    return page.locator(f'.tl-lane[data-area="{area}"]')


def part(page: Page, area: str, name: str) -> Locator:
    """Return one lane of the record of a funded area: concepts, money or resolutions."""
    return page.locator(f'#tl-parts-{area} .tl-lane[data-part="{name}"]')


def fold(page: Page, area: str) -> Locator:
    """Return the button that unfolds the record of a funded area."""
    return lane(page, area).locator(".tl-fold")


def window(page: Page) -> str:
    """Return the window that is shown, as the address would write it."""
    style = "getComputedStyle(document.getElementById('timeline'))"
    return str(
        page.evaluate(f"['--from', '--to'].map((name) => {style}.getPropertyValue(name)).join('-')")
    )


def at_year(page: Page, year: float) -> float:
    """Return where a year lies on the axis, in pixels of the window of the browser."""
    axis = box(page.locator(".tl-ticks"))
    first, last = (float(one) for one in window(page).split("-"))
    return axis["x"] + (year - first) / (last - first) * axis["width"]


def middle_of_axis(page: Page) -> float:
    """Return the height of the middle of the axis, in pixels of the window of the browser."""
    axis = box(page.locator(".tl-ticks"))
    return axis["y"] + axis["height"] / 2


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Put fingers down at the points of the first step, move them through the others, lift them."""
    session = page.context.new_cdp_session(page)  # another session would not know the fingers
    for number, points in enumerate(steps):
        fingers: list[dict[str, Any]] = [
            {"x": x, "y": y, "id": index} for index, (x, y) in enumerate(points)
        ]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
