"""Places for names on a printed map: inside their areas, none above another.

Small areas come first, for they have the least choice; among many areas the large ones. A label has
variants, from the whole name to a letter that a key explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.export.fonts import text_width
from layers.export.ground import Box

LEADING = 1.12  # height of a line in sizes of its letters
AIR = 0.5  # mm around a label
STEPS = 13  # places tried along each side of an area
COARSE = 0.15  # mm that an outline may be off when places are sought
MOSTLY = 0.5  # of a label that must lie on its own area
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """One line of a label; ``size`` in mm."""

    text: str
    size: float
    bold: bool = False

    @property
    def width(self) -> float:
        """Width in mm."""
        return text_width(self.text, self.size, bold=self.bold)


Lines = tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Wish:
    """A label that wants a place: variants, the best first; the chosen one is placed anyhow."""

    index: int
    point: tuple[float, float]
    shape: BaseGeometry
    variants: tuple[Lines, ...]
    always: bool = False
    steps: int = STEPS


@dataclass(frozen=True)
class Placed:
    """A label with the place of its middle; ``variant`` counts those of its wish."""

    index: int
    variant: int
    lines: Lines
    x: float
    y: float

    @property
    def box(self) -> Box:
        """The paper that it covers, with some air."""
        wide, high = size(self.lines)
        return self.x - wide / 2, self.y - high / 2, self.x + wide / 2, self.y + high / 2


def size(lines: Lines) -> tuple[float, float]:
    """Return width and height of a label in mm."""
    wide = max((line.width for line in lines), default=0.0)
    return wide + AIR, sum(line.size * LEADING for line in lines) + AIR


def broken(name: str, line_size: float) -> Lines:
    """Return *name* in two lines of like width, broken behind a blank, hyphen or stroke.

    A name without such a place stays in one line.
    """
    cuts = [i + 1 for i, sign in enumerate(name[:-1]) if sign in " -/–"]
    whole = (Line(name, line_size),)
    pairs = [(Line(name[:i].strip(), line_size), Line(name[i:].strip(), line_size)) for i in cuts]
    return min([whole, *pairs], key=lambda lines: max(line.width for line in lines))


def place(wishes: Sequence[Wish], hard: Sequence[Box], soft: Sequence[Box] = ()) -> list[Placed]:
    """Return the labels that find a place, in the order of *wishes*.

    Parameters
    ----------
    wishes
        The first has the first choice.
    hard
        Paper that no label may cover.
    soft
        Paper that labels cover only where nothing else is left.
    """
    taken, found = list(hard), []
    for wish in wishes:
        placed = _placed(wish, taken, soft)
        if placed is not None:
            taken.append(placed.box)
            found.append(placed)
    return found


def _placed(wish: Wish, taken: list[Box], soft: Sequence[Box]) -> Placed | None:
    coarse = shapely.simplify(wish.shape, COARSE)
    points = _points(wish, coarse)
    for variant, lines in enumerate(wish.variants):
        boxes = _boxes(points, size(lines))
        free = _free(boxes, [*taken, *soft])
        at = _first(free & _inside(coarse, boxes, free))
        if at is None and soft:
            free = _free(boxes, taken)
            at = _first(free & _inside(coarse, boxes, free))
        if at is None:
            at = _first(free & _mostly(coarse, boxes, free))
        if at is not None:
            return Placed(wish.index, variant, lines, *points[at].tolist())
    return Placed(wish.index, 0, wish.variants[0], *wish.point) if wish.always else None


def _points(wish: Wish, shape: BaseGeometry) -> Figures:
    """Return places to try, nearest to the area's own point first."""
    own = np.array([wish.point])
    if wish.steps < 2:
        return own
    left, top, right, bottom = shapely.bounds(shape).tolist()
    x, y = np.meshgrid(
        np.linspace(left, right, wish.steps + 2)[1:-1],
        np.linspace(top, bottom, wish.steps + 2)[1:-1],
    )
    grid = np.column_stack((x.ravel(), y.ravel()))
    far = np.hypot(*(grid - own).T)
    return np.vstack((own, grid[np.argsort(far, kind="stable")]))


def _boxes(points: Figures, wanted: tuple[float, float]) -> Figures:
    half = np.array(wanted) / 2
    return np.hstack((points - half, points + half))


def _free(boxes: Figures, taken: Sequence[Box]) -> NDArray[np.bool_]:
    if not taken:
        return np.ones(len(boxes), dtype=bool)
    left, top, right, bottom = (side[:, None] for side in boxes.T)
    others = np.array(taken).T
    apart = (right <= others[0]) | (left >= others[2]) | (bottom <= others[1]) | (top >= others[3])
    free: NDArray[np.bool_] = apart.all(axis=1)
    return free


def _inside(shape: BaseGeometry, boxes: Figures, of: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros(len(boxes), dtype=bool)
    shapely.prepare(shape)
    found[of] = shapely.contains_properly(shape, shapely.box(*boxes[of].T))
    return found


def _mostly(shape: BaseGeometry, boxes: Figures, of: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Boxes that lie on their area for the greater part."""
    found = np.zeros(len(boxes), dtype=bool)
    papers = shapely.box(*boxes[of].T)
    own = shapely.area(shapely.intersection(papers, shape)) / shapely.area(papers)
    found[of] = own >= MOSTLY
    return found


def _first(good: NDArray[np.bool_]) -> int | None:
    return int(np.argmax(good)) if good.any() else None
