"""Projects as points, funded areas by state: map, filters, legend, table, address, phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from geodata.renewal import Project
from geodata.statistics.activity import active_in
from tests.browser.harness import WCAG, axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, go, load, settle, switch

ON = "karte=indikator,gebiete,namen,projekte"
DRAWN_PROJECTS = "document.querySelector('#map .project') !== null"


def projects(city: City) -> list[Project]:
    return [one for area in city.funded_areas for one in area.projects]


def counted(page: Page) -> int:
    """Return how many projects the points on the map stand for."""
    settle(page)
    signs = page.locator("#map .project").evaluate_all(
        """(points) => points.map((point) => point.classList.contains('cluster')
            ? Number(point.textContent) : 1)"""
    )
    return sum(signs)


def shown(open_page: OpenPage, query: str = "", **screen: Any) -> Page:
    page = open_page(f"{ON}&{query}", **screen)
    wait_until(page, DRAWN_PROJECTS)
    return page


def test_the_switch_shows_every_project_with_a_place_and_is_in_the_address(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page()
    expect(page.locator("#map .project")).to_have_count(0)
    switch(page, "projekte").click()
    wait_until(page, DRAWN_PROJECTS)

    assert counted(page) == sum(one.lon is not None for one in projects(flensburg))
    assert "projekte" in asked(page)["karte"].split(",")


def test_near_points_are_gathered_and_part_when_one_comes_nearer(open_page: OpenPage) -> None:
    page = shown(open_page)
    far, number = page.locator("#map .project").count(), counted(page)
    for _ in range(3):
        page.locator("#zoom-in").click()
        expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)
    expect(page.locator("#map .project")).not_to_have_count(far)

    assert page.locator("#map .project").count() > far
    assert counted(page) == number


def test_projects_are_filtered_by_field_and_state_and_the_address_keeps_it(
    open_page: OpenPage, flensburg: City
) -> None:
    page = shown(open_page)
    placed = [one for one in projects(flensburg) if one.lon is not None]
    done = page.locator('[data-state="done"]')
    done.evaluate("(one) => one.click()")
    settle(page)
    assert counted(page) == sum(one.state != "done" for one in placed)
    assert "done" not in asked(page)["projektstand"].split(",")
    load(page, f"{ON}&felder=wohnen")
    wait_until(page, DRAWN_PROJECTS)

    assert counted(page) == sum("wohnen" in one.fields for one in placed)


def test_legend_and_table_say_how_many_and_list_those_without_a_place(
    open_page: OpenPage, flensburg: City
) -> None:
    page = shown(open_page)
    every = projects(flensburg)
    placeless = sum(one.lon is None for one in every)
    expect(page.locator("#funded-list")).to_contain_text(f"Projekte ({len(every)})")
    expect(page.locator("#funded-list")).to_contain_text(f"{placeless} von {len(every)}")
    page.locator("#mode-tabelle").click()
    table = page.locator("table.twin", has_text=f"({len(every)} gewählt)")

    expect(table.locator("tbody tr")).to_have_count(len(every))
    titles = {text.removesuffix(" +") for text in table.locator("tbody th").all_inner_texts()}
    assert titles == {one.title for one in every}


def test_several_fields_of_action_are_marked(open_page: OpenPage, flensburg: City) -> None:
    page = shown(open_page)
    page.locator("#mode-tabelle").click()
    marked = page.locator("table.twin tbody th", has_text=" +")

    expect(marked).to_have_count(sum(len(one.fields) > 1 for one in projects(flensburg)))
    expect(page.locator("#funded-list")).to_contain_text("dient mehreren Zielen")


def test_a_point_opens_a_card_that_leads_to_its_funded_area(open_page: OpenPage) -> None:
    page = shown(open_page)
    page.locator("#map .project").first.click()
    card = page.locator("#project-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Kosten")
    card.locator("[data-event]").first.click()
    expect(page.locator("#funded-area-panel h2")).not_to_be_empty()

    assert "foerdergebiet" in asked(page)


def test_funded_areas_are_coloured_by_their_state_in_the_chosen_year(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page("gebietsfarbe=stand&indikator=einwohner&jahr=2011")
    for year in (2011, 2022):
        go(page, f"gebietsfarbe=stand&indikator=einwohner&jahr={year}")
        looks = page.locator("#map .funded.line").evaluate_all(
            """(lines) => lines.map((line) =>
                [...line.classList].find((one) => one.startsWith('by-state-')))"""
        )
        expected = [f"by-state-{active_in(area, year)}" for area in flensburg.funded_areas]
        assert sorted(looks) == sorted(expected), year


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])
def test_projects_have_no_barriers(open_page: OpenPage, screen: dict[str, Any]) -> None:
    page = shown(open_page, **screen)
    page.locator("#map .project").first.evaluate("(one) => one.click()")
    card = page.locator("#project-card")
    expect(card).to_be_visible()
    width = page.evaluate("innerWidth")

    assert axe(page, WCAG) == []
    assert box(card)["x"] + box(card)["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
