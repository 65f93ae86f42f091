"""Areas joined into contiguous spaces: divisions into fewer and fewer (or more and more) of them.

Both methods work on plain arrays and return the same: for each number of spaces one division, every
one nested in the next. No space joins areas that do not touch.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.contiguity import Places, parts_of
from geodata.statistics.spanning import Branch, cut, grown

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Ground:
    """What is divided; places stand in the order of the areas' ids.

    Attributes
    ----------
    figures : array of float, shape (areas, indicators)
        Comparable with each other (standardised), all finite.
    pairs : array of int, shape (pairs, 2)
        Places that touch, each pair once.
    people : array of float, shape (areas,)
        Residents, 0 where not known.
    least : float
        Residents that each space must have; 0: no such limit.
    """

    figures: Figures
    pairs: Places
    people: Figures
    least: float = 0.0

    @property
    def total(self) -> float:
        """The sum of squared distances from the mean of all areas."""
        return within(self.figures, np.zeros(len(self.figures), dtype=int))


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Divisions:
    """Divisions in ascending number of spaces.

    Attributes
    ----------
    numbers : tuple of int
        Numbers of spaces, ascending.
    labels : array of int, shape (numbers, areas)
        Of each area the least place of its space.
    """

    numbers: tuple[int, ...]
    labels: Places


def within(figures: Figures, labels: Places) -> float:
    """Return the sum of squared distances of the areas from the mean of their space.

    Examples
    --------
    >>> within(np.array([[1.0], [3.0], [9.0]]), np.array([0, 0, 2]))
    2.0
    """
    if not len(figures):
        return 0.0
    _, place, size = np.unique(labels, return_inverse=True, return_counts=True)
    sums = np.zeros((len(size), figures.shape[1]))
    np.add.at(sums, place, figures)
    return float(((figures - (sums / size[:, np.newaxis])[place]) ** 2).sum())


def joined(ground: Ground, most: int) -> Divisions:
    """Return divisions by joining neighbours step by step (Ward), up to *most* spaces.

    Joining spaces a and b of n and m areas adds n m / (n + m) times the squared distance of their
    means to the sum of squares within; each step takes the pair that adds least. Spaces below
    ``ground.least`` residents are joined first, so that every division meets the limit; one that
    touches nothing else stays below.

    Notes
    -----
    Without a limit this is ``sklearn.cluster.AgglomerativeClustering`` (Ward) with connectivity,
    and thereby ``spopt.region.WardSpatial``. Written here because those have no least size, join
    parts of a city that do not touch, and take up to 2.8 s to import; the tests compare results.

    References
    ----------
    Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the
    American Statistical Association 58 (301), 236-244.
    """
    number = len(ground.figures)
    state = _Joining(ground)
    state.run(small_first=True)
    free = len(state.merges)
    state.run(small_first=False)
    labels, rows = np.arange(number), []
    root = dict(enumerate(range(number)))
    for step in range(len(state.merges) + 1):
        if step >= free and number - step <= most:
            rows.append(labels)
        if step < len(state.merges):
            one, other = (root.pop(node) for node in state.merges[step])
            root[number + step] = min(one, other)
            labels = np.where(labels == max(one, other), min(one, other), labels)
    rows.reverse()
    fewest = number - len(state.merges)
    return Divisions(tuple(range(fewest, fewest + len(rows))), _stacked(rows, number))


class _Joining:
    """Spaces while they are joined; a joined space is a new node, so that old pairs die out."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.merges: list[tuple[int, int]] = []
        self._next = len(ground.figures)
        self._mean = dict(enumerate(ground.figures.tolist()))
        self._size = dict.fromkeys(self._mean, 1)
        self._people = dict(enumerate(ground.people.tolist()))
        self._beside: dict[int, set[int]] = {node: set() for node in self._mean}
        self._queue: list[tuple[float, int, int]] = []
        self._later: list[tuple[float, int, int]] = []
        for one, other in ground.pairs.tolist():
            self._beside[one].add(other)
            self._beside[other].add(one)
            heapq.heappush(self._queue, (self._cost(one, other), one, other))

    def run(self, small_first: bool) -> None:
        """Join pair by pair; *small_first*: only pairs of which one is below the least."""
        if not small_first:
            self._queue = self._later + self._queue
            heapq.heapify(self._queue)
        while self._queue:
            pair = heapq.heappop(self._queue)
            one, other = pair[1:]
            if one not in self._mean or other not in self._mean:
                continue
            least = min(self._people[one], self._people[other])
            if small_first and not least < self.ground.least:
                self._later.append(pair)
            else:
                self._join(one, other)

    def _cost(self, one: int, other: int) -> float:
        n, m = self._size[one], self._size[other]
        return n * m / (n + m) * math.dist(self._mean[one], self._mean[other]) ** 2

    def _join(self, one: int, other: int) -> None:
        new, n, m = self._next, self._size.pop(one), self._size.pop(other)
        self._next += 1
        means = zip(self._mean.pop(one), self._mean.pop(other), strict=True)
        self._mean[new] = [(n * a + m * b) / (n + m) for a, b in means]
        self._size[new] = n + m
        self._people[new] = self._people.pop(one) + self._people.pop(other)
        around = (self._beside.pop(one) | self._beside.pop(other)) - {one, other}
        self._beside[new] = around
        for near in sorted(around):
            self._beside[near] -= {one, other}
            self._beside[near].add(new)
            heapq.heappush(self._queue, (self._cost(near, new), near, new))
        self.merges.append((one, other))


def cut_apart(ground: Ground, most: int) -> Divisions:
    """Return divisions by cutting a tree of neighbours (SKATER), up to *most* spaces.

    The tree joins all areas by borders between the most alike neighbours (minimum spanning tree).
    Each step cuts the border whose cut lowers the sum of squares within most, where both sides
    keep ``ground.least`` residents.

    Notes
    -----
    ``spopt.region.Skater`` with squared distances finds the same; it is written here because
    spopt takes 2.8 s to import and tries every cut anew; the tests compare results.

    References
    ----------
    Assunção, R. M., Neves, M. C., Câmara, G., Da Costa Freitas, C. (2006). Efficient
    regionalization techniques for socio-economic geographical units using minimum spanning trees.
    International Journal of Geographical Information Science 20 (7), 797-811.
    """
    number = len(ground.figures)
    labels = parts_of(number, ground.pairs)
    queue: list[tuple[float, int, int, Branch]] = []
    for branch in grown(ground.figures, ground.pairs):
        _offer(queue, ground, branch)
    rows = [labels]
    while queue and len(np.unique(rows[-1])) < most:
        _, _, place, branch = heapq.heappop(queue)
        sides = cut(branch, place)
        labels = labels.copy()
        for side in sides:
            labels[side.places] = side.places.min()
            _offer(queue, ground, side)
        rows.append(labels)
    fewest = len(np.unique(rows[0]))
    return Divisions(tuple(range(fewest, fewest + len(rows))), _stacked(rows, number))


def _offer(queue: list[tuple[float, int, int, Branch]], ground: Ground, branch: Branch) -> None:
    found = branch.best_cut(ground.figures, ground.people, ground.least)
    if found is not None:
        gain, place = found
        heapq.heappush(queue, (-gain, int(branch.places.min()), place, branch))


def _stacked(rows: list[Places], number: int) -> Places:
    found: Places = np.array(rows, dtype=int).reshape(len(rows), number)
    return found
