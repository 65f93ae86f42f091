"""What a reader does on the page and sees there, in the words of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import PATIENCE_MS, READY, wait_until

OpenPage = Callable[..., Page]
expect.set_options(timeout=PATIENCE_MS)  # a machine may have other things to do

PHONE: dict[str, Any] = {"width": 390, "height": 844, "touch": True}
START = "sgb-ii-anteil"
# Ten years with a gap of four: 2011, 2012, 2017 ... 2022.
GAPPY = "kinder-unter-18-anteil"
DRAWN = f"""{READY} && atlas.draw.scene
    && atlas.view.toQuery(atlas.draw.scene.view, atlas.draw.scene.book) === location.search"""
MAP = """() => [...document.querySelectorAll('#map path.area')].map((path) => ({
    label: path.getAttribute('aria-label'), role: path.getAttribute('role'),
    status: path.dataset.status, fill: getComputedStyle(path).fill,
    opacity: getComputedStyle(path).fillOpacity,
}))"""
LEGEND = """() => [...document.querySelectorAll('#sheet-legend ol.classes li')].map((row) => ({
    colour: getComputedStyle(row.querySelector('.swatch')).backgroundColor,
    says: row.querySelector('.says').textContent,
    count: row.querySelector('.count').textContent,
}))"""
TABLE = """() => [...document.querySelectorAll('#table-frame table.twin')][0]
    .querySelectorAll('tbody tr').values().map((row) => ({
        name: row.querySelector('th').textContent,
        value: row.querySelector('td.value').textContent.trim(),
        place: row.querySelector('td.class').textContent.trim(),
        colour: row.querySelector('td.class .swatch')
            && getComputedStyle(row.querySelector('td.class .swatch')).backgroundColor,
        cells: [...row.children].map((cell) => cell.textContent.trim()),
    })).toArray()"""
# Everything that a view decides, and nothing that a reader may leave as he likes.
PICTURE = """() => {
    // Links get their addresses a moment later; another test looks at these.
    const html = (place) => document.querySelector(place)?.innerHTML.replace(/ href="[^"]*"/g, '');
    const text = (id) => document.getElementById(id).innerText;
    const marks = [...document.querySelectorAll('#map .mark, #map .funded, #map .symbol')];
    return {
        title: document.title, headline: text('headline'), sentence: text('sentence'),
        legend: html('#sheet-legend'),
        panel: html('#area-panel:not([hidden])'),
        funded: html('#funded-list'),
        table: html('#table-frame:not([hidden])'),
        year: document.getElementById('year').value + document.getElementById('year').max,
        level: document.getElementById('level').value,
        method: document.getElementById('method').value,
        switches: [...document.querySelectorAll('[role=switch]')].map((one) => one.ariaChecked),
        areas: [...document.querySelectorAll('#map path.area')].map((path) => [
            path.getAttribute('class'), path.getAttribute('aria-label'),
            getComputedStyle(path).fill]),
        marks: marks.map((path) => path.getAttribute('class')).sort(),
        names: [...document.querySelectorAll('#map .name')].map((name) => name.textContent).sort(),
    };
}"""


def load(page: Page, query: str) -> None:
    """Load another address in the same window, as if it were typed."""
    parts = urlsplit(page.url)
    page.goto(f"{parts.scheme}://{parts.netloc}/{'?' + query if query else ''}")
    wait_until(page, READY)


def go(page: Page, query: str) -> None:
    """Go to another address without loading the page again, as Back and Forward do."""
    page.evaluate(
        """(query) => {
            history.pushState({}, '', query || location.pathname);
            dispatchEvent(new PopStateEvent('popstate'));
        }""",
        f"?{query}" if query else "",
    )
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page has drawn the view of its address: panels follow the map by a frame."""
    wait_until(page, DRAWN)


def asked(page: Page) -> dict[str, str]:
    """Return the parameters of the address, once it is the one of the view."""
    settle(page)
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def search(page: Page) -> str:
    """Return the query of the address as the browser has it, once it is the one of the view."""
    settle(page)
    return str(page.evaluate("location.search"))


def area(page: Page, name: str) -> Locator:
    """Return the path of an area on the map."""
    return page.locator(f'#map path.area[aria-label^="{name}: "]')


def areas(page: Page) -> dict[str, dict[str, Any]]:
    """Return what the map shows of each area, by name: label, value, class (from 1), fill."""
    settle(page)
    found = {}
    for one in page.evaluate(MAP):
        name, rest = one["label"].split(": ", 1)
        place = re.search(r"Klasse (\d+) von (\d+)", rest)
        found[name] = one | {
            "value": re.split(r", (?:Klasse|keine Klasse)", rest)[0],
            "place": int(place[1]) if place else None,
        }
    return found


def legend(page: Page) -> list[dict[str, Any]]:
    """Return the classes of the legend from the lowest up: colour, span in words, count."""
    settle(page)
    rows = reversed(page.evaluate(LEGEND))
    return [row | {"count": _count(row["count"])} for row in rows]


def _count(words: str) -> int:
    first = words.split(maxsplit=1)[0]
    return 0 if first == "kein" else int(first)


def table(page: Page) -> list[dict[str, Any]]:
    """Return the rows of the table twin in their order."""
    settle(page)
    return list(page.evaluate(TABLE))


def picture(page: Page) -> dict[str, Any]:
    """Return all that the view decides on the page, to compare two pages."""
    settle(page)
    return dict(page.evaluate(PICTURE))


def differences(page: Page, other: dict[str, Any]) -> set[str]:
    """Return what looks different on *page* than in the picture *other*."""
    now = picture(page)
    return {part for part in now if now[part] != other[part]}


def figure(text: str) -> float:
    """Read a German number from the start of *text*: ``1.234,5 %`` is 1234.5."""
    found = re.match(r"[−+-]?[\d.]*\d(?:,\d+)?", text.strip())
    assert found, f"no number: {text!r}"
    return float(found[0].replace(".", "").replace(",", ".").replace("−", "-"))


def open_theme(page: Page, indicator: str) -> Locator:
    """Unfold the theme of *indicator* in the list and return its link."""
    link = page.locator(f'#indicators a[data-indicator="{indicator}"]')
    theme = page.locator(f'#indicators details:has(a[data-indicator="{indicator}"])')
    if theme.get_attribute("open") is None:
        theme.locator("summary").click()
    return link


def choose_indicator(page: Page, indicator: str) -> None:
    """Click an indicator in the list."""
    open_theme(page, indicator).click()
    expect(page.locator(f'#indicators a[data-indicator="{indicator}"]')).to_have_attribute(
        "aria-current", "true"
    )


def find(page: Page, name: str) -> None:
    """Type a name into the search and confirm."""
    page.locator("#find-area").fill(name)
    page.locator("#find-area").press("Enter")


def switch(page: Page, layer: str) -> Locator:
    """Return the switch of a map layer."""
    return page.locator(f'[data-layer="{layer}"]')


def open_sheet(page: Page, name: str) -> Locator:
    """Open one of the sheets of the phone (choose, legend, area, timeline) and return it."""
    button = page.locator(f'#sheet-bar [data-sheet="sheet-{name}"]')
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    return page.locator(f"#sheet-{name}")


def focused(page: Page) -> str:
    """Return id, text or name of the element that has the focus."""
    return str(
        page.evaluate("""() => {
            const one = document.activeElement;
            if (one === document.body) return 'nothing';
            return one.id || one.ariaLabel || one.textContent.trim() || one.tagName;
        }""")
    )


def expect_focus_within(page: Page, place: str) -> None:
    """Wait until the focus is on *place* or within it."""
    expect(page.locator(f"{place}:focus, {place} :focus"), focused(page)).to_have_count(1)


def box(locator: Locator) -> dict[str, float]:
    """Return x, y, width and height of an element that is there."""
    found = locator.bounding_box()
    assert found is not None
    return dict(found)
