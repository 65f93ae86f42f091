"""Routes of the data that browsers load once and keep for ever.

An address carries the hash of its content (``/daten/1f3a.../werte-stadtteil.json``), so it may be
kept for ever; a changed city has other addresses. Answers are compressed once, not per request.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import brotli
from dash import Dash
from flask import Response, abort, request

from callbacks.atlas import Atlas
from geodata.model import City
from layers import need, payload
from layers.texts import texts
from layers.timeline import timeline_records

FOREVER = "public, max-age=31536000, immutable"
CATALOGUE = "katalog"


class Resource:
    """One JSON document with its address."""

    name: str

    @property
    def content(self) -> bytes:
        """The document as JSON."""
        raise NotImplementedError

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that are others as soon as the content is another."""
        raise NotImplementedError

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"/daten/{self.digest}/{self.name}.json"

    @cached_property
    def compressed(self) -> Mapping[str, bytes]:
        """Content by encoding."""
        return {
            "br": brotli.compress(self.content, quality=11),
            "gzip": gzip.compress(self.content, compresslevel=9, mtime=0),
        }


@dataclass(frozen=True)
class ReadyResource(Resource):
    """A document that is made when the server starts."""

    name: str
    text: bytes

    @property
    def content(self) -> bytes:
        """The document as JSON."""
        return self.text

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the content's SHA-256."""
        return _digest(self.text)


@dataclass(frozen=True)
class LazyResource(Resource):
    """A document that is made when it is first asked for.

    Its address cannot follow from content that is not there yet: ``edition`` stands for the files
    of the city and for the modules that make the document.
    """

    name: str
    edition: str
    make: Callable[[], Mapping[str, Any]]

    @cached_property
    def content(self) -> bytes:
        """The document as JSON, made once."""
        return _json(self.make())

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of name and edition."""
        return _digest(f"{self.name} {self.edition}".encode())


def resources(atlas: Atlas) -> dict[str, Resource]:
    """Return all data documents of the city by name; the catalogue names the others' addresses."""
    city = atlas.city
    documents = _levels(city)
    documents["foerdergebiete"] = payload.funded_outlines(city)
    words = texts(atlas.language)
    rows = timeline_records(city, words, datetime.date.today())
    documents["zeitleiste-akten"] = {"rows": rows}
    documents["projekte"] = payload.projects(city)
    if city.presentations:
        documents["vortraege"] = payload.slides(city)
    made = {name: _resource(name, document) for name, document in documents.items()} | _lazy(city)
    for other in city.others:
        made |= _beside(other)
    addresses = {name: resource.address for name, resource in made.items()}
    book = payload.catalogue(city, texts(atlas.language)) | {"addresses": addresses}
    return made | {CATALOGUE: _resource(CATALOGUE, book)}


def _levels(city: City) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for level in city.levels:
        found[f"gebiete-{level.id}"] = payload.geometry(level)
        found[f"werte-{level.id}"] = payload.figures(city, level)
    return found


def _beside(city: City) -> dict[str, Resource]:
    """Return outlines, figures and catalogue of a city that the first is compared with.

    Their names carry its id (``gebiete-stadtteil-kiel``), for levels of two cities may be alike.
    """
    made = {key: _resource(f"{key}-{city.id}", value) for key, value in _levels(city).items()}
    addresses = {key: resource.address for key, resource in made.items()}
    book = payload.other_catalogue(city) | {"addresses": addresses}
    resources = [*made.values(), _resource(f"{CATALOGUE}-{city.id}", book)]
    return {one.name: one for one in resources}


def preloads(made: Mapping[str, Resource], level_id: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, address) of what the first picture needs, for links in the document's head."""
    names = (
        ("catalogue", CATALOGUE),
        ("data", f"gebiete-{level_id}"),
        ("data", f"werte-{level_id}"),
    )
    return tuple((kind, made[name].address) for kind, name in names)


def register(app: Dash, made: Mapping[str, Resource]) -> None:
    """Serve the documents; an address with another hash is gone (404)."""

    def answer(digest: str, name: str) -> Response:
        found = made.get(name)
        if found is None or found.digest != digest:
            abort(404)
        return _response(found)

    app.server.add_url_rule("/daten/<digest>/<name>.json", "data", answer)


def _lazy(city: City) -> dict[str, Resource]:
    """Return what only some readers ask for: need and funding, figures of funded areas."""
    edition = need.edition(city)
    makers: dict[str, Callable[[], Mapping[str, Any]]] = {
        f"foerderung-{level.id}": partial(need.funding, city, level) for level in city.levels
    }
    makers["schaetzungen"] = partial(need.estimates, city)
    return {name: LazyResource(name, edition, make) for name, make in makers.items()}


def _resource(name: str, document: Mapping[str, Any]) -> Resource:
    return ReadyResource(name, _json(document))


def _json(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _response(found: Resource) -> Response:
    encoding = request.accept_encodings.best_match(["br", "gzip", "identity"], "identity")
    body = found.compressed.get(encoding, found.content)
    response = Response(body, content_type="application/json")
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if encoding in found.compressed:
        response.headers["Content-Encoding"] = encoding
    response.set_etag(f"{found.digest}-{encoding}")
    response.make_conditional(request)
    return response
