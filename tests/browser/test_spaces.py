"""Social spaces and boundary change in the browser: the form changes the address and the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from tests.browser.harness import WCAG, axe, open_watched
from tests.browser.steps import PHONE

LOADED = "document.readyState === 'complete'"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
RULES = (*WCAG, "best-practice")
Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Iterator[Opened]:
    """A function that opens a page of a city; nothing foreign is asked, nothing fails."""
    watches = []

    def open_(path: str, city: Path = Settings.city, **size: Any) -> Page:
        page, watch = open_watched(
            chromium, f"{address_of(city)}/auswertung/{path}", LOADED, **size
        )
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


def test_the_form_changes_the_address_and_the_number_of_spaces(opened: Opened) -> None:
    page = opened("sozialraeume")
    page.locator("#frage-raeume").fill("4")
    page.locator("#frage-mindestens").fill("0")
    page.locator("#frage-verfahren").select_option("baum")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.locator("#raeume tbody tr")).to_have_count(4)
    assert {"raeume=4", "mindestens=0", "verfahren=baum"} <= set(page.url.split("?")[1].split("&"))
    expect(page.locator("#karte")).to_contain_text("Die Farben trennen nur Nachbarn")


def test_indicators_are_chosen_by_hand(opened: Opened) -> None:
    page = opened("sozialraeume?mindestens=0&raeume=3")
    page.locator(".analysis-choose summary").click()  # many are folded away
    chosen = page.locator("input[name=indikatoren]:checked")
    while chosen.count():
        chosen.first.uncheck()
    page.locator("input[name=indikatoren]").first.check()
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.locator("#raeume tbody tr")).to_have_count(3)
    assert chosen.count() == 1


def test_spaces_of_berlin_on_a_phone(opened: Opened, berlin_package: Path) -> None:
    phone = {"viewport": {"width": PHONE["width"], "height": PHONE["height"]}}
    page = opened("sozialraeume?raeume=30", berlin_package, **phone)

    expect(page.locator("#raeume tbody tr")).to_have_count(30)
    assert not page.evaluate(SIDEWAYS)
    assert [one["id"] for one in axe(page, RULES)] == []


def test_a_series_of_berlin_over_the_reform(opened: Opened, berlin_package: Path) -> None:
    page = opened("gebietsreform?indikator=einwohner", berlin_package)
    expect(page.locator(".analysis-answer")).to_contain_text("geschätzt")
    first = page.locator("h1").inner_text()
    entry = page.locator("#frage-neues-gebiet option").nth(1)
    page.locator("#frage-neues-gebiet").select_option(entry.get_attribute("value"))
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.locator("h1")).not_to_have_text(first)
    assert "neues-gebiet=" in page.url
    assert [one["id"] for one in axe(page, RULES)] == []
