"""Every analysis in the browser: axe, phone, keyboard, the way from the map and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from layers.analysis.registry import ANALYSES
from tests.browser.harness import WCAG, axe, open_watched
from tests.browser.steps import PHONE, OpenPage, settle

LOADED = "document.readyState === 'complete'"
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": PHONE["width"], "height": PHONE["height"]}},
}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
UNNAMED = """() => [...document.querySelectorAll('main svg')].filter((one) =>
    !one.closest('[aria-hidden=true]') && !one.getAttribute('aria-label')).length"""
RULES = (*WCAG, "best-practice")
NAMES = [one.id for one in ANALYSES]
Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Any:
    """A function that opens a page beside the map; nothing foreign is asked, nothing fails."""
    watches = []

    def open_(path: str, size: str = "desktop") -> Page:
        page, watch = open_watched(
            chromium, f"{address_of(Settings.city)}/{path}", LOADED, **SIZES[size]
        )
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_analysis(opened: Opened, size: str) -> None:
    found = []
    for path in ("auswertungen", *(f"auswertung/{name}?auswahl=02" for name in NAMES)):
        page = opened(path, size)
        found += [f"{path}: {one['id']} {one['targets'][:3]}" for one in axe(page, RULES)]
        found += [f"{path}: sideways"] if page.evaluate(SIDEWAYS) else []
        found += [f"{path}: unnamed picture"] if page.evaluate(UNNAMED) else []

    assert found == []


def test_axe_finds_nothing_on_the_methods(opened: Opened) -> None:
    page = opened("methoden-auswertungen")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert [one["id"] for one in axe(page, RULES)] == []


def test_an_analysis_takes_the_view_of_the_map_along_and_back(open_page: OpenPage) -> None:
    page = open_page("indikator=index-soziale-lage-status&jahr=2020&auswahl=02")
    settle(page)

    page.get_by_role("link", name="Auswertungen", exact=True).first.click()
    page.get_by_role("link", name="Sozialer Index", exact=True).click()
    expect(page.locator("#frage-indexjahr")).to_have_value("2020")
    page.get_by_role("link", name="Zurück zur Karte").click()

    expect(page.locator("#headline")).to_have_text("Index der sozialen Lage: Status, 2020")
    assert "auswahl=02" in page.url


def test_the_legend_of_an_index_leads_to_what_its_classes_are_made_of(open_page: OpenPage) -> None:
    page = open_page("indikator=index-soziale-lage-gesamt&auswahl=02")
    settle(page)

    page.get_by_role("link", name="Woraus die Klassen bestehen").click()

    expect(page.locator("h1")).to_have_text("Index der sozialen Lage")
    expect(page.locator("#gebiet h2")).to_have_text("Neustadt: woraus der Wert besteht")


def test_a_question_is_asked_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened("auswertung/index")
    page.locator("#frage-indexjahr").focus()

    page.keyboard.type("2019")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".analysis-answer")).to_contain_text("2019 ist der Status")
    assert "indexjahr=2019" in page.url
    page.go_back()
    expect(page.locator(".analysis-answer")).to_contain_text("2022 ist der Status")


def test_the_map_of_an_index_says_the_classes_that_the_analysis_says(opened: Opened) -> None:
    page = opened("auswertung/index")
    rows = page.locator("#gebiete tbody tr")
    table = {
        row.locator("th").inner_text(): row.locator("td").nth(1).inner_text() for row in rows.all()
    }
    legend = page.locator("#karten figure").first.locator(".analysis-legend li").all_inner_texts()
    counted = {
        match[1]: int(match[2])
        for one in legend
        if (match := re.search(r"\d\s+([a-zä ]+?)\s+(\d+) Gebiete?", one))
    }

    assert counted == {name: list(table.values()).count(name) for name in set(table.values())}


def test_a_chart_can_be_examined_and_becomes_a_picture_again(opened: Opened) -> None:
    page = opened("auswertung/index?auswahl=02")
    button = page.get_by_role("button", name="Diagramm untersuchen")

    button.press("Enter")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".analysis-wide")).to_be_hidden()
    page.get_by_role("button", name="Wieder als Bild zeigen").press("Enter")

    expect(page.locator(".js-plotly-plot .main-svg")).to_have_count(0)
    expect(page.locator(".analysis-wide")).to_be_visible()
    expect(button).to_be_focused()


def test_without_the_figures_the_picture_stays_and_the_page_says_so(opened: Opened) -> None:
    page = opened("auswertung/index?auswahl=02")
    page.route("**/*.json*", lambda route: route.fulfill(status=200, body="kaputt"))

    page.get_by_role("button", name="Diagramm untersuchen").click()

    expect(page.locator(".analysis-plotly")).to_contain_text("lässt sich gerade nicht laden")
    expect(page.locator(".analysis-wide")).to_be_visible()


@pytest.mark.parametrize("name", NAMES)
def test_pictures_on_a_phone_are_those_made_for_it(opened: Opened, name: str) -> None:
    wide, narrow = (opened(f"auswertung/{name}?auswahl=02", size) for size in SIZES)

    for page, shown, hidden in ((wide, "wide", "narrow"), (narrow, "narrow", "wide")):
        figures = page.locator(f".analysis-{shown}")
        assert figures.count() == page.locator(f".analysis-{hidden}").count()
        assert all(figure.is_visible() for figure in figures.all())
        assert not any(one.is_visible() for one in page.locator(f".analysis-{hidden}").all())
