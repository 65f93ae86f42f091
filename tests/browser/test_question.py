"""Own questions in the browser: conditions by keyboard, Back, two indicators, accessible parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from tests.browser.harness import WCAG, axe, open_watched
from tests.browser.test_scenario import LOADED, NO_SIDEWAYS, SCREENS, changes, tab_to

OpenQuestion = Callable[..., Page]
CONDITION = "bedingungen=sgb-ii-anteil:2022:ab:12"
KINDS = (CONDITION, "art=zusammenhang&zweiter=wohngeld-anteil", "art=verhaeltnis")


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Iterator[OpenQuestion]:
    """A function that opens the page; nothing foreign is asked, nothing fails."""
    watches = []

    def open_(query: str = "", screen: str = "desktop") -> Page:
        address = f"{address_of(Settings.city)}/auswertung/fragen?{query}"
        page, watch = open_watched(chromium, address, LOADED, **SCREENS[screen])
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


def test_conditions_narrow_and_widen_with_the_keyboard_alone(opened: OpenQuestion) -> None:
    page = opened(CONDITION)
    lead = page.locator(".analysis-answer .info-lead").first
    before = lead.inner_text()
    page.get_by_text("Bedingung hinzufügen").press("Enter")
    tab_to(page, "#frage-vergleich")
    page.keyboard.type("höch")
    tab_to(page, "#frage-zahl")
    page.keyboard.type("14,5")
    page.keyboard.press("Enter")
    expect(page.locator(".analysis-items li")).to_have_count(2)

    assert "sgb-ii-anteil:2022:bis:14.5" in page.url
    assert int(lead.inner_text().split()[0]) < int(before.split()[0])
    page.get_by_role("link", name=f"Entfernen: {changes(page)[0]}").press("Enter")
    expect(page.locator(".analysis-items li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".analysis-items li")).to_have_count(2)


def test_another_kind_keeps_the_conditions(opened: OpenQuestion) -> None:
    page = opened(CONDITION)
    page.get_by_label("Frage").select_option("zusammenhang")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#zusammenhang svg").first).to_be_visible()
    page.get_by_label("Frage").select_option("bedingungen")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.locator(".analysis-items li")).to_have_count(1)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("query", KINDS)
def test_every_part_is_accessible(opened: OpenQuestion, query: str, screen: str) -> None:
    page = opened(query, screen)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []
    assert page.evaluate(NO_SIDEWAYS)
