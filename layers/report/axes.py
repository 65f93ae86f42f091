"""Round figures along an axis of a chart."""

from __future__ import annotations

import math

STEPS = (1, 2, 2.5, 5, 10)


def round_levels(low: float, high: float, most: int, *, counts: bool = False) -> list[float]:
    """Return round figures that enclose *low* and *high*, about *most* steps apart.

    Levels of counts are whole.

    Examples
    --------
    >>> round_levels(3.2, 21.7, 4)
    [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]
    >>> round_levels(0.0, 0.0, 4), round_levels(0.0, 9.0, 4, counts=True)
    ([0.0, 0.25], [0.0, 5.0, 10.0])
    """
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    wide = [one * power for one in STEPS if one * power * most >= span]
    step = next((one for one in wide if not counts or one == int(one)), 1.0)
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [number * step for number in range(first, last + 1)]


def level_decimals(levels: list[float], usual: int) -> int:
    """Return how many decimals the figures of an axis need, *usual* at most.

    Examples
    --------
    >>> level_decimals([0.0, 0.5, 1.0], 3), level_decimals([0.0, 5.0], 3)
    (1, 0)
    """
    for decimals in range(usual):
        if all(math.isclose(level, round(level, decimals), abs_tol=1e-9) for level in levels):
            return decimals
    return usual
