"""What is started: ``python app.py``, or ``gunicorn app:server``."""

from __future__ import annotations

import datetime
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from dash import Dash, html
from flask_caching import Cache

import callbacks
from callbacks import compression, data_routes, headers
from callbacks.atlas import Atlas
from callbacks.settings import ROOT, Settings
from geodata.errors import GeodataError, UnreadableCity
from geodata.package import read_cities
from layers.documents import resources
from layers.frame import document
from layers.page import page
from layers.texts import DEFAULT_LANGUAGE, texts

if TYPE_CHECKING:
    from dash.development.base_component import Component
    from flask import Flask

    from geodata.model import City

BROKEN, UNREADABLE = 1, 2
HOPELESS = 4  # tells gunicorn to give up, instead of starting the worker again and again


def create_app(settings: Settings) -> Dash:
    """Return the atlas of the city that *settings* name, ready to answer.

    Raises
    ------
    GeodataError
        If the city package is broken or cannot be read; carries every fault.
    """
    city = read_cities(settings.city, settings.beside)
    words = texts(DEFAULT_LANGUAGE)
    atlas = Atlas(city, DEFAULT_LANGUAGE)
    made = resources(city, DEFAULT_LANGUAGE)
    app = Dash(
        "app",
        title=words["page"]["title"].format(city=city.name),
        update_title="",
        assets_folder=str(ROOT / "assets"),
        assets_ignore=r"analysis\.css|charts\.js",  # of the pages beside the map
        index_string=document(
            city.name, words, DEFAULT_LANGUAGE, data_routes.preloads(made, city.start.level)
        ),
    )
    app.validation_layout = _skeleton()  # type: ignore[assignment]  # Dash says None only
    app.layout = lambda: _page(city, datetime.date.today())
    Cache(app.server, config=settings.flask_caching)
    callbacks.register_all(app, atlas, made)
    compression.register(app)
    headers.register(app, settings.embed)
    return app


def _skeleton() -> Component:
    """Return what callbacks refer to: Dash need not send the whole page twice to check that."""
    return html.Div([html.Div(id=name) for name in ("drawn", "funded-area-panel")])


@cache
def _page(city: City, today: datetime.date) -> Component:
    """Build the page once a day: its today line moves."""
    return page(city, texts(DEFAULT_LANGUAGE), today)


def main(argv: list[str]) -> int:
    """Start the atlas; return the exit status: 1 broken, 2 unreadable city package."""
    settings = Settings.from_environment(os.environ, argv)
    try:
        app = create_app(settings)
    except GeodataError as error:
        _refuse(settings, error)
        return UNREADABLE if isinstance(error, UnreadableCity) else BROKEN
    app.run(host=settings.host, port=settings.port, debug=False)
    return 0


def _refuse(settings: Settings, error: GeodataError) -> None:
    folder = error.folder or settings.city
    sentence = texts(DEFAULT_LANGUAGE)["settings"]["refused"].format(folder=folder)
    print(sentence, error, sep="\n", file=sys.stderr, flush=True)


@cache
def _server() -> Flask:
    settings = Settings.from_environment(os.environ, [])
    try:
        return create_app(settings).server
    except GeodataError as error:
        _refuse(settings, error)
        raise SystemExit(HOPELESS) from None


def __getattr__(name: str) -> Flask:
    """Make ``server`` when a web server asks for it: importing this module starts nothing."""
    if name == "server":
        return _server()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
