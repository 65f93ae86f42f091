"""The whole page by keyboard alone: order, no trap, the walk over the map, focus that stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from tests.browser.harness import wait_until
from tests.browser.steps import (
    OpenPage,
    areas,
    asked,
    expect_focus_within,
    find,
    go,
    search,
    settle,
    switch,
)

ARROWS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight")
STOP = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const frames = ['header', 'sheet-choose', 'stage', 'sheet-legend', 'sheet-area',
        'sheet-timeline', 'footer'];
    const frame = frames.find((id) => one.closest('#' + id));
    const ringed = one.matches(':focus-visible') && getComputedStyle(one).outlineStyle !== 'none';
    const name = one.ariaLabel || one.textContent.trim() || one.labels?.[0]?.textContent || '';
    return {frame: frame || (one.closest('.skip') ? 'skip' : 'body'), tag: one.tagName, id: one.id,
        path: one.tagName === 'path', ringed, name, seen: box.width * box.height > 0};
}"""

WIDTH = "document.querySelector('#map path.area').getBoundingClientRect().width"


def walk(page: Page, key: str, most: int = 400) -> list[dict[str, object]]:
    """Press *key* until the focus leaves the page; return all stops."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError(f"a trap: {stops[-3:]}")


def enter_map(page: Page) -> str:
    """Bring the keyboard to the map; return the name of the area where it begins."""
    page.locator("#zoom-in").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#map-keys")).to_be_focused()
    return announced(page)


def announced(page: Page) -> str:
    """Return the name of the area that was announced last."""
    return page.locator("#announcer").inner_text().split(":")[0]


def test_tab_leads_through_the_page_in_reading_order_without_a_trap(open_page: OpenPage) -> None:
    page = open_page()
    stops = walk(page, "Tab")
    frames = [str(stop["frame"]) for stop in stops]
    order = list(dict.fromkeys(frames))
    backwards = [str(stop["frame"]) for stop in walk(page, "Shift+Tab", 2 * len(stops) + 2)]

    assert order[:4] == ["skip", "header", "sheet-choose", "stage"]
    assert order[-2:] == ["sheet-timeline", "footer"]
    assert frames == sorted(frames, key=order.index), "no frame is visited twice"
    assert [stop["id"] for stop in stops].count("map-keys") == 1
    assert not any(stop["path"] for stop in stops)
    assert [stop for stop in stops if not stop["name"] or not stop["seen"]] == []
    assert [stop for stop in stops if not stop["ringed"]] == []
    assert len(stops) < 145
    # A browser without a frame of its own may begin again at the end: one round is looked at.
    assert backwards[: len(stops)] == frames[::-1]


def test_skip_links_lead_to_map_table_and_timeline(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip a").first).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#map-keys")).to_be_focused()
    page.locator(".skip a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table-frame")).to_be_visible()
    expect_focus_within(page, "#table-frame")
    page.locator(".skip a").nth(2).focus()
    page.keyboard.press("Enter")

    expect_focus_within(page, "#sheet-timeline")
    expect(page.locator("#sheet-timeline")).to_be_in_viewport()


def test_reaching_the_map_announces_an_area_with_value_class_and_rank(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    first = enter_map(page)
    said = page.locator("#announcer").inner_text()

    assert first == "Tarup"
    assert areas(page)["Tarup"]["value"] in said
    assert "Klasse 1 von 5" in said
    assert re.search(r"12 anderen Gebieten haben 12 einen höheren und 0 einen niedrigeren", said)
    expect(page.locator("#announcer")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#map .mark.pointed")).to_have_count(2)
    expect(page.locator("#map-card")).to_contain_text("Tarup")


def test_every_area_can_be_reached_from_altstadt_by_arrow_keys(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page("auswahl=01")
    shapes = {one.name: one.geometry for one in flensburg.level("stadtteil").areas}
    ways: dict[str, set[str]] = {}
    todo = [enter_map(page)]
    while todo:
        here = todo.pop()
        ways[here] = set()
        for arrow in ARROWS:
            find(page, here)
            settle(page)
            assert enter_map(page) == here
            page.keyboard.press(arrow)
            ways[here].add(announced(page))
        todo += [name for name in ways[here] if name not in ways and name not in todo]
        neighbours = {n for n, s in shapes.items() if s.buffer(1e-5).intersects(shapes[here])}
        assert len((ways[here] & neighbours) - {here}) >= 1, here

    assert set(ways) == set(shapes)


def test_enter_chooses_and_escape_lets_go(open_page: OpenPage) -> None:
    page = open_page()
    enter_map(page)
    page.keyboard.press("ArrowDown")
    name = announced(page)
    page.keyboard.press("Enter")
    expect(page.locator("#area-panel h2")).to_have_text(name)
    expect(page.locator("#map-keys")).to_be_focused()
    assert "auswahl" in asked(page)
    page.keyboard.press("ArrowUp")
    assert announced(page) != name
    expect(page.locator("#area-panel h2")).to_have_text(name)
    page.keyboard.press("Escape")

    assert search(page) == ""
    expect(page.locator("#map-keys")).to_be_focused()
    expect(page.locator("#map .mark")).to_have_count(0)


def test_the_map_is_left_by_tab_and_zoomed_by_plus_and_minus(open_page: OpenPage) -> None:
    page = open_page()
    enter_map(page)
    width = page.locator("#map path.area").first.bounding_box()
    assert width
    page.keyboard.press("+")
    wait_until(page, f"{WIDTH} > {width['width']} + 1")  # it zooms a moment after the key
    expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)
    wider = page.locator("#map path.area").first.bounding_box()
    page.keyboard.press("Tab")

    expect(page.locator("#zoom-in")).to_be_focused()
    expect(page.locator("#map-card")).to_be_hidden()
    assert wider
    assert wider["width"] > width["width"]


def by_switch(page: Page) -> None:
    switch(page, "namen").focus()
    page.keyboard.press("Space")
    expect(switch(page, "namen")).to_have_attribute("aria-checked", "false")


def by_funded_list(page: Page) -> None:
    page.locator("#funded-list button").nth(3).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#funded-area-panel h2")).to_have_text("Neustadt")


def by_key_figure(page: Page) -> None:
    go(page, "auswahl=13")
    page.locator("#area-panel table.figures a").nth(0).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#headline")).to_contain_text("Regelleistungsberechtigte")


def by_table(page: Page) -> None:
    go(page, "ansicht=tabelle")
    page.locator("#table-frame th a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table-frame tr.chosen")).to_have_count(1)


def by_clear(page: Page) -> None:
    go(page, "auswahl=13")
    page.locator("#area-panel .clear").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#area-panel h2")).to_have_count(0)


def by_indicator(page: Page) -> None:
    page.locator('#indicators a[data-indicator="sgb-ii"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#headline")).to_contain_text("Regelleistungsberechtigte")


def by_mode(page: Page) -> None:
    page.locator("#mode-tabelle").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table-frame")).to_be_visible()


def by_funded_panel(page: Page) -> None:
    go(page, "foerdergebiet=duburg")
    expect(page.locator("#funded-area-panel h2")).to_have_text("Duburg")
    page.locator("#funded-area-panel .clear").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#funded-area-panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("act", "place"),
    [
        (by_switch, "#sheet-choose"), (by_indicator, "#indicators"), (by_mode, "#header"),
        (by_funded_list, "#details"), (by_key_figure, "#details"), (by_clear, "#details"),
        (by_funded_panel, "#details"), (by_table, "#table-frame"),
    ],
)  # fmt: skip
def test_the_focus_stays_where_the_reader_works(
    open_page: OpenPage, act: Callable[[Page], None], place: str
) -> None:
    page = open_page()
    act(page)
    settle(page)

    expect_focus_within(page, place)


def test_selects_and_search_work_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#method").focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    expect(page.locator("#method")).to_be_focused()
    assert asked(page)["klassen"] == "quantile-5"
    page.locator("#find-area").focus()
    page.keyboard.type("Weiche")
    page.keyboard.press("Enter")

    expect(page.locator("#area-panel h2")).to_have_text("Weiche")
    expect(page.locator("#find-area")).to_be_focused()


def test_a_change_of_the_year_is_heard(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#year").focus()
    page.keyboard.press("ArrowLeft")

    expect(page.locator("#year")).to_have_attribute("aria-valuetext", "2021")
