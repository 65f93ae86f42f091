"""Reports from the page: in the panel of an area, in the record of a funded area."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from geodata.statistics.difference import clear_difference_of_rates, clear_difference_of_shares
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


def test_the_page_and_reports_mean_the_same_by_clearly_different(open_page: OpenPage) -> None:
    page = open_page("stadt=flensburg")
    cases = [
        (part, whole, other, 10_000)
        for part in (0, 3, 40, 99, 100, 140)
        for whole in (150, 1000)
        for other in (0, 100, 900, 1000, 10_000)
    ]
    differ = "cases => cases.map((one) => atlas.intervals.differ('share', ...one))"
    there = page.evaluate(differ, cases)

    assert [int(one) for one in there] == [clear_difference_of_shares(*one) for one in cases]
    assert set(there) == {-1, 0, 1}
    there = page.evaluate(differ.replace("share", "rate"), cases)
    assert [int(one) for one in there] == [clear_difference_of_rates(*one) for one in cases]
