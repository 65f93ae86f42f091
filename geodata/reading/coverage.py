"""How areas lie to each other: overlaps within a level, gaps between a level and its parents."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import Fault
from geodata.reading.features import Features
from geodata.reading.findings import Message, fault, note, quoted
from geodata.reading.projection import to_metres

SLIVER_M2 = 1.0
SLIVER_SHARE = 0.0001
COVERED_SHARE = 0.99


def overlap_faults(features: Features, usable: NDArray[np.bool_], crs: str) -> Iterator[Fault]:
    """Yield a fault for each pair of usable areas that share more than a sliver.

    A sliver is at most 1 m² or 0.01 % of the smaller area, measured in *crs*.
    """
    rows = np.flatnonzero(usable)
    if shapely.coverage_is_valid(features.geometry[rows]):
        return
    shapes = to_metres(features.geometry[rows], crs)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    smaller = np.minimum(shapely.area(shapes[first]), shapely.area(shapes[second]))
    ids, names = features.texts("id"), features.texts("name")
    for pair in np.flatnonzero((shared > SLIVER_M2) & (shared > SLIVER_SHARE * smaller)):
        one, other = rows[first[pair]], rows[second[pair]]
        message = Message(
            f"{quoted(names[other])} ({ids[other]}) und {quoted(names[one])} ({ids[one]}) "
            f"überlappen sich auf {shared[pair]:.0f} m²",
            "Gebiete einer Ebene ohne Überlappung",
            "gemeinsame Grenze bereinigen",
        )
        yield fault(features.place(int(other), "geometry"), message)


def cover_notes(
    children: dict[str, NDArray[np.object_]], parents: Features, crs: str
) -> Iterator[Fault]:
    """Yield a note for each parent that its *children* (parent id -> shapes) do not cover.

    At least 99 % must be covered; of a child, at least 99 % must lie in its parent.
    """
    names = parents.texts("name")
    for index, parent_id in enumerate(parents.texts("id")):
        inside = children.get(parent_id)
        if inside is None or parents.geometry[index] is None:
            continue
        parent = to_metres(parents.geometry[index : index + 1], crs)[0]
        shapes = to_metres(inside, crs)
        covered = float(shapely.area(shapely.intersection(shapes, parent)).sum())
        name = quoted(names[index])
        if covered < COVERED_SHARE * parent.area:
            missing = 100 * (1 - covered / parent.area)
            message = Message(
                f"{missing:.1f} % von {name} gehören zu keinem Gebiet der feineren Ebene",
                "lückenlose Gebiete",
                "fehlende Gebiete ergänzen, wenn die Lücke nicht gewollt ist",
            )
            yield note(parents.place(index, "geometry"), message)
        outside = float(shapely.area(shapes).sum()) - covered
        if outside > (1 - COVERED_SHARE) * parent.area:
            message = Message(
                f"die feineren Gebiete ragen auf {outside / 1e6:.3f} km² über {name} hinaus",
                "Gebiete innerhalb ihres Obergebiets",
                "Obergebiet (parent) und Grenzen prüfen",
            )
            yield note(parents.place(index, "geometry"), message)
