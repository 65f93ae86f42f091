"""What can be said about the figure of a funded area: a value, how far it holds, or why not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from geodata.model import Status


class Weighting(StrEnum):
    """How a figure was found."""

    WHOLE = "whole"  # the outline is made of whole areas: nothing is estimated
    RESIDENTS = "residents"  # partly covered areas shared out by residents of smaller areas
    AREA = "area"  # at least one shared out by surface
    NONE = "none"  # not estimable


class Reason(StrEnum):
    """Why there is no figure."""

    NO_OUTLINE = "no_outline"
    NUMBER = "number"  # a published number that cannot be computed again
    NO_FIGURES = "no_figures"  # of no level in that year
    OUTSIDE = "outside"  # less than half of the outline lies in areas
    TOO_SMALL = "too_small"  # covers less than a fifth of every area it touches
    SUPPRESSED = "suppressed"
    WITHHELD = "withheld"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"  # in all areas that it touches
    NO_PARTS = "no_parts"  # numerator or denominator is not published
    NOBODY = "nobody"  # the denominator is 0


@dataclass(frozen=True)
class Part:
    """An area that an outline touches. Shares are 0 to 1.

    ``weight`` is the share of the area's people that was counted, 0 where it has no figure.
    """

    area: str
    share_of_outline: float
    share_of_area: float
    weight: float


@dataclass(frozen=True)
class Estimate:
    """The figure of an outline in one year, in the unit of the indicator, and how far it holds.

    Attributes
    ----------
    value : float
        NaN: not estimable, see ``reason``. All five figures are NaN then.
    low, high : float
        What the value may be if people live up to 3 times as densely (cases up to 4 times, rates
        up to 2 times as high) in the covered part of an area as in its rest, or the other way
        round. Four of five true figures lie in it, see :mod:`geodata.statistics.weights`.
    method : Weighting
    status : Status
        ``doubtful`` or ``interpolated`` as soon as one figure that enters is; where there is no
        figure the status that hides it, else ``missing``.
    reason : Reason or None
        None where there is a figure.
    parts : tuple of Part
        The areas that the outline touches, in the order of the level; empty without a figure.
    least, most : float
        What cannot be excluded: people and cases may sit anywhere within an area. ``most`` is inf
        for a rate whose denominator may be 0. Never nearer than ``low`` and ``high``.
    level : str
        Id of the level whose figures were used; empty where none was.
    """

    value: float
    low: float
    high: float
    method: Weighting
    status: Status
    reason: Reason | None
    parts: tuple[Part, ...] = ()
    least: float = math.nan
    most: float = math.nan
    level: str = ""


def not_estimable(reason: Reason, level: str = "") -> Estimate:
    """Return the estimate that there is none.

    Examples
    --------
    >>> str(not_estimable(Reason.SUPPRESSED).status), str(not_estimable(Reason.TOO_SMALL).status)
    ('suppressed', 'missing')
    """
    status = Status(reason.value) if reason.value in set(Status) else Status.MISSING
    nan = math.nan
    return Estimate(nan, nan, nan, Weighting.NONE, status, reason, level=level)
