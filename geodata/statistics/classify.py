"""Class limits of a choropleth map.

Every function here has a twin in ``assets/classes.js`` that does the same arithmetic in the same
order, so that the browser and the server never disagree; a test compares them figure by figure.

A class takes its lower limit in and leaves its upper limit out ("von 10 bis unter 15"); the last
class takes in the highest figure. Figures are classified as they are printed, rounded half up to
the decimals of the indicator: what a reader sees decides the colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Method(StrEnum):
    """How the limits between the classes are found."""

    NATURAL = "natuerlich"
    QUANTILE = "quantile"
    EQUAL = "gleich"
    DEVIATION = "abweichung"
    OWN = "eigene"


FEWEST, MOST = 3, 7


@dataclass(frozen=True)
class Classes:
    """A method, a number of classes, and limits where the user gave them."""

    method: Method = Method.NATURAL
    number: int = 5
    own: tuple[float, ...] = ()


def round_half_up(value: float, decimals: int) -> float:
    """Return *value* rounded to *decimals*, halves upwards; NaN stays NaN.

    Examples
    --------
    >>> round_half_up(12.25, 1), round_half_up(2.5, 0)
    (12.3, 3.0)
    """
    if not math.isfinite(value):
        return value
    scale = 10.0**decimals
    return math.floor(value * scale + 0.5) / scale


def class_limits(
    classes: Classes, figures: Sequence[float], decimals: int, middle: float
) -> tuple[float, ...]:
    """Return the limits between the classes, ascending, without the lowest and highest figure.

    Parameters
    ----------
    classes
        Method, number of classes (3 to 7) and the user's own limits.
    figures
        All figures the limits shall hold for (one year, or pooled over all years); NaN is ignored.
    decimals
        Decimals to which figures and limits are rounded.
    middle
        The city's value; only :attr:`Method.DEVIATION` uses it.

    Returns
    -------
    tuple of float
        At most ``number - 1`` limits: fewer where the figures do not differ enough. Empty where
        there is no figure, or all are the same (one class).

    Examples
    --------
    >>> class_limits(Classes(Method.EQUAL, 4), [0, 2, 8], 0, 0)
    (2.0, 4.0, 6.0)
    """
    if classes.method is Method.OWN:
        return classes.own
    ordered = sorted(round_half_up(x, decimals) for x in figures if math.isfinite(x))
    if not ordered or ordered[0] == ordered[-1]:
        return ()
    if classes.method is Method.DEVIATION:
        raw = _deviation(ordered, classes.number, middle)
    elif classes.method is Method.EQUAL:
        raw = _equal(ordered, classes.number)
    elif classes.method is Method.QUANTILE:
        raw = [ordered[(len(ordered) * i) // classes.number] for i in range(1, classes.number)]
    else:
        raw = natural_limits(ordered, classes.number)
    rounded = sorted({round_half_up(limit, decimals) for limit in raw})
    if classes.method is Method.DEVIATION:
        return tuple(rounded)
    return tuple(limit for limit in rounded if limit > ordered[0])


def class_of(figure: float, limits: Sequence[float]) -> int:
    """Return the class of a rounded *figure*, counted from 0; -1 for NaN.

    Examples
    --------
    >>> [class_of(x, (10.0, 15.0)) for x in (9.9, 10.0, 15.0, float("nan"))]
    [0, 1, 2, -1]
    """
    if not math.isfinite(figure):
        return -1
    return sum(1 for limit in limits if limit <= figure)


def _equal(ordered: list[float], number: int) -> list[float]:
    low, high = ordered[0], ordered[-1]
    return [low + (high - low) * i / number for i in range(1, number)]


def _deviation(ordered: list[float], number: int, middle: float) -> list[float]:
    """Limits in steps of one standard deviation around *middle* (the city's value)."""
    total = 0.0
    for figure in ordered:
        total += (figure - middle) * (figure - middle)
    step = math.sqrt(total / len(ordered))
    return [middle + (i - number / 2) * step for i in range(1, number)]


def natural_limits(ordered: list[float], number: int) -> list[float]:
    """Return the lowest figure of every class but the first, after Fisher and Jenks.

    The classes have the smallest possible sum of squared deviations from their means. Equal
    figures are never parted. Found by dynamic programming with divide and conquer over the
    monotone optimum: O(number * n * log n), where the textbook way needs n squared.

    Parameters
    ----------
    ordered
        Ascending figures without NaN, at least one.
    number
        Wished number of classes; no more than there are different figures are returned.

    Notes
    -----
    Source: W. D. Fisher, On Grouping for Maximum Homogeneity, JASA 53 (1958) 789-798;
    G. F. Jenks, Optimal Data Classification for Choropleth Maps (1977).

    Examples
    --------
    >>> natural_limits([1, 2, 9, 10, 30], 3)
    [9, 30]
    """
    distinct = sorted(set(ordered))
    number = min(number, len(distinct))
    spread = _Spread(ordered, distinct)
    best = [spread.cost(0, end) for end in range(1, len(distinct) + 1)]
    starts: list[list[int]] = []
    for count in range(1, number):
        best, start = _one_class_more(spread, best, count)
        starts.append(start)
    limits: list[float] = []
    end = len(distinct)
    for start in reversed(starts):
        end = start[end - 1]
        limits.append(distinct[end])
    return limits[::-1]


class _Spread:
    """Sums of squared deviations of runs of distinct figures, in constant time."""

    def __init__(self, ordered: list[float], distinct: list[float]) -> None:
        middle = ordered[len(ordered) // 2]
        self.weight, self.sum, self.square = [0.0], [0.0], [0.0]
        position = 0
        for figure in distinct:
            first = position
            while position < len(ordered) and ordered[position] == figure:
                position += 1
            count, shifted = position - first, figure - middle
            self.weight.append(self.weight[-1] + count)
            self.sum.append(self.sum[-1] + count * shifted)
            self.square.append(self.square[-1] + count * shifted * shifted)

    def cost(self, start: int, end: int) -> float:
        total = self.sum[end] - self.sum[start]
        weight = self.weight[end] - self.weight[start]
        return self.square[end] - self.square[start] - total * total / weight


def _one_class_more(
    spread: _Spread, before: list[float], count: int
) -> tuple[list[float], list[int]]:
    """Return the least cost and the start of the last class for each end, with one class more."""
    length = len(before)
    best, start = [math.inf] * length, [0] * length
    todo = [(count, length - 1, count, length - 1)]
    while todo:
        low, high, first, last = todo.pop()
        if low > high:
            continue
        middle = (low + high) // 2
        for cut in range(first, min(middle, last) + 1):
            cost = before[cut - 1] + spread.cost(cut, middle + 1)
            if cost < best[middle]:
                best[middle], start[middle] = cost, cut
        todo.append((low, middle - 1, first, start[middle]))
        todo.append((middle + 1, high, start[middle], last))
    return best, start


def is_ascending(limits: Sequence[float]) -> bool:
    """Return whether *limits* are finite and each is above the one before."""
    return all(math.isfinite(x) for x in limits) and all(a < b for a, b in pairwise(limits))
