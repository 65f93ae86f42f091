"""Dates of cells held against each other and against today."""

from __future__ import annotations

import datetime

from geodata.dates import PartialDate

MOMENT = 1e-9  # years; dates are sums of fractions


def readable_date(cell: str) -> PartialDate | None:
    """Return the date of *cell*, None if it is empty or no date (its own check has said so)."""
    try:
        return PartialDate.parse(cell)
    except ValueError:
        return None


def lies_before(earlier: PartialDate, later: PartialDate) -> bool:
    """Return whether *earlier* is over before *later* can begin.

    >>> lies_before(PartialDate(1999), PartialDate(1999, 12))
    False
    """
    return earlier.last <= later.first + MOMENT


def today() -> PartialDate:
    """Return the day of the machine that checks."""
    now = datetime.date.today()
    return PartialDate(now.year, now.month, now.day)
