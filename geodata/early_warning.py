"""Declared early warnings: which signs a city looks at, and from how many on it looks closer.

A declaration is data of the city package (``atlas.warnings`` in ``datapackage.yaml``); what is
computed from it stands in :mod:`geodata.statistics.early_warning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a sign is about."""

    LEVEL = "level"  # how much disadvantage there is now
    CHANGE = "change"  # whether it grows
    MIGRATION = "migration"  # who comes and who leaves


class Measure(StrEnum):
    """What is measured of an indicator."""

    VALUE = "value"  # the figure of the year
    CHANGE = "change"  # figure minus that of some years before, in the unit of the indicator
    PERCENT = "percent"  # that change in percent of the earlier figure


class Against(StrEnum):
    """What the limit is measured in."""

    UNIT = "unit"  # of the measure itself
    DEVIATIONS = "deviations"  # standard deviations (divisor n) from the mean of the areas
    RANK = "rank"  # per cent of the areas that have a lower figure, an equal one counting half


@dataclass(frozen=True)
class Condition:
    """One sign. It holds above (``above`` true) or below the limit, never on it.

    ``years`` is the distance of the two years of a change, 0 for a value.
    """

    name: str
    topic: Topic
    indicator: str
    measure: Measure
    against: Against
    above: bool
    limit: float
    years: int = 0


@dataclass(frozen=True)
class EarlyWarning:
    """A declared rule: an area is noticed where at least ``least`` conditions hold.

    ``outcome`` is what the rule warns of: it is looked for ``ahead`` years later, to see how often
    the rule was right; None: nothing is declared. ``levels`` are ids of levels; empty: every level
    with more than one area. ``source`` is the id of a source, or empty.
    """

    id: str
    name: str
    note: str
    source: str
    levels: tuple[str, ...]
    least: int
    conditions: tuple[Condition, ...]
    outcome: Condition | None = None
    ahead: int = 0

    def meant_for(self, levels: Sequence[str], city_level: str) -> list[str]:
        """Return those of *levels* that the rule is meant for; never the whole city."""
        finer = [level for level in levels if level != city_level]
        return [level for level in finer if not self.levels or level in self.levels]
