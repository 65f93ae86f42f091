"""For everyone: axe, 400 % zoom, reduced motion, greyscale, high contrast, print."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import WCAG, axe
from tests.browser.steps import (
    PHONE,
    OpenPage,
    area,
    areas,
    box,
    go,
    legend,
    open_sheet,
    settle,
)

DESKTOP: dict[str, object] = {"width": 1440, "height": 900}
VIEWS = (
    "", "auswahl=13", "foerdergebiet=hafen-ost", "ansicht=tabelle&symbole=einwohner&auswahl=13",
    "klassen=eigene-10,20", "klassen=abweichung-7&grenzen=jahr&jahr=2020",
    "indikator=raeumungsklagen-je-1000&jahr=2021&auswahl=13", "auswahl=99&jahr=1066&zeit=9",
    "ebene=stadt&auswahl=fl", "indikator=kinder-unter-18-anteil&jahr=2019&symbole=einwohner",
    "karte=ohne", "indikator=wohngeld&foerdergebiet=duburg&ansicht=tabelle",
)  # fmt: skip
RULES = (*WCAG, "best-practice")
CUT = """() => [...document.querySelectorAll('#atlas *')].filter((one) => {
    const style = getComputedStyle(one);
    const allowed = '.scroll, #timeline, #map-frame, .unseen, [aria-hidden=true], .skip, svg';
    return one.checkVisibility() && !one.closest(allowed) && style.overflowX !== 'visible'
        && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
}).map((one) => `${one.tagName} ${one.id} ${one.className}: ${one.scrollWidth}`)"""


def found(page: Page, where: str) -> list[str]:
    """Return what axe finds, one line a rule, with the place."""
    settle(page)
    return [f"{where}: {rule['id']} {rule['targets'][:4]}" for rule in axe(page, RULES)]


def open_everything(page: Page) -> None:
    """Open the list of the timeline, a card on the map, and searches without a result."""
    page.locator("#indicator-search").fill("raumfahrt")
    page.locator("#find-area").fill("Entenhausen")
    page.locator("#find-area").press("Enter")
    page.evaluate("document.querySelectorAll('#atlas details').forEach((d) => { d.open = true; })")
    area(page, "Tarup").hover(force=True)
    page.locator("#copy-link").focus()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("part", [0, 1])
def test_axe_finds_nothing_on_any_view(
    open_page: OpenPage, screen: dict[str, object], part: int
) -> None:
    page = open_page(**screen)
    violations = []
    for query in VIEWS[part::2]:
        go(page, query)
        if "foerdergebiet" in query:
            expect(page.locator("#funded-area-panel h2")).not_to_be_empty()
        violations += found(page, query)

    assert violations == []


@pytest.mark.parametrize("name", ["choose", "legend", "area", "timeline"])
def test_axe_finds_nothing_on_an_open_sheet(open_page: OpenPage, name: str) -> None:
    page = open_page("auswahl=02&klassen=eigene-10,20&symbole=einwohner", **PHONE)
    open_sheet(page, name)

    assert found(page, name) == []


def test_axe_finds_nothing_with_everything_open(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")
    open_everything(page)
    expect(page.locator("#timeline-list table")).to_be_visible()

    assert found(page, "everything open") == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_other_pages(
    open_page: OpenPage, screen: dict[str, object]
) -> None:
    page = open_page("jahr=2020", **screen)
    links = page.locator("#footer a, #source-line a[href^='/']")
    addresses = {link.get_attribute("href") or "" for link in links.all()} | {"/tabelle"}
    violations = []
    for address in sorted(one for one in addresses if one.startswith("/")):
        page.goto(urljoin(page.url, address))
        violations += [
            f"{address}: {rule['id']} {rule['targets'][:3]}" for rule in axe(page, RULES)
        ]
        if page.evaluate("document.documentElement.scrollWidth > screen.width"):
            violations.append(f"{address}: wider than the screen")

    assert len(addresses) >= 8
    assert violations == []


@pytest.mark.parametrize("part", [0, 1])
def test_at_400_percent_nothing_is_lost_and_nothing_scrolls_two_ways(
    open_page: OpenPage, part: int
) -> None:
    page = open_page(width=320, height=256)
    for query in VIEWS[part::2]:
        go(page, query)
        shown = "#table-frame" if "tabelle" in query else "#map-frame"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query
        assert page.evaluate(CUT) == [], query
        for place in ("#headline", shown, "#year-bar", "#sheet-choose", "#sheet-legend",
                      "#sheet-area", "#timeline", "#footer"):  # fmt: skip
            assert box(page.locator(place))["height"] > 20, (query, place)


def test_at_400_percent_no_fixed_part_hides_the_page(open_page: OpenPage) -> None:
    page = open_page(width=320, height=256)
    covered = page.evaluate(
        """() => [...document.querySelectorAll('#atlas *')].filter((one) => {
            const box = one.getBoundingClientRect(), style = getComputedStyle(one);
            return ['fixed', 'sticky'].includes(style.position) && one.checkVisibility()
                && !one.closest('#timeline') && box.height > 64 && box.width > 100;
        }).map((one) => one.id || one.className)"""
    )
    page.locator("#play").focus()

    assert covered == []
    expect(page.locator("#play")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(720, 450), (640, 512), (1024, 600)])
def test_half_sized_windows_do_not_scroll_sideways(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page("auswahl=13", width=width, height=height)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#map-frame")).to_be_visible()
    expect(
        page.locator("#sheet-legend, [data-sheet='sheet-legend']").filter(visible=True)
    ).to_have_count(1)


def test_who_wants_no_motion_gets_none(open_page: OpenPage) -> None:
    page = open_page(reduced_motion=True)
    page.locator("#zoom-in").click()
    moving = page.evaluate(
        """() => [...document.querySelectorAll('#atlas, #atlas *')].filter((one) => {
            const style = getComputedStyle(one);
            return parseFloat(style.transitionDuration) + parseFloat(style.animationDuration) > 0;
        }).map((one) => one.className)"""
    )

    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0


def lightness(colour: str) -> float:
    """Return L* (0 to 100) of a colour such as ``rgb(1, 2, 3)``: what greyscale leaves."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("number", range(3, 8))
def test_in_greyscale_more_is_always_darker(open_page: OpenPage, number: int) -> None:
    page = open_page(f"klassen=gleich-{number}")
    tones = [lightness(one["colour"]) for one in legend(page)]

    assert tones == sorted(tones, reverse=True)
    assert min(a - b for a, b in pairwise(tones)) >= 7


def test_colour_is_not_the_only_carrier(open_page: OpenPage) -> None:
    page = open_page("klassen=abweichung-6&auswahl=13")
    labels = " ".join(one["label"] for one in areas(page).values())
    numbers = page.locator("#map .badge span").all_inner_texts()
    page.locator("#mode-tabelle").click()
    places = page.locator("#table-frame td.class").all_inner_texts()

    assert labels.count("Klasse") == 13
    assert len(set(numbers)) == len(numbers) >= 4
    assert all(re.search(r"\d", place) for place in places)
    expect(page.locator("#table-frame th[aria-sort='descending']")).to_contain_text("▼")


def test_with_forced_colours_the_classes_stay_apart(open_page: OpenPage) -> None:
    page = open_page()
    usual = {one["fill"] for one in areas(page).values()}
    page.emulate_media(forced_colors="active")

    assert {one["fill"] for one in areas(page).values()} == usual
    assert len({one["colour"] for one in legend(page)}) == 5


@pytest.mark.parametrize("width", [1040, 718, 500])
def test_on_paper_map_legend_and_source_are_there(open_page: OpenPage, width: int) -> None:
    page = open_page("auswahl=13")
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(media="print")
    frame = box(page.locator("#map-frame"))
    for place in ("#headline", "#map-frame", "#sheet-legend", "#area-panel", "#source-line"):
        expect(page.locator(place)).to_be_visible()
    for place in ("#sheet-bar", "#find-area", "#play", "#sheet-choose", ".zoom"):
        expect(page.locator(place)).to_be_hidden()
    boxes = [box(path) for path in page.locator("#map path.area").all()]

    assert frame["height"] >= 200
    assert min(one["x"] for one in boxes) >= frame["x"] - 1
    assert max(one["x"] + one["width"] for one in boxes) <= frame["x"] + frame["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
