"""Routes of analyses whose address is edited: ``/auswertung/<id>/neu``, and files of a Planspiel.

``/neu`` takes the fields of a form and leads on to the address of the result. A file is written
from the address (``/auswertung/planspiel.txt?...``) and read into one (POST to
``/auswertung/planspiel/laden``): nothing is kept on the server, and only own pages may send.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from dash import Dash
from flask import Response, abort, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Werkzeug

from callbacks.atlas import Atlas
from callbacks.export_routes import download
from layers.analysis.addresses import PATH, address, own_parameters
from layers.analysis.editor import ADD, FILE, LOAD, MOST_BYTES, SAVE, SECTION
from layers.analysis.files import file_name
from layers.analysis.model import Question
from layers.analysis.registry import analysis
from layers.analysis.scenario import ANALYSIS
from layers.analysis.scenario_editor import SCENARIO
from layers.analysis.scenario_file import LOADED, Fault, NotOpenedError, opened, scenario_file
from layers.view import View, from_query

READ_BYTES = 400_000  # of a request, all in memory: a larger one is cut off, a smaller one answered


def register(app: Dash, atlas: Atlas) -> None:
    """Serve what adds to an address, and the files of a Planspiel."""
    prefix = f"{app.config.routes_pathname_prefix}{PATH[1:]}"
    root = str(app.config.requests_pathname_prefix).rstrip("/")
    base = f"{prefix}/{ANALYSIS.id}"

    def add(name: str) -> Werkzeug:
        return redirect(f"{root}{added(atlas, name)}", 303)

    def load() -> Werkzeug:
        return redirect(f"{root}{loaded(atlas)}", 303)

    rule = app.server.add_url_rule
    rule(f"{prefix}/<name>/{ADD}", "analysis_add", add)
    rule(f"{base}{SAVE}", "scenario_file", lambda: saved(atlas))
    rule(f"{base}/{LOAD}", "scenario_load", load, methods=["POST"])


def added(atlas: Atlas, name: str) -> str:
    """Return the address of an analysis with what the form of this request adds."""
    found = analysis(name)
    if found is None or found.add is None:
        abort(404)
    fields = {key: ",".join(request.args.getlist(key)) for key in request.args}
    question = Question(atlas.city, _view(atlas), own_parameters(found, fields))
    own = own_parameters(found, found.add(question, fields))
    return f"{address(found.id, atlas.city, question.view, own)}#{SECTION}"


def saved(atlas: Atlas) -> Response:
    """Answer with the scenario of this request as a file."""
    view, own = _view(atlas), own_parameters(ANALYSIS, request.args)
    text = scenario_file(atlas.city, view, own.get(SCENARIO, ""))
    name = file_name(ANALYSIS, Question(atlas.city, view, own), SAVE[1:])
    return download(text.encode("utf-8"), name, "text/plain; charset=utf-8")


def loaded(atlas: Atlas) -> str:
    """Return the address of the scenario in the file that was sent, or of the page that says why.

    A page of another site may not send: its file would take the place of what is shown.
    """
    if not own_page():
        abort(403)
    view = _view(atlas)
    try:
        view, text = opened(atlas.city, _content())
    except NotOpenedError as error:
        own = {LOADED: str(error.fault)}
        return address(ANALYSIS.id, atlas.city, view, own)
    return f"{address(ANALYSIS.id, atlas.city, view, {SCENARIO: text})}#{SECTION}"


def own_page() -> bool:
    """Return whether this request comes from a page of this atlas, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _content() -> bytes:
    request.max_content_length = READ_BYTES
    try:
        sent = request.files.get(FILE)
    except RequestEntityTooLarge as error:
        raise NotOpenedError(Fault.LARGE) from error
    if sent is None:
        raise NotOpenedError(Fault.UNREADABLE)
    content = sent.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotOpenedError(Fault.LARGE)
    return content


def _view(atlas: Atlas) -> View:
    """Return the view of this request; what it asks wrongly becomes the default."""
    return from_query(request.query_string.decode("ascii", "replace"), atlas.city)[0]
