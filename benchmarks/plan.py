"""What is switched: indicator, year and number of classes, in an order that leads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geodata.model import City

CLASSES = ("natuerlich-4", "natuerlich-7", "natuerlich-5")


@dataclass(frozen=True)
class Switch:
    """One event with its kind: ``year``, ``classes`` or ``indicator``."""

    kind: str
    event: dict[str, Any]


def round_of(city: City) -> list[Switch]:
    """Return nine switches from the start view of *city* back to it, three of each kind.

    Year and indicator go over series with the same years, so that every switch changes the
    picture and none changes two things.

    Raises
    ------
    ValueError
        If the city has fewer than two years or indicators to switch between.
    """
    start = city.start
    years = city.series[start.level, start.indicator].years
    others = [year for year in reversed(years) if year != start.year][:2]
    alike = [
        indicator.id
        for indicator in city.indicators
        if indicator.id != start.indicator
        and (start.level, indicator.id) in city.series
        and city.series[start.level, indicator.id].years == years
    ][:2]
    if not others or not alike:
        raise ValueError(f"{city.name}: two years and two indicators are needed for switching")
    return [
        *(Switch("year", {"year": year}) for year in (*others, start.year)),
        *(Switch("classes", {"classes": classes}) for classes in CLASSES),
        *(Switch("indicator", {"indicator": one}) for one in (*alike, start.indicator)),
    ]
