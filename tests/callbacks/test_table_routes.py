"""The table without a script: a page and a CSV for every view."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from app import create_app
from callbacks.settings import Settings
from geodata.model import City
from layers.numbers import german
from layers.scene import scene
from layers.texts import texts
from layers.view import from_query, to_query
from tests.layers.info_html import Outline
from tests.strategies import queries, views

WORDS = texts("de")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("cache")
    return create_app(Settings(cache=str(kept))).server.test_client()


def cells(page: str) -> list[list[str]]:
    """Return the table's rows as texts."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [
        [
            unescape(cell).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def test_the_csv_is_a_file_named_after_what_is_inside(client: Client) -> None:
    answer = client.get("/tabelle.csv?indikator=einwohner&jahr=2019")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True), newline="")))

    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="flensburg-einwohner-2019.csv"'
    )
    assert len(rows) == 1 + 13 + 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("path", ["/tabelle", "/tabelle.csv"])
def test_an_unchanged_table_is_not_sent_again(client: Client, path: str) -> None:
    etag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    other = client.get(f"{path}?jahr=2019", headers={"If-None-Match": etag})
    assert other.status_code == 200


@given(st.data())
@settings(max_examples=50)
def test_the_form_sent_as_it_is_leads_to_the_same_table(
    client: Client, flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg))
    page = client.get(f"/tabelle{to_query(view, flensburg)}").get_data(as_text=True)
    form = page[page.index("<form") : page.index("</form>")]
    sent = re.findall(r'<input type="(?:hidden|number)"[^>]*name="([^"]+)" value="([^"]*)"', form)
    chosen = re.findall(r'<option(?: value="([^"]*)")? selected>([^<]*)<', form)
    names = re.findall(r'<select id="[^"]+" name="([^"]+)"', form)
    sent += zip(names, (value or text for value, text in chosen), strict=True)

    assert from_query(urlencode({k: unescape(v) for k, v in sent}), flensburg)[0] == view


@given(st.data())
@settings(max_examples=50)
def test_every_address_has_a_table_and_a_csv(
    client: Client, flensburg: City, data: st.DataObject
) -> None:
    query = data.draw(queries(flensburg))
    query = quote(query.removeprefix("?"), safe="=&%+,")

    assert client.get(f"/tabelle?{query}").status_code == 200
    assert client.get(f"/tabelle.csv?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["", "indikator=einwohner&jahr=2012", "indikator=raeumungsklagen&jahr=2022"]
)
def test_the_page_says_what_the_map_says(client: Client, flensburg: City, query: str) -> None:
    shown = scene(flensburg, from_query(query, flensburg)[0])
    rows = cells(client.get(f"/tabelle?{query}").get_data(as_text=True))

    assert [row[0] for row in rows[:-1]] == [area.name for area in shown.level.areas]
    written = [german(figure, shown.indicator.decimals) for figure in shown.figures]
    assert [row[1] for row in rows[:-1]] == written
    assert rows[-1][0] == WORDS["table"]["total"]


def test_the_page_tells_what_was_wrong_in_the_address(client: Client, flensburg: City) -> None:
    page = unescape(client.get("/tabelle?indikator=gibtsnicht&jahr=1999").get_data(as_text=True))
    name = flensburg.indicator(flensburg.start.indicator).name

    assert WORDS["view"]["indicator"].format(asked="gibtsnicht", shown=name) in page
    assert "»gibtsnicht«" in page


def test_hostile_addresses_stay_text(client: Client) -> None:
    hostile = quote('"><script>alert(1)</script>')
    page = client.get(f"/tabelle?indikator={hostile}&auswahl={hostile}").get_data(as_text=True)

    assert "<script" not in page
    assert not {"script", "img"} & set(Outline(page).tags)


def test_the_page_leads_back_to_the_map_and_to_the_file_of_the_same_view(
    client: Client, flensburg: City
) -> None:
    view, _ = from_query("indikator=einwohner&jahr=2019&auswahl=07", flensburg)
    query = to_query(view, flensburg)
    addresses = Outline(client.get(f"/tabelle{query}").get_data(as_text=True)).addresses

    assert f"/{query}" in addresses
    assert f"/tabelle.csv{query}" in addresses


def test_the_form_offers_every_indicator_and_every_year(client: Client, flensburg: City) -> None:
    page = client.get("/tabelle?indikator=einwohner").get_data(as_text=True)
    offered = re.findall(r'<option value="([^"]+)"', page)

    assert offered == [
        one.id
        for theme in flensburg.themes
        for one in flensburg.indicators
        if one.theme == theme.id
    ]
    for year in flensburg.series["stadtteil", "einwohner"].years:
        assert re.search(rf"<option[^>]*>{year}</option>", page)
