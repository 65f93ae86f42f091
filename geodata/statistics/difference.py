"""Whether two shares or two rates differ more than chance alone explains (95 %).

Both rules go by the intervals of :mod:`geodata.statistics.intervals`: the difference is clear if it
is larger than the distances from both figures to the ends of their intervals that face each other,
taken together as the sides of a right angle. So a share of none in three people is not taken for
certain, as it would be by standard errors of the shares (which are 0 there), and figures whose
intervals do not touch always differ clearly. The twin in the browser is ``assets/intervals.js``.

References
----------
.. [1] Newcombe, R. G. (1998): Interval estimation for the difference between independent
   proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890 (method 10).
.. [2] Zou, G. Y., Donner, A. (2008): Construction of confidence limits about effect measures: a
   general approach. Statistics in Medicine 27, 1693-1702 (rates).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from geodata.model import Kind
from geodata.statistics.intervals import METHODS, byar_ends, wilson_ends

TESTED = tuple(METHODS)  # kinds of indicators for which chance is known
HALF = 0.5  # of a person or case: rounded figures of the city may leave so much too little


def clear_difference_of_shares(
    part: float, whole: float, other_part: float, other_whole: float
) -> int:
    """Return 1 where ``part / whole`` is clearly above the other share, -1 below, else 0.

    Examples
    --------
    >>> clear_difference_of_shares(217, 1000, 1000, 10_000)
    1
    >>> clear_difference_of_shares(0, 3, 1000, 10_000)
    0
    """
    one = part / whole, *wilson_ends(part, whole, math.sqrt)
    return _clear(one, (other_part / other_whole, *wilson_ends(other_part, other_whole, math.sqrt)))


def clear_difference_of_rates(
    cases: float, people: float, other_cases: float, other_people: float
) -> int:
    """Return 1 where ``cases / people`` is clearly above the other rate, -1 below, else 0.

    Cases vary as in a Poisson distribution: their variance is their number.

    Examples
    --------
    >>> clear_difference_of_rates(3, 1000, 50, 10_000)
    0
    """
    ends = (byar_ends(one, math.sqrt) for one in (cases, other_cases))
    (low, high), (other_low, other_high) = ends
    one = cases / people, low / people, high / people
    return _clear(
        one, (other_cases / other_people, other_low / other_people, other_high / other_people)
    )


def against_rest(
    counts: tuple[NDArray[np.float64], NDArray[np.float64]],
    kind: Kind,
    city: float,
) -> tuple[int | None, ...]:
    """Return for each area 1, 0, -1: clearly above, not clearly different, below the rest.

    The rest is the city without the area: an area is never compared with itself. Its figure
    follows from that of the city and the people of all areas.

    Parameters
    ----------
    counts
        Numerator and denominator of each area, shape (areas,); NaN where unknown or hidden.
    kind
        Of the indicator; only shares and rates can be told apart.
    city
        Numerator by denominator in the city (0.125 for 12.5 %); NaN: not known.

    Returns
    -------
    tuple of int or None
        None where it cannot be told: no counts, no figure of the city, no other areas, a share of
        a total of the city (the city has 100 %). Nothing hidden is used.

    Examples
    --------
    >>> parts, wholes = np.array([30.0, 100, 9]), np.array([100.0, 1000, 100])
    >>> against_rest((parts, wholes), Kind.SHARE, 139 / 1200)
    (1, -1, 0)
    """
    people = together(counts[1])
    rows = zip(*(column.tolist() for column in counts), strict=True)
    return tuple(against(row, kind, city, people) for row in rows)


def together(people: NDArray[np.float64]) -> float:
    """Return the sum of what is known, added one after the other: the browser finds the same."""
    total = 0.0
    for one in people.tolist():
        total += one if math.isfinite(one) else 0.0
    return total


def against(own: tuple[float, ...], kind: Kind, city: float, people: float) -> int | None:
    """Return what :func:`against_rest` returns for one area; *people* are those of all areas."""
    part, whole = own
    whole_city = kind is Kind.SHARE and city >= 1
    sound = math.isfinite(part) and 0 < whole < people and part >= 0
    if kind not in TESTED or not sound or not math.isfinite(city) or whole_city:
        return None
    other_whole = people - whole
    other = city * people - part
    most = other_whole if kind is Kind.SHARE else math.inf
    if not -HALF <= other <= most + HALF or (kind is Kind.SHARE and part > whole):
        return None
    other = min(max(other, 0.0), most)
    rule = clear_difference_of_shares if kind is Kind.SHARE else clear_difference_of_rates
    return rule(part, whole, other, other_whole)


Around = tuple[float, float, float]  # figure, low, high


def _clear(one: Around, other: Around) -> int:
    figure, low, high = one
    other_figure, other_low, other_high = other
    gap = figure - other_figure
    below, above = figure - low, high - figure
    other_below, other_above = other_figure - other_low, other_high - other_figure
    if gap > 0 and gap > math.sqrt(below * below + other_above * other_above):
        return 1
    return -1 if gap < 0 and -gap > math.sqrt(above * above + other_below * other_below) else 0
