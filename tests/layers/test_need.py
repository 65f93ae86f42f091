"""What the browser loads to compare need with funding, and the figures of funded areas."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from geodata.model import City
from geodata.statistics.activity import active_in
from geodata.statistics.apportion import apportion
from geodata.statistics.classify import round_half_up
from geodata.statistics.overlap import overlaps
from layers.documents import LazyResource, resources
from layers.need import edition, estimates, funding
from layers.patterns import SPACES_NAME


def test_shares_of_an_area_never_exceed_the_area(flensburg: City) -> None:
    for level in flensburg.levels:
        for segment in funding(flensburg, level)["segments"]:
            for _, *parts in segment["areas"]:
                assert min(parts) >= 0
                assert 0 < sum(parts) <= 1.000001


def test_a_run_of_years_ends_where_a_funded_area_changes_its_state(flensburg: City) -> None:
    segments = funding(flensburg, flensburg.level("stadtteil"))["segments"]
    states = [
        [active_in(area, segment["last"]) for area in flensburg.funded_areas]
        for segment in segments
    ]

    assert all(one["first"] <= one["last"] for one in segments)
    assert all(one["last"] < other["first"] for one, other in pairwise(segments))
    assert all(one != other for one, other in pairwise(states))


def test_every_year_with_figures_lies_in_a_run(flensburg: City) -> None:
    for level in flensburg.levels:
        segments = funding(flensburg, level)["segments"]
        for (at, _), series in flensburg.series.items():
            if at == level.id:
                assert all(
                    any(one["first"] <= year <= one["last"] for one in segments)
                    for year in series.years
                )


def test_a_city_without_funded_areas_has_nothing_covered(flensburg: City) -> None:
    found = funding(replace(flensburg, funded_areas=()), flensburg.level("stadtteil"))

    assert [segment["areas"] for segment in found["segments"]] == [[]]
    assert found["outlines"] == {}


def test_a_funded_area_without_outline_is_named_and_covers_nothing(flensburg: City) -> None:
    bare = tuple(replace(area, outline=None) for area in flensburg.funded_areas)
    found = funding(replace(flensburg, funded_areas=bare), flensburg.level("stadtteil"))

    assert found["without_outline"] == [area.id for area in bare]
    assert all(segment["areas"] == [] for segment in found["segments"])


@pytest.mark.parametrize("indicator_id", ["sgb-ii", "sgb-ii-anteil", "beschaeftigungsquote"])
def test_estimates_say_what_apportioning_says(flensburg: City, indicator_id: str) -> None:
    indicator = flensburg.indicator(indicator_id)
    few = replace(flensburg, indicators=(indicator,))
    found = estimates(few)
    measured = overlaps(flensburg, [area.outline for area in flensburg.funded_areas])
    told = apportion(flensburg, measured, indicator, 2022, flensburg.residents)

    for area, estimate in zip(flensburg.funded_areas, told, strict=True):
        row = next(one for one in found["areas"][area.id][indicator_id] if one[0] == 2022)
        if estimate.reason is not None:
            assert found["reasons"][row[1]] == estimate.reason
        else:
            assert row[1] == round_half_up(estimate.value, indicator.decimals)
            assert row[2] <= row[1] <= row[3]
            assert found["methods"][row[4]] == estimate.method


def test_the_address_changes_with_the_city_and_not_with_the_hour(flensburg: City) -> None:
    other = replace(flensburg, fingerprint="another")

    assert edition(flensburg) == edition(flensburg)
    assert edition(flensburg) != edition(other)


def test_documents_that_few_ask_for_are_made_when_asked_and_once(flensburg: City) -> None:
    calls = []
    lazy = LazyResource("few", "edition", lambda: calls.append(1) or {"a": 1})
    address = lazy.address

    assert calls == []
    assert json.loads(lazy.content) == json.loads(lazy.content) == {"a": 1}
    assert calls == [1]
    assert lazy.address == address != LazyResource("few", "another", dict).address


def test_there_is_one_document_of_funding_for_each_level_and_one_of_estimates(
    flensburg: City,
) -> None:
    made = resources(flensburg)
    lazy = {name for name, one in made.items() if isinstance(one, LazyResource)}

    needed = {name for name in lazy if not name.startswith(SPACES_NAME)}
    assert needed == {"foerderung-stadt", "foerderung-stadtteil", "schaetzungen"}
