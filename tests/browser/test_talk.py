"""A presentation in the browser: by clicker, by mouse, by link; exploring and the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from tests.browser.harness import WCAG, axe
from tests.browser.steps import PHONE, OpenPage, area, asked, box, settle

BEAMER: dict[str, object] = {"width": 1024, "height": 768}
DESKTOP: dict[str, object] = {"width": 1440, "height": 900}
SCREENS = pytest.mark.parametrize(
    "screen", [BEAMER, DESKTOP, PHONE], ids=["beamer", "desktop", "phone"]
)
RULES = (*WCAG, "best-practice")


def headlines(city: City) -> list[str]:
    return [slide.headline for slide in city.presentations[0].slides]


def talk(page: Page) -> str:
    return asked(page).get("vortrag", "")


def begin(page: Page) -> None:
    page.locator("#open-talk").click()
    expect(page.locator("#talk-bar strong")).to_have_text("1 von 8")


def press(page: Page, key: str, slide: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("#talk-bar strong")).to_have_text(f"{slide} von 8")
    settle(page)


def test_the_button_begins_with_the_first_slide_and_hides_all_controls(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page("auswahl=07", **BEAMER)
    begin(page)

    assert talk(page) == "ausschuss-1"
    assert "auswahl" not in asked(page)
    expect(page.locator("#talk-head h2")).to_have_text(headlines(flensburg)[0])
    for place in ("#sheet-choose", "#sheet-timeline", "#year-bar", "#footer", "#area-panel"):
        expect(page.locator(place)).not_to_be_visible()
    for place in ("#sheet-legend", "#map-frame", "#headline", "#sentence", "#source-line"):
        expect(page.locator(place)).to_be_visible()


def test_the_keys_of_a_clicker_go_through_all_slides(open_page: OpenPage, flensburg: City) -> None:
    page = open_page(**BEAMER)
    begin(page)
    for key, slide in (("PageDown", "2"), ("ArrowRight", "3"), ("Space", "4"), ("PageUp", "3"),
                       ("ArrowLeft", "2"), ("End", "8"), ("PageDown", "8"), ("Home", "1"),
                       ("PageUp", "1")):  # fmt: skip
        press(page, key, slide)

    assert talk(page) == "ausschuss-1"
    assert page.title().startswith(headlines(flensburg)[0])


def test_two_quick_presses_are_two_slides(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-1", **BEAMER)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")

    expect(page.locator("#talk-bar strong")).to_have_text("3 von 8")
    assert talk(page) == "ausschuss-3"


def test_a_link_that_names_only_a_slide_shows_its_view(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page("vortrag=ausschuss-3", **BEAMER)

    assert asked(page) | {"auswahl": "02"} == asked(page)
    expect(page.locator("#talk-head h2")).to_have_text(headlines(flensburg)[2])
    expect(page.locator("#headline")).to_contain_text("Nicht erwerbsfähige")


def test_a_wrong_slide_is_told_and_the_atlas_is_shown(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-12", **BEAMER)

    expect(page.locator("#notices")).to_contain_text("ausschuss-12")
    expect(page.locator("#sheet-choose")).to_be_visible()


def test_exploring_and_the_way_back(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-3", **BEAMER)
    page.keyboard.press("Escape")
    back = page.get_by_role("button", name="Zurück zum Vortrag, Folie 3")
    expect(back).to_be_focused()
    assert talk(page) == "ausschuss-3-frei"
    expect(page.locator("#sheet-choose")).to_be_visible()
    page.locator("#level").select_option("stadt")
    assert asked(page)["ebene"] == "stadt"
    page.keyboard.press("PageDown")
    assert talk(page) == "ausschuss-3-frei"

    back.click()

    expect(page.locator("#talk-bar strong")).to_have_text("3 von 8")
    settle(page)
    assert talk(page) == "ausschuss-3"
    assert "ebene" not in asked(page)


def test_back_and_forward_of_the_browser_go_through_slides(open_page: OpenPage) -> None:
    page = open_page("jahr=2019", **BEAMER)
    begin(page)
    settle(page)
    press(page, "PageDown", "2")
    page.go_back()
    expect(page.locator("#talk-bar strong")).to_have_text("1 von 8")
    settle(page)
    page.go_back()
    expect(page.locator("#talk-bar")).not_to_be_visible()
    assert asked(page) == {"stadt": "flensburg", "jahr": "2019"}
    page.go_forward()

    expect(page.locator("#talk-bar strong")).to_have_text("1 von 8")


def test_a_second_window_opens_the_same_slide_and_goes_its_own_way(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-5", **BEAMER)
    settle(page)
    other = open_page(page.url.partition("?")[2], **DESKTOP)
    press(other, "PageDown", "6")

    expect(page.locator("#talk-bar strong")).to_have_text("5 von 8")


def test_the_list_of_slides_leads_to_each_and_closes(open_page: OpenPage, flensburg: City) -> None:
    page = open_page("vortrag=ausschuss-2", **BEAMER)
    page.get_by_role("button", name="Alle Folien").click()
    rows = page.locator("#talk-agenda li")
    assert rows.all_inner_texts() == headlines(flensburg)
    expect(rows.nth(1).locator("button")).to_be_focused()
    page.keyboard.press("PageDown")
    assert talk(page) == "ausschuss-2"
    rows.nth(7).click()

    expect(page.locator("#talk-bar strong")).to_have_text("8 von 8")
    expect(page.locator("#talk-agenda")).not_to_be_visible()
    page.get_by_role("button", name="Alle Folien").click()
    page.keyboard.press("Escape")
    expect(page.locator("#talk-agenda")).not_to_be_visible()
    assert talk(page) == "ausschuss-8"


def test_keys_on_the_map_stay_keys_of_the_map(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-4", **BEAMER)
    page.locator("#map-keys").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#map-card")).to_be_visible()
    page.keyboard.press("Space")
    assert asked(page)["auswahl"]
    assert talk(page) == "ausschuss-4"

    press(page, "PageDown", "5")
    assert "auswahl" not in asked(page)


def test_a_click_on_the_map_answers_within_the_slide(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-4", **BEAMER)
    area(page, "Tarup").click(force=True)

    assert talk(page) == "ausschuss-4"
    expect(page.locator("#sentence")).to_contain_text("Tarup, 2018")


def test_the_end_leaves_the_view_and_gives_the_atlas_back(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-4", **BEAMER)
    page.get_by_role("button", name="Beenden").click()
    expect(page.locator("#talk-head")).not_to_be_visible()

    assert (talk(page), asked(page)["jahr"]) == ("", "2018")
    expect(page.locator("#open-talk")).to_be_focused()


def test_full_screen_is_asked_for_by_button_and_key(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-1", **BEAMER)
    page.evaluate("""() => {
        window.asked = 0;
        document.documentElement.requestFullscreen = async () => { window.asked += 1; };
    }""")
    page.keyboard.press("f")
    page.get_by_role("button", name="Vollbild").click()

    assert page.evaluate("window.asked") == 2


def test_a_change_of_slide_is_announced(open_page: OpenPage, flensburg: City) -> None:
    page = open_page("vortrag=ausschuss-1", **BEAMER)
    press(page, "PageDown", "2")

    said = page.locator("#announcer")
    expect(said).to_contain_text(f"Folie 2 von 8: {headlines(flensburg)[1]}.")


@SCREENS
def test_axe_finds_nothing_on_slides_list_and_exploring(
    open_page: OpenPage, screen: dict[str, object]
) -> None:
    page = open_page("vortrag=ausschuss-1", **screen)
    found = []
    for slide in range(1, 9):
        expect(page.locator("#talk-bar strong")).to_have_text(f"{slide} von 8")
        settle(page)
        found += [(slide, rule["id"], rule["targets"][:3]) for rule in axe(page, RULES)]
        page.keyboard.press("PageDown")
    page.get_by_role("button", name="Alle Folien").click()
    found += [("list", rule["id"], rule["targets"][:3]) for rule in axe(page, RULES)]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Selbst erkunden").click()
    expect(page.locator("#talk-head.exploring")).to_be_visible()
    settle(page)
    found += [("exploring", rule["id"], rule["targets"][:3]) for rule in axe(page, RULES)]

    assert found == []


@SCREENS
def test_every_slide_fits_the_screen(open_page: OpenPage, screen: dict[str, object]) -> None:
    page = open_page("vortrag=ausschuss-1", reduced_motion=True, **screen)
    for slide in range(1, 9):
        expect(page.locator("#talk-bar strong")).to_have_text(f"{slide} von 8")
        settle(page)
        width, height = page.evaluate("[innerWidth, innerHeight]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, slide
        assert box(page.locator("#map-frame"))["height"] > 0.38 * height, slide
        bar = box(page.locator("#talk-bar"))
        assert bar["y"] + bar["height"] <= height + 1, slide
        if not screen.get("touch"):
            assert page.evaluate("document.documentElement.scrollHeight") <= height, slide
            details = "(e) => e.scrollHeight - e.clientHeight"
            assert page.locator("#details").evaluate(details) <= 1, slide
        page.keyboard.press("PageDown")


def test_letters_on_a_beamer_can_be_read_from_the_back(open_page: OpenPage) -> None:
    page = open_page("vortrag=ausschuss-5", **BEAMER)
    sizes = {
        place: float(
            page.locator(place).first.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
        )
        for place in ("#talk-head h2", "#talk-head p", "#sentence", ".classes .says", ".name b")
    }

    assert sizes["#talk-head h2"] >= 32
    assert sizes["#talk-head p"] >= 21
    assert min(sizes.values()) >= 17


def test_slides_are_loaded_only_when_somebody_wants_them(open_page: OpenPage) -> None:
    page = open_page(**DESKTOP)
    loaded = "performance.getEntriesByType('resource').map((one) => one.name)"
    wanted = re.compile(r"/vortraege\.json")
    assert not any(wanted.search(name) for name in page.evaluate(loaded))
    begin(page)

    assert sum(bool(wanted.search(name)) for name in page.evaluate(loaded)) == 1
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
