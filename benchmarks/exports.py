"""Snapshots: how fast, how much memory, and what ten at once do to the answers of a page.

The comparison is the same map drawn by Plotly and made a PNG of the same size by Kaleido, which
drives a Chromium that is already running.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import kaleido
import plotly.graph_objects as go
import shapely

from benchmarks.answers import get, gunicorn
from callbacks.settings import ROOT
from geodata.model import City
from layers.export.paper import Options
from layers.export.snapshot import Place, snapshot
from layers.scene import scene
from layers.view import from_query

TIMES = 3
SIZE = {"width": 1754, "height": 1240, "scale": 2}  # A4 across with 300 dots an inch
AT_ONCE = 10
ANSWERS = 200


@dataclass(frozen=True)
class Drawn:
    """Seconds for one PNG of A4 with 300 dpi, by the atlas and by Kaleido; memory in MB."""

    atlas: float
    kaleido: float
    peak_mb: float


def drawn(city: City, folder: Path, work: Path) -> Drawn:
    """Measure the start view of *city*, whose package is in *folder*."""
    view, _ = from_query("", city)
    place = Place("http://127.0.0.1/", datetime.date.today())
    mine = _median(lambda: snapshot(city, view, Options(format="png"), place))
    figure = plotly_figure(city)
    kaleido.start_sync_server(n=1, silence_warnings=True)
    try:
        theirs = _median(lambda: kaleido.calc_fig_sync(figure, opts={"format": "png", **SIZE}))
    finally:
        kaleido.stop_sync_server(silence_warnings=True)
    return Drawn(mine, theirs, peak_mb(folder, work))


def plotly_figure(city: City) -> go.Figure:
    """Return the same areas with the same figures as a Plotly map without a background."""
    shown = scene(city, from_query("", city)[0])
    areas = shown.level.areas
    outlines = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": area.id, "properties": {},
             "geometry": json.loads(shapely.to_geojson(area.geometry))}
            for area in areas
        ],
    }  # fmt: skip
    west, south, east, north = shapely.total_bounds([area.geometry for area in areas])
    layer = go.Choroplethmap(
        geojson=outlines, locations=[area.id for area in areas], z=list(shown.figures)
    )
    figure = go.Figure(layer)
    bounds = {"west": west, "south": south, "east": east, "north": north}
    return figure.update_layout(map={"style": "white-bg", "bounds": bounds})


def peak_mb(folder: Path, work: Path) -> float:
    """Return the most memory that the command line takes to write one snapshot, in MB."""
    command = [sys.executable, "-m", "geodata", "export", "--city", str(folder)]
    wanted = ["--view", "", "--format", "png", "--out", str(work / "one.png")]
    process = subprocess.Popen([*command, *wanted], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"geodata export ends with {process.returncode}, expected 0")
    return used.ru_maxrss / 1024


def beside_exports(folder: Path, path: str, cache: Path) -> tuple[float, float]:
    """Return the median seconds of an answer of *path* while ten snapshots are made, and alone."""
    with gunicorn("app:server", "--threads", "8", CITY=str(folder), CACHE=str(cache)) as atlas:
        alone = _answers(atlas.port, path)
        exports = [
            threading.Thread(target=get, args=(atlas.port, f"/bild.png?breite={2000 + number}"))
            for number in range(AT_ONCE)
        ]
        for one in exports:
            one.start()
        busy = _answers(atlas.port, path)
        for one in exports:
            one.join()
    return busy, alone


def _answers(port: int, path: str) -> float:
    found = []
    for _ in range(ANSWERS):
        begin = time.perf_counter()
        get(port, path)
        found.append(time.perf_counter() - begin)
    return median(found)


def _median(work: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return median(found)
