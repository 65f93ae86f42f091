"""Two maps, a swipe between them: what each shows, that they go together, for everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from geodata.model import City
from layers.beside import second_view
from layers.scene import scene
from layers.view import from_query
from tests.browser.harness import WCAG, axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, figure, focused, load, settle
from tests.cities import KLEINSTADT

DESKTOP: dict[str, Any] = {"width": 1440, "height": 900}
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
YEARS = "vergleich=karten&mit-jahr=2018"
SWIPE = "vergleich=wischen&mit-jahr=2018"
PLACES = """(id) => [...document.querySelectorAll(`#${id} path.area`)].map((path) => {
    const {x, y, width} = path.getBoundingClientRect(), frame = document.getElementById(id);
    const origin = frame.getBoundingClientRect();
    return [x - origin.x, y - origin.y, width];
})"""
LABELS = """(id) => [...document.querySelectorAll(`#${id} path.area`)]
    .map((path) => [path.getAttribute('aria-label'), path.getAttribute('class')])"""
CLEAR = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def second(page: Page, name: str) -> Locator:
    """Return the path of an area on the second map."""
    return page.locator(f'#second-map path.area[aria-label^="{name}: "]')


def first(page: Page, name: str) -> Locator:
    return page.locator(f'#map path.area[aria-label^="{name}: "]')


def together(page: Page) -> float:
    """Return how far the areas of both maps are apart at most, in pixels."""
    page.evaluate(CLEAR)
    one, two = page.evaluate(PLACES, "map"), page.evaluate(PLACES, "second-map")
    assert len(one) == len(two) > 0
    return max(
        abs(a - b)
        for here, there in zip(one, two, strict=True)
        for a, b in zip(here, there, strict=True)
    )


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


@pytest.mark.parametrize("kind", ["karten", "wischen"])
def test_both_maps_move_and_zoom_as_one(open_page: OpenPage, kind: str) -> None:
    page = open_page(f"vergleich={kind}&mit-jahr=2018")
    page.locator("#zoom-in").click()
    wait_until(page, "!document.querySelector('.leaflet-zoom-anim')")
    assert together(page) < 1.5
    for keys in ("#map-keys", "#second-keys"):
        frame = box(page.locator(keys))
        x, y = frame["x"] + frame["width"] * (0.2 if keys == "#map-keys" else 0.8), frame["y"] + 150
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 25, steps=4)
        assert together(page) < 1.5, "while it is dragged"
        page.mouse.up()
        wait_until(page, "!document.querySelector('.leaflet-pan-anim')")
        assert together(page) < 1.5
    page.locator("#second-keys").focus()
    page.keyboard.press("-")
    wait_until(page, "!document.querySelector('.leaflet-zoom-anim')")
    assert together(page) < 1.5
    page.locator("#zoom-all").click()
    assert together(page) < 1.5


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
    page.locator("#second-map path.area").hover(position={"x": 30, "y": 150})
    expect(page.locator("#map-card")).to_contain_text("Flensburg")
    expect(page.locator("#map .mark.pointed")).to_have_count(0)
    page.locator("#second-map path.area").click(position={"x": 30, "y": 150})
    assert asked(page)["auswahl"] == "13"


@SCREENS
def test_another_city_has_its_own_frame(open_page: OpenPage, screen: dict[str, Any]) -> None:
    beside = (Path(KLEINSTADT),)
    page = open_page("vergleich=karten&mit-stadt=kleinstadt", beside=beside, **screen)
    expect(page.locator("#second-title")).to_contain_text("Kleinstadt")
    expect(page.locator("#second-map path.area")).to_have_count(4)
    frame, area = box(page.locator("#second-map")), box(page.locator("#second-map path.area").first)
    assert area["x"] >= frame["x"]
    assert area["width"] > frame["width"] / 4, "fitted to its own outlines"
    before = page.evaluate(PLACES, "map")

    page.locator("#second-keys").focus()
    page.keyboard.press("+")
    wait_until(page, "!document.querySelector('.leaflet-zoom-anim')")
    for here, there in zip(page.evaluate(PLACES, "map"), before, strict=True):
        assert here == pytest.approx(there, abs=0.01)
    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []


def test_a_city_is_chosen_and_left(open_page: OpenPage) -> None:
    page = open_page("vergleich=karten&mit-jahr=2018", beside=(Path(KLEINSTADT),))
    page.locator("#other_city").select_option("kleinstadt")
    expect(page.locator("#second-title")).to_contain_text("Kleinstadt")
    page.locator("#other_indicator").select_option("miete")
    expect(page.locator("#second-title")).to_contain_text("Mittlere Miete")
    page.locator("#other_city").select_option("")

    expect(page.locator("#second-title")).to_contain_text("Flensburg")
    assert "mit-indikator" not in asked(page)


@SCREENS
def test_the_divider_is_a_slider(open_page: OpenPage, screen: dict[str, Any]) -> None:
    page = open_page(SWIPE, **screen)
    knob, before = page.locator("#divider"), page.url
    place, frame = box(knob), box(page.locator("#map-frame"))
    assert min(place["width"], place["height"]) >= 44
    assert knob.get_attribute("role") == "slider"
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.25, middle[1], steps=3)
    page.mouse.up()

    assert abs(int(str(knob.get_attribute("aria-valuenow"))) - 25) <= 1
    assert knob.get_attribute("aria-valuetext") == "2022: 25 % der Breite, 2018: 75 %"
    for key, wished in (("Home", 0), ("ArrowLeft", 0), ("ArrowRight", 5), ("End", 100)):
        page.keyboard.press(key)
        assert knob.get_attribute("aria-valuenow") == str(wished)
    assert page.url == before


def test_each_side_of_the_divider_answers_for_its_map(open_page: OpenPage) -> None:
    page = open_page(SWIPE)
    under = """([x, y]) => Boolean(document.elementFromPoint(x, y).closest('#second-keys'))"""
    frame = box(page.locator("#map-keys"))
    y = frame["y"] + frame["height"] * 0.8
    assert page.evaluate(under, [frame["x"] + frame["width"] * 0.4, y]) is False
    assert page.evaluate(under, [frame["x"] + frame["width"] * 0.6, y]) is True


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
