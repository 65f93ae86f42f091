"""Every format has an address; files say what they are; nothing ends in a traceback."""

from __future__ import annotations

import io
from urllib.parse import quote

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from app import create_app
from callbacks.settings import Settings
from geodata.model import City
from layers.export.formats import FORMATS, file_name, path
from layers.view import from_query
from tests.strategies import queries

PATHS = {name: f"/{path(name)}" for name in FORMATS}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("cache")
    app = create_app(Settings(cache=str(kept)))
    app.server.config["PROPAGATE_EXCEPTIONS"] = False
    return app.server.test_client()


def test_the_addresses_are_short_and_told_apart() -> None:
    assert PATHS == {
        "csv-excel": "/daten-csv-excel", "csv": "/daten.csv", "xlsx": "/daten.xlsx",
        "geojson": "/daten.geojson", "gpkg": "/daten.gpkg", "html": "/daten.html",
    }  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_its_type_and_name_and_is_the_one_of_the_view(
    client: Client, flensburg: City, name: str
) -> None:
    query = "indikator=einwohner&jahr=2019"
    view, _ = from_query(query, flensburg)
    answer = client.get(f"{PATHS[name]}?{query}")

    assert answer.status_code == 200
    assert answer.content_type == FORMATS[name].media_type
    said = f'attachment; filename="{file_name(flensburg, view, name)}"'
    assert answer.headers["Content-Disposition"] == said
    assert answer.data == FORMATS[name].write(flensburg, view, "http://localhost/")


@pytest.mark.parametrize("name", FORMATS)
def test_an_unchanged_file_is_not_sent_again(client: Client, name: str) -> None:
    etag = client.get(PATHS[name]).headers["ETag"]
    again = client.get(PATHS[name], headers={"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"{PATHS[name]}?jahr=2019", headers={"If-None-Match": etag}).data


def test_the_file_leads_back_to_its_view(client: Client) -> None:
    content = client.get("/daten.xlsx?auswahl=07").data
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Werte"]
    last = [cell.value for cell in sheet[2]][-1]

    assert last == "http://localhost/?stadt=flensburg&auswahl=07"


@given(st.data())
@settings(max_examples=25)
def test_every_address_has_its_files(client: Client, flensburg: City, data: st.DataObject) -> None:
    query = quote(data.draw(queries(flensburg)).removeprefix("?"), safe="=&%+,")
    path = data.draw(st.sampled_from(sorted(PATHS.values())))

    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/daten.exe", "/daten-", "/daten.xlsx/mehr", "/daten"])
def test_an_unknown_format_is_a_short_answer(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "Traceback" not in answer.get_data(as_text=True)


def test_a_fault_while_writing_is_a_short_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("innen")

    monkeypatch.setitem(FORMATS, "xlsx", FORMATS["xlsx"].__class__("a", "b", "xlsx", broken))
    answer = client.get("/daten.xlsx")

    assert (answer.status_code, answer.json) == (
        500, {"error": "Internal Server Error", "status": 500},
    )  # fmt: skip


def test_the_earlier_address_of_the_csv_still_answers(client: Client) -> None:
    assert client.get("/tabelle.csv").status_code == 200
