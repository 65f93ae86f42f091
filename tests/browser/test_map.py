"""The map: colours, pointing, choosing, layers, levels, circles."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import (
    OpenPage,
    area,
    areas,
    asked,
    box,
    figure,
    find,
    legend,
    load,
    search,
    switch,
    table,
)

VIEWS = [
    "",
    "indikator=einwohner&jahr=2011&klassen=quantile-7",
    "indikator=kinder-unter-18-anteil&jahr=2019&klassen=gleich-3",
    "klassen=abweichung-6&grenzen=jahr&jahr=2020",
    "indikator=raeumungsklagen-je-1000&jahr=2021&klassen=eigene-1,1.2,1.5",
]
PLAIN = "rgb(255, 255, 255)"


def outline(page: Page, number: int) -> Locator:
    """Return the line of the funded area with this number in the list."""
    return page.locator("#map .funded.line").nth(number - 1)


def radii(page: Page) -> list[float]:
    """Return the radii of the circles on the map in pixels."""
    drawn = page.locator("#map path.symbol").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('d'))"
    )
    return [float(re.search(r"a([\d.]+),", path)[1]) for path in drawn]


def row_agrees(row: dict[str, str | None], shown: dict[str, object], colours: list[str]) -> bool:
    """Tell whether a row of the table says what the map and the legend say."""
    place = shown["place"]
    if place is None:
        return row["place"] == "–" and row["colour"] is None
    expected = (str(place), colours[int(str(place)) - 1], figure(str(shown["value"])))
    return (row["place"], row["colour"], figure(str(row["value"]))) == expected


@pytest.mark.parametrize("query", VIEWS)
def test_map_legend_and_table_say_the_same(open_page: OpenPage, query: str) -> None:
    page = open_page(query)
    shown, classes = areas(page), legend(page)
    colours = [one["colour"] for one in classes]
    places = Counter(one["place"] for one in shown.values() if one["place"])
    page.locator("#mode-tabelle").click()
    rows = table(page)

    assert len(shown) == 13
    assert len(set(colours)) == len(colours)
    assert [one["count"] for one in classes] == [places[i + 1] for i in range(len(classes))]
    for one in shown.values():
        if one["place"]:
            assert one["fill"] == colours[one["place"] - 1], one["label"]
    assert {row["name"] for row in rows} == set(shown)
    assert [row for row in rows if not row_agrees(row, shown[row["name"]], colours)] == []


def test_every_value_lies_in_the_span_that_the_legend_gives_its_class(open_page: OpenPage) -> None:
    page = open_page("indikator=kinder-unter-18-anteil&jahr=2019&klassen=quantile-5")
    spans = [
        [figure(number) for number in re.findall(r"[\d.]+(?:,\d+)?", one["says"])]
        for one in legend(page)
    ]

    for one in areas(page).values():
        low, high = spans[one["place"] - 1]
        last = one["place"] == len(spans)
        assert low <= figure(one["value"]) < high or (last and figure(one["value"]) == high), one
    assert [high for _, high in spans[:-1]] == [low for low, _ in spans[1:]]


def test_pointing_at_an_area_shows_its_card_and_its_place_in_the_legend(
    open_page: OpenPage,
) -> None:
    page = open_page()
    card, before = page.locator("#map-card"), page.url
    area(page, "Tarup").hover()

    expect(card).to_be_visible()
    expect(card).to_contain_text("Tarup")
    expect(card).to_contain_text(areas(page)["Tarup"]["value"])
    expect(card).to_contain_text("Klasse 1 von 5")
    expect(page.locator("#sheet-legend .pin.pointed")).to_have_count(1)
    expect(page.locator("#sheet-legend .marks")).to_contain_text("Tarup")
    expect(page.locator("#map .mark.pointed")).to_have_count(2)
    page.mouse.move(4, 4)
    expect(card).to_be_hidden()
    expect(page.locator("#sheet-legend .pin.pointed")).to_have_count(0)
    assert page.url == before


def test_escape_closes_the_card_while_the_pointer_stays(open_page: OpenPage) -> None:
    page = open_page()
    area(page, "Tarup").hover()
    expect(page.locator("#map-card")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#map-card")).to_be_hidden()


def test_a_click_chooses_an_area_and_a_second_click_lets_it_go(open_page: OpenPage) -> None:
    page = open_page()
    area(page, "Tarup").click()
    expect(page.locator("#map .mark.chosen")).to_have_count(2)
    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    chosen = asked(page)
    area(page, "Weiche").click()
    expect(page.locator("#area-panel h2")).to_have_text("Weiche")
    expect(page.locator("#map .mark.chosen")).to_have_count(2)
    area(page, "Weiche").click()

    assert set(chosen) == {"stadt", "auswahl"}
    expect(page.locator("#map .mark.chosen")).to_have_count(0)
    expect(page.locator("#area-panel")).to_contain_text("Wählen Sie ein Gebiet")
    assert search(page) == ""


def test_a_click_on_an_outline_chooses_the_funded_area(open_page: OpenPage) -> None:
    page = open_page("jahr=2020")
    page.locator("#map .badge", has_text="6").click()

    expect(page.locator("#funded-area-panel h2")).to_have_text("Fruerlund-Süd")
    assert asked(page)["foerdergebiet"] == "fruerlund-sued"
    expect(page.locator("#map .funded.line.chosen")).to_have_count(1)


def test_zooming_is_no_new_view_and_the_whole_city_comes_back(open_page: OpenPage) -> None:
    page = open_page()
    before = box(area(page, "Weiche"))
    page.locator("#zoom-in").click()
    expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)
    nearer = box(area(page, "Weiche"))
    page.locator("#zoom-all").click()
    expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)
    after = box(area(page, "Weiche"))

    assert nearer["width"] > before["width"] * 1.2
    assert after == pytest.approx(before, abs=1.5)
    assert search(page) == ""


def test_the_whole_city_is_in_sight_at_every_size(open_page: OpenPage) -> None:
    page = open_page()
    for width, height in ((1440, 900), (1024, 768), (800, 600), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        frame = box(page.locator("#map-frame"))
        expect(area(page, "Weiche")).to_be_visible()
        boxes = [box(path) for path in page.locator("#map path.area").all()]
        assert min(one["x"] for one in boxes) >= frame["x"], (width, height)
        assert max(one["x"] + one["width"] for one in boxes) <= frame["x"] + frame["width"]


@pytest.mark.parametrize("query", ["auswahl=07", "vergleich=karten&mit-jahr=2018"])
def test_the_map_and_its_source_end_above_the_timeline(open_page: OpenPage, query: str) -> None:
    page = open_page(query)
    for width, height in ((1440, 900), (1366, 768), (1280, 720), (1024, 768), (1200, 640)):
        page.set_viewport_size({"width": width, "height": height})
        source, timeline = (box(page.locator(one)) for one in ("#source-line", "#sheet-timeline"))
        assert source["y"] + source["height"] <= timeline["y"] + 1, (width, height)


def test_the_colours_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page()
    switch(page, "indikator").click()

    expect(switch(page, "indikator")).to_have_attribute("aria-checked", "false")
    assert {one["fill"] for one in areas(page).values()} == {PLAIN}
    expect(page.locator("#sheet-legend ol.classes")).to_have_count(0)
    assert "indikator" not in asked(page)["karte"].split(",")
    switch(page, "indikator").click()
    assert search(page) == ""
    assert PLAIN not in {one["fill"] for one in areas(page).values()}


def test_the_names_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator("#map .name span", has_text="Tarup")).to_be_visible()
    switch(page, "namen").click()

    expect(page.locator("#map .name")).to_have_count(0)
    assert "namen" not in asked(page)["karte"].split(",")


def test_every_area_shows_name_or_value_on_a_desktop(open_page: OpenPage) -> None:
    page = open_page()
    hidden = page.locator("#map .name.hidden").all_text_contents()

    assert hidden == []


def test_doubtful_marks_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page("indikator=kinder-unter-18-anteil&jahr=2019")
    doubtful = [one for one in areas(page).values() if one["status"] == "doubtful"]

    assert len(doubtful) == 4
    expect(page.locator("#map .doubt")).to_have_count(4)
    expect(page.locator("#sheet-legend")).to_contain_text("zweifelhaft")
    switch(page, "zweifel").click()
    expect(page.locator("#map .doubt")).to_have_count(0)
    expect(page.locator("#sheet-legend")).not_to_contain_text("zweifelhaft")
    assert "zweifel" not in asked(page)["karte"].split(",")


def test_funded_areas_can_be_turned_off_as_a_whole_and_by_programme(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator("#map .funded.line")).to_have_count(9)
    page.locator('[data-programme="stadtumbau"]').click()
    expect(page.locator("#map .funded.line")).to_have_count(6)
    expect(page.locator("#funded-list li")).to_have_count(6)
    assert "stadtumbau" not in asked(page)["programme"]
    page.locator('[data-programme="stadtumbau"]').click()
    assert search(page) == ""
    switch(page, "gebiete").click()

    expect(page.locator("#map .funded")).to_have_count(0)
    expect(page.locator("#funded-list li")).to_have_count(0)
    expect(page.locator("#programmes")).to_be_hidden()
    assert "gebiete" not in asked(page)["karte"].split(",")


def test_outlines_are_dashed_and_pale_where_nothing_was_funded_that_year(
    open_page: OpenPage,
) -> None:
    page = open_page("indikator=einwohner&jahr=2011")

    def strength(number: int) -> float:
        return float(outline(page, number).evaluate("(line) => getComputedStyle(line).opacity"))

    strong_2011 = [number for number in range(1, 10) if strength(number) == 1]
    dashes = outline(page, 4).evaluate("(line) => getComputedStyle(line).strokeDasharray")
    load(page, "indikator=einwohner&jahr=2022")
    strong_2022 = [number for number in range(1, 10) if strength(number) == 1]

    assert dashes != "none"
    assert strong_2011 == [1, 4, 5, 6]
    assert strong_2022 == [4, 6, 7, 8]
    expect(page.locator("#funded-list")).to_contain_text("2022 nicht in Förderung")


def test_a_second_indicator_is_drawn_as_circles_that_grow_with_the_root(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.locator("#symbols").select_option("einwohner")
    expect(page.locator("#map path.symbol")).to_have_count(13)
    drawn = sorted(radii(page))
    expect(page.locator("#sheet-legend")).to_contain_text("Kreise: Einwohnerinnen und Einwohner")
    rings = page.locator("#sheet-legend .sizes li")
    sizes = [figure(text) for text in rings.all_text_contents()]
    ring_radii = [float(ring.get_attribute("r") or 0) for ring in rings.locator("circle").all()]
    address = asked(page)
    page.locator("#mode-tabelle").click()
    people = sorted(figure(row["cells"][-2]) for row in table(page))
    page.locator("#symbols").select_option("")

    scale = ring_radii[0] / math.sqrt(sizes[0])
    assert ring_radii == pytest.approx([scale * math.sqrt(size) for size in sizes])
    assert drawn == pytest.approx([scale * math.sqrt(number) for number in people], abs=0.51)
    assert sizes[0] <= people[-1], "no ring is larger than every circle"
    assert address["symbole"] == "einwohner"
    assert search(page).endswith("ansicht=tabelle")


def test_the_level_can_be_changed_and_the_choice_stays_where_it_can(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    page.locator("#level").select_option("stadt")
    expect(page.locator("#map path.area")).to_have_count(1)
    expect(page.locator("#subline")).to_contain_text("Gesamtstadt")
    city = asked(page)
    page.locator("#level").select_option("stadtteil")

    expect(page.locator("#map path.area")).to_have_count(13)
    assert city == {"stadt": "flensburg", "ebene": "stadt"}
    assert search(page) == ""


def test_an_indicator_of_the_whole_city_is_shown_for_the_whole_city(open_page: OpenPage) -> None:
    page = open_page()
    find(page, "Tarup")
    page.locator('#indicators details:has([data-indicator="aufenthalt-eu"]) summary').click()
    page.locator('[data-indicator="aufenthalt-eu"]').click()

    expect(page.locator("#map path.area")).to_have_count(1)
    expect(page.locator("#notices")).to_contain_text("keine Zahlen")
    expect(page.locator("#notices")).to_contain_text("Stadtteil")
    assert asked(page)["ebene"] == "stadt"
