"""What the browser loads to compare need with funding, and for figures of funded areas.

Two documents, both without a limit and without a choice: ``funding`` says how much of each area
lies in funded areas, by year; ``estimates`` holds every figure of every funded area. Limits, years
and indicators are then changed in the browser, without asking again.

``assets/need.js`` reckons from ``funding`` what :mod:`geodata.statistics.coverage` reckons; a test
compares both.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import asdict
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import geodata.statistics
from geodata.model import City, Indicator, Level
from geodata.renewal import FundedArea
from geodata.statistics.apportion import apportion
from geodata.statistics.bundled import bundled_money
from geodata.statistics.classify import round_half_up
from geodata.statistics.covered import (
    Covered,
    measure,
    partly,
    people_by_part,
    reached,
    states_in,
    surfaces,
)
from geodata.statistics.estimate import Estimate, Reason, Weighting
from geodata.statistics.overlap import overlaps
from geodata.statistics.split import PARTS

Json = dict[str, Any]
States = tuple[str, ...]
Figures = NDArray[np.float64]
DIGITS = 10  # of shares: of a million people, less than a thousandth of one
METHODS = tuple(Weighting)
REASONS = tuple(Reason)


def edition(city: City) -> str:
    """Return a hash that changes whenever *city* or a module that reckons here changes.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> edition(SimpleNamespace(fingerprint="a")) == edition(SimpleNamespace(fingerprint="b"))
    False
    """
    found = hashlib.sha256(city.fingerprint.encode())
    folder = Path(next(iter(geodata.statistics.__path__)))
    for module in (*sorted(folder.glob("*.py")), Path(__file__)):
        found.update(module.read_bytes())
    return found.hexdigest()


def funding(city: City, level: Level) -> Json:
    """Return which share of each area of *level* lies in funded areas, by run of equal years.

    Returns
    -------
    dict
        ``parts``: the names of the shares. ``segments``: ``first`` and ``last`` year and
        ``areas``, rows of [position in the level, share of its surface inside of funded areas that
        run, formerly, unknown, void]; a place counts once, in the first that fits, and areas
        without any are left out. ``residents``: by year the areas of which residents of smaller
        areas are known, rows of [position, share of its people in each of the five parts, low
        ends, high ends]. ``outlines``: by funded area [position, share of its outline]
        of each area that it touches. ``without_outline``: ids of funded areas without one.
        ``money``: by funded area residents, their date, and sums by stage.
    """
    measured = measure(city, level.id, city.residents)
    years = _years(city, level)
    return {
        "level": level.id,
        "parts": PARTS[:-1],
        "segments": [
            {"first": first, "last": last, "areas": _areas(reached(measured, states)[level.id])}
            for first, last, states in _runs(measured, years)
        ],
        "residents": {year: rows for year in years if (rows := _people(measured, year))},
        "outlines": {
            area.id: _touched(measured.of_outline[row]) for row, area in enumerate(measured.drawn)
        },
        "without_outline": [area.id for area in city.funded_areas if area.outline is None],
        "money": {area.id: _money(area) for area in city.funded_areas},
    }


def estimates(city: City) -> Json:
    """Return every figure of every funded area that can be estimated, or why it cannot.

    Areas are weighted by residents of smaller areas where the city names their indicator and
    they are known, else by surface.

    Returns
    -------
    dict
        ``methods`` and ``reasons``: names that rows refer to by position. ``areas``: by funded
        area and indicator, rows of [year, value, low, high, method, status], in the unit of the
        indicator and rounded to its decimals, or [year, reason].
    """
    measured = overlaps(city, [area.outline for area in city.funded_areas])
    found: dict[str, Json] = {area.id: {} for area in city.funded_areas}
    for indicator in city.indicators:
        for year in _years_of(city, indicator):
            told = apportion(city, measured, indicator, year, city.residents)
            for area, estimate in zip(city.funded_areas, told, strict=True):
                rows = found[area.id].setdefault(indicator.id, [])
                rows.append([year, *_estimate(estimate, indicator)])
    return {"methods": METHODS, "reasons": REASONS, "areas": found}


def _estimate(found: Estimate, indicator: Indicator) -> list[Any]:
    if found.reason is not None:
        return [REASONS.index(found.reason)]
    figures = (found.value, found.low, found.high)
    printed = [round_half_up(figure, indicator.decimals) for figure in figures]
    return [*map(_plain, printed), METHODS.index(found.method), str(found.status)]


def _plain(figure: float) -> float | int | None:
    if not math.isfinite(figure):
        return None
    return int(figure) if figure == int(figure) else figure


def _years(city: City, level: Level) -> list[int]:
    series = (one for (at, _), one in city.series.items() if at == level.id)
    return sorted({year for one in series for year in one.years})


def _years_of(city: City, indicator: Indicator) -> list[int]:
    found = (city.series.get((level.id, indicator.id)) for level in city.levels)
    return sorted({year for series in found if series is not None for year in series.years})


def _runs(measured: Covered, years: list[int]) -> list[tuple[int, int, States]]:
    """Return runs of years in which all funded areas stay in the same state."""
    runs = []
    for states, group in groupby(years, key=partial(states_in, measured)):
        same = list(group)
        runs.append((same[0], same[-1], states))
    return runs


def _areas(upto: Figures) -> list[list[float]]:
    parts = surfaces(upto)[:-1]
    touched = np.flatnonzero(parts.any(axis=0)).tolist()
    return [[at, *_rounded(parts[:, at])] for at in touched]


def _people(measured: Covered, year: int) -> list[list[float]]:
    upto = reached(measured, states_in(measured, year))
    found = people_by_part(measured, upto, year)
    shares = found.of_residents
    wanted = np.flatnonzero(found.by_residents & partly(upto[measured.level])).tolist()
    rows = np.vstack([shares.single, shares.low, shares.high])
    return [[at, *_rounded(rows[:, at])] for at in wanted]


def _rounded(shares: Figures) -> list[float]:
    return [round(share, DIGITS) for share in shares.tolist()]


def _money(area: FundedArea) -> Json:
    """Return residents and the sums of money by stage, in euro of their years."""
    return {
        "residents": area.residents,
        "date": area.residents_date,
        "sums": [asdict(one) for one in bundled_money(area)],
    }


def _touched(shares: Figures) -> list[list[float]]:
    return [[at, round(float(shares[at]), DIGITS)] for at in np.flatnonzero(shares).tolist()]
