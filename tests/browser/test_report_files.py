"""Reports from the page: in the panel of an area, in the record of a funded area."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import OpenPage, settle


def taken(page: Page, link: Locator) -> str:
    """Follow a link to a file; return the name that it is offered under."""
    with page.expect_download() as download:
        link.click()
    assert download.value.failure() is None
    return download.value.suggested_filename


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx"])
def test_the_panel_of_an_area_offers_its_profile(open_page: OpenPage, ending: str) -> None:
    page = open_page("stadt=flensburg&indikator=wohngeld-anteil&auswahl=13")
    link = page.locator(f"#area-panel a[href*='.{ending}']")

    query = "stadt=flensburg&indikator=wohngeld-anteil&auswahl=13"
    expect(link).to_have_attribute("href", f"bericht/gebiet/stadtteil/13.{ending}?{query}")
    assert taken(page, link) == f"flensburg-stadtteil-13-tarup.{ending}"
    assert page.evaluate("document.documentElement.dataset.atlas") == "ready"


def test_the_profile_follows_the_view(open_page: OpenPage) -> None:
    page = open_page("stadt=flensburg&auswahl=13")
    page.locator("#area-panel table.figures a").nth(0).click()
    settle(page)
    query = page.url.partition("?")[2]

    assert "indikator=" in query
    expect(page.locator("#area-panel a[href*='.pdf']")).to_have_attribute(
        "href", f"bericht/gebiet/stadtteil/13.pdf?{query}"
    )


def test_the_record_of_a_funded_area_offers_its_profile(open_page: OpenPage) -> None:
    page = open_page("stadt=flensburg&foerdergebiet=duburg")
    link = page.locator("#funded-area-panel a[href$='duburg.docx']")

    expect(link).to_have_text("Word")
    assert taken(page, link) == "flensburg-foerdergebiet-duburg.docx"
