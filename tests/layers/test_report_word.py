"""The Word document of a report, read by python-docx: headings, figures, alternative texts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from geodata.model import City
from layers.report.word import word
from tests.layers.report_city import kleinstadt, one_area, table, told


def opened(city: City, query: str, *sections: str) -> Document:
    return docx.Document(io.BytesIO(word(told(city, query, *sections))))


def headings(found: Document, level: str) -> list[str]:
    return [one.text for one in found.paragraphs if one.style and one.style.name == level]


def text(found: Document) -> str:
    return "\n".join(node.text or "" for node in found.element.iter(qn("w:t")))


@pytest.fixture(scope="module")
def neustadt(flensburg: City) -> Document:
    return opened(flensburg, "auswahl=02")


def test_the_same_report_gives_the_same_bytes(flensburg: City) -> None:
    first, again = (word(told(flensburg, "auswahl=02", "karte", "verlauf")) for _ in range(2))

    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def test_sections_are_headings_in_the_order_of_the_report(
    flensburg: City, neustadt: Document
) -> None:
    model = told(flensburg, "auswahl=02")

    assert headings(neustadt, "Title") == [model.title]
    assert headings(neustadt, "Heading 1") == [*(one.title for one in model.sections), "Quellen"]
    assert "Deutlich ungünstiger als in der übrigen Stadt" in headings(neustadt, "Heading 2")


def test_tables_have_the_cells_of_the_report_and_a_head_that_repeats(
    flensburg: City, neustadt: Document
) -> None:
    wanted = table(told(flensburg, "auswahl=02"), "kennzahlen")
    found = next(
        one for one in neustadt.tables
        if [cell.text for cell in one.rows[0].cells] == [x.heading for x in wanted.columns]
    )  # fmt: skip

    for row, expected in zip(found.rows[1:], wanted.rows, strict=True):
        cells = [cell.text for cell in row.cells]
        assert cells[: len(expected.cells)] == list(expected.cells) or expected.group
    assert found.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_the_document_is_german_and_names_title_and_operator(small: City) -> None:
    found = opened(small, "auswahl=01")
    languages = {one.get(qn("w:val")) for one in found.styles.element.iter(qn("w:lang"))}

    assert languages == {"de-DE"}
    assert found.core_properties.title == "Gebietsprofil Altstadt"
    assert found.core_properties.author == "Stadt Kleinstadt"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    return kleinstadt(tmp_path_factory.mktemp("kleinstadt"))


def test_every_picture_says_what_it_shows_or_that_it_decorates(neustadt: Document) -> None:
    pictures = list(neustadt.element.iter(qn("wp:docPr")))
    said = [one for one in pictures if one.get("descr")]
    decoration = [one for one in pictures if not one.get("descr")]

    assert len(said) == 1 + 7 + 1  # map, trends, QR code
    assert decoration
    assert all(b"decorative" in _xml(one) for one in decoration)


def _xml(node: object) -> bytes:
    from lxml import etree

    return etree.tostring(node)  # type: ignore[arg-type]


def test_parts_of_the_xml_stand_in_the_order_that_word_wants(neustadt: Document) -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
             "tblCaption", "tblDescription"]  # fmt: skip
    for properties in neustadt.element.iter(qn("w:tblPr")):
        names = [one.tag.split("}")[1] for one in properties]
        assert names == sorted(names, key=order.index)


def test_sections_that_are_off_are_not_in_the_file(flensburg: City) -> None:
    found = opened(flensburg, "foerdergebiet=neustadt", "geld")

    assert headings(found, "Heading 1") == ["Geld", "Quellen"]
    assert "Summe: 72,8 bis 76,3 Mio. Euro" in text(found)


def test_hidden_figures_are_named_and_sources_are_links(small: City, neustadt: Document) -> None:
    assert "von der Quelle geheim gehalten" in text(opened(small, "auswahl=03"))
    links = [one.target_ref for one in neustadt.part.rels.values() if one.is_external]
    assert "https://atlas.example/?stadt=flensburg&auswahl=02" in links
    assert all(re.match("https?://", one) for one in links)


def test_a_city_with_little_and_a_long_name_give_a_document(flensburg: City) -> None:
    alone = replace(one_area(flensburg), funded_areas=(), programmes=())
    level = alone.levels[0]
    long = "Überseehafen&<>" * 20
    levels = (replace(level, areas=(replace(level.areas[0], name=long),)),)
    found = opened(replace(alone, levels=levels), f"auswahl={level.areas[0].id}")

    assert long in headings(found, "Title")[0]
