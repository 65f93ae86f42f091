"""Numbers as German readers expect them: 1.234,5 and −3."""

from __future__ import annotations

import math

from geodata.statistics.classify import round_half_up


def german(value: float, decimals: int) -> str:
    """Return *value* with decimal comma and points between thousands; NaN gives ``""``.

    Examples
    --------
    >>> german(1234.56, 1), german(-3, 0)
    ('1.234,6', '−3')
    """
    if not math.isfinite(value):
        return ""
    plain = f"{abs(round_half_up(value, decimals)):,.{decimals}f}"
    sign = "−" if round_half_up(value, decimals) < 0 else ""
    return sign + plain.replace(",", " ").replace(".", ",").replace(" ", ".")
