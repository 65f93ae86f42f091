"""People by the funding of the place where they live, in five parts that add up exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

PARTS = ("inside", "formerly", "unknown", "void", "outside")
GRAIN = 2.0**20  # people are kept to a millionth, so that sums are exact in binary figures


@dataclass(frozen=True)
class People:
    """A number of people and how far off it may be; NaN where people are not known.

    ``low`` and ``high`` are the range, ``least`` and ``most`` the bounds that
    :class:`geodata.statistics.estimate.Estimate` explains.
    """

    people: float
    low: float
    high: float
    least: float
    most: float


@dataclass(frozen=True)
class Split:
    """People by the funding of the place where they live; the five parts add up to ``total``."""

    total: float
    inside: People
    formerly: People
    unknown: People
    void: People
    outside: People

    def share(self, part: str) -> tuple[float, float, float]:
        """Return the share of a part (of :data:`PARTS`) with its low and high end, 0 to 1.

        NaN where there are no people, or none known.

        Examples
        --------
        >>> some, none = People(10.0, 5.0, 20.0, 0.0, 40.0), People(0.0, 0.0, 0.0, 0.0, 0.0)
        >>> Split(40.0, some, none, none, none, People(30.0, 20.0, 35.0, 0.0, 40.0)).share("inside")
        (0.25, 0.125, 0.5)
        """
        found: People = getattr(self, part)
        if not self.total > 0:
            return (np.nan, np.nan, np.nan)
        return found.people / self.total, found.low / self.total, found.high / self.total


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class PartWeights:
    """Which share of the people of each area (columns) lives in each part (rows), 0 to 1.

    Attributes
    ----------
    upto : array, shape (4, areas)
        Share in the first part, in the first two, and so on; rising from row to row. What is left
        is the fifth part.
    low, high, least, most : array, shape (5, areas)
        The range and the bounds of the share in each part.
    """

    upto: Figures
    low: Figures
    high: Figures
    least: Figures
    most: Figures

    @property
    def single(self) -> Figures:
        """The share in each part, shape (5, areas); the columns add up to 1."""
        return single_parts(self.upto)


def single_parts(upto: Figures) -> Figures:
    """Return the share in each of the five parts, shape (5, areas), from the shares up to each.

    Examples
    --------
    >>> single_parts(np.array([[0.25], [0.5], [0.5], [0.5]])).ravel()
    array([0.25, 0.25, 0.  , 0.  , 0.5 ])
    """
    ones = np.ones((1, upto.shape[1]))
    result: Figures = np.diff(np.vstack([upto, ones]), axis=0, prepend=0.0)
    return result


def split(people: Figures, chosen: Flags, shares: PartWeights) -> Split:
    """Return the *people* of the *chosen* areas by part.

    Parameters
    ----------
    people
        Shape (areas,), not below 0; an area with NaN is left out.
    chosen
        Shape (areas,).
    shares
        Weights of the same areas.

    Returns
    -------
    Split
        Zeros where no area is chosen; NaN where some are and the people of none are known.

    Examples
    --------
    >>> half = np.array([[0.5], [0.5], [0.5], [0.5]])
    >>> ends = np.array([[0.5], [0.0], [0.0], [0.0], [0.5]])
    >>> found = split(np.array([8.0]), np.array([True]), PartWeights(half, ends, ends, ends, ends))
    >>> found.total, found.inside.people, found.outside.people
    (8.0, 4.0, 4.0)
    """
    own = people[chosen]
    if len(own) and np.isnan(own).all():
        nobody = People(*(np.nan,) * 5)
        return Split(np.nan, *(nobody,) * len(PARTS))
    own = np.nan_to_num(own)
    ones = np.ones((1, len(own)))
    upto = _summed(np.vstack([shares.upto[:, chosen], ones]), own)
    parts = np.diff(upto, prepend=0.0)
    low, high = (_summed(end[:, chosen], own) for end in (shares.low, shares.high))
    least, most = (_summed(end[:, chosen], own) for end in (shares.least, shares.most))
    low, high = np.minimum(low, parts), np.maximum(high, parts)
    ends = (parts, low, high, np.minimum(least, low), np.maximum(most, high))
    return Split(float(upto[-1]), *(People(*row) for row in np.column_stack(ends).tolist()))


def _summed(shares: Figures, people: Figures) -> Figures:
    result: Figures = np.round((shares * people).sum(axis=1) * GRAIN) / GRAIN
    return result
