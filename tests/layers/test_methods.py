"""The methods of analyses: every computation is told, with its publications."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import geodata.statistics
from geodata.model import City
from layers.analysis.registry import ANALYSES
from layers.indicator_sheet import indicator_sheet
from layers.info_markdown import long_text
from layers.info_pages import info_page
from layers.info_visit import Visit
from layers.methods import MODULES, chapters, works

FOLDER = Path(next(iter(geodata.statistics.__path__)))


def test_every_module_that_cites_a_publication_is_on_the_page() -> None:
    citing = {
        path.stem
        for path in FOLDER.glob("*.py")
        if "    References\n    ---" in path.read_text(encoding="utf-8")
    }

    assert citing - {name for names in MODULES.values() for name in names} == set()
    assert citing


@pytest.mark.parametrize("name", [one.id for one in ANALYSES])
def test_every_analysis_has_a_text_and_functions(name: str) -> None:
    found = chapters(name)

    assert len(long_text("de", f"methoden-{name}")) > 500
    assert all(chapter.about for chapter in found)
    assert any(method.summary for chapter in found for method in chapter.methods)


def test_the_page_shows_every_publication_and_example_of_the_docstrings(flensburg: City) -> None:
    page = info_page("methoden-auswertungen", flensburg, Visit())
    shown = re.sub(r"&#39;|&#34;|&quot;|&lt;|&gt;|&amp;|['\"<>&]", "", page)

    for one in ANALYSES:
        assert f'id="{one.id}"' in page
        found = chapters(one.id)
        for said in (*works(found), *(x.example for chapter in found for x in chapter.methods)):
            assert re.sub(r"['\"<>&]", "", said) in shown


def test_publications_are_named_once_and_in_order() -> None:
    cited = works(chapters("segregation"))

    assert len(set(cited)) == len(cited) > 3
    assert list(cited) == sorted(cited, key=str.casefold)
    assert not any("\n" in work for work in cited)


def test_every_indicator_has_a_sheet_classes_too(flensburg: City) -> None:
    for indicator in flensburg.indicators:
        sheet = indicator_sheet(indicator.id, flensburg, Visit())
        assert f"<h1>{indicator.name}</h1>" in sheet
        assert all(one.name in sheet for one in indicator.classes)
        assert ("/auswertung/index?" in sheet) == bool(indicator.classes)
