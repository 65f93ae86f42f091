"""Areas that meet several conditions at once; what is not known is not taken for "no".

Conditions are joined by "and". In an address they stand as text, ``~`` between them::

    INDICATOR:YEAR:ab:NUMBER                  at least
    INDICATOR:YEAR:bis:NUMBER                 at most
    INDICATOR:YEAR:zwischen:NUMBER:NUMBER     from the one to the other, both included
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.address_text import is_number, number, written
from geodata.model import EMPTY_STATES, City, Status
from geodata.statistics.classify import round_half_up
from geodata.statistics.index_inputs import gravest

BETWEEN_CONDITIONS, BETWEEN_PARTS = "~", ":"
MOST = 6
YEAR = re.compile(r"[0-9]{4}")


class How(StrEnum):
    """The comparison."""

    LEAST = "ab"
    MOST = "bis"
    BETWEEN = "zwischen"


class Answer(StrEnum):
    """What is known of an area."""

    YES = "yes"  # meets all conditions
    NO = "no"  # at least one is known not to be met
    UNKNOWN = "unknown"  # none is known not to be met, but a figure is not known


@dataclass(frozen=True)
class Condition:
    """A figure lies from ``low`` to ``high``; an infinite end means: no limit there."""

    indicator: str
    year: int
    how: How
    low: float
    high: float

    @property
    def text(self) -> str:
        """The condition as it stands in addresses."""
        ends = {
            How.LEAST: (self.low,),
            How.MOST: (self.high,),
            How.BETWEEN: (self.low, self.high),
        }[self.how]
        return BETWEEN_PARTS.join((self.indicator, str(self.year), self.how, *map(written, ends)))


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Met:
    """Which areas meet conditions; in the order of the level.

    Attributes
    ----------
    answers : tuple of Answer
    status : array of text
        For unknown areas the gravest :class:`geodata.model.Status` of the figures that are not
        known, for others of those that are.
    each : array of float, shape (conditions, areas)
        1: met, 0: not met, NaN: not known.
    """

    level: str
    conditions: tuple[Condition, ...]
    answers: tuple[Answer, ...]
    status: NDArray[np.str_]
    each: NDArray[np.float64]


def parse(text: str) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """Return the conditions of *text*, and the parts that were not understood or too many.

    Examples
    --------
    >>> found, wrong = parse("sgb-ii-anteil:2022:ab:15,0~x:2022:zwischen:5:1~y")
    >>> [one.text for one in found], wrong
    (['sgb-ii-anteil:2022:ab:15', 'x:2022:zwischen:1:5'], ('y',))
    """
    found: list[Condition] = []
    wrong = []
    for part in (one.strip() for one in text.split(BETWEEN_CONDITIONS)):
        condition = _read(part)
        if part and (condition is None or (len(found) >= MOST and condition not in found)):
            wrong.append(part)
        elif condition is not None and condition not in found:
            found.append(condition)
    return tuple(found), tuple(wrong)


def as_text(conditions: Sequence[Condition]) -> str:
    """Return conditions as they stand in addresses."""
    return BETWEEN_CONDITIONS.join(one.text for one in conditions)


def possible(city: City, level_id: str, condition: Condition) -> bool:
    """Return whether the city has such figures on the level."""
    series = city.series.get((level_id, condition.indicator))
    return series is not None and condition.year in series.years


def met(city: City, level_id: str, conditions: Sequence[Condition]) -> Met:
    """Return which areas of a level meet all *conditions*.

    Parameters
    ----------
    conditions
        For which :func:`possible` says True; none: every area meets them.

    Notes
    -----
    Figures are compared as they are printed, rounded half up. Three-valued logic: one condition
    that is known not to be met decides, whatever else is not known; else one figure that is not
    known leaves the answer open.

    References
    ----------
    S. C. Kleene: Introduction to Metamathematics, 1952, section 64 (strong three-valued "and").

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> found = met(city, "stadtteil", parse("sgb-ii-anteil:2022:ab:15.7")[0])
    >>> found.answers.count(Answer.YES), found.answers.count(Answer.UNKNOWN)
    (2, 0)
    """
    size = len(city.level(level_id).areas)
    each = np.ones((len(conditions), size))
    status = np.full(size, str(Status.OK), dtype="<U14")
    for place, one in enumerate(conditions):
        series = city.series[level_id, one.indicator]
        row, decimals = series.years.index(one.year), city.indicator(one.indicator).decimals
        shown = np.array([round_half_up(value, decimals) for value in series.value[row].tolist()])
        empty = np.isin(series.status[row], EMPTY_STATES)
        inside = (shown >= one.low) & (shown <= one.high)
        each[place] = np.where(empty, np.nan, inside)
        status = gravest(status, series.status[row])
    unknown, no = np.isnan(each).any(axis=0), (each == 0).any(axis=0)
    told = np.select([no, unknown], [Answer.NO, Answer.UNKNOWN], Answer.YES).tolist()
    return Met(level_id, tuple(conditions), tuple(map(Answer, told)), status, each)


def _read(text: str) -> Condition | None:
    parts = text.split(BETWEEN_PARTS)
    name, year, how = (*parts, "", "", "")[:3]
    ends = parts[3:]
    wanted = 2 if how == How.BETWEEN else 1
    shaped = len(ends) == wanted and all(map(is_number, ends))
    if not name or YEAR.fullmatch(year) is None or how not in tuple(How) or not shaped:
        return None
    numbers = sorted(map(number, ends))
    low = -np.inf if how == How.MOST else numbers[0]
    high = np.inf if how == How.LEAST else numbers[-1]
    return Condition(name, int(year), How(how), low, high)
