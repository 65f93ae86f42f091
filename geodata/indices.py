"""Declared social indices: what a city counts, how it standardises it, where its classes end.

A declaration is data of the city package (``atlas.indices`` in ``datapackage.yaml``); what is
computed from it stands in :mod:`geodata.statistics.social_index`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Standardisation(StrEnum):
    """How indicators of different units become comparable, over the areas that count."""

    POPULATION = "population"  # (x - mean) / standard deviation with divisor n
    SAMPLE = "sample"  # (x - mean) / standard deviation with divisor n - 1
    RESIDENTS = "residents"  # as population, every area weighted by its residents
    RANKS = "ranks"  # as population, of the midranks: an outlier is the last place, no more
    RANGE = "range"  # (x - least) / (greatest - least), 0 to 1


class Scale(StrEnum):
    """What the limits of the classes are measured in."""

    STANDARDISED = "standardised"  # the weighted mean of the indicators, standardised once more
    MEAN = "mean"  # the weighted mean of the standardised indicators as it is


class Change(StrEnum):
    """Where the changes come from that dynamics is made of."""

    PUBLISHED = "published"  # the indicators are changes already
    DIFFERENCE = "difference"  # this year's figure minus that of some years before


DYNAMICS_CODES = ("+", "+/-", "-")  # from a falling to a rising index: positive, stable, negative


@dataclass(frozen=True)
class Ingredient:
    """An indicator of an index. ``sign`` is 1 where more is worse, -1 where more is better."""

    indicator: str
    weight: float
    sign: int


@dataclass(frozen=True)
class Rounding:
    """Decimals to which figures are rounded before they are used; None: not at all."""

    z: int | None = None
    index: int | None = None


@dataclass(frozen=True)
class Part:
    """Status or dynamics: ingredients, and limits between classes from low to high index.

    A high index means much disadvantage. ``names`` has one name more than there are limits.
    ``change`` and ``years`` are used by dynamics only.
    """

    ingredients: tuple[Ingredient, ...]
    limits: tuple[float, ...]
    names: tuple[str, ...]
    change: Change = Change.PUBLISHED
    years: int = 0


@dataclass(frozen=True)
class LeftOut:
    """An area that does not count although it has figures, and why."""

    area: str
    reason: str


@dataclass(frozen=True)
class Counting:
    """Which areas count. ``residents`` is the id of a count, empty where nobody is too small."""

    residents: str = ""
    at_least: float = 0.0
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class SocialIndex:
    """A declared index. ``levels`` are ids of levels; empty: every level with more than one area.

    ``source`` is the id of the source that defines the rule, or empty.
    """

    id: str
    name: str
    note: str
    source: str
    levels: tuple[str, ...]
    standardisation: Standardisation
    scale: Scale
    rounding: Rounding
    counting: Counting
    status: Part
    dynamics: Part | None

    def meant_for(self, levels: Sequence[str], city_level: str) -> list[str]:
        """Return those of *levels* that the index is meant for; never the whole city."""
        finer = [level for level in levels if level != city_level]
        return [level for level in finer if not self.levels or level in self.levels]
