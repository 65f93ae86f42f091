"""Components as HTML text: nothing in the data becomes an element."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from layers.markup import markup


class Reader(HTMLParser):
    """Collects tags, attributes and text of a markup."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_names_of_dash_become_names_of_html() -> None:
    button = html.Button("x", className="a", tabIndex=-1, disable_n_clicks=True, type="button")

    assert markup(button) == '<button class="a" tabindex="-1" type="button">x</button>'


def test_styles_become_css_and_custom_properties_keep_their_names() -> None:
    style = {"--start": "1999", "backgroundImage": "none"}

    assert markup(html.I(style=style)) == '<i style="--start:1999;background-image:none"></i>'


def test_absent_attributes_are_left_out_and_true_ones_are_empty() -> None:
    assert markup(html.Details(None, open=True, hidden=False)) == '<details open=""></details>'


def test_an_event_handler_is_refused() -> None:
    with pytest.raises(ValueError, match="'onclick': event handlers do not belong into markup"):
        markup(_with_handler())


def _with_handler() -> html.P:
    paragraph = html.P("x")
    paragraph._prop_names = [*paragraph._prop_names, "onclick"]
    paragraph.onclick = "alert(1)"
    return paragraph


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")))
def test_any_text_stays_text_and_any_value_stays_a_value(text: str) -> None:
    found = read(markup(html.P(["<", text], title=text)))

    assert found.tags == ["p"]
    assert found.values == [text]
    assert found.text == f"<{text}"
