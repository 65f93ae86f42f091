"""What analyses of one indicator have in common: its figures on a level, in one of its years."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import Indicator, Level, Series
from layers.analysis.model import Question


@dataclass(frozen=True, eq=False)
class AskedSeries:
    """An indicator of a level in one of its years."""

    question: Question
    indicator: Indicator
    level: Level
    series: Series
    year: int

    @property
    def row(self) -> int:
        """The row of the year in the series."""
        return self.series.years.index(self.year)
