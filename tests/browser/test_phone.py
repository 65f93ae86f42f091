"""The page on a phone, by touch: taps, sheets, targets, no scrolling sideways."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import (
    OpenPage,
    area,
    box,
)

VIEWS = (
    "", "auswahl=13", "foerdergebiet=hafen-ost", "ansicht=tabelle&symbole=einwohner&auswahl=13",
    "klassen=eigene-10,20&grenzen=fest", "auswahl=99&jahr=1066&indikator=" + "x" * 60,
    "indikator=sgb-ii-auslaendisch-prozent&auswahl=05",
)  # fmt: skip
SHEETS = ("choose", "legend", "area", "timeline")
SMALL = """(least) => [...document.querySelectorAll(
    'button, summary, select, input, #header a, #indicators a, [role=switch]')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('#timeline'))
    .map((one) => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width && box.height && (box.height < least || box.width < least))
    .map(([box, one]) => `${one.tagName} ${one.id || one.textContent.trim()}: `
        + `${Math.round(box.width)} x ${Math.round(box.height)}`)"""
ON_TOP = """(one) => {
    const box = one.getBoundingClientRect();
    const x = box.x + Math.min(box.width, 40) / 2, y = box.y + box.height / 2;
    const top = document.elementFromPoint(x, y);
    return box.height > 0 && (one === top || one.contains(top));
}"""


def on_top(locator: Locator) -> bool:
    """Tell whether an element is in sight and nothing lies over it."""
    return bool(locator.evaluate(ON_TOP))


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    # Not innerWidth: a phone widens its window to what is too wide.
    return int(page.evaluate("document.documentElement.scrollWidth - screen.width"))


def in_frame(page: Page, name: str) -> list[float]:
    """Return where an area lies within the frame of the map, in pixels."""
    return list(
        area(page, name).evaluate("""(path) => {
            const box = path.getBoundingClientRect();
            const frame = document.getElementById('map-frame').getBoundingClientRect();
            return [box.x - frame.x, box.y - frame.y, box.width, box.height];
        }""")
    )


def swipe(page: Page, *fingers: tuple[int, int, int, int]) -> None:
    """Move fingers over the middle of the map; each is (x, y) at first, (x, y) at last."""
    frame = box(page.locator("#map-frame"))
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    session = page.context.new_cdp_session(page)
    for part in range(9):
        points = [
            {"id": number, "x": x + a + (c - a) * part / 8, "y": y + b + (d - b) * part / 8}
            for number, (a, b, c, d) in enumerate(fingers)
        ]
        kind = "touchMove" if part else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_phone_held_sideways_shows_map_and_legend(open_page: OpenPage) -> None:
    page = open_page(width=844, height=390, touch=True)

    assert sideways(page) == 0
    for place in ("#headline", "#map-frame", "#year-bar", "#sheet-legend", "#sheet-choose"):
        page.locator(place).scroll_into_view_if_needed()
        expect(page.locator(place)).to_be_visible()
    assert box(page.locator("#map-frame"))["height"] >= 200
