"""No hidden figure follows from what is published together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City, Level, Series, Status
from geodata.statistics.disclosure import HIDDEN, NOTE, without_giveaways
from tests.geodata.squares import squares

NAN = float("nan")


def series(level: Level, cells: list[tuple[float, Status]]) -> Series:
    """Return counts of one year, as the package would hold them."""
    values = np.array([[value for value, _ in cells]])
    return Series(
        indicator="faelle", level=level.id, years=(2022,), value=values,
        numerator=np.full_like(values, NAN), denominator=np.full_like(values, NAN),
        status=np.array([[str(status) for _, status in cells]], dtype="<U16"), notes={},
    )  # fmt: skip


def total_of(parts: list[tuple[float, Status]], total: float = 100.0) -> Series:
    city = squares(len(parts))
    whole, level = city.level(city.city_level), city.levels[1]
    found = {
        (whole.id, "faelle"): series(whole, [(total, Status.OK)]),
        (level.id, "faelle"): series(level, parts),
    }
    return without_giveaways(found, city.levels, city.city_level)[whole.id, "faelle"]


OK, HIDE, GAP = (5.0, Status.OK), (NAN, Status.SUPPRESSED), (NAN, Status.MISSING)
HELD, NONE = (NAN, Status.WITHHELD), (NAN, Status.NOT_APPLICABLE)


@pytest.mark.parametrize("parts", [[OK, HIDE, OK], [HELD, OK], [OK, NONE, HIDE]])
def test_a_total_is_withheld_where_exactly_one_part_is_hidden(
    parts: list[tuple[float, Status]],
) -> None:
    total = total_of(parts)

    assert total.status[0, 0] == Status.WITHHELD
    assert np.isnan(total.value[0, 0])
    assert list(total.notes.values()) == [NOTE]


@pytest.mark.parametrize("parts", [[OK, OK], [HIDE, HIDE, OK], [OK, GAP], [HIDE, GAP], [NONE, OK]])
def test_a_total_stays_where_no_hidden_figure_follows(parts: list[tuple[float, Status]]) -> None:
    assert total_of(parts).value[0, 0] == 100


PARTS = st.lists(st.sampled_from([OK, HIDE, GAP, HELD, NONE]), min_size=1, max_size=8)


@given(PARTS)
def test_no_hidden_part_follows_by_subtraction(parts: list[tuple[float, Status]]) -> None:
    total = total_of(parts)
    unknown = [status for value, status in parts if np.isnan(value) and status is not NONE[1]]

    if len(unknown) == 1 and np.isfinite(total.value[0, 0]):
        assert unknown[0] not in HIDDEN


def test_no_hidden_figure_of_flensburg_follows_from_a_total(flensburg: City) -> None:
    hidden = 0
    for (level, name), parts in flensburg.series.items():
        whole = flensburg.series.get((flensburg.city_level, name))
        if level == flensburg.city_level or whole is None:
            continue
        for row, year in enumerate(parts.years):
            states = list(parts.status[row])
            unknown = [one for one in states if one in (*HIDDEN, Status.MISSING)]
            if len(unknown) == 1 and unknown[0] in HIDDEN and year in whole.years:
                assert np.isnan(whole.value[whole.years.index(year), 0]), (name, year)
                hidden += 1
    assert hidden > 0


def test_from_small_to_large_a_withheld_district_is_a_hidden_part() -> None:
    city = squares(2)
    whole, districts, halves = city.levels
    found = {
        (whole.id, "faelle"): series(whole, [(100.0, Status.OK)]),
        (districts.id, "faelle"): series(districts, [(60.0, Status.OK), (40.0, Status.OK)]),
        (halves.id, "faelle"): series(halves, [HIDE, OK, OK, OK]),
    }
    kept = without_giveaways(found, city.levels, city.city_level)

    assert kept[districts.id, "faelle"].status.tolist() == [["withheld", "ok"]]
    assert kept[whole.id, "faelle"].status.tolist() == [["withheld"]]


def test_it_changes_nothing_the_second_time(flensburg: City) -> None:
    again = without_giveaways(flensburg.series, flensburg.levels, flensburg.city_level)

    for key, one in flensburg.series.items():
        assert np.array_equal(again[key].status, one.status)
