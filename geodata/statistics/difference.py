"""Whether two shares or two rates differ more than chance alone explains (95 %).

The rule for shares has its twin in the browser: ``differ`` in ``assets/scene.js``.
"""

from __future__ import annotations

import math

NORMAL_95 = 1.96  # standard errors: two-sided 95 % of a normal distribution


def clear_difference_of_shares(
    part: float, whole: float, other_part: float, other_whole: float
) -> int:
    """Return 1 where ``part / whole`` is clearly above the other share, -1 below, else 0.

    The difference of two proportions against its standard error, each with its own variance
    (Wald, unpooled).

    Examples
    --------
    >>> clear_difference_of_shares(217, 1000, 1000, 10_000)
    1
    >>> clear_difference_of_shares(3, 20, 1000, 10_000)
    0
    """
    one, other = part / whole, other_part / other_whole
    error = math.sqrt(one * (1 - one) / whole + other * (1 - other) / other_whole)
    return _sign(one - other, error)


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
    error = math.hypot(math.sqrt(cases) / people, math.sqrt(other_cases) / other_people)
    return _sign(cases / people - other_cases / other_people, error)


def _sign(gap: float, error: float) -> int:
    if abs(gap) <= NORMAL_95 * error:
        return 0
    return 1 if gap > 0 else -1
