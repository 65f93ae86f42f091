"""Disclosure control over what is published together: no hidden figure follows by subtraction.

Where exactly one part of a whole is hidden, whole minus the other parts gives it. The figure of
the whole is then withheld (secondary suppression with the whole as its one candidate; compare
Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, chapter 6). How narrowly
several hidden parts can be told is looked for in :mod:`geodata.statistics.disclosure_audit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

import numpy as np

from geodata.model import Level, Series, Status

Key = tuple[str, str]  # level id, indicator id
HIDDEN = (Status.SUPPRESSED, Status.WITHHELD)
UNKNOWN = (*HIDDEN, Status.MISSING)
NOTE = (
    "Nicht gezeigt: Aus diesem Wert und den Werten der übrigen Gebiete ließe sich der verdeckte "
    "Wert eines Gebiets errechnen."
)


@dataclass(frozen=True)
class Given:
    """A cell of a whole that gives a hidden part away, by ``number``: a count or a numerator.

    ``bare``: the denominator of the hidden part is not known either. ``members`` are the places of
    the parts on the level ``parts``.
    """

    indicator: str
    whole: Level
    parts: str
    year: int
    place: int
    members: tuple[int, ...]
    number: float
    bare: bool

    def known(self, parts: Series | None) -> bool:
        """Whether another indicator shows all of the parts: its whole is no secret then."""
        if parts is None or self.year not in parts.years:
            return False
        states = parts.status[parts.years.index(self.year)][list(self.members)]
        return not np.isin(states, UNKNOWN).any()


def without_giveaways(
    found: Mapping[Key, Series], levels: Sequence[Level], city_level: str
) -> Mapping[Key, Series]:
    """Return the series with every whole withheld from which one hidden part would follow.

    Parameters
    ----------
    found
        Series by level id and indicator id.
    levels
        All levels, from the whole city to the smallest areas.
    city_level
        Id of the level with one area, the whole of every other level.

    Returns
    -------
    mapping
        The same keys. A withheld figure is NaN with status ``withheld`` and a note that says why;
        its numerator is NaN too, and its denominator where that of the hidden part is unknown. The
        same number in another indicator of the same whole is withheld with it: children are the
        numerator of the share of children, residents its denominator. It goes from small to large:
        a withheld district is a hidden part of its city.
    """
    kept = dict(found)
    by_id = {level.id: level for level in levels}
    for level in reversed(levels):
        names = [name for level_id, name in kept if level_id == level.id]
        for whole, members in wholes(level, by_id, city_level):
            given: list[Given] = []
            for name in (one for one in names if (whole.id, one) in kept):
                parts = kept[level.id, name]
                given += _giveaways(kept[whole.id, name], whole, parts, members)
            kept |= _without(given, kept)
    return MappingProxyType(kept)


def wholes(
    level: Level, by_id: Mapping[str, Level], city_level: str
) -> Iterator[tuple[Level, dict[str, list[int]]]]:
    """Yield the levels whose areas are made of areas of *level*, with the parts of each area."""
    if level.id == city_level:
        return
    city = by_id[city_level]
    if level.parent and level.parent in by_id and level.parent != city_level:
        members: dict[str, list[int]] = {}
        for place, area in enumerate(level.areas):
            members.setdefault(area.parent, []).append(place)
        yield by_id[level.parent], members
    yield city, {city.areas[0].id: list(range(len(level.areas)))}


def _without(given: Sequence[Given], found: Mapping[Key, Series]) -> dict[Key, Series]:
    """Return the series of the whole in which something is withheld."""
    made: dict[Key, Series] = {}
    for one, key in product(given, found):
        series = made.get(key, found[key])
        own = key[1] == one.indicator
        if key[0] != one.whole.id or one.year not in series.years:
            continue
        if own or not one.known(found.get((one.parts, key[1]))):
            made[key] = _withheld(series, one, own=own)
    return made


def _withheld(series: Series, given: Given, *, own: bool) -> Series:
    """Return *series* without the cell where it is its *own*, or without the same number."""
    cell = series.years.index(given.year), given.place
    counted = series.numerator[cell] if np.isfinite(series.numerator[cell]) else series.value[cell]
    gone = own or counted == given.number
    under = given.bare if own else series.denominator[cell] == given.number
    if not gone and not under:
        return series
    status, value = series.status.copy(), series.value.copy()
    numerator, denominator = series.numerator.copy(), series.denominator.copy()
    notes = dict(series.notes)
    numerator[cell] = np.nan
    if under:
        denominator[cell] = np.nan
    if gone:
        status[cell], value[cell] = Status.WITHHELD, np.nan
        notes[given.year, given.whole.area_ids[given.place]] = NOTE
    for grid in (status, value, numerator, denominator):
        grid.setflags(write=False)
    return replace(
        series, status=status, value=value, numerator=numerator, denominator=denominator,
        notes=MappingProxyType(notes),
    )  # fmt: skip


def _giveaways(
    whole: Series, level: Level, parts: Series, members: Mapping[str, list[int]]
) -> Iterator[Given]:
    """Yield the cells of *whole* from which one hidden part would follow."""
    common = [year for year in whole.years if year in parts.years]
    places = [place for place, area_id in enumerate(level.area_ids) if area_id in members]
    for year, place in product(common, places):
        cell = whole.years.index(year), place
        row, own = parts.years.index(year), members[level.area_ids[place]]
        states = parts.status[row][own]
        unknown = np.isin(states, UNKNOWN)
        alone = unknown.sum() == 1 and np.isin(states, HIDDEN).any()
        if not alone or not np.isfinite(whole.value[cell]):
            continue
        counted = whole.numerator if np.isfinite(whole.numerator[cell]) else whole.value
        bare = bool(np.isnan(parts.denominator[row][own][unknown]).any())
        number = float(counted[cell])
        yield Given(whole.indicator, level, parts.level, year, place, tuple(own), number, bare)
