"""The PDF of a report: tagged, searchable, the same bytes, every part of the report in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from geodata.model import City
from layers.report.pdf import pdf
from tests.layers.report_city import kleinstadt, one_area, pictures_of, table, told


def reader(city: City, query: str, *sections: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(told(city, query, *sections))))


def text(found: PdfReader) -> str:
    said = " ".join(page.extract_text() for page in found.pages)
    return re.sub(r"\s+", " ", said.replace("\u200b", ""))


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def test_the_same_report_gives_the_same_bytes(flensburg: City) -> None:
    for query in ("auswahl=02", "foerdergebiet=neustadt"):
        assert pdf(told(flensburg, query)) == pdf(told(flensburg, query))


def test_the_pdf_is_tagged_german_and_has_bookmarks_of_all_sections(flensburg: City) -> None:
    found = reader(flensburg, "auswahl=02")
    catalogue = found.root_object
    titles = [one.title for one in found.outline[0:1] if not isinstance(one, list)]
    inner = next(one for one in found.outline if isinstance(one, list))
    sections = [one.title for one in inner if not isinstance(one, list)]

    assert catalogue["/Lang"] == "de-DE"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert titles == ["Gebietsprofil Neustadt"]
    wanted = [one.title for one in told(flensburg, "auswahl=02").sections]
    assert sections == [*wanted, "Quellen"]


def test_every_picture_has_an_alternative_text(flensburg: City) -> None:
    figures = list(pictures_of(reader(flensburg, "auswahl=02", "karte", "verlauf")))

    assert len(figures) == 1 + 7 + 1  # map, trends, QR code
    assert all(len(str(one.get("/Alt"))) > 20 for one in figures)


def test_figures_and_sources_can_be_searched(flensburg: City) -> None:
    model = told(flensburg, "auswahl=02")
    said = text(reader(flensburg, "auswahl=02"))

    for row in table(model, "kennzahlen").rows:
        assert plain(" ".join(cell for cell in row.cells[1:4])) in said or row.group, row
    for one in model.references:
        assert one.text[:40].split(" ")[0] in said
    assert "https://atlas.example/?stadt=flensburg&auswahl=02" in said.replace(" ", "")


def test_sections_that_are_off_are_not_in_the_file(flensburg: City) -> None:
    said = text(reader(flensburg, "auswahl=02", "karte"))

    assert "Karte" in said
    assert "Kennzahlen im Vergleich" not in said
    assert "Stärken und Schwächen" not in said
    assert "CC0" in said


def test_a_report_of_a_city_with_little_is_made(flensburg: City) -> None:
    bare = replace(flensburg, funded_areas=(), programmes=())
    alone = one_area(flensburg)

    assert "keine Fördergebiete erfasst" in text(reader(bare, "auswahl=02"))
    assert "Gebietsprofil" in text(reader(alone, f"auswahl={alone.levels[0].areas[0].id}"))


@pytest.mark.parametrize("sign", ["#", "$x$", "*fett*", "@quelle", "\\", "<b>", "_", "`", "[1]("])
def test_no_name_is_taken_for_markup(tmp_path_factory: pytest.TempPathFactory, sign: str) -> None:
    city = kleinstadt(tmp_path_factory.mktemp("stadt"))
    level = city.level("viertel")
    areas = (replace(level.areas[0], name=f"Alt{sign}stadt"), *level.areas[1:])
    levels = tuple(replace(x, areas=areas) if x.id == "viertel" else x for x in city.levels)

    assert f"Alt{sign}stadt" in text(reader(replace(city, levels=levels), "auswahl=01"))


def test_a_very_long_name_stays_on_the_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    city = kleinstadt(tmp_path_factory.mktemp("stadt"))
    long = "Überseehafenstraßenbahndepot" * 5
    level = city.level("viertel")
    areas = (replace(level.areas[0], name=long), *level.areas[1:])
    levels = tuple(replace(x, areas=areas) if x.id == "viertel" else x for x in city.levels)
    found = reader(replace(city, levels=levels), "auswahl=01", "ueberblick", "kennzahlen")
    wide = float(found.pages[0].mediabox.width)

    def inside(said: str, cm: list[float], tm: list[float], *_: object) -> None:
        assert not said.strip() or 0 <= tm[4] + cm[4] < wide, said

    for page in found.pages:
        page.extract_text(visitor_text=inside)
    assert long in text(found).replace(" ", "")
