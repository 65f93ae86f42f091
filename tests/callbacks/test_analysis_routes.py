"""The pages and files of analyses: addresses, bad questions, what is kept."""

from __future__ import annotations

import csv
import io
import re

import pytest
from werkzeug.test import Client

from app import create_app
from callbacks.settings import Settings
from geodata.model import City
from layers.analysis.registry import ANALYSES
from layers.texts import texts

HOSTILE = (
    "stadt=nirgends&indikator=%3Cscript%3E&jahr=9999&ebene=x&auswahl=%00",
    "index=%3Cscript%3Ealert(1)%3C/script%3E&indexjahr=" + "9" * 500,
    "jahr=" + "1" * 3000,
    "zurueck=https%3A%2F%2Fexample.org",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("kept")
    return create_app(Settings(cache=str(kept))).server.test_client()


NAMES = [one.id for one in ANALYSES]


def test_every_analysis_is_in_the_list_with_its_question(client: Client) -> None:
    page = client.get("/auswertungen").get_data(as_text=True)

    for one in ANALYSES:
        room = texts("de")[one.room]
        assert f"/auswertung/{one.id}?" in page
        assert room["name"] in page


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_answers_with_a_page_that_leads_back_to_its_map(
    client: Client, name: str
) -> None:
    answer = client.get(f"/auswertung/{name}?stadt=flensburg&jahr=2020&auswahl=02")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert page.count("<h1>") == 1
    assert 'href="/?stadt=flensburg&amp;' in page
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", NAMES)
def test_tables_and_sources_are_called_in_words(client: Client, name: str) -> None:
    page = client.get(f"/auswertung/{name}?stadt=flensburg&auswahl=02").get_data(as_text=True)
    tables = re.findall(r"Tabelle »([^«]+)« als CSV", page)

    assert all(one[0].isupper() for one in tables), tables
    linked = re.findall(r'rel="noopener noreferrer">([^<]+)</a>', page)
    assert linked == [f"Zur Quelle {at}" for at in range(1, len(linked) + 1)]


def test_many_entries_are_folded_and_say_what_is_chosen(client: Client) -> None:
    page = client.get("/auswertung/sozialraeume?stadt=flensburg").get_data(as_text=True)
    folded = page.split('<details class="analysis-choose">')[1].split("</details>")[0]
    chosen = re.findall(r"checked> ([^<]+)</label>", folded)

    assert len(chosen) > 1
    assert f"<small>Gewählt: {', '.join(chosen)}</small>" in folded
    assert "<legend" in folded
    assert "<strong>Arbeit</strong>" in folded  # the theme


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_question_is_answered_calmly(client: Client, name: str, query: str) -> None:
    answer = client.get(f"/auswertung/{name}?{query}")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert page.count("<script") == page.count('<script src="/assets/charts.js" defer>') == 1
    assert "Traceback" not in page
    assert "https://example.org" not in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx"])
def test_every_analysis_is_a_report_too(client: Client, name: str, ending: str) -> None:
    answer = client.get(f"/auswertung/{name}.{ending}?stadt=flensburg")

    assert answer.status_code == 200
    assert len(answer.data) > 3000
    assert f".{ending}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_an_analysis_is_a_csv_with_a_head_and_rows_of_its_length(
    client: Client, name: str
) -> None:
    query = "stadt=flensburg&auswahl=02"
    page = client.get(f"/auswertung/{name}?{query}").get_data(as_text=True)
    answer = client.get(f"/auswertung/{name}.csv?{query}")
    if f"/auswertung/{name}.csv" not in page:  # the city lacks what it takes: no table is offered
        assert answer.status_code == 404
        assert name == "gebietsreform"
        return
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))

    assert answer.status_code == 200
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_an_analysis_are_those_of_its_page(client: Client, name: str) -> None:
    page = client.get(f"/auswertung/{name}?auswahl=02").get_data(as_text=True)

    figures = client.get(f"/auswertung/{name}.json?auswahl=02").get_json()

    assert page.count("data-chart=") == len(figures)
    for one in figures:
        assert one["layout"]["separators"] == ",."
        assert all(len(trace["x"]) == len(trace["y"]) for trace in one["data"])


def test_what_does_not_exist_is_a_page_that_does_not_exist(client: Client) -> None:
    for path in ("/auswertung/nichts", "/auswertung/nichts.pdf", "/auswertung/index.exe"):
        assert client.get(path).status_code == 404
    assert client.get("/auswertung/index.csv?tabelle=nichts").status_code == 404


def test_the_same_question_twice_is_the_same_answer(client: Client) -> None:
    first, second = (client.get("/auswertung/index.pdf?stadt=flensburg").data for _ in range(2))

    assert first == second


def test_the_year_of_the_index_can_be_chosen(client: Client, flensburg: City) -> None:
    for year in (2018, 2022):
        page = client.get(f"/auswertung/index?indexjahr={year}").get_data(as_text=True)
        assert f"{year} ist der Status" in page
        assert "13 von 13 haben eine Klasse" in page


def test_an_unknown_year_is_said(client: Client) -> None:
    page = client.get("/auswertung/index?indexjahr=1850").get_data(as_text=True)

    assert "»1850« gibt es bei »indexjahr« nicht; gezeigt wird 2022." in page
