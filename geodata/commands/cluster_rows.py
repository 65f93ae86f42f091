"""Rows of the tables of clusters, for the command and for the files of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.clusters import ClusterClass, Clusters
from geodata.table_command import Row, number, numbers


def area_rows(found: Clusters, year: int, values: NDArray[np.float64]) -> Iterator[Row]:
    """Yield one row an area: its class, the figures behind it, and its status."""
    yield "area", "year", "value", "z", "neighbours_z", "local_moran", "p", "class", "state"
    for place, area in enumerate(found.areas):
        figures = found.z[place], found.lag[place], found.local[place], found.p[place]
        name = ClusterClass(found.classes[place]).name.lower()
        value, state = number(values[place]), str(found.state[place])
        yield area, str(year), value, *numbers(figures), name, state


def city_rows(found: Iterable[tuple[int, Clusters]]) -> Iterator[Row]:
    """Yield one row a year: Moran's I of the city and how many areas have which class."""
    kinds = [kind.name.lower() for kind in ClusterClass if kind]
    yield "year", "moran_i", "expected", "p", "limit", "areas", "without", "islands", *kinds
    for year, one in found:
        figures = (one.city.i, one.city.expected, one.city.p) if one.city else (np.nan,) * 3
        counts = one.counted, one.without, one.islands
        by_kind = [str((one.classes == kind).sum()) for kind in ClusterClass if kind]
        yield str(year), *numbers(figures), number(one.limit), *map(str, counts), *by_kind
