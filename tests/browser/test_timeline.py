"""The timeline in the browser: zoom, year, choice, keys, card, touch, list."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import axe, wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, open_sheet, settle
from tests.browser.timeline_steps import lane
from tests.browser.timeline_steps import window as shown_window
from tests.cities import city_files, write_city

OF_FUNDED_AREAS = {
    "funded-areas.csv", "phases.csv", "disagreements.csv", "concepts.csv", "resolutions.csv",
    "projects.csv", "funding.csv", "management.csv", "participation.csv",
}  # fmt: skip
# All that a drawing sets. The tab stop of a lane is not among it: it stays where it was left.
DRAWN = """[...document.querySelectorAll('#timeline, #timeline *')].map((element) => [
    element.tagName, element.hidden, [...element.classList].sort().join(' '),
    [...element.style].sort().map((name) => name + ':' + element.style.getPropertyValue(name)),
    JSON.stringify({...element.dataset}), element.getAttribute('aria-current'),
    element.getAttribute('aria-pressed'), element.children.length ? '' : element.textContent,
])"""


def query(page: Page) -> dict[str, str]:
    settle(page)
    return asked(page)


def window(page: Page) -> str:
    settle(page)
    return shown_window(page)


def has_focus(locator: Locator) -> bool:
    return bool(locator.evaluate("(element) => element === document.activeElement"))


def test_choosing_a_phase_selects_its_funded_area_and_its_year(open_page: OpenPage) -> None:
    page = open_page("jahr=2022")
    phase = page.locator('.tl-item[data-event*="duburg"]').first
    phase.click()

    expect(lane(page, "duburg")).to_have_attribute("aria-current", "true")
    assert query(page)["foerdergebiet"] == "duburg"


def test_choosing_a_funded_area_marks_its_lane_and_does_not_move_the_page(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.locator("#timeline").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.evaluate("""document.querySelector('.tl-lane[data-area="hafen-ost"] .tl-label').click()""")
    expect(lane(page, "hafen-ost")).to_have_attribute("aria-current", "true")
    frame, found = box(page.locator(".tl-scroll")), box(lane(page, "hafen-ost"))

    assert page.evaluate("scrollY") == before
    assert frame["y"] <= found["y"] < frame["y"] + frame["height"]
    expect(page.locator(".tl-lane[aria-current]")).to_have_count(1)


def test_the_year_of_the_map_moves_the_marker_and_what_is_active(open_page: OpenPage) -> None:
    page = open_page("jahr=2018")
    marked = page.evaluate(
        """[...document.querySelectorAll('.tl-item')].map((item) => {
            const at = (name) => Number(item.style.getPropertyValue(name));
            const overlaps = at('--start') < 2019 && at('--end') > 2018;
            return [item.classList.contains('is-active'), overlaps];
        })"""
    )

    expect(page.locator(".tl-year-label")).to_have_text("2018")
    assert [active for active, _ in marked] == [overlaps for _, overlaps in marked]
    assert {active for active, _ in marked} == {True, False}


def test_a_click_on_the_axis_chooses_the_nearest_year_with_figures(open_page: OpenPage) -> None:
    page = open_page("jahr=2022")
    axis = box(page.locator(".tl-ticks"))
    page.locator(".tl-ticks").click(position={"x": axis["width"] * 0.2, "y": 30})

    expect(page.locator(".tl-year-label")).not_to_have_text("2022")
    assert query(page)["jahr"] == page.locator(".tl-year-label").inner_text()


def test_windows_are_addresses_and_back_works(open_page: OpenPage) -> None:
    page = open_page()
    usual = window(page)
    page.get_by_role("button", name="Gesamte Zeit seit 1860").click()
    wait_until(page, "location.search.includes('zeit=1860-')")
    whole = window(page)
    pressed = page.locator('.tl-preset[aria-pressed="true"]').inner_text()
    page.go_back()
    wait_until(page, "!location.search.includes('zeit=')")

    assert whole.startswith("1860-")
    assert pressed == "Gesamte Zeit seit 1860"
    assert window(page) == usual


def test_each_step_changes_the_window_and_the_ends_are_ends(open_page: OpenPage) -> None:
    page = open_page("zeit=1990-2010")
    seen = []
    for name in ("Näher", "Später", "Weiter", "Früher"):
        page.locator(".tl-step", has_text=name).click()
        seen.append(window(page))

    assert seen == ["1995-2005", "2000-2010", "1995-2015", "1985-2005"]
    page.get_by_role("button", name="Gesamte Zeit seit 1860").click()
    expect(page.locator(".tl-step", has_text="Weiter")).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("span", ["1860-2036", "1999-2031", "2018-2022"])
def test_moving_to_a_view_equals_drawing_it_afresh(open_page: OpenPage, span: str) -> None:
    query_text = f"zeit={span}&foerdergebiet=neustadt&jahr=2020"
    moved = open_page("zeit=1980-1990&foerdergebiet=hafen-ost&jahr=2022")
    moved.evaluate(
        """([span]) => {
            const holder = document.createElement('button');
            holder.dataset.event = JSON.stringify(
                {span, funded_area: 'neustadt', year: '2020'});
            document.body.append(holder);
            holder.click();
            holder.remove();
        }""",
        [span],
    )
    expect(lane(moved, "neustadt")).to_have_attribute("aria-current", "true")
    fresh = open_page(query_text)

    assert moved.evaluate(DRAWN) == fresh.evaluate(DRAWN)


def test_one_tab_stop_a_lane_and_arrow_keys_within(open_page: OpenPage) -> None:
    page = open_page()
    stops = page.evaluate(
        """[...document.querySelectorAll('.tl-areas .tl-track')].map((track) =>
            [...track.querySelectorAll('.tl-item')].filter((item) => item.tabIndex === 0).length)"""
    )
    items = lane(page, "neustadt").locator(".tl-item:not(.is-out)")
    items.nth(0).focus()
    page.keyboard.press("ArrowRight")
    second = has_focus(items.nth(1))
    page.keyboard.press("End")
    last = has_focus(items.nth(items.count() - 1))
    page.keyboard.press("ArrowDown")

    assert set(stops) == {1}
    assert second
    assert last
    assert page.evaluate("document.activeElement.closest('.tl-lane').dataset.area") not in (
        "neustadt",
        None,
    )


def test_the_card_opens_on_focus_stays_in_the_window_and_closes_on_escape(
    open_page: OpenPage,
) -> None:
    page = open_page()
    card = page.locator(".tl-card")
    lane(page, "hafen-ost").locator(".tl-item").first.focus()
    expect(card).to_be_visible()
    found = box(card)
    page.keyboard.press("Escape")

    assert found["x"] >= 0
    assert found["y"] >= 0
    assert found["x"] + found["width"] <= 1440
    assert found["y"] + found["height"] <= 900
    expect(card).to_be_hidden()
    assert has_focus(lane(page, "hafen-ost").locator(".tl-item").first)


def test_the_card_can_be_hovered_and_says_what_and_when_and_by_which_source(
    open_page: OpenPage,
) -> None:
    page = open_page()
    card = page.locator(".tl-card")
    lane(page, "hafen-ost").locator(".tl-run").first.hover()
    expect(card).to_contain_text("unwirksam")
    expect(card).to_contain_text("02.10.2024")
    card.hover()
    expect(card).to_be_visible()
    assert card.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_enter_lets_tab_lead_into_the_card_and_out_again_behind_its_item(
    open_page: OpenPage,
) -> None:
    page = open_page()
    first = lane(page, "neustadt").locator(".tl-item").first
    first.focus()
    expect(page.locator(".tl-card")).to_be_visible()
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Tab")
    inside = page.evaluate("!!document.activeElement.closest('.tl-card')")
    page.keyboard.press("Shift+Tab")
    back = has_focus(first)
    stops = page.locator(".tl-card a, .tl-card button").count()
    for _ in range(stops + 1):
        page.keyboard.press("Tab")

    assert (inside, back) == (True, True)
    assert page.locator(".tl-card :focus").count() == 0
    assert page.evaluate("document.activeElement.closest('.tl-area [id=tl-parts-neustadt]')")


def test_policy_lanes_are_folded_and_open_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    summary = page.locator(".tl-policy > summary")
    hidden = page.locator(".tl-policy .tl-item").first.is_visible()
    summary.focus()
    page.keyboard.press("Enter")

    assert not hidden
    expect(page.locator(".tl-policy .tl-item:not(.is-out)").first).to_be_visible()


def test_the_list_says_everything(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_text("Als Liste", exact=True).click()
    table = page.locator("#timeline-list table")

    expect(table).to_be_visible()
    assert table.locator("tbody tr").count() >= page.locator(".tl-item").count()
    expect(table).to_contain_text("ohne Datum")


def test_on_a_phone_a_tap_opens_the_card_and_nothing_scrolls_sideways(
    open_page: OpenPage,
) -> None:
    page = open_page(**PHONE)
    open_sheet(page, "timeline")
    expect(page.locator(".tl-controls")).to_be_visible()
    heights = page.locator(".tl-controls button").evaluate_all(
        "(buttons) => buttons.map((button) => button.getBoundingClientRect().height)"
    )
    lane(page, "neustadt").locator(".tl-item:not(.is-out)").first.tap()
    expect(page.locator(".tl-card")).to_be_visible()
    card = box(page.locator(".tl-card"))

    assert window(page) == "1999-2031"
    assert min(heights) >= 44
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_opened_sheet_shows_the_chosen_funded_area(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=hafen-ost", **PHONE)
    open_sheet(page, "timeline")

    expect(lane(page, "hafen-ost").locator(".tl-label")).to_be_in_viewport()


def test_a_city_without_funded_areas_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    files = {
        name: text.splitlines()[0] + "\n"
        for name, text in city_files().items()
        if name in OF_FUNDED_AREAS or name == "milestones.csv"
    }
    files["funded-areas-outlines.geojson"] = '{"type": "FeatureCollection", "features": []}'
    page = open_page(city=write_city(tmp_path / "leer", files=files))

    expect(page.locator("#timeline")).to_contain_text("keine Fördergebiete hinterlegt")
    expect(page.locator("#timeline")).to_contain_text("keine Meilensteine")


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_with_everything_open(
    open_page: OpenPage, screen: dict[str, int | bool]
) -> None:
    page = open_page(**screen)
    if screen:
        open_sheet(page, "timeline")
    page.evaluate(
        "document.querySelectorAll('#timeline details').forEach((one) => { one.open = true })"
    )
    lane(page, "neustadt").locator(".tl-item:not(.is-out)").first.focus()
    expect(page.locator(".tl-card")).to_be_visible()

    assert axe(page) == []
