"""Any view as a report, in every format: it is made, and it says what the data file says."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from geodata.model import City
from layers.export.data_rows import data_table
from layers.numbers import german
from layers.report.asked import Asked, Shown
from layers.report.build import report
from layers.report.formats import FORMATS, written
from layers.view import from_query
from tests.layers.report_city import PLACE, kleinstadt, pictures_of, table, words
from tests.strategies import queries


def of_view(city: City, query: str) -> Asked:
    view, _ = from_query(query, city)
    return Asked(view, PLACE, views=(Shown(view),))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    return kleinstadt(tmp_path_factory.mktemp("kleinstadt"))


@settings(max_examples=15)
@given(data=st.data())
def test_every_view_is_a_report_in_every_format(small: City, data: st.DataObject) -> None:
    asked = of_view(small, data.draw(queries(small)))
    files = {ending: io.BytesIO(written(small, asked, ending)) for ending in FORMATS}

    assert PdfReader(files["pdf"]).pages[0].extract_text()
    assert docx.Document(files["docx"]).paragraphs
    assert len(pptx.Presentation(files["pptx"]).slides) == 1


@settings(max_examples=30)
@given(data=st.data())
def test_the_table_of_a_view_is_that_of_its_data_files(small: City, data: st.DataObject) -> None:
    asked = of_view(small, data.draw(queries(small)))
    made = report(small, asked)
    wanted = data_table(small, asked.view)
    decimals = small.indicator(asked.view.indicator).decimals

    for row, expected in zip(table(made, "ansicht-1").rows, (*wanted.areas, wanted.city),
                             strict=True):  # fmt: skip
        value = expected["value"]
        said = german(float(value), decimals) if isinstance(value, float | int) else ""
        assert row.cells[0] == expected["name"]
        assert row.cells[1].split("\u00a0")[0] == said or not said
        assert row.cells[3] == expected["status"]
        assert row.cells[1] or expected["code"]


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_chosen_area_is_chosen_on_the_map_of_its_view(small: City, ending: str) -> None:
    plain, chosen = (written(small, of_view(small, query), ending)
                     for query in ("jahr=2022", "jahr=2022&auswahl=01"))  # fmt: skip

    assert plain != chosen


def test_a_city_without_areas_below_it_gives_a_report_of_its_view(flensburg: City) -> None:
    query = f"ebene={flensburg.city_level}&indikator=schuldnerberatung"
    said = words(report(flensburg, of_view(flensburg, query)))

    assert "Gesamtstadt" in said


def test_several_views_keep_their_order_and_share_their_sources(flensburg: City) -> None:
    queries_ = ("jahr=2018", "jahr=2020", "jahr=2022")
    shown = tuple(Shown(from_query(one, flensburg)[0], one) for one in queries_)
    made = report(flensburg, replace(of_view(flensburg, ""), views=shown, title="Drei Jahre"))

    assert [one.title for one in made.sections] == list(queries_)
    assert len(made.references) == 1


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" '
    b'fill="#123456"/></svg>'
)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_logo_and_note_of_the_funder_stand_in_every_format(small: City, ending: str) -> None:
    operator = replace(small.operator, logo=SVG, funder_note="Gefördert vom Bund.")
    city = replace(small, operator=operator)
    file = io.BytesIO(written(city, of_view(city, "jahr=2022"), ending))
    without = io.BytesIO(written(small, of_view(small, "jahr=2022"), ending))

    def pictures_and_words(found: io.BytesIO) -> tuple[int, str]:
        if ending == "pdf":
            made = PdfReader(found)
            said = "".join(page.extract_text() for page in made.pages)
            return len(list(pictures_of(made))), said
        if ending == "docx":
            made = docx.Document(found)
            return len(made.inline_shapes), "".join(one.text for one in made.paragraphs)
        slide = pptx.Presentation(found).slides[0]
        count = sum(one.shape_type == MSO_SHAPE_TYPE.PICTURE for one in slide.shapes)
        return count, slide.notes_slide.notes_text_frame.text

    more, said = pictures_and_words(file)
    fewer, _ = pictures_and_words(without)
    assert more > fewer
    assert "Gefördert vom Bund." in said
