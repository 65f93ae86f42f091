"""The static page: every element that scripts look for is there once, and says what it is."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from html import escape
from itertools import pairwise
from typing import Any

import pytest
from dash.development.base_component import Component

from callbacks.settings import ROOT
from geodata.model import City
from layers.frame import document
from layers.markup import markup
from layers.page import page
from layers.texts import texts
from layers.view import TOGGLES, View
from tests.layers.info_html import Outline

TEXTS = texts("de")
DAY = datetime.date(2026, 1, 15)
EVENTS = {field.name for field in fields(View)} | {key for _, key in TOGGLES} | {"reset"}


def walk(node: Any) -> Iterator[Component]:
    """Yield every component of a tree."""
    if isinstance(node, Component):
        yield node
        yield from walk(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from walk(child)


def said(component: Component, name: str) -> Any:
    return component.to_plotly_json()["props"].get(name)


@pytest.fixture(scope="module")
def tree(flensburg: City) -> list[Component]:
    return list(walk(page(flensburg, TEXTS, DAY)))


def native(tree: list[Component]) -> list[dict[str, str]]:
    """Return the attributes of the inputs that a script will put into the page."""
    return [json.loads(said(one, "data-input")) for one in tree if said(one, "data-input")]


def ids(tree: list[Component]) -> list[str]:
    components = [str(said(one, "id")) for one in tree if said(one, "id")]
    ready_made = [said(one, "data-html") for one in tree if said(one, "data-html")]
    inner = [name for text in ready_made for name in Outline(text).ids]
    return [*components, *inner, *(one["id"] for one in native(tree))]


def test_no_id_stands_twice(tree: list[Component]) -> None:
    assert [name for name, count in Counter(ids(tree)).items() if count > 1] == []


def test_every_element_that_a_script_asks_for_is_on_the_page(tree: list[Component]) -> None:
    scripts = "".join(path.read_text() for path in sorted((ROOT / "assets").glob("*.js")))
    asked = set(re.findall(r'(?:byId|getElementById)\("([\w-]+)"\)', scripts))
    made = set(re.findall(r'\bid ?= ?"([\w-]+)"', scripts))

    assert len(asked) > 20
    assert asked <= set(ids(tree)) | made


def test_every_id_that_another_element_names_is_on_the_page(tree: list[Component]) -> None:
    names = ("htmlFor", "aria-controls", "aria-describedby", "aria-labelledby", "data-sheet")
    named = {str(said(one, name)) for one in tree for name in names if said(one, name)}
    named |= {str(said(one, "data-skip"))[1:] for one in tree if said(one, "data-skip")}
    named |= {one["list"] for one in native(tree) if "list" in one}

    assert named
    assert named <= set(ids(tree))


def test_every_input_and_every_choice_has_a_label(tree: list[Component]) -> None:
    labelled = {said(one, "htmlFor") for one in tree}
    for label in (one for one in tree if one._type == "Label"):
        labelled |= {said(inner, "id") for inner in walk(label)}
    asking = {one["id"] for one in native(tree)}
    asking |= {said(one, "id") for one in tree if one._type == "Select"}

    assert len(asking) >= 8
    assert asking <= labelled


def test_every_button_and_every_link_says_something(tree: list[Component]) -> None:
    for one in tree:
        if one._type in ("Button", "A"):
            words = re.sub("<[^>]*>", "", markup(one)) or said(one, "aria-label")
            assert str(words or "").strip(), one


def test_every_event_has_known_fields(tree: list[Component]) -> None:
    events = [json.loads(said(one, "data-event")) for one in tree if said(one, "data-event")]

    assert len(events) > 100
    assert {field for event in events for field in event} <= EVENTS


def test_every_switch_begins_off_and_waits_for_the_view(tree: list[Component]) -> None:
    switches = [one for one in tree if said(one, "role") == "switch"]

    assert len(switches) >= 4
    assert {said(one, "aria-checked") for one in switches} == {"false"}


def test_headings_leave_no_rank_out(flensburg: City) -> None:
    headings = Outline(markup(page(flensburg, TEXTS, DAY))).headings

    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))


def test_landmarks_of_one_kind_have_names(tree: list[Component]) -> None:
    for kind in ("Nav", "Aside", "Section"):
        named = [said(one, "aria-label") or said(one, "aria-labelledby") for one in tree
                 if one._type == kind and said(one, "id") != "sheet-timeline"]  # fmt: skip
        assert all(named), kind


def test_without_funded_areas_nothing_speaks_of_them(flensburg: City) -> None:
    bare = replace(flensburg, funded_areas=(), programmes=(), milestones=(), lanes=())
    components = list(walk(page(bare, TEXTS, DAY)))
    layers = {said(one, "data-layer") for one in components} - {None}

    assert layers == {"indikator", "muster", "sozialraeume", "namen", "zweifel", "zufall"}
    assert not any(said(one, "data-programme") for one in components)
    assert next(said(one, "hidden") for one in components if said(one, "id") == "programmes")


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "{name}", "&amp;"])
def test_the_name_of_a_city_is_text_in_the_document(name: str) -> None:
    text = document(name, TEXTS, "de", [("data", '/daten/"><script>')])

    assert "<script>" not in text
    assert escape(name) in text
    assert text.startswith('<!DOCTYPE html>\n<html lang="de">')


def test_the_document_has_a_way_on_without_a_script(flensburg: City) -> None:
    text = document(flensburg.name, TEXTS, "de")
    way = text[text.index("<noscript>") : text.index("</noscript>")]

    assert 'href="/tabelle"' in way
    assert TEXTS["page"]["no_script_link"] in way
