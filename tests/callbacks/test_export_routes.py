"""Snapshots over HTTP: files with names, never a traceback, kept while nothing has changed."""

from __future__ import annotations

import datetime
import io
import struct
import threading
from urllib.parse import quote

import pytest
from dash import Dash
from flask_caching import Cache
from pypdf import PdfReader
from werkzeug.test import Client

from app import create_app
from callbacks import export_routes
from callbacks.atlas import Atlas
from callbacks.export_routes import Maker, read_options
from callbacks.settings import Settings
from geodata.model import City
from layers.export.paper import LONGEST, NARROWEST, Options
from layers.export.snapshot import Place
from layers.view import from_query


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    return create_app(Settings(cache=str(tmp_path_factory.mktemp("cache"))))


@pytest.fixture
def client(app: Dash) -> Client:
    return app.server.test_client()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """Options of every snapshot that is really drawn during the test."""
    found: list[Options] = []
    original = export_routes.snapshot

    def count(city: object, view: object, options: Options, place: object) -> bytes:
        found.append(options)
        return original(city, view, options, place)  # type: ignore[arg-type]

    monkeypatch.setattr(export_routes, "snapshot", count)
    return found


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<svg "), ("pdf", b"%PDF-")]
)
def test_a_view_is_a_file_with_a_readable_name(client: Client, ending: str, start: bytes) -> None:
    answer = client.get(f"/bild.{ending}?auswahl=02&breite=500")

    assert answer.status_code == 200
    assert answer.data.startswith(start)
    assert answer.content_type.startswith(export_routes.KINDS[ending])
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert quote("Flensburg, ", safe="") in disposition
    assert f"2022.{ending}" in disposition


def test_an_unchanged_picture_is_not_sent_again(client: Client) -> None:
    first = client.get("/bild.png?breite=400")
    again = client.get("/bild.png?breite=400", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""


def test_the_same_view_is_drawn_once(client: Client, drawn: list[Options]) -> None:
    files = [client.get(address).data for address in (
        "/bild.png?jahr=2019&breite=410", "/bild.png?breite=410&jahr=2019&stadt=flensburg",
        "/bild.png?breite=410&jahr=2019&grau=nein",
    )]  # fmt: skip

    assert len(drawn) == 1
    assert len(set(files)) == 1


def test_the_address_of_the_atlas_stands_in_the_picture(client: Client) -> None:
    pdf = client.get("/bild.pdf?auswahl=02", base_url="https://atlas.example").data
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().replace("\n", "")

    assert "https://atlas.example/?stadt=flensburg&auswahl=02" in text


@pytest.mark.parametrize(
    "query",
    [
        "papier=a0&format=schief&breite=viel&grau=vielleicht",
        "breite=-5",
        "breite=٣",
        "jahr=abc&indikator=%00&auswahl=%FF",
        "breite=" + "9" * 400,
    ],
)
def test_wrong_values_become_the_usual(client: Client, query: str) -> None:
    answer = client.get(f"/bild.svg?{query}")

    assert answer.status_code == 200
    assert b"Traceback" not in answer.data
    assert answer.data == client.get("/bild.svg").data


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, Options()),
        ({"papier": "a3", "format": "hoch"}, Options(paper="a3", landscape=False)),
        ({"papier": "bildschirm", "grau": "ja"}, Options(paper="screen", grey=True)),
        ({"breite": "1200"}, Options(width_px=1200)),
        ({"breite": "1"}, Options(width_px=NARROWEST)),
        ({"breite": "99999"}, Options(width_px=LONGEST)),
    ],
)
def test_options_stand_in_the_address(asked: dict[str, str], wanted: Options) -> None:
    assert read_options(asked, "png") == wanted


def test_the_width_asked_for_is_the_width_of_the_picture(client: Client) -> None:
    assert png_size(client.get("/bild.png?papier=screen&breite=640").data) == (640, 400)


def test_other_endings_are_pages_that_do_not_exist(client: Client) -> None:
    assert client.get("/bild.exe").status_code == 404


def test_a_new_day_and_another_host_are_another_picture(flensburg: City) -> None:
    maker = Maker(Atlas(flensburg), Cache(config={"CACHE_TYPE": "NullCache"}), threading.Lock())
    view, _ = from_query("", flensburg)
    day = datetime.date(2026, 1, 2)
    places = [Place("a", day), Place("b", day), Place("a", day + datetime.timedelta(days=1))]
    keys = {maker.key(view, Options(), place) for place in places}

    assert len(keys) == 3
    assert maker.key(view, Options(grey=True), places[0]) not in keys
