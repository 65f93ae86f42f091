"""Two maps go together, or each by itself; the divider of a swipe is a slider."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.compare_steps import PLACES, SCREENS, SWIPE, still, together
from tests.browser.harness import WCAG, axe
from tests.browser.steps import (
    PHONE,
    OpenPage,
    box,
    open_sheet,
)
from tests.cities import KLEINSTADT


@pytest.mark.parametrize("kind", ["karten", "wischen"])
def test_both_maps_move_and_zoom_as_one(open_page: OpenPage, kind: str) -> None:
    page = open_page(f"vergleich={kind}&mit-jahr=2018")
    page.locator("#zoom-in").click()
    still(page)
    assert together(page) < 1.5
    for keys in ("#map-keys", "#second-keys"):
        frame = box(page.locator(keys))
        x, y = frame["x"] + frame["width"] * (0.2 if keys == "#map-keys" else 0.8), frame["y"] + 150
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 25, steps=4)
        assert together(page) < 1.5, "while it is dragged"
        page.mouse.up()
        still(page)
        assert together(page) < 1.5
    page.locator("#second-keys").focus()
    page.keyboard.press("-")
    still(page)
    assert together(page) < 1.5
    page.locator("#zoom-all").click()
    still(page)
    assert together(page) < 1.5


@SCREENS
def test_another_city_has_its_own_frame(open_page: OpenPage, screen: dict[str, Any]) -> None:
    beside = (Path(KLEINSTADT),)
    page = open_page("vergleich=karten&mit-stadt=kleinstadt", beside=beside, **screen)
    expect(page.locator("#second-title")).to_contain_text("Kleinstadt")
    expect(page.locator("#second-map path.area")).to_have_count(4)
    frame, area = box(page.locator("#second-map")), box(page.locator("#second-map path.area").first)
    assert area["x"] >= frame["x"]
    assert area["width"] > frame["width"] / 4, "fitted to its own outlines"
    before = page.evaluate(PLACES, "map")

    page.locator("#second-keys").focus()
    page.keyboard.press("+")
    still(page)
    for here, there in zip(page.evaluate(PLACES, "map"), before, strict=True):
        assert here == pytest.approx(there, abs=0.01)
    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []


@SCREENS
def test_the_divider_is_a_slider(open_page: OpenPage, screen: dict[str, Any]) -> None:
    page = open_page(SWIPE, **screen)
    knob, before = page.locator("#divider"), page.url
    place, frame = box(knob), box(page.locator("#map-frame"))
    assert min(place["width"], place["height"]) >= 44
    assert knob.get_attribute("role") == "slider"
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.25, middle[1], steps=3)
    page.mouse.up()

    assert abs(int(str(knob.get_attribute("aria-valuenow"))) - 25) <= 1
    assert knob.get_attribute("aria-valuetext") == "2022: 25 % der Breite, 2018: 75 %"
    for key, wished in (("Home", 0), ("ArrowLeft", 0), ("ArrowRight", 5), ("End", 100)):
        page.keyboard.press(key)
        assert knob.get_attribute("aria-valuenow") == str(wished)
    assert page.url == before


def test_each_side_of_the_divider_answers_for_its_map(open_page: OpenPage) -> None:
    page = open_page(SWIPE)
    under = """([x, y]) => Boolean(document.elementFromPoint(x, y).closest('#second-keys'))"""
    frame = box(page.locator("#map-keys"))
    y = frame["y"] + frame["height"] * 0.8
    assert page.evaluate(under, [frame["x"] + frame["width"] * 0.4, y]) is False
    assert page.evaluate(under, [frame["x"] + frame["width"] * 0.6, y]) is True


def test_on_a_phone_the_controls_are_in_the_sheet(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    sheet = open_sheet(page, "choose")
    sheet.locator("#compare").select_option("wischen")
    page.locator('#sheet-bar [data-sheet="sheet-choose"]').tap()

    knob = page.locator("#divider")
    expect(knob).to_be_visible()
    frame, place = box(page.locator("#map-frame")), box(knob)
    drag(page, place["x"] + 22, place["y"] + 22, frame["x"] + frame["width"] * 0.8)
    expect(knob).to_have_attribute("aria-valuenow", re.compile("^(79|80|81)$"))


def drag(page: Page, x: float, y: float, to_x: float) -> None:
    """Put one finger down, move it to the side and lift it."""
    client = page.context.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    client.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    client.send(touch, {"type": "touchMove", "touchPoints": [{"x": to_x, "y": y}]})
    client.send(touch, {"type": "touchEnd", "touchPoints": []})
