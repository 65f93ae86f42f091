"""Figures brought across a reform: by hand, against tobler, conserved, and nothing hidden told."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import PartialDate
from geodata.model import EMPTY_STATES, City, Kind, Level, Series, Status
from geodata.statistics.crosswalk import Weighting, crosswalk, reforms, shared_land
from geodata.statistics.transfer import Treatment, transferred, treatment, with_transferred
from geodata.statistics.transfer_error import known_on_both, share_errors, transfer_errors
from tests.geodata.squares import box, counts, indicator, level, ratios, squares, with_series

# Three old squares (0-1, 1-2, 2-3) become four new ones: 0-1, 1-1.5, 1.5-2.5, 2.5-3.
NEW = [box(0, 0, 1, 1), box(1, 0, 1.5, 1), box(1.5, 0, 2.5, 1), box(2.5, 0, 3, 1)]
OLD_YEAR, NEW_YEAR = 2020, 2021


def reformed(**series: Series) -> City:
    city = squares(3)
    new = replace(level("new", "city", NEW, ["city0"] * 4), valid_from=PartialDate(2021))
    levels = tuple(
        replace(one, valid_until=PartialDate(2020)) if one.id == "square" else one
        for one in city.levels
        if one.id != "half"
    )
    kinds = {"x": Kind.SHARE, "people": Kind.COUNT, "born": Kind.COUNT, "index": Kind.NUMBER}
    city = replace(
        city,
        levels=(*levels, new),
        residents="people",
        indicators=tuple(indicator(kind, name) for name, kind in kinds.items()),
    )
    return with_series(city, **series)


def people(*values: float, year: int = OLD_YEAR) -> Series:
    return counts(values, year=year)


def moved(city: City, name: str, weighting: Weighting, **more: Any) -> Series:
    walk = crosswalk(city, shared_land(city, "square", "new"), weighting)
    found = transferred(city, city.series["square", name], walk, **more)
    assert found is not None
    return found


def test_the_reform_is_read_from_the_dates_of_the_levels(flensburg: City) -> None:
    ((old, new),) = reforms(reformed())
    assert (old.id, new.id) == ("square", "new")
    assert reforms(flensburg) == ()


def test_by_surface_by_hand() -> None:
    city = reformed(square__born=people(10, 20, 40))
    found = moved(city, "born", Weighting.SURFACE)
    assert found.value[0] == pytest.approx([10, 10, 30, 20])
    assert found.status[0].tolist() == ["ok", "interpolated", "interpolated", "interpolated"]
    assert "Fläche" in found.notes[OLD_YEAR, "new1"]


def test_by_residents_by_hand() -> None:
    """Of the 30 people in 1-2, 10 live in the west; 1.5-2.5 has 20 + 20; 2.5-3 has 20."""
    city = reformed(
        square__born=people(10, 30, 40),
        square__people=people(10, 30, 40),
        new__people=people(10, 10, 40, 20, year=NEW_YEAR),
    )
    found = moved(city, "born", Weighting.RESIDENTS)
    assert found.value[0] == pytest.approx([10, 10, 40, 20])
    assert "Einwohnern" in found.notes[OLD_YEAR, "new2"]


def test_fitting_keeps_people_out_of_a_wood() -> None:
    """Nearly all of the new area 1.5-2.5 is one half of a wood where nobody lived before."""
    known: dict[str, Series] = {
        "square__people": people(10, 2, 60),
        "new__people": people(10, 1, 31, 30, year=NEW_YEAR),
    }
    city = reformed(**known)
    walk = crosswalk(city, shared_land(city, "square", "new"))
    assert (walk.weights[1] > 0).tolist() == [False, True, True, False]
    plain = crosswalk(city, shared_land(city, "square", "new"), years=(0, NEW_YEAR))
    assert walk.weights[2, 2] > plain.weights[2, 2] - 1e-12
    assert walk.weights[2] @ np.ones(4) == pytest.approx(1.0)
    fitted = np.array([10, 2, 60]) @ walk.weights
    assert (
        np.abs(fitted - [10, 1, 31, 30]).max()
        < np.abs(np.array([10, 2, 60]) @ plain.weights - [10, 1, 31, 30]).max()
    )


def test_shares_come_from_numerators_and_denominators() -> None:
    city = reformed(square__x=replace(ratios([10, 0, 40], [100, 100, 50]), years=(OLD_YEAR,)))
    found = moved(city, "x", Weighting.SURFACE)
    assert found.value[0] == pytest.approx([10, 0, 100 * 20 / 75, 80])
    assert found.denominator[0] == pytest.approx([100, 50, 75, 25])


def test_a_published_number_is_refused_or_averaged_with_a_note() -> None:
    city = reformed(square__index=people(1.0, 2.0, 4.0))
    series = city.series["square", "index"]
    walk = crosswalk(city, shared_land(city, "square", "new"))
    assert treatment(city.indicator("index"), series) is Treatment.REFUSED
    assert transferred(city, series, walk) is None
    found = moved(city, "index", Weighting.SURFACE, means=True)
    assert found.value[0] == pytest.approx([1, 2, 3, 4])
    assert found.notes[OLD_YEAR, "new2"].startswith("Mittel")


def test_named_classes_have_no_mean() -> None:
    city = reformed(square__index=people(1.0, 2.0, 4.0))
    named = replace(city.indicator("index"), kind=Kind.CLASS)
    assert treatment(named, city.series["square", "index"], means=True) is Treatment.REFUSED


@pytest.mark.parametrize("weighting", list(Weighting))
@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.WITHHELD, Status.MISSING])
def test_what_takes_from_a_hidden_area_has_no_figure(status: Status, weighting: Weighting) -> None:
    hidden = [Status.OK, status, Status.OK]
    city = reformed(
        square__born=replace(counts([10, 20, 40], hidden), years=(OLD_YEAR,)),
        square__x=replace(ratios([1, 2, 4], [10, 20, 40], hidden), years=(OLD_YEAR,)),
        square__people=people(10, 20, 40),
        new__people=people(10, 0, 30, 30, year=NEW_YEAR),
    )
    for name in ("born", "x"):
        found = moved(city, name, weighting)
        assert found.status[0].tolist() == ["ok", status, status, "interpolated"]
        for figures in (found.value, found.numerator, found.denominator):
            assert np.isnan(figures[0, 1:3]).all()


def test_hidden_residents_are_no_weights() -> None:
    """A row whose pieces are partly hidden goes by surface; its neighbours are not fitted to it."""
    new = replace(counts([10, 20, 30, 20], [Status.OK, Status.SUPPRESSED, *[Status.OK] * 2]))
    city = reformed(square__people=people(10, 30, 40), new__people=replace(new, years=(NEW_YEAR,)))
    walk = crosswalk(city, shared_land(city, "square", "new"))
    assert walk.by_residents.tolist() == [True, False, True]
    assert walk.weights[1].tolist() == pytest.approx([0, 0.5, 0.5, 0])


def test_nobody_lives_there() -> None:
    none = [Status.NOT_APPLICABLE] * 2
    city = reformed(
        square__x=replace(
            ratios([0, 0, 4], [np.nan, np.nan, 40], [*none, Status.OK]), years=(OLD_YEAR,)
        )
    )
    found = moved(city, "x", Weighting.SURFACE)
    assert found.status[0].tolist() == [*["not_applicable"] * 2, "interpolated", "interpolated"]
    assert found.value[0, 2] == pytest.approx(10.0)


@given(
    values=st.lists(st.integers(0, 10_000), min_size=3, max_size=3),
    after=st.lists(st.integers(0, 5_000), min_size=4, max_size=4),
    before=st.lists(st.integers(0, 5_000), min_size=3, max_size=3),
    weighting=st.sampled_from(list(Weighting)),
)
def test_totals_are_conserved_and_nothing_is_negative(
    values: list[int], after: list[int], before: list[int], weighting: Weighting
) -> None:
    city = reformed(
        square__born=people(*values),
        square__people=people(*before),
        new__people=people(*after, year=NEW_YEAR),
    )
    found = moved(city, "born", weighting)
    assert found.value.sum() == pytest.approx(sum(values))
    assert (found.value >= 0).all()


def test_surface_is_the_area_interpolation_of_tobler() -> None:
    import geopandas
    import tobler.area_weighted as tobler

    city = reformed(square__born=people(13, 28, 51))
    frames = [
        geopandas.GeoDataFrame(
            geometry=[area.geometry for area in one.areas], crs="EPSG:4326"
        ).to_crs(city.crs)
        for one in (city.level("square"), city.level("new"))
    ]
    frames[0]["born"] = [13.0, 28.0, 51.0]
    theirs = tobler.area_interpolate(*frames, extensive_variables=["born"])
    found = moved(city, "born", Weighting.SURFACE)
    assert found.value[0] == pytest.approx(theirs["born"].to_numpy(), rel=1e-6)


def test_the_city_has_longer_series_and_another_fingerprint() -> None:
    city = reformed(
        square__people=people(10, 30, 40),
        new__people=people(10, 10, 40, 20, year=NEW_YEAR),
        square__index=people(1, 2, 3),
    )
    found = with_transferred(city, "square", "new")
    series = found.series["new", "people"]
    assert series.years == (OLD_YEAR, NEW_YEAR)
    assert series.value[1].tolist() == [10, 10, 40, 20]
    assert series.status[1].tolist() == ["ok"] * 4
    assert "interpolated" in series.status[0]
    assert ("new", "index") not in found.series
    assert ("new", "index") in with_transferred(city, "square", "new", means=True).series
    assert found.fingerprint != city.fingerprint
    assert city.series["new", "people"].years == (NEW_YEAR,)


def test_the_error_is_measured_where_a_count_is_known_on_both() -> None:
    city = reformed(
        square__born=people(1_000, 3_000, 4_000),
        square__people=people(900, 2_900, 3_900, year=2019),
        new__born=people(1_000, 1_200, 3_900, 1_900),
        new__people=people(1_000, 1_000, 4_000, 2_100, year=NEW_YEAR),
    )
    (known,) = known_on_both(city, "square", "new")
    surface, residents = transfer_errors(city, shared_land(city, "square", "new"), known)
    assert (surface.weighting, residents.weighting) == (Weighting.SURFACE, Weighting.RESIDENTS)
    assert surface.areas == residents.areas == 3
    off = np.array([1_500 - 1_200, 3_500 - 3_900, 2_000 - 1_900])
    assert surface.rmse == pytest.approx(np.sqrt((off**2).mean()))
    assert surface.mape == pytest.approx(np.mean(np.abs(off) / [1_200, 3_900, 1_900]))
    assert surface.close == 0.0
    assert residents.rmse < surface.rmse
    assert surface.difference == residents.difference == 0.0


def test_nothing_known_on_both_is_no_error() -> None:
    city = reformed(square__people=people(1, 2, 3), new__people=people(1, 1, 2, 3, year=NEW_YEAR))
    assert known_on_both(city, "square", "new") == ()
    assert share_errors(city, [crosswalk(city, shared_land(city, "square", "new"))]) == ()


def test_land_that_no_new_area_covers_is_lost_and_told() -> None:
    city = reformed(square__born=people(10, 20, 40))
    fewer = replace(city.level("new"), areas=city.level("new").areas[:2])
    shrunk = replace(city, levels=(*(one for one in city.levels if one.id != "new"), fewer))
    walk = crosswalk(shrunk, shared_land(shrunk, "square", "new"))
    assert walk.lost.tolist() == [False, False, True]


def pair(city: City) -> tuple[Level, Level]:
    return reforms(city)[0]


def test_berlin_keeps_every_resident_and_hides_what_is_hidden(berlin_city: City) -> None:
    old, new = pair(berlin_city)
    assert (len(old.areas), len(new.areas)) == (447, 542)
    found = with_transferred(berlin_city, old.id, new.id, means=True)
    series = found.series[new.id, "einwohner"]
    assert series.years == tuple(range(2015, 2025))
    whole = berlin_city.series["stadt", "einwohner"].value[:, 0]
    assert series.value.sum(axis=1) == pytest.approx(whole)
    shares = found.series[new.id, "mss-s1"]
    before = berlin_city.series[old.id, "mss-s1"]
    assert (before.status[0] == Status.SUPPRESSED).any()
    walk = crosswalk(berlin_city, shared_land(berlin_city, old.id, new.id))
    takes = (before.status[0] == Status.SUPPRESSED) @ walk.touched
    assert (shares.status[0][takes] == Status.SUPPRESSED).all()
    assert np.isnan(shares.value[0][np.isin(shares.status[0], EMPTY_STATES)]).all()


def test_berlin_by_residents_is_far_closer_than_by_surface(berlin_city: City) -> None:
    old, new = pair(berlin_city)
    land = shared_land(berlin_city, old.id, new.id)
    known = known_on_both(berlin_city, old.id, new.id)[0]
    surface, first, *later = transfer_errors(berlin_city, land, known)
    assert first.rmse < surface.rmse / 5
    assert first.close > 0.9
    assert surface.close < 0.5
    assert later[-1].rmse > first.rmse  # the farther in time, the less sure
    assert share_errors(berlin_city, [crosswalk(berlin_city, land)])
