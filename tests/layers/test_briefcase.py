"""What a briefcase holds: one page that needs nothing, its documents, slides, a note."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from dataclasses import replace

import pypdf
import pytest

from geodata.model import City
from layers.documents import resources
from layers.export.briefcase import ASSETS, atlas, briefcase, zipped
from layers.export.snapshot import Place

TODAY = datetime.date(2026, 11, 22)
PLACE = Place("", TODAY)
DOCUMENT = re.compile(
    r'<script type="application/json" data-address="([^"]+)">(.*?)</script>', re.S
)


@pytest.fixture(scope="module")
def files(flensburg: City) -> dict[str, bytes]:
    return briefcase(flensburg, "", "de", PLACE)


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> str:
    return files["sozialraumatlas-flensburg.html"].decode("utf-8")


def test_it_holds_every_document_of_the_page_as_it_is(page: str, flensburg: City) -> None:
    packed = {address: json.loads(text) for address, text in DOCUMENT.findall(page)}
    made = resources(flensburg)

    assert {one.address: json.loads(one.content) for one in made.values()}.items() <= packed.items()
    panels = {address for address in packed if address.startswith("panel:")}
    assert panels == {f"panel:{area.id}" for area in flensburg.funded_areas}


def test_it_holds_every_script_and_style_of_the_page(page: str) -> None:
    for file in (*ASSETS.glob("*.js"), *ASSETS.glob("*.css")):
        assert file.read_text(encoding="utf-8") in page, file.name


def test_it_loads_nothing_and_its_policy_forbids_it(page: str) -> None:
    assert "default-src &#x27;none&#x27;; script-src" in page
    elements = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)

    assert re.findall(r"<(?:script|img|iframe)[^>]* src=", elements) == []
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", elements) == []
    assert re.findall(r"<script [^>]*src=", page) == []


def test_no_text_of_the_data_ends_its_element(flensburg: City) -> None:
    hostile = "</script><script>alert(1)</script>"
    area = replace(flensburg.funded_areas[0], name=hostile, summary=hostile)
    city = replace(flensburg, funded_areas=(area, *flensburg.funded_areas[1:]))
    page = atlas(city, "", "de", TODAY).decode("utf-8")

    assert hostile not in page
    assert page.count("<script") == page.count("</script>")


def test_it_begins_with_the_first_slide_or_the_view_asked_for(flensburg: City, page: str) -> None:
    assert '<body data-start="?vortrag=ausschuss-1">' in page
    asked = briefcase(replace(flensburg, presentations=()), "?jahr=2019", "de", PLACE)
    bare = briefcase(replace(flensburg, presentations=()), "", "de", PLACE)

    name = "sozialraumatlas-flensburg.html"
    assert '<body data-start="?jahr=2019">' in asked[name].decode("utf-8")
    assert '<body data-start="">' in bare[name].decode("utf-8")
    assert not any(one.startswith("folien/") for one in bare)


def test_each_slide_is_there_as_a_pdf(files: dict[str, bytes], flensburg: City) -> None:
    slides = flensburg.presentations[0].slides
    pdfs = {name: content for name, content in files.items() if name.startswith("folien/")}

    assert list(pdfs) == [f"folien/folie-{number}.pdf" for number in range(1, len(slides) + 1)]
    for content in pdfs.values():
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


def test_the_note_names_the_file_and_the_day(files: dict[str, bytes]) -> None:
    note = files["LIES-MICH.txt"].decode("utf-8-sig")

    assert "sozialraumatlas-flensburg.html doppelt anklicken" in note
    assert "Stand 22.11.2026" in note
    assert note.count("\r\n") == note.count("\n")


def test_same_city_same_day_same_bytes(files: dict[str, bytes], flensburg: City) -> None:
    again = zipped(briefcase(flensburg, "", "de", PLACE))

    assert again == zipped(files)
    with zipfile.ZipFile(io.BytesIO(again)) as packed:
        assert packed.testzip() is None
        assert {name.split("/")[0] for name in packed.namelist()} == {"sozialraumatlas-flensburg"}
        assert len(packed.namelist()) == len(files)
