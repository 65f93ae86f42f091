"""How sure figures are, on the page: panel, marks on the map, legend, table; axe finds nothing."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from geodata.model import City
from geodata.package import read_city
from layers.chance import around, marked
from layers.numbers import german
from layers.scene import scene
from layers.view import from_query
from tests.browser.harness import axe
from tests.browser.steps import PHONE, OpenPage, asked, settle, switch, table
from tests.cities import many_areas

ON = "indikator=sgb-ii-anteil&karte=indikator,zufall"
MARKS = "#map .name:not(.hidden) b"


def alike(city: City, query: str) -> int:
    return sum(marked(scene(city, from_query(query, city)[0])))


def test_the_panel_says_the_interval_and_the_range_of_places(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page("indikator=sgb-ii-anteil&auswahl=05")
    shown = scene(flensburg, from_query("indikator=sgb-ii-anteil&auswahl=05", flensburg)[0])
    ends = around(shown)[shown.level.area_ids.index("05")]

    assert ends
    lines = page.locator("#area-panel .sure li")
    low, high = (german(end, 1) for end in ends)
    expect(lines.nth(0)).to_have_text(f"Spanne (95 %): {low} bis {high}\u00a0%")
    expect(lines.nth(1)).to_have_text(
        re.compile(r"^An Stelle \d+( bis \d+)? von 13 \(1 = höchster Wert\)$")
    )


def test_a_count_has_neither_interval_nor_places(open_page: OpenPage) -> None:
    page = open_page("indikator=einwohner&auswahl=05&karte=indikator,zufall")

    expect(page.locator("#area-panel h2")).to_be_visible()
    expect(page.locator("#area-panel .sure")).to_have_count(0)
    expect(page.locator("#sheet-legend")).to_contain_text("nicht prüfbar")
    expect(page.locator(MARKS, has_text="≈")).to_have_count(0)


def test_the_layer_marks_what_is_like_the_city_and_can_be_turned_off(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page(ON)
    number = alike(flensburg, ON)

    assert number > 0
    expect(page.locator(MARKS, has_text="≈")).to_have_count(number)
    expect(page.locator("#sheet-legend")).to_contain_text("vom Stadtwert nicht zu unterscheiden")
    expect(page.locator("#sheet-legend .alike ~ .count")).to_have_text(f"{number} Gebiete")
    switch(page, "zufall").click()
    expect(page.locator(MARKS, has_text="≈")).to_have_count(0)
    expect(page.locator("#sheet-legend")).not_to_contain_text("nicht zu unterscheiden")
    settle(page)
    assert "zufall" not in asked(page)["karte"].split(",")


def test_marks_follow_the_year_and_a_map_of_changes_has_none(
    open_page: OpenPage, flensburg: City
) -> None:
    for year in (2018, 2020):
        page = open_page(f"{ON}&jahr={year}")
        expect(page.locator(MARKS, has_text="≈")).to_have_count(
            alike(flensburg, f"{ON}&jahr={year}")
        )
    page = open_page(f"{ON}&vergleich=aenderung")
    expect(page.locator("#map .name").first).to_be_attached()
    expect(page.locator(MARKS, has_text="≈")).to_have_count(0)
    expect(page.locator("#sheet-legend")).not_to_contain_text("nicht zu unterscheiden")


def test_the_second_map_marks_its_own_year(open_page: OpenPage, flensburg: City) -> None:
    page = open_page(f"{ON}&vergleich=karten&mit-jahr=2018")

    expect(page.locator("#second .name:not(.hidden) b", has_text="≈")).to_have_count(
        alike(flensburg, f"{ON}&jahr=2018")
    )
    expect(page.locator(MARKS, has_text="≈")).to_have_count(alike(flensburg, ON))


def test_the_table_names_the_range_of_every_share(open_page: OpenPage, flensburg: City) -> None:
    page = open_page("indikator=sgb-ii-anteil&ansicht=tabelle")
    shown = scene(flensburg, from_query("indikator=sgb-ii-anteil", flensburg)[0])
    there = {row["name"]: row["cells"][2] for row in table(page)}

    for area, ends in zip(shown.level.areas, around(shown), strict=True):
        assert ends
        assert there[area.name] == "–".join(german(end, 1) for end in ends)


def test_axe_finds_nothing_with_marks_and_lines(open_page: OpenPage) -> None:
    for size in ({}, PHONE):
        page = open_page(f"{ON},namen&auswahl=05", **size)
        assert axe(page) == []


def share_of_many_areas(folder: Path) -> Path:
    """Write a city of 144 areas with one share; many are like the city."""
    many_areas(folder, 144)
    parts = {f"f{number:04d}": 5 + number % 31 for number in range(1, 145)}
    total = sum(parts.values())
    rows = [f"{area},einwohner,2022,{part},{part},100,ok," for area, part in parts.items()]
    rows.append(f"rs,einwohner,2022,{100 * total / 14400!r},{total},14400,ok,")
    values, catalogue = folder / "values.csv", folder / "indicators.csv"
    head = values.read_text(encoding="utf-8").splitlines()[0]
    values.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    text = catalogue.read_text(encoding="utf-8")
    share = text.replace("Personen,count,,,1,0,", "%,share,Teil,Ganzes,100,1,")
    catalogue.write_text(share, encoding="utf-8")
    return folder


def test_of_many_areas_every_mark_stands(open_page: OpenPage, tmp_path: Path) -> None:
    """More areas than names have room: a mark that is left out would say the opposite."""
    folder, query = share_of_many_areas(tmp_path), "karte=indikator,namen,zufall"
    number = alike(read_city(folder), query)
    page = open_page(query, city=folder, width=700, height=600)

    assert number > 20
    expect(page.locator(MARKS, has_text="≈")).to_have_count(number)
