"""The tree of the most alike neighbours, and where cutting it divides best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.statistics.contiguity import Places, root_of

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Branch:
    """Part of a tree: each place is followed by all that hang below it.

    Attributes
    ----------
    places : array of int, shape (places,)
    below : array of int, shape (places,)
        How many places from here on belong to the subtree of each, itself included.
    """

    places: Places
    below: Places

    def best_cut(self, figures: Figures, people: Figures, least: float) -> tuple[float, int] | None:
        """Return by how much the best cut lowers the sum of squares, and the row of its subtree.

        None where no cut leaves *least* residents on both sides. Of equal cuts the first is taken.
        """
        if len(self.places) < 2:
            return None
        own = figures[self.places]
        ends = np.arange(len(own)) + self.below
        sums = _from_above(own)
        part = sums[ends] - sums[:-1]
        rest = sums[-1] - part
        n, all_ = self.below, len(own)
        gain = np.full(all_, -np.inf)
        inner = slice(1, None)
        apart = part[inner] / n[inner, np.newaxis] - rest[inner] / (all_ - n[inner, np.newaxis])
        gain[inner] = n[inner] * (all_ - n[inner]) / all_ * (apart**2).sum(axis=1)
        heads = _from_above(people[self.places])
        below = heads[ends] - heads[:-1]
        enough = (below >= least) & (heads[-1] - below >= least)
        gain[~enough] = -np.inf
        row = int(np.argmax(gain))
        return None if gain[row] == -np.inf else (float(gain[row]), row)


def grown(figures: Figures, pairs: Places) -> list[Branch]:
    """Return one tree for each part that hangs together, in the order of their least places.

    The borders with the least distance are taken first (Kruskal 1956), as long as they join what
    is not yet joined; equal ones in the order of *pairs*.
    """
    number = len(figures)
    apart = ((figures[pairs[:, 0]] - figures[pairs[:, 1]]) ** 2).sum(axis=1)
    root = list(range(number))
    beside: list[list[int]] = [[] for _ in range(number)]
    for one, other in pairs[np.argsort(apart, kind="stable")].tolist():
        top, last = root_of(root, one), root_of(root, other)
        if top != last:
            root[max(top, last)] = min(top, last)
            beside[one].append(other)
            beside[other].append(one)
    tops = sorted({root_of(root, place) for place in range(number)})
    return [_walked(top, beside) for top in tops]


def cut(branch: Branch, row: int) -> tuple[Branch, Branch]:
    """Return the subtree that begins at *row* of *branch*, and what is left without it."""
    size = int(branch.below[row])
    rows = np.arange(len(branch.places))
    above = (rows < row) & (rows + branch.below > row)
    left = np.where(above, branch.below - size, branch.below)
    off = slice(row, row + size)
    return (
        Branch(branch.places[off], branch.below[off]),
        Branch(np.delete(branch.places, off), np.delete(left, off)),
    )


def _walked(top: int, beside: list[list[int]]) -> Branch:
    places: list[int] = []
    above: dict[int, int] = {top: -1}
    stack = [top]
    while stack:
        place = stack.pop()
        places.append(place)
        for near in sorted(beside[place], reverse=True):
            if near not in above:
                above[near] = place
                stack.append(near)
    below = dict.fromkeys(places, 1)
    for place in reversed(places[1:]):
        below[above[place]] += below[place]
    return Branch(np.array(places), np.array([below[place] for place in places]))


def _from_above(figures: Figures) -> Figures:
    """Return running sums with a row of zeros in front."""
    start = np.zeros((1, *figures.shape[1:]))
    result: Figures = np.concatenate([start, np.cumsum(figures, axis=0)])
    return result
