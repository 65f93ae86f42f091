"""Every share of an analysis has its interval: below the figure, from its own counts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from geodata.model import City, Status
from layers.analysis.model import Question
from layers.analysis.registry import ANALYSES
from layers.numbers import german
from layers.report.model import Table, Text
from layers.view import from_query

VIEW = "indikator=sgb-ii-anteil&jahr=2022&auswahl=05"
KEY = "stadtteil", "sgb-ii-anteil"
OWN = {
    "cluster": {},
    "zielgenauigkeit": {},
    "fragen": {"bedingungen": "sgb-ii-anteil:2022:ab:1"},
}


def tables(city: City, name: str, own: dict[str, str]) -> list[tuple[Table, str]]:
    """Return the tables of an answer, each with the text after it."""
    one = next(one for one in ANALYSES if one.id == name)
    found = one.answer(Question(city, from_query(VIEW, city)[0], own))
    return [
        (block, after.text if isinstance(after, Text) else "")
        for section in found.sections
        for block, after in zip(section.blocks, (*section.blocks[1:], None), strict=True)
        if isinstance(block, Table)
    ]


def ends_of(city: City, place: int) -> str:
    series = city.series[KEY]
    row = series.years.index(2022)
    counts = series.numerator[row, place], series.denominator[row, place]
    return "–".join(german(100 * end, 1) for end in proportion_confint(*counts, method="wilson"))


@pytest.mark.parametrize("name", OWN)
def test_the_share_of_an_area_stands_over_its_wilson_interval(flensburg: City, name: str) -> None:
    names = [area.name for area in flensburg.level("stadtteil").areas]
    place = names.index("Neustadt")
    told = [
        (cell, after)
        for table, after in tables(flensburg, name, OWN[name])
        for row in table.rows
        if row.cells[0] == "Neustadt"
        for cell in row.cells
        if cell.startswith("21,7")
    ]

    assert told
    for cell, after in told:
        assert cell.split("\n") == ["21,7", ends_of(flensburg, place)]
        assert "Wilson" in after


@pytest.mark.parametrize("name", OWN)
def test_a_hidden_share_has_none(flensburg: City, name: str) -> None:
    series = flensburg.series[KEY]
    status, value, part = series.status.copy(), series.value.copy(), series.numerator.copy()
    status[:, 1], value[:, 1], part[:, 1] = str(Status.SUPPRESSED), np.nan, np.nan
    other = replace(series, status=status, value=value, numerator=part)
    hidden = replace(flensburg, series={**flensburg.series, KEY: other})
    ends = ends_of(flensburg, 1)

    said = str([table for table, _ in tables(hidden, name, OWN[name])])
    assert ends not in said


def test_the_curve_of_a_funded_area_and_its_rest_have_intervals(flensburg: City) -> None:
    table, after = tables(flensburg, "wirkung", {})[0]
    own, rest = (row.split("\n")[1] for row in table.rows[0].cells[2:4])

    assert re.fullmatch(r"\d+,\d–\d+,\d", own)
    low, high = (float(end.replace(",", ".")) for end in own.split("–"))
    low_rest, high_rest = (float(end.replace(",", ".")) for end in rest.split("–"))
    assert 0 < high_rest - low_rest < high - low  # many people vary less than few
    assert "Wilson" in after


def test_a_space_has_the_interval_of_its_areas_together(flensburg: City) -> None:
    table, _ = tables(flensburg, "sozialraeume", {})[0]

    shares = [cell for row in table.rows for cell in row.cells if "\n" in cell]
    assert len(shares) == 3 * len(table.rows)
