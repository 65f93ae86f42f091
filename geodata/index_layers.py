"""The classes of every declared index as indicators: status, dynamics, both in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.derived import Classed, with_classes
from geodata.indices import DYNAMICS_CODES, Part, SocialIndex
from geodata.model import City, ClassName, ClassScale, Source, Theme
from geodata.statistics.index_inputs import gravest, index_years
from geodata.statistics.social_index import IndexResult, PartResult, social_index

THEME = Theme("sozialer-index", "Sozialer Index")
SAID = {"status": "Status", "dynamik": "Dynamik", "gesamt": "Status und Dynamik"}
PARTS = tuple(SAID)
States = NDArray[np.str_]


def index_indicator(index_id: str, part: str) -> str:
    """Return the id of the indicator of a part: ``index-mss-status``.

    Examples
    --------
    >>> index_indicator("mss", PARTS[2])
    'index-mss-gesamt'
    """
    return f"index-{index_id}-{part}"


def with_indices(city: City) -> City:
    """Return *city* with an indicator for status, dynamics and both of each declared index.

    Years and levels are those in which the index can be computed; dynamics only where a year has
    it. The rule is that of :func:`geodata.statistics.social_index.social_index`.
    """
    found = [one for index in city.indices for one in index_classes(city, index)]
    return with_classes(city, found) if found else city


def index_classes(city: City, index: SocialIndex) -> Iterator[Classed]:
    """Yield the classes of *index*, level by level."""
    for level in index.meant_for([one.id for one in city.levels], city.city_level):
        years = index_years(city, index, level)
        results = [social_index(city, index, level, year) for year in years]
        if results:
            yield from _of_level(city, index, results)


def _of_level(city: City, index: SocialIndex, results: list[IndexResult]) -> Iterator[Classed]:
    rows = [one.status for one in results]
    yield _made(city, index, results, _part("status", rows, _status_names(index.status)))
    moved = [one for one in results if one.dynamics is not None]
    if moved and index.dynamics is not None:
        rows = [one.dynamics for one in moved if one.dynamics is not None]
        names = _dynamics_names(index.dynamics)
        yield _made(city, index, moved, _part("dynamik", rows, names))
        yield _made(city, index, moved, _both(index, moved))


@dataclass(frozen=True, eq=False)
class _Cells:
    """Classes and statuses of a part, shape (years, areas), with the names of its classes."""

    part: str
    classes: NDArray[np.int_]
    state: States
    names: tuple[ClassName, ...]


def _part(part: str, rows: list[PartResult], names: tuple[ClassName, ...]) -> _Cells:
    classes = np.array([one.classes for one in rows])
    return _Cells(part, classes, np.array([one.state for one in rows]), names)


def _both(index: SocialIndex, results: list[IndexResult]) -> _Cells:
    """Return status and dynamics in one: rows of a grid are the status, columns the dynamics."""
    assert index.dynamics is not None
    moved = [one.dynamics for one in results if one.dynamics is not None]
    status = np.array([one.status.classes for one in results])
    dynamics = np.array([one.classes for one in moved])
    width = len(DYNAMICS_CODES)
    classes = np.where((status > 0) & (dynamics > 0), (status - 1) * width + dynamics, 0)
    pairs = zip(results, moved, strict=True)
    state: States = np.array([gravest(one.status.state, other.state) for one, other in pairs])
    names = tuple(
        ClassName(f"{place}{written(code)}", f"Status {status_name}, Dynamik {name}")
        for place, status_name in enumerate(index.status.names, start=1)
        for code, name in zip(DYNAMICS_CODES, index.dynamics.names, strict=True)
    )
    return _Cells("gesamt", classes, state, names)


def _made(city: City, index: SocialIndex, results: list[IndexResult], cells: _Cells) -> Classed:
    said = SAID[cells.part]
    few = any(one.too_few for one in results)
    return Classed(
        id=index_indicator(index.id, cells.part),
        name=f"{index.name}: {said}",
        short_name=said,
        sentence=f"{said} im Vergleich mit den anderen Gebieten – {{value}}.",
        definition=f"{said} nach dem Index »{index.name}«. {index.note}".strip(),
        level=results[0].level,
        years=tuple(one.year for one in results),
        classes=cells.classes,
        names=cells.names,
        status=cells.state,
        sources=_sources(city, index),
        scale=ClassScale.GRID if cells.part == "gesamt" else ClassScale.ORDERED,
        theme=THEME,
        note="Zu wenige Gebiete für verlässliche Klassen." if few else "",
        about=f"index-{index.id}",
        method=f"Klassen aus den Werten berechnet: {index.name}",
    )


def written(code: str) -> str:
    """Return a code of dynamics with a true minus, as it stands on maps."""
    return code.replace("-", "−")


def _status_names(part: Part) -> tuple[ClassName, ...]:
    return tuple(ClassName(str(place), name) for place, name in enumerate(part.names, start=1))


def _dynamics_names(part: Part) -> tuple[ClassName, ...]:
    return tuple(
        ClassName(written(code), name)
        for code, name in zip(DYNAMICS_CODES, part.names, strict=True)
    )


def _sources(city: City, index: SocialIndex) -> tuple[Source, ...]:
    parts = [part for part in (index.status, index.dynamics) if part is not None]
    return tuple(city.indicator(one.indicator).source for part in parts for one in part.ingredients)
