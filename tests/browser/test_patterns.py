"""Layers of patterns in the browser: lines, legend and table agree; loading that fails is said."""

from __future__ import annotations

from playwright.sync_api import expect

from geodata.model import City
from layers import patterns
from tests.browser.harness import WCAG, axe
from tests.browser.steps import PHONE, OpenPage, go, open_sheet, settle, switch

BOTH = "karte=indikator,muster,sozialraeume,namen"


def test_switching_the_layers_draws_lines_and_says_what_they_mean(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page()
    settle(page)
    number = len(patterns.spaces(flensburg, "stadtteil")["rings"])

    switch(page, "sozialraeume").click()
    switch(page, "muster").click()
    settle(page)

    expect(page.locator(".pattern.space.line")).to_have_count(number)
    expect(page.locator("#map .space-number")).to_have_count(number)
    expect(page.locator("#sheet-legend .spaces li")).to_have_count(number)
    expect(page.locator("#sheet-legend")).to_contain_text("als es der Zufall erwarten ließe")
    assert "karte=" in page.url
    assert axe(page, WCAG) == []

    switch(page, "sozialraeume").click()
    settle(page)
    expect(page.locator(".pattern.space")).to_have_count(0)


def test_the_table_says_which_space_an_area_belongs_to(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page(f"ansicht=tabelle&{BOTH}")
    settle(page)
    spaces = patterns.spaces(flensburg, "stadtteil")["spaces"]
    names = [area.name for area in flensburg.level("stadtteil").areas]

    frame = page.locator("#table-frame table").first
    at = [head.split("\n")[0] for head in frame.locator("thead th").all_inner_texts()]
    place = next(i for i, head in enumerate(at) if head.startswith("Sozialraum"))
    rows = [row.locator("th, td").all_inner_texts() for row in frame.locator("tbody tr").all()]
    shown = {row[0]: row[place] for row in rows}

    assert {name: shown[name] for name in names} == dict(zip(names, map(str, spaces), strict=True))


def test_another_level_has_its_own_patterns(open_page: OpenPage) -> None:
    page = open_page(BOTH)
    settle(page)

    go(page, f"ebene=stadt&{BOTH}")
    settle(page)

    expect(page.locator(".pattern")).to_have_count(0)
    expect(page.locator("#sheet-legend")).to_contain_text("lassen sich keine Sozialräume bilden")


def test_patterns_that_cannot_be_loaded_are_no_reason_to_draw_nothing(open_page: OpenPage) -> None:
    page = open_page()
    settle(page)
    page.route("**/daten/**/muster-*.json", lambda route: route.fulfill(status=200, body="kaputt"))

    switch(page, "muster").click()
    settle(page)

    expect(page.locator("#sheet-legend")).to_contain_text("Die Muster ließen sich nicht laden")
    assert page.locator("#map path.area").count() == 13


def test_the_legend_of_patterns_is_reached_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(BOTH, **PHONE)
    open_sheet(page, "legend")

    expect(page.locator("#sheet-legend .spaces li").first).to_be_visible()
    assert axe(page, WCAG) == []
