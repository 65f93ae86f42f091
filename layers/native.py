"""Plain HTML elements that carry an event of the view.

A click on an element with ``data-event`` (JSON, fields of :class:`layers.view.View`) leads to the
next view; ``assets/wiring.js`` listens once for the whole page. Dash has no plain ``<input>``, so
:func:`native_input` leaves a place where ``assets/wiring.js`` puts one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component


def button(label: str, event: Mapping[str, str], **attributes: Any) -> Component:
    """Return a button whose click is *event*."""
    return html.Button(label, type="button", **{"data-event": _json(event)}, **attributes)


def link(label: Any, event: Mapping[str, str], **attributes: Any) -> Component:
    """Return a link to the view after *event*; the script keeps its address right."""
    return html.A(label, href="/", **{"data-event": _json(event)}, **attributes)


def switch(label: str, event: Mapping[str, str], **attributes: Any) -> Component:
    """Return an on/off switch (WAI-ARIA role switch) whose click is *event*."""
    return button(label, event, role="switch", **{"aria-checked": "false"}, **attributes)


def native_input(kind: str, name: str, **attributes: str) -> Component:
    """Return the place of an ``<input type=kind id=name>`` with *attributes*."""
    wanted = {"type": kind, "id": name, **attributes}
    return html.Span(className="native-input", **{"data-input": _json(wanted)})


def _json(event: Mapping[str, str]) -> str:
    return json.dumps(dict(event), ensure_ascii=False, sort_keys=True)
