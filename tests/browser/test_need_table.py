"""Need and funding in the browser's table: text for text what the server's table says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from geodata.model import City
from layers import need_table
from layers.scene import scene
from layers.table import rows
from layers.texts import texts
from layers.view import View, from_query, to_query
from tests.browser.harness import axe
from tests.browser.steps import OpenPage
from tests.strategies import sampled, views

WORDS = texts("de")
QUERIES = [
    "bedarf=15.7",
    "bedarf=12.5&jahr=2018",
    "bedarf=1&ebene=stadt",
    "bedarf=1000&ebene=stadt&indikator=einwohner",
    "bedarf=150&indikator=arbeitslose&jahr=2015",
    "bedarf=55&indikator=beschaeftigungsquote",
    "bedarf=99",
]
TABLES = """async (queries) => {
    const book = await atlas.data.catalogue(), found = [];
    const plain = (html) => Object.assign(document.createElement('i'), {innerHTML: html}).innerText;
    for (const query of queries) {
        const {view} = atlas.view.fromQuery(query, book);
        await atlas.need.load(book, view);
        const scene = atlas.scene.make(book, await atlas.data.level(view.level, book), view);
        scene.need = atlas.need.make(scene);
        const columns = atlas.need_table.columns(scene);
        found.push({
            cells: view && scene.level.areas.map((_, index) => columns.map((one) => plain(one[2](index)))),
            summary: atlas.need_table.summary(scene), method: atlas.need_table.method(scene),
            caption: atlas.need_table.caption(scene),
        });
    }
    return found;
}"""  # noqa: E501


def told(city: City, view: View) -> dict[str, Any]:
    """Return what the server says of *view*, in the form of the script above."""
    found, shown, words = need_table.coverage_of(city, view), scene(city, view), WORDS["need"]
    assert found is not None
    table = rows(city, view, WORDS)[:-1]
    keys = need_table.SHOWN_COLUMNS
    cells = [[row[key].replace(".", ",") if key in ("inside", "formerly") else row[key]
              for key in keys] for row in table]  # fmt: skip
    return {
        "cells": cells,
        "summary": [list(row) for row in need_table.summary(found, words)],
        "method": need_table.method(city, found, shown, words),
        "caption": need_table.caption(city, shown, found, words),
    }


def test_both_say_the_same_of_need_and_funding(open_page: OpenPage, flensburg: City) -> None:
    chosen = [view for view in sampled(views(flensburg), 120) if view.need is not None]
    chosen += [from_query(query, flensburg)[0] for query in QUERIES]
    asked = [to_query(view, flensburg) for view in chosen]

    for view, query, found in zip(chosen, asked, open_page().evaluate(TABLES, asked), strict=True):
        expected = told(flensburg, view)
        for key, texts_of in expected.items():
            assert found[key] == texts_of, (query, key)


def test_the_table_view_states_shares_and_method_below(open_page: OpenPage) -> None:
    page = open_page("bedarf=15.7&ansicht=tabelle")

    expect(page.locator("#table-frame .need-summary tbody tr")).to_have_count(4)
    expect(page.locator("#table-frame .need-method")).to_contain_text("nach der Fläche geteilt")
    expect(page.locator("#table-frame .need-method")).to_contain_text("schematisch")
    assert axe(page) == []
