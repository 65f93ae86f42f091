"""The route of snapshots: ``/bild.png``, ``.svg``, ``.pdf`` with the query of a view.

``papier`` (a4, a3, bildschirm), ``format`` (quer, hoch), ``breite`` in pixels and ``grau=ja`` say
how it is made; a wrong value counts as not given. One is drawn at a time in each process: the
memory stays within bounds, and pages are answered meanwhile.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from urllib.parse import quote

from dash import Dash
from flask import Response, request
from flask_caching import Cache

import geodata
import layers
from callbacks.atlas import Atlas
from layers.export.paper import FORMATS, LONGEST, NARROWEST, Options
from layers.export.sheet import file_name
from layers.export.snapshot import Place, snapshot
from layers.view import View, from_query, to_query

PICTURE_PATH = "/bild"
KINDS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
PAPERS = {"a4": "a4", "a3": "a3", "bildschirm": "screen", "screen": "screen"}
UPRIGHT, YES = "hoch", "ja"
KEPT = 24 * 3600  # seconds: the day is printed on it
SOURCES = ("*.py", "*.typ", "*.yaml")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class Maker:
    """Makes snapshots of one city and keeps them, one after the other."""

    atlas: Atlas
    cache: Cache
    turn: threading.Lock

    def made(self, view: View, options: Options, place: Place) -> bytes:
        """Return the file; what is kept is found by frozen values only."""
        key = self.key(view, options, place)
        with self.turn:
            kept = self.cache.get(key)
            if isinstance(kept, bytes):
                return kept
            file = snapshot(self.atlas.city, view, options, place)
            self.cache.set(key, file, timeout=KEPT)
            return file

    def key(self, view: View, options: Options, place: Place) -> str:
        """Return a name that changes with city, view, options, address, day and drawing code."""
        city = self.atlas.city
        cities = tuple(one.fingerprint for one in (city, *city.others))
        said = (cities, edition(), to_query(view, city), options, place)
        return f"bild-{hashlib.sha256(repr(said).encode()).hexdigest()}"


def register(app: Dash, atlas: Atlas) -> None:
    """Serve a snapshot of every view."""
    maker = Maker(atlas, cache_of(app), threading.Lock())
    prefix = str(app.config.routes_pathname_prefix)
    root = str(app.config.requests_pathname_prefix)

    def picture(ending: str) -> Response:
        view, _ = from_query(_query(), atlas.city)
        options = read_options(request.args, ending)
        place = Place(request.host_url.rstrip("/") + root, datetime.date.today())
        file = maker.made(view, options, place)
        return download(file, file_name(atlas.city, view, ending), KINDS[ending])

    rule = f"{prefix}{PICTURE_PATH.removeprefix('/')}.<any({', '.join(FORMATS)}):ending>"
    app.server.add_url_rule(rule, "picture", picture)


def read_options(asked: Mapping[str, str], ending: str) -> Options:
    """Return how the snapshot is made; what is wrong or missing becomes the usual.

    Examples
    --------
    >>> read_options({"papier": "a3", "format": "hoch", "breite": "viel"}, "png")
    Options(format='png', paper='a3', landscape=False, width_px=0, grey=False, dpi=300)
    """
    return Options(
        format=ending,
        paper=PAPERS.get(asked.get("papier", ""), "a4"),
        landscape=asked.get("format") != UPRIGHT,
        width_px=_width(asked.get("breite", "")) if ending == "png" else 0,
        grey=asked.get("grau") == YES,
    )


@cache
def edition() -> str:
    """Return a hash over what computes and draws: a new version keeps no old picture."""
    found = hashlib.sha256()
    folders = [Path(next(iter(room.__path__))) for room in (geodata, layers)]
    for folder, pattern in product(folders, SOURCES):
        for path in sorted(folder.rglob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()


def cache_of(app: Dash) -> Cache:
    """Return the cache that ``app.py`` has set up."""
    return next(iter(app.server.extensions["cache"]))


def _query() -> str:
    return request.query_string.decode("ascii", "replace")


def _width(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0
    return min(max(number, NARROWEST), LONGEST) if number else 0


def download(file: bytes, name: str, media_type: str) -> Response:
    """Answer with a file to keep: its name in all letters, asked for again only when it changed."""
    response = Response(file, content_type=media_type)
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
