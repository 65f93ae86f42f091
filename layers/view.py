"""The view: everything that the page shows, as one frozen value, and its address.

The URL query is the only home of a view. Its twin in the browser is ``assets/view.js``; both
follow the same rules, and a test compares them over many addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

from geodata.dates import nearest_year
from geodata.model import City
from geodata.statistics.classify import Classes, Method
from layers.view_fields import CHANGE, LIMITS, MODES, NOTHING, PARAMETERS, Notice, View
from layers.view_reader import Reader, classes_text

__all__ = [
    "LIMITS",
    "MODES",
    "NOTHING",
    "PARAMETERS",
    "Notice",
    "View",
    "classes_text",
    "default_year",
    "from_query",
    "nearest_year",
    "next_view",
    "to_query",
]

TOGGLES = (
    ("layers", "toggle_layer"),
    ("programmes", "toggle_programme"),
    ("fields", "toggle_field"),
    ("project_states", "toggle_project_state"),
)


def from_query(query: str, city: City) -> tuple[View, tuple[Notice, ...]]:
    """Return the view that *query* (with or without ``?``) asks for, and what had to be changed.

    A wrong value becomes a valid one and yields a notice; nothing raises. A parameter that is
    not known is left out; of a repeated one the first counts.

    Examples
    --------
    >>> from layers.view import PARAMETERS
    >>> PARAMETERS["year"]
    'jahr'
    """
    given: dict[str, str] = {}
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        given.setdefault(name, value)
    return Reader(city, given).read()


def to_query(view: View, city: City) -> str:
    """Return the one address of *view*: ``""`` for the start view, else ``?stadt=...``.

    Only what differs from the start view is written, always in the same order.
    """
    texts = _as_text(view)
    usual = _as_text(from_query("", city)[0])
    usual["year"] = str(default_year(city, view.level, view.indicator))
    parts = [
        f"{PARAMETERS[name]}={quote(text, safe=',._-')}"
        for name, text in texts.items()
        if name != "city" and text != usual[name]
    ]
    if not parts:
        return ""
    return "?" + "&".join([f"{PARAMETERS['city']}={quote(view.city, safe=',._-')}", *parts])


def next_view(view: View, event: Mapping[str, str], city: City) -> tuple[View, tuple[Notice, ...]]:
    """Return the view after *event*: texts as in an address, by field name of :class:`View`.

    ``toggle_layer``, ``toggle_programme`` ... switch one entry. Choosing a funded area lets the
    area go, and the other way round; a limit of need ends a map of changes; ``reset`` leads to the
    start; own class limits do not outlive their indicator. ``query`` begins anew with the view of
    that address.
    """
    if "reset" in event:
        return from_query("", city)
    view = from_query(event["query"], city)[0] if "query" in event else view
    texts = _as_text(view) | {k: v for k, v in event.items() if k in PARAMETERS}
    for name, key in TOGGLES:
        if key in event:
            texts[name] = _toggled(texts[name], event[key])
    if event.get("area"):
        texts["funded_area"] = ""
    elif event.get("funded_area"):
        texts["area"] = ""
    if event.get("indicator", view.indicator) != view.indicator:
        texts |= _let_go(view, event)
    if event.get("level", view.level) != view.level and not event.get("area"):
        texts["area"] = ""
    if event.get("need") and view.compare == CHANGE and "compare" not in event:
        texts["compare"] = ""
    if event.get("other_city", view.other_city) != view.other_city:
        texts |= {name: event.get(name, "") for name in ("other_indicator", "other_level")}
    return Reader(city, {PARAMETERS[k]: v for k, v in texts.items()}).read()


def default_year(city: City, level: str, indicator: str) -> int:
    """Return the year shown where the address names none: nearest to the city's start year."""
    return nearest_year(city.series[level, indicator].years, city.start.year)


def _as_text(view: View) -> dict[str, str]:
    texts = {name: getattr(view, name) for name in PARAMETERS}
    return texts | {
        "year": str(view.year),
        "classes": classes_text(view.classes),
        "layers": ",".join(view.layers) or NOTHING,
        "programmes": ",".join(view.programmes) or NOTHING,
        "fields": ",".join(view.fields) or NOTHING,
        "project_states": ",".join(view.project_states) or NOTHING,
        "need": "" if view.need is None else f"{view.need:.12g}",
        "other_year": "" if view.other_year is None else str(view.other_year),
        "span": "-".join(str(year) for year in view.span),
    }


def _let_go(view: View, event: Mapping[str, str]) -> dict[str, str]:
    """Limits in the unit of one indicator mean nothing for another."""
    kept = {} if "need" in event else {"need": ""}
    if view.classes.method is Method.OWN and "classes" not in event:
        kept["classes"] = classes_text(Classes())
    return kept


def _toggled(text: str, entry: str) -> str:
    entries = [part for part in text.split(",") if part != NOTHING]
    kept = [part for part in entries if part != entry]
    return ",".join(kept if len(kept) < len(entries) else [*entries, entry]) or NOTHING
