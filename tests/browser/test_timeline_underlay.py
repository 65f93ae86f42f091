"""An indicator under the lanes of a funded area: before, during, after, against the city."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from geodata.statistics.before_after import BeforeAfter, before_after
from tests.browser.steps import (
    PHONE,
    START,
    OpenPage,
    asked,
    box,
    choose_indicator,
    figure,
    go,
    open_sheet,
    settle,
)

PERIODS = {
    "before": "vor der Förderung",
    "during": "während der Förderung",
    "after": "nach der Förderung",
}
NOT_EFFECT = "zeitliches Zusammentreffen, keine Wirkung"
COMPUTED = """(area) => {
    const {scene} = atlas.draw;
    const {points, periods} = atlas.timelineGap.make(scene,
        scene.book.funded_areas.find((one) => one.id === area),
        atlas.timeline.model.areas.find((one) => one.id === area).districts[scene.level.id]);
    const known = (number) => Number.isFinite(number) ? number : null;
    return {
        points: points.map((one) => [one.year, one.period, known(one.districts),
            known(one.city), known(one.gap), one.status]),
        gaps: Object.fromEntries(Object.entries(periods).map(([name, one]) => [name, one.gap])),
    };
}"""


def shown(open_page: OpenPage, area: str, query: str = "", **screen: Any) -> Page:
    page = open_page(f"foerdergebiet={area}&unterlage=ja&{query}", **screen)
    if not screen:
        expect(page.locator(".tl-underlay")).to_be_visible()
    return page


def said(page: Page) -> dict[str, str]:
    """Return what the sentence says of each period."""
    words = page.locator(".tl-gap").inner_text()
    assert words.startswith("Abstand zur Stadt vor der Förderung: ")
    found = re.split("; ", words.removeprefix("Abstand zur Stadt ").removesuffix("."))
    return dict(one.split(": ", 1) for one in found)


def expected(city: City, area: str, indicator: str = START) -> BeforeAfter:
    return before_after(city, city.funded_area(area), city.indicator(indicator), "stadtteil")


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("area", ["neustadt", "noerdliche-altstadt", "duburg"])
def test_the_gap_in_words_is_what_the_statistics_reckon(
    open_page: OpenPage, flensburg: City, area: str
) -> None:
    curve = expected(flensburg, area)
    found = said(shown(open_page, area))
    for name, title in PERIODS.items():
        period = getattr(curve, name)
        if period.gap_to_city is None:
            assert not re.match(r"[+−\d]", found[title]), found
            continue
        assert figure(found[title]) == pytest.approx(period.gap_to_city, abs=0.05)
        assert f"{period.years_city} Jahr" in found[title]
        assert "Prozentpunkte" in found[title]
        assert ("über der Stadt" in found[title]) == (round(period.gap_to_city, 1) > 0)


@pytest.mark.parametrize(
    "indicator", [START, "kinder-unter-18-anteil", "raeumungsklagen-je-1000", "wohngeld-anteil"]
)
def test_the_browser_reckons_all_funded_areas_like_the_statistics(
    open_page: OpenPage, flensburg: City, indicator: str
) -> None:
    page = open_page(f"indikator={indicator}")
    for area in flensburg.funded_areas:
        curve = expected(flensburg, area.id, indicator)
        if not curve.points:
            continue
        found = page.evaluate(COMPUTED, area.id)
        for point, (year, period, districts, city, gap, status) in zip(
            curve.points, found["points"], strict=True
        ):
            assert (year, period, status) == (point.year, point.period, str(point.status))
            for own, other in ((districts, point.districts), (city, point.city),
                               (gap, point.gap_to_city)):  # fmt: skip
                assert close(own, None if math.isnan(other) else other), (area.id, year)
        for name in PERIODS:
            assert close(found["gaps"][name], getattr(curve, name).gap_to_city), (area.id, name)


def test_it_names_indicator_districts_and_city_and_says_coincidence_not_effect(
    open_page: OpenPage, flensburg: City
) -> None:
    page = shown(open_page, "neustadt")
    lane = page.locator(".tl-underlay")

    for words in ("Anteil SGB II", "Neustadt, Nordstadt", "Flensburg", NOT_EFFECT):
        expect(lane).to_contain_text(words)
    expect(lane.get_by_role("img")).to_have_attribute("aria-label", re.compile("Abstand zur Stadt"))
    assert len(expected(flensburg, "neustadt").districts) == 2


def test_before_during_and_after_are_grounds_of_the_curve_where_they_lie(
    open_page: OpenPage,
) -> None:
    page = shown(open_page, "duburg", "zeit=1990-2030")
    before, during, after = (box(page.locator(f".tl-underlay rect.{name}")) for name in PERIODS)

    assert before["x"] + before["width"] == pytest.approx(during["x"], abs=2)
    assert during["x"] + during["width"] == pytest.approx(after["x"], abs=2)
    expect(page.locator(".tl-underlay svg text", has_text="während der Förderung")).to_be_visible()


def test_labels_of_the_grounds_do_not_run_into_each_other(open_page: OpenPage) -> None:
    page = shown(open_page, "noerdliche-altstadt", "zeit=1970-2031")
    labels = [box(one) for one in page.locator(".tl-underlay svg text:not([class])").all()]

    assert labels
    for one, other in pairwise(labels):
        assert one["x"] + one["width"] <= other["x"]


def test_all_figures_stand_in_a_table(open_page: OpenPage, flensburg: City) -> None:
    page = shown(open_page, "neustadt")
    page.get_by_text("Zahlen als Tabelle").click()
    rows = page.locator(".tl-figures tbody tr")
    curve = expected(flensburg, "neustadt")

    expect(rows).to_have_count(len(curve.points))
    for row, point in zip(rows.all(), curve.points, strict=True):
        year, districts, city, period = row.locator("th, td").all_inner_texts()
        assert year == str(point.year)
        assert figure(districts) == pytest.approx(point.districts, abs=0.05)
        assert figure(city) == pytest.approx(point.city, abs=0.05)
        assert period == PERIODS[point.period]
        assert ("zweifelhaft" in city) == (point.year == 2022)  # the source of the city's figure
    expect(page.locator(".tl-underlay")).to_contain_text("Jahre mit zweifelhaften")


def test_the_switch_is_in_the_address_and_back_takes_it_away(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=neustadt")
    button = page.get_by_role("button", name="Indikator unterlegen")
    expect(page.locator(".tl-underlay")).to_have_count(0)
    button.click()
    expect(page.locator(".tl-underlay")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert asked(page)["unterlage"] == "ja"
    page.go_back()
    expect(page.locator(".tl-underlay")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_it_follows_the_indicator_and_the_chosen_area(open_page: OpenPage) -> None:
    page = shown(open_page, "neustadt")
    first = page.locator(".tl-gap").inner_text()
    choose_indicator(page, "wohngeld-anteil")
    expect(page.locator(".tl-underlay")).to_contain_text("Wohngeld")
    second = page.locator(".tl-gap").inner_text()
    go(page, "foerdergebiet=duburg&unterlage=ja&indikator=wohngeld-anteil")
    expect(page.locator("#tl-parts-duburg .tl-underlay")).to_be_visible()

    assert first != second
    expect(page.locator(".tl-underlay")).to_have_count(1)


def test_without_a_chosen_area_it_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("unterlage=ja")

    expect(page.locator(".tl-underlay-hint")).to_contain_text("sobald eines gewählt ist")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ebene=stadt", "nur die ganze Stadt"),
        ("indikator=wohngeld", "bitte einen Anteil wählen"),
    ],
)
def test_where_no_gap_can_be_reckoned_it_says_why(
    open_page: OpenPage, query: str, words: str
) -> None:
    page = shown(open_page, "neustadt", query)

    expect(page.locator(".tl-gap")).to_contain_text(words)
    expect(page.locator(".tl-underlay svg")).to_have_count(0)


def test_a_void_statute_has_no_period(open_page: OpenPage) -> None:
    found = said(shown(open_page, "hafen-ost"))

    assert "von Anfang an unwirksam" in " ".join(found.values())


def test_on_a_phone_the_figures_are_read_without_scrolling_sideways(open_page: OpenPage) -> None:
    page = shown(open_page, "neustadt", **PHONE)
    open_sheet(page, "timeline")
    table = page.locator(".tl-figures")
    table.locator("summary").scroll_into_view_if_needed()
    size = box(table.locator("summary"))
    table.locator("summary").tap()
    settle(page)
    right = max(box(one)["x"] + box(one)["width"] for one in table.locator("th, td").all())

    assert size["height"] >= 40
    assert right <= 390
    assert box(page.locator(".tl-gap"))["width"] <= 390
    expect(page.locator(".tl-caution").last).to_contain_text(NOT_EFFECT)
