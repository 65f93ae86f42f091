"""Patterns on the map: neighbourhoods that stand out, and social spaces made of data.

Both are found once for a city, a level and (neighbourhoods) an indicator. The twin in the browser
is ``assets/patterns.js``; it asks the server for the same documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from geodata.model import City
from layers.cluster_document import clusters_document
from layers.scene_fields import Scene
from layers.social_spaces_document import social_spaces_document
from layers.texts import Texts

CLUSTERS, SPACES = "muster", "sozialraeume"
KEPT = 128
NOTABLE = (1, 2, 3, 4)  # classes of geodata.statistics.clusters that are more than chance
CLUSTERS_NAME, SPACES_NAME = "muster", "sozialraeume"  # of documents; level and indicator follow

clusters = lru_cache(maxsize=KEPT)(clusters_document)
spaces = lru_cache(maxsize=KEPT)(social_spaces_document)


def clusters_shown(city: City, shown: Scene) -> tuple[int, ...] | None:
    """Return the class of each area; None where the layer is off or has nothing to say.

    It speaks of figures: not of changes, and not of named classes.
    """
    if CLUSTERS not in shown.view.layers or shown.change is not None or shown.indicator.classes:
        return None
    found = clusters(city, shown.level.id, shown.indicator.id)
    return tuple(found["classes"][found["years"].index(shown.view.year)])


def spaces_shown(city: City, shown: Scene) -> Mapping[str, Any] | None:
    """Return the document of the social spaces; None where the layer is off or nothing is apart."""
    if SPACES not in shown.view.layers:
        return None
    found = spaces(city, shown.level.id)
    return found if len(found["rings"]) > 1 else None


def cells(city: City, shown: Scene, texts: Texts) -> list[dict[str, str]]:
    """Return for each area what the layers say of it, by the columns that they add."""
    rows: list[dict[str, str]] = [{} for _ in shown.level.areas]
    classes, found = clusters_shown(city, shown), spaces_shown(city, shown)
    for index, row in enumerate(rows):
        if classes is not None:
            key = f"cluster_{classes[index]}"
            row["cluster"] = texts["legend"][key] if classes[index] in NOTABLE else ""
        if found is not None:
            row["space"] = str(found["spaces"][index] or "")
    return rows


def added(layers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that the layers of a view add to its table."""
    named = {CLUSTERS: "cluster", SPACES: "space"}
    return tuple(column for layer, column in named.items() if layer in layers)
