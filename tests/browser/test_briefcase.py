"""The briefcase, opened by double click with the network cut: slides, exploring, the way back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geodata.model import City
from layers.export.briefcase import atlas
from layers.numbers import with_unit
from layers.scene import scene
from layers.view import from_query, to_query
from tests.browser.harness import READY, axe, wait_until
from tests.browser.steps import settle

TODAY = datetime.date(2026, 11, 22)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
AREAS = "#map path.area[aria-label]"


class Opened:
    """A page of the briefcase, and everything that it asked for or complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.goto(address)
        wait_until(self.page, READY)


@pytest.fixture(scope="module")
def file(flensburg: City, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("tasche") / "sozialraumatlas-flensburg.html"
    path.write_bytes(atlas(flensburg, "?vortrag=ausschuss-1", "de", TODAY))
    return path.as_uri()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def offline(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=request.param, offline=True, locale="de-DE")
    yield context
    context.close()


def test_it_opens_with_the_first_slide_and_goes_on_by_the_keys_of_a_clicker(
    offline: BrowserContext, file: str, flensburg: City
) -> None:
    opened = Opened(offline, file)
    for slide in flensburg.presentations[0].slides:
        expect(opened.page.locator("#talk-head h2")).to_have_text(slide.headline)
        expect(opened.page.locator("#talk-head p")).to_have_text(slide.sentence)
        wait_until(opened.page, READY)
        opened.page.keyboard.press("PageDown")

    assert opened.requests == [file]
    assert opened.faults == []


def test_from_a_slide_into_the_atlas_and_back(
    offline: BrowserContext, file: str, flensburg: City
) -> None:
    opened = Opened(offline, f"{file}?vortrag=ausschuss-3")
    page, slides = opened.page, flensburg.presentations[0].slides
    page.keyboard.press("Escape")
    page.locator("[data-talk=return]").wait_for()
    settle(page)
    page.locator("#mode-tabelle").click()
    expect(page.locator("#table-frame table.twin")).to_be_visible()
    settle(page)
    page.locator("[data-talk=return]").click()
    expect(page.locator("#talk-head h2")).to_have_text(slides[2].headline)
    settle(page)
    page.go_back()
    expect(page.locator("#table-frame table.twin")).to_be_visible()

    assert opened.faults == []


@pytest.mark.parametrize("place", [0, 40, -1])
def test_every_indicator_can_be_explored_on_map_table_and_panel(
    offline: BrowserContext, file: str, flensburg: City, place: int
) -> None:
    level = flensburg.level(flensburg.start.level)
    having = [one.id for one in flensburg.indicators if (level.id, one.id) in flensburg.series]
    view, _ = from_query(f"?indikator={having[place]}&auswahl=07", flensburg)
    opened = Opened(offline, file + to_query(view, flensburg))
    shown, page, names = scene(flensburg, view), opened.page, [one.name for one in level.areas]

    expect(page.locator(AREAS)).to_have_count(len(names))
    for name, figure in zip(names, shown.figures, strict=True):
        label = page.locator(f'{AREAS}[aria-label^="{name}: "]').get_attribute("aria-label") or ""
        assert label.startswith(f"{name}: {with_unit(figure, shown.indicator)}")
    expect(page.locator("#area-panel")).to_contain_text(names[level.area_ids.index("07")])
    page.locator("#mode-tabelle").click()
    rows = page.locator("#table-frame table.twin").first.locator("tbody tr")
    expect(rows).to_have_count(len(names))
    assert opened.requests == [f"{file}{to_query(view, flensburg)}"]
    assert opened.faults == []


def test_the_record_of_each_funded_area_is_in_it(
    chromium: Browser, file: str, flensburg: City
) -> None:
    context = chromium.new_context(viewport=DESKTOP, offline=True, locale="de-DE")
    opened = Opened(context, f"{file}?foerdergebiet={flensburg.funded_areas[0].id}")
    for area in flensburg.funded_areas:
        opened.page.evaluate("(id) => atlas.wiring.send({funded_area: id})", area.id)
        expect(opened.page.locator("#funded-area-panel h2")).to_have_text(area.name)
        expect(opened.page.locator("#akte-projekte")).to_be_attached()

    assert opened.faults == []
    context.close()


def test_nothing_is_offered_that_needs_a_server(offline: BrowserContext, file: str) -> None:
    opened = Opened(offline, f"{file}?foerdergebiet=neustadt")
    opened.page.locator("#funded-area-panel h2").wait_for(state="attached")
    links = opened.page.locator("a[href]:not([data-event]):not([href^='#']):visible")
    foreign = [one.get_attribute("href") or "" for one in links.all()]

    assert all(href.startswith(("http://", "https://", "mailto:")) for href in foreign), foreign
    expect(opened.page.locator("#open-share")).to_be_hidden()


def test_an_address_with_every_pattern_asks_nobody(offline: BrowserContext, file: str) -> None:
    """Social spaces are carried along; neighbourhoods that stand out are not, and it says so."""
    address = f"{file}?karte=indikator,muster,sozialraeume,zufall"
    opened = Opened(offline, address)

    expect(opened.page.locator("#map path.pattern.space.line").first).to_be_attached()
    expect(opened.page.locator("#map path.pattern.cluster")).to_have_count(0)
    expect(opened.page.locator(".open-analyses:visible")).to_have_count(0)
    assert opened.requests == [address]
    assert opened.faults == []


def test_no_rule_of_accessibility_is_broken(chromium: Browser, file: str) -> None:
    context = chromium.new_context(viewport=DESKTOP, bypass_csp=True, locale="de-DE")
    opened = Opened(context, file)

    assert axe(opened.page) == []
    context.close()
