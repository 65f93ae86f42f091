"""Data that browsers load once: kept for ever, small, and gone when the city changes."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from callbacks.settings import Settings
from geodata.model import City
from geodata.package import read_city
from layers.documents import resources
from tests.cities import KLEINSTADT, write_city

LIMIT_KB = 60
LAZY = ("foerderung-", "schaetzungen", "sozialraeume-")  # their hash is that of what makes them
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("cache")
    return create_app(Settings(cache=str(kept))).server.test_client()


@pytest.fixture(scope="module")
def made(client: Client) -> dict[str, Document]:
    """All documents of the running atlas, as the page and its catalogue name them."""
    page = client.get("/").get_data(as_text=True)
    link = re.search(r'data-atlas="catalogue" href="([^"]+)"', page)
    assert link is not None
    book = client.get(link[1]).get_json()
    addresses = {"katalog": link[1], **book["addresses"]}
    return {name: Document(one, client.get(one).data) for name, one in addresses.items()}


class Document(NamedTuple):
    """What the atlas serves at an address."""

    address: str
    content: bytes

    @property
    def digest(self) -> str:
        return self.address.split("/")[2]


def every_name() -> list[str]:
    return ["katalog", "gebiete-stadt", "gebiete-stadtteil", "werte-stadt", "werte-stadtteil",
            "foerdergebiete"]  # fmt: skip


def get(client: Client, address: str, accept: str = "", **headers: str) -> TestResponse:
    asked = {"Accept-Encoding": accept} if accept else {}
    return client.get(address, headers=asked | headers)


def test_there_is_geometry_and_figures_for_every_level_and_one_catalogue(
    made: dict[str, Document],
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
    client: Client, made: dict[str, Document], name: str, accept: str, encoding: str | None
) -> None:
    answer = get(client, made[name].address, accept)

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert UNPACK[encoding](answer.data) == made[name].content
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "application/json"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_every_encoding_has_an_etag_of_its_own(client: Client, made: dict[str, Document]) -> None:
    address = made["katalog"].address
    etags = [get(client, address, accept).headers["ETag"] for accept in ("br", "gzip", "identity")]

    assert len(set(etags)) == 3


@pytest.mark.parametrize("accept", ["br", "gzip", "identity"])
def test_what_the_browser_has_already_is_not_sent_again(
    client: Client, made: dict[str, Document], accept: str
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
    client: Client, made: dict[str, Document], address: str
) -> None:
    answer = client.get(address.format(digest=made["katalog"].digest))

    assert answer.status_code == 404
    assert "immutable" not in answer.headers["Cache-Control"]


def test_the_page_fetches_ahead_what_the_first_picture_needs(
    client: Client, made: dict[str, Document]
) -> None:
    document = client.get("/").get_data(as_text=True)
    named = re.findall(r'href="(/daten/[^"]+)"', document)
    needed = ["katalog", "gebiete-stadtteil", "werte-stadtteil"]

    assert named == [made[name].address for name in needed]


def test_the_hash_of_an_address_is_that_of_its_content(made: dict[str, Document]) -> None:
    ready = [one for name, one in made.items() if not name.startswith(LAZY)]

    assert len(ready) == len(made) - 5  # funding and spaces of two levels, estimates
    for one in ready:
        assert hashlib.sha256(one.content).hexdigest().startswith(one.digest)


def test_a_changed_figure_is_a_new_address(tmp_path: Path) -> None:
    before = resources(read_city(write_city(tmp_path / "a")))
    edits = [("values.csv", "02,miete,2022,7.25,,,ok,", "02,miete,2022,7.26,,,ok,")]
    after = resources(read_city(write_city(tmp_path / "b", edits=edits)))
    moved = {name for name in before if before[name].address != after[name].address}
    made_later = {name for name in before if name.startswith(LAZY)}

    assert made_later <= moved
    assert moved - made_later == {"werte-viertel", "katalog"}


def test_the_same_city_has_the_same_addresses_in_every_worker(flensburg: City) -> None:
    one, other = resources(flensburg), resources(flensburg)

    assert [x.address for x in one.values()] == [x.address for x in other.values()]
    assert [x.compressed for x in one.values()] == [x.compressed for x in other.values()]


def test_catalogue_outlines_and_figures_of_flensburg_weigh_at_most_60_kilobytes(
    client: Client, made: dict[str, Document]
) -> None:
    sizes = {name: len(get(client, made[name].address, "br").data) for name in every_name()}

    assert sum(sizes.values()) <= LIMIT_KB * 1000, sizes


def test_a_city_beside_has_its_own_documents_and_the_first_none_of_its_funded_areas(
    flensburg: City,
) -> None:
    pair = replace(flensburg, others=(read_city(KLEINSTADT),))
    alone, both = resources(flensburg), resources(pair)
    book = json.loads(both["katalog-kleinstadt"].content)

    assert set(both) - set(alone) == {"katalog-kleinstadt"} | {
        f"{kind}-{level}-kleinstadt"
        for kind in ("gebiete", "werte")
        for level in ("stadt", "viertel")
    }
    for name in set(alone) - {"katalog"}:
        assert both[name].address == alone[name].address, "what a city without others loads stays"
    assert book["funded_areas"] == []
    assert book["addresses"]["werte-viertel"] == both["werte-viertel-kleinstadt"].address


def test_neighbourhoods_are_found_below_the_address_of_their_family(
    client: Client, made: dict[str, Document]
) -> None:
    families = client.get(made["katalog"].address).get_json()["families"]
    answer = client.get(f"{families['muster']}-stadtteil-sgb-ii-anteil.json")
    found = answer.get_json()

    assert "immutable" in answer.headers["Cache-Control"]
    assert [len(row) for row in found["classes"]] == [13] * len(found["years"])
    assert client.get(f"{families['muster']}-stadtteil-nichts.json").status_code == 404
    assert client.get("/daten/0123456789abcdef/muster-stadtteil-einwohner.json").status_code == 404
