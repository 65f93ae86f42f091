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
    """Return a figure with its decimals, a difference with its sign, the code of a class."""
    if indicator.classes:
        return _class(value, indicator, "code")
    written = signed if indicator.signed else german
    return written(value, indicator.decimals)


def with_unit(value: float, indicator: Indicator) -> str:
    """Return ``12,3 %`` or ``1.234 Personen`` with a blank that does not break; a class by name."""
    if indicator.classes:
        return _class(value, indicator, "name")
    return f"{figure(value, indicator)}\u00a0{indicator.unit}"


def spoken(value: float, indicator: Indicator) -> str:
    """Return a figure as it stands in a sentence: a class by name."""
    return with_unit(value, indicator) if indicator.classes else figure(value, indicator)


def _class(value: float, indicator: Indicator, part: str) -> str:
    known = math.isfinite(value) and 1 <= value <= len(indicator.classes)
    return str(getattr(indicator.classes[int(value) - 1], part)) if known else ""
