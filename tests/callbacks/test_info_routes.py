"""The routes of the information pages on a real Dash server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dash import Dash, html
from flask.testing import FlaskClient

from callbacks.atlas import Atlas
from callbacks.info_routes import register
from layers.info_pages import PAGES
from tests.layers.info_city import small_city


def broken() -> str:
    raise RuntimeError("geheime Einzelheit")


def make_client(prefix: str = "/") -> FlaskClient:
    app = Dash(__name__, url_base_pathname=prefix)
    app.layout = html.Div("Karte")
    register(app, Atlas(small_city()))
    app.server.add_url_rule("/kaputt", "kaputt", broken)
    app.server.add_url_rule("/data/kaputt.json", "kaputt_json", broken)
    return app.server.test_client()


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return make_client()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_in_german_without_cookies(client: FlaskClient, name: str) -> None:
    response = client.get(f"/{name}")
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    assert "Set-Cookie" not in response.headers
    assert '<html lang="de">' in response.text
    named = name != "methoden-auswertungen"  # reached from /methoden, in no list of pages
    assert (f'href="/{name}" aria-current="page"' in response.text) is named


def test_every_indicator_has_a_sheet(client: FlaskClient) -> None:
    for indicator in small_city().indicators:
        response = client.get(f"/methoden/{indicator.id}")
        assert response.status_code == 200
        assert f"<h1>{indicator.name}</h1>" in response.text


def test_an_unknown_indicator_gets_the_page_for_not_found(client: FlaskClient) -> None:
    response = client.get("/methoden/gibt-es-nicht")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.text


def test_an_unknown_address_gets_the_page_for_not_found_instead_of_the_map(
    client: FlaskClient,
) -> None:
    response = client.get("/gibt/es/nicht")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.text


def test_the_map_still_answers_at_the_root(client: FlaskClient) -> None:
    assert client.get("/?jahr=2021").status_code == 200
    assert client.get("/_dash-layout").status_code == 200


def test_an_unknown_data_route_answers_with_short_json(client: FlaskClient) -> None:
    response = client.get("/data/gibt-es-nicht.json")
    assert response.status_code == 404
    assert response.json == {"error": "Not Found", "status": 404}


def test_a_fault_of_the_program_shows_a_calm_page_and_no_detail(client: FlaskClient) -> None:
    response = client.get("/kaputt")
    assert response.status_code == 500
    assert "Hier ist etwas schiefgegangen" in response.text
    assert "geheime Einzelheit" not in response.text
    assert "Traceback" not in response.text
    assert client.get("/data/kaputt.json").json == {"error": "Internal Server Error", "status": 500}


def test_a_wrong_method_is_refused_in_german_and_names_the_right_ones(client: FlaskClient) -> None:
    response = client.post("/methoden")
    assert response.status_code == 405
    assert "nicht verstanden" in response.text
    assert "GET" in response.headers["Allow"]


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/methoden")
    again = client.get("/methoden", headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304
    assert again.data == b""


def test_pages_forbid_scripts_and_foreign_hosts(client: FlaskClient) -> None:
    for path in ("/methoden", "/gibt-es-nicht"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy


def test_the_way_back_to_the_map_is_kept_and_never_leads_elsewhere(client: FlaskClient) -> None:
    page = client.get("/methoden", query_string={"zurueck": "jahr=2021"}).text
    assert 'href="/?stadt=mh&amp;jahr=2021"' in page
    for hostile in ("https://x.example", "//x.example", '"><script>alert(1)</script>'):
        page = client.get("/methoden", query_string={"zurueck": hostile}).text
        assert "x.example" not in page
        assert "<script" not in page


def test_a_hostile_address_is_shown_nowhere_as_markup(client: FlaskClient) -> None:
    assert "<script" not in client.get("/methoden/<script>alert(1)</script>").text


def test_pages_work_below_a_prefix() -> None:
    client = make_client("/atlas/")
    response = client.get("/atlas/methoden")
    assert response.status_code == 200
    assert 'href="/atlas/quellen"' in response.text
    assert 'href="/atlas/methoden" aria-current="page"' in response.text
    assert client.get("/atlas/gibt-es-nicht").status_code == 404


def test_the_operator_of_the_city_appears_on_the_pages() -> None:
    city = small_city()
    operator = replace(city.operator, name="Stadt Musterhafen", email="atlas@example.org")
    app = Dash(__name__)
    app.layout = html.Div()
    register(app, Atlas(replace(city, operator=operator)))
    page = app.server.test_client().get("/impressum").text
    assert "Betreiber: Stadt Musterhafen" in page
    assert "mailto:atlas@example.org?subject=" in page
    assert "http%3A%2F%2Flocalhost%2Fimpressum" in page
