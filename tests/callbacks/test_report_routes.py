"""Reports over HTTP: files with names, hostile requests, kept while nothing has changed."""

from __future__ import annotations

import io
from urllib.parse import quote

import docx
import pptx
import pytest
from dash import Dash
from pypdf import PdfReader
from werkzeug.test import Client

from app import create_app
from callbacks import report_routes
from callbacks.settings import Settings


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    return create_app(Settings(cache=str(tmp_path_factory.mktemp("cache"))))


@pytest.fixture
def client(app: Dash) -> Client:
    return app.server.test_client()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Endings of every report that is really written during the test."""
    found: list[str] = []
    original = report_routes.written

    def count(city: object, asked: object, ending: str) -> bytes:
        found.append(ending)
        return original(city, asked, ending)  # type: ignore[arg-type]

    monkeypatch.setattr(report_routes, "written", count)
    return found


def test_an_area_is_a_pdf_with_a_name_and_its_address(client: Client) -> None:
    answer = client.get("/bericht/gebiet/stadtteil/02.pdf?indikator=wohngeld-anteil")

    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    name = 'filename="flensburg-stadtteil-02-neustadt.pdf"'
    assert name in answer.headers["Content-Disposition"]
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "Anteil der Menschen mit Wohngeld, 2022" in said
    assert "http://localhost/?stadt=flensburg&indikator=wohngeld-anteil&auswahl=02" in said


def test_a_funded_area_is_a_document_with_the_sections_asked_for(client: Client) -> None:
    answer = client.get("/bericht/foerdergebiet/neustadt.docx?teile=geld,phasen")
    found = docx.Document(io.BytesIO(answer.data))
    heads = [one.text for one in found.paragraphs if one.style and one.style.name == "Heading 1"]

    assert answer.content_type.endswith("wordprocessingml.document")
    assert heads == ["Phasen", "Geld", "Quellen"]


def test_a_view_is_one_slide_and_a_presentation_several(client: Client) -> None:
    view = client.get("/bericht/ansicht.pptx?indikator=einwohner&jahr=2020&auswahl=02")
    talk = client.get("/bericht/vortrag/ausschuss.pptx")

    assert len(pptx.Presentation(io.BytesIO(view.data)).slides) == 1
    assert "2020.pptx" in view.headers["Content-Disposition"]
    assert len(pptx.Presentation(io.BytesIO(talk.data)).slides) == 9


HOSTILE = [
    "/bericht/gebiet/stadtteil/99.pdf",
    "/bericht/gebiet/nirgends/02.pdf",
    "/bericht/gebiet/stadtteil/02.exe",
    "/bericht/gebiet/stadtteil/.pdf",
    "/bericht/gebiet/stadtteil/..%2f..%2fetc%2fpasswd.pdf",
    "/bericht/gebiet/stadtteil/02%00.pdf",
    "/bericht/foerdergebiet/%3Cscript%3E.docx",
    "/bericht/foerdergebiet/" + "x" * 5000 + ".pdf",
    "/bericht/vortrag/keiner.pptx",
    "/bericht/",
    "/bericht/ansicht",
]


@pytest.mark.parametrize("path", HOSTILE, ids=range(len(HOSTILE)))
def test_what_there_is_not_is_a_german_page_that_says_so(
    client: Client, made: list[str], path: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.text
    assert "<script>" not in answer.text
    assert made == []


@pytest.mark.parametrize("parts", ["geldd", "karte,../..", "<b>", "karte;geld", "x" * 4000])
def test_an_unknown_section_is_not_understood(client: Client, made: list[str], parts: str) -> None:
    answer = client.get(f"/bericht/gebiet/stadtteil/02.pdf?teile={quote(parts)}")

    assert answer.status_code == 400
    assert "nicht verstanden" in answer.text
    assert made == []


def test_a_wrong_view_becomes_the_usual_one(client: Client) -> None:
    query = "?indikator=%FF&jahr=-1&bedarf=nan&auswahl=99&klassen=eigene-x&teile="
    answer = client.get(f"/bericht/gebiet/stadtteil/02.pdf{query}")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")


def test_a_report_is_written_once_and_kept(client: Client, made: list[str]) -> None:
    first = client.get("/bericht/gebiet/stadtteil/05.pdf?teile=karte,profil")
    again = client.get("/bericht/gebiet/stadtteil/05.pdf?teile=profil,karte,karte")
    other = client.get("/bericht/gebiet/stadtteil/05.pdf?teile=karte")
    tag = {"If-None-Match": first.headers["ETag"]}

    assert first.data == again.data != other.data
    assert made == ["pdf", "pdf"]
    assert client.get("/bericht/gebiet/stadtteil/05.pdf?teile=karte,profil",
                      headers=tag).status_code == 304  # fmt: skip


def test_the_files_carry_the_rules_of_files(client: Client) -> None:
    answer = client.get("/bericht/ansicht.docx?teile=karte")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_record_offers_its_files(client: Client) -> None:
    page = client.get("/foerdergebiet/neustadt").text

    for ending in ("pdf", "docx", "pptx"):
        assert f'href="/bericht/foerdergebiet/neustadt.{ending}"' in page
