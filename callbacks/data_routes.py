"""Routes of the data that browsers load once and keep for ever.

An address carries the hash of its content (``/daten/1f3a.../werte-stadtteil.json``), so it may be
kept for ever; a changed city has other addresses. Answers are compressed once, not per request.
"""

from __future__ import annotations

from collections.abc import Mapping

from dash import Dash
from flask import Response, abort, request

from layers.documents import CATALOGUE, Resource

FOREVER = "public, max-age=31536000, immutable"


def preloads(made: Mapping[str, Resource], level_id: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, address) of what the first picture needs, for links in the document's head."""
    names = (
        ("catalogue", CATALOGUE),
        ("data", f"gebiete-{level_id}"),
        ("data", f"werte-{level_id}"),
    )
    return tuple((kind, made[name].address) for kind, name in names)


def register(app: Dash, made: Mapping[str, Resource], rare: Mapping[str, Resource]) -> None:
    """Serve the documents, *rare* ones too; an address with another hash is gone (404)."""

    def answer(digest: str, name: str) -> Response:
        found = made.get(name) or rare.get(name)
        if found is None or found.digest != digest:
            abort(404)
        return _response(found)

    app.server.add_url_rule("/daten/<digest>/<name>.json", "data", answer)


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
