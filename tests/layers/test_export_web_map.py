"""The web map to take away is one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City
from layers.colours import sequential
from layers.export import leaflet
from layers.export.web_map import web_map
from layers.scene import is_empty, scene
from layers.scene_words import sentence, value_words
from layers.texts import texts
from layers.view import View, from_query
from tests.strategies import views

WORDS = texts("de")
HOST = "https://atlas.example/"
FULL = "symbole=einwohner&karte=indikator,gebiete,projekte,namen,zweifel&auswahl=07"
HOLDERS = {"src", "href", "srcset", "action", "data", "poster", "xlink:href", "formaction"}
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!data:|#)[^)]*\)|@import", re.IGNORECASE)


class Document(HTMLParser):
    """Attributes that could be requested, inline scripts and styles, tags, texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.inside = ""
        self.parts: dict[str, list[str]] = {"script": [], "style": [], "": []}
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in HOLDERS]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content") or ""
        if tag in self.parts:
            self.inside = tag
            self.parts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts[self.inside][-1] += data
        else:
            self.parts[""].append(data)

    @property
    def text(self) -> str:
        return " ".join(self.parts[""])


def made(city: City, query: str = "") -> str:
    return web_map(city, from_query(query, city)[0], HOST).decode("utf-8")


def features(text: str) -> list[dict[str, dict[str, str]]]:
    """Return the features of the areas: the first collection of the script."""
    found = re.search(r'_add\((\{"features".*\})\);', text)
    assert found
    listed: list[dict[str, dict[str, str]]] = json.loads(found[1])["features"]
    return listed


@pytest.mark.parametrize("query", ["", FULL, f"{FULL}&bedarf=15", "indikator=raeumungsklagen"])
def test_nothing_in_the_file_points_to_another_host(flensburg: City, query: str) -> None:
    page = Document(made(flensburg, query))
    folium_part = page.parts["script"][-1]

    assert set(page.addresses) <= {"data:,"}
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(page.tags[10:])
    assert not [one for style in page.parts["style"] for one in ELSEWHERE.findall(style)]
    assert not re.findall(r"https?://", folium_part)
    assert "tileLayer" not in folium_part
    assert "sourceMappingURL" not in "".join(page.parts["script"])


def test_the_policy_of_the_file_forbids_every_request_and_names_its_scripts(
    flensburg: City,
) -> None:
    page = Document(made(flensburg, FULL))
    sums = [
        base64.b64encode(hashlib.sha256(one.encode("utf-8")).digest()).decode()
        for one in page.parts["script"]
    ]

    assert page.policy.startswith("default-src 'none'; script-src ")
    assert "connect-src" not in page.policy
    assert all(f"'sha256-{one}'" in page.policy for one in sums)
    assert len(sums) == page.policy.count("sha256-")


def test_the_file_is_small(flensburg: City) -> None:
    assert len(made(flensburg, f"{FULL}&bedarf=15")) < 500_000


def test_the_same_view_gives_the_same_file(flensburg: City) -> None:
    assert made(flensburg, FULL) == made(flensburg, FULL)


@given(st.data())
@settings(max_examples=25)
def test_areas_have_the_colour_value_and_status_of_the_map(
    flensburg: City, data: st.DataObject
) -> None:
    view: View = replace(data.draw(views(flensburg)), need=None, layers=("indikator",))
    shown = scene(flensburg, view)
    drawn = features(web_map(flensburg, view, HOST).decode("utf-8"))

    assert len(drawn) == len(shown.level.areas)
    for index, one in enumerate(drawn):
        properties = one["properties"]
        status, said = shown.statuses[index], unescape(properties["said"])
        assert f"<strong>{shown.level.areas[index].name}</strong>" in said
        assert value_words(shown, index, WORDS) in said
        if is_empty(status):
            assert properties["paint"] == f"url(#hatch-{status})"
        elif not shown.diverging:
            assert properties["paint"] == sequential(shown.number)[shown.classes[index]]


def test_title_sentence_legend_sources_and_address_stand_in_the_file(flensburg: City) -> None:
    view, _ = from_query(FULL, flensburg)
    shown, page = scene(flensburg, view), Document(made(flensburg, FULL))
    source = shown.indicator.source

    assert f"{shown.indicator.name}, 2022 – Flensburg" in page.text
    assert sentence(flensburg, shown, WORDS) in page.text
    for said in (
        source.title, source.licence, source.changes, "20,5 bis 25,1\u00a0%", "4 Gebiete",
        "4 Neustadt", "Soziale Stadt · läuft", "10.000\u00a0Personen", f"{HOST}?stadt=flensburg",
    ):  # fmt: skip
        assert said in page.text, said


def test_only_the_layers_of_the_view_are_in_the_file(flensburg: City) -> None:
    bare = made(flensburg, "karte=indikator")
    full = made(flensburg, FULL)

    assert '"className": "name"' not in bare
    assert WORDS["legend"]["funded"] not in Document(bare).text
    assert '"className": "name"' in full
    assert '"className": "badge"' in full


@pytest.mark.parametrize(
    "name",
    ["</script><script>alert(1)</script>", "<img src=x onerror=a()>", "`+alert(1)+`", "${a}\\"],
)
def test_hostile_names_stay_text(flensburg: City, name: str) -> None:
    level = flensburg.level("stadtteil")
    areas = (replace(level.areas[0], name=name), *level.areas[1:])
    city = replace(flensburg, levels=(flensburg.level("stadt"), replace(level, areas=areas)))
    text = made(city, FULL)
    page = Document(text)
    tooltips = re.findall(r"bindTooltip\(\s*`([^`]*)`", page.parts["script"][-1])

    assert len(page.parts["script"]) == 4
    assert "img" not in page.tags
    assert name in page.text
    assert not [one for one in features(text) if "<img" in str(one["properties"]["said"])]
    assert any(unescape(one.split("<strong>")[1].split("</strong>")[0]) == name for one in tooltips)
    assert not [one for one in tooltips if "${" in one or "\\" in one]


def test_a_hostile_indicator_stays_text_in_the_list_of_layers(flensburg: City) -> None:
    first, *others = flensburg.indicators
    hostile = replace(first, name="<img src=x onerror=alert(1)>")
    script = Document(made(replace(flensburg, indicators=(hostile, *others)), FULL)).parts["script"]

    overlays = re.findall(r"overlays :  \{(.*?)\},\s*\};", script[-1], re.DOTALL)
    assert overlays
    assert "\\u003cimg" not in overlays[0]
    assert "\\u0026lt;img" in overlays[0]


def test_leaflet_comes_from_the_installed_package_with_its_licence_and_pictures() -> None:
    assert "Leaflet 1.9" in leaflet.script()[:200]
    assert "url(images" not in leaflet.style()
    assert leaflet.style().count("url(data:image/png;base64,") == 3
