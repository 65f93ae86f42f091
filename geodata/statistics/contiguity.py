"""What hangs together: places joined by pairs of neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int_]


def parts_of(number: int, pairs: Places) -> Places:
    """Return for each of *number* places the least place that it hangs together with.

    Examples
    --------
    >>> parts_of(5, np.array([[1, 3], [3, 4]])).tolist()
    [0, 1, 2, 1, 1]
    """
    root = list(range(number))
    for pair in pairs.tolist():
        one, other = (root_of(root, place) for place in pair)
        root[max(one, other)] = min(one, other)
    found: Places = np.array([root_of(root, place) for place in range(number)], dtype=int)
    return found


def root_of(root: list[int], place: int) -> int:
    """Return the place that *place* leads to; *root* is made shorter on the way."""
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place
