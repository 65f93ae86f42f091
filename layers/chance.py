"""What chance may have made of the figures of a scene: intervals, and what is like the city's.

Its twin in the browser is ``assets/intervals.js``. A map of changes has neither: its marks are
its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geodata.statistics.classify import round_half_up
from geodata.statistics.difference import TESTED, against, together
from geodata.statistics.intervals import intervals
from layers.scene import Scene, is_empty

Ends = tuple[float, float]


def tested(shown: Scene) -> bool:
    """Return whether it is known how large a difference chance may make."""
    counted = bool(np.isfinite(shown.series.denominator).any())
    return shown.change is None and shown.indicator.kind in TESTED and counted


def around(shown: Scene) -> tuple[Ends | None, ...]:
    """Return both ends around the figure of each area in its unit, rounded; None without."""
    if not tested(shown):
        return (None,) * len(shown.figures)
    found, decimals = intervals(shown.series, shown.indicator, shown.row), shown.indicator.decimals
    return tuple(
        (round_half_up(low, decimals), round_half_up(high, decimals))
        if math.isfinite(low) and math.isfinite(figure)
        else None
        for low, high, figure in zip(
            found.low.tolist(), found.high.tolist(), shown.figures, strict=True
        )
    )


def against_city(shown: Scene, index: int) -> int | None:
    """Return 1, 0, -1 for an area against the rest of the city; None: it cannot be told.

    See :func:`geodata.statistics.difference.against_rest`. The city's figure is the one shown.
    """
    return _against(shown, [index])[0]


def all_against_city(shown: Scene) -> tuple[int | None, ...]:
    """Return :func:`against_city` of every area."""
    return _against(shown, range(len(shown.figures)))


def alike(shown: Scene) -> tuple[bool, ...]:
    """Return for each area whether its figure cannot be told apart from that of the city."""
    return tuple(order == 0 for order in all_against_city(shown))


def _against(shown: Scene, places: Sequence[int]) -> tuple[int | None, ...]:
    if not tested(shown):
        return (None,) * len(places)
    series, row, kind = shown.series, shown.row, shown.indicator.kind
    city, people = shown.city_figure / shown.indicator.factor, together(series.denominator[row])
    counts = [(float(series.numerator[row, at]), float(series.denominator[row, at]))
              for at in places]  # fmt: skip
    return tuple(
        None if is_empty(shown.statuses[at]) else against(own, kind, city, people)
        for at, own in zip(places, counts, strict=True)
    )


def marked(shown: Scene) -> tuple[bool, ...]:
    """Return for each area whether the view marks it as like the city, as the browser does."""
    return alike(shown) if marks_shown(shown) else (False,) * len(shown.figures)


def marks_shown(shown: Scene) -> bool:
    """Return whether the view marks what is like the city; a map of changes never does."""
    return {"zufall", "indikator"} <= set(shown.view.layers) and shown.change is None


def testable(shown: Scene) -> bool:
    """Return whether any area can be compared with the rest of the city."""
    return any(order is not None for order in all_against_city(shown))
