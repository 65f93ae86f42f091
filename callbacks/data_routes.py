"""Routes of the data that browsers load once and keep for ever.

An address carries the hash of its content (``/daten/1f3a.../werte-stadtteil.json``), so it may be
kept for ever; a changed city has other addresses. Answers are compressed once, not per request.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import brotli
from dash import Dash
from flask import Response, abort, request

from callbacks.atlas import Atlas
from layers import payload
from layers.texts import texts

FOREVER = "public, max-age=31536000, immutable"
CATALOGUE = "katalog"


@dataclass(frozen=True)
class Resource:
    """One JSON document with its address."""

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the content's SHA-256."""
        return hashlib.sha256(self.content).hexdigest()[:16]

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


def resources(atlas: Atlas) -> dict[str, Resource]:
    """Return all data documents of the city by name; the catalogue names the others' addresses."""
    city = atlas.city
    documents: dict[str, dict[str, Any]] = {}
    for level in city.levels:
        documents[f"gebiete-{level.id}"] = payload.geometry(level)
        documents[f"werte-{level.id}"] = payload.figures(city, level)
    documents["foerdergebiete"] = payload.funded_outlines(city)
    documents["projekte"] = payload.projects(city)
    made = {name: _resource(name, document) for name, document in documents.items()}
    addresses = {name: resource.address for name, resource in made.items()}
    book = payload.catalogue(city, texts(atlas.language)) | {"addresses": addresses}
    return made | {CATALOGUE: _resource(CATALOGUE, book)}


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


def _resource(name: str, document: Mapping[str, Any]) -> Resource:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Resource(name, text.encode())


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
