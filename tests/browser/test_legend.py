"""The legend: classes and their limits, histogram, marks, and the four ways of having no value."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    GAPPY,
    OpenPage,
    areas,
    asked,
    choose_indicator,
    figure,
    go,
    legend,
    settle,
    table,
)
from tests.cities import city_files, write_city

METHODS = ("natuerlich", "quantile", "gleich", "abweichung")
EMPTY = ("suppressed", "withheld", "missing", "not_applicable")
STATUSES = """\
01,anteil-kinder,2022,,,200,suppressed,
02,anteil-kinder,2022,,,,withheld,
03,anteil-kinder,2022,,,,missing,
04,anteil-kinder,2022,,,0,not_applicable,
01,anteil-kinder,2021,,0,400,ok,
02,anteil-kinder,2021,,20,300,doubtful,Zahl wie im Vorjahr
03,anteil-kinder,2021,,30,200,interpolated,
04,anteil-kinder,2021,,9,100,ok,
"""


@pytest.fixture(scope="module")
def seven_statuses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kleinstadt with every status: no value at all in 2022, a zero and doubts in 2021."""
    rows = city_files()["values.csv"].splitlines(keepends=True)
    kept = [row for row in rows if not re.match(r"0\d,anteil-kinder,", row)]
    start = ("datapackage.yaml", "layers: [names]", "layers: [indikator, namen, zweifel]")
    return write_city(
        tmp_path_factory.mktemp("stadt"),
        files={"values.csv": "".join([*kept, STATUSES])},
        edits=[start] if start[1] in city_files()["datapackage.yaml"] else [],
    )


def limits(page: Page) -> list[str]:
    """Return the spans of the legend in words."""
    return [str(one["says"]) for one in legend(page)]


def marks(page: Page) -> list[str]:
    """Return what the histogram marks, in words."""
    settle(page)
    return page.locator("#sheet-legend .marks li").all_text_contents()


def test_every_method_gives_three_to_seven_classes(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}")
    numbers = {}
    for method in METHODS:
        page.locator("#method").select_option(method)
        for number in range(3, 8):
            page.locator("#class-number").select_option(str(number))
            numbers[method, number] = len(legend(page))
            assert asked(page).get("klassen", "natuerlich-5") == f"{method}-{number}"
            assert sum(one["count"] for one in legend(page)) == 13
    fewer = {key for key, found in numbers.items() if found < key[1]}

    assert fewer == set()
    assert {numbers[key] - key[1] for key in numbers} == {0}


@pytest.mark.parametrize("typed", ["8; 12,5; 20", "8;12.5;20", "8 12,5 20", " 8 ; 12,50 ; 20 "])
def test_own_limits_are_taken_with_comma_or_point(open_page: OpenPage, typed: str) -> None:
    page = open_page("klassen=eigene-10,20")
    page.locator("#own-limits").fill(typed)
    page.locator("#own-limits").press("Enter")

    expect(page.locator("#own-answer")).to_be_empty()
    assert asked(page)["klassen"] == "eigene-8,12.5,20"
    assert [one["says"].split(" %")[0] for one in legend(page)][1:] == [
        "8,0 bis unter 12,5", "12,5 bis unter 20,0", "20,0 bis 25,1",
    ]  # fmt: skip


def test_own_limits_begin_with_the_limits_shown(open_page: OpenPage) -> None:
    page = open_page()
    before = [(one["says"], one["count"]) for one in legend(page)]
    page.locator("#method").select_option("eigene")
    expect(page.locator("#own-form")).to_be_visible()

    assert [(one["says"], one["count"]) for one in legend(page)] == before
    assert page.locator("#own-limits").input_value() == "8,1; 11; 14,6; 20,5"
    expect(page.locator("#number-choice")).to_be_hidden()


def test_limits_that_do_not_work_are_answered_in_german(open_page: OpenPage) -> None:
    page = open_page("klassen=eigene-10,20")
    wrong = ["", "5", "20; 10", "10; 10", "zehn; zwanzig", "1;2;3;4;5;6;7", "1e3; 2e3", "<b>; 1"]
    for typed in wrong:
        page.locator("#own-limits").fill(typed)
        page.get_by_role("button", name="Grenzen anwenden").click()
        expect(page.locator("#own-answer")).to_contain_text("Diese Grenzen gehen nicht")
        expect(page.locator("#own-answer")).to_contain_text(f"»{typed}«")
        expect(page.locator("#own-answer")).to_contain_text("2 bis 6 aufsteigende Zahlen")
        assert asked(page)["klassen"] == "eigene-10,20"
    page.locator("#own-limits").fill("10; 15")
    page.locator("#own-limits").press("Enter")

    expect(page.locator("#own-answer")).to_be_empty()


def test_limits_stay_the_same_over_all_years(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}")
    spans = set()
    for year in ("2011", "2012", "2017", "2020", "2022"):
        go(page, f"indikator={GAPPY}&jahr={year}")
        spans.add(tuple(limits(page)))
        expect(page.locator("#sheet-legend .warning")).to_have_count(0)

    assert len(spans) == 1
    expect(page.locator("#sheet-legend")).to_contain_text("Grenzen gelten für alle Jahre")


def test_limits_of_one_year_come_with_a_visible_warning(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}&jahr=2012")
    fixed = limits(page)
    page.locator("#fixed").click()
    warning = page.locator("#sheet-legend .warning")
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("nur für 2012")
    expect(page.locator("#fixed")).to_have_attribute("aria-checked", "false")
    own, address = limits(page), asked(page)
    go(page, f"indikator={GAPPY}&jahr=2022&grenzen=jahr")
    later = limits(page)
    page.locator("#fixed").click()

    expect(warning).to_have_count(0)
    assert address["grenzen"] == "jahr"
    assert own != fixed
    assert later != own
    assert limits(page) == fixed


def test_the_histogram_marks_the_city_and_the_chosen_area(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    chosen = marks(page)
    chart = page.locator("#sheet-legend .histogram").get_attribute("aria-label") or ""
    expect(page.locator("#sheet-legend .pin")).to_have_count(2)
    page.get_by_role("button", name="Auswahl aufheben").click()
    expect(page.locator("#sheet-legend .pin")).to_have_count(1)

    words = [re.sub(r"\s", " ", text) for text in chosen]
    assert [text.split(" %")[0] for text in words] == ["Stadt: 12,5", "Tarup: 3,9"]
    assert chart.startswith("Verteilung: 13 Gebiete")
    assert "Tarup" in chart
    assert len(marks(page)) == 1


def test_the_bars_of_the_histogram_stand_for_all_areas_in_their_colours(
    open_page: OpenPage,
) -> None:
    page = open_page()
    bars = page.locator("#sheet-legend .histogram rect:not(.strip)").evaluate_all(
        """(bars) => bars.map((bar) => ({
            height: bar.height.baseVal.value, fill: getComputedStyle(bar).fill}))"""
    )
    heights = [bar["height"] for bar in bars if bar["height"] > 0]
    one = min(heights)
    by_class = [
        round(sum(bar["height"] for bar in bars if bar["fill"] == shown["colour"]) / one)
        for shown in legend(page)
    ]

    assert round(sum(heights) / one) == 13
    assert by_class == [shown["count"] for shown in legend(page)]


def test_the_sentence_says_what_the_map_shows_and_what_the_chosen_value_is(
    open_page: OpenPage,
) -> None:
    page = open_page("auswahl=13")
    found = sorted((figure(one["value"]), name) for name, one in areas(page).items())
    sentence = re.sub(r"\s", " ", page.locator("#sentence").inner_text())

    assert "Tarup, 2022: Von 100 Menschen unter 65 Jahren erhalten 3,9 Leistungen" in sentence
    for value, name in (found[0], found[-1]):
        assert f"{str(value).replace('.', ',')} % ({name})" in sentence
    assert "12,5 %" in sentence, "the city stands beside the extremes"


def test_a_count_is_accompanied_by_a_way_to_its_share(open_page: OpenPage) -> None:
    page = open_page("indikator=wohngeld")
    hint = page.locator("#sheet-legend .hint a")
    expect(page.locator("#sheet-legend .hint")).to_contain_text("Anzahlen wachsen mit der Größe")
    hint.click()

    expect(page.locator("#headline")).to_contain_text("Anteil der Menschen mit Wohngeld")


def test_classes_around_the_city_value_have_a_limit_below_and_above(open_page: OpenPage) -> None:
    page = open_page("klassen=abweichung-6&grenzen=jahr")
    bounds = [figure(re.findall(r"[\d.]+(?:,\d+)?", span)[0]) for span in limits(page)[1:]]
    steps = {round(b - a, 1) for a, b in pairwise(bounds)}

    assert 12.5 in [pytest.approx(bound, abs=0.11) for bound in bounds]
    assert max(steps) - min(steps) <= 0.11
    expect(page.locator("#sheet-legend")).to_contain_text("Standardabweichung um den Stadtwert")


def test_four_ways_of_having_no_value_look_and_read_differently(
    open_page: OpenPage, seven_statuses: Path
) -> None:
    page = open_page("jahr=2022", city=seven_statuses)
    shown = areas(page)
    rows = page.locator("#sheet-legend .empties li")
    drawings = page.locator("#hatches pattern").evaluate_all("(all) => all.map((p) => p.innerHTML)")
    swatches = rows.locator("rect").evaluate_all("(all) => all.map((r) => r.getAttribute('fill'))")
    page.locator("#mode-tabelle").click()
    signs = [row["value"] for row in table(page)]

    assert sorted(one["status"] for one in shown.values()) == sorted(EMPTY)
    assert {one["fill"] for one in shown.values()} == {f'url("#hatch-{name}")' for name in EMPTY}
    assert len(set(drawings)) == 4
    assert sorted(swatches) == sorted(f"url(#hatch-{name})" for name in EMPTY)
    assert rows.locator(".count").all_text_contents() == ["1 Gebiet"] * 4
    assert len(set(signs)) == 4
    assert all(sign and not re.search(r"\d", sign) for sign in signs)
    assert all("keine Klasse" in one["label"] for one in shown.values())
    assert len({one["value"] for one in shown.values()}) == 4


def test_every_hatch_is_really_painted(open_page: OpenPage, seven_statuses: Path) -> None:
    page = open_page("jahr=2022&karte=indikator", city=seven_statuses)
    pictures = {
        path.get_attribute("data-status"): path.screenshot()
        for path in page.locator("#map path.area").all()
    }
    page.evaluate("document.getElementById('hatches').remove()")
    blank = page.locator("#map path.area").first.screenshot()

    assert len(set(pictures.values())) == 4
    assert all(len(one) > 1.2 * len(blank) for one in pictures.values()), "a hatch is not plain"


def test_a_zero_is_a_value_and_doubts_are_marked(open_page: OpenPage, seven_statuses: Path) -> None:
    page = open_page("jahr=2021", city=seven_statuses)
    by_status = {one["status"]: one for one in areas(page).values() if one["status"] != "ok"}
    zero = next(one for one in areas(page).values() if figure(one["value"]) == 0)
    expect(page.locator("#map .doubt")).to_have_count(2)
    expect(page.locator("#sheet-legend")).to_contain_text("zweifelhaft")
    expect(page.locator("#sheet-legend")).to_contain_text("geschätzt")
    page.locator("#mode-tabelle").click()
    rows = {row["value"]: row for row in table(page)}

    assert set(by_status) == {"doubtful", "interpolated"}
    assert zero["place"] == 1
    assert "url" not in zero["fill"]
    assert {"0,0", "6,7 ?", "15,0 ~", "9,0"} == set(rows)
    assert "Zahl wie im Vorjahr" in " ".join(rows["6,7 ?"]["cells"])


def test_the_hatches_of_flensburg_are_in_legend_and_table(open_page: OpenPage) -> None:
    page = open_page()
    choose_indicator(page, "raeumungsklagen-je-1000")
    go(page, "indikator=raeumungsklagen-je-1000&jahr=2019")
    statuses = [one["status"] for one in areas(page).values()]
    rows = page.locator("#sheet-legend .empties li .count").all_text_contents()

    assert (statuses.count("suppressed"), statuses.count("missing")) == (1, 2)
    assert rows == ["1 Gebiet", "2 Gebiete"]
