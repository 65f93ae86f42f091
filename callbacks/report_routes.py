"""The routes of reports: profiles of areas and funded areas, views, presentations.

``/bericht/gebiet/<level>/<id>.pdf``, ``/bericht/foerdergebiet/<id>.docx``,
``/bericht/ansicht.pptx``, ``/bericht/vortrag/<id>.pptx``, each with the query of a view; ``teile``
names the sections. What the city does not have is a page that does not exist, an unknown section
a request that is not understood.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from dataclasses import dataclass

from dash import Dash
from flask import Response, abort, request
from flask_caching import Cache

from callbacks.atlas import Atlas
from callbacks.export_routes import KEPT, cache_of, download, edition
from layers.export.snapshot import Place
from layers.report.addresses import AREA, FUNDED_AREA, PATH, PRESENTATION, SECTIONS, VIEW
from layers.report.asked import (
    Asked,
    Shown,
    file_name,
    of_presentation,
    view_of_area,
    view_of_funded_area,
)
from layers.report.formats import FORMATS, written
from layers.report.sections import ALL
from layers.view import View, from_query

ENDING = f"<any({', '.join(FORMATS)}):ending>"


@dataclass(frozen=True)
class Desk:
    """Writes reports of one city and keeps them, one after the other."""

    atlas: Atlas
    cache: Cache
    turn: threading.Lock
    root: str

    def answer(self, asked: Asked, ending: str) -> Response:
        """Answer with the report as a file; what is kept is found by frozen values only."""
        city = self.atlas.city
        said = (city.fingerprint, edition(), asked, ending)
        key = f"bericht-{hashlib.sha256(repr(said).encode()).hexdigest()}"
        with self.turn:
            kept = self.cache.get(key)
            file = kept if isinstance(kept, bytes) else written(city, asked, ending)
            if file is not kept:
                self.cache.set(key, file, timeout=KEPT)
        return download(file, file_name(city, asked, ending), FORMATS[ending].media_type)

    def asked(self, view: View | None) -> Asked:
        """Return what the request asks of *view*; without one the page does not exist."""
        if view is None:
            abort(404)
        place = Place(request.host_url.rstrip("/") + self.root, datetime.date.today())
        return Asked(view, place, _sections())

    def base(self) -> View:
        """Return the view of the request."""
        return from_query(request.query_string.decode("ascii", "replace"), self.atlas.city)[0]

    def area(self, level: str, area_id: str, ending: str) -> Response:
        """Answer with the profile of an area."""
        city = self.atlas.city
        known = {one.id: one.area_ids for one in city.levels}
        here = area_id in known.get(level, ())
        view = view_of_area(city, self.base(), area_id, level) if here else None
        return self.answer(self.asked(view), ending)

    def funded_area(self, funded_area_id: str, ending: str) -> Response:
        """Answer with the profile of a funded area."""
        view = view_of_funded_area(self.atlas.city, self.base(), funded_area_id)
        return self.answer(self.asked(view), ending)

    def view(self, ending: str) -> Response:
        """Answer with the report of a view."""
        view = self.base()
        asked = self.asked(view)
        return self.answer(Asked(view, asked.place, asked.sections, (Shown(view),)), ending)

    def presentation(self, name: str, ending: str) -> Response:
        """Answer with the slides of a presentation."""
        city = self.atlas.city
        told = next((one for one in city.presentations if one.id == name), None)
        if told is None:
            abort(404)
        asked = self.asked(self.base())
        return self.answer(of_presentation(city, told, asked.place, asked.sections), ending)


def register(app: Dash, atlas: Atlas) -> None:
    """Serve every report in every format."""
    root = str(app.config.requests_pathname_prefix)
    desk = Desk(atlas, cache_of(app), threading.Lock(), root)
    prefix = f"{app.config.routes_pathname_prefix}{PATH}"
    add = app.server.add_url_rule
    add(f"{prefix}/{AREA}/<level>/<area_id>.{ENDING}", "report_area", desk.area)
    add(f"{prefix}/{FUNDED_AREA}/<funded_area_id>.{ENDING}", "report_funded", desk.funded_area)
    add(f"{prefix}/{VIEW}.{ENDING}", "report_view", desk.view)
    add(f"{prefix}/{PRESENTATION}/<name>.{ENDING}", "report_presentation", desk.presentation)


def _sections() -> tuple[str, ...]:
    """Return the sections of the request in their order; an unknown one is not understood."""
    wished = {part for part in request.args.get(SECTIONS, "").split(",") if part}
    if wished - set(ALL):
        abort(400)
    return tuple(one for one in ALL if one in wished)
