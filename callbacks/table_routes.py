"""The table of a view without a script: as a page and as CSV."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from callbacks.atlas import Atlas
from callbacks.info_routes import html_answer
from layers.frame import TABLE_PATH
from layers.info_visit import Visit
from layers.table import csv_name, csv_text
from layers.table_page import table_page
from layers.texts import texts
from layers.view import View, from_query, to_query


def register(app: Dash, atlas: Atlas) -> None:
    """Serve ``/tabelle?...`` and ``/tabelle.csv?...`` for every view."""

    def as_page() -> Response:
        view, notices = from_query(_query(), atlas.city)
        back = to_query(view, atlas.city)
        visit = Visit(language=view.language, path=TABLE_PATH, url=request.url, back=back)
        return html_answer(table_page(atlas.city, view, notices, visit))

    def as_csv() -> Response:
        view, _ = from_query(_query(), atlas.city)
        return _csv(csv_text(atlas.city, view, texts(view.language), request.host_url), atlas, view)

    app.server.add_url_rule(TABLE_PATH, "table_page", as_page)
    app.server.add_url_rule(f"{TABLE_PATH}.csv", "table_csv", as_csv)


def _query() -> str:
    return request.query_string.decode("ascii", "replace")


def _csv(text: str, atlas: Atlas, view: View) -> Response:
    response = Response(text, content_type="text/csv; charset=utf-8")
    name = csv_name(atlas.city, view)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
