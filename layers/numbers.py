"""Numbers as German readers expect them: 1.234,5 and −3."""

from __future__ import annotations

import math

from geodata.model import Indicator
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


def signed(value: float, decimals: int) -> str:
    """Return a difference with its sign.

    Examples
    --------
    >>> signed(3.4, 1), signed(-3.4, 1), signed(0, 1)
    ('+3,4', '−3,4', '0,0')
    """
    return ("+" if round_half_up(value, decimals) > 0 else "") + german(value, decimals)


def figure(value: float, indicator: Indicator) -> str:
    """Return a figure of *indicator* with its decimals, a difference with its sign."""
    written = signed if indicator.signed else german
    return written(value, indicator.decimals)
