"""The window of the timeline: wheel, pinch, keys, and dragging on the axis."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import wait_until
from tests.browser.steps import PHONE, OpenPage, asked, box, open_sheet, settle
from tests.browser.timeline_steps import at_year, middle_of_axis, touch, window


def turn(page: Page, steps: int) -> None:
    """Turn the wheel with Ctrl pressed and wait until the window has become the address."""
    before = page.url
    page.keyboard.down("Control")
    for _ in range(abs(steps)):
        page.mouse.wheel(0, 100 if steps > 0 else -100)
    page.keyboard.up("Control")
    wait_until(page, f"location.href !== {before!r}")
    settle(page)


def length(page: Page) -> float:
    first, last = (float(one) for one in window(page).split("-"))
    return last - first


def test_wheel_with_ctrl_zooms_about_the_year_below_the_pointer(open_page: OpenPage) -> None:
    page = open_page("zeit=1980-2020")
    page.locator("#timeline").scroll_into_view_if_needed()
    x = at_year(page, 2010)
    page.mouse.move(x, middle_of_axis(page))
    turn(page, -3)
    nearer = length(page)

    assert nearer < 25
    assert abs(at_year(page, 2010) - x) < 1.1 / nearer * box(page.locator(".tl-ticks"))["width"]
    assert asked(page)["zeit"] == window(page)
    turn(page, 2)
    assert length(page) > nearer


def test_a_turn_of_the_wheel_is_one_step_back(open_page: OpenPage) -> None:
    page = open_page("zeit=1980-2020")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.mouse.move(at_year(page, 2000), middle_of_axis(page))
    turn(page, -4)
    page.go_back()
    wait_until(page, "location.search.includes('1980-2020')")
    settle(page)

    assert window(page) == "1980-2020"


def test_the_wheel_without_ctrl_scrolls_and_does_not_zoom(open_page: OpenPage) -> None:
    page = open_page("zeit=1980-2020")
    page.locator("#timeline").scroll_into_view_if_needed()
    frame = box(page.locator(".tl-scroll"))
    page.mouse.move(frame["x"] + 600, frame["y"] + 150)
    page.mouse.wheel(0, 100)
    wait_until(page, "document.querySelector('.tl-scroll').scrollTop > 0")

    assert window(page) == "1980-2020"


def test_one_turn_moves_at_least_one_year_down_to_a_single_year(open_page: OpenPage) -> None:
    page = open_page("zeit=2010-2013")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.mouse.move(at_year(page, 2011.5), middle_of_axis(page))
    turn(page, -1)
    turn(page, -1)

    assert length(page) == 1
    turn(page, 1)
    assert length(page) == 2


def test_keys_on_the_axis_zoom_and_move(open_page: OpenPage) -> None:
    page = open_page("zeit=1990-2010&jahr=2022")
    axis = page.locator(".tl-ticks")
    axis.focus()
    seen = []
    for key in ("+", "-", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
        settle(page)
        seen.append(window(page))

    assert seen == [
        "1995-2005", "1990-2010", "1991-2011", "1990-2010", "2000-2020", "1990-2010",
    ]  # fmt: skip
    page.keyboard.press("Home")
    settle(page)
    assert window(page).startswith("1860-")
    page.keyboard.press("End")
    settle(page)
    assert window(page).endswith("-2036")
    assert page.evaluate("document.activeElement.className") == "tl-ticks"


def test_the_axis_is_one_tab_stop_and_says_its_window(open_page: OpenPage) -> None:
    page = open_page("zeit=1990-2010&jahr=2022")
    axis = page.get_by_role("slider", name="Zeitraum")

    expect(axis).to_have_attribute("aria-valuetext", "1990 bis 2010, Jahr der Karte 2022")
    expect(axis).to_have_attribute("aria-valuenow", "1990")
    expect(axis).to_have_attribute("aria-valuemin", "1860")
    assert page.locator(".tl-axis [tabindex]").count() == 1


@pytest.mark.parametrize(
    ("span", "labels"),
    [
        ("2010-2011", ["2010", "Feb", "Mär", "Apr"]),
        ("2010-2013", ["2010", "Apr", "Jul", "Okt", "2011"]),
        ("2005-2015", ["2005", "2006"]),
        ("1970-2030", ["1970", "1975"]),
    ],
)
def test_ticks_go_from_years_down_to_months(
    open_page: OpenPage, span: str, labels: list[str]
) -> None:
    page = open_page(f"zeit={span}")

    assert page.locator(".tl-ticks span").all_text_contents()[: len(labels)] == labels


def test_from_everything_down_to_one_year_by_the_button(open_page: OpenPage) -> None:
    page = open_page("zeit=1860-2036")
    nearer = page.locator('[data-step="zoom_in"]')
    seen = [length(page)]
    while nearer.get_attribute("aria-disabled") == "false":
        nearer.click()
        settle(page)
        seen.append(length(page))

    assert seen[0] == 176
    assert seen[-1] == 1
    assert seen == sorted(seen, reverse=True)


def drag(page: Page, first: float, last: float) -> None:
    """Press on the axis at one year, move to another, keep the button pressed."""
    y = middle_of_axis(page)
    page.mouse.move(at_year(page, first), y)
    page.mouse.down()
    page.mouse.move(at_year(page, (first + last) / 2), y)
    page.mouse.move(at_year(page, last), y)


@pytest.mark.parametrize("years", [(1999.3, 2009.6), (2009.6, 1999.3)])
def test_dragging_on_the_axis_selects_whole_years(
    open_page: OpenPage, years: tuple[float, float]
) -> None:
    page = open_page("jahr=2022")
    page.locator("#timeline").scroll_into_view_if_needed()
    drag(page, *years)
    expect(page.locator(".tl-axis .tl-brush")).to_have_text("1999 bis 2010")
    expect(page.locator(".tl-grid .tl-brush")).to_be_visible()
    page.mouse.up()
    settle(page)

    expect(page.locator(".tl-axis .tl-brush")).to_be_hidden()
    assert asked(page)["zeit"] == "1999-2010"
    assert window(page) == "1999-2010"
    assert "jahr" not in asked(page)


def test_escape_cancels_the_selection(open_page: OpenPage) -> None:
    page = open_page("zeit=1990-2020")
    page.locator("#timeline").scroll_into_view_if_needed()
    drag(page, 2000.5, 2010.5)
    page.keyboard.press("Escape")
    expect(page.locator(".tl-axis .tl-brush")).to_be_hidden()
    page.mouse.up()

    assert window(page) == "1990-2020"
    assert asked(page)["zeit"] == "1990-2020"


def test_a_press_without_a_drag_is_a_click_on_a_year(open_page: OpenPage) -> None:
    page = open_page("jahr=2022")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.mouse.click(at_year(page, 2019.5), middle_of_axis(page))
    settle(page)

    expect(page.locator(".tl-year-label")).to_have_text("2019")
    assert asked(page) == {"stadt": "flensburg", "jahr": "2019"}


def test_a_finger_on_the_axis_selects_too(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    open_sheet(page, "timeline")
    y = middle_of_axis(page)
    touch(page, *([(at_year(page, year), y)] for year in (2005.5, 2008.0, 2012.5)))
    wait_until(page, "location.search.includes('zeit=2005-2013')")
    settle(page)

    assert window(page) == "2005-2013"
    assert box(page.locator(".tl-ticks"))["height"] >= 44


def test_two_fingers_zoom_and_a_year_stays_between_them(open_page: OpenPage) -> None:
    page = open_page("zeit=1999-2031", **PHONE)
    open_sheet(page, "timeline")
    frame = box(page.locator(".tl-scroll"))
    y, middle = frame["y"] + 120, at_year(page, 2015)
    touch(page, *([(middle - apart, y), (middle + apart, y)] for apart in (30, 45, 60)))
    wait_until(page, "!location.search.includes('1999-2031')")
    settle(page)

    assert 15 <= length(page) <= 17
    assert abs(at_year(page, 2015) - middle) < 16
    assert page.evaluate("visualViewport.scale") == 1
