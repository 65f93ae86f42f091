"""The panels: the chosen area, the chosen funded area, and what the timeline does to them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from geodata.model import City
from tests.browser.steps import (
    GAPPY,
    OpenPage,
    area,
    areas,
    asked,
    figure,
    find,
    go,
    load,
    search,
    settle,
)

SHAMING = re.compile(r"\b(Rang|Platz|schlecht|schlimm|Brennpunkt|Problemgebiet|abgehängt)", re.I)
FUNDED = (
    "noerdliche-altstadt", "oestliche-altstadt", "achter-de-moehl", "neustadt", "duburg",
    "fruerlund-sued", "suedstadt-bahnhofsumfeld", "westliche-altstadt", "hafen-ost",
)  # fmt: skip


def plain(locator: Locator) -> str:
    """Return the text of an element with single plain spaces."""
    return re.sub(r"\s+", " ", locator.inner_text())


def open_funded(page: Page, name: str) -> Locator:
    """Choose a funded area in the list and return its panel once it came from the server."""
    page.locator("#funded-list").get_by_role("button", name=name).click()
    panel = page.locator("#funded-area-panel")
    expect(panel.locator("h2")).to_have_text(name)
    return panel


def unfold(panel: Locator) -> Locator:
    """Open every section of a record, and every entry in them."""
    panel.evaluate("frame => frame.querySelectorAll('details').forEach((one) => one.open = true)")
    return panel


def test_the_panel_of_an_area_says_value_and_difference_to_the_city(open_page: OpenPage) -> None:
    page = open_page("auswahl=03")
    name = page.locator("#area-panel h2").inner_text()
    value = figure(areas(page)[name]["value"])
    said = plain(page.locator("#area-panel"))
    gap = f"{abs(value - 12.5):.1f}".replace(".", ",")
    side = "über" if value > 12.5 else "unter"

    assert f"{value:.1f}".replace(".", ",") in plain(page.locator("#area-panel .plain"))
    assert f"{gap} Prozentpunkte {side} dem Stadtwert" in said
    assert "Stadtteil in Flensburg" in said
    assert "Fläche:" in said


def test_the_standing_counts_all_others_and_names_nobody(open_page: OpenPage) -> None:
    page = open_page()
    for name in areas(page):
        find(page, name)
        expect(page.locator("#area-panel h2")).to_have_text(name)
        said = plain(page.locator("#area-panel"))
        standing = re.search(r"den übrigen (\d+) Gebieten haben (.*?) Wert\.", said)

        assert standing, said
        parts = [int(number) for number in re.findall(r"\d+", standing[2])]
        assert int(standing[1]) == sum(parts) == 12
        assert 0 not in parts
        assert not SHAMING.search(said)


def test_the_small_time_series_holds_every_year_and_shows_gaps(open_page: OpenPage) -> None:
    page = open_page(f"indikator={GAPPY}&auswahl=13&jahr=2012")
    trend = page.locator("#area-panel svg.trend")
    label = trend.get_attribute("aria-label") or ""
    now = areas(page)["Tarup"]["value"]

    assert re.findall(r"(20\d\d):", label) == [
        "2011", "2012", "2017", "2018", "2019", "2020", "2021", "2022",
    ]  # fmt: skip
    assert f"2012: {now.split()[0]}" in label
    expect(trend.locator("circle.own")).to_have_count(8)
    expect(trend.locator("polyline.city")).not_to_have_count(0)
    expect(page.locator("#area-panel .key")).to_contain_text("Tarup")


def test_the_key_figures_stand_against_the_city_and_lead_on(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    rows = page.locator("#area-panel table.figures tbody tr")
    current = rows.filter(has=page.locator("[aria-current]"))
    count = rows.count()

    assert count >= 5
    assert current.locator("td").all_inner_texts()[0] == "3,9"
    assert current.locator("td").all_inner_texts()[1].startswith("12,5")
    rows.nth(0).locator("a").click()
    expect(rows.nth(0).locator("a")).to_have_attribute("aria-current", "true")
    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    assert asked(page)["indikator"] == "sgb-ii"
    assert asked(page)["auswahl"] == "13"


def test_the_panel_leads_to_the_funded_areas_within_the_area(open_page: OpenPage) -> None:
    page = open_page()
    find(page, "Neustadt")
    expect(page.locator("#area-panel")).to_contain_text("Fördergebiete in diesem Gebiet")
    page.locator("#area-panel .as-link", has_text="Neustadt").first.click()
    expect(page.locator("#funded-area-panel h2")).to_have_text("Neustadt")
    expect(page.locator("#area-panel")).to_be_hidden()
    find(page, "Tarup")

    expect(page.locator("#area-panel")).to_contain_text("kein Fördergebiet verzeichnet")


def test_the_panel_of_an_area_without_value_says_why(open_page: OpenPage) -> None:
    page = open_page("indikator=raeumungsklagen-je-1000&jahr=2021&auswahl=13")
    said = plain(page.locator("#area-panel"))

    assert "kein Wert" in said
    assert "geheim gehalten" in said
    assert "Ohne Wert gibt es keinen Vergleich" in said


def test_the_panel_of_a_doubtful_value_carries_its_note(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page(f"indikator={GAPPY}&jahr=2019")
    notes = {
        one.name: flensburg.series["stadtteil", GAPPY].notes[2019, one.id]
        for one in flensburg.level("stadtteil").areas
        if (2019, one.id) in flensburg.series["stadtteil", GAPPY].notes
    }
    for name, note in notes.items():
        find(page, name)
        expect(page.locator("#area-panel .warning")).to_contain_text(note)

    assert len(notes) == 4


def test_letting_an_area_go_empties_the_panel(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    page.get_by_role("button", name="Auswahl aufheben").click()

    expect(page.locator("#area-panel")).to_contain_text("Wählen Sie ein Gebiet")
    assert search(page) == ""


@pytest.mark.parametrize("first", [0, 5])
def test_every_funded_area_has_its_fact_sheet(
    open_page: OpenPage, flensburg: City, first: int
) -> None:
    page = open_page()
    programmes = {one.id: one.name for one in flensburg.programmes}
    for one in flensburg.funded_areas[first : first + 5]:
        panel = unfold(open_funded(page, one.name))
        said = plain(panel)

        assert one.id in FUNDED
        assert all(programmes[name] in said for name in one.programmes), one.id
        assert re.sub(r"\s+", " ", one.summary) in said
        assert panel.locator(".phases > li").count() == len(one.phases)
        assert all(phase.name in said for phase in one.phases), one.id
        assert panel.locator(".disagreements > li").count() == len(one.disagreements)
        assert "schematisch" in said
        assert panel.locator("details .sources li").count() >= len(one.sources)
        for fact, value in (("Fläche", one.hectares), ("Wohnungen", one.dwellings)):
            shown = panel.locator("dt", has_text=re.compile(f"^{fact}$")).locator("+ dd")
            assert (plain(shown) == "nicht veröffentlicht") == (value is None), (one.id, fact)
    assert len(flensburg.funded_areas) == 9


def test_every_source_of_a_funded_area_opens_without_telling_where_from(
    open_page: OpenPage,
) -> None:
    page = open_page()
    panel = open_funded(page, "Hafen-Ost")
    links = panel.locator("a[href^=http]")

    assert links.count() >= 5
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}


def test_hafen_ost_says_that_its_statute_was_void_from_the_start(open_page: OpenPage) -> None:
    page = open_page("foerdergebiet=hafen-ost")
    panel = page.locator("#funded-area-panel")

    expect(panel).to_contain_text("von Anfang an unwirksam (02.10.2024)")
    expect(panel).to_contain_text("Oberverwaltungsgericht")
    expect(page.locator("#funded-list li", has_text="Hafen-Ost")).to_contain_text("unwirksam")


def test_the_phases_say_plan_or_fact_and_when(open_page: OpenPage) -> None:
    page = open_page()
    said = plain(unfold(open_funded(page, "Duburg")).locator(".phases"))

    assert "geplant" in said
    assert "tatsächlich" in said
    assert "2005 bis 08.12.2021" in said
    assert "31.12.2021" in said


def test_a_funded_area_and_an_area_are_never_chosen_together(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    open_funded(page, "Duburg")
    only_funded = asked(page)
    area(page, "Weiche").click()

    assert only_funded == {"stadt": "flensburg", "foerdergebiet": "duburg"}
    expect(page.locator("#funded-area-panel")).to_be_hidden()
    expect(page.locator("#area-panel h2")).to_have_text("Weiche")
    expect(page.locator("#map .funded.line.chosen")).to_have_count(0)


def test_the_panel_of_a_funded_area_closes_and_follows_back(open_page: OpenPage) -> None:
    page = open_page()
    open_funded(page, "Duburg")
    open_funded(page, "Neustadt")
    page.go_back()
    expect(page.locator("#funded-area-panel h2")).to_have_text("Duburg")
    page.locator("#funded-area-panel .clear").click()

    expect(page.locator("#funded-area-panel")).to_be_hidden()
    assert search(page) == ""


def test_a_funded_area_leads_to_the_figures_of_its_areas(open_page: OpenPage) -> None:
    page = open_page()
    link = open_funded(page, "Duburg").locator(".rc-districts a").first
    name = link.inner_text()
    expect(link).to_have_attribute("href", re.compile("auswahl="))
    link.click()

    expect(page.locator("#area-panel h2")).to_have_text(name)


def test_a_click_on_a_phase_chooses_funded_area_and_year(open_page: OpenPage) -> None:
    page = open_page("indikator=einwohner")
    phase = page.locator('.tl-item[data-event*="fruerlund-sued"][data-event*="2011"]')
    phase = phase if phase.count() else page.locator('.tl-item[data-event*="fruerlund-sued"]')
    year = re.search(r"20\d\d|19\d\d", phase.first.get_attribute("data-event") or "")
    phase.first.click()
    expect(page.locator("#funded-area-panel h2")).to_have_text("Fruerlund-Süd")
    settle(page)
    shown = int(page.locator("#year-shown").inner_text())

    assert asked(page)["foerdergebiet"] == "fruerlund-sued"
    assert year
    years = [2011, 2017, 2018, 2019, 2020, 2021, 2022]
    assert abs(shown - int(year[0])) == min(abs(one - int(year[0])) for one in years)
    expect(page.locator("#map .funded.line.chosen")).to_have_count(1)


def test_moving_the_year_moves_the_marker_and_dims_on_the_map(open_page: OpenPage) -> None:
    page = open_page("indikator=einwohner&jahr=2019")
    marker = page.locator(".tl-year-label")
    expect(marker).to_have_text("2019")
    running = page.locator("#map .funded.line.running").count()
    page.locator("#year").focus()
    page.keyboard.press("Home")

    expect(marker).to_have_text("2011")
    assert page.locator("#map .funded.line.running").count() != running
    go(page, "indikator=einwohner&jahr=2022")
    expect(marker).to_have_text("2022")
    load(page, "indikator=einwohner&jahr=2018")
    expect(marker).to_have_text("2018")


def test_the_panel_of_an_area_leads_to_its_profile(open_page: OpenPage) -> None:
    page = open_page("auswahl=10&jahr=2020")
    page.locator("#area-panel a", has_text="Stärken und Schwächen").click()

    expect(page.locator("h1")).to_have_text("Stärken und Schwächen: Fruerlund")
    expect(page.locator("#frage-jahr")).to_have_value("2020")
