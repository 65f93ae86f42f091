"""Nothing leaves the house: no foreign host, no cookie, nothing kept; switching is free."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import Watch
from tests.browser.steps import PHONE, OpenPage, area, choose_indicator, find, load, settle, switch

VIEWS = (
    "", "auswahl=13", "ansicht=tabelle&symbole=einwohner", "foerdergebiet=hafen-ost",
    "ebene=stadt&klassen=abweichung-4", "zeit=1860-2036", "indikator=raeumungsklagen&jahr=2019",
)  # fmt: skip
KEPT = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie,
    databases: (await indexedDB.databases()).map((one) => one.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookie": "", "databases": [], "workers": 0}


def asked_since(watch: Watch, before: int) -> list[str]:
    """Return the paths that were asked for after the first *before* requests."""
    return [urlsplit(url).path for url in watch.requests[before:]]


def everything_used(page: Page) -> None:
    """Use everything on the map page that might ask for something."""
    area(page, "Tarup").click()
    find(page, "Hafen-Ost")
    expect(page.locator("#funded-area-panel h2")).to_have_text("Hafen-Ost")
    page.locator("#zoom-in").click()
    page.locator("#copy-link").click()
    page.locator("#mode-tabelle").click()
    page.get_by_text("Als Liste", exact=True).click()
    page.locator("#play").click()
    page.locator("#play").click()
    settle(page)


def test_no_view_asks_a_foreign_host_or_keeps_anything(
    open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page()
    for query in VIEWS:
        load(page, query)
        assert page.evaluate(KEPT) == NOTHING, query
    everything_used(page)

    assert page.evaluate(KEPT) == NOTHING
    assert page.context.cookies() == []
    assert watches[0].foreign_requests() == []
    assert len(watches[0].requests) > 10, "requests are recorded"


def test_no_other_page_asks_a_foreign_host_or_keeps_anything(
    open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page()
    links = page.locator("#footer a, #source-line a[href^='/']")
    addresses = [urljoin(page.url, link.get_attribute("href") or "") for link in links.all()]
    for address in [*addresses, urljoin(page.url, "/tabelle")]:
        page.goto(address)
        assert page.evaluate(KEPT) == NOTHING, address
        scripts = page.locator("script[src]").all()
        assert [script.get_attribute("src") for script in scripts] == []

    assert len(addresses) >= 8
    assert watches[0].foreign_requests() == []


def test_the_policy_of_every_answer_allows_only_the_own_host(open_page: OpenPage) -> None:
    page = open_page()
    for path in ("/", "/methoden", "/tabelle", "/impressum", "/gibt-es-nicht"):
        policy = page.request.get(urljoin(page.url, path)).headers["content-security-policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, path
        assert "http" not in policy, path
        assert "unsafe-eval" not in policy, path


def test_switching_indicator_year_or_classes_asks_for_nothing(
    open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page()
    settle(page)
    before = len(watches[0].requests)
    choose_indicator(page, "wohngeld-anteil")
    page.locator("#year").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#method").select_option("quantile")
    page.locator("#class-number").select_option("7")
    page.locator("#fixed").click()
    page.locator("#symbols").select_option("einwohner")
    for layer in ("indikator", "namen", "gebiete", "zweifel"):
        switch(page, layer).click()
    area(page, "Tarup").click(force=True)
    page.locator("#mode-tabelle").click()
    page.go_back()
    settle(page)

    assert asked_since(watches[0], before) == []


def test_a_level_is_fetched_once_and_a_funded_area_asks_the_own_server_only(
    open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page()
    before = len(watches[0].requests)
    for level in ("stadt", "stadtteil", "stadt", "stadtteil"):
        page.locator("#level").select_option(level)
        settle(page)
    fetched = asked_since(watches[0], before)
    before = len(watches[0].requests)
    find(page, "Duburg")
    expect(page.locator("#funded-area-panel h2")).to_have_text("Duburg")

    assert sorted(path.rsplit("/", 1)[1] for path in fetched) == [
        "gebiete-stadt.json", "werte-stadt.json",
    ]  # fmt: skip
    settle(page)
    assert sorted(path.rsplit("/", 1)[1] for path in asked_since(watches[0], before)) == [
        "_dash-update-component", "schaetzungen.json", "zeitleiste-akten.json",
    ]  # fmt: skip


def test_a_phone_asks_no_foreign_host_either(open_page: OpenPage, watches: list[Watch]) -> None:
    page = open_page("auswahl=13", **PHONE)
    for name in ("choose", "legend", "area", "timeline"):
        page.locator(f'[data-sheet="sheet-{name}"]').tap()

    assert watches[0].foreign_requests() == []
    assert page.evaluate(KEPT) == NOTHING
