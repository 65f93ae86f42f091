"""The record of a funded area in the browser: panel and page, desktop and phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from callbacks.settings import Settings
from geodata.model import City
from tests.browser.harness import axe, open_watched, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, open_sheet

SECTIONS = 11
LOADED = "document.readyState === 'complete'"
DESKTOP: dict[str, Any] = {"width": 1440, "height": 900}
NO_SIDEWAYS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OVERFLOWING = """frame => [...frame.querySelectorAll('*')].filter((one) =>
    !one.closest('.rc-frame') && !one.closest('svg') && !one.classList.contains('unseen')
    && one.getBoundingClientRect().right > frame.getBoundingClientRect().right + 1
).map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`)"""


def panel_of(page: Page, name: str = "Neustadt") -> Locator:
    panel = page.locator("#funded-area-panel")
    expect(panel.locator("h2")).to_have_text(name)
    return panel


def unfold(panel: Locator) -> None:
    panel.evaluate("frame => frame.querySelectorAll('details').forEach((one) => one.open = true)")


def section(panel: Locator, name: str) -> Locator:
    """Unfold one section by its summary and return it."""
    part = panel.locator(f"#akte-{name}")
    if part.get_attribute("open") is None:
        part.locator("> summary").click()
    return part


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def neustadt(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """The map with Neustadt chosen, its panel in sight."""
    page = open_page("foerdergebiet=neustadt", **request.param)
    if request.param is PHONE:
        open_sheet(page, "area")
    panel_of(page)
    return page


def test_the_head_answers_without_a_click(neustadt: Page) -> None:
    said = panel_of(neustadt).inner_text()

    assert "Heute: läuft" in said
    assert "1999 bis heute" in said
    assert "Soziale Stadt" in said
    assert re.search(r"[\d,]+ (bis [\d,]+ )?Mio. Euro bewilligt \(1999 bis \d{4}\)", said)
    assert re.search(r"\d+, davon \d+ abgeschlossen", said)
    assert "Neustadt und Nordstadt: 24,6 % (2018), 19,2 % (2022)" in said.replace("\u00a0", " ")
    assert "keine Wirkung der Förderung" in said


def test_every_section_unfolds_by_a_click(neustadt: Page, flensburg: City) -> None:
    panel, area = panel_of(neustadt), flensburg.funded_area("neustadt")
    expect(panel.locator("details.rc-section")).to_have_count(SECTIONS)
    expect(panel.locator("details.rc-section[open]")).to_have_count(1)

    projects = section(panel, "projekte")
    expect(projects.locator("details.rc-entry")).to_have_count(len(area.projects))
    expect(projects.locator(".rc-matrix tbody tr").first).to_be_visible()
    expect(section(panel, "phasen").locator(".phases > li")).to_have_count(len(area.phases))
    expect(section(panel, "geld")).to_contain_text("nie zusammengezählt")
    expect(section(panel, "beschluesse").locator("tbody tr")).to_have_count(len(area.resolutions))


def test_nothing_leaves_the_panel_sideways(neustadt: Page) -> None:
    panel = panel_of(neustadt)
    unfold(panel)

    assert panel.evaluate(OVERFLOWING) == []
    assert neustadt.evaluate(NO_SIDEWAYS)


def test_wide_tables_scroll_in_their_own_frame_with_the_keyboard(neustadt: Page) -> None:
    frame = section(panel_of(neustadt), "projekte").locator(".rc-frame").first
    expect(frame).to_have_attribute("aria-label", "Projekte und Handlungsfelder")
    frame.focus()
    neustadt.keyboard.press("ArrowRight")
    wait_until(neustadt, "document.activeElement.scrollLeft > 0")

    header = frame.locator("tbody th[scope=row]").first
    assert abs(box(header)["x"] - box(frame)["x"]) < 2, "the names of the projects stay in sight"


def test_the_record_has_no_barriers_when_all_is_unfolded(neustadt: Page) -> None:
    unfold(panel_of(neustadt))

    assert axe(neustadt) == []


def test_a_multi_goal_project_carries_a_word_beside_its_mark(
    neustadt: Page, flensburg: City
) -> None:
    projects = section(panel_of(neustadt), "projekte")
    several = [one for one in flensburg.funded_area("neustadt").projects if len(one.fields) > 1]

    expect(projects.locator("summary .rc-multi")).to_have_count(len(several))
    expect(projects.locator("summary .rc-multi").first).to_contain_text("Mehrzielprojekt")


def test_going_to_another_area_shows_its_record_folded_again(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")
    unfold(panel_of(page))
    page.locator("#funded-list").get_by_role("button", name="Hafen-Ost").click()
    panel = panel_of(page, "Hafen-Ost")

    expect(panel.locator("details.rc-section[open]")).to_have_count(1)
    expect(panel).to_contain_text("Urteil vom 02.10.2024")
    page.go_back()
    panel_of(page)


def test_year_and_indicator_change_without_asking_the_server(
    open_page: OpenPage, watches: list[Any]
) -> None:
    page = open_page("foerdergebiet=neustadt&indikator=einwohner&jahr=2019")
    panel = panel_of(page)
    section(panel, "geld")
    before = len(watches[0].requests)
    page.locator("#year").focus()
    page.keyboard.press("Home")
    expect(page.locator("#year-shown")).to_have_text("2011")

    assert watches[0].requests[before:] == []
    expect(panel.locator("#akte-geld")).to_have_attribute("open", "")


def test_a_district_leads_to_its_figures(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")
    link = panel_of(page).locator(".rc-districts a").first
    expect(link).to_have_attribute("href", re.compile("auswahl="))
    name = link.inner_text()
    link.click()

    expect(page.locator("#area-panel h2")).to_have_text(name)
    assert "foerdergebiet" not in asked(page)


def test_the_panel_leads_to_the_page_for_printing(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")
    panel_of(page).locator(".rc-print a:not([download])").click()

    expect(page.locator("h1")).to_have_text("Fördergebiet Neustadt")
    page.locator(".rc-print a:not([download])").click()
    panel_of(page)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("area", ["neustadt", "achter-de-moehl", "hafen-ost"])
def test_the_page_is_whole_without_a_script(
    chromium: Browser,
    address_of: Callable[[Path], str],
    flensburg: City,
    area: str,
    screen: dict[str, Any],
) -> None:
    size = {"viewport": {"width": screen["width"], "height": screen["height"]}}
    address = f"{address_of(Settings.city)}/foerdergebiet/{area}"
    page, watch = open_watched(chromium, address, LOADED, **size)
    details = page.locator("details")

    expect(page.locator("h1")).to_have_text(f"Fördergebiet {flensburg.funded_area(area).name}")
    expect(page.locator("section.rc-section")).to_have_count(SECTIONS + 1)  # and estimates
    assert page.locator("details[open]").count() == details.count()
    assert page.evaluate(NO_SIDEWAYS)
    assert axe(page) == []
    assert watch.faults() == []
    page.context.close()


def test_the_page_works_with_scripts_switched_off(
    chromium: Browser, address_of: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    answer = page.goto(f"{address_of(Settings.city)}/foerdergebiet/neustadt")

    assert answer is not None
    assert answer.status == 200
    expect(page.locator(".rc-matrix").first).to_be_visible()
    context.close()
