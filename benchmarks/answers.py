"""The server: how fast it starts and answers, against one that only hands out a file."""

from __future__ import annotations

import csv
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask, Response

from callbacks.settings import ROOT
from geodata.package import read_city

PATIENCE_S = 60
BLOCK, BLOCKS = 60, 5
HEADERS = {"Accept-Encoding": "br"}
STATIC = "/file.json"


@dataclass(frozen=True)
class Started:
    """A web server that answers: its port, and the seconds until its first answer."""

    port: int
    seconds: float


@dataclass(frozen=True)
class Route:
    """One data route: its address, its bytes, requests a second of atlas and plain server."""

    name: str
    size: int
    atlas: float
    plain: float


def plain_server(folder: str) -> Flask:
    """Return a server that sends the files in *folder* as they lie there."""
    server = Flask("plain", static_folder=folder, static_url_path="")
    server.add_url_rule("/", "page", lambda: Response("plain"))
    return server


@contextmanager
def gunicorn(target: str, *options: str, **environment: str) -> Iterator[Started]:
    """Run *target* under gunicorn with one worker on a free port of this machine; stop it.

    The port is open before the server starts: the first request waits in line for it.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
        bind = f"fd://{listener.fileno()}"
        command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--log-level", "error"]
        begin = time.perf_counter()
        process = subprocess.Popen(
            [*command, *options, "--bind", bind, target],
            cwd=ROOT,
            env=os.environ | environment,
            pass_fds=[listener.fileno()],
        )
    try:
        try:
            get(port, "/")
        except OSError as error:
            raise RuntimeError(f"{target} does not start") from error
        yield Started(port, time.perf_counter() - begin)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


@dataclass(frozen=True)
class Served:
    """The data routes, and the seconds to the first answer of atlas and plain server."""

    routes: tuple[Route, ...]
    atlas: float
    plain: float


def served(city: Path, addresses: Mapping[str, str], folder: Path) -> Served:
    """Measure *addresses* (name: path) of the atlas of *city*; *folder* is for files that go."""
    folder.mkdir()
    with ExitStack() as running:
        cache = str(folder.parent / "cache")
        atlas = running.enter_context(gunicorn("app:server", CITY=str(city), CACHE=cache))
        (folder / "file.json").write_bytes(b"{}")
        plain = running.enter_context(gunicorn(f"benchmarks.answers:plain_server('{folder}')"))
        found = []
        for name, path in addresses.items():
            body = get(atlas.port, path)
            (folder / "file.json").write_bytes(body)
            rates = [(_rate(atlas.port, path), _rate(plain.port, STATIC)) for _ in range(BLOCKS)]
            mine, theirs = (median(one) for one in zip(*rates, strict=True))
            found.append(Route(name, len(body), mine, theirs))
    return Served(tuple(found), atlas.seconds, plain.seconds)


def loading(folder: Path, times: int = 3) -> tuple[float, float]:
    """Return the seconds to load the city package in *folder*, and to parse its files only."""
    return (
        median(_seconds(lambda: read_city(folder)) for _ in range(times)),
        median(_seconds(lambda: _parse(folder)) for _ in range(times)),
    )


def _parse(folder: Path) -> None:
    for file in folder.glob("*.geojson"):
        json.loads(file.read_text(encoding="utf-8"))
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            list(csv.DictReader(lines))


def _seconds(work: object) -> float:
    assert callable(work)
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _rate(port: int, path: str) -> float:
    begin = time.perf_counter()
    for _ in range(BLOCK):
        get(port, path)
    return BLOCK / (time.perf_counter() - begin)


def get(port: int, path: str) -> bytes:
    """Return the body that a server of this machine answers with, on a line of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        line.request("GET", path, headers=HEADERS)
        answer = line.getresponse()
        body = answer.read()
    finally:
        line.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answers {answer.status}, expected 200")
    return body
