"""The routes of analyses: ``/auswertungen``, ``/auswertung/<id>?...`` and its files.

The query is that of a view, with the own parameters of the analysis behind it. What is computed
is kept under the frozen question; one answer is computed at a time, pages are answered meanwhile.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from dash import Dash
from flask import Response, abort, request
from flask_caching import Cache

from callbacks.atlas import Atlas
from callbacks.export_routes import KEPT, cache_of, download, edition
from callbacks.info_routes import html_answer
from layers.analysis.addresses import LIST_PATH, PATH, own_parameters, query
from layers.analysis.files import csv_file, file_name, report_file
from layers.analysis.interactive import figures
from layers.analysis.model import Analysis, Question
from layers.analysis.page import analysis_page, list_page
from layers.analysis.registry import analysis
from layers.export.snapshot import Place
from layers.info_visit import Visit, return_query
from layers.report.formats import FORMATS
from layers.view import Notice, from_query, to_query

POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "script-src 'self'; connect-src 'self'; "  # charts.js loads Plotly, which sets styles
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
T = TypeVar("T")
TABLE = "tabelle"  # parameter with the name of a table


@dataclass(frozen=True)
class Desk:
    """Answers questions about one city and keeps the answers."""

    atlas: Atlas
    cache: Cache
    turn: threading.Lock
    root: str

    def list(self) -> Response:
        """Answer with the list of all analyses."""
        city, visit = self.atlas.city, self._visit(LIST_PATH)
        if "zurueck" in request.args:
            visit = replace(visit, back=return_query(request.args["zurueck"], city))
        return _page(list_page(city, from_query(visit.back, city)[0], visit))

    def page(self, name: str) -> Response:
        """Answer with the page of an analysis."""
        found, question, notices = self._asked(name)
        visit = self._visit(f"{PATH}/{name}")

        def make() -> str:
            return analysis_page(found, question, found.answer(question), notices, visit)

        return _page(self._kept("seite", question, (found.id, visit), make))

    def report(self, name: str, ending: str) -> Response:
        """Answer with the analysis as a report."""
        found, question, _ = self._asked(name)
        place = Place(request.host_url.rstrip("/") + self.root, datetime.date.today())

        def make() -> bytes:
            return report_file(found, question, found.answer(question), place, ending)

        file = self._kept(ending, question, (found.id, place), make)
        return download(file, file_name(found, question, ending), FORMATS[ending].media_type)

    def figures(self, name: str) -> Response:
        """Answer with the plots of the analysis as figures of Plotly."""
        found, question, _ = self._asked(name)

        def make() -> bytes:
            return figures(found.answer(question))

        return Response(self._kept("json", question, found.id, make), mimetype="application/json")

    def table(self, name: str) -> Response:
        """Answer with a table of the analysis; the first where the request names none."""
        found, question, _ = self._asked(name)
        asked = request.args.get(TABLE, "")

        def make() -> tuple[str, bytes]:
            tables = found.answer(question).filled
            if not tables or (asked and asked not in tables):
                abort(404)
            chosen = asked or next(iter(tables))
            return chosen, csv_file(tables[chosen])

        table, file = self._kept("csv", question, (found.id, asked), make)
        return download(file, file_name(found, question, "csv", table), "text/csv; charset=utf-8")

    def _asked(self, name: str) -> tuple[Analysis, Question, tuple[Notice, ...]]:
        found = analysis(name)
        if found is None:
            abort(404)
        view, notices = from_query(_query(), self.atlas.city)
        given = {key: ",".join(request.args.getlist(key)) for key in request.args}
        return found, Question(self.atlas.city, view, own_parameters(found, given)), notices

    def _visit(self, path: str) -> Visit:
        view, _ = from_query(_query(), self.atlas.city)
        back = to_query(view, self.atlas.city)
        root = self.root.rstrip("/")
        return Visit(view.language, path, root, request.base_url, back)

    def _kept(self, kind: str, question: Question, more: object, make: Callable[[], T]) -> T:
        """Return what *make* makes, once for each question; found by frozen values only."""
        city = self.atlas.city
        asked = query(city, question.view, question.own)
        said = (city.fingerprint, edition(), kind, asked, request.query_string, more)
        key = f"auswertung-{hashlib.sha256(repr(said).encode()).hexdigest()}"
        kept: T | None = self.cache.get(key)  # what is kept waits for nobody
        if kept is not None:
            return kept
        with self.turn:
            kept = self.cache.get(key)
            if kept is None:
                kept = make()
                self.cache.set(key, kept, timeout=KEPT)
        return kept


def register(app: Dash, atlas: Atlas) -> None:
    """Serve the list, every analysis as page and report, its tables as CSV."""
    root = str(app.config.requests_pathname_prefix)
    desk = Desk(atlas, cache_of(app), threading.Lock(), root)
    prefix = str(app.config.routes_pathname_prefix)
    add = app.server.add_url_rule
    add(f"{prefix}{LIST_PATH[1:]}", "analyses", desk.list)
    rule = f"{prefix}{PATH[1:]}/<name>"
    add(rule, "analysis_page", desk.page)
    add(f"{rule}.<any({', '.join(FORMATS)}):ending>", "analysis_report", desk.report)
    add(f"{rule}.json", "analysis_figures", desk.figures)
    add(f"{rule}.csv", "analysis_table", desk.table)


def _page(text: str) -> Response:
    response = html_answer(text)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _query() -> str:
    return request.query_string.decode("ascii", "replace")
