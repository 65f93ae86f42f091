"""What a scene holds: the figures of one view, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import EMPTY_STATES, Indicator, Level, Series, Status
from layers.view_fields import View


@dataclass(frozen=True)
class End:
    """One of both years of a change. Tuples of areas are in the order of the level."""

    year: int
    figures: tuple[float, ...]
    statuses: tuple[Status, ...]
    city_figure: float
    city_status: Status


@dataclass(frozen=True)
class Changed:
    """What a map of changes says besides: both years, and what is clearly more than chance.

    ``first`` is the earlier year, whichever is the ``base``. ``indicator`` is that of their
    figures. ``signs``: 1 or -1 where an area is marked as clearly changed, else 0. ``tested``: it
    is known how much chance may make.
    """

    base: int
    first: End
    last: End
    indicator: Indicator
    signs: tuple[int, ...]
    tested: tuple[bool, ...]


@dataclass(frozen=True)
class Scene:
    """The figures of one view. Tuples of areas are in the order of ``level.areas``.

    ``figures`` are rounded to the decimals of the indicator, NaN where empty. ``classes`` counts
    from 0; -1 where there is no figure. ``middle`` is what areas are compared with. In a map of
    changes they are the changes, and ``indicator`` and ``series`` are made for them.
    """

    view: View
    indicator: Indicator
    level: Level
    series: Series
    row: int
    figures: tuple[float, ...]
    statuses: tuple[Status, ...]
    limits: tuple[float, ...]
    classes: tuple[int, ...]
    lowest: float
    highest: float
    city_figure: float
    city_basis: str
    city_status: Status
    city_note: str
    middle: float
    diverging: bool
    change: Changed | None = None

    @property
    def number(self) -> int:
        """Number of classes."""
        return len(self.limits) + 1


def is_empty(status: Status) -> bool:
    """Return whether a cell of that status has no figure."""
    return status in EMPTY_STATES
