"""Places of the presentation on the page; ``assets/talk.js`` fills them.

A city without presentations has none of them.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers.texts import Texts


def header_button(city: City, texts: Texts) -> list[Component]:
    """Return the button that begins the first presentation, or nothing."""
    if not city.presentations:
        return []
    attributes = {"data-talk": "open"}
    return [html.Button(texts["talk"]["open"], id="open-talk", type="button", **attributes)]


def talk_head(city: City, texts: Texts) -> list[Component]:
    """Return the place of headline and sentence above the map, and of the way back to them."""
    if not city.presentations:
        return []
    name = {"aria-label": texts["talk"]["slide"]}
    return [html.Section(id="talk-head", hidden=True, tabIndex=-1, **name)]


def talk_bar(city: City, texts: Texts) -> list[Component]:
    """Return the places of the bar under the map and of the list of slides."""
    if not city.presentations:
        return []
    words = texts["talk"]
    return [
        html.Nav(id="talk-bar", hidden=True, **{"aria-label": words["bar"]}),
        html.Dialog(id="talk-agenda", **{"aria-label": words["agenda"]}),
    ]
