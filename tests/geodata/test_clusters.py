"""Clusters: plain classes, corrected for many tests; hidden areas take no part."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from callbacks.settings import Settings
from geodata.__main__ import main
from geodata.model import City, Kind, Level, Series, Status
from geodata.statistics.clusters import ClusterClass, Clusters, clusters
from layers.cluster_document import clusters_document
from tests.geodata import squares as sq

SIDE = 12
HIGH, LOW, ODD, PLAIN = (
    ClusterClass.HIGH_HIGH,
    ClusterClass.LOW_LOW,
    ClusterClass.HIGH_LOW,
    ClusterClass.PLAIN,
)


def board(series: Series, side: int = SIDE) -> City:
    """Return a city of side by side squares with *series* as indicator x."""
    fields = [sq.box(x, y, x + 1, y + 1) for y in range(side) for x in range(side)]
    level = sq.level("square", "city", fields, ["city0"] * side**2)
    whole = sq.level("city", "", [sq.box(0, 0, side, side)], [""])
    city = replace(sq.squares(1), levels=(whole, level), indicators=(sq.indicator(Kind.SHARE),))
    return sq.with_series(city, square__x=series)


def shares(odd: bool = False) -> np.ndarray:
    """A corner of 3 by 3 fields with high values, others low with some noise."""
    values = np.random.default_rng(1).integers(8, 13, (SIDE, SIDE)).astype(float)
    values[:3, :3] += 60
    values[8:, 8:] -= 7
    if odd:
        values[10, 10] = 90
    return values.ravel()


def found_in(series: Series, **options: bool) -> Clusters:
    return clusters(board(series), "square", "x", sq.YEAR, **options)


def test_a_corner_of_high_values_is_found_and_its_border_is_not_high() -> None:
    found = found_in(sq.counts(shares()))
    classes = found.classes.reshape(SIDE, SIDE)

    assert (classes[:2, :2] == HIGH).all()
    assert (classes[5:7, 5:7] == PLAIN).all()
    assert found.city is not None
    assert found.city.p == 0.001
    assert (found.p[np.isin(found.classes, (1, 2, 3, 4))] <= found.limit).all()


def test_a_high_value_among_low_ones_stands_out() -> None:
    found = found_in(sq.counts(shares(odd=True)))

    assert found.classes.reshape(SIDE, SIDE)[10, 10] in (ODD, PLAIN)
    assert found.z.reshape(SIDE, SIDE)[10, 10] > 0 > found.lag.reshape(SIDE, SIDE)[10, 10]


def test_the_order_of_the_areas_changes_nothing() -> None:
    city = board(sq.counts(shares(odd=True)))
    level, series = city.level("square"), city.series["square", "x"]
    turned = np.random.default_rng(2).permutation(SIDE**2)
    other = replace(
        city,
        levels=(city.levels[0], replace(level, areas=tuple(level.areas[at] for at in turned))),
        series={("square", "x"): replace(
            series, value=series.value[:, turned], status=series.status[:, turned])},
    )  # fmt: skip

    one, two = (clusters(each, "square", "x", sq.YEAR) for each in (city, other))

    assert one.city == two.city
    np.testing.assert_array_equal(one.classes[turned], two.classes)
    np.testing.assert_array_equal(one.p[turned], two.p)


@pytest.mark.parametrize(
    "hidden",
    [Status.SUPPRESSED, Status.WITHHELD, Status.MISSING, Status.NOT_APPLICABLE],
)
def test_whatever_hides_a_figure_the_others_come_out_the_same(hidden: Status) -> None:
    states = [Status.OK] * SIDE**2
    states[5] = states[77] = hidden
    usual = list(states)
    usual[5] = usual[77] = Status.MISSING
    values = shares()
    other = values.copy()
    other[[5, 77]] = 1_000_000

    one, two = found_in(sq.counts(values, usual)), found_in(sq.counts(other, states))

    assert one.classes[5] == two.classes[5] == ClusterClass.NONE
    np.testing.assert_array_equal(one.classes, two.classes)
    np.testing.assert_array_equal(one.lag, two.lag)
    assert two.without == 2


def test_an_area_whose_neighbours_are_all_hidden_counts_as_an_island() -> None:
    states = [Status.OK] * SIDE**2
    states[1] = states[SIDE] = Status.SUPPRESSED

    found = found_in(sq.counts(shares(), states))

    assert found.classes[0] == ClusterClass.NONE
    assert np.isnan(found.z[0])
    assert (found.islands, found.without, found.counted) == (1, 2, SIDE**2 - 3)


@pytest.mark.parametrize(
    ("values", "states"),
    [
        ([5.0] * 9, ()),
        ([0.0] * 9, ()),
        ([1.0] * 9, [Status.MISSING] * 9),
        ([1.0, 2.0, *[3.0] * 7], [Status.OK, Status.OK, *[Status.SUPPRESSED] * 7]),
    ],
)
def test_without_differences_or_figures_nothing_is_claimed(
    values: list[float], states: list[Status]
) -> None:
    found = clusters(board(sq.counts(values, states), 3), "square", "x", sq.YEAR)

    assert found.city is None
    assert found.limit == 0
    assert set(found.classes.tolist()) <= {ClusterClass.NONE, PLAIN}


def test_one_area_and_no_area_have_no_clusters() -> None:
    one = clusters(board(sq.counts([3.0]), 1), "square", "x", sq.YEAR)
    none = clusters(board(sq.counts([]), 0), "square", "x", sq.YEAR)

    assert (one.classes.tolist(), one.islands, one.city) == ([0], 1, None)
    assert (none.classes.tolist(), none.areas, none.city) == ([], (), None)


def test_unknown_years_and_smoothing_without_people_are_refused() -> None:
    city = board(sq.counts(shares()))

    with pytest.raises(ValueError, match="not in tuple"):
        clusters(city, "square", "x", 1900)
    with pytest.raises(ValueError, match="numerators"):
        clusters(city, "square", "x", sq.YEAR, smoothed=True)


def test_smoothing_leaves_out_areas_without_people() -> None:
    people = np.full(9, 100.0)
    people[4] = 0
    cases = np.arange(9.0) * (people > 0)
    states = [Status.OK if one else Status.NOT_APPLICABLE for one in people]
    found = clusters(board(sq.ratios(cases, people, states), 3), "square", "x", sq.YEAR, True)

    assert found.classes[4] == ClusterClass.NONE
    assert found.counted == 8


def test_all_of_flensburg_has_classes_in_every_year(flensburg: City) -> None:
    level: Level = flensburg.level("stadtteil")
    for (level_id, name), series in flensburg.series.items():
        if level_id != level.id:
            continue
        document = clusters_document(flensburg, level_id, name)
        assert document["years"] == list(series.years)
        classes = np.array(document["classes"])
        assert classes.shape == series.value.shape
        assert ((classes == 0) | np.isfinite(series.value)).all()
        assert len(document["moran"]) == len(series.years)


def test_foreigners_in_berlin_cluster_and_planning_areas_without_people_take_no_part(
    berlin_city: City,
) -> None:
    found = clusters(berlin_city, "planungsraum", "auslaender-anteil", 2024)
    series = berlin_city.series["planungsraum", "auslaender-anteil"]

    assert found.city is not None
    assert found.city.i > 0.4
    assert {HIGH, LOW} <= set(found.classes.tolist())
    np.testing.assert_array_equal(np.isfinite(found.z), np.isfinite(series.value[-1]))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, str]]]:
    status = main(["clusters", "--city", str(Settings.city), *arguments])
    return status, list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_command_writes_the_classes_of_the_page(
    capsys: pytest.CaptureFixture[str], flensburg: City
) -> None:
    name = "migrationshintergrund-anteil"
    status, rows = run(capsys, "--indicator", name, "--year", "2022")
    found = clusters(flensburg, "stadtteil", name, 2022)

    assert status == 0
    assert [row["class"] for row in rows] == [ClusterClass(c).name.lower() for c in found.classes]
    assert [float(row["p"]) for row in rows] == found.p.round(6).tolist()


def test_the_command_tells_a_suppressed_area_and_shows_no_figure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, rows = run(capsys, "--indicator", "raeumungsklagen-je-1000", "--year", "2022")
    hidden = [row for row in rows if row["state"] == "suppressed"]

    assert hidden
    assert all(row["class"] == "none" and not row["value"] + row["z"] + row["p"] for row in hidden)


def test_the_command_shows_every_year_of_the_city(capsys: pytest.CaptureFixture[str]) -> None:
    _, rows = run(capsys, "--indicator", "sgb-ii-anteil", "--show", "city")

    assert [row["year"] for row in rows] == ["2018", "2019", "2020", "2021", "2022"]
    assert all(int(row["areas"]) == 13 for row in rows)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--indicator", "altenquotient", "--values", "smoothed"),
        ("--values", "schoen"),
        ("--year", "1900"),
        ("--level", "dorf"),
    ],
)
def test_what_the_city_has_not_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(["clusters", "--city", str(Settings.city), *arguments]) == 2
    assert "Abhilfe" in capsys.readouterr().err
