"""How much a class depends on the rule: the same areas under another rule, counted.

OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 7: weights, standardisation
and limits are choices, and an index should say how many of its results hang on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from geodata.indices import Ingredient, Part, SocialIndex, Standardisation
from geodata.model import City
from geodata.statistics.social_index import IndexResult, social_index

WEIGHT_FACTORS = (0.5, 2.0)
LIMIT_STEPS = (-0.1, 0.1)


class Varied(StrEnum):
    """What is changed in the rule."""

    STANDARDISATION = "standardisation"
    WEIGHT = "weight"
    WITHOUT = "without"
    LIMIT = "limit"


@dataclass(frozen=True)
class Variant:
    """One change of the rule. ``what`` is the indicator or limit, ``to`` its new value."""

    varied: Varied
    part: str  # "status", "dynamics", or "both" for a standardisation
    what: str
    to: str


@dataclass(frozen=True)
class Sensitivity:
    """What one variant does to one part.

    ``compared`` areas have a class under both rules; ``changed`` of them have another one, ids in
    ``areas``.
    """

    variant: Variant
    part: str
    compared: int
    changed: int
    areas: tuple[str, ...]


def variants(index: SocialIndex) -> Iterator[tuple[Variant, SocialIndex]]:
    """Yield every other standardisation, each weight halved, doubled and 0, each limit moved.

    Standardisation by residents is tried only where the index names residents. A limit is moved
    by 0.1 to both sides, as long as the limits stay in order.
    """
    for kind in Standardisation:
        possible = kind is not Standardisation.RESIDENTS or index.counting.residents
        if kind is not index.standardisation and possible:
            yield (
                Variant(Varied.STANDARDISATION, "both", index.standardisation, kind),
                replace(index, standardisation=kind),
            )
    for name, part in parts(index):
        for variant, other in _part_variants(name, part):
            changed = replace(index, status=other)
            if name == "dynamics":
                changed = replace(index, dynamics=other)
            yield variant, changed


def parts(index: SocialIndex) -> tuple[tuple[str, Part], ...]:
    """Return the parts of *index* with their names."""
    both = (("status", index.status), ("dynamics", index.dynamics))
    return tuple((name, part) for name, part in both if part is not None)


def sensitivity(city: City, found: IndexResult) -> tuple[Sensitivity, ...]:
    """Return how many areas change class under each variant of the rule of *found*."""
    return tuple(
        one
        for variant, other in variants(found.index)
        for one in compared(variant, found, social_index(city, other, found.level, found.year))
    )


def compared(variant: Variant, one: IndexResult, other: IndexResult) -> Iterator[Sensitivity]:
    """Yield, for each part that *variant* touches, which areas change class between two results.

    Both are of the same level and year.
    """
    for name in ("status", "dynamics"):
        before, after = getattr(one, name), getattr(other, name)
        if before is None or after is None or variant.part not in (name, "both"):
            continue
        classed = (before.classes > 0) & (after.classes > 0)
        moved = classed & (before.classes != after.classes)
        areas = tuple(one.areas[place] for place in np.flatnonzero(moved))
        yield Sensitivity(variant, name, int(classed.sum()), len(areas), areas)


def _part_variants(name: str, part: Part) -> Iterator[tuple[Variant, Part]]:
    several = len(part.ingredients) > 1
    for place, one in enumerate(part.ingredients):
        for factor in WEIGHT_FACTORS if several else ():
            changed = replace(one, weight=one.weight * factor)
            variant = Variant(Varied.WEIGHT, name, one.indicator, f"{changed.weight:g}")
            yield variant, replace(part, ingredients=_put(part, place, changed))
        if several:
            yield (
                Variant(Varied.WITHOUT, name, one.indicator, ""),
                replace(part, ingredients=_put(part, place, None)),
            )
    for place, limit in enumerate(part.limits):
        for step in LIMIT_STEPS:
            moved = round(limit + step, 9)
            limits = (*part.limits[:place], moved, *part.limits[place + 1 :])
            if sorted(set(limits)) == list(limits):
                variant = Variant(Varied.LIMIT, name, f"{limit:g}", f"{moved:g}")
                yield variant, replace(part, limits=limits)


def _put(part: Part, place: int, one: Ingredient | None) -> tuple[Ingredient, ...]:
    middle = () if one is None else (one,)
    return (*part.ingredients[:place], *middle, *part.ingredients[place + 1 :])
