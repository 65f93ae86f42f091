"""Segregation and neighbours in the browser: form, address, figures, axe, the narrow page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from geodata.model import City
from geodata.statistics.segregation import segregation
from layers.numbers import german
from tests.browser.harness import WCAG, axe, open_watched
from tests.browser.steps import PHONE

LOADED = "document.readyState === 'complete'"
NO_SIDEWAYS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": PHONE["width"], "height": PHONE["height"]}},
}
PAGES = {
    "segregation": "indikator=kinder-unter-18-anteil&jahr=2022",
    "cluster": "indikator=migrationshintergrund-anteil&jahr=2022",
}
OpenAnalysis = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Any:
    """A function that opens an analysis; nothing foreign is asked, nothing fails."""
    watches = []

    def open_(name: str, query: str = "", screen: str = "desktop") -> Page:
        address = f"{address_of(Settings.city)}/auswertung/{name}?{query or PAGES[name]}"
        page, watch = open_watched(chromium, address, LOADED, **SCREENS[screen])
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: OpenAnalysis, name: str, screen: str
) -> None:
    page = opened(name, screen=screen)

    expect(page.locator("h1")).to_have_count(1)
    assert axe(page, WCAG) == []
    assert page.evaluate(NO_SIDEWAYS)


def test_the_form_asks_for_another_year_and_the_lead_answers(opened: OpenAnalysis) -> None:
    page = opened("segregation")
    page.get_by_label("Jahr", exact=True).select_option("2017")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page).to_have_url(re.compile("jahr=2017"))
    expect(page.locator(".analysis-answer")).to_contain_text("2017:")


def test_chosen_groups_stand_in_the_address_and_in_the_table(opened: OpenAnalysis) -> None:
    page = opened("segregation")
    for box in page.locator("input[name=gruppen]").all():
        box.uncheck()
    page.get_by_label("Menschen ab 65 Jahren", exact=True).check()
    page.get_by_role("button", name="Anzeigen").click()

    expect(page).to_have_url(re.compile("gruppen=menschen-ab-65-anteil"))
    rows = page.locator("#gruppen table").first.locator("tbody th")
    expect(rows).to_have_text(["Menschen ab 65 Jahren", "übrige"])


def test_figures_and_table_are_the_same_and_those_of_the_statistics(
    opened: OpenAnalysis, flensburg: City
) -> None:
    page = opened("segregation")
    found = segregation(flensburg, "stadtteil", "kinder-unter-18-anteil")
    table = page.locator("#jahre table").first.locator("tbody tr")
    corrected = [row.locator("td").nth(2).inner_text() for row in table.all()]

    assert corrected == [german(100 * one.figures["dissimilarity"].corrected, 1)
                         for one in found.years]  # fmt: skip
    alt = page.locator("#jahre svg[aria-label], #jahre [role=img]").first
    for value in corrected:
        assert value in (alt.get_attribute("aria-label") or alt.text_content() or "")


def test_smoothed_values_are_asked_for_with_the_form(opened: OpenAnalysis) -> None:
    page = opened("cluster")
    page.get_by_label("Werte", exact=True).select_option("geglaettet")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page).to_have_url(re.compile("werte=geglaettet"))
    expect(page.locator("#methode")).to_contain_text("Reis")
