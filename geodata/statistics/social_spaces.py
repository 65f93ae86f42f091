"""Social spaces: neighbouring areas joined so that they are alike inside and unlike outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import City
from geodata.statistics.contiguity import Places, parts_of
from geodata.statistics.divisions import Divisions, Ground, cut_apart, joined, within
from geodata.statistics.space_inputs import Figures, Inputs

SUGGESTED_UP_TO = 60  # more spaces than that are no overview


class Method(StrEnum):
    """How areas become spaces."""

    WARD = "ward"  # neighbours are joined, the most alike first
    TREE = "tree"  # a tree of the most alike neighbours is cut


@dataclass(frozen=True)
class Rule:
    """What is asked: method, number of spaces (0: the suggested one), least residents of each."""

    method: Method = Method.WARD
    number: int = 0
    least: float = 0.0


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Spaces:
    """The social spaces of a level.

    Attributes
    ----------
    inputs : Inputs
        What they are made of; areas stand in the order of their ids.
    rule : Rule
        As it was asked.
    space : array of int, shape (areas,)
        1 to *number*, from north to south; 0: an area without all figures belongs to none.
    number, suggested : int
        How many there are, and how many are suggested.
    divisions : Divisions
        The divisions of the areas that count into all possible numbers of spaces.
    explained : array of float, shape (numbers,)
        For each possible number the explained share of the variance, 0 to 1; NaN if the areas do
        not differ at all.
    """

    inputs: Inputs
    rule: Rule
    space: Places
    number: int
    suggested: int
    divisions: Divisions
    explained: Figures

    @property
    def numbers(self) -> tuple[int, ...]:
        """All possible numbers of spaces, ascending."""
        return self.divisions.numbers

    @property
    def share(self) -> float:
        """The explained share of the variance, 0 to 1; NaN if the areas do not differ."""
        return float(self.explained[self.numbers.index(self.number)]) if self.numbers else np.nan

    def members(self, number: int) -> list[int]:
        """Return the places of the areas of a space."""
        return np.flatnonzero(self.space == number).tolist()

    def people(self, number: int) -> float:
        """Return the residents of a space as far as they are known; NaN: of no area of it."""
        known = self.inputs.people[self.members(number)]
        return float(np.nansum(known)) if np.isfinite(known).any() else float("nan")


def social_spaces(city: City, inputs: Inputs, rule: Rule) -> Spaces:
    """Return the social spaces of a level.

    The chosen indicators, all of the same weight, are standardised (z = (x - m) / s over the
    areas with every figure). Spaces are joined or cut (see Notes) such that the sum of squared
    distances of the areas from the mean of their space is small; the explained share is
    1 - within / total. All areas of a space hang together by common border lines.

    Parameters
    ----------
    city
        Its points of areas number the spaces from north to south.
    inputs
        From :func:`geodata.statistics.space_inputs.space_inputs`.
    rule
        A number that is not possible becomes the nearest possible one.

    Notes
    -----
    ``ward``: :func:`geodata.statistics.divisions.joined`; ``tree``:
    :func:`geodata.statistics.divisions.cut_apart`. The suggested number is the knee of the curve
    of the explained share over the number of spaces, up to 60 and up to half of the areas: where
    it is farthest above the straight line between its ends, so that from there on a further space
    explains less than spaces do on average. The order of areas in the package is irrelevant.

    References
    ----------
    Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the
    American Statistical Association 58 (301), 236-244.

    Assunção, R. M., Neves, M. C., Câmara, G., Da Costa Freitas, C. (2006). Efficient
    regionalization techniques for socio-economic geographical units using minimum spanning trees.
    International Journal of Geographical Information Science 20 (7), 797-811.

    Satopää, V., Albrecht, J., Irwin, D., Raghavan, B. (2011). Finding a "kneedle" in a haystack.
    31st International Conference on Distributed Computing Systems Workshops, 166-171.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.statistics.space_inputs import space_inputs
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> inputs = space_inputs(city, "stadtteil", ["sgb-ii-anteil"], 2022)
    >>> found = social_spaces(city, inputs, Rule(number=4))
    >>> found.number, sorted(set(found.space.tolist()))
    (4, [1, 2, 3, 4])
    """
    places = np.flatnonzero(inputs.counted)
    ground = ground_of(inputs, inputs.z, rule.least)
    divisions = divide(ground, rule.method)
    space: Places = np.zeros(len(inputs.areas), dtype=int)
    if not len(places):
        none = Divisions((), np.zeros((0, 0), dtype=int))
        return Spaces(inputs, rule, space, 0, 0, none, np.zeros(0))
    explained = _explained(ground, divisions)
    usual = suggested(divisions.numbers, explained, len(places))
    number = min(divisions.numbers, key=lambda one: (abs(one - (rule.number or usual)), one))
    labels = divisions.labels[divisions.numbers.index(number)]
    space[places] = _numbered(city, inputs, places, labels)
    return Spaces(inputs, rule, space, number, usual, divisions, explained)


def ground_of(inputs: Inputs, z: Figures, least: float) -> Ground:
    """Return the areas that count, with their neighbours, as ground to divide.

    Where no residents are known there is no *least*.
    """
    counted = inputs.counted
    place = np.cumsum(counted) - 1
    both = counted[inputs.pairs].all(axis=1)
    people = np.nan_to_num(inputs.people[counted])
    return Ground(
        z[counted], place[inputs.pairs[both]], people, least if inputs.people_year else 0.0
    )


def divide(ground: Ground, method: Method, most: int = 0) -> Divisions:
    """Return the divisions of *ground* up to *most* spaces (0: as many as there are areas)."""
    run = joined if method is Method.WARD else cut_apart
    return run(ground, most or len(ground.figures))


def suggested(numbers: tuple[int, ...], explained: Figures, areas: int) -> int:
    """Return the number of spaces at the knee of the curve of the explained share.

    Examples
    --------
    >>> suggested((1, 2, 3, 4, 5), np.array([0.0, 0.5, 0.8, 0.85, 0.9]), 10)
    3
    """
    most = max(numbers[0], min(SUGGESTED_UP_TO, areas // 2))
    upto = [row for row, number in enumerate(numbers) if number <= most]
    xs, ys = np.array(numbers, dtype=float)[upto], explained[upto]
    if len(upto) < 3 or not np.isfinite(ys).all():
        return numbers[upto[-1]] if len(upto) < 3 else numbers[0]
    line = ys[0] + (ys[-1] - ys[0]) * (xs - xs[0]) / (xs[-1] - xs[0])
    above = np.round(ys - line, 12)
    return numbers[int(np.argmax(above))]


def _explained(ground: Ground, divisions: Divisions) -> Figures:
    total = ground.total
    if not total > 0:
        return np.full(len(divisions.numbers), np.nan)
    found = [1 - within(ground.figures, labels) / total for labels in divisions.labels]
    shares: Figures = np.clip(np.array(found), 0.0, 1.0)
    return shares


def _numbered(city: City, inputs: Inputs, places: Places, labels: Places) -> Places:
    """Return numbers from 1 on, by the northernmost point of an area of each space, then id."""
    points = {area.id: area.point.y for area in city.level(inputs.level).areas}
    north: dict[int, tuple[float, int]] = {}
    for place, label in zip(places.tolist(), labels.tolist(), strict=True):
        key = (-round(points[inputs.areas[place]], 6), place)
        north[label] = min(key, north.get(label, key))
    ranks = {label: rank for rank, label in enumerate(sorted(north, key=north.__getitem__), 1)}
    found: NDArray[np.int_] = np.array([ranks[label] for label in labels.tolist()], dtype=int)
    return found


def heads(spaces: Spaces, number: int, most: int = 2) -> list[int]:
    """Return the places of the areas that a space is named after: those with most residents.

    Where residents are not known, those with the first ids.
    """
    people = spaces.inputs.people
    known = np.where(np.isfinite(people), people, -1.0)
    return sorted(spaces.members(number), key=lambda place: (-known[place], place))[:most]


def unreachable(spaces: Spaces) -> list[int]:
    """Return the numbers of spaces below the least residents: they touch nothing to join."""
    if not spaces.inputs.people_year:
        return []
    return [
        number
        for number in range(1, spaces.number + 1)
        if np.nan_to_num(spaces.people(number)) < spaces.rule.least
    ]


def parts(inputs: Inputs) -> int:
    """Return into how many parts that do not touch the areas that count fall."""
    ground = ground_of(inputs, np.zeros((len(inputs.areas), 1)), 0.0)
    return len(np.unique(parts_of(len(ground.figures), ground.pairs)))
