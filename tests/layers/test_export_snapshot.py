"""Snapshots: the same view gives the same bytes, and every named part is in the file."""

from __future__ import annotations

import datetime
import io
import re
import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from geodata.model import City
from geodata.package import read_city
from layers.export.paper import LONGEST, PAPERS, Options
from layers.export.snapshot import Place, breakable, snapshot
from layers.texts import texts
from layers.view import from_query
from tests.cities import many_areas, write_city
from tests.strategies import queries

PLACE = Place("https://atlas.example/", datetime.date(2026, 11, 22))
WORDS = texts("de")
EVERYTHING = (
    "auswahl=02&symbole=einwohner&karte=indikator,gebiete,projekte,namen,zweifel&bedarf=12.5"
)


def made(city: City, query: str, **options: object) -> bytes:
    view, _ = from_query(query, city)
    return snapshot(city, view, Options(**options), PLACE)  # type: ignore[arg-type]


def pdf(city: City, query: str, **options: object) -> PdfReader:
    return PdfReader(io.BytesIO(made(city, query, format="pdf", **options)))


def text(city: City, query: str, **options: object) -> str:
    """All words of the PDF with single blanks; lines that were broken are one again."""
    said = pdf(city, query, **options).pages[0].extract_text()
    return re.sub(r"\s+", " ", said.replace("\u200b\n", "").replace("\u200b", ""))


def png_size(data: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


@pytest.fixture(scope="module")
def kleinstadt(tmp_path_factory: pytest.TempPathFactory) -> City:
    return read_city(write_city(tmp_path_factory.mktemp("kleinstadt")))


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_the_same_view_gives_the_same_bytes(flensburg: City, ending: str) -> None:
    first, again = (made(flensburg, EVERYTHING, format=ending, width_px=600) for _ in range(2))

    assert first == again


def test_everything_that_the_sheet_names_can_be_searched_in_the_pdf(flensburg: City) -> None:
    said = text(flensburg, "auswahl=02&symbole=einwohner&karte=indikator,gebiete,projekte,namen")

    for part in (
        "Sozialraumatlas · Stadtteile in Flensburg",
        "Anteil der Menschen unter 65 Jahren mit Leistungen nach SGB II, 2022",
        "Neustadt, 2022: Von 100 Menschen unter 65 Jahren erhalten 21,7 Leistungen",
        "2022 reichen die Werte von 3,9 % (Tarup) bis 21,7 % (Neustadt). Stadt insgesamt: 12,5 %",
        "Werte 2022 in %",
        "20,5 bis 25,1 % 1 Gebiet",
        "Natürliche Klassen. Grenzen gelten für alle Jahre (2018 bis 2022).",
        "Kreise: Einwohnerinnen und Einwohner, 2022",
        "6 Fruerlund-Süd Stadtumbau · läuft · schematisch",
        "Gestrichelt: schematischer Umriss, kein amtlicher Plan.",
        "Projekte (66)",
        "Ausgewählt Neustadt 21,7 % 9,2 Prozentpunkte über dem Stadtwert",
        "Maßstab etwa 1 : ",
        "Bundesagentur für Arbeit (Statistik)",
        "Lizenz: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/deed.de.",
        "Daten bearbeitet: Maschinenlesbare Fassung",
        "Stand der Daten: 2022, Berichtsmonat März",
        "Erstellt am 22.11.2026",
    ):
        assert part in said, part
    assert "https://atlas.example/?stadt=flensburg&" in said
    assert "\u00ad" not in said


def test_all_areas_are_named_with_their_figures(flensburg: City) -> None:
    said = text(flensburg, "")

    for name in ("Altstadt 11,6", "Westliche Höhe 11,0", "Mürwik 10,7", "Friesischer Berg 10,5"):
        assert name in said, name


def test_the_pdf_is_tagged_german_and_carries_its_typeface(flensburg: City) -> None:
    found = pdf(flensburg, EVERYTHING)
    catalogue, page = found.root_object, found.pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]

    assert len(found.pages) == 1
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "de-DE"
    assert found.metadata is not None
    assert found.metadata.title.startswith("Bedarf und Förderung: Anteil der Menschen")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert all({"/FontFile2", "/FontFile3"} & set(one.get_object()) for one in described)
    assert all("DejaVuSans" in font["/BaseFont"] for font in fonts)


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({}, (3508, 2480)),
        ({"paper": "a3"}, (4961, 3508)),
        ({"landscape": False}, (2480, 3508)),
        ({"paper": "screen"}, (1600, 1000)),
        ({"width_px": 900}, (900, 636)),
        ({"width_px": 99_999, "landscape": False}, (4242, 6000)),
    ],
)
def test_a_picture_has_the_size_asked_for(
    kleinstadt: City, options: dict[str, object], size: tuple[int, int]
) -> None:
    wide, high = png_size(made(kleinstadt, "", **options))

    assert abs(wide - size[0]) <= 1
    assert abs(high - size[1]) <= 1
    assert max(wide, high) <= LONGEST


@pytest.mark.parametrize("query", ["", EVERYTHING])
def test_the_svg_is_well_formed_and_loads_nothing(flensburg: City, query: str) -> None:
    svg = made(flensburg, query, format="svg").decode()
    root = ElementTree.fromstring(svg)
    loading = [
        value
        for node in root.iter()
        if not node.tag.endswith("}a")
        for name, value in node.attrib.items()
        if name.endswith("href") and not value.startswith("#")
    ]

    assert loading == []
    assert "<image" not in svg
    assert "<script" not in svg
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {
        f"#{one}" for one in re.findall(r' id="([^"]+)"', svg)
    }
    assert root.findtext("{http://www.w3.org/2000/svg}desc", "").startswith("Karte: ")


def test_empty_states_that_occur_are_named_and_no_others(kleinstadt: City) -> None:
    layers = "karte=indikator,namen,zweifel"
    now, before = (text(kleinstadt, f"{layers}&jahr={year}") for year in (2022, 2021))

    assert "• von der Quelle geheim gehalten 1 Gebiet" in now
    assert "* zurückgehalten (eigener Datenschutz) 1 Gebiet" in now
    assert WORDS["legend"]["status_not_applicable"] not in now
    assert "x nicht anwendbar" in before
    assert "k. A. nicht erhoben oder nicht veröffentlicht" in before
    assert WORDS["legend"]["status_suppressed"] not in before


def test_doubtful_figures_carry_their_sign_and_the_legend_says_what_it_means(
    kleinstadt: City,
) -> None:
    said = text(kleinstadt, "karte=indikator,namen,zweifel&indikator=einwohner")
    plain = text(kleinstadt, "karte=indikator,namen&indikator=einwohner")

    assert "100 ?" in said
    assert "200 ~" in said
    assert "? zweifelhaft 1 Gebiet" in said
    assert "zweifelhaft 1 Gebiet" not in plain


def test_need_and_funding_replace_the_classes(flensburg: City) -> None:
    said = text(flensburg, "bedarf=12.5")

    assert "Bedarf und Förderung: Anteil der Menschen" in said
    assert "2022 liegen 5 von 13 Gebieten bei 12,5 % und mehr." in said
    assert "12,5 % und mehr jetzt gefördert 4 Gebiete früher gefördert 1 Gebiet" in said
    assert "weniger als 12,5 %" in said
    assert WORDS["legend"]["method_natuerlich"] not in said


def test_an_empty_area_that_is_chosen_says_why(kleinstadt: City) -> None:
    said = text(kleinstadt, "auswahl=03")

    assert "kein Wert: von der Quelle geheim gehalten" in said


def test_a_chosen_funded_area_says_programme_and_state(flensburg: City) -> None:
    said = text(flensburg, "foerdergebiet=neustadt")

    assert "Ausgewählt Neustadt Soziale Stadt, 2022: läuft" in said


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("landscape", [True, False])
def test_every_sheet_is_one_page(flensburg: City, paper: str, landscape: bool) -> None:
    found = pdf(flensburg, EVERYTHING, paper=paper, landscape=landscape)

    assert len(found.pages) == 1


def test_long_names_break_nothing(tmp_path: Path) -> None:
    name = "Donaudampfschifffahrtsgesellschaftskapitänswitwenquartier-Nord <&> „Süd“ #1 $x$ *y*"
    edits = [("areas-viertel.geojson", '"Altstadt"', f'"{name}"')]
    files = (Path(__file__).parents[1] / "kleinstadt" / "areas-viertel.geojson").read_text("utf-8")
    first = re.search(r'"name": ("[^"]+")', files)
    assert first
    edits = [("areas-viertel.geojson", f'"name": {first[1]}', f'"name": "{name}"')]
    city = read_city(write_city(tmp_path, edits=edits))
    query = "karte=indikator,namen&auswahl=01"
    said = text(city, query)

    assert name in said
    assert ElementTree.fromstring(made(city, query, format="svg")) is not None
    assert breakable(name).replace("\u200b", "") == name


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_logo_and_funders_note_stand_on_the_sheet(
    flensburg: City, kleinstadt: City, ending: str
) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0H4V2z"/></svg>'
    operator = replace(flensburg.operator, logo=logo, funder_note="Gefördert vom Bund & Land")
    city = replace(kleinstadt, operator=operator)

    assert made(city, "", format=ending) != made(kleinstadt, "", format=ending)
    assert "Gefördert vom Bund & Land" in text(city, "")


def test_one_area_alone_is_a_sheet(kleinstadt: City) -> None:
    said = text(kleinstadt, "ebene=stadt&indikator=einwohner&karte=indikator,namen")

    assert "1.000" in said


def test_542_areas_fit_on_a_sheet(tmp_path: Path) -> None:
    city = read_city(many_areas(tmp_path, 542))
    said = text(city, "karte=indikator,namen", grey=True)

    assert "Felder in Rasterstadt" in said
    assert "542" in said
    assert png_size(made(city, "", width_px=800)) == (800, 566)


@settings(max_examples=12)
@given(data=st.data())
def test_every_view_has_a_snapshot(flensburg: City, data: st.DataObject) -> None:
    query = data.draw(queries(flensburg))
    options = {
        "paper": data.draw(st.sampled_from(list(PAPERS))),
        "landscape": data.draw(st.booleans()),
        "grey": data.draw(st.booleans()),
    }
    found = pdf(flensburg, query, **options)

    assert len(found.pages) == 1
    assert WORDS["sheet"]["sources"] in found.pages[0].extract_text()
