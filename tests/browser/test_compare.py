"""Two maps, a swipe between them: what each shows, for everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from geodata.model import City
from layers.beside import second_view
from layers.scene import scene
from layers.view import from_query
from tests.browser.compare_steps import LABELS, SCREENS, WITHIN, YEARS, first, second, together
from tests.browser.harness import READY, WCAG, axe, wait_until
from tests.browser.steps import (
    PHONE,
    OpenPage,
    asked,
    figure,
    focused,
    load,
    settle,
)
from tests.cities import KLEINSTADT


@SCREENS
@pytest.mark.parametrize("kind", ["karten", "wischen"])
def test_the_second_map_shows_its_own_view(
    open_page: OpenPage, flensburg: City, screen: dict[str, Any], kind: str
) -> None:
    query = f"vergleich={kind}&mit-indikator=kinder-unter-18-anteil&mit-jahr=2012"
    page = open_page(query, **screen)
    made = scene(flensburg, second_view(from_query(query, flensburg)[0], flensburg))

    shown = page.evaluate(LABELS, "second-map")
    assert [figure(label.split(": ", 1)[1]) for label, _ in shown] == list(made.figures)
    assert [int(re.findall(r"class-(\d)", look)[0]) for _, look in shown] == list(made.classes)
    expect(page.locator("#first-title h3")).to_contain_text("SGB II, 2022")
    expect(page.locator("#second-title h3")).to_contain_text("unter 18 Jahren, 2012")
    assert together(page) < 1.5
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []


def test_one_map_makes_and_loads_nothing_of_it(open_page: OpenPage) -> None:
    page = open_page()

    expect(page.locator("#second *, #years *, #first-title *")).to_have_count(0)
    expect(page.locator(".leaflet-container")).to_have_count(1)


@pytest.mark.parametrize("kind", ["karten", "wischen"])
def test_choosing_two_maps_begins_with_the_first_year_and_back_leads_back(
    open_page: OpenPage, flensburg: City, kind: str
) -> None:
    page = open_page()
    years = flensburg.series["stadtteil", "sgb-ii-anteil"].years
    page.locator("#compare").select_option(kind)

    expect(page.locator("#second-title")).to_contain_text(str(years[0]))
    assert asked(page) == {"stadt": "flensburg", "vergleich": kind, "mit-jahr": str(years[0])}
    page.locator("#other_indicator").select_option("kinder-unter-18-anteil")
    expect(page.locator("#second-title")).to_contain_text("unter 18 Jahren")
    page.locator("#other_year").select_option("")
    expect(page.locator("#second-title h3")).to_contain_text("2022")
    page.go_back()
    page.go_back()
    page.go_back()
    settle(page)
    expect(page.locator("#second")).to_be_hidden()
    expect(page.locator("#compare")).to_have_value("")
    assert asked(page) == {}


def test_the_same_view_twice_says_so(open_page: OpenPage) -> None:
    page = open_page(YEARS)
    expect(page.locator("#compare-hint")).to_be_hidden()
    page.locator("#other_year").select_option("")

    expect(page.locator("#compare-hint")).to_be_visible()


def test_pointing_marks_the_area_on_both_and_tells_the_difference(open_page: OpenPage) -> None:
    page = open_page(YEARS)
    card = page.locator("#map-card")
    for place in (first(page, "Weiche"), second(page, "Weiche")):
        place.hover()
        expect(page.locator("#map .mark.pointed")).to_have_count(2)
        expect(page.locator("#second-map .mark.pointed")).to_have_count(2)
        said = card.locator("dd").all_inner_texts()
        now, before, gap = (figure(text) for text in said)
        assert round(now - before, 1) == gap
        assert said[2].endswith("Prozentpunkte")
        page.mouse.move(4, 4)
        expect(card).to_be_hidden()
        expect(page.locator(".mark.pointed")).to_have_count(0)
    second(page, "Weiche").click(position={"x": 20, "y": 40})
    assert asked(page)["auswahl"]
    expect(page.locator("#map .mark.chosen, #second-map .mark.chosen")).to_have_count(4)


def test_shares_of_different_units_are_not_subtracted(open_page: OpenPage) -> None:
    page = open_page("vergleich=karten&mit-indikator=einwohner")
    first(page, "Weiche").hover()

    expect(page.locator("#map-card dd")).to_have_count(2)
    expect(page.locator("#sentence")).not_to_contain_text("Unterschied")


def test_the_second_map_is_walked_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(f"{YEARS}&auswahl=13")
    page.locator("#map-keys").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "second-keys"
    page.keyboard.press("ArrowUp")

    expect(page.locator("#announcer")).to_contain_text("2022: ")
    expect(page.locator("#announcer")).to_contain_text("Unterschied: ")
    expect(page.locator("#second-map .mark.pointed")).to_have_count(2)
    page.keyboard.press("Enter")
    settle(page)
    assert asked(page)["auswahl"] != "13"


def test_two_years_share_a_legend_two_indicators_have_one_each(open_page: OpenPage) -> None:
    page = open_page(YEARS)
    lists = page.locator("#sheet-legend ol.classes")
    expect(lists).to_have_count(1)
    expect(page.locator("#sheet-legend .histogram")).to_have_count(2)

    load(page, "vergleich=karten&mit-indikator=kinder-unter-18-anteil")
    expect(lists).to_have_count(2)
    load(page, f"{YEARS}&grenzen=jahr")
    expect(lists).to_have_count(2)


def test_another_level_has_its_own_areas_and_takes_no_choice(open_page: OpenPage) -> None:
    page = open_page("vergleich=karten&mit-ebene=stadt&auswahl=13")

    expect(page.locator("#second-map path.area")).to_have_count(1)
    expect(page.locator("#second-map .mark.chosen")).to_have_count(0)
    page.mouse.move(*page.evaluate(WITHIN))
    expect(page.locator("#map-card")).to_contain_text("Flensburg")
    expect(page.locator("#map .mark.pointed")).to_have_count(0)
    page.mouse.click(*page.evaluate(WITHIN))
    assert asked(page)["auswahl"] == "13"


def test_a_city_is_chosen_and_left(open_page: OpenPage) -> None:
    page = open_page("vergleich=karten&mit-jahr=2018", beside=(Path(KLEINSTADT),))
    page.locator("#other_city").select_option("kleinstadt")
    expect(page.locator("#second-title")).to_contain_text("Kleinstadt")
    page.locator("#other_indicator").select_option("miete")
    expect(page.locator("#second-title")).to_contain_text("Mittlere Miete")
    page.locator("#other_city").select_option("")

    expect(page.locator("#second-title")).to_contain_text("Flensburg")
    assert "mit-indikator" not in asked(page)


def test_one_year_only_gives_the_same_view_and_a_hint(open_page: OpenPage) -> None:
    page = open_page(city=Path(KLEINSTADT))
    page.evaluate("atlas.wiring.send({indicator: 'umzuege'})")
    settle(page)
    years = page.evaluate("atlas.draw.scene.series.years")
    page.locator("#compare").select_option("karten")

    expect(page.locator("#second-title")).to_be_visible()
    expected = "hidden" if len(years) > 1 else "visible"
    page.locator("#compare-hint").wait_for(state=expected)


def test_the_controls_are_gone_where_others_are(open_page: OpenPage) -> None:
    page = open_page(f"{YEARS}&vortrag=ausschuss-1")

    expect(page.locator("#compare")).to_be_hidden()
    expect(page.locator("#second-map path.area").first).to_be_visible()


def test_a_second_window_shows_the_same(open_page: OpenPage) -> None:
    one = open_page(YEARS)
    one.locator("#other_indicator").select_option("kinder-unter-18-anteil")
    settle(one)
    two = open_page(one.evaluate("location.search"))

    assert two.evaluate(LABELS, "second-map") == one.evaluate(LABELS, "second-map")
    assert two.locator("#second-title").inner_html() == one.locator("#second-title").inner_html()


def test_a_change_is_offered_with_its_base_year(open_page: OpenPage, flensburg: City) -> None:
    page = open_page("jahr=2021")
    years = flensburg.series["stadtteil", "sgb-ii-anteil"].years
    page.locator("#compare").select_option("aenderung")
    settle(page)
    assert asked(page) == {"stadt": "flensburg", "jahr": "2021", "vergleich": "aenderung"}

    options = page.locator("#other_year option").evaluate_all("(all) => all.map((o) => o.value)")
    assert options == ["", *(str(year) for year in years[1:] if year != 2021)]
    expect(page.locator("#other_indicator, #other_level, #other_city").first).to_be_hidden()
    page.locator("#other_year").select_option("2020")
    assert asked(page)["mit-jahr"] == "2020"
    expect(page.locator("#second")).to_be_hidden()


def test_the_second_map_stands_in_the_embedded_page(open_page: OpenPage) -> None:
    page = open_page(YEARS)
    page.goto(page.url.replace("/?", "/einbetten?"))
    wait_until(page, READY)

    expect(page.locator("#second-title")).to_contain_text("2018")
    expect(page.locator("#compare")).to_be_hidden()
    assert together(page) < 1.5


def test_the_second_map_names_its_own_source(open_page: OpenPage) -> None:
    page = open_page(YEARS)
    line = page.locator("#source-line")
    expect(line).not_to_contain_text("Zweite Karte")
    page.locator("#other_indicator").select_option("kinder-unter-18-anteil")

    expect(line).to_contain_text("Zweite Karte: Stadt Flensburg")
    page.locator("#compare").select_option("")
    expect(line).not_to_contain_text("Zweite Karte")


def test_on_a_phone_the_card_of_the_chosen_area_tells_both_figures(open_page: OpenPage) -> None:
    page = open_page(f"{YEARS}&auswahl=13", **PHONE)
    settle(page)

    expect(page.locator("#map-card dd")).to_have_count(3)


def test_with_a_limit_of_need_both_maps_show_who_is_funded(open_page: OpenPage) -> None:
    page = open_page(f"{YEARS}&bedarf=12")

    expect(page.locator(".second-legend .histogram")).to_have_count(0)
    expect(page.locator(".second-legend")).to_contain_text("12,0")
