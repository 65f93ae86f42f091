"""Simulated cities of squares whose funded areas have an effect that is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata.model import City, Kind, Series
from tests.geodata.squares import box, funded, indicator, squares, with_series

SHARE = indicator(Kind.SHARE)
YEARS = tuple(range(2004, 2020))
START = 2013


def values(size: int, seed: int, noise: float = 0.6) -> np.ndarray:
    """Return shares that follow two common factors and chance, shape (years, areas)."""
    generator = np.random.default_rng(seed)
    factors = generator.normal(size=(len(YEARS), 2)).cumsum(axis=0)
    loads = generator.uniform(0, 1, size=(2, size))
    level = generator.uniform(10, 30, size=size)
    return level + factors @ loads + noise * generator.normal(size=(len(YEARS), size))


def panel_city(
    figures: np.ndarray, wide: int = 2, covers: float = 1.0, start: int = START, **other: object
) -> City:
    """Return a city of squares with those shares; a funded area lies over the first *wide*.

    *covers* is the share that it covers of each of them.
    """
    size = figures.shape[1]
    people = np.full(figures.shape, 1000.0)
    status = np.full(figures.shape, "ok")
    series = Series("x", "square", YEARS, figures, figures * 10, people, status, {})
    area = funded("a", box(0, 0, wide, covers), start=str(start), **other)
    city = with_series(squares(size, area), square__x=series)
    return replace(city, indicators=(SHARE,))


def with_effect(figures: np.ndarray, effect: float, wide: int = 2) -> np.ndarray:
    """Return *figures*, those of the first *wide* areas moved by *effect* from the start on."""
    after = np.array(YEARS) >= START
    found = figures.copy()
    found[np.ix_(after, range(wide))] += effect
    return found
