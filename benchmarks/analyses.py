"""Analyses: seconds until the first answer of a new process, the next, and the one that was kept.

Every answer is that of the page: all figures, maps and tables of the view with most areas. A
further analysis is one entry in :data:`ASKED`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from geodata.model import City, Kind
from geodata.package import read_city

ROOT = Path(__file__).resolve().parent.parent
TARGET_S = 2.0
RUNS = 3  # new processes of which the median counts


@dataclass(frozen=True)
class Asked:
    """An analysis by its id, with own parameters of its address."""

    name: str
    own: Mapping[str, str] = field(default_factory=dict)


ASKED = (Asked("segregation"), Asked("cluster"), Asked("index"), Asked("sozialraeume"))


@dataclass(frozen=True)
class Times:
    """Seconds: first answer of a process with its imports, the next, the page from the cache.

    ``work`` is what the first answer computes: on a busy machine ``cold`` is longer.
    """

    cold: float
    work: float
    warm: float
    kept: float


def timed(folder: Path, asked: Asked, runs: int = RUNS) -> Times | None:
    """Return the medians of *runs* processes on the package in *folder*; None: it lacks data."""
    found = [one for one in (_process(folder, asked) for _ in range(runs)) if one is not None]
    if not found:
        return None
    return Times(*(median(column) for column in zip(*map(astuple, found), strict=True)))


def _process(folder: Path, asked: Asked) -> Times | None:
    code = f"from benchmarks.analyses import main; main({str(folder)!r}, {asked.name!r})"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout.splitlines()[-1])
    return Times(**found) if found else None


def main(folder: str, name: str) -> None:
    """Print the seconds of the analysis *name* as JSON; ``null`` where the city lacks the data."""
    asked = next(one for one in ASKED if one.name == name)
    city = read_city(Path(folder))
    sys.stdout.write(json.dumps(_measured(city, Path(folder), asked)) + "\n")


def view_of(city: City) -> str:
    """Return the query of the share with most areas and years."""
    able = [
        (len(city.level(level).areas), series.value.size, level, name)
        for (level, name), series in city.series.items()
        if city.indicator(name).kind is Kind.SHARE
    ]
    *_, level, name = max(able)
    year = city.series[level, name].years[-1]
    return urlencode({"indikator": name, "ebene": level, "jahr": year})


def _measured(city: City, folder: Path, asked: Asked) -> dict[str, float] | None:
    query = f"?{view_of(city)}"
    begin, worked = time.perf_counter(), time.process_time()
    from layers.analysis.model import Question
    from layers.analysis.registry import analysis
    from layers.view import from_query

    found = analysis(asked.name)
    if found is None or not found.possible(city):
        return None
    view = from_query(query, city)[0]
    found.answer(Question(city, view, asked.own))
    cold, work = time.perf_counter() - begin, time.process_time() - worked
    warm = _seconds(lambda: found.answer(Question(city, view, asked.own)))
    from app import create_app
    from callbacks.settings import Settings

    with tempfile.TemporaryDirectory() as kept:
        client = create_app(Settings(city=folder, cache=kept)).server.test_client()
        address = f"/auswertung/{asked.name}{query}&{urlencode(asked.own)}"
        client.get(address)
        again = _seconds(lambda: client.get(address))
    return {"cold": cold, "work": work, "warm": warm, "kept": again}


def _seconds(work: object) -> float:
    assert callable(work)
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
