"""What others need to pass a view on: its QR code, and what a link shows before it is opened."""

from __future__ import annotations

import io
from html import escape
from urllib.parse import urlencode

import segno
from dash import Dash
from flask import Response, redirect, request
from werkzeug.wrappers import Response as Werkzeug

from callbacks.atlas import Atlas
from callbacks.headers import EMBED_PATH
from layers.export.panels import title
from layers.view import View, from_query, to_query

META = '<meta property="{name}" content="{content}">'
ENGLISH_PATH = "embed"
PREVIEW = {"papier": "screen", "breite": "1200"}


def register(app: Dash, atlas: Atlas) -> None:
    """Serve ``/einbetten`` (the page itself; ``/embed`` leads there) and ``/qr.svg?<query>``.

    Besides, every document gets the title and the picture of its view.
    """
    prefix = str(app.config.routes_pathname_prefix)
    document = app.interpolate_index

    def with_preview(**parts: str) -> str:
        return document(**parts | {"metas": parts["metas"] + previews(atlas, prefix)})

    app.interpolate_index = with_preview  # type: ignore[assignment]
    app.server.add_url_rule(f"{prefix}{EMBED_PATH}", "embedded", app.index)
    app.server.add_url_rule(f"{prefix}{ENGLISH_PATH}", "embed", lambda: to_embed(prefix))
    app.server.add_url_rule(f"{prefix}qr.svg", "qr_code", lambda: qr_code(atlas, prefix))


def to_embed(prefix: str) -> Werkzeug:
    """Lead from the usual name of such pages, ``/embed``, to the page itself."""
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"{prefix}{EMBED_PATH}{'?' if query else ''}{query}", 308)


def qr_code(atlas: Atlas, prefix: str) -> Response:
    """Answer with the QR code of the view that the request asks for."""
    drawn = io.BytesIO()
    segno.make(address(atlas, prefix), micro=False).save(drawn, kind="svg", border=2, scale=4)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


def address(atlas: Atlas, prefix: str) -> str:
    """Return the full address of the view of this request, wrong values mended."""
    return f"{root(prefix)}{to_query(asked_view(atlas), atlas.city)}"


def asked_view(atlas: Atlas) -> View:
    """Return the view of this request; what it asks wrongly becomes the default."""
    return from_query(request.query_string.decode("ascii", "replace"), atlas.city)[0]


def root(prefix: str) -> str:
    """Return the address of the start page as this request sees it."""
    return f"{request.host_url.rstrip('/')}{prefix}"


def previews(atlas: Atlas, prefix: str) -> str:
    """Return the Open Graph elements of the view: title, picture, address."""
    view = asked_view(atlas)
    asked = to_query(view, atlas.city)
    picture = f"{root(prefix)}bild.png{asked}{'&' if asked else '?'}{urlencode(PREVIEW)}"
    said = {
        "og:type": "website",
        "og:title": title(atlas.city, view),
        "og:url": address(atlas, prefix),
        "og:image": picture,
    }
    return "".join(META.format(name=name, content=escape(text)) for name, text in said.items())
