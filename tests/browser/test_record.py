"""The record of a funded area in the browser: panel and page, desktop and phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import PHONE, OpenPage, open_sheet

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
