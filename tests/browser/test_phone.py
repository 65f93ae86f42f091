"""The page on a phone, by touch: taps, sheets, targets, no scrolling sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import wait_until
from tests.browser.steps import (
    PHONE,
    OpenPage,
    area,
    areas,
    asked,
    box,
    go,
    open_sheet,
    open_theme,
    search,
    settle,
)

VIEWS = (
    "", "auswahl=13", "foerdergebiet=hafen-ost", "ansicht=tabelle&symbole=einwohner&auswahl=13",
    "klassen=eigene-10,20&grenzen=fest", "auswahl=99&jahr=1066&indikator=" + "x" * 60,
    "indikator=sgb-ii-auslaendisch-prozent&auswahl=05",
)  # fmt: skip
SHEETS = ("choose", "legend", "area", "timeline")
SMALL = """(least) => [...document.querySelectorAll(
    'button, summary, select, input, #header a, #indicators a, [role=switch]')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('#timeline'))
    .map((one) => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width && box.height && (box.height < least || box.width < least))
    .map(([box, one]) => `${one.tagName} ${one.id || one.textContent.trim()}: `
        + `${Math.round(box.width)} x ${Math.round(box.height)}`)"""
ON_TOP = """(one) => {
    const box = one.getBoundingClientRect();
    const x = box.x + Math.min(box.width, 40) / 2, y = box.y + box.height / 2;
    const lets = one.style.pointerEvents; // what lets touches through is seen all the same
    one.style.pointerEvents = 'auto';
    const top = document.elementFromPoint(x, y);
    one.style.pointerEvents = lets;
    return box.height > 0 && (one === top || one.contains(top));
}"""


def on_top(locator: Locator) -> bool:
    """Tell whether an element is in sight and nothing lies over it."""
    return bool(locator.evaluate(ON_TOP))


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    # Not innerWidth: a phone widens its window to what is too wide.
    return int(page.evaluate("document.documentElement.scrollWidth - screen.width"))


def in_frame(page: Page, name: str) -> list[float]:
    """Return where an area lies within the frame of the map, in pixels."""
    return list(
        area(page, name).evaluate("""(path) => {
            const box = path.getBoundingClientRect();
            const frame = document.getElementById('map-frame').getBoundingClientRect();
            return [box.x - frame.x, box.y - frame.y, box.width, box.height];
        }""")
    )


def swipe(page: Page, *fingers: tuple[int, int, int, int]) -> None:
    """Move fingers over the middle of the map; each is (x, y) at first, (x, y) at last."""
    frame = box(page.locator("#map-frame"))
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    session = page.context.new_cdp_session(page)
    for part in range(9):
        points = [
            {"id": number, "x": x + a + (c - a) * part / 8, "y": y + b + (d - b) * part / 8}
            for number, (a, b, c, d) in enumerate(fingers)
        ]
        kind = "touchMove" if part else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_tap_chooses_an_area_and_its_value_is_in_sight(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    area(page, "Weiche").tap()
    expect(page.locator("#map .mark.chosen")).to_have_count(2)
    settle(page)
    value = areas(page)["Weiche"]["value"].split()[0]
    said = [
        place
        for place in page.locator("#map-card, #sentence strong, #area-panel .plain").all()
        if value in (place.text_content() or "") and place.is_visible() and on_top(place)
    ]

    assert "auswahl" in asked(page)
    assert said, "name and value of the chosen area are to be seen without scrolling"


def test_a_second_tap_lets_the_area_go(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    area(page, "Weiche").tap()
    expect(page.locator("#map .mark.chosen")).to_have_count(2)
    area(page, "Weiche").tap()

    expect(page.locator("#map .mark.chosen")).to_have_count(0)
    assert search(page) == ""


def test_sheets_open_and_close_one_at_a_time(open_page: OpenPage) -> None:
    page = open_page("auswahl=13", **PHONE)
    for name in SHEETS:
        expect(page.locator(f"#sheet-{name}")).to_be_hidden()
    for name in SHEETS:
        sheet = open_sheet(page, name)
        expect(sheet).to_be_visible()
        assert on_top(sheet), name
        assert page.locator('#sheet-bar [aria-expanded="true"]').count() == 1
        assert box(sheet)["y"] > 150, "the headline stays in sight"
        assert all(on_top(button) for button in page.locator("#sheet-bar button").all())
    page.locator('[data-sheet="sheet-timeline"]').tap()

    expect(page.locator("#sheet-timeline")).to_be_hidden()
    assert page.locator('#sheet-bar [aria-expanded="true"]').count() == 0


def test_an_open_sheet_closes_by_escape_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    sheet = open_sheet(page, "choose")
    page.locator("#indicator-search").focus()
    page.keyboard.press("Escape")

    expect(sheet).to_be_hidden()
    expect(page.locator('[data-sheet="sheet-choose"]')).to_be_focused()


@pytest.mark.parametrize("name", SHEETS)
def test_the_end_of_every_sheet_can_be_reached(open_page: OpenPage, name: str) -> None:
    page = open_page("auswahl=13", **PHONE)
    sheet = open_sheet(page, name)
    last = sheet.locator(":scope > *:visible").last
    sheet.evaluate("(sheet) => { sheet.scrollTop = sheet.scrollHeight; }")
    bar = box(page.locator("#sheet-bar"))
    end = box(last)

    assert end["y"] + end["height"] <= bar["y"] + 1


def test_an_indicator_is_chosen_in_the_sheet_and_the_headline_answers(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    open_sheet(page, "choose")
    open_theme(page, "wohngeld-anteil").tap()

    expect(page.locator("#headline")).to_contain_text("Wohngeld")
    assert on_top(page.locator("#headline"))
    assert asked(page)["indikator"] == "wohngeld-anteil"


def test_nothing_scrolls_sideways_in_any_view(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    for query in VIEWS:
        go(page, query)
        assert sideways(page) == 0, query
        for name in SHEETS:
            sheet = open_sheet(page, name)
            assert sideways(page) == 0, (query, name)
            wider = sheet.evaluate("(one) => one.scrollWidth - one.clientWidth")
            assert wider <= 0 or name == "timeline", (query, name, wider)
        page.locator('[data-sheet="sheet-timeline"]').tap()


def test_all_targets_are_large_enough_for_a_finger(open_page: OpenPage) -> None:
    page = open_page("klassen=eigene-10,20&auswahl=02", **PHONE)
    small = list(page.evaluate(SMALL, 40))
    for name in ("choose", "legend", "area"):
        open_sheet(page, name)
        small += page.evaluate(SMALL, 24)
    bar = [box(button)["height"] for button in page.locator("#sheet-bar button").all()]
    main = [
        box(page.locator(place))
        for place in ("#mode-karte", "#mode-tabelle", "#open-share", "#play", "#find-area", "#year")
    ]

    assert small == []
    assert min(bar) >= 44
    assert min(one["height"] for one in main) >= 44


def test_one_finger_scrolls_the_page_over_the_map(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    expect(page.get_by_text("Mit zwei Fingern verschieben")).to_be_visible()
    before = in_frame(page, "Weiche")
    swipe(page, (0, 0, 0, -160))
    wait_until(page, "scrollY > 80")
    expect(page.locator("#map .mark.chosen")).to_have_count(0)
    assert in_frame(page, "Weiche") == pytest.approx(before, abs=1)
    assert search(page) == ""


def test_two_fingers_zoom_the_map_and_not_the_page(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    before = box(area(page, "Weiche"))["width"]
    swipe(page, (-20, 0, -110, 0), (20, 0, 110, 0))
    expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)

    assert box(area(page, "Weiche"))["width"] > 1.2 * before
    assert page.evaluate("visualViewport.scale") == pytest.approx(1)
    assert search(page) == ""


def test_the_slider_moves_by_touch(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    extent = box(page.locator("#year"))
    page.touchscreen.tap(extent["x"] + 10, extent["y"] + extent["height"] / 2)

    expect(page.locator("#year-shown")).to_have_text("2018")


def test_the_caption_of_the_table_is_read_without_scrolling_sideways(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle", **PHONE)
    caption = page.locator("#table-frame").get_by_text("Quelle:").first
    extent = caption.evaluate(
        """(one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getBoundingClientRect().right;
        }"""
    )

    assert extent <= 390
    scroller = page.locator("#table-frame .scroll").first
    expect(scroller).to_have_attribute("tabindex", "0")


def test_a_phone_held_sideways_shows_map_and_legend(open_page: OpenPage) -> None:
    page = open_page(width=844, height=390, touch=True)

    assert sideways(page) == 0
    for place in ("#headline", "#map-frame", "#year-bar", "#sheet-legend", "#sheet-choose"):
        page.locator(place).scroll_into_view_if_needed()
        expect(page.locator(place)).to_be_visible()
    assert box(page.locator("#map-frame"))["height"] >= 200
