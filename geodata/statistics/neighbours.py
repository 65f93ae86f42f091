"""Which areas of a level border on each other."""

from __future__ import annotations

import numpy as np
import shapely

from geodata.model import Level


def neighbours(level: Level) -> list[list[int]]:
    """Return for each area of *level* those that share a border line with it.

    Areas that meet in a corner only are no neighbours (rook contiguity); an area without any
    neighbour (an island) has an empty list.

    Returns
    -------
    list of lists of int
        Positions in the level, ascending; if i is among those of j, j is among those of i.
    """
    shapes = np.array([area.geometry for area in level.areas], dtype=object)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    border = shapely.length(shapely.intersection(shapes[first], shapes[second])) > 0
    found: list[list[int]] = [[] for _ in shapes]
    for one, other in zip(first[border].tolist(), second[border].tolist(), strict=True):
        found[one].append(other)
        found[other].append(one)
    return [sorted(row) for row in found]
