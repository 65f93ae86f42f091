"""What changed meanwhile: first and last figures of districts and city, never called an effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.model import City, StartView
from geodata.statistics.before_after import before_after
from layers.numbers import german
from layers.record_change import change
from layers.texts import texts

TEXTS = texts("de")


def test_neustadt_says_first_and_last_year_of_its_districts_and_of_the_city(
    flensburg: City,
) -> None:
    found = change(flensburg, flensburg.funded_area("neustadt"), TEXTS)

    assert found is not None
    assert found.lines == (
        "Neustadt und Nordstadt: 24,6\u00a0% (2018), 19,2\u00a0% (2022)",
        "Flensburg: 15,1\u00a0% (2018), 12,5\u00a0% (2022, zweifelhaft)",
    )
    assert found.note == (
        "Anteil SGB II unter 65 Jahren, alle Jahre während der Förderung. "
        "Das zeigt keine Wirkung der Förderung."
    )


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("noerdliche-altstadt", ", alle Jahre nach der Förderung."),
        ("duburg", ", 2018 während der Förderung, 2022 nach der Förderung."),
        ("hafen-ost", "Anteil SGB II unter 65 Jahren. Das zeigt"),
    ],
)
def test_it_says_in_which_time_the_years_lie(flensburg: City, area: str, words: str) -> None:
    found = change(flensburg, flensburg.funded_area(area), TEXTS)

    assert found is not None
    assert words in found.note


def test_the_figures_of_all_areas_are_those_of_the_statistics(flensburg: City) -> None:
    indicator = flensburg.indicator(flensburg.start.indicator)
    for area in flensburg.funded_areas:
        found = change(flensburg, area, TEXTS)
        points = before_after(flensburg, area, indicator, flensburg.start.level).points
        assert found is not None
        for line, name in zip(found.lines, ("districts", "city"), strict=True):
            for point in (points[0], points[-1]):
                assert f"{german(getattr(point, name), 1)}\u00a0% ({point.year}" in line, area.id


def test_where_nothing_can_be_compared_nothing_is_said(flensburg: City) -> None:
    area = flensburg.funded_area("neustadt")
    count = replace(flensburg, start=replace(flensburg.start, indicator="einwohner"))
    nowhere = replace(area, areas=(), outline=None)
    unknown = replace(flensburg, start=StartView("gibt-es-nicht", 2022, "stadtteil", ()))

    assert change(count, area, TEXTS) is None
    assert change(flensburg, nowhere, TEXTS) is None
    assert change(unknown, area, TEXTS) is None
