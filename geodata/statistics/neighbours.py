"""Which areas of a level border on each other."""

from __future__ import annotations

import weakref
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.model import Level

_KNOWN: dict[int, list[list[int]]] = {}  # by the identity of the level, as long as it lives


def neighbours(level: Level) -> list[list[int]]:
    """Return for each area of *level* those that share a border line with it.

    Areas that meet in a corner only are no neighbours (rook contiguity); an area without any
    neighbour (an island) has an empty list.

    Returns
    -------
    list of lists of int
        Positions in the level, ascending; if i is among those of j, j is among those of i.
    """
    known = _KNOWN.get(id(level))
    if known is None:
        known = _KNOWN[id(level)] = _found(level)
        weakref.finalize(level, _KNOWN.pop, id(level), None)
    return [list(row) for row in known]


def among(beside: Sequence[Sequence[int]], order: NDArray[np.int64]) -> list[list[int]]:
    """Return the neighbours of the areas of *order* by their places in it; others are left out.

    Examples
    --------
    >>> among([[1], [0, 2], [1]], np.array([2, 1]))
    [[1], [0]]
    """
    place = {int(area): new for new, area in enumerate(order)}
    return [sorted(place[one] for one in beside[area] if one in place) for area in order]


def _found(level: Level) -> list[list[int]]:
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
