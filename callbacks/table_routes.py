"""The table of a view without a script: as a page and as CSV."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from callbacks.atlas import Atlas
from layers.table import csv_name, csv_text
from layers.texts import texts
from layers.view import from_query


def register(app: Dash, atlas: Atlas) -> None:
    """Serve ``/tabelle.csv?...`` for every view."""

    def as_csv() -> Response:
        view, _ = from_query(request.query_string.decode("ascii", "replace"), atlas.city)
        response = Response(
            csv_text(atlas.city, view, texts(view.language)), content_type="text/csv; charset=utf-8"
        )
        name = csv_name(atlas.city, view)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response.make_conditional(request)

    app.server.add_url_rule("/tabelle.csv", "table_csv", as_csv)
