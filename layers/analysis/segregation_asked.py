"""What is asked about segregation: an indicator on a level in a year, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geodata.model import Level
from geodata.statistics.polarisation import Polarisation, polarisation
from geodata.statistics.segregation import YearSegregation, by_level
from geodata.statistics.segregation_groups import (
    Groups,
    GroupsOverlap,
    family,
    groups,
    partition,
)
from layers.analysis.asked_series import AskedSeries
from layers.analysis.model import Words

FEW = 30  # areas
LONGEST = 45  # letters of a name that has room in a figure
GROUPS = "gruppen"  # the parameter of the address


@dataclass(frozen=True, eq=False)
class Asked(AskedSeries):
    """An indicator of a level in one of its years; ``people``: it counts a group among people."""

    people: bool

    @property
    def words(self) -> Words:
        """The texts of the analysis."""
        return self.question.texts["segregation"]

    @property
    def group(self) -> str:
        """What the group is called, in German."""
        return self._joined(self.indicator.numerator) or self.indicator.short_name

    def called(self, name: str) -> str:
        """Return what the people of a share are called, short enough for a figure."""
        indicator = self.question.city.indicator(name)
        people = indicator.numerator
        return people if people and len(people) <= LONGEST else indicator.short_name

    @property
    def everybody(self) -> str:
        """What all people are called among whom the group is counted."""
        return self._joined(self.indicator.denominator)

    @property
    def few(self) -> bool:
        """Whether the level has few areas."""
        return len(self.level.areas) < FEW

    def source(self, key: str) -> str:
        """Return the sentence *key* on which figures are used and where they come from."""
        return self.words[key].format(
            indicator=self.indicator.name,
            date=self.indicator.data_date,
            source=self.question.references.of_source(self.indicator.source),
        )

    @cached_property
    def able(self) -> tuple[str, ...]:
        """The shares that count parts of the same people."""
        return family(self.question.city, self.level.id, self.indicator.id)

    @cached_property
    def chosen(self) -> tuple[str, ...]:
        """The groups that are looked at together."""
        usual = partition(self.question.city, self.level.id, self.indicator.id)
        return self.question.many_of(GROUPS, self.able, usual)

    @cached_property
    def levels(self) -> list[tuple[Level, YearSegregation]]:
        """The segregation of the year on every level."""
        return by_level(self.question.city, self.indicator.id, self.year)

    @cached_property
    def several(self) -> Groups | GroupsOverlap:
        """The figures of the chosen groups, or why there are none."""
        if not self.chosen:
            return Groups((), (), None)
        try:
            return groups(self.question.city, self.level.id, self.chosen)
        except GroupsOverlap as error:
            return error

    @cached_property
    def far(self) -> Polarisation:
        """How far areas are apart, in all years."""
        return polarisation(self.question.city, self.level.id, self.indicator.id)

    def _joined(self, name: str) -> str:
        return name.replace(" + ", f" {self.words['and']} ")
