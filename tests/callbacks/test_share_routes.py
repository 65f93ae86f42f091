"""QR code, preview of a link, and who may embed the atlas."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import segno
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings

HOST = "http://localhost/"
META = re.compile(r'<meta property="og:(\w+)" content="([^"]*)">')


def client(cache: Path, embed: str = "") -> FlaskClient:
    return create_app(Settings(cache=str(cache), embed=embed)).server.test_client()


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return client(tmp_path_factory.mktemp("cache"))


def dark(path: str) -> str:
    """Return the drawing of a QR code, as segno writes it."""
    return str(ElementTree.fromstring(path)[0].get("d"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", ""),
        ("?stadt=flensburg&jahr=2020&auswahl=13", "?stadt=flensburg&jahr=2020&auswahl=13"),
        ("?jahr=zweitausend", ""),
    ],
)
def test_the_qr_code_holds_the_address_of_the_view(
    atlas: FlaskClient, asked: str, said: str
) -> None:
    found = atlas.get(f"/qr.svg{asked}")
    expected = segno.make(HOST + said, micro=False).svg_inline(border=2, scale=4)

    assert found.mimetype == "image/svg+xml"
    assert dark(found.text) == dark(expected.replace("<svg", '<svg xmlns="x"', 1))


def test_a_link_shows_title_and_picture_of_its_view(atlas: FlaskClient) -> None:
    query = "?stadt=flensburg&indikator=wohngeld-anteil&jahr=2020"
    shown = {name: unescape(text) for name, text in META.findall(atlas.get(f"/{query}").text)}

    assert shown["title"].endswith(", 2020")
    assert shown["url"] == HOST + query
    assert shown["image"] == f"{HOST}bild.png{query}&papier=screen&breite=1200"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("vergleich=aenderung&mit-jahr=2018&jahr=2022", "Veränderung 2018 bis 2022"),
        ("vergleich=karten&mit-jahr=2018&jahr=2022", ": 2022 und 2018"),
        ("vergleich=jahre&indikator=einwohner", ": 2011 bis 2022"),
    ],
)
def test_a_link_to_a_comparison_names_what_is_compared(
    atlas: FlaskClient, query: str, said: str
) -> None:
    shown = {name: unescape(text) for name, text in META.findall(atlas.get(f"/?{query}").text)}

    assert shown["title"].endswith(said)


def test_what_an_address_asks_for_cannot_leave_its_place_in_the_document(
    atlas: FlaskClient,
) -> None:
    wild = '?indikator="><script>alert(1)</script>&auswahl=%22%3E'

    assert "alert(1)" not in atlas.get(f"/{wild}").text


def ancestors(client: FlaskClient, path: str) -> str:
    policy = client.get(path).headers["Content-Security-Policy"]
    return next(one for one in policy.split("; ") if one.startswith("frame-ancestors"))


def test_nobody_may_embed_the_atlas_unless_the_operator_says_so(atlas: FlaskClient) -> None:
    assert ancestors(atlas, "/") == ancestors(atlas, "/einbetten") == "frame-ancestors 'self'"


@pytest.mark.parametrize("query", ["", "?stadt=flensburg&jahr=2019", "?x=%0d%0aSet-Cookie:a"])
def test_embed_leads_to_the_page_to_embed(atlas: FlaskClient, query: str) -> None:
    answer = atlas.get(f"/embed{query}")

    assert answer.status_code == 308
    assert answer.headers["Location"].startswith("/einbetten")
    assert answer.headers["Location"].endswith(query)
    assert "Set-Cookie" not in answer.headers


def test_only_the_page_to_embed_may_be_framed_and_only_by_named_sites(tmp_path: Path) -> None:
    allowed = client(tmp_path, "https://www.example.org https://*.example.com:8443")

    assert ancestors(allowed, "/einbetten?jahr=2020") == (
        "frame-ancestors 'self' https://www.example.org https://*.example.com:8443"
    )
    for path in ("/", "/tabelle", "/impressum"):
        assert ancestors(allowed, path) == "frame-ancestors 'self'"


@pytest.mark.parametrize("wrong", ["example.org", "https://a; script-src *", "'none'", "*"])
def test_a_wrong_site_to_embed_ends_the_start_with_a_sentence(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        Settings.from_environment({"EMBED": wrong}, [])

    assert "ist keine Adresse einer Seite" in capsys.readouterr().err
