"""Segregation of a city: every year and level, several groups, fifths; hidden areas stay out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from callbacks.settings import Settings
from geodata.__main__ import main
from geodata.model import City, Kind, Series, Status
from geodata.statistics import polarisation, segregation_groups, separation
from geodata.statistics.segregation import by_level, has_people, segregation
from tests.geodata import squares as sq

PEOPLE = [200.0, 300, 100, 400, 250, 350]
CASES = [80.0, 30, 5, 100, 10, 35]
AGES = ("kinder-unter-18-anteil", "menschen-18-bis-64-anteil", "menschen-ab-65-anteil")


def city_of(*many: Series, kind: Kind = Kind.SHARE, **other: str) -> City:
    """Return a city of squares with one indicator for each series: x0, x1 ..."""
    fields = {"theme": "t", "denominator": "people"} | other
    indicators = tuple(sq.indicator(kind, f"x{at}", **fields) for at in range(len(many)))
    base = replace(sq.squares(len(PEOPLE)), indicators=indicators, residents="")
    return sq.with_series(base, **{f"square__x{at}": one for at, one in enumerate(many)})


def shares(cases: Sequence[float] = CASES, states: Sequence[Status] = ()) -> Series:
    return sq.ratios(cases, PEOPLE, states)


def test_figures_are_those_of_the_counts_and_parts_make_up_the_whole() -> None:
    found = segregation(city_of(shares()), "square", "x0")
    (year,) = found.years
    x, t = np.array(CASES), np.array(PEOPLE)

    assert year.figures["dissimilarity"].value == pytest.approx(separation.dissimilarity(x, t))
    assert year.figures["isolation"].value == pytest.approx((x / x.sum() * x / t).sum())
    assert year.contribution.sum() == pytest.approx(1)
    assert (year.low <= year.contribution).all()
    assert (year.contribution <= year.high).all()
    np.testing.assert_array_equal(year.over, x / t > x.sum() / t.sum())
    assert found.trend is None


@pytest.mark.parametrize("hidden", [Status.SUPPRESSED, Status.WITHHELD, Status.MISSING])
def test_an_area_without_figure_stays_out_and_nothing_tells_its_figure(hidden: Status) -> None:
    states = [Status.OK, hidden, *[Status.OK] * 4]
    other = [CASES[0], 299.0, *CASES[2:]]
    one, two = (
        segregation(city_of(shares(cases, states)), "square", "x0").years[0]
        for cases in (CASES, other)
    )

    assert one.figures == two.figures
    assert (one.counted, one.without, one.hidden) == (5, 1, int(hidden != Status.MISSING))
    assert one.group == sum(CASES) - CASES[1]
    assert np.isnan(one.contribution[1])
    assert np.isnan(one.people[1])


def test_the_order_of_areas_changes_nothing() -> None:
    city = city_of(shares())
    turn = np.array([4, 2, 5, 0, 3, 1])
    level, series = city.level("square"), city.series["square", "x0"]
    turned = replace(
        city,
        levels=tuple(
            replace(one, areas=tuple(level.areas[at] for at in turn)) if one is level else one
            for one in city.levels
        ),
        series={("square", "x0"): replace(
            series, **{name: getattr(series, name)[:, turn]
                       for name in ("value", "numerator", "denominator", "status")})},
    )  # fmt: skip
    one, two = (segregation(each, "square", "x0").years[0] for each in (city, turned))

    assert one.figures == two.figures
    np.testing.assert_array_equal(one.low[turn], two.low)


@pytest.mark.parametrize(
    ("cases", "states"),
    [
        ([0.0] * 6, ()),
        (PEOPLE, ()),
        (CASES, [Status.MISSING] * 6),
        (CASES, [Status.OK, *[Status.SUPPRESSED] * 5]),
    ],
)
def test_without_group_rest_or_areas_there_is_no_year(
    cases: Sequence[float], states: Sequence[Status]
) -> None:
    city = city_of(shares(cases, states))

    assert segregation(city, "square", "x0").years == ()
    assert by_level(city, "x0", sq.YEAR) == []


def test_cases_beyond_the_people_are_a_fault_and_not_counted() -> None:
    year = segregation(city_of(shares([500.0, *CASES[1:]])), "square", "x0").years[0]

    assert (year.counted, year.without, year.hidden) == (5, 1, 0)


def test_one_person_in_the_group_makes_no_error() -> None:
    year = segregation(city_of(shares([1.0, 0, 0, 0, 0, 0])), "square", "x0").years[0]

    assert year.figures["dissimilarity"].value == pytest.approx(1400 / 1599 + 0.0, abs=0.01)
    assert year.by_chance > 0.8


def test_shares_of_a_total_of_the_city_count_nobody_in_an_area() -> None:
    parts = sq.ratios(CASES, [sum(CASES)] * 6)

    assert not has_people(parts)
    assert has_people(sq.ratios(CASES, [500.0] * 6))
    assert has_people(shares())


def test_every_level_has_its_figures_and_smaller_areas_never_lower_ones() -> None:
    city = city_of(shares())
    halves = sq.ratios(
        [part for one in CASES for part in (one, 0.0)],
        [part for one in PEOPLE for part in (one / 2, one / 2)],
    )
    found = by_level(sq.with_series(city, half__x0=halves), "x0", sq.YEAR)

    assert [level.id for level, _ in found] == ["square", "half"]
    low, high = (year.figures["dissimilarity"].value for _, year in found)
    assert low < high


def test_groups_that_make_up_everybody_are_found_and_their_index_is_that_of_theil() -> None:
    young, old = [60.0, 90, 30, 100, 80, 50], [40.0, 60, 20, 200, 20, 100]
    rest = [p - a - b for p, a, b in zip(PEOPLE, young, old, strict=True)]
    city = city_of(*(shares(one) for one in (CASES, young, old, rest)))

    assert segregation_groups.partition(city, "square", "x1") == ("x1", "x2", "x3")
    assert segregation_groups.partition(city, "square", "x0") == ("x1", "x2", "x3")
    (year,) = segregation_groups.groups(city, "square", ("x1", "x2")).years
    table = np.column_stack([young, old, rest])
    assert year.information.value == pytest.approx(separation.information(table))
    assert year.share[segregation_groups.REST] == pytest.approx(sum(rest) / sum(PEOPLE))
    assert sum(year.share.values()) == pytest.approx(1)


def test_groups_that_overlap_are_refused() -> None:
    city = city_of(shares([150.0] * 6), shares([90.0] * 6))

    with pytest.raises(segregation_groups.GroupsOverlap) as error:
        segregation_groups.groups(city, "square", ("x0", "x1"))
    assert error.value.areas == 1  # the area of 100 people has a fault and does not count


def test_other_people_are_no_family() -> None:
    other = sq.ratios(CASES, [2 * one for one in PEOPLE])
    city = city_of(shares(), other, shares([1.0] * 6))

    assert segregation_groups.family(city, "square", "x0") == ("x0", "x2")


def test_fifths_by_hand_with_an_area_on_their_edge() -> None:
    values, weights = np.array([10.0, 40, 20, 30]), np.array([30.0, 10, 30, 30])
    top, bottom = polarisation.fifths(values, weights)

    assert float(top) == pytest.approx((10 * 40 + 10 * 30) / 20)
    assert float(bottom) == pytest.approx(10)


def test_equal_areas_are_not_polarised_and_unequal_ones_are() -> None:
    even = polarisation.polarisation(
        city_of(shares([one / 10 for one in PEOPLE])), "square", "x0"
    ).years[0]
    far = polarisation.polarisation(city_of(shares()), "square", "x0").years[0]

    assert even.figures["concentration"].value == pytest.approx(0.2)
    assert even.figures["ratio"].value == pytest.approx(1)
    assert even.figures["theil"].value == pytest.approx(0, abs=1e-9)
    assert far.figures["concentration"].low > 0.2
    assert far.figures["ratio"].value == pytest.approx(far.top / far.bottom)


def test_a_published_number_is_compared_without_interval_and_a_negative_one_not_at_all() -> None:
    number = polarisation.polarisation(
        city_of(sq.counts([3.0, 5, 2, 8, 4, 6]), kind=Kind.NUMBER), "square", "x0"
    )
    below = polarisation.polarisation(
        city_of(sq.counts([0.0] * 6), kind=Kind.NUMBER), "square", "x0"
    )

    assert not number.drawn
    assert np.isnan(number.years[0].figures["ratio"].low)
    assert number.years[0].figures["ratio"].value == pytest.approx(8 / 2, rel=0.2)
    assert below.years == ()


def test_rates_have_intervals_from_cases() -> None:
    rates = sq.ratios([400.0, 90, 30, 200, 100, 300], PEOPLE, factor=1000)
    year = polarisation.polarisation(city_of(rates, kind=Kind.RATE), "square", "x0").years[0]

    ends = year.figures["concentration"]
    assert ends.low < ends.value < ends.high


def several_years(*many: Sequence[float]) -> Series:
    """Return shares of PEOPLE times 100 in 2015, 2016 ..."""
    rows = [sq.ratios(one, [100 * people for people in PEOPLE]) for one in many]
    grids = {
        name: np.vstack([getattr(row, name) for row in rows])
        for name in ("value", "numerator", "denominator", "status")
    }
    return replace(rows[0], years=tuple(range(2015, 2015 + len(rows))), **grids)


def test_a_group_that_moves_together_has_a_trend_and_one_that_stays_has_none() -> None:
    even = [20.0 * people for people in PEOPLE]
    first = np.array([1.0, 0, 0, 0, 0, -0.5]) * 300
    moving = several_years(*(list(np.array(even) + step * first) for step in range(6)))
    dice = np.random.default_rng(8)
    people = (100 * np.array(PEOPLE)).astype(int)
    staying = several_years(*(list(dice.binomial(people, 0.2).astype(float)) for _ in range(6)))

    up = segregation(city_of(moving), "square", "x0").trend
    none = segregation(city_of(staying), "square", "x0").trend

    assert up is not None
    assert none is not None
    assert up.clear
    assert up.change > 0
    assert not none.clear


def test_all_shares_of_flensburg_have_figures_or_say_why(flensburg: City) -> None:
    for (level, name), series in flensburg.series.items():
        if level != "stadtteil" or flensburg.indicator(name).kind is not Kind.SHARE:
            continue
        if not has_people(series):
            assert name.endswith("-stadt")
            continue
        found = segregation(flensburg, level, name)
        assert [one.year for one in found.years] == list(series.years)
        assert (found.trend is None) == (len(found.years) < 4)
        for year in found.years:
            figures = year.figures["dissimilarity"]
            assert 0 <= figures.low <= figures.corrected <= figures.high <= 1


def test_ages_of_flensburg_make_up_everybody(flensburg: City) -> None:
    names = segregation_groups.partition(flensburg, "stadtteil", AGES[0])
    found = segregation_groups.groups(flensburg, "stadtteil", names).years[-1]

    assert len(names) == 6
    assert segregation_groups.REST not in found.share
    assert found.information.value > 0


def test_berlin_is_less_apart_on_each_larger_level(berlin_city: City) -> None:
    found = by_level(berlin_city, "auslaender-anteil", 2024)
    heights = [year.figures["dissimilarity"].value for _, year in found]

    assert [level.id for level, _ in found][-1] == "planungsraum"
    assert heights == sorted(heights)
    assert all(year.by_chance < year.figures["dissimilarity"].low for _, year in found)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    assert main(["segregation", "--city", str(Settings.city), *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_command_writes_the_figures_of_the_page(
    capsys: pytest.CaptureFixture[str], flensburg: City
) -> None:
    found = segregation(flensburg, "stadtteil", "sgb-ii-anteil")
    rows = run(capsys, "--indicator", "sgb-ii-anteil")
    areas = run(capsys, "--indicator", "sgb-ii-anteil", "--show", "areas", "--year", "2020")

    assert len(rows) == 6 * len(found.years)
    last = next(row for row in rows if row["year"] == "2022" and row["index"] == "gini")
    assert float(last["value"]) == round(found.years[-1].figures["gini"].value, 6)
    assert [float(row["contribution"]) for row in areas] == found.years[2].contribution.round(
        6
    ).tolist()


@pytest.mark.parametrize("show", ["levels", "groups", "polarisation", "trend"])
def test_every_table_of_the_command_has_rows(capsys: pytest.CaptureFixture[str], show: str) -> None:
    rows = run(capsys, "--indicator", AGES[0], "--show", show)

    assert rows
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--indicator", "einwohner"),
        ("--indicator", "arbeitslose-anteil-stadt"),
        ("--indicator", "sgb-ii-anteil", "--level", "stadt"),
        ("--indicator", AGES[0], "--show", "groups", "--groups", "sgb-ii-anteil"),
        ("--indicator", AGES[0], "--show", "groups", "--groups",
         ",".join((*AGES, "menschen-ab-60-anteil"))),
        ("--indicator", "einwohner", "--show", "polarisation"),
    ],
)  # fmt: skip
def test_what_counts_no_group_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(["segregation", "--city", str(Settings.city), *arguments]) == 2
    assert "Abhilfe" in capsys.readouterr().err
