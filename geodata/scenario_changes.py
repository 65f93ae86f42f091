"""The changes that a scenario is made of, and how each is written (:mod:`geodata.scenario`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geodata.address_text import written

BETWEEN_PARTS, BETWEEN_AREAS = ":", ","


class Reason(StrEnum):
    """Why a change is not played."""

    FORM = "form"  # not of the grammar
    TWICE = "twice"  # the same thing is set again; the last one counts
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    INDICATOR = "indicator"  # no such indicator, no figures of it there, or a computed class
    AREA = "area"
    YEAR = "year"
    FUNDED_AREA = "funded_area"
    INDEX = "index"
    HIDDEN = "hidden"  # no figure is known: only an own assumption can stand there
    NOBODY = "nobody"  # the question does not arise: nobody to count
    RANGE = "range"  # no possible figure
    ORDER = "order"  # limits must rise
    NOT_BEGUN = "not_begun"  # it ends before it begins, its beginning is not known, or it is void


class How(StrEnum):
    """How the number of a change acts on the figure."""

    SET = "wert"
    MORE = "mehr"
    LESS = "weniger"


@dataclass(frozen=True)
class ValueChange:
    """The figure of an area in a year is another one."""

    indicator: str
    area: str
    year: int
    how: How
    number: float

    @property
    def key(self) -> tuple[str, ...]:
        """What is set: two changes of the same key exclude each other."""
        return ("wert", self.indicator, self.area, str(self.year))

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined(self.how, *self.key[1:], written(self.number))


@dataclass(frozen=True)
class NewFunding:
    """A further funded area of whole statistical areas runs from a year on."""

    year: int
    areas: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What is set."""
        return ("gebiet", *sorted(self.areas))

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined("gebiet", str(self.year), BETWEEN_AREAS.join(self.areas))


@dataclass(frozen=True)
class MovedFunding:
    """A funded area is made of these whole statistical areas instead, in all years."""

    funded_area: str
    areas: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What is set."""
        return ("verlegt", self.funded_area)

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined("verlegt", self.funded_area, BETWEEN_AREAS.join(self.areas))


@dataclass(frozen=True)
class EndedFunding:
    """A funded area ends on the last day of a year."""

    funded_area: str
    year: int

    @property
    def key(self) -> tuple[str, ...]:
        """What is set."""
        return ("ende", self.funded_area)

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined("ende", self.funded_area, str(self.year))


@dataclass(frozen=True)
class NeedLimit:
    """Areas of need are those at or beyond another limit."""

    indicator: str
    limit: float

    @property
    def key(self) -> tuple[str, ...]:
        """What is set."""
        return ("bedarf", self.indicator)

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined("bedarf", self.indicator, written(self.limit))


@dataclass(frozen=True)
class ClassLimit:
    """A limit between classes of an index lies elsewhere; ``place`` counts from 1."""

    index: str
    part: str
    place: int
    limit: float

    @property
    def key(self) -> tuple[str, ...]:
        """What is set."""
        return ("grenze", self.index, self.part, str(self.place))

    @property
    def text(self) -> str:
        """The change in the grammar of this module."""
        return _joined(*self.key, written(self.limit))


Change = ValueChange | NewFunding | MovedFunding | EndedFunding | NeedLimit | ClassLimit


def _joined(*parts: str) -> str:
    return BETWEEN_PARTS.join(parts)
