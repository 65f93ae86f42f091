"""What is said of social spaces: how alike inside, how unlike across borders and official areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geodata.model import City, Level
from geodata.statistics.divisions import within
from geodata.statistics.partitions import adjusted_rand
from geodata.statistics.social_spaces import Spaces
from geodata.statistics.space_inputs import Figures, Inputs


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Profile:
    """One space.

    ``mean`` (standard deviations from the mean of all areas that count) and ``spread`` (standard
    deviation of its areas in the same unit) have shape (indicators,); ``figures`` are those of the
    space in the units of the indicators: from numerators and denominators of its areas, else the
    mean of its areas. ``spread`` is 0 for a space of one area.
    """

    number: int
    mean: Figures
    spread: Figures
    figures: Figures


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Border:
    """Two spaces that touch. ``apart`` (indicators,): mean of the second minus that of the first.

    In standard deviations of the city. ``contrast`` is the root of the mean square of ``apart``.
    """

    one: int
    other: int
    apart: Figures
    contrast: float


@dataclass(frozen=True)
class Comparison:
    """The spaces beside the areas of a coarser level, over the *areas* that are in both.

    ``explained`` is the share of the variance that the official borders explain, ``rand`` the
    adjusted Rand index against the spaces. ``same`` and ``same_rand`` are both for as many spaces
    as there are official areas: NaN where so many are not possible.
    """

    level: str
    number: int
    areas: int
    rand: float
    explained: float
    same: float
    same_rand: float


def profiles(spaces: Spaces) -> tuple[Profile, ...]:
    """Return mean, spread and figures of each space, in the order of their numbers."""
    z = spaces.inputs.z
    found = []
    for number in range(1, spaces.number + 1):
        rows = spaces.members(number)
        own = z[rows]
        found.append(
            Profile(number, own.mean(axis=0), own.std(axis=0), figures_of(spaces.inputs, rows))
        )
    return tuple(found)


def figures_of(inputs: Inputs, rows: Sequence[int]) -> Figures:
    """Return the figures of the areas of *rows* taken together, shape (indicators,).

    From their numerators and denominators; the mean of the areas where these are not published.
    """
    found = inputs.figures[list(rows)].mean(axis=0)
    cases, bases = inputs.cases[list(rows)].sum(axis=0), inputs.bases[list(rows)].sum(axis=0)
    factors = np.array([one.indicator.factor for one in inputs.chosen])
    known = np.isfinite(cases) & np.isfinite(bases) & (bases > 0)
    found[known] = factors[known] * cases[known] / bases[known]
    result: Figures = found
    return result


def borders(spaces: Spaces) -> tuple[Border, ...]:
    """Return all pairs of spaces that touch, in ascending order, with the contrast between them."""
    sides = np.sort(spaces.space[spaces.inputs.pairs], axis=1)
    across = sides[(sides[:, 0] > 0) & (sides[:, 0] != sides[:, 1])]
    means = [one.mean for one in profiles(spaces)]
    found = []
    for one, other in np.unique(across, axis=0).tolist():
        apart = means[other - 1] - means[one - 1]
        found.append(Border(one, other, apart, float(np.sqrt((apart**2).mean()))))
    return tuple(found)


def colours(spaces: Spaces, found: tuple[Border, ...]) -> tuple[int, ...]:
    """Return a number from 0 on for each space, so that no two that touch have the same.

    Greedy, in the order of the spaces; the number says nothing about them.
    """
    beside: dict[int, set[int]] = {number: set() for number in range(1, spaces.number + 1)}
    for border in found:
        beside[border.other].add(border.one)
    chosen: list[int] = []
    for number in range(1, spaces.number + 1):
        taken = {chosen[other - 1] for other in beside[number]}
        chosen.append(min(set(range(len(taken) + 1)) - taken))
    return tuple(chosen)


def outlines(city: City, spaces: Spaces) -> tuple[BaseGeometry, ...]:
    """Return the outline of each space in EPSG:4326: its areas without the borders between them."""
    shapes = {area.id: area.geometry for area in city.level(spaces.inputs.level).areas}
    return tuple(
        shapely.union_all([shapes[spaces.inputs.areas[row]] for row in spaces.members(number)])
        for number in range(1, spaces.number + 1)
    )


def middle(shape: BaseGeometry) -> Point:
    """Return the point inside *shape* that is farthest from its border: room for a number."""
    return Point(shapely.get_coordinates(shapely.maximum_inscribed_circle(shape, 0.0005))[0])


def comparisons(city: City, spaces: Spaces) -> tuple[Comparison, ...]:
    """Return the spaces beside each level that their areas are parts of, from fine to coarse.

    The whole city is left out: it is one area.
    """
    inputs = spaces.inputs
    level = city.level(inputs.level)
    above = {area.id: area.id for area in level.areas}
    found = []
    while level.parent and level.parent != city.city_level:
        parents = {area.id: area.parent for area in level.areas}
        above = {area: parents.get(one, "") for area, one in above.items()}
        level = city.level(level.parent)
        found.append(_compared(spaces, level, above))
    return tuple(found)


def _compared(spaces: Spaces, level: Level, above: dict[str, str]) -> Comparison:
    inputs = spaces.inputs
    home = np.array([above[area] for area in inputs.areas])
    rows = (spaces.space > 0) & (home != "")
    _, official = np.unique(home[rows], return_inverse=True)
    z = inputs.z[rows]
    total = within(z, np.zeros(len(z), dtype=int))
    number = len(np.unique(official))
    explained = 1 - within(z, official) / total if total > 0 else float("nan")
    same = same_rand = float("nan")
    if number in spaces.numbers:
        row = spaces.numbers.index(number)
        same = float(spaces.explained[row])
        labels = np.zeros(len(rows), dtype=int)
        labels[inputs.counted] = spaces.divisions.labels[row]
        same_rand = adjusted_rand(labels[rows], official)
    rand = adjusted_rand(spaces.space[rows], official)
    return Comparison(level.id, number, int(rows.sum()), rand, explained, same, same_rand)
