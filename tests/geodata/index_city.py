"""Small cities with an index, for tests whose figures can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from geodata.indices import (
    Change,
    Counting,
    Ingredient,
    Part,
    Rounding,
    Scale,
    SocialIndex,
    Standardisation,
)
from geodata.model import City, Kind, Status
from tests.geodata.squares import counts, indicator, squares, with_series

YEAR, EARLIER = 2022, 2019
STATUS_LIMITS, DYNAMICS_LIMITS = (-1.0, 1.0, 1.5), (-1.0, 1.0)
STATUS_NAMES = ("hoch", "mittel", "niedrig", "sehr niedrig")
DYNAMICS_NAMES = ("positiv", "stabil", "negativ")
Figures = Mapping[str, Sequence[float]]
Hidden = Mapping[tuple[str, int], Status]  # indicator, area -> its status


def city(figures: Figures, before: Figures | None = None, hidden: Hidden | None = None) -> City:
    """Return a city of squares with *figures* of 2022, and of 2019 where *before* gives them."""
    number = len(next(iter(figures.values())))
    made = squares(number)
    indicators = tuple(indicator(Kind.NUMBER, name) for name in figures)
    for name, row in figures.items():
        states = [(hidden or {}).get((name, place), Status.OK) for place in range(number)]
        series = counts(row, states, YEAR)
        if before is not None and name in before:
            series = _two_years(counts(before[name], (), EARLIER), series)
        made = with_series(made, **{f"square__{name}": series})
    return replace(made, indicators=indicators)


def _two_years(first, second):  # type: ignore[no-untyped-def]
    grids = {
        name: np.vstack([getattr(first, name), getattr(second, name)])
        for name in ("value", "numerator", "denominator", "status")
    }
    return replace(second, years=(*first.years, *second.years), **grids)


def part(*ingredients: tuple[str, float, int], **other: object) -> Part:
    """Return a part of (indicator, weight, sign), with Berlin's limits of the status."""
    fields: dict[str, object] = {"limits": STATUS_LIMITS, "names": STATUS_NAMES}
    made = tuple(Ingredient(*one) for one in ingredients)
    return Part(made, **(fields | other))  # type: ignore[arg-type]


def rule(status: Part, dynamics: Part | None = None, **other: object) -> SocialIndex:
    """Return an index by Berlin's rule, unless *other* says otherwise."""
    fields: dict[str, object] = {
        "standardisation": Standardisation.POPULATION,
        "scale": Scale.STANDARDISED,
        "rounding": Rounding(),
        "counting": Counting(),
    }
    return SocialIndex("probe", "Probe", "", "", (), status=status, dynamics=dynamics,
                       **(fields | other))  # type: ignore[arg-type]  # fmt: skip


def changes(*names: str, years: int = YEAR - EARLIER) -> Part:
    """Return a dynamics of differences over *years*, equally weighted."""
    return part(
        *((name, 1.0, 1) for name in names),
        limits=DYNAMICS_LIMITS,
        names=DYNAMICS_NAMES,
        change=Change.DIFFERENCE,
        years=years,
    )
