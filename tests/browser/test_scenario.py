"""The Planspiel in the browser, without a script: add by keyboard, remove, save, open, Back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from callbacks.settings import Settings
from tests.browser.harness import WCAG, axe, open_watched
from tests.browser.steps import PHONE

PATH = "auswertung/planspiel"
LOADED = "document.readyState === 'complete'"
NO_SIDEWAYS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": PHONE["width"], "height": PHONE["height"]}},
}
OpenScenario = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, address_of: Callable[..., str]) -> Any:
    """A function that opens the page; nothing foreign is asked, nothing fails, no cookie stays."""
    watches = []

    def open_(query: str = "", screen: str = "desktop", **other: Any) -> Page:
        address = f"{address_of(Settings.city)}/{PATH}?{query}"
        page, watch = open_watched(chromium, address, LOADED, **SCREENS[screen], **other)
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def changes(page: Page) -> list[str]:
    return page.locator(".analysis-items li > span").all_inner_texts()


def test_a_change_is_added_and_removed_with_the_keyboard_alone(opened: OpenScenario) -> None:
    page = opened()
    tab_to(page, "#frage-gebiet")
    page.keyboard.type("Neustadt")
    tab_to(page, "#frage-zahl")
    page.keyboard.type("30,5")
    page.keyboard.press("Enter")
    expect(page.locator(".analysis-items li")).to_have_count(1)

    assert "Neustadt" in changes(page)[0]
    assert "szenario=wert:sgb-ii-anteil:02:2022:30.5" in page.url
    page.go_back()
    expect(page.locator(".analysis-items")).to_have_count(0)
    page.go_forward()
    tab_to(page, ".analysis-items a")
    page.keyboard.press("Enter")
    expect(page.locator(".analysis-items")).to_have_count(0)
    assert "szenario" not in page.url


def test_funded_areas_are_added_with_ticks(opened: OpenScenario) -> None:
    page = opened("szenario=ende:neustadt:2020")
    page.get_by_text("Fördergebiet anlegen oder verlegen").click()
    page.get_by_role("checkbox", name="Engelsby").check()
    page.get_by_role("checkbox", name="Tarup").check()
    page.get_by_role("form", name="Fördergebiet anlegen").get_by_role("button").click()
    expect(page.locator(".analysis-items li")).to_have_count(2)

    assert "Engelsby, Tarup" in " ".join(changes(page))
    assert page.locator("figure", has_text="Planspiel-Gebiet 1").count() == 1


def test_a_saved_file_opens_in_a_fresh_context(opened: OpenScenario, tmp_path: Path) -> None:
    page = opened("indikator=einwohner&szenario=ende:neustadt:2020~wert:einwohner:01:2022:9")
    page.get_by_text("Sichern und öffnen").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Als kleine Datei sichern").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    other = opened()
    other.get_by_text("Sichern und öffnen").click()
    other.get_by_label("Gesicherte Datei öffnen").set_input_files(file)
    other.get_by_role("button", name="Öffnen", exact=True).click()
    expect(other.locator(".analysis-items li")).to_have_count(2)
    assert file.name == "flensburg-planspiel.txt"
    assert changes(other) == changes(page)
    assert "indikator=einwohner" in other.url


def test_a_wrong_file_is_told(opened: OpenScenario, tmp_path: Path) -> None:
    wrong = tmp_path / "brief.txt"
    wrong.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    page = opened()
    page.get_by_text("Sichern und öffnen").click()
    page.get_by_label("Gesicherte Datei öffnen").set_input_files(wrong)
    page.get_by_role("button", name="Öffnen", exact=True).click()

    expect(page.locator(".analysis-notice")).to_contain_text("wurde nicht geöffnet")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_part_is_accessible(opened: OpenScenario, screen: str) -> None:
    page = opened("bedarf=15&szenario=mehr:sgb-ii-anteil:01:2022:9~gebiet:2021:02~x", screen)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []
    assert page.evaluate(NO_SIDEWAYS)


def test_only_the_charts_have_a_script(opened: OpenScenario) -> None:
    sources = [one.get_attribute("src") for one in opened().locator("script").all()]
    assert sources == ["/assets/charts.js"]
