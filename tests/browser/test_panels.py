"""The panels: the chosen area, the chosen funded area, and what the timeline does to them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from geodata.model import City
from tests.browser.steps import (
    GAPPY,
    OpenPage,
    areas,
    asked,
    figure,
    find,
    search,
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
        standing = re.search(r"den übrigen (\d+) Gebieten haben (\d+) .* (\d+) .* und (\d+) ", said)

        assert standing, said
        total, *parts = map(int, standing.groups())
        assert total == sum(parts) == 12
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
