"""Target accuracy, effect and early warning in the browser: the form changes address and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from tests.browser.harness import WCAG, axe, open_watched

LOADED = "document.readyState === 'complete'"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
Opened = Callable[[str], Page]


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Any:
    """A function that opens an analysis; nothing foreign is asked, nothing fails."""
    watches = []

    def open_(path: str) -> Page:
        address = f"{address_of(Settings.city)}/auswertung/{path}"
        page, watch = open_watched(chromium, address, LOADED)
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


def show(page: Page) -> None:
    page.locator("form.analysis-form button[type=submit], main form button").first.click()
    page.wait_for_load_state()


def test_money_instead_of_people_and_another_limit(opened: Opened) -> None:
    page = opened("zielgenauigkeit")
    before = page.locator("main").inner_text()
    page.locator("[name=grenze]").fill("15")
    page.locator("[name=mass]").select_option("geld")
    show(page)

    assert "mass=geld" in page.url
    assert "grenze=15" in page.url
    expect(page.locator("[name=geldstand]")).to_have_value("bewilligt")
    assert page.locator("main").inner_text() != before
    assert axe(page, WCAG) == []


def test_another_funded_area_shows_its_own_gap(opened: Opened) -> None:
    page = opened("wirkung")
    page.locator("[name=foerdergebiet]").select_option("neustadt")
    page.locator("[name=deckung]").fill("40")
    show(page)

    assert "foerdergebiet=neustadt" in page.url
    expect(page.locator("h1")).to_contain_text("Neustadt")
    expect(page.get_by_text("lässt sich mit diesen Zahlen nicht sagen")).to_be_visible()
    assert axe(page, WCAG) == []


def test_another_year_of_the_rule_changes_the_map(opened: Opened) -> None:
    page = opened("fruehwarnung")
    picture = page.locator("main svg").first
    before = picture.inner_html()
    page.locator("[name=warnjahr]").select_option("2020")
    show(page)

    assert "warnjahr=2020" in page.url
    expect(page.locator("h1")).to_contain_text("2020")
    assert page.locator("main svg").first.inner_html() != before
    assert not page.evaluate(SIDEWAYS)
    assert axe(page, WCAG) == []
