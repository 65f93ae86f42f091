"""Classes of areas as indicators: those of an index, and any that an analysis makes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geodata.derived import UNIT, Classed, with_classes
from geodata.index_layers import PARTS, THEME, index_indicator, written
from geodata.indices import DYNAMICS_CODES
from geodata.model import City, ClassName, Kind, Status
from geodata.statistics.aggregate import city_figures
from geodata.statistics.social_index import social_index


def classed(city: City, **other: object) -> Classed:
    level = city.level("stadtteil")
    number = len(level.areas)
    usual = Classed(
        id="probe",
        name="Probe",
        sentence="Die Klasse ist {value}.",
        definition="",
        level=level.id,
        years=(2020,),
        classes=np.ones((1, number), dtype=int),
        names=(ClassName("A", "eins"), ClassName("B", "zwei")),
        status=np.full((1, number), str(Status.OK)),
        sources=(city.indicators[0].source,),
    )
    return replace(usual, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", PARTS)
def test_every_class_of_the_index_is_a_figure_of_its_indicator(flensburg: City, part: str) -> None:
    index = flensburg.index("soziale-lage")
    series = flensburg.series["stadtteil", index_indicator(index.id, part)]
    indicator = flensburg.indicator(series.indicator)

    assert indicator.kind is Kind.CLASS
    assert indicator.theme == THEME.id
    for row, year in enumerate(series.years):
        found = social_index(flensburg, index, "stadtteil", year)
        for place, figure in enumerate(series.value[row]):
            status, dynamics = found.codes(place)
            codes = {"status": status, "dynamik": dynamics, "gesamt": status + dynamics}
            assert indicator.classes[int(figure) - 1].code == written(codes[part])


def test_dynamics_has_only_the_years_with_a_year_before(flensburg: City) -> None:
    status, dynamics = (
        flensburg.series["stadtteil", index_indicator("soziale-lage", part)].years
        for part in PARTS[:2]
    )

    assert set(dynamics) < set(status)
    assert min(dynamics) == min(status) + 2


def test_berlin_shows_the_published_classes(berlin_city: City) -> None:
    names = [one.id for one in berlin_city.indicators if one.classes]

    assert len(names) >= len(PARTS)
    series = next(
        one
        for (_, name), one in berlin_city.series.items()
        if name in names and name.endswith("gesamt") and 2021 in one.years
    )
    assert np.isfinite(series.value[series.years.index(2021)]).sum() == 536


def test_the_city_has_no_class_of_its_own(flensburg: City) -> None:
    indicator = flensburg.indicator(index_indicator("soziale-lage", "status"))

    figures, basis = city_figures(flensburg, "stadtteil", indicator)

    assert np.isnan(figures).all()
    assert set(basis) == {"none"}


def test_an_area_without_a_class_says_why_and_never_that_all_is_well(flensburg: City) -> None:
    one = classed(flensburg)
    one.classes[0, :2] = 0
    one.status[0, 0] = str(Status.SUPPRESSED)[: one.status.itemsize // 4]
    status = np.array([[str(Status.SUPPRESSED), *one.status[0, 1:]]])

    city = with_classes(flensburg, [replace(one, status=status)])
    series = city.series["stadtteil", "probe"]

    assert np.isnan(series.value[0, :2]).all()
    assert series.status[0, 0] == Status.SUPPRESSED
    assert series.status[0, 1] == Status.MISSING
    assert city.indicator("probe").unit == UNIT


def test_a_class_where_the_status_says_there_is_none_is_refused(flensburg: City) -> None:
    one = classed(flensburg)
    status = np.full(one.status.shape, str(Status.SUPPRESSED))

    with pytest.raises(ValueError, match="has a figure in an empty cell"):
        with_classes(flensburg, [replace(one, status=status)])


def test_classes_of_the_same_id_replace_those_before(flensburg: City) -> None:
    first = with_classes(flensburg, [classed(flensburg)])
    again = with_classes(first, [classed(flensburg, name="Neu")])

    assert [one.name for one in again.indicators if one.id == "probe"] == ["Neu"]
    assert len(again.indicators) == len(first.indicators) == len(flensburg.indicators) + 1


def test_the_source_of_classes_names_all_sources_once(flensburg: City) -> None:
    sources = tuple(one.source for one in flensburg.indicators)

    made = with_classes(flensburg, [classed(flensburg, sources=sources, method="gerechnet")])
    found = made.indicator("probe").source

    assert found.changes == "gerechnet"
    assert all(one.publisher in found.publisher for one in sources)
    assert found.id not in {one.id for one in flensburg.sources}


def test_codes_of_dynamics_have_a_true_minus() -> None:
    assert [written(code) for code in DYNAMICS_CODES] == ["+", "+/−", "−"]
