"""All years at a glance: each year with figures, one legend, a link to each, for many areas too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from layers.numbers import german
from layers.scene import scene
from layers.view import from_query
from tests.browser.harness import WCAG, axe, wait_until
from tests.browser.steps import GAPPY, PHONE, OpenPage, asked, box, focused, legend, settle
from tests.browser.test_big_cities import fields
from tests.cities import KLEINSTADT

DESKTOP: dict[str, Any] = {"width": 1440, "height": 900}
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
QUERY = f"vergleich=jahre&indikator={GAPPY}"
MANY = 542
# Of each year: how many areas each of its paths holds, by class; the fill of the path.
DRAWN = """() => [...document.querySelectorAll('#years li')].map((one) => ({
    year: Number(one.querySelector('.year').textContent),
    parts: Object.fromEntries([...one.querySelectorAll('svg > path:not(.mark)')].map((path) =>
        [path.getAttribute('class'), getComputedStyle(path).fill])),
}))"""


@SCREENS
def test_every_year_with_figures_is_a_map_in_the_colours_of_the_legend(
    open_page: OpenPage, flensburg: City, screen: dict[str, Any]
) -> None:
    page = open_page(QUERY, **screen)
    view, _ = from_query(QUERY, flensburg)
    years = flensburg.series[view.level, view.indicator].years
    drawn = page.evaluate(DRAWN)

    assert [one["year"] for one in drawn] == list(years)
    for one in drawn:
        made = scene(flensburg, replace(view, compare="", year=one["year"]))
        assert {f"class-{place}" for place in made.classes if place >= 0} == {
            part for part in one["parts"] if part != "empty"
        }
    fills = {part: fill for one in drawn for part, fill in one["parts"].items()}
    if screen is DESKTOP:
        colours = [one["colour"] for one in legend(page)]
        assert all(fills[f"class-{at}"] == colour for at, colour in enumerate(colours))
    gaps = [year for year in range(years[0], years[-1]) if year not in years]
    said = page.locator("#years > p").last.inner_text()
    assert [int(year) for year in re.findall(r"\d+", said)] == [gaps[0], gaps[-1]]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []


def test_all_years_fit_into_the_frame(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    frame = box(page.locator("#map-frame"))
    last = box(page.locator("#years li").last)

    assert last["y"] + last["height"] <= frame["y"] + frame["height"]
    assert last["height"] > 100


def test_a_year_is_a_link_that_leads_to_it_as_one_map_and_back(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    link = page.get_by_role("link", name="2012 als eine Karte. Stadt insgesamt: 15,0")
    expect(link).to_have_attribute("href", re.compile("jahr=2012"))
    page.locator("#years a").first.focus()
    page.keyboard.press("Tab")
    assert focused(page).startswith("2012")
    page.keyboard.press("Enter")

    assert asked(page) == {"stadt": "flensburg", "indikator": GAPPY, "jahr": "2012"}
    expect(page.locator("#years")).to_be_hidden()
    expect(page.locator("#map path.area").first).to_be_visible()
    page.go_back()
    settle(page)
    expect(page.locator("#years li")).to_have_count(8)


def point_at(page: Page, name: str) -> None:
    """Point at the label point of an area on the third small map."""
    place = page.evaluate(
        """(name) => {
            const {level} = atlas.draw.scene, svg = document.querySelectorAll('#years svg')[2];
            const index = level.areas.findIndex((one) => one.name === name);
            const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
            const corners = level.outlines.flat(2), [lon, lat] = level.points[index];
            const bound = (axis, pick) => corners.map((one) => one[axis])
                .reduce((a, b) => pick(a, b));
            const box = svg.getBoundingClientRect(), {width, height} = svg.viewBox.baseVal;
            const scale = Math.min(box.width / width, box.height / height);
            const x = (lon - bound(1, Math.min)) / (bound(1, Math.max) - bound(1, Math.min));
            const y = (bound(0, Math.max) - lat) / (bound(0, Math.max) - bound(0, Math.min));
            return [box.x + box.width / 2 + (2 + x * (width - 4) - width / 2) * scale,
                box.y + box.height / 2 + (2 + y * (height - 4) - height / 2) * scale];
        }""",
        name,
    )
    page.mouse.move(*place)


@pytest.mark.parametrize("name", ["Weiche", "Mürwik", "Neustadt"])
def test_pointing_at_an_area_marks_it_in_all_years_and_tells_its_figures(
    open_page: OpenPage, flensburg: City, name: str
) -> None:
    page = open_page(QUERY)
    point_at(page, name)

    expect(page.locator("#years .years-of")).to_contain_text(name)
    assert (
        page.locator("#years .mark.pointed").evaluate_all(
            "(all) => new Set(all.map((one) => one.getAttribute('d'))).size"
        )
        == 1
    )
    view, _ = from_query(QUERY, flensburg)
    index = [one.name for one in flensburg.level(view.level).areas].index(name)
    one = flensburg.series[view.level, view.indicator]
    told = page.locator("#years .of").all_inner_texts()
    for text, value in zip(told, one.value[:, index], strict=True):
        assert text.startswith(german(value, flensburg.indicator(GAPPY).decimals))
    page.mouse.move(4, 4)
    expect(page.locator("#years .years-of")).to_contain_text("Stadt insgesamt")


def test_the_chosen_area_is_marked_and_told(open_page: OpenPage) -> None:
    page = open_page(f"{QUERY}&auswahl=13")

    expect(page.locator("#years .years-of")).not_to_contain_text("Stadt insgesamt")
    marks = page.locator("#years .mark.chosen")
    assert all(marks.evaluate_all("(all) => all.map((one) => one.getAttribute('d') !== '')"))


def test_empty_areas_are_hatched_and_not_counted_as_a_class(open_page: OpenPage) -> None:
    page = open_page("vergleich=jahre&indikator=anteil-kinder", city=Path(KLEINSTADT))
    parts = page.locator("#years path.empty").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('fill'))"
    )

    assert parts
    assert all(re.fullmatch(r"url\(#hatch-\w+\)", fill) for fill in parts)


def test_one_year_is_one_small_map(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("vergleich=jahre", city=fields(tmp_path / "vier", 4))

    expect(page.locator("#years li")).to_have_count(1)
    expect(page.locator("#headline")).to_contain_text("2022")


def test_many_areas_in_many_years_are_few_elements(open_page: OpenPage, tmp_path: Path) -> None:
    years = range(2013, 2023)
    page = open_page(city=fields(tmp_path / "viele", MANY, years))
    page.evaluate("atlas.wiring.send({compare: 'jahre'})")
    settle(page)

    expect(page.locator("#years li")).to_have_count(len(years))
    assert page.locator("#years svg *").count() < 15 * len(years)
    wait_until(page, "document.querySelectorAll('#years use').length === 10")
