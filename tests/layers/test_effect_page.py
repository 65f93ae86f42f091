"""The page on effects: Flensburg is too thin and says so; simulated cities show what is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.model import City, StartView
from geodata.statistics.before_after import before_after
from geodata.statistics.effect import effect
from geodata.statistics.treated import treatment
from layers.analysis.effect import ANALYSIS
from layers.analysis.shown import Shower
from layers.numbers import german, signed
from layers.report.model import Plot, Table
from tests.geodata.effect_city import SHARE, YEARS, panel_city, values, with_effect
from tests.layers.analysis_cities import answer, blocks, question, words_of

NAME = "wirkung"


def simulated(size: float, **other: object) -> City:
    """Return a city of 60 squares, two of them funded with an effect of *size*."""
    made = panel_city(with_effect(values(60, 11), size), **other)  # type: ignore[arg-type]
    return replace(made, start=StartView("x", YEARS[-1], "square", ()))


def test_flensburg_says_in_the_lead_why_nothing_is_estimated(flensburg: City) -> None:
    found = answer(
        flensburg, NAME, "?indikator=wohngeld-anteil", foerdergebiet="westliche-altstadt"
    )

    assert "lässt sich mit diesen Zahlen nicht sagen" in found.lead[0]
    assert "nur 6 nie geförderte Gebiete zum Vergleich, gebraucht werden 19" in found.lead[0]
    assert "nur 2 Jahre" in found.lead[0]
    assert [one.id for one in found.sections] == [
        "abstand", "regeln", "gebiete", "methode", "aussage",
    ]  # fmt: skip
    assert found.tables["schaetzung"][1:] == ()


def test_the_gap_is_that_of_the_statistics(flensburg: City) -> None:
    found = answer(flensburg, NAME, foerdergebiet="neustadt")
    share = flensburg.indicator("sgb-ii-anteil")
    points = before_after(flensburg, flensburg.funded_area("neustadt"), share, "stadtteil").points
    (plot,) = blocks(found, Plot)
    rows = blocks(found, Table)[0].rows

    assert plot.curves[0].ys == tuple(point.districts for point in points)
    assert [row.cells[-1] for row in rows] == [signed(point.gap_to_rest, 2) for point in points]


@pytest.mark.parametrize("area", ["alle", "oestliche-altstadt", "hafen-ost", "nirgends"])
@pytest.mark.parametrize("covered", ["1", "5", "100"])
def test_every_choice_of_flensburg_has_an_answer(flensburg: City, area: str, covered: str) -> None:
    found = answer(flensburg, NAME, foerdergebiet=area, deckung=covered)

    assert "nicht sagen" in found.lead[0]
    assert found.sections


def test_an_effect_is_told_with_its_range_its_chance_and_what_could_not_be_seen() -> None:
    city = simulated(4.0)
    found = answer(city, NAME)
    estimates = effect(city, SHARE, treatment(city, "square", ["a"], 0.5, YEARS[-1]))
    assert estimates.differences is not None
    assert estimates.synthetic is not None
    one = estimates.differences.effect

    assert "mehr, als der Zufall erwarten lässt" in found.lead[0]
    assert f"({signed(one.low, 2)} bis {signed(one.high, 2)})" in found.lead[0]
    assert any(german(one.detectable, 2) in said for said in found.lead)
    assert "kein Versuch" in found.lead[-1]
    assert {one.id for one in found.sections} >= {"vergleich", "mischung", "abstand"}
    weights = blocks(found, Table)[2]
    assert sum(float(row.cells[1].replace(",", ".")) for row in weights.rows) == pytest.approx(
        100, abs=1
    )


def test_no_effect_is_not_told_as_one() -> None:
    found = answer(simulated(0.0), NAME)

    assert "kommt auch durch Zufall vor" in found.lead[0]
    assert "mehr, als der Zufall erwarten lässt" not in words_of(found)


def test_the_band_of_placebos_lies_around_the_pictures_of_the_report() -> None:
    found = answer(simulated(4.0), NAME)
    gaps = next(one for one in blocks(found, Plot) if len(one.curves) > 1 and one.curves[1].low)
    own, other = gaps.curves

    assert all(low <= high for low, high in zip(other.low, other.high, strict=True))
    assert own.ys[-1] > other.high[-1]
    for section in found.sections:
        assert list(Shower().blocks(section.blocks))


def test_counts_and_cities_without_funding_are_told(flensburg: City) -> None:
    count = answer(flensburg, NAME, "?indikator=sgb-ii")
    bare = answer(replace(flensburg, funded_areas=()), NAME)

    assert "ist eine Anzahl" in count.lead[0]
    assert "keine Fördergebiete" in bare.lead[0]


def test_a_wrong_share_is_noticed(flensburg: City) -> None:
    asked = question(flensburg, NAME, deckung="500", foerdergebiet="neustadt")
    assert ANALYSIS.answer(asked).choices[1].value == "50"
    assert len(asked.notices) == 1
