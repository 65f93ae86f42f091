"""Indicators that are computed from a city and shown like its own: classes of areas.

A derived indicator is of the kind ``class``: its figures are places in its ``classes``. Where an
area has none, the status says why; nothing else of the city changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from geodata.model import (
    EMPTY_STATES,
    City,
    ClassName,
    ClassScale,
    Direction,
    Indicator,
    Kind,
    Series,
    Source,
    Status,
    Theme,
)

UNIT = "Klassen"


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Classed:
    """Classes of the areas of a level, to be shown as an indicator.

    Attributes
    ----------
    id, name, sentence, definition : str
        As in :class:`geodata.model.Indicator`; ``{value}`` in the sentence is the class.
    level : str
        Id of the level.
    years : tuple of int
    classes : array of int, shape (years, areas)
        From 1 on; 0: none.
    names : tuple of ClassName
    status : array of text, shape (years, areas)
        :class:`geodata.model.Status`: how far the class can be trusted, or why there is none.
    sources : tuple of Source
        Where the figures come from that the classes are computed from; at least one.
    scale : ClassScale
    theme : Theme or None
        Where it stands in the catalogue; None: in the theme of no list, for a single map.
    note, short_name, data_date : str
    method : str
        What was computed, for the list of sources.
    about : str
        Same for all that share a source.
    notes : mapping
        As in :class:`geodata.model.Series`.
    """

    id: str
    name: str
    sentence: str
    definition: str
    level: str
    years: tuple[int, ...]
    classes: NDArray[np.int_]
    names: tuple[ClassName, ...]
    status: NDArray[np.str_]
    sources: tuple[Source, ...]
    scale: ClassScale = ClassScale.ORDERED
    theme: Theme | None = None
    note: str = ""
    short_name: str = ""
    method: str = ""
    about: str = ""
    data_date: str = "Werte des Jahres"
    notes: Mapping[tuple[int, str], str] = field(default_factory=dict)


def with_classes(city: City, found: Sequence[Classed]) -> City:
    """Return *city* with each of *found* as an indicator with its series.

    Several entries of one id are series of different levels of one indicator. The ids are new in
    the city, or their indicators are replaced.

    Raises
    ------
    ValueError
        If an area has a class and a status that says that there is none.
    """
    names = {one.id for one in found}
    themes = [*city.themes, *_new_themes(city, found)]
    usual = city.themes[0].id if city.themes else ""
    made = {one.id: _indicator(one, usual) for one in found}
    kept = tuple(one for one in city.indicators if one.id not in names)
    series = {key: one for key, one in city.series.items() if key[1] not in names}
    series |= {(one.level, one.id): _series(one) for one in found}
    return replace(city, themes=tuple(themes), indicators=(*kept, *made.values()), series=series)


def _new_themes(city: City, found: Iterable[Classed]) -> Iterable[Theme]:
    known = {one.id for one in city.themes}
    themes = {one.theme.id: one.theme for one in found if one.theme is not None}
    return [theme for name, theme in themes.items() if name not in known]


def _indicator(one: Classed, usual: str) -> Indicator:
    return Indicator(
        id=one.id,
        theme=usual if one.theme is None else one.theme.id,
        name=one.name,
        short_name=one.short_name or one.name,
        sentence=one.sentence,
        definition=one.definition,
        unit=UNIT,
        kind=Kind.CLASS,
        numerator="",
        denominator="",
        factor=1.0,
        decimals=0,
        direction=Direction.WORSE if one.scale is ClassScale.ORDERED else Direction.NEUTRAL,
        related="",
        source=together(one),
        data_date=one.data_date,
        note=one.note,
        classes=one.names,
        scale=one.scale,
    )


def together(classed: Classed) -> Source:
    """Return one source that names all sources and says that the classes are computed."""
    each = list({one.id: one for one in classed.sources}.values())
    first = each[0]
    publishers = dict.fromkeys(one.publisher for one in each)
    titles = dict.fromkeys(one.title for one in each)
    return replace(
        first,
        id=f"berechnet-{classed.about or classed.id}",
        publisher="; ".join(publishers),
        title="; ".join(titles),
        licence="; ".join(dict.fromkeys(one.licence for one in each)),
        changes=classed.method or first.changes,
    )


def _series(one: Classed) -> Series:
    status = np.where(
        (one.classes == 0) & ~np.isin(one.status, EMPTY_STATES), str(Status.MISSING), one.status
    )
    value = np.where(one.classes > 0, one.classes.astype(np.float64), np.nan)
    nothing = np.full(value.shape, np.nan)
    for array in (value, nothing, status):
        array.setflags(write=False)
    return Series(one.id, one.level, one.years, value, nothing, nothing, status, dict(one.notes))
