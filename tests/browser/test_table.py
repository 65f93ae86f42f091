"""The table twin of the map, its CSV, the table without a script, and the pages in the footer."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import OpenPage, areas, asked, figure, focused, search, settle, table

QUERIES = [
    "ansicht=tabelle",
    "ansicht=tabelle&indikator=raeumungsklagen-je-1000&jahr=2019",
    "ansicht=tabelle&indikator=kinder-unter-18-anteil&jahr=2019&klassen=quantile-4",
    "ansicht=tabelle&indikator=einwohner&jahr=2011&symbole=wohngeld",
]


def csv_rows(page: Page) -> list[dict[str, str]]:
    """Download the CSV of the table and return its rows."""
    with page.expect_download() as started:
        page.locator("a.download").click()
    path = started.value.path()
    assert started.value.suggested_filename.endswith(".csv")
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def order(page: Page) -> list[str]:
    """Return the names of the areas as they stand in the table."""
    return [str(row["name"]) for row in table(page)]


def test_a_class_stands_by_its_name_and_is_compared_with_no_city(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle&indikator=index-soziale-lage-status&jahr=2022")
    frame = page.locator("#table-frame table").first

    expect(frame.locator("thead th")).to_have_count(4)  # area, value, class, note
    expect(frame.locator("tbody tr", has_text="Neustadt")).to_contain_text("sehr niedrig")


def test_the_table_takes_the_place_of_the_map_and_back(open_page: OpenPage) -> None:
    page = open_page("auswahl=13")
    page.locator("#mode-tabelle").click()
    expect(page.locator("#table-frame")).to_be_visible()
    expect(page.locator("#map-frame")).to_be_hidden()
    expect(page.locator("#mode-tabelle")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#table-frame tr.chosen")).to_contain_text("Tarup")
    shown = asked(page)
    page.locator("#mode-karte").click()

    expect(page.locator("#map-frame")).to_be_visible()
    expect(page.locator("#map .mark.chosen")).to_have_count(2)
    assert shown["ansicht"] == "tabelle"
    assert asked(page) == {"stadt": "flensburg", "auswahl": "13"}


def test_the_map_is_whole_after_it_was_opened_as_a_table(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    page.locator("#mode-karte").click()
    frame = page.locator("#map-frame").bounding_box()
    expect(page.locator("#map path.area").first).to_be_visible()
    boxes = [path.bounding_box() for path in page.locator("#map path.area").all()]

    assert frame
    assert all(one and one["x"] >= frame["x"] and one["y"] >= frame["y"] for one in boxes)
    assert sum(one["width"] for one in boxes if one) > frame["width"]


def test_the_caption_says_what_where_when_from_whom_under_which_licence(
    open_page: OpenPage,
) -> None:
    page = open_page("ansicht=tabelle")
    said = page.locator("#table-frame").inner_text()

    for word in ("2022", "Stadtteile", "%", "Berichtsmonat März", "Bundesagentur", "CC0 1.0"):
        assert word in said
    expect(page.locator("#table-frame tfoot")).to_contain_text("12,5")


def test_the_table_can_be_sorted_by_every_column(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    heads = page.locator("#table-frame table.twin").first.locator("thead th")
    values = [figure(row["value"]) for row in table(page)]
    assert values == sorted(values, reverse=True)
    for place in range(heads.count()):
        heads.nth(place).locator("button").click()
        first, sorted_as = order(page), heads.nth(place).get_attribute("aria-sort")
        assert sorted_as in ("ascending", "descending")
        assert [head.get_attribute("aria-sort") for head in heads.all()].count("none") == (
            heads.count() - 1
        )
        heads.nth(place).locator("button").click()
        assert {sorted_as, heads.nth(place).get_attribute("aria-sort")} == {
            "ascending", "descending",
        }  # fmt: skip
        assert sorted(order(page)) == sorted(first)


def test_names_sort_in_german_and_rows_without_value_come_last(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle&indikator=raeumungsklagen-je-1000&jahr=2021")
    button = page.locator('[data-sort="value"]')
    empty = [row["name"] for row in table(page) if not re.search(r"\d", row["value"])]
    down = order(page)
    button.click()
    up = order(page)
    page.locator('[data-sort="area"]').click()
    names = order(page)

    assert len(empty) == 5
    assert down[-5:] == up[-5:] == empty
    assert names.index("Jürgensby") == names.index("Mürwik") - 1
    assert focused(page).startswith("Gebiet")


def test_sorting_by_keyboard_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    page.locator('[data-sort="value"]').focus()
    page.keyboard.press("Enter")
    head = page.locator('th:has([data-sort="value"])')

    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator('[data-sort="value"]')).to_be_focused()


def test_an_order_stays_when_the_year_changes(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    page.locator('[data-sort="area"]').click()
    before = order(page)
    page.locator("#year").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#year-shown")).to_have_text("2021")

    assert order(page) == before


def test_a_click_on_a_name_chooses_the_area(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    page.locator("#table-frame th a", has_text="Tarup").click()

    expect(page.locator("#table-frame tr.chosen")).to_have_count(1)
    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    assert asked(page)["auswahl"] == "13"


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_holds_the_values_of_the_map_with_source_and_licence(
    open_page: OpenPage, query: str
) -> None:
    page = open_page(query.replace("ansicht=tabelle&", "").replace("ansicht=tabelle", ""))
    shown = areas(page)
    page.locator("#mode-tabelle").click()
    everything = csv_rows(page)
    first = everything[0]["Indikator"]
    rows = {row["Gebiet"]: row for row in everything if row["Indikator"] == first}

    assert set(shown) < set(rows)
    for name, one in shown.items():
        row = rows[name]
        if one["place"]:
            assert (float(row["Wert"]), row["Klasse"]) == (figure(one["value"]), str(one["place"]))
        else:
            assert (row["Wert"], row["Klasse"]) == ("", "")
            assert row["Status"]
            assert row["Zeichen"]
    assert all(row["Quelle"] and row["Lizenz"] and row["Datenstand"] for row in everything)
    assert all(row["Adresse der Ansicht"].startswith("http") for row in everything)


def test_the_csv_holds_the_second_indicator_of_the_table(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle&symbole=einwohner")
    shown = {row["name"]: figure(row["cells"][-2]) for row in table(page)}
    rows = csv_rows(page)

    for name, people in shown.items():
        mine = [row for row in rows if row["Gebiet"] == name]
        assert any(float(value) == people for row in mine for value in row.values()
                   if re.fullmatch(r"\d+(\.\d+)?", value or "")), name  # fmt: skip


def test_the_table_lists_the_funded_areas_that_the_map_shows(open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle")
    listed = page.locator("#table-frame table.twin").nth(1)
    expect(listed.locator("tbody tr")).to_have_count(9)
    expect(listed).to_contain_text("schematisch")
    listed.locator("a", has_text="Hafen-Ost").click()

    expect(page.locator("#funded-area-panel h2")).to_have_text("Hafen-Ost")


def test_without_a_script_the_same_table_is_there(chromium: Browser, open_page: OpenPage) -> None:
    page = open_page("ansicht=tabelle&indikator=raeumungsklagen-je-1000&jahr=2019")
    expected = {row["name"]: row["value"] for row in table(page)}
    context = chromium.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(page.url)
    link = bare.locator("noscript a, a", has_text="Tabelle ohne JavaScript")
    expect(link).to_be_visible()
    bare.goto(urljoin(page.url, "/tabelle" + search(page)))
    rows = {
        row.locator("th").inner_text(): " ".join(row.locator("td").all_inner_texts())
        for row in bare.locator("tbody tr").all()
    }

    for name, value in expected.items():
        assert value in rows[name], name


def test_every_page_of_the_footer_opens_and_leads_back_to_the_view(open_page: OpenPage) -> None:
    page = open_page("jahr=2020&auswahl=13")
    settle(page)
    view = search(page)
    links = page.locator("#footer a")
    expect(links.first).to_have_attribute("href", re.compile("zurueck="))
    pages = {link.inner_text(): link.get_attribute("href") or "" for link in links.all()}
    for name, address in pages.items():
        answer = page.goto(urljoin(page.url, address))
        assert answer is not None, name
        assert answer.status == 200, name
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator(f'a[href="/{view}"]').count() >= 1, name
    page.locator(f'a[href="/{view}"]').first.click()

    expect(page.locator("#area-panel h2")).to_have_text("Tarup")
    assert {"Impressum", "Datenschutz", "Barrierefreiheit"} <= set(pages)
    assert any("Method" in name for name in pages)


def test_the_indicator_sheet_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Wie wird das berechnet?").click()

    expect(page.locator("h1")).to_contain_text("Leistungen nach SGB II")
    assert "/methoden/sgb-ii-anteil" in page.url
