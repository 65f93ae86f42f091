"""Maps of named classes: no class limits, no city figure, names instead of numbers."""

from __future__ import annotations

import pytest

from geodata.index_layers import PARTS, index_indicator
from geodata.model import City, ClassName, ClassScale, Indicator
from layers.colours import classed, lightness
from layers.export.formats import FORMATS
from layers.info_visit import Visit
from layers.need_table import coverage_of, side
from layers.numbers import figure, spoken, with_unit
from layers.scene import scene
from layers.scene_words import area_sentence, class_label, figure_words, method_words, sentence
from layers.table_page import table_page
from layers.texts import texts
from layers.view import from_query, next_view

WORDS = texts("de")
GRID = index_indicator("soziale-lage", "gesamt")


def indicator_of(city: City, scale: ClassScale, number: int) -> Indicator:
    from dataclasses import replace

    names = tuple(ClassName(str(place), f"Klasse {place}") for place in range(number))
    return replace(city.indicator(GRID), classes=names, scale=scale)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("classes", ["natuerlich-3", "quantile-7", "eigene-1.5,2.5"])
def test_every_named_class_has_its_own_place_whatever_classes_are_asked_for(
    flensburg: City, part: str, classes: str
) -> None:
    view, _ = from_query(
        f"indikator={index_indicator('soziale-lage', part)}&klassen={classes}", flensburg
    )
    shown = scene(flensburg, view)

    assert shown.number == len(shown.indicator.classes)
    assert [place + 1 for place in shown.classes] == list(shown.figures)
    assert method_words(shown, WORDS) == WORDS["legend"]["method_named"]


def test_the_map_says_codes_and_sentences_say_names(flensburg: City) -> None:
    view, _ = from_query(f"indikator={GRID}&jahr=2022&auswahl=02", flensburg)
    shown = scene(flensburg, view)

    assert figure_words(shown, 1, WORDS) == "4+"
    assert "Status sehr niedrig, Dynamik positiv" in area_sentence(shown, 1, WORDS)
    assert class_label(shown, 9, WORDS).endswith("Status sehr niedrig, Dynamik positiv")
    assert "1 mit »Status sehr niedrig, Dynamik positiv«" in sentence(flensburg, shown, WORDS)


def test_figures_beyond_the_classes_are_no_class(flensburg: City) -> None:
    indicator = flensburg.indicator(GRID)

    for value in (float("nan"), 0.0, 13.0):
        assert (figure(value, indicator), with_unit(value, indicator)) == ("", "")
    assert spoken(1.0, indicator) == indicator.classes[0].name


def test_a_map_of_changes_of_classes_is_refused_with_a_notice(flensburg: City) -> None:
    view, notices = from_query(f"indikator={GRID}&vergleich=aenderung", flensburg)

    assert view.compare == ""
    assert [one.key for one in notices] == ["change_classes"]


def test_changing_to_classes_ends_a_map_of_changes(flensburg: City) -> None:
    before, _ = from_query("vergleich=aenderung", flensburg)

    after, _ = next_view(before, {"indicator": GRID}, flensburg)

    assert (before.compare, after.compare) == ("aenderung", "")


def test_classes_are_no_circles(flensburg: City) -> None:
    view, notices = from_query(f"symbole={GRID}", flensburg)

    assert view.symbols == ""
    assert [one.key for one in notices] == ["symbols"]


def test_a_grid_darkens_from_row_to_row_and_no_colour_occurs_twice(flensburg: City) -> None:
    colours = classed(flensburg.indicator(GRID))
    rows = [colours[start : start + 3] for start in range(0, 12, 3)]

    assert len(set(colours)) == 12
    means = [sum(map(lightness, row)) / 3 for row in rows]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("number", [1, 4, 12, 30])
def test_classes_without_order_have_a_colour_each(flensburg: City, number: int) -> None:
    colours = classed(indicator_of(flensburg, ClassScale.NAMED, number))

    assert len(colours) == number
    assert len(set(colours)) == min(number, 12)


@pytest.mark.parametrize(
    ("limit", "need", "rest"),
    [
        ("3", "»niedrig« oder »sehr niedrig«", "»hoch« oder »mittel«"),
        ("1", "»hoch« oder »mittel« oder »niedrig« oder »sehr niedrig«", "keine Klasse"),
        ("9", "keine Klasse", "»hoch« oder »mittel« oder »niedrig« oder »sehr niedrig«"),
    ],
)
def test_need_by_an_index_names_the_classes_of_both_sides(
    flensburg: City, limit: str, need: str, rest: str
) -> None:
    status = index_indicator("soziale-lage", "status")
    view, _ = from_query(f"indikator={status}&bedarf={limit}", flensburg)
    shown = scene(flensburg, view)

    assert side(shown, True, WORDS["need"]) == need
    assert side(shown, False, WORDS["need"]) == rest
    found = coverage_of(flensburg, view)
    assert found is not None
    in_need = [figure >= float(limit) for figure in shown.figures]
    assert [place.in_need for place in found.places] == in_need


def test_the_table_without_a_script_gives_names_and_codes(flensburg: City) -> None:
    view, _ = from_query(f"indikator={GRID}&jahr=2022", flensburg)
    page = table_page(flensburg, view, (), Visit())
    row = next(part for part in page.split("<tr>") if ">Neustadt<" in part)

    assert "<td>Status sehr niedrig, Dynamik positiv</td>" in row
    assert "<td>4+</td>" in row


def test_the_web_map_says_the_code_of_a_class_once(flensburg: City) -> None:
    view, _ = from_query(f"indikator={GRID}&jahr=2022", flensburg)
    said = FORMATS["html"].write(flensburg, view, "").decode()

    assert "Klasse 4+" in said
    assert "Klasse 10 von 12" not in said
