"""Numbers in the short texts that addresses hold: plain, exact to four decimals, never hostile."""

from __future__ import annotations

import re

NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,4})?")


def is_number(text: str) -> bool:
    """Return whether *text* is a number: up to nine digits, up to four decimals.

    Examples
    --------
    >>> [is_number(one) for one in ("-3,5", "1e5", "nan", "٣")]
    [True, False, False, False]
    """
    return NUMBER.fullmatch(text) is not None


def number(text: str) -> float:
    """Return the number that *text* is; call it only where :func:`is_number` says so."""
    return float(text.replace(",", ".")) + 0.0


def written(value: float) -> str:
    """Return *value* as :func:`is_number` wants it, as short as possible.

    Examples
    --------
    >>> written(25.50), written(-3.0), written(1200000.0), written(-0.0)
    ('25.5', '-3', '1200000', '0')
    """
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain
