"""What follows of hidden counts from what is published beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.model import City, Series, Status
from geodata.statistics.disclosure_audit import (
    Bounds,
    Narrow,
    Relation,
    narrow_counts,
    shuttle,
)

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
LEVEL, NAME = "stadtteil", "sgb-ii"


def hiding(series: Series, row: int, places: list[int]) -> Series:
    value, status = series.value.copy(), series.status.astype("<U20").copy()
    numerator = series.numerator.copy()
    for place in places:
        value[row, place] = numerator[row, place] = np.nan
        status[row, place] = str(Status.SUPPRESSED)
    return replace(series, value=value, numerator=numerator, status=status)


def city_with(flensburg: City, values: dict[int, float], hidden: list[int]) -> City:
    """Flensburg with other figures of one count in its last year, its total their sum."""
    series, whole = flensburg.series[LEVEL, NAME], flensburg.series["stadt", NAME]
    value = series.value.copy()
    for place, figure in values.items():
        value[-1, place] = figure
    parts = hiding(replace(series, value=value), -1, hidden)
    total = whole.value.copy()
    total[whole.years.index(series.years[-1]), 0] = value[-1].sum()
    kept = {key: one for key, one in flensburg.series.items() if key[1] in (NAME,)}
    kept |= {(LEVEL, NAME): parts, ("stadt", NAME): replace(whole, value=total)}
    return replace(flensburg, series=kept)


def told(city: City, threshold: float = 3) -> dict[str, Narrow]:
    return {one.area: one for one in narrow_counts(city, threshold)}


def test_two_small_hidden_parts_of_a_known_whole_are_told_narrowly(flensburg: City) -> None:
    areas = flensburg.level(LEVEL).area_ids

    found = told(city_with(flensburg, {0: 1, 4: 1}, [0, 4]))

    assert set(found) == {areas[0], areas[4]}
    assert all((one.low, one.high) == (0, 2) for one in found.values())
    assert not any(one.exact for one in found.values())


def test_a_whole_of_nothing_tells_every_part_exactly(flensburg: City) -> None:
    found = told(city_with(flensburg, {0: 0, 4: 0}, [0, 4]))

    assert [(one.low, one.high, one.exact) for one in found.values()] == [(0, 0, True)] * 2


def test_large_hidden_parts_protect_each_other(flensburg: City) -> None:
    assert told(city_with(flensburg, {0: 40, 4: 30}, [0, 4])) == {}
    wide = told(city_with(flensburg, {0: 40, 4: 30}, [0, 4]), threshold=71)
    assert {(one.low, one.high) for one in wide.values()} == {(0, 70)}


def test_the_same_count_printed_elsewhere_tells_it_exactly(flensburg: City) -> None:
    share = flensburg.indicator(NAME).related
    series = hiding(flensburg.series[LEVEL, NAME], -1, [2, 5])
    key = (LEVEL, share)
    city = replace(flensburg, series={(LEVEL, NAME): series, key: flensburg.series[key]})

    found = told(city)

    assert share
    assert {one.exact for one in found.values()} == {True}
    assert len(found) == 2


def test_totals_that_contradict_their_parts_tell_nothing(flensburg: City) -> None:
    city = city_with(flensburg, {0: 5, 4: 5}, [0, 4])
    whole = city.series["stadt", NAME]
    low = replace(whole, value=whole.value - 50)

    assert told(replace(city, series={**city.series, ("stadt", NAME): low})) == {}


def solutions(total: int, shares: list[int | None], most: int) -> Iterator[tuple[int, ...]]:
    ranges = [range(most + 1) if one is None else (one,) for one in shares]
    return (found for found in product(*ranges) if sum(found) == total)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=5),
    st.integers(0, 8),
    st.integers(1, 4),
)
def test_bounds_are_those_of_all_tables_that_are_possible(
    parts: list[int | None], total: int, most: int
) -> None:
    possible = list(solutions(total, parts, most))
    if not possible:
        return
    low = {"p": np.array([0.0 if one is None else one for one in parts]), "w": np.array([total])}
    high = {
        "p": np.array([float(most) if one is None else one for one in parts]),
        "w": np.array([float(total)]),
    }
    low["w"] = low["w"].astype(float)

    shuttle(Bounds(low, high), [Relation(("w", 0), ("p", tuple(range(len(parts)))))])

    assert low["p"].tolist() == np.min(possible, axis=0).tolist()
    assert high["p"].tolist() == np.max(possible, axis=0).tolist()


def test_bounds_go_through_hidden_districts_to_their_areas() -> None:
    low = {"city": np.array([10.0]), "district": np.array([0.0, 6]), "area": np.zeros(4)}
    high = {"city": np.array([10.0]), "district": np.array([np.inf, 6]), "area": np.full(4, np.inf)}
    low["area"][2], high["area"][2] = 5, 5

    shuttle(Bounds(low, high), [
        Relation(("district", 0), ("area", (0, 1))),
        Relation(("district", 1), ("area", (2, 3))),
        Relation(("city", 0), ("district", (0, 1))),
    ])  # fmt: skip

    assert (low["district"][0], high["district"][0]) == (4, 4)
    assert high["area"].tolist() == [4, 4, 5, 1]
    assert low["area"].tolist() == [0, 0, 5, 1]


def test_the_command_warns_that_its_table_is_not_for_publication(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main(["disclosure", "--city", str(FLENSBURG), "--narrow", "30"])
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))

    assert status == 0
    assert rows
    assert all(float(row["high"]) - float(row["low"]) < 30 for row in rows)
    assert {row["status"] for row in rows} <= {"suppressed", "withheld"}
    assert "nicht veröffentlichen" in captured.err
    assert "nicht geprüft" in captured.err


@pytest.mark.parametrize("narrow", ["0", "-1", "nan"])
def test_a_range_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], narrow: str) -> None:
    assert main(["disclosure", "--city", str(FLENSBURG), "--narrow", narrow]) == 2
    assert "--narrow" in capsys.readouterr().err


def test_flensburg_gives_no_hidden_count_away(flensburg: City) -> None:
    assert [one for one in narrow_counts(flensburg) if one.exact] == []
