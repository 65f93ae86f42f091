"""Every analysis of cities as an opponent would send them: pages, tables, figures, map layers."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from app import create_app
from callbacks.settings import Settings
from layers.analysis.registry import ANALYSES
from tests.odd_cases import ALL, CITIES, hidden
from tests.odd_cities import Odd, ids, write

NAMES = ("one area", "two areas", "without neighbours", "one year", "nothing at all", "torn",
         "all equal", "index without ingredients", "odd names", "levels in turn",
         "only a count")  # fmt: skip
BARE = re.compile(r"(?<![\w#/.-])(nan|-?inf|None|NaN|Infinity|undefined|Traceback)(?![\w/=-])")
SCRIPTS = re.compile(r"(?s)<(script|style)\b.*?</\1>")
LAYERS = "karte=indikator,muster,sozialraeume,zufall,namen"
LINKED = re.compile(r'href="(/auswertung/[^"]*\.csv\?[^"]*)"')
Served = Callable[[Odd], Client]


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """Return a client of the atlas of a city."""

    def serve(odd: Odd) -> Client:
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        city = write(place / "city", odd)
        app = create_app(Settings(city=city, cache=str(place / "cache")))
        app.server.config["PROPAGATE_EXCEPTIONS"] = True
        return app.server.test_client()

    return serve


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", SCRIPTS.sub("", page)))


def refuse(constant: str) -> None:
    raise AssertionError(constant)


def paths(page: str) -> Iterator[str]:
    yield from (html.unescape(one) for one in LINKED.findall(page))


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_of_every_city_says_something_in_words(served: Served, name: str) -> None:
    odd = CITIES[name]
    client, area = served(odd), quote(ids(odd)[-1])
    for one in ANALYSES:
        asked = f"/auswertung/{one.id}?auswahl={area}"
        page = client.get(asked).get_data(as_text=True)
        assert "<script>alert" not in page, asked
        assert len(words(page)) > 500, asked
        assert odd.spoken or not BARE.search(words(page)), asked
        figures = client.get(asked.replace("?", ".json?")).get_data(as_text=True)
        json.loads(figures, parse_constant=refuse)
        for path in paths(page):
            rows = list(csv.reader(io.StringIO(client.get(path).data.decode("utf-8-sig"))))
            assert len(rows) > 1, path
            assert {len(row) for row in rows} == {len(rows[0])}, path


@pytest.mark.parametrize(
    "name", ["one area", "nothing at all", "torn", "odd names", "only a count"]
)
def test_the_layers_of_patterns_stand_on_every_city(served: Served, name: str) -> None:
    odd = CITIES[name]
    client = served(odd)
    for indicator in (one for one in ("einwohner", "miete") if one not in odd.gone):
        for level in ("feld", "stadt"):
            view = f"indikator={indicator}&ebene={level}&{LAYERS}"
            for path in ("tabelle", "tabelle.csv", "daten.html", "daten.geojson", "bild.svg"):
                answer = client.get(f"/{path}?{view}")
                assert answer.status_code == 200, (path, view)
                if path == "tabelle" and not odd.spoken:
                    assert not BARE.search(words(answer.text)), view


def told(client: Client) -> Iterator[tuple[str, str]]:
    """Yield what the atlas says of the city, by address."""
    for indicator in ("kinderanteil", "einwohner"):
        for level in ("feld", "stadt"):
            view = f"indikator={indicator}&ebene={level}&auswahl=0002"
            for one in ANALYSES:
                path = f"/auswertung/{one.id}?{view}"
                page = client.get(path).get_data(as_text=True)
                yield path, page
                yield from ((file, client.get(file).text) for file in paths(page))
            for path in ("tabelle", "tabelle.csv", "daten.csv", "daten.geojson", "bild.svg"):
                yield path + view, client.get(f"/{path}?{view}&{LAYERS}&bedarf=5").text


def test_what_an_area_hides_changes_no_word_of_any_output(served: Served) -> None:
    """Two cities alike but for the figures of one area, all hidden, and the totals with it."""
    odd = Odd(areas=6, years=(2020, 2022), state=hidden(ALL, 1))
    cities = [served(odd), served(Odd(**(vars(odd) | {"more": 3000})))]

    some, more = (dict(told(client)) for client in cities)
    assert list(some) == list(more)
    version = re.compile(r"/daten/[0-9a-f]{16}/")
    for path in some:
        assert version.sub("", some[path]) == version.sub("", more[path]), path


@pytest.mark.parametrize("path", ["bild.pdf?", "auswertung/index.pdf?", "bericht/ansicht.pdf?"])
def test_names_from_right_to_left_stand_on_maps_in_pdf_files(served: Served, path: str) -> None:
    """The writer of PDF files ended the process at Hebrew or Arabic letters without kerning."""
    answer = served(CITIES["odd names"]).get(f"/{path}indikator=miete&{LAYERS}")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
