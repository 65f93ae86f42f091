"""Data that browsers load once: kept for ever, small, and gone when the city changes."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from callbacks.atlas import Atlas
from callbacks.data_routes import Resource, resources
from callbacks.settings import Settings
from geodata.model import City
from geodata.package import read_city
from tests.cities import write_city

LIMIT_KB = 60
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("cache")
    return create_app(Settings(cache=str(kept))).server.test_client()


@pytest.fixture(scope="module")
def made(flensburg: City) -> dict[str, Resource]:
    return resources(Atlas(flensburg))


def every_name() -> list[str]:
    return ["katalog", "gebiete-stadt", "gebiete-stadtteil", "werte-stadt", "werte-stadtteil",
            "foerdergebiete"]  # fmt: skip


def get(client: Client, address: str, accept: str = "", **headers: str) -> TestResponse:
    asked = {"Accept-Encoding": accept} if accept else {}
    return client.get(address, headers=asked | headers)


def test_there_is_geometry_and_figures_for_every_level_and_one_catalogue(
    made: dict[str, Resource],
) -> None:
    assert set(every_name()) <= set(made)


@pytest.mark.parametrize("name", every_name())
@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"), ("br", "br"), ("gzip", "gzip"), ("", None),
        ("identity", None), ("deflate", None), ("br;q=0, gzip", "gzip"), ("br;q=0.1, gzip", "gzip"),
    ],
)  # fmt: skip
def test_every_document_comes_as_the_browser_can_read_it_and_is_kept_for_ever(
    client: Client, made: dict[str, Resource], name: str, accept: str, encoding: str | None
) -> None:
    answer = get(client, made[name].address, accept)

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert UNPACK[encoding](answer.data) == made[name].content
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "application/json"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_every_encoding_has_an_etag_of_its_own(client: Client, made: dict[str, Resource]) -> None:
    address = made["katalog"].address
    etags = [get(client, address, accept).headers["ETag"] for accept in ("br", "gzip", "identity")]

    assert len(set(etags)) == 3


@pytest.mark.parametrize("accept", ["br", "gzip", "identity"])
def test_what_the_browser_has_already_is_not_sent_again(
    client: Client, made: dict[str, Resource], accept: str
) -> None:
    address = made["katalog"].address
    etag = get(client, address, accept).headers["ETag"]
    again = get(client, address, accept, **{"If-None-Match": etag})
    changed = get(client, address, accept, **{"If-None-Match": '"anders"'})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert changed.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/daten/0000000000000000/katalog.json",
        "/daten/x/katalog.json",
        "/daten/katalog.json",
        "/daten/{digest}/gibtsnicht.json",
        "/daten/{digest}/werte-stadtteil.json",
        "/daten/{digest}/../katalog.json",
        "/daten/{digest}/katalog",
    ],
)
def test_an_address_with_another_hash_is_gone(
    client: Client, made: dict[str, Resource], address: str
) -> None:
    answer = client.get(address.format(digest=made["katalog"].digest))

    assert answer.status_code == 404
    assert "immutable" not in answer.headers["Cache-Control"]


def test_the_page_names_the_addresses_that_there_are(
    client: Client, made: dict[str, Resource]
) -> None:
    document = client.get("/").get_data(as_text=True)
    named = re.findall(r'href="(/daten/[^"]+)"', document)
    book = json.loads(made["katalog"].content)

    assert made["katalog"].address in named
    assert set(named) <= {one.address for one in made.values()}
    assert book["addresses"] == {
        name: one.address for name, one in made.items() if name != "katalog"
    }


def test_a_changed_figure_is_a_new_address(tmp_path: Path) -> None:
    before = resources(Atlas(read_city(write_city(tmp_path / "a"))))
    edits = [("values.csv", "02,miete,2022,7.25,,,ok,", "02,miete,2022,7.26,,,ok,")]
    after = resources(Atlas(read_city(write_city(tmp_path / "b", edits=edits))))
    moved = {name for name in before if before[name].address != after[name].address}

    assert moved == {"werte-viertel", "katalog"}


def test_the_same_city_has_the_same_addresses_in_every_worker(
    flensburg: City, made: dict[str, Resource]
) -> None:
    again = resources(Atlas(flensburg))

    assert {name: one.address for name, one in again.items()} == {
        name: one.address for name, one in made.items()
    }
    assert [one.compressed for one in again.values()] == [one.compressed for one in made.values()]


def test_the_data_of_flensburg_weigh_at_most_60_kilobytes(made: dict[str, Resource]) -> None:
    sizes = {name: len(one.compressed["br"]) for name, one in made.items()}

    assert sum(sizes.values()) <= LIMIT_KB * 1000, sizes
