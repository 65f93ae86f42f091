"""Routes of the information pages and of the pages for errors.

Registered on the Flask server below Dash; the map itself stays the only page at ``/``.
"""

from __future__ import annotations

from typing import NoReturn, Protocol

from dash import Dash
from flask import Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from geodata.model import City
from layers.indicator_sheet import indicator_sheet
from layers.info_pages import PAGES, error_page, info_page
from layers.info_visit import Visit, return_query

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
DATA_MARKS = ("/_dash", "/data/", "/daten/", "/daten.", "/daten-", ".json", ".topojson", ".csv")


class Atlas(Protocol):
    """What the pages need to know of the atlas."""

    @property
    def city(self) -> City:
        """The city that is shown."""

    @property
    def language(self) -> str:
        """Language of the interface texts."""


def register(app: Dash, atlas: Atlas) -> None:
    """Add the information pages to *app*, and calm pages for everything that goes wrong.

    Addresses that nothing answers get status 404; Dash alone would show the map there.
    """
    prefix = str(app.config.routes_pathname_prefix)
    root = str(app.config.requests_pathname_prefix).rstrip("/")
    names = ", ".join(f'"{name}"' for name in PAGES)

    def page(name: str) -> Response:
        return html_answer(info_page(name, atlas.city, _visit(atlas, root, prefix)))

    def sheet(indicator_id: str) -> Response:
        _known(indicator_id, atlas.city)
        return html_answer(indicator_sheet(indicator_id, atlas.city, _visit(atlas, root, prefix)))

    def failure(error: HTTPException) -> Response:
        return _failure(error, atlas, _visit(atlas, root, prefix))

    server = app.server
    server.add_url_rule(f"{prefix}<any({names}):name>", "info_page", page)
    server.add_url_rule(f"{prefix}methoden/<indicator_id>", "indicator_sheet", sheet)
    server.register_error_handler(HTTPException, failure)
    server.view_functions[f"{prefix}<path:path>"] = _not_found


def _visit(atlas: Atlas, root: str, prefix: str) -> Visit:
    return Visit(
        language=atlas.language,
        path="/" + request.path.removeprefix(prefix),
        root=root,
        url=request.base_url,
        back=return_query(request.args.get("zurueck", ""), atlas.city),
    )


def html_answer(text: str) -> Response:
    """Return a page that caches keep but ask for each time: 304 while nothing has changed."""
    response = Response(text, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.add_etag()
    response.make_conditional(request)
    return response


def _known(indicator_id: str, city: City) -> None:
    if all(indicator.id != indicator_id for indicator in city.indicators):
        abort(404)


def _not_found(**_address: str) -> NoReturn:
    abort(404)


def _failure(error: HTTPException, atlas: Atlas, visit: Visit) -> Response:
    """Answer with the page for *error*; programs that asked for data get short JSON."""
    code = error.code or 500
    if any(mark in request.path for mark in DATA_MARKS):
        response = jsonify(error=error.name, status=code)
    else:
        page = error_page(code, atlas.city, visit)
        response = Response(page, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = POLICY
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    response.headers.extend(_own_headers(error))
    return response


def _own_headers(error: HTTPException) -> list[tuple[str, str]]:
    """Return what only the error knows, such as the methods that are allowed."""
    return [(key, value) for key, value in error.get_headers() if key != "Content-Type"]
