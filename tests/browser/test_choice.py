"""The choice: indicators with search, years, classes, search by name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import (
    GAPPY,
    START,
    OpenPage,
    asked,
    box,
    choose_indicator,
    find,
    focused,
    load,
    open_theme,
    search,
    settle,
)

YEARS = [2011, 2012, 2017, 2018, 2019, 2020, 2021, 2022]


def entries(page: Page) -> Locator:
    """Return the indicators that the list shows, in folded themes too."""
    return page.locator("#indicators li:not([hidden])")


def year(page: Page) -> int:
    """Return the year that the page shows in large figures."""
    settle(page)
    shown = int(page.locator("#year-shown").inner_text())
    assert page.locator("#year").input_value() == str(shown)
    return shown


def test_the_indicators_stand_by_theme(open_page: OpenPage) -> None:
    page = open_page()
    themes = page.locator("#indicators details")

    assert themes.count() >= 7
    assert entries(page).count() >= 40
    assert [theme.locator("li").count() > 0 for theme in themes.all()] == [True] * themes.count()
    expect(page.locator("#indicators details[open]")).to_have_count(1)
    expect(page.locator("#indicators details[open] [aria-current]")).to_be_visible()


def test_typing_filters_the_indicators(open_page: OpenPage) -> None:
    page = open_page()
    field, found = page.locator("#indicator-search"), page.locator("#indicator-found")
    everything = entries(page).count()
    field.fill("RÄUMUNG")
    expect(page.locator("#indicators li:visible").first).to_be_visible()
    narrowed = entries(page).count()

    expect(found).to_have_text(f"{narrowed} Indikatoren gefunden")
    assert 3 <= narrowed < everything
    assert page.locator("#indicators li:visible").count() == narrowed
    field.fill("wohngeld anteil")
    expect(found).to_have_text("1 Indikator gefunden")
    field.fill("raumfahrt")
    expect(found).to_have_text("Kein Indikator passt zu dieser Suche.")
    assert entries(page).count() == 0


def test_an_emptied_search_shows_the_list_as_before(open_page: OpenPage) -> None:
    page = open_page()
    field = page.locator("#indicator-search")
    before = page.locator("#indicators details[open]").all_text_contents()
    field.fill("geburten")
    expect(page.locator("#indicator-found")).not_to_be_empty()
    field.fill("")

    expect(page.locator("#indicator-found")).to_be_empty()
    expect(page.locator("#indicators [aria-current]")).to_be_visible()
    assert page.locator("#indicators details[open]").all_text_contents() == before


def test_choosing_an_indicator_changes_headline_title_and_address(open_page: OpenPage) -> None:
    page = open_page("jahr=2021&auswahl=01")
    choose_indicator(page, "wohngeld-anteil")

    expect(page.locator("#headline")).to_have_text("Anteil der Menschen mit Wohngeld, 2021")
    expect(page).to_have_title(re.compile("Anteil der Menschen mit Wohngeld, 2021"))
    expect(page.locator("#area-panel h2")).to_have_text("Altstadt")
    assert asked(page) == {
        "stadt": "flensburg", "indikator": "wohngeld-anteil", "jahr": "2021", "auswahl": "01",
    }  # fmt: skip


def test_every_link_of_the_list_is_the_address_of_its_view(open_page: OpenPage) -> None:
    page = open_page("jahr=2021&auswahl=01")
    settle(page)
    links = page.locator("#indicators a")
    expect(links.last).to_have_attribute("href", re.compile("indikator="))
    addresses = {
        link.get_attribute("data-indicator") or "": link.get_attribute("href") or ""
        for link in links.all()
    }
    load(page, addresses["wohngeld-anteil"].removeprefix("/?"))

    assert all(f"indikator={name}" in link for name, link in addresses.items() if name != START)
    assert "jahr=2021" in addresses["einwohner"]
    assert search(page) == addresses["wohngeld-anteil"].removeprefix("/")
    expect(page.locator("#headline")).to_have_text("Anteil der Menschen mit Wohngeld, 2021")


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_click_for_a_new_window_leaves_this_one_alone(open_page: OpenPage, key: str) -> None:
    page = open_page()
    link = open_theme(page, "einwohner")
    expect(link).to_have_attribute("href", re.compile("indikator=einwohner"))
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control" if key == "Control" else "Shift"])
    opened.value.wait_for_url(re.compile("indikator=einwohner"))  # a new window begins empty

    assert search(page) == ""


def test_the_slider_jumps_over_years_without_figures(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}&jahr=2011")
    page.locator("#year").focus()
    seen = [year(page)]
    for _ in YEARS:
        page.keyboard.press("ArrowRight")
        seen.append(year(page))
    back = []
    for _ in YEARS[1:]:
        page.keyboard.press("ArrowLeft")
        back.append(year(page))
    page.keyboard.press("End")
    last = year(page)
    page.keyboard.press("Home")

    assert seen == [*YEARS, 2022]
    assert back == YEARS[-2::-1]
    assert (last, year(page)) == (2022, 2011)
    assert focused(page) == "year"


@pytest.mark.parametrize(("place", "expected"), [(0.3, 2012), (0.45, 2017), (0.0, 2011), (1, 2022)])
def test_the_slider_snaps_to_the_nearest_year_under_the_mouse(
    open_page: OpenPage, place: float, expected: int
) -> None:
    page = open_page(f"indikator={GAPPY}&jahr=2019")
    slider = page.locator("#year")
    extent = box(slider)
    x = 8 + place * (extent["width"] - 16)
    slider.click(position={"x": x, "y": extent["height"] / 2})

    expect(page.locator("#year-shown")).to_have_text(str(expected))
    assert year(page) == expected
    assert asked(page).get("jahr", "2022") == str(expected)


def test_dragging_the_slider_is_one_step_back(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}&jahr=2011")
    extent = box(page.locator("#year"))
    y = extent["y"] + extent["height"] / 2
    page.mouse.move(extent["x"] + 8, y)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(extent["x"] + 8 + part / 10 * (extent["width"] - 16), y)
    page.mouse.up()
    expect(page.locator("#year-shown")).to_have_text("2022")
    page.go_back()

    expect(page.locator("#year-shown")).to_have_text("2011")


def test_the_years_under_the_slider_stand_where_its_handle_stops(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}")
    extent = box(page.locator("#year"))
    expected = [extent["x"] + 8 + (one - 2011) / 11 * (extent["width"] - 16) for one in YEARS]
    ticks = [box(tick) for tick in page.locator("#year-ticks span").all()]

    assert page.locator("#year-ticks span").all_text_contents() == [str(one) for one in YEARS]
    assert [tick["x"] + tick["width"] / 2 for tick in ticks] == pytest.approx(expected, abs=8)


def test_playing_steps_through_the_years_and_stops_at_the_end(open_page: OpenPage) -> None:
    page = open_page("jahr=2019")
    page.clock.install()
    play = page.locator("#play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(play).to_have_text("Anhalten")
    for year_shown in ("2020", "2021", "2022"):
        expect(page.locator("#year-shown")).to_have_text(year_shown)
        page.clock.run_for(1600)
    expect(play).to_have_attribute("aria-pressed", "false")
    page.go_back()

    expect(page.locator("#year-shown")).to_have_text("2019")


def test_playing_can_be_stopped_and_begins_anew_at_the_end(open_page: OpenPage) -> None:
    page = open_page()
    page.clock.install()
    play = page.locator("#play")
    play.click()
    page.clock.run_for(100)
    expect(page.locator("#year-shown")).to_have_text("2018")
    page.clock.run_for(1400)
    expect(page.locator("#year-shown")).to_have_text("2019")
    play.click()
    page.clock.run_for(6000)

    expect(play).to_have_text("Jahre abspielen")
    expect(page.locator("#year-shown")).to_have_text("2019")


def test_going_back_ends_playing(open_page: OpenPage) -> None:
    page = open_page("jahr=2019")
    page.clock.install()
    page.locator("#play").click()
    page.clock.run_for(1600)
    expect(page.locator("#year-shown")).to_have_text("2021")
    page.go_back()
    page.clock.run_for(4000)

    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#year-shown")).to_have_text("2019")


@pytest.mark.parametrize("name", ["Tarup", "TARUP", " tarup "])
def test_an_area_is_found_by_its_name(open_page: OpenPage, name: str) -> None:
    page = open_page()
    find(page, name)

    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    assert asked(page)["auswahl"] == "13"
    expect(page.locator("#find-answer")).to_be_empty()


def test_umlauts_funded_areas_and_the_city_are_found(open_page: OpenPage) -> None:
    page = open_page()
    find(page, "JÜRGENSBY")
    expect(page.locator("#area-panel h2")).to_have_text("Jürgensby")
    find(page, "hafen-ost")
    expect(page.locator("#funded-area-panel h2")).to_have_text("Hafen-Ost")
    find(page, "Flensburg")
    expect(page.locator("#area-panel h2")).to_have_text("Flensburg")
    assert asked(page)["ebene"] == "stadt"
    find(page, "Weiche")

    expect(page.locator("#area-panel h2")).to_have_text("Weiche")
    expect(page.locator("#map path.area")).to_have_count(13)


def test_an_unknown_name_is_answered_and_changes_nothing(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    find(page, "Entenhausen")

    expect(page.locator("#find-answer")).to_contain_text("»Entenhausen«")
    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    assert asked(page)["auswahl"] == "13"
    find(page, "Weiche")
    expect(page.locator("#find-answer")).to_be_empty()
