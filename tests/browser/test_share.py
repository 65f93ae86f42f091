"""Taking a view away: the dialog with picture, data, address and embedding; the embedded page."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, load, settle

QUERY = "stadt=flensburg&jahr=2020&auswahl=13"
SCREENS = pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])


def opened(page: Page) -> Locator:
    """Open the dialog and return it."""
    page.locator("#open-share").click()
    dialog = page.locator("#share-dialog")
    expect(dialog).to_be_visible()
    return dialog


def wants(address: str | None) -> dict[str, str]:
    assert address
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def drawn(page: Page, selector: str) -> None:
    wait_until(page, f"document.querySelector('{selector}').naturalWidth > 0")


def test_the_dialog_opens_and_closes_by_keyboard_and_gives_the_focus_back(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.locator("#open-share").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#share-dialog")
    expect(dialog).to_be_visible()
    inside = dialog.evaluate("(one) => one.contains(document.activeElement)")
    page.keyboard.press("Escape")

    assert inside
    expect(dialog).to_be_hidden()
    expect(page.locator("#open-share")).to_be_focused()


def test_the_picture_is_shown_before_it_is_taken(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    dialog = opened(page)
    drawn(page, "#share-dialog .preview")
    preview = dialog.locator(".preview")

    assert wants(preview.get_attribute("src")).items() >= asked(page).items()
    assert "2020" in (preview.get_attribute("alt") or "")
    expect(dialog.locator(".state")).to_contain_text("fertig")


@pytest.mark.parametrize(
    ("field", "value", "path", "wanted"),
    [
        ("art", "svg", "bild.svg", {}),
        ("art", "png", "bild.png", {}),
        ("papier", "a3", "bild.pdf", {"papier": "a3"}),
        ("format", "hoch", "bild.pdf", {"format": "hoch"}),
        ("grau", "ja", "bild.pdf", {"grau": "ja"}),
    ],
)
def test_what_is_chosen_is_what_is_downloaded(
    open_page: OpenPage, field: str, value: str, path: str, wanted: dict[str, str]
) -> None:
    page = open_page(QUERY)
    dialog = opened(page)
    dialog.locator(f'[data-picture="{field}"]').select_option(value)
    address = dialog.locator(".download").get_attribute("href")
    drawn(page, "#share-dialog .preview")
    with page.expect_download() as download:
        dialog.locator(".download").click()

    assert address
    assert address.startswith(path)
    assert wants(address).items() >= (asked(page) | wanted).items()
    assert download.value.suggested_filename.endswith(path.removeprefix("bild"))
    assert page.evaluate("document.documentElement.dataset.atlas") == "ready"


def test_every_data_file_can_be_downloaded(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    links = opened(page).locator("[data-file]")
    names = []
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        names.append(download.value.suggested_filename)

    suffixes = sorted(name.rsplit(".", 1)[1] for name in names)
    assert suffixes == [
        "csv", "csv", "docx", "geojson", "gpkg", "html", "pdf", "pptx", "xlsx",
    ]  # fmt: skip
    assert all(name.startswith("flensburg-") and "2020" in name for name in names)


def test_the_address_is_shown_copied_and_drawn_as_qr_code(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = opened(page)
    drawn(page, "#share-dialog .qr")
    expect(dialog.locator(".address")).to_have_text(page.url)
    dialog.locator('[data-copy="address"]').click()
    expect(dialog.locator(".copied")).to_contain_text("Zwischenablage")

    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_start_view_is_shared_with_its_city(open_page: OpenPage) -> None:
    page = open_page()

    expect(opened(page).locator(".address")).to_have_text(f"{page.url}?stadt=flensburg")


@SCREENS
def test_the_dialog_is_usable_by_all(open_page: OpenPage, screen: dict[str, int]) -> None:
    page = open_page(QUERY, **screen)
    opened(page)
    drawn(page, "#share-dialog .preview")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - screen.width") <= 0
    assert (
        page.evaluate(
            "(() => { const one = document.getElementById('share-dialog');"
            " return one.scrollWidth - one.clientWidth; })()"
        )
        <= 0
    )


def embedded(page: Page) -> None:
    """Go to the page that the text to embed names."""
    address = page.locator("#share-dialog code.embed").inner_text().split('"')[1]
    page.goto(html.unescape(address))
    settle(page)


@SCREENS
def test_the_embedded_page_shows_map_sentence_legend_and_the_way_back(
    open_page: OpenPage, screen: dict[str, int]
) -> None:
    page = open_page(QUERY, **screen)
    opened(page)
    embedded(page)
    for shown in ("#map", "#headline", "#sentence", "#sheet-legend", "#source-line", "#embed-open"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in ("#header", "#sheet-timeline", "#sheet-choose", "#footer", "#sheet-bar"):
        expect(page.locator(hidden)).to_be_hidden()
    with page.expect_popup() as whole:
        page.locator("#embed-open").click()
    whole.value.wait_for_url(re.compile("jahr=2020"))  # a new window begins empty

    assert asked(page) == {"stadt": "flensburg", "jahr": "2020", "auswahl": "13"}
    assert wants(whole.value.url) == asked(page)
    assert urlsplit(whole.value.url).path == "/"
    assert axe(page) == []


def test_a_picture_can_be_embedded_that_leads_to_the_view(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    dialog = opened(page)
    dialog.locator("[data-embed]").select_option("still")
    text = dialog.locator("code.embed").inner_text()
    place = '<div id="other">' + text + "</div>"
    page.evaluate("(place) => document.body.insertAdjacentHTML('beforeend', place)", place)
    drawn(page, "#other img")
    picture, way = page.locator("#other img"), page.locator("#other a")

    assert picture.get_attribute("alt") == page.locator("#headline").inner_text()
    assert wants(picture.get_attribute("src")).items() >= asked(page).items()
    assert wants(way.get_attribute("href")) == asked(page)


@pytest.mark.parametrize(("kind", "selector"), [("live", "iframe"), ("still", "img")])
def test_what_will_be_embedded_can_be_looked_at_before(
    open_page: OpenPage, kind: str, selector: str
) -> None:
    page = open_page(QUERY)
    dialog = opened(page)
    expect(dialog.locator(".embed-preview > *")).to_have_count(0)
    dialog.locator("[data-embed]").select_option(kind)
    dialog.locator("details.embedded-look summary").click()
    expect(dialog.locator(f".embed-preview {selector}")).to_be_visible()
    if kind == "live":
        frame = page.frame_locator(".embed-preview iframe")
        expect(frame.locator("html[data-atlas=ready].embedded #headline")).to_be_visible()
    dialog.locator("details.embedded-look summary").click()
    expect(dialog.locator(".embed-preview > *")).to_have_count(0)


def test_choices_in_the_embedded_page_stay_in_it(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    load(page, QUERY)
    opened(page)
    embedded(page)
    page.locator('#map path.area[aria-label^="Mürwik: "]').click()
    settle(page)

    assert urlsplit(page.url).path == "/einbetten"
    assert asked(page)["auswahl"] == "11"
