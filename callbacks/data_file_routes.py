"""The files of a view: ``/daten.xlsx?...`` and the like, one address for each format."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Response, request

from callbacks.atlas import Atlas
from layers.export.formats import FORMATS, file_name, path
from layers.view import from_query


def register(app: Dash, atlas: Atlas) -> None:
    """Serve every view in every format: ``/daten.csv?...``, ``/daten-csv-excel?...`` ...

    A wrong query gives the view that the page would show; it never fails.
    """
    root = str(app.config.requests_pathname_prefix)
    for name in FORMATS:
        rule = f"{app.config.routes_pathname_prefix}{path(name)}"
        app.server.add_url_rule(rule, f"data_file_{name}", partial(_answer, atlas, name, root))


def _answer(atlas: Atlas, name: str, root: str) -> Response:
    view, _ = from_query(request.query_string.decode("ascii", "replace"), atlas.city)
    made = FORMATS[name]
    content = made.write(atlas.city, view, request.host_url.rstrip("/") + root)
    response = Response(content, content_type=made.media_type)
    said = f'attachment; filename="{file_name(atlas.city, view, name)}"'
    response.headers["Content-Disposition"] = said
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.add_etag()
    response.make_conditional(request)
    return response
