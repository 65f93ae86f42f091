"""The clusters of one indicator in all its years, for the map in the browser."""

from __future__ import annotations

from typing import Any

from geodata.model import City
from geodata.statistics.clusters import clusters_of
from geodata.statistics.neighbours import neighbours

DECIMALS = 4


def clusters_document(city: City, level_id: str, indicator_id: str) -> dict[str, Any]:
    """Return years, classes of the areas by year, and Moran's I of each year.

    ``classes`` holds values of :class:`geodata.statistics.clusters.ClusterClass` in the order of
    the areas of the level: 0 for no figure or no neighbour, 1 to 4 only where the class holds
    after the correction for many tests, else 5. ``moran`` is None in years without a pattern to
    look for. KeyError if there is no such series.
    """
    series, level = city.series[level_id, indicator_id], city.level(level_id)
    beside = neighbours(level)
    found = [clusters_of(series, row, beside, level.area_ids) for row in range(len(series.years))]
    return {
        "years": list(series.years),
        "classes": [one.classes.tolist() for one in found],
        "moran": [
            one.city and {"i": round(one.city.i, DECIMALS), "p": round(one.city.p, DECIMALS)}
            for one in found
        ],
    }
