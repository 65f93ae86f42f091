"""The information pages as HTML: complete, honest about gaps, safe whatever a city package says."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from geodata.model import City, Operator
from layers.analysis.page import list_page
from layers.indicator_sheet import indicator_sheet, year_ranges
from layers.info_frame import feedback_href, footer_links
from layers.info_markdown import long_text
from layers.info_pages import PAGES, error_page, info_page
from layers.info_visit import Visit
from layers.texts import texts
from layers.view import from_query
from tests.layers.info_city import small_city
from tests.layers.info_html import Outline, all_pages

ELSEWHERE = re.compile(r"/(assets|_favicon|auswertung/|\?|$)")
OPERATOR = Operator(
    "Stadt Musterhafen", "Rathausplatz 1", "Frau Beispiel", "a@example.org", "0461 1"
)


def filled_city() -> City:
    names = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "gebaerdensprache")
    return replace(small_city(), operator=OPERATOR, pages={x: f"Eigener Text {x}." for x in names})


@pytest.mark.parametrize("path", sorted(all_pages(small_city())))
def test_every_page_has_language_title_landmarks_and_one_first_heading(path: str) -> None:
    page = all_pages(small_city())[path]
    outline = Outline(page)
    assert outline.language == "de"
    assert "– Sozialraumatlas Musterhafen</title>" in page
    assert {"header", "main", "footer", "nav"} <= set(outline.tags)
    assert outline.headings.count(1) == 1
    assert '<a class="info-skip" href="#inhalt">' in page


@pytest.mark.parametrize("city", [small_city(), filled_city()], ids=["empty", "filled"])
def test_no_page_skips_a_heading_level_or_repeats_an_id(city: City) -> None:
    for path, page in all_pages(city).items():
        outline = Outline(page)
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), path
        assert len(outline.ids) == len(set(outline.ids)), path


def test_no_page_loads_a_script_a_picture_or_anything_from_another_host() -> None:
    for path, page in all_pages(filled_city()).items():
        outline = Outline(page)
        assert not {"script", "img", "iframe", "video", "style"} & set(outline.tags), path
        assert 'rel="stylesheet" href="/assets/' in page
        assert 'rel="stylesheet" href="http' not in page


def test_links_within_the_atlas_reach_a_page_and_a_mark_that_exist() -> None:
    city = small_city()
    pages = all_pages(city)
    pages["/auswertungen"] = list_page(city, from_query("", city)[0], Visit())
    ids = {path: set(Outline(page).ids) for path, page in pages.items()}
    for path, page in pages.items():
        inner = [x for x in Outline(page).addresses if x.startswith(("/", "#"))]
        for address in (
            x for x in inner if not re.match(r"/(assets|_favicon|auswertung/|\?|$)", x)
        ):
            target, _, mark = address.partition("#")
            target = target.partition("?")[0]
            assert (target or path) in pages, f"{path}: {address}"
            assert not mark or mark in ids[target or path], f"{path}: {address}"


def test_footer_links_name_every_page() -> None:
    named = [path for _, path in footer_links(texts("de"))]
    below = "/methoden-auswertungen"  # reached from /methoden and from every analysis

    assert named == ["/auswertungen", *(f"/{name}" for name in PAGES if f"/{name}" != below)]


def test_an_unknown_page_or_indicator_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="unbekannt"):
        info_page("unbekannt", small_city(), Visit())
    with pytest.raises(KeyError, match="unbekannt"):
        indicator_sheet("unbekannt", small_city(), Visit())


def test_methods_page_shows_the_sign_of_every_status() -> None:
    page = info_page("methoden", small_city(), Visit())
    for sign in ("•", "*", "k. A.", "x", "?", "~"):
        assert f'<span class="info-sign">{sign}</span>' in page
    assert page.count('class="info-pattern"') == 4


def test_methods_page_computes_its_example_correctly() -> None:
    assert "310 von 1.100, also **28,2 %**" in long_text("de", "methoden-stadtwert")
    assert f"{100 * 310 / 1100:.1f}" == "28.2"


def test_sources_page_gives_what_the_licences_ask_for() -> None:
    page = info_page("quellen", small_city(), Visit())
    assert "Stadt Musterhafen" in page
    assert 'href="https://www.govdata.de/dl-de/by-2-0"' in page
    assert ">https://example.org/sozialatlas</a>" in page
    assert "Spalten umbenannt, Anteile neu berechnet" in page
    assert "15.01.2026" in page


def test_sources_page_lists_every_source_of_funded_areas_and_milestones_once() -> None:
    page = info_page("quellen", small_city(), Visit())
    assert page.count(">https://example.org/hafen</a>") == 1
    assert "(Steckbrief; Phase „Vorbereitende Untersuchungen“)" in page
    assert "Ratsvorlage RV-1/2000" in page
    assert "Bundesgesetzblatt: " in page
    assert "Ein Aufsatz ohne Adresse" in page
    assert "unsicher belegt" in page


def test_sources_page_of_a_city_without_funded_areas_says_so() -> None:
    bare = replace(small_city(), funded_areas=(), programmes=(), milestones=(), lanes=())
    page = info_page("quellen", bare, Visit())
    assert page.count("In diesem Datenbestand ist dazu nichts eingetragen.") == 3


def test_a_source_named_by_its_id_becomes_a_link_to_its_entry() -> None:
    area = replace(small_city().funded_areas[0], sources=("atlas-2022",))
    page = info_page("quellen", replace(small_city(), funded_areas=(area,)), Visit())
    assert '<a href="#quelle-atlas-2022">Stadt Musterhafen: Sozialatlas 2022</a>' in page


def test_sheet_of_a_share_shows_formula_and_reading_help_with_the_value_of_the_city() -> None:
    page = indicator_sheet("unter-18", small_city(), Visit())
    assert "100 × Zähler ÷ Nenner" in page
    assert "Einwohner unter 18 Jahren" in page
    assert "Lesehilfe (Musterhafen, 2022)" in page
    assert "Von 100 Einwohnern sind 17,3 unter 18 Jahre alt." in page
    assert "Stadtteile: 2020 bis 2022" in page
    assert "ohne Vorbehalt" in page


def test_sheet_counts_gaps_by_year_and_joins_values_that_share_a_note() -> None:
    page = indicator_sheet("wohnungsnot", small_city(), Visit())
    one = '<td class="info-number">1</td>'
    assert f'<tr><th scope="row">2020</th>{one}{one}' in page
    assert "Altstadt: 1.234; Hafen: 1.234" in page
    assert page.count("Beide Stadtteile tragen dieselbe Zahl.") == 1
    assert "Ein höherer Wert kann auf mehr Unterstützungsbedarf hinweisen." in page


def test_sheet_never_prints_a_figure_that_is_kept_secret() -> None:
    city = small_city()
    series = city.series["stadtteil", "wohnungsnot"]
    withheld = {
        "value": np.array([[np.nan, 8.0], [1.0, 12.0], [5.0, 6.0]]),
        "numerator": np.full((3, 2), np.nan),
        "status": np.array([["withheld", "ok"], ["ok", "ok"], ["ok", "ok"]]),
        "notes": {(2020, "01"): "Schutz kleiner Zahlen."},
    }
    kept = replace(series, **withheld)
    shown = replace(city, series={("stadtteil", "wohnungsnot"): kept})
    page = indicator_sheet("wohnungsnot", shown, Visit())
    assert "Schutz kleiner Zahlen." in page
    with pytest.raises(ValueError, match="has a figure in an empty cell of 2020"):
        replace(kept, value=np.array([[777.0, 8.0], [1.0, 12.0], [5.0, 6.0]]))


def test_sheet_of_an_indicator_without_figures_says_so() -> None:
    page = indicator_sheet("unter-18", replace(small_city(), series={}), Visit())
    assert "Für diesen Indikator liegen keine Zahlen vor." in page
    assert "keinen Wert, der als Beispiel dienen könnte" in page


def test_sheet_takes_its_example_from_an_area_where_the_city_has_no_figure() -> None:
    city = small_city()
    series = replace(city.series["stadtteil", "unter-18"], denominator=np.full((3, 2), np.nan))
    page = indicator_sheet(
        "unter-18", replace(city, series={("stadtteil", "unter-18"): series}), Visit()
    )
    assert "Lesehilfe (Altstadt, 2022)" in page
    assert "Von 100 Einwohnern sind 12,0 unter 18 Jahre alt." in page


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2011,), "2011"),
        ((2011, 2012), "2011 und 2012"),
        ((2011, 2012, 2017, 2018, 2019), "2011, 2012 und 2017 bis 2019"),
        ((), ""),
    ],
)
def test_years_are_told_in_words(years: tuple[int, ...], words: str) -> None:
    assert year_ranges(years, texts("de")["info"]) == words


@pytest.mark.parametrize(
    "name", ["impressum", "datenschutz", "barrierefreiheit", "leichte-sprache"]
)
def test_an_operator_who_has_written_nothing_is_told_which_file_is_missing(name: str) -> None:
    page = info_page(name, small_city(), Visit())
    assert "Noch nicht ausgefüllt" in page
    assert f"pages/{name}.md" in page


def test_the_missing_video_is_marked_as_missing() -> None:
    page = info_page("gebaerdensprache", small_city(), Visit())
    assert "Ein Video ist noch nicht vorhanden." in page


@pytest.mark.parametrize(
    "name", ["impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "gebaerdensprache"]
)
def test_what_the_operator_wrote_appears_instead_of_the_notice(name: str) -> None:
    page = info_page(name, filled_city(), Visit())
    assert f"Eigener Text {name}." in page
    assert "Noch nicht ausgefüllt" not in page


def test_imprint_shows_the_operator_and_names_only_the_fields_that_are_empty() -> None:
    city = replace(small_city(), operator=replace(OPERATOR, phone=" "))
    page = info_page("impressum", city, Visit())
    assert "Rathausplatz 1" in page
    assert "Nicht eingetragen: Telefon (" in page


def test_feedback_link_names_the_page_and_a_missing_address_is_told() -> None:
    visit = Visit(url="https://atlas.example.org/methoden?a=1&b=2")
    href = feedback_href(filled_city(), visit, "Methoden")
    assert href.startswith("mailto:a@example.org?subject=R%C3%BCckmeldung")
    assert "https%3A%2F%2Fatlas.example.org%2Fmethoden%3Fa%3D1%26b%3D2" in href
    assert "noch keine E-Mail-Adresse eingetragen" in info_page("methoden", small_city(), visit)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (404, "Diese Seite gibt es nicht"),
        (405, "Diese Anfrage hat der Atlas nicht verstanden"),
        (500, "Hier ist etwas schiefgegangen"),
        (503, "Hier ist etwas schiefgegangen"),
    ],
)
def test_error_pages_say_calmly_what_happened(code: int, title: str) -> None:
    assert f"<h1>{title}</h1>" in error_page(code, small_city(), Visit())
