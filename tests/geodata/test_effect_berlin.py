"""Effects in Berlin with made-up funded areas: 447 areas, six years."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shapely import union_all

from geodata.model import City
from geodata.statistics.effect import effect
from geodata.statistics.treated import treatment
from tests.geodata.squares import funded

LEVEL, INDICATOR, START = "planungsraum-bis-2020", "alter-unter-6-anteil", 2020
FUNDED = (10, 11, 12)


def made_up(city: City, size: float) -> City:
    """Return Berlin with a funded area over three areas, whose share moves by *size* in 2020."""
    level = city.level(LEVEL)
    outline = union_all([level.areas[place].geometry for place in FUNDED])
    series = city.series[LEVEL, INDICATOR]
    value, cases = series.value.copy(), series.numerator.copy()
    rows = np.array(series.years) >= START
    value[np.ix_(rows, FUNDED)] += size
    cases[np.ix_(rows, FUNDED)] = (value * series.denominator / 100)[np.ix_(rows, FUNDED)]
    moved = replace(series, value=value, numerator=cases)
    area = funded("erfunden", outline, start=str(START))
    both = {**city.series, (LEVEL, INDICATOR): moved}
    return replace(city, series=both, funded_areas=(area,))


@pytest.mark.parametrize("alike", [False, True])
def test_a_planted_effect_is_found_and_none_where_there_is_none(
    berlin_city: City, alike: bool
) -> None:
    for size in (0.0, 3.0):
        city = made_up(berlin_city, size)
        treated = treatment(city, LEVEL, ["erfunden"], 0.9, 2020)
        found = effect(city, city.indicator(INDICATOR), treated, alike)

        assert np.flatnonzero(treated.funded).tolist() == list(FUNDED)
        assert found.differences is not None
        assert found.synthetic is not None
        for one in (found.differences.effect, found.synthetic.effect):
            assert one.low <= size <= one.high
            assert one.clear is (size > 0)
