"""Dates that may be known only to the month, the year or the decade."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A calendar date with the precision that its source gives.

    Parameters
    ----------
    year
        Four-digit year, Gregorian calendar.
    month, day
        0 where the source does not say.

    Examples
    --------
    >>> PartialDate.parse("1974-01").precision
    'month'
    >>> PartialDate.parse("1999").first, PartialDate.parse("1999").last
    (1999.0, 2000.0)
    >>> PartialDate.parse("2000-01-30").german
    '30.01.2000'
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that ISO 8601 *text* (``1999``, ``1999-09``, ``1999-09-05``) names.

        Raises
        ------
        ValueError
            If *text* has another form or names no day of the calendar.
        """
        match = PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no date of the form 1999, 1999-09 or 1999-09-05")
        year, month, day = (int(part or 0) for part in match.groups())
        if (match[2] and not 1 <= month <= 12) or (
            match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]
        ):
            raise ValueError(f"{text!r} is not in the calendar")
        return cls(year, month, day)

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> float:
        """The first moment that the date may mean, in years (1974-07 is 1974.5)."""
        day = max(self.day, 1) - 1
        return self.year + (max(self.month, 1) - 1) / 12 + day / 372

    @property
    def last(self) -> float:
        """The moment by which the date is over, in years."""
        length = {"day": 1 / 372, "month": 1 / 12, "year": 1.0}[self.precision]
        return self.first + length

    @property
    def iso(self) -> str:
        """The date as ISO 8601, as short as its precision."""
        parts = [f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"]
        return "-".join(parts[: {"year": 1, "month": 2, "day": 3}[self.precision]])

    @property
    def german(self) -> str:
        """The date in German figures: 30.01.2000, 01.2000 or 2000."""
        return ".".join(reversed(self.iso.split("-")))


def nearest_year(years: tuple[int, ...], wished: int) -> int:
    """Return the year of *years* nearest to *wished*; of two equally near ones the later.

    Examples
    --------
    >>> nearest_year((2017, 2019), 2018)
    2019
    """
    return min(years, key=lambda year: (abs(year - wished), -year))
