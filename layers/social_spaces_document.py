"""The social spaces of a level as the map draws them: the answer to the question nobody changed."""

from __future__ import annotations

from typing import Any

from geodata.model import City
from geodata.statistics.social_spaces import Rule, Spaces, heads, social_spaces
from geodata.statistics.space_inputs import least_residents, space_inputs, usual_indicators
from geodata.statistics.space_report import borders, colours, middle, outlines
from layers.payload import GRID, rings


def social_spaces_document(city: City, level_id: str) -> dict[str, Any]:
    """Return outlines, names and colours of the social spaces, and the space of each area.

    Usual indicators in their last years, joined (Ward), the suggested number, the usual least
    size. ``rings`` and ``points`` are coded as in :func:`layers.payload.geometry`; ``spaces``
    holds for each area of the level, in its order, the number of its space (0: none), ``names``
    the areas that each space is named after, ``colours`` numbers such that neighbours differ,
    ``years`` what the spaces are made of. All lists are empty where there is nothing to make
    spaces of. KeyError if there is no such level.
    """
    found = usual_spaces(city, level_id)
    if found is None:
        return {"grid": GRID, "rings": [], "points": [], "names": [], "colours": [],
                "spaces": [], "years": []}  # fmt: skip
    level = city.level(level_id)
    names = {area.id: area.name for area in level.areas}
    shapes = outlines(city, found)
    home = dict(zip(found.inputs.areas, found.space.tolist(), strict=True))
    points = [middle(shape) for shape in shapes]
    return {
        "grid": GRID,
        "rings": [rings(shape) for shape in shapes],
        "points": [[round(point.x, 5), round(point.y, 5)] for point in points],
        "names": [
            [names[found.inputs.areas[row]] for row in heads(found, number)]
            for number in range(1, found.number + 1)
        ],
        "colours": list(colours(found, borders(found))),
        "spaces": [home[area] for area in level.area_ids],
        "years": [[one.indicator.id, one.year] for one in found.inputs.chosen],
    }


def usual_spaces(city: City, level_id: str) -> Spaces | None:
    """Return the social spaces of a level when nothing is chosen; None without indicators."""
    indicators = usual_indicators(city, level_id)
    if not indicators:
        return None
    last = max(max(city.series[level_id, one].years) for one in indicators)
    inputs = space_inputs(city, level_id, indicators, last)
    return social_spaces(city, inputs, Rule(least=least_residents(inputs.people)))
