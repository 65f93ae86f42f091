"""Disclosure control over what is published together: no hidden figure follows by subtraction.

Where exactly one part of a whole is hidden, whole minus the other parts gives it. The figure of
the whole is then withheld (secondary suppression with the whole as its one candidate; compare
Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, chapter 6). How narrowly
several hidden parts can be told is looked for in :mod:`geodata.statistics.disclosure_audit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
        its numerator is NaN too. It goes from small to large: a withheld district is a hidden part
        of its city.
    """
    kept = dict(found)
    by_id = {level.id: level for level in levels}
    for level in reversed(levels):
        names = [name for level_id, name in kept if level_id == level.id]
        for (whole, members), name in product(wholes(level, by_id, city_level), names):
            key = whole.id, name
            if key in kept:
                kept[key] = _withheld(kept[key], whole, kept[level.id, name], members)
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


def _withheld(
    whole: Series, level: Level, parts: Series, members: Mapping[str, list[int]]
) -> Series:
    status, value, numerator = whole.status.copy(), whole.value.copy(), whole.numerator.copy()
    notes = dict(whole.notes)
    for cell in _giveaways(whole, level, parts, members):
        status[cell] = Status.WITHHELD
        value[cell] = numerator[cell] = np.nan
        notes[whole.years[cell[0]], level.area_ids[cell[1]]] = NOTE
    for grid in (status, value, numerator):
        grid.setflags(write=False)
    return replace(
        whole, status=status, value=value, numerator=numerator, notes=MappingProxyType(notes)
    )


def _giveaways(
    whole: Series, level: Level, parts: Series, members: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the cells (year, area) of *whole* from which one hidden part would follow."""
    common = [year for year in whole.years if year in parts.years]
    places = [place for place, area_id in enumerate(level.area_ids) if area_id in members]
    for year, place in product(common, places):
        cell = whole.years.index(year), place
        states = parts.status[parts.years.index(year)][members[level.area_ids[place]]]
        unknown = np.isin(states, UNKNOWN)
        alone = unknown.sum() == 1 and np.isin(states, HIDDEN).any()
        if alone and np.isfinite(whole.value[cell]):
            yield cell
