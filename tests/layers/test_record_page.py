"""The record as a page of its own: everything unfolded, without a script, safe and printable."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from dash import Dash, html
from flask.testing import FlaskClient

from callbacks import info_routes, record_routes
from callbacks.atlas import Atlas
from geodata.model import City
from layers.info_visit import Visit
from layers.record_page import record_page, record_path
from layers.texts import texts
from tests.layers.info_html import Outline
from tests.layers.record_city import known_city, unknown_city, with_rows

WORDS = texts("de")["record"]
TODAY = datetime.date(2026, 11, 22)


def page_of(city: City, visit: Visit | None = None) -> str:
    return record_page(city.funded_areas[0].id, city, visit or Visit(), TODAY)


def test_the_record_leads_to_the_analyses_that_ask_about_the_area(flensburg: City) -> None:
    area = flensburg.funded_areas[0].id
    links = re.findall(
        r'href="(/atlas/auswertung/[^"]+)"', page_of(flensburg, Visit(root="/atlas"))
    )
    asked = f"?stadt=flensburg&amp;foerdergebiet={area}"
    assert links == [f"/atlas/auswertung/{name}{asked}" for name in ("wirkung", "planspiel")]


@pytest.fixture(scope="module")
def client(flensburg: City) -> FlaskClient:
    app = Dash("app", assets_folder=str(Path(__file__).parent))
    app.layout = html.Div()
    record_routes.register(app, Atlas(flensburg))
    info_routes.register(app, Atlas(flensburg))
    return app.server.test_client()


def test_every_part_is_unfolded(flensburg: City) -> None:
    page = page_of(known_city(flensburg))

    assert page.count("<details") == page.count('<details class="rc-entry" open') > 10
    assert re.findall(r'<h2 id="akte-\w+">([^<]*?) ?<', page) == [
        WORDS[name] for name in (
            "estimates", "facts", "concepts", "decisions", "projects", "money", "management",
            "participation", "phases", "end", "contradictions", "sources_of_facts")
    ]  # fmt: skip


def test_headings_begin_with_one_and_skip_no_level(flensburg: City) -> None:
    levels = Outline(page_of(known_city(flensburg))).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_needs_no_script_and_no_inline_style(flensburg: City) -> None:
    page = page_of(known_city(flensburg))

    assert not {"script", "style"} & set(Outline(page).tags)
    assert " style=" not in page
    assert "data-event" not in page
    assert not re.search(r"\son\w+=", page)


def test_tables_on_the_page_have_all_columns(flensburg: City) -> None:
    page = page_of(known_city(flensburg))

    for name in ("column_number", "column_body", "column_people", "column_groups", "column_giver",
                 "column_purpose"):  # fmt: skip
        assert f'<th scope="col"><span>{WORDS[name]}</span></th>' in page


def test_every_row_of_a_table_has_as_many_cells_as_the_head(flensburg: City) -> None:
    for city in (known_city(flensburg), unknown_city(flensburg), flensburg):
        for table in re.findall(r"<table.*?</table>", page_of(city), re.DOTALL):
            rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
            assert len({len(re.findall(r"<t[hd][ >]", row)) for row in rows}) == 1


def test_the_page_says_the_day_it_was_made_and_leads_to_the_map(flensburg: City) -> None:
    page = page_of(known_city(flensburg), Visit(root="/atlas"))

    assert "Abgerufen am 22.11.2026" in page
    assert 'href="/atlas/?foerdergebiet=mitte"' in page
    assert 'href="/atlas/assets/record.css"' in page


def test_hostile_text_stays_text(flensburg: City) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    page = page_of(with_rows(flensburg, name=hostile, summary=hostile, sources=(hostile,)))

    assert not {"script", "img"} & set(Outline(page).tags)


def test_an_unknown_funded_area_has_no_page(flensburg: City) -> None:
    with pytest.raises(KeyError):
        record_page("atlantis", flensburg, Visit(), TODAY)


@pytest.mark.parametrize("number", range(9))
def test_every_funded_area_has_its_address(
    client: FlaskClient, flensburg: City, number: int
) -> None:
    area = flensburg.funded_areas[number]
    answer = client.get(record_path(area.id))

    assert answer.status_code == 200
    assert area.name in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(record_path(area.id), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["atlantis", "..", "%3Cscript%3E", "neustadt/x", ""])
def test_another_address_is_a_page_that_does_not_exist(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/foerdergebiet/{address}")

    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_the_way_back_to_the_map_is_kept(client: FlaskClient) -> None:
    page = client.get("/foerdergebiet/neustadt?zurueck=jahr%3D2020").text

    assert "jahr=2020" in page


def test_what_holds_for_the_whole_city_stands_apart_and_is_counted_nowhere(
    flensburg: City,
) -> None:
    city = known_city(flensburg)
    before, page = page_of(city), page_of(replace(city, common=flensburg.common))
    counts = r'id="akte-(konzept|geld)">[^<]*<span class="rc-count">\((\d+)\)'

    for one in flensburg.common.concepts:
        assert one.title in page
    assert page.index(WORDS["concepts_common"]) < page.index('id="akte-beschluesse"')
    assert re.findall(counts, page) == re.findall(counts, before)


def test_the_page_begins_with_links_to_all_its_sections(flensburg: City) -> None:
    page = page_of(known_city(flensburg))
    links = re.findall(r'<li><a href="#(akte-[a-z]+)">([^<]+)</a></li>', page)

    assert [id_ for id_, _ in links] == re.findall(r'<h2 id="(akte-[a-z]+)"', page)
    for id_, name in links:
        assert re.search(rf'<h2 id="{id_}">{re.escape(name)}\b', page)
