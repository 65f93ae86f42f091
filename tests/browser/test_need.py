"""Need and funding on the page: the map of six cells, the panel, the controls, the estimates."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from geodata.statistics.bundled import bundled_money
from geodata.statistics.coverage import Coverage, coverage
from geodata.statistics.need import need_by_limit
from geodata.statistics.split import PARTS
from layers.numbers import german
from layers.record_words import roughly
from layers.texts import texts
from tests.browser.harness import Watch, axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, settle

STAGES = {"planned": "geplant", "granted": "bewilligt", "spent": "ausgegeben"}
LIMITS = {"sgb-ii-anteil": 12.5, "arbeitslose": 150.0}
OF_ALL_YEARS = """async (limits) => {
    const book = await atlas.data.catalogue(), found = {};
    for (const [indicator, limit] of Object.entries(limits)) {
        const {view} = atlas.view.next(atlas.draw.scene.view,
            {indicator, need: String(limit), level: 'stadtteil'}, book);
        await atlas.need.load(book, view);
        const level = await atlas.data.level(view.level, book);
        const scene = atlas.scene.make(book, level, view), ids = level.areas.map((one) => one.id);
        found[indicator] = atlas.need.make(scene).rows.map((one) => ({
            year: one.year, total: one.split.total, split: one.split,
            areas: one.chosen.map((index) => ids[index]),
            unfunded: one.unfunded.map((index) => ids[index]),
            without_need: one.withoutNeed.map((area) => area.id),
            without_figure: one.withoutFigure.map((index) => ids[index]),
            without_outline: one.withoutOutline.map((area) => area.id),
        }));
    }
    return found;
}"""
CELLS = (
    """[...document.querySelectorAll('#map path.area')].map((path) => path.dataset.cell || '')"""
)


def agrees(shown: dict[str, Any], reckoned: Coverage) -> bool:
    """Tell whether the browser found what geodata found, people to a tenth."""
    pairs = [(shown["total"], reckoned.in_need.total)]
    for part in PARTS:
        found = getattr(reckoned.in_need, part)
        pairs += [(shown["split"][part][key], getattr(found, key))
                  for key in ("people", "low", "high")]  # fmt: skip
    return all(math.isclose(one, other, rel_tol=1e-5, abs_tol=0.1) for one, other in pairs)


@pytest.fixture
def in_need(open_page: OpenPage) -> Page:
    """The start view with the limit that the switch suggests."""
    page = open_page()
    page.locator("#need-switch").click()
    wait_until(page, "atlas.draw.scene.need !== null")
    settle(page)
    return page


def test_the_browser_reckons_what_coverage_reckons_in_all_years(
    open_page: OpenPage, flensburg: City
) -> None:
    found = open_page().evaluate(OF_ALL_YEARS, LIMITS)

    for indicator_id, limit in LIMITS.items():
        need = need_by_limit(flensburg, "stadtteil", flensburg.indicator(indicator_id), limit)
        for shown, reckoned in zip(found[indicator_id], coverage(flensburg, need), strict=True):
            assert shown["year"] == reckoned.year
            assert shown["areas"] == [one.area for one in reckoned.areas]
            assert agrees(shown, reckoned), (shown, reckoned.in_need)
            for key in ("unfunded", "without_need", "without_figure", "without_outline"):
                assert tuple(shown[key]) == getattr(reckoned, key), (key, reckoned.year)


def test_the_switch_suggests_a_limit_and_takes_it_back(in_need: Page) -> None:
    assert asked(in_need)["bedarf"] == "15.7"
    expect(in_need.locator("#need-switch")).to_have_attribute("aria-checked", "true")
    expect(in_need.locator("#need-limit")).to_have_value("15,7")

    in_need.locator("#need-switch").click()
    settle(in_need)

    assert "bedarf" not in asked(in_need)
    expect(in_need.locator("#need-panel")).to_be_hidden()
    expect(in_need.locator("#need-form")).to_be_hidden()
    assert set(in_need.evaluate(CELLS)) == {""}


def test_a_limit_with_a_german_comma_is_taken_and_a_word_is_answered(in_need: Page) -> None:
    in_need.locator("#need-limit").fill("viel")
    in_need.locator("#need-form button").click()
    expect(in_need.locator("#need-answer")).to_contain_text("»viel« ist keine Zahl")

    in_need.locator("#need-limit").fill("11,4")
    in_need.locator("#need-form button").click()
    settle(in_need)

    assert asked(in_need)["bedarf"] == "11.4"
    expect(in_need.locator("#sheet-legend")).to_contain_text("11,4 % und mehr")


def test_map_legend_and_table_say_the_same(in_need: Page) -> None:
    cells = in_need.evaluate(CELLS)
    counts = in_need.evaluate(
        "[...document.querySelectorAll('#sheet-legend .cells .count')]"
        ".map((one) => parseInt(one.textContent) || 0)"
    )
    order = [f"{side}-{state}" for side in ("need", "rest")
             for state in ("inside", "formerly", "outside")]  # fmt: skip

    assert counts == [cells.count(cell) for cell in order]
    assert sum(counts) == 13

    in_need.locator("#mode-tabelle").click()
    settle(in_need)
    expect(in_need.locator("#table-frame td.need", has_text="15,7 % und mehr")).to_have_count(2)


def test_years_and_limits_change_without_asking_the_server(
    in_need: Page, watches: list[Watch]
) -> None:
    before = len(watches[0].requests)
    for event in ({"year": 2018}, {"need": "10"}, {"indicator": "arbeitslose", "need": "150"}):
        in_need.evaluate("(event) => atlas.wiring.send(event)", event)
        settle(in_need)

    assert watches[0].requests[before:] == []


def test_nobody_loads_what_nobody_asked_for(open_page: OpenPage, watches: list[Watch]) -> None:
    settle(open_page())

    assert [url for url in watches[0].requests if "foerderung" in url or "schaetz" in url] == []


def test_the_panel_says_that_one_figure_alone_judges_nothing(in_need: Page) -> None:
    panel = in_need.locator("#need-panel")

    expect(panel).to_contain_text("Eine Zahl allein sagt nicht")
    expect(panel).to_contain_text("gleichmäßig verteilt")
    expect(panel.locator("tbody tr")).to_have_count(5)
    for place in ("#sentence", "#need-panel p >> nth=0"):  # a sheet hides the one above the map
        expect(in_need.locator(place)).to_contain_text("auf laufende Fördergebiete")


def test_the_panel_says_the_money_of_each_funded_area_per_resident_or_that_none_is_known(
    in_need: Page, flensburg: City
) -> None:
    rows, words = in_need.locator("#need-panel .need-money > li"), texts("de")
    expect(rows).to_have_count(len(flensburg.funded_areas))  # all have begun by 2022

    for row, area in zip(rows.all(), flensburg.funded_areas, strict=True):
        shown, sums = row.inner_text(), bundled_money(area)
        assert area.name in shown
        assert ("Geld: nicht veröffentlicht" in shown) == (not sums)
        assert ("Manche Beträge" in shown) == any(one.may_repeat for one in sums)
        for one in sums:
            assert f"{roughly(one.amount, words['record'])} {STAGES[one.stage]}" in shown
        if sums and area.residents:
            assert f"{german(area.residents, 0)} ({area.residents_date})" in shown
        assert ("je Einwohnerin und Einwohner" in shown) == bool(sums and area.residents)
        assert ("Einwohner: nicht veröffentlicht" in shown) == bool(sums and not area.residents)


def test_an_estimate_from_a_schematic_outline_says_so(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")

    expect(page.locator("#funded-figures .schematic")).to_contain_text("schematisch, nicht amtlich")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("foerdergebiet=neustadt", "vermutlich"),
        ("foerdergebiet=neustadt&indikator=beschaeftigungsquote", "nicht zu schätzen"),
    ],
)
def test_a_funded_area_has_an_estimate_or_the_reason_why_not(
    open_page: OpenPage, query: str, says: str
) -> None:
    page = open_page(query)

    expect(page.locator("#funded-figures")).to_contain_text(says)
    expect(page.locator("#funded-figures")).to_contain_text("Stadt")


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])
def test_need_and_funding_are_usable_by_all(open_page: OpenPage, screen: dict[str, Any]) -> None:
    page = open_page("bedarf=15.7&foerdergebiet=neustadt", **screen)
    expect(page.locator("#funded-figures h3")).to_have_count(1)

    assert axe(page) == []
