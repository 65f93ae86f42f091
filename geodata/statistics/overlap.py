"""How outlines and areas cover each other, measured in square metres.

Outlines come in EPSG:4326 (longitude, latitude) and are measured in the city's projected CRS.
Nothing is cached here: same city, same outlines, same result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.model import City
from geodata.reading.projection import to_degrees, to_metres

Figures = NDArray[np.float64]

SNAP = 1e-6  # a millionth of an area is rounding of coordinates, not land
GRID_M = 1e-5  # above the noise of coordinates, far below SNAP of any area


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Overlap:
    """Outlines (rows) against the areas of a level (columns, in the order of the level).

    Attributes
    ----------
    level : str
        Id of the level.
    area_ids : tuple of str, length areas
    outline_m2 : array, shape (outlines,), float64
        NaN where an outline is missing or has no surface.
    area_m2 : array, shape (areas,), float64
    shared_m2 : array, shape (outlines, areas), float64
        As measured; 0 where they do not meet and where the outline is missing. In the shares, an
        area that is covered but for a millionth counts as covered, and one that is covered to
        less than a millionth as untouched.
    """

    level: str
    area_ids: tuple[str, ...]
    outline_m2: Figures
    area_m2: Figures
    shared_m2: Figures

    @property
    def share_of_area(self) -> Figures:
        """The covered share of each area, shape (outlines, areas), 0 to 1; exact at both ends."""
        return _shares(self.shared_m2, self.area_m2)

    @property
    def share_of_outline(self) -> Figures:
        """The share of each outline in each area, shape (outlines, areas); NaN: no outline."""
        shared = np.where(self.share_of_area > 0, self.shared_m2, 0.0)
        result: Figures = np.clip(shared / self.outline_m2[:, np.newaxis], 0.0, 1.0)
        return result

    @property
    def outside(self) -> Figures:
        """The share of each outline in no area at all (water), shape (outlines,); NaN: none."""
        rest = 1.0 - self.shared_m2.sum(axis=1) / self.outline_m2
        result: Figures = np.where(rest < SNAP, np.where(np.isnan(rest), np.nan, 0.0), rest)
        return result


def overlap(city: City, level_id: str, outlines: Sequence[BaseGeometry | None]) -> Overlap:
    """Return how *outlines* and the areas of a level cover each other.

    Parameters
    ----------
    city
        Its ``crs`` (projected, metres) is the one that is measured in.
    level_id
        Id of the level; KeyError if there is none of that id.
    outlines
        Valid polygons in EPSG:4326 (longitude, latitude), or None where none is known.

    Notes
    -----
    An outline is taken apart first, so that a union of many funded areas costs no more than they
    do one by one: 60 outlines against 542 areas take a fraction of a second.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> whole = city.level("stadt").areas[0].geometry
    >>> overlap(city, "stadtteil", [whole]).share_of_area.min()
    np.float64(1.0)
    """
    level = city.level(level_id)
    shapes = _measurable([area.geometry for area in level.areas], city.crs)
    wanted = _measurable(outlines, city.crs)
    size = shapely.area(wanted)
    outline_m2 = np.where(size > 0, size, np.nan)
    shared = _shared_m2(wanted, shapes)
    return Overlap(level.id, level.area_ids, outline_m2, shapely.area(shapes), shared)


def overlaps(city: City, outlines: Sequence[BaseGeometry | None]) -> dict[str, Overlap]:
    """Return for each level of the city how *outlines* (EPSG:4326) and its areas overlap.

    The key is the id of the level; parameters and result as in :func:`overlap`.
    """
    return {level.id: overlap(city, level.id, outlines) for level in city.levels}


def shares_of_areas(measured: Mapping[str, Overlap]) -> dict[str, Figures]:
    """Return for each level the covered shares of its areas, shape (outlines, areas), 0 to 1."""
    return {level_id: found.share_of_area for level_id, found in measured.items()}


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Mosaic:
    """Outlines cut along each other, so that every piece lies wholly in or out of each of them.

    What any number of outlines cover together is the sum of their pieces: each counts once, and
    all unions are measured in one go.

    Attributes
    ----------
    pieces : array of geometry, shape (pieces,)
        In EPSG:4326; they do not overlap.
    inside : array of bool, shape (pieces, outlines)
    """

    pieces: NDArray[np.object_]
    inside: NDArray[np.bool_]

    def share_of_area(self, measured: Overlap, chosen: Sequence[int]) -> Figures:
        """Return the share of each area that the *chosen* outlines cover together, 0 to 1.

        Parameters
        ----------
        measured
            The overlap of the pieces and the areas of a level.
        chosen
            Columns of ``inside``; none: nothing is covered.
        """
        counts = self.inside[:, list(chosen)].any(axis=1)
        return _shares(measured.shared_m2[counts].sum(axis=0), measured.area_m2)


def mosaic(outlines: Sequence[BaseGeometry | None], crs: str) -> Mosaic:
    """Return *outlines* (valid, EPSG:4326; None: nowhere) cut along each other in *crs* (metres).

    Corners are moved by less than a hundredth of a millimetre: without that, lines that run along
    each other would cross at random and pieces be lost.

    Examples
    --------
    >>> from shapely import box
    >>> west, east = box(9.40, 54.75, 9.44, 54.77), box(9.42, 54.76, 9.46, 54.78)
    >>> cut = mosaic([west, None, east], "EPSG:25832")
    >>> len(cut.pieces), cut.inside.sum(axis=0).tolist()
    (3, [2, 0, 2])
    """
    shapes = shapely.set_precision(_measurable(outlines, crs), GRID_M)
    lines = shapely.union_all(
        shapely.boundary(shapes[~shapely.is_missing(shapes)]), grid_size=GRID_M
    )
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    points = shapely.point_on_surface(faces)
    inside = np.zeros((len(faces), len(shapes)), dtype=bool)
    face, outline = shapely.STRtree(shapes).query(points, predicate="within")
    inside[face, outline] = True
    covered = inside.any(axis=1)  # not the gaps that outlines enclose
    return Mosaic(to_degrees(faces[covered], crs), inside[covered])


def united(outlines: Sequence[BaseGeometry | None], crs: str) -> BaseGeometry | None:
    """Return the union of *outlines*, so that nothing is counted twice; None if there is none.

    Parameters
    ----------
    outlines
        Valid polygons in EPSG:4326 (longitude, latitude), or None.
    crs
        The projected CRS in which they are united: a straight line between two corners is
        straight there, as in :func:`overlap`.

    Returns
    -------
    geometry or None
        In EPSG:4326.

    Examples
    --------
    >>> from shapely import box
    >>> west, east = box(9.40, 54.75, 9.44, 54.76), box(9.42, 54.75, 9.46, 54.76)
    >>> both = united([west, None, east], "EPSG:25832")
    >>> round(both.area, 6)  # in square degrees: 0.06 by 0.01
    0.0006
    """
    known = [outline for outline in outlines if outline is not None and not outline.is_empty]
    if not known:
        return None
    whole = np.array([shapely.union_all(_measurable(known, crs))], dtype=object)
    return to_degrees(whole, crs)[0]


def _measurable(shapes: Sequence[BaseGeometry | None], crs: str) -> NDArray[np.object_]:
    """Return *shapes* in metres, valid again where moving their corners has broken them."""
    given = np.empty(len(shapes), dtype=object)
    given[:] = shapes
    moved = to_metres(given, crs)
    broken = ~shapely.is_missing(moved) & ~shapely.is_valid(moved)
    moved[broken] = shapely.make_valid(moved[broken], method="structure", keep_collapsed=False)
    return moved


def _shared_m2(outlines: NDArray[np.object_], areas: NDArray[np.object_]) -> Figures:
    pieces, owner = shapely.get_parts(outlines, return_index=True)
    piece, area = shapely.STRtree(areas).query(pieces, predicate="intersects")
    shared = shapely.area(shapely.intersection(pieces[piece], areas[area]))
    result = np.zeros((len(outlines), len(areas)))
    np.add.at(result, (owner[piece], area), shared)
    return result


def _shares(shared_m2: Figures, area_m2: Figures) -> Figures:
    """Return the covered shares, exact at both ends."""
    shares = shared_m2 / area_m2
    result: Figures = np.where(shares > 1.0 - SNAP, 1.0, np.where(shares < SNAP, 0.0, shares))
    return result
