"""The timeline on paper: lanes whole, legend open, nothing cut, no controls."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import wait_until
from tests.browser.steps import PHONE, OpenPage, box, settle
from tests.browser.timeline_steps import RECORDS

PAPER = 1047  # px: A4 landscape less margins of 10 mm
QUERY = "foerdergebiet=neustadt&unterlage=ja"
# Elements of the timeline that hide a part of what they hold; labels of marks may, the list has
# their words.
CUT = """[...document.querySelectorAll('#sheet-timeline, #sheet-timeline *')].filter((one) => {
    const style = getComputedStyle(one);
    const label = one.closest('.tl-item, .tl-grid, .tl-axis-track, svg, .tl-ticks');
    return one.checkVisibility() && !label && style.overflowY !== 'visible'
        && one.scrollHeight > one.clientHeight + 2 && one.clientHeight > 0;
}).map((one) => `${one.tagName} ${one.className}: ${one.scrollHeight} > ${one.clientHeight}`)"""


def on_paper(open_page: OpenPage, query: str = QUERY) -> Page:
    page = open_page(query)
    if "foerdergebiet" in query:
        wait_until(page, RECORDS)
    page.set_viewport_size({"width": PAPER, "height": 718})
    page.emulate_media(media="print")
    expect(page.locator(".tl-legend")).to_have_attribute("open", "")
    settle(page)
    return page


def test_the_legend_opens_for_the_paper_and_closes_again(open_page: OpenPage) -> None:
    page = on_paper(open_page)
    expect(page.locator(".tl-legend li").last).to_be_visible()
    page.emulate_media(media="screen")

    expect(page.locator(".tl-legend")).not_to_have_attribute("open", "")
    expect(page.locator(".tl-figures")).not_to_have_attribute("open", "")


def test_what_a_reader_had_opened_stays_open_after_printing(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    page.locator(".tl-legend summary").click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")

    expect(page.locator(".tl-legend")).to_have_attribute("open", "")


def test_all_lanes_stand_on_paper_and_nothing_is_cut(open_page: OpenPage) -> None:
    page = on_paper(open_page)
    lanes = page.locator(".tl-areas .tl-lane:visible")

    assert lanes.count() == 9 + 3 + 1  # areas, parts of the record, the indicator below it
    assert page.evaluate(CUT) == []
    for lane in lanes.all():
        extent = box(lane)
        assert extent["x"] >= 0
        assert extent["x"] + extent["width"] <= PAPER + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def test_marks_of_a_lane_stay_inside_of_it_on_paper(open_page: OpenPage) -> None:
    page = on_paper(open_page)
    outside = page.evaluate(
        """[...document.querySelectorAll('.tl-areas .tl-item')].filter((item) => {
            if (!item.checkVisibility()) return false;
            const own = item.getBoundingClientRect();
            const track = item.parentElement.getBoundingClientRect();
            return own.left > track.right || own.bottom > track.bottom + 1;
        }).map((item) => item.dataset.entry)"""
    )

    assert outside == []


def test_paper_has_the_figures_and_the_sentence_and_no_controls(open_page: OpenPage) -> None:
    page = on_paper(open_page)

    expect(page.locator(".tl-gap")).to_be_visible()
    expect(page.locator(".tl-figures td").first).to_be_visible()
    expect(page.locator(".tl-underlay")).to_contain_text("keine Wirkung")
    expect(page.locator(".tl-today-label")).to_be_visible()
    for place in (".tl-controls", ".tl-hint", ".tl-fold", ".tl-card"):
        expect(page.locator(place).first).to_be_hidden()


def test_the_list_is_printed_whole_when_it_is_open(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    page.get_by_text("Als Liste", exact=True).click()
    expect(page.locator("#timeline-list table")).to_be_visible()
    page.emulate_media(media="print")
    settle(page)
    frame = page.locator(".tl-list-frame")

    assert frame.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 2
    assert frame.locator("tbody tr").count() > 300


def test_printing_for_real_gives_a_page_in_landscape(open_page: OpenPage) -> None:
    page = open_page(QUERY)
    wait_until(page, RECORDS)
    paper = page.pdf(prefer_css_page_size=True)
    settle(page)

    assert paper.startswith(b"%PDF")
    assert b"/MediaBox [0 0 841" in paper or b"/MediaBox [0 0 842" in paper
    expect(page.locator(".tl-legend")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("query", ["", "zeit=1860-2036", "zeit=2018-2022"])
def test_any_window_is_printed_without_cuts(open_page: OpenPage, query: str) -> None:
    page = on_paper(open_page, query)

    assert page.evaluate(CUT) == []


def test_a_phone_prints_the_closed_sheet_too(open_page: OpenPage) -> None:
    page = open_page(QUERY, **PHONE)
    page.set_viewport_size({"width": PAPER, "height": 718})
    page.emulate_media(media="print")
    settle(page)

    expect(page.locator(".tl-areas .tl-lane").first).to_be_visible()
    assert page.evaluate(CUT) == []
