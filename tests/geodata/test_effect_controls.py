"""Comparable never funded areas: those that ran alike before the funding began."""

from __future__ import annotations

import numpy as np

from geodata.statistics.effect import effect
from geodata.statistics.effect_controls import comparable_controls
from geodata.statistics.treated import treatment
from tests.geodata.effect_city import SHARE, START, YEARS, panel_city, values, with_effect


def drifting(size: int = 80) -> np.ndarray:
    """Return a city half of which rises by half a point a year, the funded areas among them."""
    rising = np.arange(size) % 2 == 0
    years = np.array(YEARS)[:, np.newaxis] - YEARS[0]
    figures = 20 + (values(size, 9, noise=0.3) - 20) / 10 + 0.5 * years * rising
    return with_effect(figures, 0.0, wide=1)


def test_comparable_areas_undo_what_a_different_trend_feigns() -> None:
    city = panel_city(drifting(), wide=1)
    treated = treatment(city, "square", ["a"], 0.5, YEARS[-1])
    every, alike = (effect(city, SHARE, treated, only) for only in (False, True))
    assert every.differences is not None
    assert alike.differences is not None

    assert every.differences.effect.estimate > 1.5
    assert abs(alike.differences.effect.estimate) < 0.5
    assert set(alike.panel.ids) < set(every.panel.ids)
    rising = {f"square{place}" for place in range(0, 80, 2)}
    assert set(alike.donors) <= rising


def test_no_funded_area_or_no_year_before_has_no_comparable() -> None:
    figures = values(5, 1)
    never = np.full(5, np.nan)
    early = np.array([float(YEARS[0]), *[np.nan] * 4])

    assert not comparable_controls(YEARS, figures, never).any()
    assert not comparable_controls(YEARS, figures, early).any()


def test_at_most_thirty_for_each_funded_area_and_never_a_funded_one() -> None:
    figures = values(200, 2)
    starts = np.where(np.arange(200) < 3, float(START), np.nan)
    found = comparable_controls(YEARS, figures, starts)

    assert 0 < found.sum() <= 90
    assert not found[:3].any()
