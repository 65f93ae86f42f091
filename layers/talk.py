"""Places of the presentation on the page; ``assets/talk.js`` and ``talk_editor.js`` fill them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers.texts import Texts


def header_button(city: City, texts: Texts) -> list[Component]:
    """Return the button that begins a presentation, or that makes one where the city has none."""
    if not city.presentations:
        return [html.Button(texts["talk"]["open"], id="open-own-talk", type="button")]
    attributes = {"data-talk": "open"}
    return [html.Button(texts["talk"]["open"], id="open-talk", type="button", **attributes)]


def talk_head(texts: Texts) -> list[Component]:
    """Return the place of headline and sentence above the map, and of the way back to them."""
    name = {"aria-label": texts["talk"]["slide"]}
    return [html.Section(id="talk-head", hidden=True, tabIndex=-1, **name)]


def talk_bar(texts: Texts) -> list[Component]:
    """Return the places of the bar under the map, of the list of slides and of the editor."""
    words = texts["talk"]
    return [
        html.Nav(id="talk-bar", hidden=True, **{"aria-label": words["bar"]}),
        html.Dialog(id="talk-agenda", **{"aria-label": words["agenda"]}),
        html.Dialog(id="talk-editor", **{"aria-label": words["own"]}),
    ]
