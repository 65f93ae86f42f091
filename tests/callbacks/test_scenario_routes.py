"""A Planspiel over HTTP: adding, saving, opening; hostile files and foreign pages."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from dash import Dash
from werkzeug.test import Client, TestResponse

from app import create_app
from callbacks.settings import Settings
from layers.analysis.editor import MOST_BYTES
from layers.analysis.scenario_file import HEAD

BASE = "/auswertung/planspiel"
CHANGES = "mehr:sgb-ii-anteil:02:2022:2.5~ende:duburg:2015"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    return create_app(Settings(cache=str(tmp_path_factory.mktemp("cache"))))


@pytest.fixture
def client(app: Dash) -> Client:
    return app.server.test_client()


def send(client: Client, content: bytes, headers: dict[str, str] | None = None) -> TestResponse:
    data = {"datei": (io.BytesIO(content), "a.txt")}
    return client.post(f"{BASE}/laden?stadt=flensburg", data=data,
                       headers=OWN if headers is None else headers)  # fmt: skip


def own(answer: TestResponse) -> dict[str, str]:
    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def test_the_page_is_marked_in_every_output(client: Client) -> None:
    page = client.get(f"{BASE}?szenario={CHANGES}")

    assert page.status_code == 200
    assert '<p class="analysis-mark">Planspiel</p>' in page.text
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    for ending in ("pdf", "csv", "txt"):
        file = client.get(f"{BASE}.{ending}?szenario={CHANGES}")
        assert file.status_code == 200
        assert "flensburg-planspiel" in file.headers["Content-Disposition"]


def test_a_form_leads_to_the_one_address_of_its_result(client: Client) -> None:
    query = "indikator=sgb-ii-anteil&szenario=ende:duburg:2015"
    first = client.get(
        f"{BASE}/neu?{query}&was=gebiet&foerdergebiete=neu&ab=2023&gebiete=01&gebiete=05"
    )
    again = client.get(
        first.headers["Location"].replace("planspiel?", "planspiel/neu?").split("#")[0]
    )

    assert own(first) == {"stadt": "flensburg", "szenario": "ende:duburg:2015~gebiet:2023:01,05"}
    assert first.headers["Location"].endswith("#liste")
    assert again.status_code == 303, "an empty form changes nothing but is told"


@pytest.mark.parametrize("name", ["nichts", "index"])
def test_what_cannot_be_edited_has_no_such_address(client: Client, name: str) -> None:
    assert client.get(f"/auswertung/{name}/neu").status_code == 404


def test_a_saved_file_leads_back_to_where_it_came_from(client: Client) -> None:
    query = f"indikator=einwohner&jahr=2020&szenario={CHANGES}"
    file = client.get(f"{BASE}.txt?{query}")

    assert file.text.startswith(HEAD)
    found = own(send(client, file.data))
    assert found == {"stadt": "flensburg", "indikator": "einwohner", "jahr": "2020",
                     "szenario": CHANGES}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file_unreadable"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "file_unreadable"),
        (b"<script>alert(1)</script>", "file_unreadable"),
        (f"{HEAD}\nStadt: kiel\nAnsicht:\n\nende:a:2020\n".encode(), "file_other_city"),
        (b"a" * (MOST_BYTES + 1), "file_too_large"),
    ],
)
def test_what_is_no_scenario_is_told(client: Client, content: bytes, reason: str) -> None:
    answer = send(client, content)

    assert own(answer)["geoeffnet"] == reason
    assert "wurde nicht geöffnet" in client.get(answer.headers["Location"].split("#")[0]).text


def test_a_huge_file_is_cut_off(client: Client) -> None:
    assert own(send(client, b"a" * 450_000))["geoeffnet"] == "file_too_large"


def test_a_request_without_a_file_is_told(client: Client) -> None:
    answer = client.post(f"{BASE}/laden", headers=OWN)

    assert own(answer)["geoeffnet"] == "file_unreadable"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://atlas.example"}, 303),
    ],
)
def test_only_own_pages_may_send(client: Client, headers: dict[str, str], status: int) -> None:
    assert send(client, f"{HEAD}\nStadt: flensburg\n".encode(), headers).status_code == status


def test_opening_is_no_link(client: Client) -> None:
    assert client.get(f"{BASE}/laden").status_code == 404


def test_nothing_is_kept_on_the_server(client: Client, tmp_path: Path) -> None:
    app = create_app(Settings(cache=str(tmp_path)))
    before = sorted(tmp_path.rglob("*"))
    send(app.server.test_client(), f"{HEAD}\nStadt: flensburg\n\n\nende:duburg:2015\n".encode())

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("text", ["%00", "%ff%fe", "~~~~", "wert:" * 400, "a" * 3000, "<script>"])
def test_hostile_scenarios_get_an_answer(client: Client, text: str) -> None:
    page = client.get(f"{BASE}?szenario={text}")

    assert page.status_code == 200
    assert "<script>" not in page.text
