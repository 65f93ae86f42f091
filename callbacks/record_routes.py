"""The route of the record of a funded area."""

from __future__ import annotations

import datetime

from dash import Dash
from flask import Response, abort, request

from callbacks.atlas import Atlas
from callbacks.info_routes import html_answer
from layers.info_visit import Visit, return_query
from layers.record_page import RECORD_PATH, record_page


def register(app: Dash, atlas: Atlas) -> None:
    """Serve ``/foerdergebiet/<id>``; an unknown funded area is a page that does not exist."""
    prefix = str(app.config.routes_pathname_prefix)
    root = str(app.config.requests_pathname_prefix).rstrip("/")

    def page(funded_area_id: str) -> Response:
        _known(funded_area_id, atlas)
        visit = Visit(
            language=atlas.language,
            path=f"{RECORD_PATH}/{funded_area_id}",
            root=root,
            url=request.base_url,
            back=return_query(request.args.get("zurueck", ""), atlas.city),
        )
        return html_answer(record_page(funded_area_id, atlas.city, visit, datetime.date.today()))

    rule = f"{prefix}{RECORD_PATH.removeprefix('/')}/<funded_area_id>"
    app.server.add_url_rule(rule, "record_page", page)


def _known(funded_area_id: str, atlas: Atlas) -> None:
    if all(area.id != funded_area_id for area in atlas.city.funded_areas):
        abort(404)
