"""The record of a funded area in the timeline: sub-lanes, plan and fact, doubt, map, phone."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from geodata.renewal import FundedArea
from layers.timeline_scale import decimal_year
from tests.browser.harness import WCAG, axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, open_sheet, settle
from tests.browser.timeline_steps import RECORDS, at_year, fold, lane, part, window

PARTS = ("concepts", "money", "resolutions")
WHOLE = "zeit=1860-2036"
# Of each mark: its entry, classes, look of its frame and whether an end of it fades.
MARKS = """[...document.querySelectorAll('#timeline .tl-item')].map((item) => {
    const frame = getComputedStyle(item, '::before');
    const style = item.getAttribute('style');
    return {entry: item.dataset.entry, classes: [...item.classList], line: frame.borderTopStyle,
        mask: frame.maskImage !== 'none', fades: style.includes('--fade')};
})"""


def rows_of(area: FundedArea) -> dict[str, tuple[Any, ...]]:
    return dict(zip(PARTS, (area.concepts, area.grants, area.resolutions), strict=True))


def marks(page: Page) -> dict[str, dict[str, Any]]:
    settle(page)
    return {one["entry"]: one for one in page.evaluate(MARKS)}


def unfolded(open_page: OpenPage, area: str, query: str = WHOLE, **screen: Any) -> Page:
    page = open_page(f"foerdergebiet={area}&{query}", **screen)
    wait_until(page, RECORDS)
    return page


@pytest.mark.parametrize("area", ["neustadt", "hafen-ost", "noerdliche-altstadt"])
def test_a_chosen_funded_area_unfolds_as_many_entries_as_the_package_has(
    open_page: OpenPage, flensburg: City, area: str
) -> None:
    page = unfolded(open_page, area)
    rows = rows_of(flensburg.funded_area(area))

    expect(lane(page, area).locator(".tl-track")).to_be_visible()
    expect(fold(page, area)).to_have_text(str(sum(map(len, rows.values()))))
    expect(fold(page, area)).to_have_attribute("aria-expanded", "true")
    for name, found in rows.items():
        drawn = [one for one in found if name == "money" or one.date]
        expect(part(page, area, name).locator(".tl-item")).to_have_count(len(drawn))
    expect(page.locator(".tl-parts:visible")).to_have_count(1)


def test_a_part_without_entries_says_that_nothing_is_published(open_page: OpenPage) -> None:
    page = unfolded(open_page, "noerdliche-altstadt")

    expect(part(page, "noerdliche-altstadt", "money")).to_contain_text("nicht veröffentlicht")


def test_records_unfold_and_fold_by_hand_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(WHOLE)
    expect(page.locator(".tl-parts:visible")).to_have_count(0)
    fold(page, "neustadt").click()
    expect(part(page, "neustadt", "money")).to_be_visible()
    fold(page, "duburg").focus()
    page.keyboard.press("Enter")
    expect(part(page, "duburg", "concepts")).to_be_visible()
    expect(page.locator(".tl-parts:visible")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator("#tl-parts-duburg")).to_be_hidden()
    expect(fold(page, "duburg")).to_have_attribute("aria-expanded", "false")

    assert "foerdergebiet" not in asked(page)


def test_the_list_has_every_row_of_every_record(open_page: OpenPage, flensburg: City) -> None:
    page = unfolded(open_page, "neustadt")
    kinds = {"c": "concepts", "g": "grants", "r": "resolutions"}
    holders = (*flensburg.funded_areas, flensburg.common)
    expected = {f"{kind}-{one.id}" for kind, name in kinds.items()
                for holder in holders for one in getattr(holder, name)}  # fmt: skip
    found = page.evaluate(
        "[...document.querySelectorAll('#timeline-list tbody tr')].map((row) => row.id)"
    )

    assert {id_.removeprefix("tl-row-") for id_ in found} >= expected
    assert len(found) == len(set(found))


def test_plans_are_dashed_and_facts_are_not(open_page: OpenPage, flensburg: City) -> None:
    found = marks(open_page(WHOLE))
    phases = [phase for area in flensburg.funded_areas for phase in area.phases
              if f"p-{phase.id}" in found]  # fmt: skip
    planned = {f"p-{one.id}" for one in phases if one.certainty == "planned"}
    bars = [one for one in found.values() if "tl-bar" in one["classes"]]

    assert len(planned) >= 4
    for one in phases:
        entry = f"p-{one.id}"
        assert ("tl-planned" in found[entry]["classes"]) == (entry in planned), entry
    assert {one["line"] for one in bars if "tl-planned" in one["classes"]} == {"dashed"}
    assert {one["line"] for one in bars if "tl-planned" not in one["classes"]} == {"solid"}


def test_a_plan_stands_directly_above_the_fact_that_came_of_it(open_page: OpenPage) -> None:
    page = open_page(f"foerdergebiet=duburg&{WHOLE}")
    plan, fact = (page.locator(f'[data-entry="p-duburg-{name}-2021"]')
                  for name in ("entlassung", "aufhebung"))  # fmt: skip
    lower = box(fact)["y"] - box(plan)["y"]

    assert "tl-plan-of" in (plan.get_attribute("class") or "")
    assert 0 < lower <= box(plan)["height"] + 4
    fact.hover()
    expect(page.locator(".tl-card")).to_contain_text("Zuvor geplant: 31.12.2021")


def test_uncertain_ends_are_soft_and_the_legend_says_so(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page(WHOLE)
    found = marks(page)
    phases = [one for area in flensburg.funded_areas for one in area.phases]
    exact = [
        f"p-{one.id}" for one in phases
        if one.start and one.end and {one.start.precision, one.end.precision} == {"day"}
    ]  # fmt: skip
    soft = [one for one in found.values() if one["fades"] and "tl-bar" in one["classes"]]

    assert len(soft) > 5
    assert all(one["mask"] for one in soft)
    assert exact
    assert not any(found[entry]["fades"] for entry in exact)
    assert found["p-neustadt-vorbereitende-untersuchung"]["fades"], "its begin is not known"
    page.locator(".tl-legend summary").click()
    for words in ("gestrichelter Rand", "weicher Rand", "Plan oben", "läuft noch", "heute"):
        expect(page.locator(".tl-legend")).to_contain_text(words)


def test_the_line_of_today_stands_at_today(open_page: OpenPage) -> None:
    page = open_page("zeit=2020-2032")
    today = datetime.date.today()
    line = box(page.locator(".tl-today"))

    expect(page.locator(".tl-today-label")).to_have_text(f"heute, {today:%d.%m.%Y}")
    assert line["x"] == pytest.approx(at_year(page, decimal_year(today)), abs=2)
    for _ in range(2):
        page.locator('[data-step="earlier"]').click()
        settle(page)
    assert window(page) == "2008-2020"
    expect(page.locator(".tl-today")).to_be_hidden()


def rectangle(page: Page, place: str) -> list[float]:
    return [round(number) for number in box(page.locator(place)).values()]


def test_hovering_a_phase_outlines_its_area_on_the_map(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator("#map .funded.line")).to_have_count(9)
    expect(page.locator("#map .lit")).to_have_count(0)
    lane(page, "fruerlund-sued").locator(".tl-item:not(.is-out)").first.hover()
    expect(page.locator("#map .lit")).to_have_count(2)
    hovered = rectangle(page, "#map .lit.line")
    page.mouse.move(5, 5)
    expect(page.locator("#map .lit")).to_have_count(0)
    lane(page, "suedstadt-bahnhofsumfeld").locator(".tl-item:not(.is-out)").first.focus()
    expect(page.locator("#map .lit")).to_have_count(2)
    focused = rectangle(page, "#map .lit.line")

    assert hovered != focused
    for area, found in (("fruerlund-sued", hovered), ("suedstadt-bahnhofsumfeld", focused)):
        page.evaluate("(area) => atlas.funded_areas.highlight(area)", area)
        assert rectangle(page, "#map .lit.line") == found, area


def test_choosing_a_phase_moves_the_year_of_the_map(open_page: OpenPage, flensburg: City) -> None:
    page = open_page("jahr=2022")
    years = range(2018, 2022)
    item = next(
        one for one in page.locator(".tl-areas .tl-item").all()
        if int(json.loads(one.get_attribute("data-event") or "{}").get("year", 0)) in years
    )  # fmt: skip
    wanted = json.loads(item.get_attribute("data-event") or "")
    item.evaluate("(one) => one.click()")

    expect(page.locator("#year-shown")).to_have_text(wanted["year"])
    expect(page.locator(".tl-year-label")).to_have_text(wanted["year"])
    assert asked(page)["jahr"] == wanted["year"]
    assert asked(page)["foerdergebiet"] == wanted["funded_area"]


def test_choosing_an_area_on_the_map_scrolls_the_timeline_to_its_lanes(
    open_page: OpenPage,
) -> None:
    page = open_page()
    before = page.evaluate("scrollY")
    page.locator("#map .badge", has_text="8").click()
    settle(page)
    area = asked(page)["foerdergebiet"]
    expect(lane(page, area)).to_have_attribute("aria-current", "true")
    expect(part(page, area, "concepts")).to_be_attached()
    wait_until(page, "document.querySelector('.tl-scroll').scrollTop > 0")
    frame, axis = box(page.locator(".tl-scroll")), box(page.locator(".tl-axis"))
    top = box(lane(page, area))["y"]

    assert top == pytest.approx(axis["y"] + axis["height"], abs=frame["height"] / 3)
    assert page.evaluate("scrollY") == before


def test_on_a_phone_the_record_unfolds_by_touch(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    open_sheet(page, "timeline")
    button = fold(page, "duburg")
    size = box(button)
    button.tap()
    expect(part(page, "duburg", "money")).to_be_visible()
    mark = part(page, "duburg", "concepts").locator(".tl-item:not(.is-out)").first
    mark.tap()
    expect(page.locator(".tl-card")).to_be_visible()
    heights = part(page, "duburg", "concepts").locator(".tl-item:not(.is-out)").evaluate_all(
        "(items) => items.map((item) => item.getBoundingClientRect().height)"
    )  # fmt: skip

    assert min(size["width"], size["height"], *heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert asked(page)["foerdergebiet"] == "duburg"


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_an_unfolded_record(
    open_page: OpenPage, screen: dict[str, Any]
) -> None:
    page = unfolded(open_page, "neustadt", "unterlage=ja", **screen)
    if screen:
        open_sheet(page, "timeline")
    expect(page.locator(".tl-underlay")).to_be_visible()
    fold(page, "hafen-ost").evaluate("(one) => one.click()")
    page.locator(".tl-figures").evaluate("(one) => { one.open = true; }")

    assert axe(page, (*WCAG, "best-practice")) == []
