"""The table of a comparison: what the page shows and what the server writes are the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.model import City
from geodata.package import read_city
from layers.compare_table import Added, added, second_table
from layers.scene import scene
from layers.texts import texts
from layers.view import from_query
from tests.browser.harness import WCAG, axe
from tests.browser.steps import PHONE, OpenPage, load, settle
from tests.cities import KLEINSTADT

WORDS = texts("de")
YEARS = "indikator=kinder-unter-18-anteil&ansicht=tabelle&vergleich=jahre"
ALIKE = [
    "vergleich=karten&mit-jahr=2018",
    "vergleich=wischen&mit-indikator=kinder-unter-18-anteil&mit-jahr=2012&auswahl=07",
    "vergleich=karten&mit-indikator=einwohner",
    "indikator=raeumungsklagen-je-1000&jahr=2021&vergleich=karten&mit-jahr=2020",
]
# Rows by name: the head, the body in the order of the level, the foot.
READ = """(number) => {
    const table = document.querySelectorAll('#table-frame table')[number];
    const text = (cell) => cell.innerText.replace(/[\\u25b2\\u25bc]/g, '').trim();
    const row = (one) => [...one.children].map(text);
    return {head: row(table.tHead.rows[0]), body: [...table.tBodies[0].rows].map(row),
        foot: row(table.tFoot.rows[0]), caption: text(table.caption)};
}"""


def table(page: Page, number: int = 0) -> dict[str, Any]:
    settle(page)
    found = dict(page.evaluate(READ, number))
    return found | {"body": {row[0]: row for row in found["body"]}}


def expected(city: City, query: str) -> tuple[Added, list[str]]:
    view, notices = from_query(query, city)
    assert notices == ()
    return added(city, view, WORDS), [one.name for one in city.level(view.level).areas]


@pytest.mark.parametrize("query", ALIKE)
def test_two_maps_of_the_same_areas_add_columns(
    open_page: OpenPage, flensburg: City, query: str
) -> None:
    page = open_page(f"{query}&ansicht=tabelle")
    made, names = expected(flensburg, query)
    found = table(page)

    assert len(names) == len(found["body"]) == 13
    for key, heading in made.columns:
        at = found["head"].index(heading)
        for name, row in zip(names, made.rows, strict=False):
            assert found["body"][name][at] == row[key], (key, name)
        if key != "other_class":
            assert found["foot"][at] == made.rows[-1][key]
    assert set(made.named.values()) <= set(found["head"])
    assert ("gap" in made.keys) is ("mit-indikator" not in query)
    assert "Zweite Karte" in found["caption"]


def test_a_difference_follows_from_both_figures_and_hides_what_is_hidden(flensburg: City) -> None:
    city = read_city(KLEINSTADT)
    for pair in (city, flensburg):
        for (level, indicator), one in pair.series.items():
            if len(one.years) < 2 or pair.indicator(indicator).classes:
                continue  # classes are not subtracted
            query = f"indikator={indicator}&ebene={level}&jahr={one.years[-1]}"
            view, _ = from_query(f"{query}&vergleich=karten&mit-jahr={one.years[0]}", pair)
            made, shown = added(pair, view, WORDS), scene(pair, replace(view, compare=""))
            before = scene(pair, replace(view, compare="", year=one.years[0]))
            for row, now, then in zip(made.rows, shown.figures, before.figures, strict=False):
                known = now == now and then == then
                assert (row["gap"] != "–") is known


def test_all_years_are_columns(open_page: OpenPage, flensburg: City) -> None:
    page = open_page(YEARS)
    made, names = expected(flensburg, YEARS)
    found = table(page)

    assert found["head"] == ["Gebiet", *(heading for _, heading in made.columns), "Hinweis"]
    for name, row in zip(names, made.rows, strict=False):
        assert found["body"][name][1:-1] == list(row.values())
    assert found["foot"][1:-1] == list(made.rows[-1].values())
    assert "2011 bis 2022" in found["caption"]


def test_the_columns_can_be_sorted(open_page: OpenPage) -> None:
    page = open_page(f"{ALIKE[0]}&ansicht=tabelle")
    page.locator("[data-sort=gap]").click()
    settle(page)
    gaps = [row[3] for row in table(page)["body"].values()]

    figures = [float(gap.replace(",", ".").replace("−", "-")) for gap in gaps if gap != "–"]
    assert figures == sorted(figures, reverse=True)


@pytest.mark.parametrize("query", ["mit-ebene=stadt", "mit-stadt=kleinstadt"])
def test_other_areas_have_a_table_of_their_own(open_page: OpenPage, query: str) -> None:
    page = open_page(f"vergleich=karten&{query}&ansicht=tabelle", beside=(Path(KLEINSTADT),))
    pair = replace(read_city(Path("geodata/cities/flensburg")), others=(read_city(KLEINSTADT),))
    there = second_table(pair, from_query(f"vergleich=karten&{query}", pair)[0])
    assert there is not None
    city, view = there

    first, second = table(page), table(page, 1)
    assert list(second["body"]) != list(first["body"])
    assert set(second["body"]) == {one.name for one in city.level(view.level).areas}
    expect(page.locator("#table-frame table").nth(1).locator("tbody a")).to_have_count(0)
    assert page.locator("#table-frame table").nth(0).locator("tbody a").count() == 13


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_the_tables(open_page: OpenPage, screen: dict[str, Any]) -> None:
    page = open_page(YEARS, beside=(Path(KLEINSTADT),), **screen)
    for query in (YEARS, f"{ALIKE[1]}&ansicht=tabelle",
                  "vergleich=karten&mit-stadt=kleinstadt&ansicht=tabelle"):  # fmt: skip
        load(page, query)
        assert [rule["id"] for rule in axe(page, (*WCAG, "best-practice"))] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("query", [*ALIKE, YEARS, "vergleich=karten&mit-ebene=stadt"])
def test_the_page_without_a_script_has_the_same_columns(
    open_page: OpenPage, flensburg: City, query: str
) -> None:
    page = open_page()
    page.goto(f"{page.url.rstrip('/')}/tabelle?{query}")
    made, _ = expected(flensburg, query)
    heads = page.locator("table").first.locator("thead th").all_inner_texts()

    assert [heading for _, heading in made.columns] == [
        head for head in heads if head in {text for _, text in made.columns}
    ]
    cells = page.locator("table").first.locator("tbody tr").last.locator("th, td")
    assert set(made.rows[-1].values() if made.rows else []) <= set(cells.all_inner_texts())
    assert page.locator("table").count() == (2 if "mit-ebene" in query else 1)
